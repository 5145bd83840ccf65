"""The lattice of all bead sequences: its best path, and how probable each of its beads is.

A node (i, j) stands for "i source and j target sentences are behind us"; a bead of type a-b leads from
(i - a, j - b) to (i, j). Paths run through three states: after a bead with two sides, in a gap on the source
side, in a gap on the target side. Opening a gap costs more than going on with it, or than turning from one to
the other; source gaps stand before target gaps, so that every alignment is exactly one path. Best path:
Viterbi; probabilities: forward-backward in the log domain over the same nodes (Deng, Kumar & Byrne 2007 do so
for chunk alignment).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Floats16 = NDArray[np.float16]
Indexes = NDArray[np.int64]

BEAD_TYPES = (
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (1, 4),
    (4, 1),
    (2, 3),
    (3, 2),
    (3, 3),
    (1, 5),
    (5, 1),
    (2, 4),
    (4, 2),
)
"""Numbers of source and target sentences of the beads with two sides, six in all; the order breaks ties."""

NO_PATH = -np.inf
_BAND = 20_000
"""Nodes whose beads are looked up together: enough for speed, few beside the whole lattice."""


class Step(NamedTuple):
    """A bead of a path: source sentences `i - a` to `i`, target sentences `j - b` to `j`."""

    i: int
    j: int
    a: int
    b: int


@dataclass(frozen=True)
class Region:
    """The nodes that are searched: in row i the columns `low[i]` to `high[i]`, both included.

    Rows are numbered 0 to the number of source sentences. Neighbouring rows overlap, the first begins at
    column 0 and the last ends at the number of target sentences, so a path always exists.
    """

    low: Indexes
    high: Indexes

    @cached_property
    def offsets(self) -> Indexes:
        """Where each row begins in a flat array of all nodes; one more for the end."""
        return np.concatenate([[0], np.cumsum(self.high - self.low + 1)])

    @property
    def rows(self) -> int:
        """Number of rows: source sentences and one."""
        return len(self.low)

    @property
    def size(self) -> int:
        """Number of nodes."""
        return int(self.offsets[-1])

    @cached_property
    def nodes(self) -> tuple[Indexes, Indexes]:
        """Row and column of every node, in the order of the flat arrays."""
        rows = np.repeat(np.arange(self.rows), self.high - self.low + 1)
        return rows, np.arange(self.size) - self.offsets[rows] + self.low[rows]

    def holds(self, i: int, j: int) -> bool:
        """Whether the node is in the region."""
        return 0 <= i < self.rows and self.spans[i][0] <= j <= self.spans[i][1]

    def position(self, i: int, j: int) -> int:
        """Position of a node of the region in the flat arrays."""
        low, _, offset = self.spans[i]
        return offset + j - low

    @cached_property
    def spans(self) -> list[tuple[int, int, int]]:
        """First and last column of every row, and where the row begins in the flat arrays."""
        return list(zip(self.low.tolist(), self.high.tolist(), self.offsets.tolist(), strict=False))

    def row(self, i: int) -> slice:
        """The nodes of row i in the flat arrays."""
        low, high, offset = self.spans[i]
        return slice(offset, offset + high - low + 1)

    def below(self, i: int) -> tuple[slice, slice]:
        """The nodes of row i - 1 that have a node of row i straight below them, and these nodes."""
        low, high, offset = self.spans[i]
        low_before, high_before, offset_before = self.spans[i - 1]
        first = max(low, low_before)
        count = max(min(high, high_before) - first + 1, 0)
        there, here = offset_before + first - low_before, offset + first - low
        return slice(there, there + count), slice(here, here + count)

    @cached_property
    def bands(self) -> list[range]:
        """Groups of neighbouring rows, each of one row or of no more than `_BAND` nodes."""
        bands, start = [], 0
        while start < self.rows:
            stop = int(np.searchsorted(self.offsets, self.offsets[start] + _BAND, "right")) - 1
            bands.append(range(start, max(stop, start + 1)))
            start = bands[-1].stop
        return bands

    def band(self, rows: range) -> slice:
        """The nodes of neighbouring rows in the flat arrays."""
        return slice(int(self.offsets[rows.start]), int(self.offsets[rows.stop]))

    def begins(self, rows: range) -> Indexes:
        """For every type of bead and node of some rows the position of the node where the bead begins, or -1
        where there is none."""
        return np.stack([self._moved(rows, -a, -b) for a, b in BEAD_TYPES])

    def ends(self, rows: range) -> Indexes:
        """The position of the node where a bead that begins at the node ends, or -1."""
        return np.stack([self._moved(rows, a, b) for a, b in BEAD_TYPES])

    def _moved(self, band: range, down: int, right: int) -> Indexes:
        nodes = self.band(band)
        i, j = self.nodes[0][nodes] + down, self.nodes[1][nodes] + right
        row = np.clip(i, 0, self.rows - 1)
        inside = (i == row) & (j >= self.low[row]) & (j <= self.high[row])
        moved: Indexes = np.where(inside, self.offsets[row] + j - self.low[row], -1)
        return moved


@dataclass(frozen=True)
class Scores:
    """What the beads of a region are worth; a path's worth is the sum.

    Attributes:
        beads: (types, nodes), the bead of that type that ends at the node; -inf where it may not stand.
        source_nulls: (source sentences,), of leaving a sentence without partner.
        target_nulls: (target sentences,), the same.
        opening: of opening a gap.
        turning: of going on from a source gap with a target gap.
    """

    beads: Floats32
    source_nulls: Floats
    target_nulls: Floats
    opening: float
    turning: float


class Reached:
    """For every node the worth of the paths that reach it, by the state in which they do.

    With `join` the maximum, worth is that of the best path; with `logaddexp`, the log of the sum over all.

    Attributes:
        bead: of paths on which a bead has just ended.
        source_gap: of paths on which a source sentence has just been left alone.
        target_gap: of paths on which a target sentence has just been left alone.
        any: of all these together.
    """

    def __init__(self, region: Region, scores: Scores, join: np.ufunc) -> None:
        self.region, self.scores, self._join = region, scores, join
        # one place more than there are nodes: position -1 is where no path comes from
        self.bead, self.source_gap, self.target_gap, self.any = np.full((4, region.size + 1), NO_PATH)
        self._target_sums = np.concatenate([[0.0], np.cumsum(scores.target_nulls)])
        for band in region.bands:
            first, begins = int(region.offsets[band.start]), region.begins(band)
            for i in band:
                row = region.row(i)
                self._row(i, row, begins[:, row.start - first : row.stop - first])

    def _row(self, i: int, row: slice, begins: Indexes) -> None:
        region, join, opening = self.region, self._join, self.scores.opening
        bead, source_gap = self.bead[row], self.source_gap[row]
        if i == 0:
            bead[0] = 0.0  # every path begins here, as if a bead had just ended
        else:
            join.reduce(self.any[begins] + self.scores.beads[:, row], axis=0, out=bead)
            there, here = region.below(i)
            going_on = join(self.bead[there] + opening, self.source_gap[there])
            self.source_gap[here] = going_on + self.scores.source_nulls[i - 1]
        self._target_gaps(i, row, join(bead + opening, source_gap + self.scores.turning))
        join(join(bead, source_gap), self.target_gap[row], out=self.any[row])

    def _target_gaps(self, i: int, row: slice, opened: Floats) -> None:
        """Gaps along the row in one go: worths are compared after taking off what a gap costs up to there."""
        low, high, _ = self.region.spans[i]
        sums = self._target_sums[low : high + 1]
        self.target_gap[row][1:] = self._join.accumulate(opened - sums)[:-1] + sums[1:]


class Ahead:
    """For every node the log of the summed worths of all paths from it to the end, by the state it is left
    in.

    Attributes: as in `Reached`, and `total`, which is the sum over all paths of the lattice.
    """

    def __init__(self, region: Region, scores: Scores) -> None:
        self.region, self.scores = region, scores
        self.bead, self.source_gap, self.target_gap = np.full((3, region.size + 1), NO_PATH)
        self._target_sums = np.concatenate([[0.0], np.cumsum(scores.target_nulls)])
        for band in reversed(region.bands):
            first, ends = int(region.offsets[band.start]), region.ends(band)
            # the bead of each type that begins at a node, rather than the one that ends there
            beads = np.take_along_axis(scores.beads, np.maximum(ends, 0), axis=1)
            for i in reversed(band):
                row = region.row(i)
                own = slice(row.start - first, row.stop - first)
                self._row(i, row, beads[:, own] + self.bead[ends[:, own]])
        self.total = float(self.bead[0])

    def _row(self, i: int, row: slice, worths: Floats) -> None:
        region, scores = self.region, self.scores
        by_bead: Floats = np.logaddexp.reduce(worths, axis=0)
        if i == region.rows - 1:
            by_bead[-1] = 0.0
        self.target_gap[row] = self._target_gaps(i, by_bead)
        into_gap = np.full_like(by_bead, NO_PATH)
        low, high, _ = region.spans[i]
        into_gap[:-1] = scores.target_nulls[low:high] + self.target_gap[row][1:]
        self.bead[row] = np.logaddexp(by_bead, into_gap + scores.opening)
        self.source_gap[row] = np.logaddexp(by_bead, into_gap + scores.turning)
        if i + 1 < region.rows:
            here, after = region.below(i + 1)
            going_on = scores.source_nulls[i] + self.source_gap[after]
            self.source_gap[here] = np.logaddexp(self.source_gap[here], going_on)
            self.bead[here] = np.logaddexp(self.bead[here], going_on + scores.opening)

    def _target_gaps(self, i: int, by_bead: Floats) -> Floats:
        low, high, _ = self.region.spans[i]
        sums = self._target_sums[low : high + 1]
        backwards: Floats = np.logaddexp.accumulate((by_bead + sums)[::-1])
        gaps: Floats = backwards[::-1] - sums
        return gaps


def best_path(region: Region, scores: Scores) -> list[Step]:
    """The beads whose worths sum up highest, in text order, null beads among them."""
    reached = Reached(region, scores, np.maximum)
    steps: list[Step] = []
    i, j = region.rows - 1, int(region.high[-1])
    # what each state adds when a gap of the kind is gone on with, seen from the step after it
    weights = (0.0, 0.0, 0.0)
    while (i, j) != (0, 0):
        here = region.position(i, j)
        states = (reached.bead[here], reached.source_gap[here], reached.target_gap[here])
        state = max(range(3), key=lambda k: states[k] + weights[k])
        if state == 0:
            a, b = _best_type(reached, i, j)
            weights = (0.0, 0.0, 0.0)
        elif state == 1:
            a, b = 1, 0
            weights = (scores.opening, 0.0, NO_PATH)
        else:
            a, b = 0, 1
            weights = (scores.opening, scores.turning, 0.0)
        steps.append(Step(i, j, a, b))
        i, j = i - a, j - b
    return steps[::-1]


def _best_type(reached: Reached, i: int, j: int) -> tuple[int, int]:
    """The type of the best bead that ends at a node."""
    region, beads = reached.region, reached.scores.beads
    starts = [(i - a, j - b) for a, b in BEAD_TYPES]
    before = [reached.any[region.position(*start)] if region.holds(*start) else NO_PATH for start in starts]
    return BEAD_TYPES[int(np.argmax(before + beads[:, region.position(i, j)]))]


@dataclass(frozen=True)
class Posteriors:
    """Probabilities over all paths of a lattice, each path weighted by the exponential of its worth.

    Attributes:
        beads: (types, nodes), of the bead of that type that ends at the node.
        source_nulls: (source sentences,), of the sentence being left alone.
        target_nulls: (target sentences,), the same.
    """

    beads: Floats32
    source_nulls: Floats
    target_nulls: Floats


def posteriors(region: Region, scores: Scores) -> Posteriors:
    """Probabilities of every bead of a lattice, by forward-backward.

    Args:
        region: the nodes.
        scores: what the beads are worth, as log-probabilities up to a constant.
    """
    reached, ahead = Reached(region, scores, np.logaddexp), Ahead(region, scores)
    beads, onwards = np.empty_like(scores.beads), ahead.bead[:-1] - ahead.total
    for band in region.bands:
        nodes = region.band(band)
        worths = reached.any[region.begins(band)] + scores.beads[:, nodes]
        beads[:, nodes] = np.exp(worths + onwards[nodes])
    rows, columns = region.nodes
    to_source_gap = np.exp((reached.source_gap + ahead.source_gap)[:-1] - ahead.total)
    to_target_gap = np.exp((reached.target_gap + ahead.target_gap)[:-1] - ahead.total)
    source_nulls = np.bincount(rows, to_source_gap, region.rows)[1:].astype(np.float64)
    target_nulls = np.bincount(columns, to_target_gap, int(region.high[-1]) + 1)[1:].astype(np.float64)
    return Posteriors(beads, source_nulls, target_nulls)


def chance(step: Step, region: Region, chances: Posteriors) -> float:
    """The posterior of a bead of the lattice."""
    if step.b == 0:
        probability = chances.source_nulls[step.i - 1]
    elif step.a == 0:
        probability = chances.target_nulls[step.j - 1]
    else:
        probability = chances.beads[BEAD_TYPES.index((step.a, step.b)), region.position(step.i, step.j)]
    return min(float(probability), 1.0)
