"""Which element an editorial remark or a gap becomes: its wording decides, as data/remarks.txt lists it."""

from functools import cache
from importlib.resources import files

from diptych.model import Kind
from diptych.tei.markup import Element, element

_BRACKETS = "[]［］〔〕()<>⟨⟩/ \u00a0"


def remark(kind: Kind, wording: str, reason: str) -> tuple[Element, Element]:
    """The element for an inline block, and the one inside it that takes the wording.

    Args:
        kind: EDITORIAL or GAP.
        wording: the whole block, with its brackets.
        reason: the rule that made the block; asked where the wording says nothing.
    """
    if kind is Kind.GAP:
        desc = element("desc")
        return element("gap", desc, reason=_value("gap", wording, reason) or "unspecified"), desc
    if "supplied" in reason or (_looked_up("supplied", wording) is not None):
        made = element("supplied")
        return made, made
    type_, _, subtype = (_value("note", wording, reason) or "editorial").partition(":")
    made = element("note", type=type_, subtype=subtype or None, place="inline")
    return made, made


def _value(tag: str, wording: str, reason: str) -> str | None:
    return _looked_up(tag, wording) or _looked_up(tag, reason)


def _looked_up(tag: str, wording: str) -> str | None:
    """The value of the first row that fits.

    >>> _looked_up("gap", "[Illegible word]"), _looked_up("note", "[i.e., Politburo's")
    ('illegible', 'editorial:gloss')
    >>> _looked_up("note", "[Iesi]") is None
    True
    """
    bare = wording.strip(_BRACKETS).casefold()
    fits = str.__eq__ if tag == "supplied" else _begins
    return next((value for element_, value, word in _rows() if element_ == tag and fits(bare, word)), None)


def _begins(text: str, word: str) -> bool:
    """Whole words only where the listed word is a short one: `ie` is not the beginning of `ieri`."""
    return text.startswith(word) and (len(word) > 4 or not text[len(word) : len(word) + 1].isalpha())


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    lines = files(__package__).joinpath("data/remarks.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((tag, value, word) for tag, value, word in rows)
