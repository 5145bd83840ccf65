"""How much stands on either side, and in which beads: counts that can be added up over documents.

Rates are taken only of sums, so that a long document counts for more than a short one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Self, TypeVar

from diptych.exchange import Line, ParallelText, Text, Unit
from diptych.model import Bead, Status
from diptych.summary.running_words import WordUnit, running_words, signs_and_runs, unit

DOUBTFUL = 0.5
"""Confidence under which a bead is in doubt that nobody has confirmed."""


C = TypeVar("C", bound="Counts")


class Part(StrEnum):
    """The streams of a document, which are aligned apart."""

    TEXT = "text"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers that are added one by one."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Size(Counts):
    """How long a passage is.

    Attributes:
        sentences: how many.
        words: as `running_words` has them.
        characters: of the sentences, with the blanks in them.
        signs: how many of the words are signs.
        runs: how many of them are runs between blanks.
    """

    sentences: int = 0
    words: int = 0
    characters: int = 0
    signs: int = 0
    runs: int = 0

    @property
    def unit(self) -> WordUnit:
        """What is counted for a word."""
        return unit(self.words, self.signs, self.runs)


@dataclass(frozen=True, slots=True)
class Side(Counts):
    """One side of an alignment.

    Attributes:
        paragraphs: how many; headings and signatures are paragraphs.
        size: of all of it.
        alone: of the sentences that have no counterpart.
        alone_doubtful: how many of those stand in doubtful beads.
    """

    paragraphs: int = 0
    size: Size = Size()
    alone: Size = Size()
    alone_doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Beads(Counts):
    """Some beads.

    Attributes:
        beads: how many.
        confirmed: how many a person stands behind.
        doubtful: how many have a confidence under `DOUBTFUL`, and nobody has confirmed them.
        confidence: the sum over all, to take the mean of.
    """

    beads: int = 0
    confirmed: int = 0
    doubtful: int = 0
    confidence: float = 0.0

    @property
    def mean_confidence(self) -> float | None:
        """None where there is no bead."""
        return ratio(self.confidence, self.beads)


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of an alignment, or of many.

    Attributes:
        source: the source side.
        target: the target side.
        kinds: the beads of each kind, `1-1` and so on.
    """

    source: Side = Side()
    target: Side = Side()
    kinds: Mapping[str, Beads] = field(default_factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        kinds = {
            kind: self.kinds.get(kind, Beads()) + other.kinds.get(kind, Beads())
            for kind in sorted({*self.kinds, *other.kinds}, key=kind_order)
        }
        return Tally(self.source + other.source, self.target + other.target, kinds)

    @property
    def beads(self) -> Beads:
        """All of them."""
        return total(self.kinds.values(), Beads())


def ratio(part: float, whole: float) -> float | None:
    """A share; none of nothing."""
    return part / whole if whole else None


def total(counts: Iterable[C], nothing: C) -> C:
    """The sum of counts."""
    for one in counts:
        nothing = nothing + one
    return nothing


def kind_order(kind: str) -> tuple[int, int, int]:
    """Sorts kinds of beads: the empty ones, then 1-1, then by how many sentences they hold.

    >>> sorted(["2-1", "1-1", "1-0", "1-2", "0-1"], key=kind_order)
    ['1-0', '0-1', '1-1', '1-2', '2-1']
    """
    source, target = map(int, kind.split("-"))
    return (source + target if source and target else 0, 0 if source else 1, source)


def is_doubtful(bead: Bead) -> bool:
    """Whether a bead may well be wrong and nobody has looked at it."""
    return bead.status is not Status.CONFIRMED and bead.confidence < DOUBTFUL


def sizes(versions: Iterable[Text]) -> dict[str, Size]:
    """The size of every sentence of a document by its id."""
    return {line.id: _size(line.text) for version in versions for line in version.lines}


def _size(sentence: str) -> Size:
    words = running_words(sentence)
    return Size(1, len(words), len(sentence), *signs_and_runs(words))


def size_of(ids: Iterable[str], known: Mapping[str, Size]) -> Size:
    """The size of some sentences together."""
    found = [known[id] for id in ids]
    return Size(
        sum(size.sentences for size in found),
        sum(size.words for size in found),
        sum(size.characters for size in found),
        sum(size.signs for size in found),
        sum(size.runs for size in found),
    )


def tally(text: ParallelText, part: Part, known: Mapping[str, Size]) -> Tally:
    """What is to be counted of one stream of an alignment.

    Args:
        text: with the beads that count.
        part: the stream.
        known: the size of every sentence.
    """
    units = units_of(text, part)
    beads = [unit.bead for unit in units]
    kinds: dict[str, Beads] = {}
    for bead in beads:
        one = Beads(1, bead.status is Status.CONFIRMED, is_doubtful(bead), bead.confidence)
        kinds[bead.kind] = kinds.get(bead.kind, Beads()) + one
    return Tally(
        _side(lines_of(text.source, part), [b for b in beads if not b.target], known),
        _side(lines_of(text.target, part), [b for b in beads if not b.source], known),
        {kind: kinds[kind] for kind in sorted(kinds, key=kind_order)},
    )


def units_of(text: ParallelText, part: Part) -> tuple[Unit, ...]:
    """The beads of one stream."""
    return tuple(unit for unit in text.units if unit.is_note is (part is Part.NOTES))


def lines_of(version: Text, part: Part) -> list[Line]:
    """The sentences of one stream."""
    return [line for line in version.lines if line.is_note is (part is Part.NOTES)]


def _side(lines: Iterable[Line], alone: Iterable[Bead], known: Mapping[str, Size]) -> Side:
    lines = list(lines)
    sentences = {bead: (*bead.source, *bead.target) for bead in alone}
    return Side(
        len({line.paragraph for line in lines}),
        size_of((line.id for line in lines), known),
        size_of((id for ids in sentences.values() for id in ids), known),
        sum(len(ids) for bead, ids in sentences.items() if is_doubtful(bead)),
    )
