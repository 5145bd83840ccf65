"""Beads by the places of their sentences, for formats that know sentences by number only."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diptych.errors import ExchangeError
from diptych.exchange.parallel import Line, ParallelText, Text, Unit
from diptych.exchange.returned import ReturnedBead
from diptych.exchange.written import Losses
from diptych.model import Status

OTHER_TEXT = "it was made of another state of the text; export it anew"

Places = tuple[int, ...]
"""Of sentences in their version, from 0, those of the notes last."""


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that stand beside each other.

    Attributes:
        source: their places on the source side.
        target: their places on the target side.
        unit: the bead; none where no bead of the sentence was asked for.
    """

    source: Places
    target: Places
    unit: Unit | None = None

    @property
    def is_null(self) -> bool:
        """Whether a side is empty."""
        return not (self.source and self.target)

    @property
    def is_adjacent(self) -> bool:
        """Whether its sentences stand one after the other on both sides."""
        return is_adjacent(self.source) and is_adjacent(self.target)


def is_adjacent(side: Places) -> bool:
    """Whether no other sentence stands between these."""
    return side == tuple(range(side[0], side[0] + len(side))) if side else True


def rows(text: ParallelText) -> list[Row]:
    """The beads asked for, by place."""
    source, target = (
        {line.id: place for place, line in enumerate(version.lines)} for version in (text.source, text.target)
    )
    return [
        Row(tuple(source[id] for id in unit.bead.source), tuple(target[id] for id in unit.bead.target), unit)
        for unit in text.units
    ]


def all_rows(text: ParallelText) -> list[Row]:
    """The beads asked for, and each sentence that is in none of them alone, before what follows it."""
    found = rows(text)
    sources = _left_over(text.source, (row.source for row in found))
    targets = _left_over(text.target, (row.target for row in found))
    whole: list[Row] = []
    for row in found:
        whole += [Row((place,), ()) for place in _before(row.source, sources)]
        whole += [Row((), (place,)) for place in _before(row.target, targets)]
        whole.append(row)
    whole += [Row((place,), ()) for place in reversed(sources)]
    return whole + [Row((), (place,)) for place in reversed(targets)]


def _left_over(version: Text, sides: Iterable[Places]) -> list[int]:
    """The places that no side holds, the last one first."""
    held = {place for side in sides for place in side}
    return [place for place in reversed(range(len(version.lines))) if place not in held]


def _before(side: Places, left_over: list[int]) -> Iterator[int]:
    """Takes what stands before a side."""
    while side and left_over and left_over[-1] < side[0]:
        yield left_over.pop()


def longest_chain(found: Iterable[Row]) -> list[Row]:
    """The most rows that go on in both texts without crossing, in text order.

    Rows with an empty side, and those whose sentences stand apart, are in no chain. It is the longest
    increasing subsequence, found in O(n log n) (Fredman 1975).
    """
    candidates = sorted((row for row in found if not row.is_null and row.is_adjacent), key=_by_source)
    ends: list[Places] = []
    last: list[int] = []
    previous: list[int | None] = []
    for number, row in enumerate(candidates):
        length = bisect_left(ends, row.target)
        previous.append(last[length - 1] if length else None)
        ends[length : length + 1] = [row.target]
        last[length : length + 1] = [number]
    chain: list[Row] = []
    place = last[-1] if last else None
    while place is not None:
        chain.append(candidates[place])
        place = previous[place]
    return chain[::-1]


def _by_source(row: Row) -> Places:
    return row.source


def report_left_out(text: ParallelText, losses: Losses) -> None:
    """Reports sentences that no bead asked for holds: a format for whole texts has them as untranslated."""
    alone = [row for row in all_rows(text) if row.unit is None]
    if alone:
        version = text.source if alone[0].source else text.target
        first = version.lines[(alone[0].source or alone[0].target)[0]].id
        others = f", as have {len(alone) - 1} others in {text.pair}" if len(alone) > 1 else ""
        losses.add(f"{text.document}.{first}", f"has no bead that was asked for{others}: untranslated here")


def returned_beads(
    text: ParallelText, source: Places, target: Places, where: str, status: Status | None = None
) -> Iterator[ReturnedBead]:
    """A bead that a file names by places; two, if it puts text and footnotes together, which align apart.

    Args:
        text: as the project has it.
        source: places on the source side.
        target: places on the target side.
        where: file and line.
        status: what the file says.

    Raises:
        ExchangeError: there is no sentence in that place.
    """
    sides = _lines(text.source, source, where), _lines(text.target, target, where)
    for is_note in (False, True):
        ids = [tuple(line.id for line in side if line.is_note is is_note) for side in sides]
        if any(ids):
            yield ReturnedBead(ids[0], ids[1], where, status, is_note=is_note)


def _lines(version: Text, places: Places, where: str) -> list[Line]:
    count = len(version.lines)
    if beyond := [place for place in places if place >= count]:
        raise ExchangeError(
            f"there is no sentence {beyond[0]} in {version.version}, which has {count}, counted from 0",
            where,
            OTHER_TEXT,
        )
    return [version.lines[place] for place in places]
