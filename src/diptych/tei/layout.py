"""Where each paragraph of a division goes: an order that TEI allows and the text's own order at once.

TEI has headings and openers only at the beginning of a division and closers only at
its end. Real papers have a signature in the middle and a date behind the text; there
they become neutral blocks (`<ab type="signature">`) in their place. Nothing is moved.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from diptych.model import Kind, Paragraph

_FRAME = frozenset({Kind.CLASSIFICATION, Kind.DATELINE, Kind.SALUTATION})
_OPENING = _FRAME | {Kind.HEADING}
_CLOSING = _FRAME | {Kind.SIGNATURE}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading or opener, what follows, and what closes it; each in text order."""

    top: tuple[Paragraph, ...]
    middle: tuple[Paragraph, ...]
    bottom: tuple[Paragraph, ...]


def divisions(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[int, list[Section]]]:
    """The text's divisions with their numbers; notes are none of the text."""
    text = (paragraph for paragraph in paragraphs if paragraph.kind is not Kind.NOTE)
    for number, members in groupby(text, key=lambda paragraph: paragraph.division):
        yield number, [section(part) for part in split_at_headings(members)]


def split_at_headings(paragraphs: Iterable[Paragraph]) -> list[list[Paragraph]]:
    """A heading behind other text begins a section; one behind a heading or an opener does not."""
    parts: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        if paragraph.kind is Kind.HEADING and any(p.kind not in _OPENING for p in parts[-1]):
            parts.append([])
        parts[-1].append(paragraph)
    return parts


def section(paragraphs: Sequence[Paragraph]) -> Section:
    """Top, middle and bottom; a bottom only where there is a middle, as TEI wants it."""
    top = _run(paragraphs, _OPENING)
    bottom = max(top + 1, len(paragraphs) - _run(paragraphs[::-1], _CLOSING))
    return Section(tuple(paragraphs[:top]), tuple(paragraphs[top:bottom]), tuple(paragraphs[bottom:]))


def _run(paragraphs: Sequence[Paragraph], kinds: frozenset[Kind]) -> int:
    """How many paragraphs at the beginning are of these kinds."""
    return next((n for n, paragraph in enumerate(paragraphs) if paragraph.kind not in kinds), len(paragraphs))


def speeches(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """A speaker with the body that follows; every other paragraph alone.

    A speaker's name with nothing said is alone, too: TEI's `<sp>` needs a speech.
    """
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        if group and not (group[0].kind is Kind.SPEAKER and paragraph.kind is Kind.BODY):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group
