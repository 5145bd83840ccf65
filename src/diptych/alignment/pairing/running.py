"""How well two texts run along each other, whatever their languages.

Sentences of one text are led past those of the other in order (dynamic programming over beads of one or two
sentences, as in Gale & Church 1993), and each bead earns what speaks for it: lengths that fit, keys that both
sides share and, where the encoder knows both languages, the cosine of their vectors. The same is done with
one text read backwards. Forms, minutes of one series and chapters of one book share words and names; only
translations share their order. So a text that runs along another far better forwards than backwards is its
translation, even where nothing but lengths can be seen.
"""

from dataclasses import dataclass
from math import ceil, log, sqrt

import numpy as np

from diptych.alignment.lattice import Floats, Floats32

_LARGEST = 400_000
"""Pairs of sentences that are compared; longer texts are compared in chunks of sentences."""
_COSINE = 5.0
"""What a cosine is worth."""
_SPREAD, _MERGED_SPREAD = 0.35, 0.45
"""Standard deviations of the logarithm of the length ratio, for one sentence to one and for two to one."""
_SKIP, _MERGE = -1.2, -1.5
_WIDTH = 0.1
"""Added to the variance of log lengths, so that texts of equal sentences are no miracle."""
_NOTHING = -1e9


@dataclass(frozen=True)
class Line:
    """A text as it runs: a row a sentence.

    Attributes:
        lengths: in characters, (n,).
        keys: weights of the keys that stand in it, numbers of keys as columns, one dict a sentence.
        vectors: unit vectors, (n, dimensions); none where there is no encoder.
    """

    lengths: Floats
    keys: tuple[dict[int, float], ...]
    vectors: Floats32 | None

    def __len__(self) -> int:
        return len(self.lengths)

    def chunked(self, size: int) -> "Line":
        """Runs of sentences as if each were one."""
        starts = np.arange(0, len(self), size)
        keys = tuple({k: w for one in self.keys[s : s + size] for k, w in one.items()} for s in starts)
        vectors = None
        if self.vectors is not None:
            sums = np.add.reduceat(self.vectors, starts, axis=0)
            vectors = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        return Line(np.add.reduceat(self.lengths, starts), keys, vectors)


@dataclass(frozen=True, slots=True)
class Run:
    """What leading two texts past each other has earned.

    Attributes:
        forwards: log likelihood ratio of the best way against chance, roughly.
        backwards: the same with one text turned round; 0 where there is nothing to turn.
        steps: sentences (or chunks) of the shorter text.
    """

    forwards: float
    backwards: float
    steps: int

    @property
    def order(self) -> float:
        """How much better forwards than backwards; within two of 0 for texts that are strangers."""
        return (self.forwards - self.backwards) / sqrt(self.steps)


def run_along(one: Line, other: Line, ratio: float, chance: float) -> Run:
    """Leads two texts past each other.

    Args:
        one: a text of at least one sentence.
        other: another.
        ratio: logarithm of how much longer the sentences of `one` are where both say the same.
        chance: a cosine that unrelated sentences easily have.
    """
    size = ceil(sqrt(max(len(one) * len(other) / _LARGEST, 1)))
    if size > 1:
        one, other = one.chunked(size), other.chunked(size)
    shared = _shared(one, other, chance)
    forwards = _best(one.lengths, other.lengths, shared, ratio)
    turnable = min(len(one), len(other)) > 1
    backwards = _best(one.lengths, other.lengths[::-1], shared[:, ::-1], ratio) if turnable else 0.0
    return Run(forwards, backwards, min(len(one), len(other)))


def _shared(one: Line, other: Line, chance: float) -> Floats:
    """What keys and vectors say for each pair of sentences, (n, m)."""
    places = {key: place for place, key in enumerate(sorted(_all_keys(one) & _all_keys(other)))}
    sums = (_matrix(one, places) @ _matrix(other, places, weighed=False).T).astype(np.float64)
    if one.vectors is not None and other.vectors is not None:
        sums += _COSINE * ((one.vectors @ other.vectors.T).astype(np.float64) - chance)
    return sums


def _all_keys(line: Line) -> set[int]:
    return {key for keys in line.keys for key in keys}


def _matrix(line: Line, places: dict[int, int], weighed: bool = True) -> Floats32:
    matrix = np.zeros((len(line), len(places)), np.float32)
    for row, keys in enumerate(line.keys):
        for key, weight in keys.items():
            if key in places:
                matrix[row, places[key]] = weight if weighed else 1.0
    return matrix


def _best(lengths: Floats, others: Floats, shared: Floats, ratio: float) -> float:
    """The most that a way through both texts earns. The longer text may begin earlier and end later."""
    if len(lengths) > len(others):
        return _best(others, lengths, shared.T, -ratio)
    n, m = shared.shape
    fit = _Fit.of(lengths, others, ratio)
    single = fit.earned(lengths[:, None], others[None], _SPREAD) + shared
    two_one = fit.earned((lengths[1:] + lengths[:-1])[:, None], others[None], _MERGED_SPREAD)
    two_one += shared[1:] + shared[:-1] + _MERGE
    one_two = fit.earned(lengths[:, None], (others[1:] + others[:-1])[None], _MERGED_SPREAD)
    one_two += shared[:, 1:] + shared[:, :-1] + _MERGE
    skips = _SKIP * np.arange(m + 1)
    before, last = np.full(m + 1, _NOTHING), np.zeros(m + 1)
    most = 0.0
    for i in range(n):
        row = last + _SKIP
        np.maximum(row[1:], last[:-1] + single[i], out=row[1:])
        np.maximum(row[2:], last[:-2] + one_two[i], out=row[2:])
        if i:
            np.maximum(row[1:], before[:-1] + two_one[i - 1], out=row[1:])
        row = np.maximum.accumulate(row - skips) + skips  # sentences of the longer text left out
        before, last = last, row
        most = max(most, float(row[m]) if i < n - 1 else float(row.max()))
    return most


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much likelier a length ratio is in translations than between any two sentences of these texts."""

    ratio: float
    variance: float

    @classmethod
    def of(cls, lengths: Floats, others: Floats, ratio: float) -> "_Fit":
        return cls(ratio, float(np.log(lengths).var() + np.log(others).var()) + _WIDTH)

    def earned(self, lengths: Floats, others: Floats, spread: float) -> Floats:
        squares = np.square(np.log(lengths) - np.log(others) - self.ratio)
        earned: Floats = squares * (0.5 / self.variance - 0.5 / spread**2)
        return earned + log(sqrt(self.variance) / spread)
