"""A stretch of two texts without anchors, aligned twice: the second time with what the first has taught.

The first alignment shows which beads are beyond doubt, from which words are learned, and where there is
doubt, so that only there clauses have to be looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from diptych.alignment.anchors import Gap
from diptych.alignment.clauses import Splits, split_gains
from diptych.alignment.evidence import Evidence
from diptych.alignment.features import Features, add_shared_keys
from diptych.alignment.lattice import (
    BEAD_TYPES,
    NO_PATH,
    Posteriors,
    Region,
    Scores,
    Step,
    best_path,
    chance,
    posteriors,
)
from diptych.alignment.matches import Pair
from diptych.alignment.scoring import Structure, Weights, score, weigh_splits
from diptych.alignment.second_look import SecondLook, contested

SURE = 0.9
"""Beads of the first alignment that are at least so probable are learned from."""
_AVOID = -1e6
"""Worth of leaving a sentence alone where that is forbidden: worse than any path, better than none."""


@dataclass(frozen=True)
class Stretch:
    """A stretch and one alignment of it.

    Attributes:
        gap: where it lies in the whole texts.
        texts: its sentences on either side.
        structures: their paragraphs and kinds.
        region: the lattice searched.
        features: of its beads.
        weights: how they are weighed.
        banned: beads that must not occur, as steps of the stretch.
        scores: what its beads are worth.
        chances: how probable they are.
    """

    gap: Gap
    texts: tuple[Sequence[str], Sequence[str]]
    structures: tuple[Structure, Structure]
    region: Region
    features: Features
    weights: Weights
    banned: tuple[Step, ...]
    scores: Scores
    chances: Posteriors

    @classmethod
    def aligned(
        cls,
        gap: Gap,
        texts: tuple[Sequence[str], Sequence[str]],
        structures: tuple[Structure, Structure],
        region: Region,
        features: Features,
        weights: Weights,
        banned: Iterable[Step],
    ) -> "Stretch":
        """The first alignment of a stretch; `banned` are steps over the whole texts."""
        own = tuple(Step(step.i - gap.i, step.j - gap.j, step.a, step.b) for step in banned)
        scores = score(region, features, weights, *structures)
        _ban(own, region, scores)
        chances = posteriors(region, scores)
        return cls(gap, texts, structures, region, features, weights, own, scores, chances)

    def path(self) -> list[Step]:
        """The best sequence of beads."""
        return best_path(self.region, self.scores)

    def sure_beads(self) -> list[Pair]:
        """The beads with two sides that are beyond doubt, in indexes of the whole texts."""
        steps = [s for s in self.path() if s.a and s.b and chance(s, self.region, self.chances) >= SURE]
        i, j = self.gap.i, self.gap.j
        return [(_range(i + s.i, s.a), _range(j + s.j, s.b)) for s in steps]

    def contested(self) -> list[Gap]:
        """Where beads lie that are neither sure nor out of the question, in indexes of the whole texts."""
        kinds, nodes = np.nonzero(contested(self.chances))
        ends = np.stack(self.region.nodes)[:, nodes].T + np.array([self.gap.i, self.gap.j])
        starts = ends - np.array(BEAD_TYPES)[kinds]
        places: list[Gap] = []
        for i_end, j_end, i, j in sorted(np.hstack([ends, starts]).tolist()):
            last = places[-1] if places else Gap(i, i, j, j)
            if i < last.i_end or j < last.j_end:
                places[-1] = Gap(min(i, last.i), i_end, min(j, last.j), max(j_end, last.j_end))
            else:
                places.append(Gap(i, i_end, j, j_end))
        return places

    def again(self, evidence: Evidence, lexicon: Evidence, look: SecondLook | None) -> "Stretch":
        """The second alignment.

        Args:
            evidence: of the whole texts.
            lexicon: the same with the learned words as keys.
            look: what can be found out about contested beads; None if no encoder sees the texts.
        """
        gap = self.gap
        features, splits = self.features, Splits()
        if look is not None:
            if look.clauses:
                sides = evidence.part(gap)
                splits = split_gains(features, self.chances, self.region, sides, self.texts, look.clauses)
            features = look.revised(features, self.chances, self.region, self.texts)
        if lexicon.kinds:
            worths = lexicon.worths(self.weights)
            features = add_shared_keys(features, self.region, *lexicon.part(gap), worths)
        scores = score(self.region, features, self.weights, *self.structures)
        weigh_splits(scores, splits, self.weights)
        _ban(self.banned, self.region, scores)
        chances = posteriors(self.region, scores)
        return replace(self, features=features, scores=scores, chances=chances)


def _range(end: int, count: int) -> tuple[int, ...]:
    return tuple(range(end - count, end))


def _ban(steps: Iterable[Step], region: Region, scores: Scores) -> None:
    """Takes beads out of the lattice."""
    for step in steps:
        if not region.holds(step.i, step.j):
            continue
        if (step.a, step.b) in BEAD_TYPES:
            scores.beads[BEAD_TYPES.index((step.a, step.b)), region.position(step.i, step.j)] = NO_PATH
        elif (step.a, step.b) == (1, 0) and step.i > 0:
            scores.source_nulls[step.i - 1] = _AVOID
        elif (step.a, step.b) == (0, 1) and step.j > 0:
            scores.target_nulls[step.j - 1] = _AVOID
