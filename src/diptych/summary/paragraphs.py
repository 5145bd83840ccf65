"""The lengths of paragraphs and their translations, so that one that was cut or filled out stands out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from statistics import median

from diptych.exchange import Line, ParallelText
from diptych.exchange.paragraphs import ParagraphGroup, paragraph_groups
from diptych.summary.tallies import Part, Size, is_doubtful, ratio, size_of, units_of


@dataclass(frozen=True, slots=True)
class ParagraphPair:
    """Paragraphs that translate each other.

    Attributes:
        text: the alignment.
        part: the stream.
        group: the paragraphs with their beads.
        source: their size on the source side.
        target: the same on the target side.
    """

    text: ParallelText
    part: Part
    group: ParagraphGroup
    source: Size
    target: Size

    @property
    def doubtful(self) -> int:
        """How many of the beads are in doubt."""
        return sum(is_doubtful(unit.bead) for unit in self.group.units)

    @property
    def character_ratio(self) -> float | None:
        """Of the translation by the original; none where one side has nothing."""
        return ratio(self.target.characters, self.source.characters) or None

    @property
    def word_ratio(self) -> float | None:
        """The same in words."""
        return ratio(self.target.words, self.source.words) or None


def paragraph_pairs(text: ParallelText, part: Part, known: Mapping[str, Size]) -> Iterator[ParagraphPair]:
    """The paragraphs of one stream of an alignment, in the order of their beads."""
    for group in paragraph_groups(replace(text, units=units_of(text, part))):
        yield ParagraphPair(text, part, group, _size(group.source, known), _size(group.target, known))


def usual_ratios(pairs: Sequence[ParagraphPair]) -> dict[tuple[str, str], float]:
    """For each pair of languages the median of the ratios of characters."""
    ratios: dict[tuple[str, str], list[float]] = {}
    for pair in pairs:
        if pair.character_ratio:
            ratios.setdefault(pair.text.languages, []).append(pair.character_ratio)
    return {languages: median(found) for languages, found in ratios.items()}


def deviation(pair: ParagraphPair, usual: Mapping[tuple[str, str], float]) -> float | None:
    """How far its ratio is from the usual one: 0 as usual, 1 twice as long, -1 half as long."""
    found = pair.character_ratio
    return log2(found / usual[pair.text.languages]) if found else None


def _size(lines: Sequence[Line], known: Mapping[str, Size]) -> Size:
    return size_of((line.id for line in lines), known)
