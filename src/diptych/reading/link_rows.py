"""Lines that are nothing but links: the menus of pages that have no elements or names for them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from diptych.model import Mark, Span

FEWEST_LINKS = 2
_LINE = re.compile(r"[^\n]+")
_SPARED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "dt", "dd", "td", "cell", "noteref"})
"""Marks of lines that may be made of links: headings, values of a record, cells, anchors of notes."""


def link_row_marks(text: str, links: Sequence[Span], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Marks of menus on the lines in which no letter or figure stands outside a link.

    Args:
        text: the text layer.
        links: what its links span, in text order.
        marks: of its elements.
    """
    spared = {mark.span.start for mark in marks if mark.name in _SPARED}
    links = sorted(span for span in links if any(map(str.isalnum, span.of(text))))
    for line in _LINE.finditer(text) if links else ():
        first = bisect_left(links, line.start(), key=lambda span: span.start)
        last = bisect_left(links, line.end(), lo=first, key=lambda span: span.start)
        if last - first < FEWEST_LINKS or line.start() in spared:
            continue
        if not any(character.isalnum() for character in _between(line, text, links[first:last])):
            yield Mark(Span(line.start(), line.end()), "menu")


def _between(line: re.Match[str], text: str, links: Sequence[Span]) -> Iterator[str]:
    """What stands on a line before, between and behind its links."""
    position = line.start()
    for link in links:
        yield from text[position : max(position, link.start)]
        position = max(position, link.end)
    yield from text[position : line.end()]
