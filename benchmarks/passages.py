"""The contested passages of an alignment: all ways to align each, with their features and the right one.

Where the present weights leave no doubt there is nothing to learn, so texts are cut at their surest beads.
What lies between is a small lattice each. Lattices of about the same size are put into arrays together and
searched diagonal by diagonal, all at once: a pass over thousands of them takes a tenth of a second, and
learning takes hundreds of passes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
from encoders import blinded, caching
from goldsets import Set

from diptych.alignment.anchors import Gap
from diptych.alignment.clauses import split_gains
from diptych.alignment.comparison import Comparison
from diptych.alignment.evidence import Evidence
from diptych.alignment.features import Features, add_shared_keys
from diptych.alignment.lattice import BEAD_TYPES, Scores, chance, posteriors
from diptych.alignment.scoring import (
    LARGEST_LENGTH,
    LIKE,
    USUAL_SPLIT,
    Structure,
    Weights,
    bead_sums,
    length_factor,
    telling,
)
from diptych.alignment.second_look import Looks
from diptych.alignment.stretches import Stretch

NAMES = tuple(field.name for field in fields(Weights))
KEYS = ("numbers", "names", "words", "marks")
"""Weights of what is shared."""
LEARNED = ("lexicon", "matched")
"""Weights of the words that the first alignment teaches or asks for, whose keys are apart."""
OF_BEADS = NAMES[:-3]
"""All weights but those of nulls and gaps."""
ALIVE = 1e-4
"""Beads less probable than this, by worths that count two thirds, are left out."""
SURE = 0.9999
"""Texts are cut at beads that are more probable than this, by worths that count twice."""
SIZES = (4, 8, 16, 34, 60)
"""Sentences on a side, by which passages are put together; longer ones are left out."""
_REACH = 6
"""Sentences in the largest bead."""
_SOURCE, _TARGET = np.array(BEAD_TYPES).T
_NEVER = -1e30


@dataclass(frozen=True)
class Passage:
    """A stretch between two sure places.

    Attributes:
        height: source sentences.
        width: target sentences.
        beads: (beads, 3), type and end of each bead that is alive.
        features: (beads, OF_BEADS).
        right: numbers of the beads that gold has.
        nulls: how many sentences gold leaves alone.
        gaps: how many gaps it opens after beads.
        turns: how many it opens after another gap.
    """

    height: int
    width: int
    beads: np.ndarray
    features: np.ndarray
    right: list[int]
    nulls: int
    gaps: int
    turns: int


def passages(one: Set, unseen: bool = False) -> list[Passage]:
    """The contested passages of a set that gold has a path through."""
    texts = compared(one, unseen)
    whole = Gap(0, len(one.source.lines), 0, len(one.target.lines))
    first = texts.first(whole, ())
    lexicon = texts.lexicon(first.sure_beads(), first.contested())
    second = first.again(texts.evidence, lexicon, texts.look)
    splits = np.full(first.features.similarity.shape, np.nan, np.float32)
    if texts.look and texts.look.clauses:
        views, sides = texts.look.clauses, texts.evidence.part(whole)
        found = split_gains(first.features, first.chances, first.region, sides, first.texts, views)
        for bead, split in found.items():
            splits[bead] = np.inf if split is None else split
    shared = [_shared(first, texts.evidence, name) for name in KEYS]
    shared += [_shared(first, lexicon, name) for name in LEARNED]
    return list(_cut(second, one, first.features, shared, splits))


def compared(one: Set, unseen: bool) -> Comparison:
    """The aligner's own first look at a set; `unseen` as if the encoder did not know the languages."""
    nothing = tuple(Structure.of(text.lines) for text in one.texts)
    languages = one.source.language, one.target.language
    found = Comparison.make(
        one.source.lines, one.target.lines, languages, nothing, (), Looks.of(caching(), languages)
    )
    return blinded(found) if unseen else found


def _shared(stretch: Stretch, evidence: Evidence, name: str) -> np.ndarray:
    """The keys that a weight is of, with that weight one."""
    weights = Weights(**{other: float(other == name) for other in NAMES})
    nothing = replace(stretch.features, shared=np.zeros_like(stretch.features.shared))
    worths = evidence.worths(weights)
    if not worths.any():
        return nothing.shared
    return add_shared_keys(nothing, stretch.region, *evidence.part(stretch.gap), worths).shared


def _cut(
    stretch: Stretch, one: Set, features: Features, shared: list[np.ndarray], splits: np.ndarray
) -> Iterator[Passage]:
    region = stretch.region
    rows, columns = region.nodes
    kinds, nodes = np.nonzero(posteriors(region, scaled(stretch.scores, 2 / 3)).beads > ALIVE)
    order = np.argsort(rows[nodes], kind="stable")
    kinds, nodes = kinds[order], nodes[order]
    ends = np.column_stack([rows[nodes], columns[nodes]])
    starts = ends - np.column_stack([_SOURCE[kinds], _TARGET[kinds]])
    letters = [Structure.of(text.lines).letters for text in one.texts]
    longer = np.array([np.maximum(*sides) for sides in bead_sums(region, *letters)])
    described = _described(kinds, nodes, features, shared, splits, telling(longer[kinds, nodes]))
    gold = sorted((min(a), min(b), max(a) + 1, max(b) + 1) for a, b in one.beads if a and b)
    for i, i_end, j, j_end in _boxes(stretch):
        inside = (starts >= (i, j)).all(axis=1) & (ends <= (i_end, j_end)).all(axis=1)
        beads = np.column_stack([kinds[inside], ends[inside] - (i, j)])
        path = _path(gold, (i, i_end, j, j_end), beads)
        if path is not None and max(i_end - i, j_end - j) <= SIZES[-1]:
            yield Passage(i_end - i, j_end - j, beads, described[inside], *path)


def _boxes(stretch: Stretch) -> Iterator[tuple[int, int, int, int]]:
    """What lies between the sure beads of a path."""
    region, sure = stretch.region, posteriors(stretch.region, scaled(stretch.scores, 2))
    i = j = 0
    for step in stretch.path():
        if step.a and step.b and chance(step, region, sure) > SURE:
            if (step.i - step.a, step.j - step.b) != (i, j):
                yield i, step.i - step.a, j, step.j - step.b
            i, j = step.i, step.j
    if (i, j) != (region.rows - 1, int(region.high[-1])):
        yield i, region.rows - 1, j, int(region.high[-1])


def scaled(scores: Scores, factor: float) -> Scores:
    """All worths times a factor: above 1 what is likely gets likelier."""
    nulls = scores.source_nulls * factor, scores.target_nulls * factor
    return Scores(scores.beads * factor, *nulls, scores.opening * factor, scores.turning * factor)


def _described(
    kinds: np.ndarray,
    nodes: np.ndarray,
    features: Features,
    shared: list[np.ndarray],
    splits: np.ndarray,
    told: np.ndarray,
) -> np.ndarray:
    """The features of beads in the order of OF_BEADS, as scoring weighs them."""
    at = kinds, nodes
    a, b, length, split = _SOURCE[kinds], _TARGET[kinds], features.length[at], splits[at]
    factor, distance = length_factor(length), np.minimum(np.abs(length), LARGEST_LENGTH)
    columns = {
        "similarity": features.similarity[at] * factor,
        "unlikeness": told * np.maximum(LIKE - features.similarity[at], 0),
        "surroundings": features.surroundings[at] * factor,
        "gain": np.minimum(features.gain[at], 0),
        **{name: one[at] * factor for name, one in zip((*KEYS, *LEARNED), shared, strict=True)},
        "length": distance,
        "length_square": np.square(distance),
        "one_to_one": (a == 1) & (b == 1),
        "extra": a + b - 2,
        "many": np.minimum(a, b) > 1,
        "split": np.where(np.isfinite(split), split - USUAL_SPLIT, 0.0),
        "whole": np.isposinf(split),
    }
    return np.column_stack([columns[name] for name in OF_BEADS]).astype(np.float64)


def _path(
    gold: Sequence[tuple[int, int, int, int]], box: tuple[int, int, int, int], beads: np.ndarray
) -> tuple[list[int], int, int, int] | None:
    """The gold path through a box: its beads, nulls, gaps and turns; none where gold leaves the box or has a
    bead that is not alive."""
    i, i_end, j, j_end = box
    touching = [
        bead for bead in gold if (bead[0] < i_end and bead[2] > i) or (bead[1] < j_end and bead[3] > j)
    ]
    alive = {tuple(bead): number for number, bead in enumerate(beads.tolist())}
    right, nulls, gaps, turns = [], 0, 0, 0
    place = i, j
    for start, other_start, end, other_end in [*touching, (i_end, j_end, i_end, j_end)]:
        left = start - place[0], other_start - place[1]
        if min(left) < 0 or end > i_end or other_end > j_end:
            return None
        nulls, gaps, turns = nulls + sum(left), gaps + (max(left) > 0), turns + (min(left) > 0)
        place = end, other_end
        if end > start:
            shape = end - start, other_end - other_start
            bead = (BEAD_TYPES.index(shape), end - i, other_end - j) if shape in BEAD_TYPES else None
            if bead not in alive:
                return None
            right.append(alive[bead])
    return right, nulls, gaps, turns


@dataclass(frozen=True)
class Batch:
    """Passages of about the same size in arrays of one shape.

    Nodes are stored by diagonal (source plus target sentences behind them) and row; `_REACH` places are empty
    before and after, so that no bead leaves the array.
    """

    passages: list[Passage]

    @cached_property
    def features(self) -> np.ndarray:
        return np.concatenate([passage.features for passage in self.passages])

    @cached_property
    def _size(self) -> int:
        return max(max(passage.height, passage.width) for passage in self.passages)

    @cached_property
    def _owners(self) -> np.ndarray:
        """The passage of each bead."""
        return np.repeat(np.arange(len(self.passages)), [len(passage.beads) for passage in self.passages])

    @cached_property
    def _at(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Type, passage, diagonal and row of each bead's end."""
        kinds, rows, columns = np.concatenate([passage.beads for passage in self.passages]).T
        return kinds, self._owners, rows + columns + _REACH, rows + _REACH

    @cached_property
    def _inside(self) -> np.ndarray:
        """(diagonals, passages, rows), whether there is such a node."""
        rows, diagonals = np.arange(self._size + 1), np.arange(2 * self._size + 1)[:, None, None]
        heights, widths = np.array([(p.height, p.width) for p in self.passages]).T[:, :, None]
        columns = diagonals - rows
        return (rows <= heights) & (columns >= 0) & (columns <= widths)

    @cached_property
    def _last(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        heights, widths = np.array([(p.height, p.width) for p in self.passages]).T
        return np.arange(len(self.passages)), heights + widths + _REACH, heights + _REACH

    @cached_property
    def _gold(self) -> np.ndarray:
        """Summed features of the gold beads, and the numbers of nulls, gaps and turns."""
        right = sum((passage.features[passage.right].sum(axis=0) for passage in self.passages), 0.0)
        counts = np.array([(p.nulls, p.gaps, p.turns) for p in self.passages]).sum(axis=0)
        return np.concatenate([right, counts])

    def likelihood(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Log likelihood of the gold paths and its gradient, for weights in the order of NAMES."""
        worths, (null, *gaps) = self.features @ weights[:-3], weights[-3:].tolist()
        beads = np.full((len(BEAD_TYPES), *self._shape()), _NEVER)
        beads[self._at] = worths
        ahead = self._ahead(beads, null, *gaps)
        behind = self._behind(beads, null, *gaps)
        total = behind[3][self._last]
        kinds, owners, diagonals, rows = self._at
        before = behind[3][owners, diagonals - _SOURCE[kinds] - _TARGET[kinds], rows - _SOURCE[kinds]]
        chances = np.exp(np.minimum(before + worths + ahead[0][self._at[1:]] - total[owners], 0))
        expected = [*(chances @ self.features), *self._gaps(behind, ahead, total, null, *gaps)]
        return float(self._gold @ weights - total.sum()), self._gold - expected

    def _shape(self) -> tuple[int, int, int]:
        return len(self.passages), 2 * self._size + 1 + 2 * _REACH, self._size + 1 + 2 * _REACH

    def _behind(self, beads: np.ndarray, null: float, opening: float, turning: float) -> np.ndarray:
        """Log sums over all ways to each node: by a bead, a source gap, a target gap, and by any."""
        bead, source, target, every = sums = np.full((4, *self._shape()), _NEVER)
        bead[:, _REACH, _REACH] = every[:, _REACH, _REACH] = 0.0
        size = self._size + 1
        here = slice(_REACH, _REACH + size)
        above = slice(_REACH - 1, _REACH - 1 + size)
        for number, inside in enumerate(self._inside[1:], _REACH + 1):
            ways = [
                every[:, number - a - b, _REACH - a : _REACH - a + size] + beads[kind, :, number, here]
                for kind, (a, b) in enumerate(BEAD_TYPES)
            ]
            by_bead = np.logaddexp.reduce(ways)
            by_source = null + np.logaddexp(
                bead[:, number - 1, above] + opening, source[:, number - 1, above]
            )
            opened = np.logaddexp(bead[:, number - 1, here] + opening, source[:, number - 1, here] + turning)
            by_target = null + np.logaddexp(opened, target[:, number - 1, here])
            found = np.array(
                [by_bead, by_source, by_target, np.logaddexp.reduce([by_bead, by_source, by_target])]
            )
            sums[:, :, number, here] = np.where(inside, found, _NEVER)
        return sums

    def _ahead(self, beads: np.ndarray, null: float, opening: float, turning: float) -> np.ndarray:
        """Log sums over all ways from each node to the end, after a bead, a source gap, a target gap."""
        bead, source, target = sums = np.full((3, *self._shape()), _NEVER)
        size = self._size + 1
        here = slice(_REACH, _REACH + size)
        below = slice(_REACH + 1, _REACH + 1 + size)
        ends = np.zeros(self._shape(), bool)
        ends[self._last] = True
        for number, inside in reversed(list(enumerate(self._inside, _REACH))):
            ways = [
                beads[kind, :, number + a + b, _REACH + a : _REACH + a + size]
                + bead[:, number + a + b, _REACH + a : _REACH + a + size]
                for kind, (a, b) in enumerate(BEAD_TYPES)
            ]
            by_bead = np.where(ends[:, number, here], 0.0, np.logaddexp.reduce(ways))
            by_source, by_target = null + source[:, number + 1, below], null + target[:, number + 1, here]
            after_source = np.logaddexp(by_source, turning + by_target)
            after_bead = opening + np.logaddexp(by_source, by_target)
            found = np.logaddexp(by_bead, [after_bead, after_source, by_target])
            sums[:, :, number, here] = np.where(inside, found, _NEVER)
        return sums

    def _gaps(
        self,
        behind: np.ndarray,
        ahead: np.ndarray,
        total: np.ndarray,
        null: float,
        opening: float,
        turning: float,
    ) -> list[float]:
        """Expected numbers of nulls, gaps and turns."""
        bead, source, target, _ = behind[:, :, :-1, :-1]
        by_source = null + ahead[1][:, 1:, 1:] - total[:, None, None]
        by_target = null + ahead[2][:, 1:, :-1] - total[:, None, None]
        opened = opening + bead + np.logaddexp(by_source, by_target)
        turned = turning + source + by_target
        gone_on = np.logaddexp(source + by_source, target + by_target)
        gaps, turns, others = (np.exp(np.minimum(one, 0)).sum() for one in (opened, turned, gone_on))
        return [gaps + turns + others, gaps, turns]


def batches(found: Sequence[Passage]) -> list[Batch]:
    """Passages put together by size."""
    sizes = [max(passage.height, passage.width) for passage in found]
    groups = [
        [passage for passage, size in zip(found, sizes, strict=True) if low < size <= high]
        for low, high in zip((0, *SIZES), SIZES, strict=False)
    ]
    return [Batch(group) for group in groups if group]
