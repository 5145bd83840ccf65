"""Where the two texts run together: a chain of sure pairs, and the region of the lattice around it.

No diagonal band: a band of fixed width loses the way as soon as a chapter is missing on one side. Instead,
pairs of sentences that are each other's best match are found anywhere in the texts, the heaviest chain of
them that keeps the order of both texts is taken, and the lattice is searched around that chain and in the
boxes between its links. Long texts are first chained in chunks, so that time and memory grow linearly.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from diptych.alignment.chains import heaviest_chain
from diptych.alignment.lattice import Floats32, Indexes, Region

FULL = 40_000
"""Lattices of up to this many nodes are searched whole."""
BOX = 100_000
"""So are boxes between two links of the chain; larger ones along their diagonal."""
MARGIN = 6
"""Sentences that the region reaches beyond the chain, in every direction."""
WIDE_MARGIN = 30
"""The same where links are less sure, because the encoder does not know the languages."""
_DENSE = 36_000_000
"""Up to this many pairs of sentences are compared directly; beyond it, chunks of sentences come first."""
_ROWS = 512
_SUPPORT = 6
"""A link must have another one within so many sentences on both sides,"""
_DRIFT = 3
"""that lies about as far off the diagonal: the two sides may differ by so many."""


class Link(NamedTuple):
    """A source and a target sentence that are each other's best match."""

    source: int
    target: int
    weight: float


class Course(NamedTuple):
    """How two texts run along each other.

    Attributes:
        region: the part of the lattice worth searching.
        links: the chain of sure pairs, rising on both sides.
        mutual: share of the shorter text's sentences that have a mutual best match, in the chain or not.
    """

    region: Region
    links: list[Link]
    mutual: float

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The sentences that are linked."""
        return tuple((link.source, link.target) for link in self.links)


def find_course(source: Floats32, target: Floats32, margin: int = MARGIN) -> Course:
    """Finds the chain of sure pairs and the region around it.

    Args:
        source: unit vectors of the source sentences, (n, dimensions).
        target: unit vectors of the target sentences, (m, dimensions).
        margin: sentences that the region reaches beyond the chain.
    """
    n, m = len(source), len(target)
    whole = Region(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))
    if not n or not m:
        return Course(whole, [], 0.0)
    open_region = _by_chunks(source, target) if n * m > _DENSE else whole
    mutual = _mutual_best(source, target, open_region)
    links = _chain(mutual)
    region = whole if (n + 1) * (m + 1) <= FULL else _around(links, n, m, margin)
    return Course(region, links, len(mutual) / min(n, m))


def _by_chunks(source: Floats32, target: Floats32) -> Region:
    """The region that chunks of sentences leave open."""
    n, m = len(source), len(target)
    size = int(np.ceil(np.sqrt(n * m / _DENSE))) * 2
    region = find_course(_chunked(source, size), _chunked(target, size)).region
    rows = np.minimum(np.arange(n + 1) // size, region.rows - 1)
    low = region.low[rows] * size
    high = np.minimum((region.high[np.minimum(rows + 1, region.rows - 1)] + 1) * size, m)
    high[-1] = m
    return Region(np.minimum(low, m), high)


def _chunked(vectors: Floats32, size: int) -> Floats32:
    """Unit vectors of chunks of sentences, after taking off what the whole text has in common."""
    sums = np.add.reduceat(vectors - vectors.mean(axis=0), np.arange(0, len(vectors), size), axis=0)
    unit: Floats32 = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return unit


@dataclass(frozen=True)
class Best:
    """For sentences of one text the best partner in the other so far, and the two highest cosines."""

    partner: Indexes
    first: Floats32
    second: Floats32

    @classmethod
    def nothing(cls, sentences: int) -> "Best":
        """Before anything was compared."""
        first, second = np.full((2, sentences), -2.0, np.float32)
        return cls(np.full(sentences, -1), first, second)

    def lead(self, sentence: int) -> float:
        """By how much a sentence's best partner is better than the second best."""
        return float(self.first[sentence] - self.second[sentence])

    def take(self, sentences: slice, cosines: Floats32, offset: int) -> None:
        """Takes in the cosines of some sentences to the partners from `offset` on."""
        place = cosines.argmax(axis=1)
        highest = np.take_along_axis(cosines, place[:, None], axis=1)[:, 0]
        others = (
            np.partition(cosines, -2, axis=1)[:, -2] if cosines.shape[1] > 1 else np.full_like(highest, -2.0)
        )
        first, second = self.first[sentences], self.second[sentences]
        better = highest > first
        self.partner[sentences] = np.where(better, place + offset, self.partner[sentences])
        np.maximum(np.minimum(highest, first), np.maximum(second, others), out=second)
        np.maximum(highest, first, out=first)


def best_partners(sentences: Floats32, others: Floats32) -> Best:
    """For each of some sentences the best partner in the whole other text.

    Args:
        sentences: their vectors, (n, dimensions).
        others: the vectors of the other text, (m, dimensions).
    """
    best = Best.nothing(len(sentences))
    for start in range(0, len(sentences), _ROWS):
        rows = slice(start, start + _ROWS)
        best.take(rows, sentences[rows] @ others.T, 0)
    return best


def _mutual_best(source: Floats32, target: Floats32, region: Region) -> list[Link]:
    """Pairs that are each other's best match in the region, weighed by their lead over the second best."""
    rows, columns = Best.nothing(len(source)), Best.nothing(len(target))
    for start in range(0, len(source), _ROWS):
        stop = min(start + _ROWS, len(source))
        low, high = int(region.low[start]), int(region.high[stop])
        if high > low:
            block = source[start:stop] @ target[low:high].T
            rows.take(slice(start, stop), block, low)
            columns.take(slice(low, high), block.T, start)
    mutual = np.flatnonzero(columns.partner[rows.partner] == np.arange(len(source)))
    partners = rows.partner[mutual]
    leads = (rows.first - rows.second)[mutual] + (columns.first - columns.second)[partners]
    found = zip(mutual.tolist(), partners.tolist(), leads.tolist(), strict=True)
    return [Link(i, j, lead) for i, j, lead in found if lead > 0]


def _chain(links: list[Link]) -> list[Link]:
    """The heaviest chain of links that rises on both sides, without links that stand alone."""
    chain = heaviest_chain([(link.source, link.target) for link in links], [link.weight for link in links])
    return _supported([links[number] for number in chain])


def _supported(chain: list[Link]) -> list[Link]:
    """The links that a neighbour confirms."""

    def agree(one: Link, other: Link) -> bool:
        across, down = other.source - one.source, other.target - one.target
        return max(across, down) <= _SUPPORT and abs(across - down) <= _DRIFT

    near = [agree(one, other) for one, other in pairwise(chain)]
    return [link for k, link in enumerate(chain) if (k > 0 and near[k - 1]) or (k < len(near) and near[k])]


def _around(chain: list[Link], n: int, m: int, margin: int) -> Region:
    """The chain, the boxes between its links, and a margin around both."""
    low, high = np.full(n + 1, m), np.zeros(n + 1, np.int64)
    corners = [(0, 0), *((link.source, link.target) for link in chain), (n, m)]
    for (i, j), (next_i, next_j) in pairwise(corners):
        rows = np.arange(i, next_i + 1)
        box_low, box_high = _box(rows - i, next_i - i, next_j - j)
        low[rows] = np.minimum(low[rows], j + box_low)
        high[rows] = np.maximum(high[rows], j + box_high)
    earlier, later = np.maximum(np.arange(n + 1) - margin, 0), np.minimum(np.arange(n + 1) + margin, n)
    return Region(np.maximum(low[earlier] - margin, 0), np.minimum(high[later] + margin, m))


def _box(rows: Indexes, height: int, width: int) -> tuple[Indexes, Indexes]:
    """First and last column to search in each row of a box: all, or a band along the diagonal if huge."""
    if (height + 1) * (width + 1) <= BOX or height == 0:
        return np.zeros_like(rows), np.full_like(rows, width)
    middle = rows * width // height
    reach = BOX // (2 * height) + width // height + 1
    return np.maximum(middle - reach, 0), np.minimum(middle + reach, width)
