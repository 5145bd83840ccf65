"""The signs in a text that call a note: [1], ¹, (1), 1), *, and figures that lost their raised place.

A bracketed figure or a raised one is likely to be an anchor; of the others only a note
that answers them tells. So every sign is found here, and `notes.py` decides.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from diptych.model import Kind, Mark, Span
from diptych.survey import knowledge
from diptych.survey.emphasis import sign_offsets
from diptych.survey.units import Unit

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Form(Enum):
    """How a note is called, or named where it stands."""

    CARET = "[^1]"
    SQUARE = "[1]"
    RAISED = "¹"
    STAR = "*"
    ROUND = "(1)"
    CLOSED = "1)"
    PLAIN = "1"


_PAUSE = r".,;:!?…»”“\"’')\]"
_FORMS = (
    r"\[\^(?P<caret>[^\]\s]{1,60})\]",
    r"\[(?P<square>\d{1,3}|\*{1,3}|[a-z])\]",
    rf"(?<=[\w{_PAUSE}])[(⁽](?P<raised_in>[¹²³⁰⁴-⁹]{{1,3}})[)⁾](?!\w)",
    rf"(?<=[\w{_PAUSE}])(?P<raised>[¹²³⁰⁴-⁹]{{1,3}})[)⁾]?(?!\w)",
    rf"(?<=[\w{_PAUSE}])\\?(?P<stars>\*{{1,4}}|†{{1,2}}|‡)\)?(?![*\w])",
    rf"(?:(?<=[\w{_PAUSE}])|(?<=[\w{_PAUSE}][ \u00a0]))\((?P<round>\d{{1,3}}|[a-z]|\*{{1,3}})\)(?!\w)",
    rf"(?:(?<=[^\W\d_][^\W\d_])|(?<=[{_PAUSE}]))(?P<closed>\d{{1,2}})\)(?!\w)",
    rf"(?<=[{_PAUSE}])(?P<lettered>[a-zа-я])\)(?!\w)",
    r"(?:(?<=[^\W\d_A-ZА-ЯЁ][^\W\d_A-ZА-ЯЁ])|(?<=[^\W\d_]{2}[.,;:!?…])"
    r"|(?<=[^\W\d_][»”“\"’')\]])|(?<=[.!?…][»”“\"’')\]])|(?<=\b1\d\d\d[.,;])|(?<=\b20\d\d[.,;]))"
    r"(?P<plain>[1-9]\d?)(?![\w%‰°]|[.,:/-]\d|\))",
)
_ANY = re.compile("|".join(_FORMS))
_BEGINS = re.compile(r"[\[(⁽*†‡\\\d¹²³⁰⁴-⁹)]")
"""Where a sign may begin, or behind its one letter; looked for first, because it is quick."""
_GROUPS = {
    "caret": Form.CARET, "square": Form.SQUARE, "raised": Form.RAISED, "raised_in": Form.RAISED,
    "stars": Form.STAR, "round": Form.ROUND, "closed": Form.CLOSED, "lettered": Form.CLOSED,
    "plain": Form.PLAIN,
}  # fmt: skip
_WORD = re.compile(r"([^\W\d_]+)[.,;:!?…»”“\"’')\]]?$")
LONGEST_WORD = 40
STRONG = frozenset({Form.CARET, Form.SQUARE, Form.RAISED, Form.STAR})
"""Forms that are hardly ever anything else."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A sign that may call a note: the label, the form, and where it stands in its text."""

    label: str
    form: Form
    start: int
    end: int
    at_pause: bool = False


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def find_anchors(text: str) -> tuple[Anchor, ...]:
    """Every sign in a text that may call a note, in text order.

    >>> [(a.label, a.form.value) for a in find_anchors("He wrote2 to them.[3] See No. 5, H2O and 1956¹.")]
    [('2', '1'), ('3', '[1]'), ('1', '¹')]
    """
    return tuple(_anchors(text))


def _anchors(text: str) -> Iterator[Anchor]:
    done = 0
    for sign in _BEGINS.finditer(text):
        start = sign.start() - (sign[0] == ")")
        match = _ANY.match(text, start) if start >= done else None
        if match is None:
            continue
        done = match.end()
        name = next(name for name in _GROUPS if match[name])
        form = _GROUPS[name]
        if form is Form.PLAIN and not _follows_word(text, start):
            continue
        if form is Form.STAR and "*" in match[name] and match.start(name) in sign_offsets(text):
            continue
        at_pause = text[match.end() : match.end() + 1] in ".,;:!?»”" or text[start - 1 : start] in ".,;:!?»”"
        yield Anchor(match[name].translate(_DIGITS), form, start, match.end(), at_pause)


def set_apart_marked(units: Sequence[Unit], marks: Sequence[Mark]) -> list[Unit]:
    """The units with the anchors set apart in them that the file format marks.

    Args:
        units: lines, in text order.
        marks: of the source, in order of their spans.
    """
    anchors = sorted(mark.span for mark in marks if mark.name == "noteref")
    return [_with_marked(unit, anchors) for unit in units] if anchors else list(units)


def _with_marked(unit: Unit, anchors: Sequence[Span]) -> Unit:
    first = bisect_left(anchors, unit.span.start, key=lambda span: span.start)
    last = bisect_left(anchors, unit.span.end, key=lambda span: span.start)
    pieces = []
    for span in anchors[first:last]:
        text = unit.text[slice(*unit.offsets(span))]
        label = text.strip("[]()^ \u00a0").translate(_DIGITS)
        if label and span.end <= unit.span.end and len(text) < len(unit.text):
            piece = Unit(span, text).decided(Kind.NOTE_ANCHOR, MARKED, label)
            pieces.append(piece)
    return unit._replace(apart=(*unit.apart, *pieces)) if pieces and unit.kind is None else unit


MARKED = "marked as the anchor of a note"


def _follows_word(text: str, start: int) -> bool:
    """Whether a bare figure stands behind a word, and not behind a unit or an abbreviation (стр.5, No.5)."""
    before = text[max(0, start - LONGEST_WORD) : start]
    match = _WORD.search(before)
    if match is None:
        return True  # behind a year and its comma, or behind a quotation
    word = match[1].casefold()
    if before[-1] == "." and _is_counted(word):
        return False
    return not (before[-1].isalpha() and knowledge.small_words("unit").fullmatch(word))


def _is_counted(word: str) -> bool:
    """Whether a figure behind this abbreviation is a number: стр.5, No.5."""
    patterns = [knowledge.small_words(name) for name in ("page", "reference", "numbered")]
    return any(pattern.fullmatch(form) for pattern in patterns for form in (word, f"{word}."))
