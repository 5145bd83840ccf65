"""Which element an editorial remark, a gap or emphasised words become: data/remarks.txt lists it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from diptych.model import INLINE_KINDS, Kind
from diptych.survey.apparatus import meaning_of
from diptych.tei.markup import RESP, Element, element


def remark(kind: Kind, wording: str, reason: str, translators: str) -> tuple[Element, Element]:
    """The element for an inline block, and the one inside it that takes the wording.

    Args:
        kind: EDITORIAL or GAP; a text kind for words that are emphasised.
        wording: the whole block, with its brackets; asked where the reason says nothing.
        reason: what the block says, as the survey found it.
        translators: pointers to those of the version, who answer for their notes; empty if unknown. For
            everything else the software answers, which read it so.
    """
    column = kind.value if kind in INLINE_KINDS else "text"
    tag, attributes = _rows().get((column, reason)) or _rows().get(
        (column, meaning_of(wording)), _UNNAMED[column]
    )
    by = translators if attributes.get("type") == "translator" and translators else f"#{RESP}"
    if tag == "gap":
        desc = element("desc")
        return element("gap", desc, **attributes, resp=by), desc
    made = element(tag, **attributes, resp=by)
    return made, made


def is_set_off(reason: str) -> bool:
    """Whether a block of text is one that its source underlines, emphasises or strikes out."""
    return ("text", reason) in _rows()


_Row = tuple[str, Mapping[str, str]]
_UNNAMED: Mapping[str, _Row] = {
    "gap": ("gap", {"reason": "unspecified"}),
    "editorial": ("note", {"type": "editorial", "place": "inline"}),
    "text": ("hi", {"rend": "emphasis"}),
}


@cache
def _rows() -> Mapping[tuple[str, str], _Row]:
    lines = files(__package__).joinpath("data/remarks.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        (kind, says): (tag, dict(pair.split("=") for pair in attributes.split()))
        for kind, says, tag, attributes in rows
    }
