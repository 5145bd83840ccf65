"""What is known of every possible bead: one number a witness, for all nodes of a region at once.

The arrays are filled block by block with matrix products, so that nothing is ever compared that lies outside
the region, and nothing is looped over in Python but the blocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from diptych.alignment.lattice import BEAD_TYPES, Floats, Floats16, Floats32, Indexes, Region

LONGEST = 5
"""Sentences on one side of the largest bead."""
_REACH = LONGEST + 1
"""How far before its end the sentence before a bead begins."""
_BLOCK_ROWS = 64
_BLOCK_WASTE = 4
"""A block may hold so many times the nodes that are needed of it."""
_REPEATS = 3
"""A key is counted up to so many times in one bead."""


@dataclass(frozen=True)
class Side:
    """One text, as far as the features need it.

    Attributes:
        runs: for lengths 1 to LONGEST the unit vectors of all runs of so many sentences; empty without an
            encoder.
        lengths: (sentences,), in characters.
        keys: for each sentence the numbers of the keys that both texts have, and how often, as two arrays.
    """

    runs: tuple[Floats32 | Floats16, ...]
    lengths: Floats
    keys: tuple[tuple[Indexes, Floats32], ...]

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def sentences(self) -> Floats32:
        """The vectors of the sentences, (sentences, dimensions)."""
        return self.runs[0].astype(np.float32, copy=False)

    def part(self, start: int, end: int) -> "Side":
        """The sentences `start` to `end` by themselves."""
        runs = tuple(run[start : max(end - k, start)] for k, run in enumerate(self.runs))
        return Side(runs, self.lengths[start:end], self.keys[start:end])


@dataclass(frozen=True)
class Features:
    """Features of beads, each (types, nodes); what a bead that would begin outside the text has is undefined.

    Attributes:
        similarity: cosine of the vectors of its two sides.
        surroundings: mean cosine of each side to the sentences next to the other.
        gain: how much closer its sides are than without the one of their outer sentences that is least
            needed; below zero, a smaller bead fits better. Zero for 1-1.
        shared: summed weights of the keys that its sides share.
        length: natural logarithm of target length over expected target length.
    """

    similarity: Floats32
    surroundings: Floats32
    gain: Floats32
    shared: Floats32
    length: Floats32


@dataclass(frozen=True)
class _Block:
    """Nodes of neighbouring rows, and the rectangle that holds them."""

    rows: slice
    columns: slice
    nodes: slice
    inside: tuple[Indexes, Indexes]


def bead_features(region: Region, source: Side, target: Side, weights: Floats, ratio: float) -> Features:
    """Features of every bead that ends in the region.

    Args:
        region: the nodes.
        source: the text whose sentences are rows.
        target: the text whose sentences are columns.
        weights: what each key is worth when both sides of a bead have it.
        ratio: expected target characters for one source character.
    """
    shape = (len(BEAD_TYPES), region.size)
    similarity, surroundings, gain, shared = np.zeros((4, *shape), np.float32)
    for block in _blocks(region):
        if source.runs:
            _similarities(block, source, target, similarity, surroundings, gain)
        _shared_keys(block, source, target, weights, shared)
    return Features(similarity, surroundings, gain, shared, _lengths(region, source, target, ratio))


def add_shared_keys(
    features: Features, region: Region, source: Side, target: Side, weights: Floats
) -> Features:
    """The features with more keys in `shared`: those of the given sides."""
    shared = features.shared.copy()
    for block in _blocks(region):
        _shared_keys(block, source, target, weights, shared)
    return replace(features, shared=shared)


def _blocks(region: Region) -> Iterator[_Block]:
    all_rows, all_columns = region.nodes
    start = 0
    while start < region.rows:
        stop = start + 1
        while stop < min(start + _BLOCK_ROWS, region.rows):
            area = (stop + 1 - start) * (region.high[stop] + 1 - region.low[start])
            if area > _BLOCK_WASTE * (region.offsets[stop + 1] - region.offsets[start]):
                break
            stop += 1
        nodes = slice(int(region.offsets[start]), int(region.offsets[stop]))
        columns = slice(int(region.low[start]), int(region.high[stop - 1]) + 1)
        inside = all_rows[nodes] - start, all_columns[nodes] - columns.start
        yield _Block(slice(start, stop), columns, nodes, inside)
        start = stop


def _padded(array: Floats32 | Floats16, span: slice) -> Floats32:
    """Rows from `_REACH` before a span to its end; zeros where the array has none."""
    start, stop = span.start - _REACH, span.stop
    rows = array[max(start, 0) : max(stop, 0)].astype(np.float32, copy=False)
    before = max(-start, 0)
    return np.pad(rows, ((before, stop - start - before - len(rows)), (0, 0)))


def _window(matrix: Floats32, block: _Block, up: int, left: int) -> Floats32:
    """The values for starts `up` and `left` before each node of the block."""
    height, width = block.rows.stop - block.rows.start, block.columns.stop - block.columns.start
    rows, columns = _REACH - up, _REACH - left
    return matrix[rows : rows + height, columns : columns + width]


def _similarities(
    block: _Block,
    source: Side,
    target: Side,
    similarity: Floats32,
    surroundings: Floats32,
    gain: Floats32,
) -> None:
    """Fills in what the vectors say."""
    rows = [_padded(run, block.rows) for run in source.runs]
    columns = [_padded(run, block.columns) for run in target.runs]
    cosines = {(a, b): rows[a - 1] @ columns[b - 1].T for a, b in BEAD_TYPES}
    present = {
        side: (np.abs(vectors[0]).sum(axis=1) > 0).astype(np.float32)
        for side, vectors in (("rows", rows), ("columns", columns))
    }
    one = np.outer(present["rows"], present["columns"])
    for kind, (a, b) in enumerate(BEAD_TYPES):
        similarity[kind, block.nodes] = _window(cosines[a, b], block, a, b)[block.inside]
        neighbours = (
            (cosines[a, 1], a, b + 1),
            (cosines[a, 1], a, 0),
            (cosines[1, b], a + 1, b),
            (cosines[1, b], 0, b),
        )
        total = sum(_window(matrix, block, up, left) for matrix, up, left in neighbours)
        count = sum(_window(one, block, up, left) for _, up, left in neighbours)
        surroundings[kind, block.nodes] = (total / np.maximum(count, 1))[block.inside]
        smaller = [_window(cosines[a - 1, b], block, up, b) for up in (a, a - 1) if (a - 1, b) in cosines] + [
            _window(cosines[a, b - 1], block, a, left) for left in (b, b - 1) if (a, b - 1) in cosines
        ]
        if smaller:
            best = np.maximum.reduce(smaller)
            gain[kind, block.nodes] = similarity[kind, block.nodes] - best[block.inside]


def _counts(side: Side, span: slice, wanted: Indexes) -> Floats32:
    """How often each wanted key stands in each sentence from `_REACH` before a span to its end."""
    counts = np.zeros((span.stop - span.start + _REACH, len(wanted)), np.float32)
    for row in range(max(span.start - _REACH, 0), min(span.stop, len(side))):
        keys, numbers = side.keys[row]
        place = np.searchsorted(wanted, keys)
        known = place < len(wanted)
        known[known] = wanted[place[known]] == keys[known]
        counts[row - span.start + _REACH, place[known]] = numbers[known]
    return counts


def _keys_of(side: Side, span: slice) -> Indexes:
    keys = [side.keys[row][0] for row in range(max(span.start - _REACH, 0), min(span.stop, len(side)))]
    return np.unique(np.concatenate(keys)) if keys else np.zeros(0, np.int64)


def _runs(counts: Floats32) -> list[Floats32]:
    """Counts of runs of 1 to LONGEST sentences, by their first sentence."""
    runs = [counts]
    for length in range(1, LONGEST):
        longer = runs[-1].copy()
        longer[:-length] += counts[length:]
        runs.append(longer)
    return runs


def _shared_keys(block: _Block, source: Side, target: Side, weights: Floats, shared: Floats32) -> None:
    """The smaller of the two counts of every key, summed by weight.

    The smaller of x and y is the number of k with x >= k and y >= k, which turns it into matrix products.
    """
    wanted = np.intersect1d(_keys_of(source, block.rows), _keys_of(target, block.columns))
    if not len(wanted):
        return
    worth = weights[wanted].astype(np.float32)
    rows = _runs(_counts(source, block.rows, wanted))
    columns = _runs(_counts(target, block.columns, wanted))
    most = np.minimum(rows[-1].max(axis=0), columns[-1].max(axis=0))
    for kind, (a, b) in enumerate(BEAD_TYPES):
        total = np.zeros((len(rows[0]), len(columns[0])), np.float32)
        for k in range(1, _REPEATS + 1):
            often = most >= k  # few keys are repeated
            total += _at_least(rows[a - 1], often, k) * worth[often] @ _at_least(columns[b - 1], often, k).T
        shared[kind, block.nodes] += _window(total, block, a, b)[block.inside]


def _at_least(counts: Floats32, keys: NDArray[np.bool_], k: int) -> Floats32:
    """Where the chosen keys stand at least k times, as 0 and 1."""
    return (counts[:, keys] >= k).astype(np.float32)


def _lengths(region: Region, source: Side, target: Side, ratio: float) -> Floats32:
    """One character more on each side keeps empty sentences finite."""
    rows, columns = region.nodes
    sums = [np.concatenate([[0.0], np.cumsum(side.lengths)]) for side in (source, target)]
    result = np.zeros((len(BEAD_TYPES), region.size), np.float32)
    for kind, (a, b) in enumerate(BEAD_TYPES):
        source_length = sums[0][rows] - sums[0][np.maximum(rows - a, 0)]
        target_length = sums[1][columns] - sums[1][np.maximum(columns - b, 0)]
        result[kind] = np.log((target_length + 1) / (source_length * ratio + 1))
    return result
