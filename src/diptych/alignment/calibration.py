"""From posteriors to confidence: how often beads like this one turned out to be right.

A posterior knows only the doubts that the lattice can express. That a null with a likely partner nearby may
be a misunderstanding, that a bead beside a null may lack a sentence, that all around is rough ground: this is
learned from gold, by logistic regression, once for beads with two sides and once for null beads. The weights
stand in data/calibration.tsv; benchmarks/calibration.py makes that file. Other things equal, confidence never
falls where the posterior rises.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

import numpy as np

from diptych.alignment.features import Features
from diptych.alignment.lattice import BEAD_TYPES, Floats, Region, Step

PAIR_FEATURES = (
    "one",
    "posterior",
    "worse neighbour",
    "ground",
    "length",
    "beside a null",
    "unseen",
    "posterior, unseen",
)
"""What is known of a bead with two sides; `describe` says how each is counted."""
NULL_FEATURES = ("one", "posterior", "run", "likeness", "unseen")
"""What is known of a null bead."""
RISING = ("posterior", "worse neighbour", "ground")
"""Features whose weights may not be negative."""
_SUREST = 1e-6
_GROUND = 30
"""Beads to either side that make the ground."""
_NEAR = 3
"""Sentences to either side of a null that are looked at for likeness."""
_LONG_RUN = 30
_UNSEEN_LIKENESS = 0.3
"""What is taken for a null's likeness where the encoder does not know the languages."""


@dataclass(frozen=True)
class Described:
    """What the calibration knows of the beads of a path.

    Attributes:
        null: (beads,), whether a bead is null.
        pairs: (beads with two sides, PAIR_FEATURES).
        nulls: (null beads, NULL_FEATURES).
    """

    null: np.ndarray[tuple[int], np.dtype[np.bool_]]
    pairs: Floats
    nulls: Floats


@dataclass(frozen=True)
class Calibration:
    """Weights of the features, in their order."""

    pairs: Floats
    nulls: Floats

    def confidences(self, beads: Described) -> Floats:
        """The probability of each bead to be exactly right."""
        odds = np.zeros(len(beads.null))
        odds[~beads.null] = beads.pairs @ self.pairs
        odds[beads.null] = beads.nulls @ self.nulls
        return 1 / (1 + np.exp(-odds))


def describe(
    path: Sequence[Step],
    posterior: Sequence[float],
    region: Region,
    features: Features,
    seen: bool,
) -> Described:
    """Looks at the beads of a path.

    Posteriors are counted as log odds. `worse neighbour` is the lower one of the beads before and after,
    `ground` the mean over thirty beads to either side; `length` the distance of the log length ratio from
    zero, `run` the log of the number of nulls in a row on the same side,
    `likeness` the highest cosine to sentences near on the other side; `unseen` whether the encoder does not
    know the languages.
    """
    clipped = np.clip(np.array(posterior, np.float64), _SUREST, 1 - _SUREST)
    odds = np.log(clipped / (1 - clipped))
    null = np.array([not (step.a and step.b) for step in path], bool)
    padded = np.concatenate([[False], null, [False]])
    one, unseen = np.ones(len(path)), np.full(len(path), float(not seen))
    pairs = [one, odds, _worse_neighbour(odds), _ground(odds), _lengths(path, region, features)]
    pairs += [padded[:-2] | padded[2:], unseen, odds * unseen]
    likeness = _likenesses(path, region, features) if seen else np.full(len(path), _UNSEEN_LIKENESS)
    nulls = [one, odds, _null_runs(path), likeness, unseen]
    return Described(null, np.column_stack(pairs)[~null], np.column_stack(nulls)[null])


def _worse_neighbour(odds: Floats) -> Floats:
    best = -np.log(_SUREST)
    padded = np.concatenate([[best], odds, [best]])
    worse: Floats = np.minimum(padded[:-2], padded[2:])
    return worse


def _ground(odds: Floats) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(odds)])
    places = np.arange(len(odds))
    first, last = np.maximum(places - _GROUND, 0), np.minimum(places + _GROUND + 1, len(odds))
    means: Floats = (sums[last] - sums[first]) / np.maximum(last - first, 1)
    return means


def _lengths(path: Sequence[Step], region: Region, features: Features) -> Floats:
    """How far each bead's log length ratio is from zero, up to 2; zero for nulls."""
    lengths = np.zeros(len(path))
    for place, step in enumerate(path):
        if step.a and step.b:
            kind, node = BEAD_TYPES.index((step.a, step.b)), region.position(step.i, step.j)
            lengths[place] = min(abs(float(features.length[kind, node])), 2.0)
    return lengths


def _null_runs(path: Sequence[Step]) -> Floats:
    """The log length of the run of nulls on one side that each null belongs to; zero for the others."""
    found: list[float] = []
    for shape, run in groupby(path, lambda step: (step.a, step.b)):
        count = len(list(run))
        found += [float(np.log(min(count, _LONG_RUN))) if 0 in shape else 0.0] * count
    return np.array(found, np.float64)


def _likenesses(path: Sequence[Step], region: Region, features: Features) -> Floats:
    """The highest cosine of each null's sentence to sentences near on the other side; zero for the others."""
    one_to_one = features.similarity[BEAD_TYPES.index((1, 1))]
    found = np.zeros(len(path))
    for place, step in enumerate(path):
        if step.a and step.b:
            continue
        shifts = range(1 - _NEAR, _NEAR + 1)
        nodes = [(step.i, step.j + k) if step.a else (step.i + k, step.j) for k in shifts]
        inside = [region.position(i, j) for i, j in nodes if i > 0 and j > 0 and region.holds(i, j)]
        found[place] = max((float(one_to_one[node]) for node in inside), default=0.0)
    return found


@cache
def load_calibration() -> Calibration:
    """The weights of data/calibration.tsv."""
    text = files(__package__).joinpath("data", "calibration.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    weights = {(kind, name): float(weight) for kind, name, weight in rows}
    return Calibration(
        np.array([weights["pair", name] for name in PAIR_FEATURES]),
        np.array([weights["null", name] for name in NULL_FEATURES]),
    )
