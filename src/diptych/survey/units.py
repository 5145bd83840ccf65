"""The survey's working unit: a line, a paragraph or a piece of either, with what is known of it so far.

The rules turn a list of units into a list of units. What no rule has decided has no kind yet.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diptych.model import TEXT_KINDS, UNKNOWN_LANGUAGE, Kind, Span
from diptych.survey import shape

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""The marks of headings."""
RUN_ON = "run-on"
"""The mark of a statement of a record that others follow on its line."""

_LINE = re.compile(
    r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|$)"
)


QUOTED = "quoted"
IN_PARTS = frozenset({"column", QUOTED})
"""Marks of lines between which something else stands on the page."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person says that a passage is.

    Attributes:
        span: the passage.
        kind: what it is; None for the document's text, whose parts the rules tell.
        version: the language of the version it belongs to; empty where that is to be found.
        reason: who says so, in words.
    """

    span: Span
    kind: Kind | None
    version: str
    reason: str

    @property
    def is_text(self) -> bool:
        """Whether it is text of the document."""
        return self.kind is None or self.kind in TEXT_KINDS


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the source on one line of a unit, and where it begins in the unit's text."""

    span: Span
    offset: int


def _parts(spans: Sequence[Span]) -> tuple[Part, ...]:
    """Stretches as the lines of a text; none where there is only one."""
    offsets = itertools.accumulate((len(span) + 1 for span in spans), initial=0)
    return tuple(map(Part, spans, offsets)) if len(spans) > 1 else ()


class Unit(NamedTuple):
    """A stretch of visible text.

    The rules make thousands, most of them from others by `_replace`, which named tuples are quick at.

    Attributes:
        span: from its first visible character to its last.
        text: the characters of the span.
        kind: what it was taken for; None as long as no rule has decided.
        reason: the rule that decided.
        language: BCP 47 code of its language, as far as known.
        confidence: of the language.
        field: name of the metadata field that it states, or label of the note.
        gap: number of blank lines before it.
        indent: number of blanks before it on its line.
        version: name of the version it belongs to.
        continues: whether it goes on with the paragraph of the text unit before it.
        whole: for pieces of a paragraph, the kind of the paragraph.
        division: opens a new division of the document.
        marks: what the file format says of it.
        stated: what a person says of it; every rule goes by it.
        repeated: whether it stands in many documents of its collection.
        of_site: whether it does and speaks of a web site, or comes together with what does.
        apart: decided pieces inside it that are none of its text: page ends, line numbers.
        parts: for a paragraph of a column or of quoted lines, the stretches of the source that it is made
            of, one a line; its text has a line end between them, and its span runs over what stands between.
        place: its number in the order of reading, where that is not the order of the source.
    """

    span: Span
    text: str
    kind: Kind | None = None
    reason: str = ""
    language: str = UNKNOWN_LANGUAGE
    confidence: float = 0.0
    field: str = ""
    gap: int = 0
    indent: int = 0
    version: str = ""
    continues: bool = False
    whole: Kind | None = None
    division: bool = False
    marks: frozenset[str] = frozenset()
    stated: Stated | None = None
    repeated: bool = False
    of_site: bool = False
    apart: tuple["Unit", ...] = ()
    parts: tuple[Part, ...] = ()
    place: int = -1

    def decided(self, kind: Kind, reason: str, field: str = "") -> "Unit":
        """The same unit, taken for something."""
        return self._replace(kind=kind, reason=reason, field=field or self.field)

    def cut(self, *offsets: int) -> list["Unit"]:
        """Cut into pieces at offsets from the unit's start; white space at the cuts belongs to no piece."""
        edges = [0, *sorted(offsets), len(self.text)]
        pieces: list[Unit] = []
        for start, end in itertools.pairwise(edges):
            inner_start, inner_end = shape.visible(self.text[start:end])
            if inner_end:
                spans = self.stretches(start + inner_start, start + inner_end)
                first = not pieces
                pieces.append(
                    self._replace(
                        span=Span(spans[0].start, spans[-1].end),
                        text=self.text[start + inner_start : start + inner_end],
                        parts=_parts(spans),
                        gap=self.gap if first else 0,
                        continues=self.continues if first else False,
                        division=self.division if first else False,
                    )
                )
        return pieces

    def stretches(self, start: int, end: int) -> tuple[Span, ...]:
        """The stretches of the source that the text has from one offset to another."""
        if not self.parts:
            return (Span(self.span.start + start, self.span.start + end),)
        first = bisect_right(self.parts, start, key=lambda part: part.offset) - 1
        last = bisect_left(self.parts, end, key=lambda part: part.offset)
        found = (
            (part.span, max(start - part.offset, 0), min(end - part.offset, len(part.span)))
            for part in self.parts[first:last]
        )
        return tuple(Span(span.start + one, span.start + other) for span, one, other in found if one < other)

    def offset(self, position: int) -> int:
        """Where in the text a position of the source stands that is inside the unit."""
        number = bisect_right(self.parts, position, key=lambda part: part.span.start) - 1
        if number < 0:
            return position - self.span.start
        part = self.parts[number]
        return part.offset + position - part.span.start

    def offsets(self, span: Span) -> tuple[int, int]:
        """Where in the text a stretch of the source begins and ends that is inside the unit, on one line."""
        start = self.offset(span.start)
        return start, start + len(span)


def cut_lines(text: str) -> list[Unit]:
    """Every line with something to see on it, in order."""
    units: list[Unit] = []
    gap = 0
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            continue
        start, end = shape.visible(match.group())
        if not end:
            gap += 1
            continue
        span = Span(match.start() + start, match.start() + end)
        units.append(Unit(span, span.of(text), gap=gap, indent=start))
        gap = 0
    return units


def merge(units: Iterable[Unit], text: str) -> Unit:
    """Neighbouring units as one; what is known is taken from the first, it repeats if all do.

    Decided ones are set apart in it; there are none among the lines of a column.
    """
    first, *rest = whole = list(units)
    inner = [unit for unit in rest if unit.kind is None]
    span = Span(first.span.start, whole[-1].span.end)
    marks = first.marks.union(*(unit.marks for unit in inner))
    in_parts = bool(rest) and not IN_PARTS.isdisjoint(marks)
    return first._replace(
        span=span,
        text="\n".join(unit.text for unit in whole) if in_parts else span.of(text),
        marks=marks,
        repeated=first.repeated and all(unit.repeated for unit in inner),
        of_site=first.of_site and all(unit.of_site for unit in inner),
        apart=tuple(piece for unit in whole for piece in ((unit,) if unit.kind else unit.apart)),
        parts=_parts([unit.span for unit in whole]) if in_parts else first.parts,
    )


def in_source_order(units: Iterable[Unit]) -> list[Unit]:
    """Units in the order of the source, paragraphs of columns cut into their lines.

    Where that is not the order of reading, each keeps the number that it has in that.
    """
    pieces = [piece for unit in units for piece in _lines_of(unit)]
    if all(one.span <= other.span for one, other in itertools.pairwise(pieces)):
        return pieces
    numbered = [piece._replace(place=place) for place, piece in enumerate(pieces)]
    return sorted(numbered, key=lambda piece: piece.span)


def _lines_of(unit: Unit) -> list[Unit]:
    """A paragraph of a column as the stretches of the source that it is made of; any other as it is."""
    return [
        unit._replace(
            span=part.span,
            text=unit.text[part.offset : part.offset + len(part.span)],
            parts=(),
            continues=unit.continues or number > 0,
        )
        for number, part in enumerate(unit.parts)
    ] or [unit]


NEAR = 4
"""Undecided units between two paragraphs of one text at most."""
LONG = 200
"""Characters of a paragraph that is text, however lonely it stands."""


def running_text(units: Sequence[Unit], is_text: Callable[[Unit], bool]) -> list[int]:
    """Positions of the undecided units that make the page's text.

    A sentence alone among titles and menus is one of them; text has text for a neighbour, or is long.
    """
    undecided = [index for index, unit in enumerate(units) if unit.kind is None]
    places = [place for place, index in enumerate(undecided) if is_text(units[index])]
    found = [
        undecided[place]
        for number, place in enumerate(places)
        if len(units[undecided[place]].text) > LONG
        or any(0 < abs(place - other) <= NEAR for other in places[max(0, number - 1) : number + 2])
    ]
    return found or [undecided[place] for place in places]
