"""What speaks against a doubtful bead, in words that a person can check."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from diptych import witnesses
from diptych.alignment.features import LONGEST, Features
from diptych.alignment.lattice import BEAD_TYPES, Posteriors, Region, Step, chance

DOUBTFUL = 0.9
"""Beads below this confidence carry a reason."""
_LENGTH_TIMES = 1.8
_RUNNER_UP = 0.02
"""A runner-up less probable than this is not worth a word."""
_UNLIKE = 0.3
"""Below this cosine two sides have little to do with each other."""
_NUMBERS_SHOWN = 2


@dataclass(frozen=True)
class Doubts:
    """Everything that reasons are read from, for one stretch of text.

    Attributes:
        source: source sentences of the stretch.
        target: target sentences of the stretch.
        region: the lattice searched.
        features: of its beads.
        posteriors: of its beads.
        sees: whether the encoder was used.
    """

    source: Sequence[str]
    target: Sequence[str]
    region: Region
    features: Features
    posteriors: Posteriors
    sees: bool

    def reason(self, step: Step, confidence: float) -> str:
        """What speaks against a bead; empty where nothing does."""
        if confidence >= DOUBTFUL:
            return ""
        found = [*self._own(step), *self._runner_up(step)]
        return "; ".join(found) or "nothing speaks clearly for it"

    def _own(self, step: Step) -> Iterator[str]:
        """What its own two sides say."""
        if not (step.a and step.b):
            return
        kind, node = BEAD_TYPES.index((step.a, step.b)), self.region.position(step.i, step.j)
        times = exp(abs(float(self.features.length[kind, node])))
        if times >= _LENGTH_TIMES:
            yield f"length {times:.1f} times"
        yield from _numbers_apart(
            " ".join(self.source[step.i - step.a : step.i]), " ".join(self.target[step.j - step.b : step.j])
        )
        cosine = float(self.features.similarity[kind, node])
        if self.sees and cosine < _UNLIKE:
            yield f"similarity only {_short(cosine)}"

    def _runner_up(self, step: Step) -> Iterator[str]:
        """The most probable bead that holds one of its sentences."""
        rivals = [*self._rivals(step), *self._null_rivals(step)]
        probability, name = max(rivals, default=(0.0, ""))
        if probability >= _RUNNER_UP:
            lead = chance(step, self.region, self.posteriors) - probability
            yield f"runner-up {name} " + (
                f"within {_short(lead)}" if lead >= 0 else f"ahead by {_short(-lead)}"
            )

    def _rivals(self, step: Step) -> Iterator[tuple[float, str]]:
        for i in range(step.i - step.a, min(step.i + LONGEST + 1, self.region.rows)):
            low = max(step.j - step.b, int(self.region.low[i]))
            high = min(step.j + LONGEST, int(self.region.high[i]))
            if high < low:
                continue
            first = self.region.position(i, low)
            chances = self.posteriors.beads[:, first : first + high - low + 1]
            for kind, place in zip(*np.nonzero(chances >= _RUNNER_UP), strict=True):
                rival = Step(i, low + int(place), *BEAD_TYPES[kind])
                if rival != step and _overlap(rival, step):
                    yield float(chances[kind, place]), f"{rival.a}-{rival.b}"

    def _null_rivals(self, step: Step) -> Iterator[tuple[float, str]]:
        if step.a and step.b:
            for i in range(step.i - step.a, step.i):
                yield float(self.posteriors.source_nulls[i]), "1-0"
            for j in range(step.j - step.b, step.j):
                yield float(self.posteriors.target_nulls[j]), "0-1"


def _overlap(one: Step, other: Step) -> bool:
    """Whether two beads share a sentence on either side."""
    source = min(one.i, other.i) > max(one.i - one.a, other.i - other.a)
    target = min(one.j, other.j) > max(one.j - one.b, other.j - other.b)
    return source or target


def _numbers_apart(source: str, target: str) -> Iterator[str]:
    """Numbers that only one side has.

    >>> list(_numbers_apart("in 1958", "в 1959 г."))
    ['1958 against 1959']
    """
    one, other = witnesses.numbers(source), witnesses.numbers(target)
    left, right = _listed(one - other), _listed(other - one)
    if left and right:
        yield f"{left} against {right}"
    elif left or right:
        yield f"{left or right} only in the {'source' if left else 'target'}"


def _listed(numbers: Counter[str]) -> str:
    return ", ".join(sorted(numbers)[:_NUMBERS_SHOWN])


def _short(value: float) -> str:
    """A number between 0 and 1 with two digits: `.02`."""
    return f"{value:.2f}".removeprefix("0")
