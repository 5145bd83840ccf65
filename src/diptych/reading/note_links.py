"""Links between anchors and notes: `<a href="#p1">1</a>` calls what `id="p1"` names.

A link whose text is a label and which stands at a word calls a note, whatever the names are, if what
it leads to stands below. A link from there back to the text is no words of the note.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.model import Mark, Span
from diptych.reading.note_signs import SIGN

LONGEST_NOTE = 4000
"""Characters; what is longer is a chapter."""
LABEL = "label:"
"""Begins the mark that says what a note is called, and behind `#` by which name of an element."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the page."""

    span: Span
    target: str


def note_link_marks(text: str, links: Sequence[Link], named: Mapping[str, Span]) -> Iterator[Mark]:
    """The marks `noteref`, `note`, `label:...` and, for arrows back, `markup`.

    Args:
        text: the text layer.
        links: to places of the page, in text order.
        named: id of an element -> the block that it is, or in which it stands.
    """
    notes: dict[Span, str] = {}
    for link in links:
        block = named.get(link.target)
        label = _called(text, link.span)
        if block and label and link.span.end < block.start and len(block) <= LONGEST_NOTE:
            notes.setdefault(block, f"{LABEL}{label}#{link.target}")
            yield Mark(link.span, "noteref")
    for block, label in notes.items():
        yield Mark(block, "note")
        yield Mark(block, label)
    for link in links:
        leads_back = any(block.start <= link.span.start < block.end for block in notes)
        if leads_back and not any(character.isalnum() for character in link.span.of(text)):
            yield Mark(link.span, "markup")


def _called(text: str, span: Span) -> str:
    """The label of the note that a link at a word calls; empty where it is none."""
    before = text[max(0, span.start - 2) : span.start]
    match = SIGN.fullmatch(span.of(text).strip())
    bracketed = span.of(text)[:1] in "[("
    follows = before[-1:] and (not before[-1].isspace() or (bracketed and before[-1] == " "))
    return match["label"] if match and follows else ""
