"""Sketch Engine and NoSketch Engine: verticals, and a mapping of their sentences by number.

https://www.sketchengine.eu/documentation/mn-mapping-with-parallel-corpora/
"""

import re
from bisect import bisect
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePath

from diptych.errors import ExchangeError
from diptych.exchange.lines import decoded_lines
from diptych.exchange.parallel import Line, ParallelText
from diptych.exchange.places import OTHER_TEXT, Places, Row, all_rows, report_left_out, returned_beads
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.verticals import Corpus, Dialect, corpora, vertical
from diptych.exchange.written import Losses, Written


def _sentence_id(text: ParallelText, line: Line) -> str:
    return f"{text.document}.{line.id}"


_DIALECT = Dialect("doc", lambda text: text.document, _sentence_id, "<g/>\n")
_CELL = re.compile(r"-1|(\d{1,12})(?:([,:])(\d{1,12}))?")
_NONE = "-1"
_EXPECTED = "two columns, each a number from 0, a range 1,3, a run of pairs 6:8, or -1"


@dataclass(frozen=True, slots=True)
class Mapped:
    """Sentences that a mapping puts beside each other.

    Attributes:
        source: their numbers in the first corpus, from 0; empty for none.
        target: their numbers in the second.
        where: file and line, if it was read.
    """

    source: range
    target: range
    where: str = ""


def write_sketchengine(texts: Sequence[ParallelText]) -> Written:
    """For each pair of languages two verticals, `corpus.ru-en.ru.vert`, and a mapping each way.

    The mapping, `corpus.ru-en.ru-en.map`, counts the structure s, so ALIGNSTRUCT is "s". It names every
    sentence. Beads may cross, if each is in one piece.
    """
    losses = Losses()
    files: dict[str, bytes] = {}
    for corpus in corpora(texts):
        for number, side in enumerate(corpus.sides):
            files[f"{corpus.name}.{side}.vert"] = vertical(corpus, number, _DIALECT, losses)
        mapped = list(_mapped(corpus, losses))
        there, back = _map_names(corpus)
        files[there] = write_mapping(mapped)
        files[back] = write_mapping([Mapped(m.target, m.source) for m in mapped])
    return Written(files, tuple(losses.found))


def _map_names(corpus: Corpus) -> tuple[str, str]:
    """Of the mapping from source to target and of that back."""
    source, target = corpus.sides
    return f"{corpus.name}.{source}-{target}.map", f"{corpus.name}.{target}-{source}.map"


def _mapped(corpus: Corpus, losses: Losses) -> Iterator[Mapped]:
    """The beads of all texts; those that are not in one piece as single sentences."""
    source = target = 0
    for text in corpus.texts:
        report_left_out(text, losses)
        for row in all_rows(text):
            if row.unit and not row.is_adjacent:
                losses.add(text.id(row.unit), "not in one piece, its sentences stand alone")
            for piece in [row] if row.is_adjacent else _single(row):
                yield Mapped(_range(piece.source, source), _range(piece.target, target))
        source += len(text.source.lines)
        target += len(text.target.lines)


def _single(row: Row) -> Iterator[Row]:
    yield from (Row((place,), ()) for place in row.source)
    yield from (Row((), (place,)) for place in row.target)


def _range(places: tuple[int, ...], before: int) -> range:
    return range(before + places[0], before + places[-1] + 1) if places else range(0)


def write_mapping(mapped: Sequence[Mapped]) -> bytes:
    """The lines of a mapping in the order of the first corpus, runs of 1-1 on one."""
    return "".join(f"{source}\t{target}\n" for source, target in _cells(_in_order(mapped))).encode()


def _in_order(mapped: Sequence[Mapped]) -> Iterator[Mapped]:
    """By the first corpus; what has nothing there stands before what follows it in the second."""
    alone = deque(sorted((one for one in mapped if not one.source), key=lambda one: one.target.start))
    for one in sorted((one for one in mapped if one.source), key=lambda one: one.source.start):
        while alone and one.target and alone[0].target.start < one.target.start:
            yield alone.popleft()
        yield one
    yield from alone


def _cells(mapped: Iterable[Mapped]) -> Iterator[tuple[str, str]]:
    run: list[Mapped] = []
    for one in mapped:
        if run and not _goes_on(run[-1], one):
            yield _cell(run, 0), _cell(run, 1)
            run = []
        run.append(one)
    if run:
        yield _cell(run, 0), _cell(run, 1)


def _goes_on(before: Mapped, one: Mapped) -> bool:
    """Whether both are 1-1 and nothing stands between them."""
    is_pair = all(len(side) == 1 for side in (before.source, before.target, one.source, one.target))
    return is_pair and one.source.start == before.source.stop and one.target.start == before.target.stop


def _cell(run: Sequence[Mapped], side: int) -> str:
    first, last = ((one.source, one.target)[side] for one in (run[0], run[-1]))
    if len(run) > 1:
        return f"{first.start}:{last.start}"
    if len(first) > 1:
        return f"{first.start},{first.stop - 1}"
    return str(first.start) if first else _NONE


def read_sketchengine(data: bytes, where: str, texts: Sequence[ParallelText]) -> list[Returned]:
    """The beads of a mapping, which may lead either way.

    Args:
        data: the mapping.
        where: its name, which tells the corpora: `corpus.ru-en.ru-en.map`.
        texts: all that were handed on, as the project has them.

    Raises:
        ExchangeError: it is no mapping, or does not name every sentence of these texts once.
    """
    corpus, is_turned = _named(where, texts)
    sources, targets = _Side(corpus.texts, 0), _Side(corpus.texts, 1)
    beads: list[list[ReturnedBead]] = [[] for _ in corpus.texts]
    for one in read_mapping(data, where):
        first, second = (one.target, one.source) if is_turned else (one.source, one.target)
        found = {*sources.take(first, one.where), *targets.take(second, one.where)}
        if len(found) > 1:
            raise ExchangeError("puts two documents together", one.where, OTHER_TEXT)
        (number,) = found
        source, target = sources.places(first, number), targets.places(second, number)
        beads[number] += returned_beads(corpus.texts[number], source, target, one.where)
    sources.check_whole(where)
    targets.check_whole(where)
    return [
        Returned(text.document, text.source.version, text.target.version, found, is_complete=True)
        for text, found in zip(corpus.texts, beads, strict=True)
    ]


class _Side:
    """One side of a corpus while a mapping takes its sentences, each once."""

    def __init__(self, texts: Sequence[ParallelText], side: int) -> None:
        counts = [len((text.source, text.target)[side].lines) for text in texts]
        self._starts = list(accumulate(counts, initial=0))
        self._is_taken = bytearray(self._starts[-1])

    def take(self, numbers: range, where: str) -> Iterator[int]:
        """The texts that the first and the last of these sentences are of."""
        if numbers.stop > len(self._is_taken):
            raise ExchangeError(f"there is no sentence {numbers.stop - 1}", where, OTHER_TEXT)
        for number in numbers:
            if self._is_taken[number]:
                raise ExchangeError(f"names sentence {number} again", where, OTHER_TEXT)
            self._is_taken[number] = True
        for end in (*numbers[:1], *numbers[-1:]):
            yield bisect(self._starts, end) - 1

    def places(self, numbers: range, text: int) -> Places:
        """Their places in that text."""
        return tuple(number - self._starts[text] for number in numbers)

    def check_whole(self, where: str) -> None:
        """A mapping names every sentence; one that does not was made of other documents."""
        if (missing := self._is_taken.find(False)) >= 0:
            raise ExchangeError(f"does not name sentence {missing}", where, OTHER_TEXT)


def _named(where: str, texts: Sequence[ParallelText]) -> tuple[Corpus, bool]:
    """The corpus that a mapping is of, and whether it leads from its target to its source."""
    known = {
        name: (corpus, is_turned)
        for corpus in corpora(texts)
        for name, is_turned in zip(_map_names(corpus), (False, True), strict=True)
    }
    name = PurePath(where).name
    if name not in known:
        raise ExchangeError("its name says of no corpus what it maps", where, f"one of {', '.join(known)}")
    return known[name]


def read_mapping(data: bytes, where: str) -> Iterator[Mapped]:
    """The lines of a mapping, whatever corpora it is of; a run of 1-1 as its pairs.

    Raises:
        ExchangeError: a line is not as Sketch Engine documents it.
    """
    for place, line in decoded_lines(data, where):
        cells = [_CELL.fullmatch(cell.strip()) for cell in line.split("\t")]
        if len(cells) != 2 or not cells[0] or not cells[1]:
            raise ExchangeError(f"not a line of a mapping: {line[:60]!r}", place, _EXPECTED)
        source, target = _numbers(cells[0]), _numbers(cells[1])
        runs = [cell for cell in cells if cell and cell[2] == ":"]
        if not (source or target) or (runs and (len(runs) == 1 or len(source) != len(target))):
            raise ExchangeError(f"the sides do not match: {line[:60]!r}", place, _EXPECTED)
        if runs:
            yield from (
                Mapped(range(a, a + 1), range(b, b + 1), place) for a, b in zip(source, target, strict=True)
            )
        else:
            yield Mapped(source, target, place)


def _numbers(cell: re.Match[str]) -> range:
    if cell[0] == _NONE:
        return range(0)
    return range(int(cell[1]), int(cell[3] or cell[1]) + 1)
