"""What stands on the other side where a term does, and seldom elsewhere.

Phrases are held against the term by the beads in which they meet: Dice's coefficient says how regularly, and
the log-likelihood ratio (Dunning 1993) how surely it is no chance.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from math import log

from diptych.stems import Stems
from diptych.summary.terms.phrases import Worded

_CERTAIN = 12.0
"""Log-likelihood from which on a meeting is no chance."""


class Places:
    """In which texts words and phrases stand.

    Args:
        texts: all texts on one side, empty ones among them.
    """

    def __init__(self, texts: Sequence[Worded]) -> None:
        self.texts = texts
        self._by_stem: dict[str, set[int]] = {}
        for number, text in enumerate(texts):
            for stem in text.stems:
                self._by_stem.setdefault(stem, set()).add(number)

    def of_word(self, stem: str) -> Set[int]:
        """The texts that hold a word."""
        return self._by_stem.get(stem, set())

    def of(self, phrases: Iterable[Stems]) -> dict[Stems, Set[int]]:
        """The texts that hold each phrase."""
        found: dict[Stems, Set[int]] = {}
        longer: dict[Stems, set[int]] = {}
        by_beginning: dict[Stems, list[Stems]] = {}
        for phrase in phrases:
            if len(phrase) == 1:
                found[phrase] = self.of_word(phrase[0])
            else:
                longer[phrase] = set()
                by_beginning.setdefault(phrase[:2], []).append(phrase)
        for number, text in enumerate(self.texts if longer else ()):
            for at, two in enumerate(pairwise(text.stems)):
                for phrase in by_beginning.get(two, ()):
                    if text.stems[at : at + len(phrase)] == phrase:
                        longer[phrase].add(number)
        return found | longer


@dataclass(frozen=True, slots=True)
class Association:
    """How a phrase and a term go together.

    Attributes:
        together: beads that have both.
        regularity: Dice's coefficient, 0 to 1.
        particularity: share of the phrase's beads that have the term, less where they are few.
        certainty: that this is no chance, 0 to 1.
    """

    together: int
    regularity: float
    particularity: float
    certainty: float

    @property
    def weight(self) -> float:
        """Regularity as far as it is certain."""
        return self.regularity * self.certainty


def association(beads: Set[int], phrase: Set[int], all_beads: int) -> Association:
    """How a phrase and a term go together.

    Args:
        beads: that have the term and a counterpart.
        phrase: beads that have the phrase.
        all_beads: how many beads have two sides.
    """
    together = len(beads & phrase)
    if not together:
        return Association(0, 0.0, 0.0, 0.0)
    alone = len(phrase) - together
    evidence = log_likelihood(together, len(beads), alone, all_beads - len(beads))
    return Association(
        together,
        2 * together / (len(beads) + len(phrase)),
        together / len(phrase) * together / (together + 1),
        min(1.0, evidence / _CERTAIN),
    )


def log_likelihood(together: int, beads: int, alone: int, others: int) -> float:
    """Dunning's ratio for a phrase in some of the beads and some of the others; 0 if it avoids them.

    >>> round(log_likelihood(5, 5, 0, 95), 1)
    39.7
    >>> log_likelihood(1, 5, 19, 95)
    0.0
    """
    if others and together * others <= alone * beads:
        return 0.0
    rate = (together + alone) / (beads + others)
    return 2 * sum(
        count * log(count / (share * size))
        for found, size in ((together, beads), (alone, others))
        for count, share in ((found, rate), (size - found, 1 - rate))
        if count
    )
