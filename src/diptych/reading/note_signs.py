"""Raised figures of a page: which are anchors of notes, and which paragraphs are these notes.

A link says so itself (`html_marks.py`). A mere `<sup>1</sup>` is an anchor where it
follows a word, and not a power, an ordinal or a unit.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from diptych.model import Mark, Span

SIGN = re.compile(r"[\[(]?(?P<label>[1-9]\d{0,2}|[a-z]|\*{1,4}|†|‡)[\])]?")
WORD = re.compile(r"[^\W_]+\Z")
AFTER = frozenset(".,;:!?…»«”“\"’')]")
YEAR = re.compile(r"1\d{3}|20\d\d")
ROMAN = re.compile(r"[IVXLCDM]+")
BLOCKS = frozenset({"p", "li", "dd", "td"})
LONGEST_WORD = 60


def note_sign_marks(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks `noteref` and `note` that raised figures without a link earn.

    Args:
        text: the text layer of a page.
        marks: of its elements, in order of their spans.
    """
    linked = [mark.span for mark in marks if mark.name in {"noteref", "backref"}]
    known = {(span.start, span.end) for span in linked}
    raised = [m.span for m in marks if m.name == "sup" and (m.span.start, m.span.end) not in known]
    anchors = [span for span in raised if _is_anchor(text, span)]
    first: dict[str, int] = {}
    for span in (*linked, *anchors):
        first[_label(text, span)] = min(span.start, first.get(_label(text, span), span.start))
    opening = [s for s in raised if s not in anchors and first.get(_label(text, s), s.start) < s.start]
    return [*(Mark(span, "noteref") for span in anchors), *_notes(text, marks, opening)]


def _label(text: str, span: Span) -> str:
    match = SIGN.fullmatch(span.of(text).strip())
    return match["label"] if match else ""


def _is_anchor(text: str, span: Span) -> bool:
    """Whether a raised sign directly follows a word or its punctuation, and nothing but that word."""
    label = _label(text, span)
    before = text[max(span.start - LONGEST_WORD, 0) : span.start]
    if not label or text[span.end : span.end + 1].isalnum() or not before:
        return False
    if before[-1] in AFTER:
        return not (label.isalpha() and before[-2:-1].isdigit())  # 1.º of Spanish
    word = WORD.search(before)
    if word is None:
        return False
    if word.group().isdigit():
        return bool(YEAR.fullmatch(word.group()))
    ordinal = label.isalpha() and ROMAN.fullmatch(word.group())
    return len(word.group()) > 1 and word.group().lower() not in _units() and not ordinal


def _notes(text: str, marks: Sequence[Mark], opening: Sequence[Span]) -> Iterator[Mark]:
    """Blocks that begin with the sign of an anchor before them, their figures counting upwards."""
    starts = {span.start: _label(text, span) for span in opening}
    blocks = [mark for mark in marks if mark.name in BLOCKS and starts.get(mark.span.start)]
    found = {mark.span.start: mark for mark in blocks}  # the innermost of those that begin together
    last = 0
    for number, mark in enumerate(found.values()):
        label = starts[mark.span.start]
        figure = int(label) if label.isdigit() else last + 1
        if number == 0 or figure > last or figure == 1:
            yield Mark(mark.span, "note")
        last = figure


@cache
def _units() -> frozenset[str]:
    """Words of two letters or more that a power may follow."""
    text = (files(__package__) / "data" / "units.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
