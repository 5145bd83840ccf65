"""All beads in two languages, seen from one of them, and where a term stands in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from diptych.exchange import ParallelText, Unit
from diptych.model import Span
from diptych.summary.terms.association import Places
from diptych.summary.terms.finding import Term, folded
from diptych.summary.terms.phrases import worded

_LONGEST = 5_000
"""Letters of a bead's text in which renderings are looked for; a longer one is no sentence."""


@dataclass(frozen=True, slots=True)
class Couple:
    """A bead seen from one side.

    Attributes:
        text: the alignment.
        unit: the bead.
        side: from which it is seen: source or target.
        said: the text of that side.
        other: the text of the other one; empty where it has no counterpart.
    """

    text: ParallelText
    unit: Unit
    side: str
    said: str
    other: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a term stands.

    Attributes:
        couple: the bead.
        number: its place among the beads of the two languages.
        span: where in the text of the bead.
    """

    couple: Couple
    number: int
    span: Span

    @property
    def found(self) -> str:
        """The words as they stand there."""
        return self.span.of(self.couple.said)

    @property
    def place(self) -> float:
        """How far into the text it begins, 0 to 1."""
        return self.span.start / len(self.couple.said)


@dataclass(frozen=True)
class Bitext:
    """All beads in two languages.

    Attributes:
        language: of the side from which they are seen.
        other_language: of the other side.
        couples: the beads.
    """

    language: str
    other_language: str
    couples: tuple[Couple, ...]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Every text as terms are looked for."""
        return tuple(folded(couple.said) for couple in self.couples)

    @cached_property
    def places(self) -> Places:
        """Where the words of the other side stand."""
        return Places([worded(couple.other[:_LONGEST], self.other_language) for couple in self.couples])

    def occurrences(self, term: Term) -> list[Occurrence]:
        """Where a term stands."""
        if not term.words:
            return []
        return [
            Occurrence(couple, number, span)
            for number, (couple, text) in enumerate(zip(self.couples, self.folded, strict=True))
            if term.beginning in text
            for span in term.spans(couple.said, self.language)
        ]


def bitexts(texts: Iterable[ParallelText]) -> list[Bitext]:
    """The beads of all texts, each seen from both sides, by languages in the order in which they come."""
    groups: dict[tuple[str, str], list[Couple]] = {}
    for languages, couple in _couples(texts):
        groups.setdefault(languages, []).append(couple)
    return [Bitext(*languages, tuple(couples)) for languages, couples in groups.items()]


def _couples(texts: Iterable[ParallelText]) -> Iterator[tuple[tuple[str, str], Couple]]:
    for text in texts:
        for unit in text.units:
            source, target = text.words(unit)
            yield text.languages, Couple(text, unit, "source", source, target)
            yield text.languages[::-1], Couple(text, unit, "target", target, source)
