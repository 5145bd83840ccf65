"""Which documents are worth comparing closely: all in a small collection, the nearest ones in a large one."""

from collections.abc import Iterator
from itertools import combinations
from math import log

import numpy as np

from diptych.alignment.lattice import Floats, Floats32
from diptych.alignment.pairing.collection import Collection

_ALL = 2500
"""Up to so many pairs of two languages are compared closely one and all."""
_NEAREST = 6
"""From each document, so many of the nearest by each way of looking."""
_DIMENSIONS = 256


def candidates(collection: Collection) -> list[tuple[int, int]]:
    """Places of two documents of different languages, the smaller first, in order."""
    found: set[tuple[int, int]] = set()
    views = [view for view in (_by_vectors(collection), _by_keys(collection)) if view is not None]
    lengths = np.log([sum(map(len, paper.profile.sentences)) for paper in collection.papers])
    for one, other in combinations(collection.by_tongue.values(), 2):
        if len(one) * len(other) <= _ALL:
            found.update((i, j) for i in one for j in other)
            continue
        found.update(_same_names(collection, one, other))
        by_length = -np.abs(
            np.subtract.outer(*(lengths[side] - lengths[side].mean() for side in (one, other)))
        )
        for likeness in (by_length, *(view[one] @ view[other].T for view in views)):
            found.update((one[row], other[column]) for row, column in _nearest(likeness))
    return sorted((min(pair), max(pair)) for pair in found)


def _nearest(likeness: Floats | Floats32) -> Iterator[tuple[int, int]]:
    """The highest cells of each row and of each column."""
    for row, column in enumerate(np.argsort(-likeness, axis=1, kind="stable")[:, :_NEAREST]):
        yield from ((row, int(place)) for place in column)
    for column, rows in enumerate(np.argsort(-likeness, axis=0, kind="stable")[:_NEAREST].T):
        yield from ((int(place), column) for place in rows)


def _same_names(collection: Collection, one: list[int], other: list[int]) -> Iterator[tuple[int, int]]:
    """Documents whose file names are the same but for the language."""
    named: dict[str, list[int]] = {}
    for place in other:
        named.setdefault(collection.papers[place].named.key, []).append(place)
    for place in one:
        key = collection.papers[place].named.key
        yield from ((place, partner) for partner in named.get(key, ()) if key)


def _by_vectors(collection: Collection) -> Floats32 | None:
    """What each document is about, apart from what its language has in common, (documents, dimensions)."""
    vectors = [paper.vectors for paper in collection.papers]
    means = np.array([v.mean(axis=0) for v in vectors if v is not None], np.float32)
    if len(means) < len(vectors):
        return None
    for places in collection.by_tongue.values():
        means[places] -= means[places].mean(axis=0)
    return _unit(means)


def _by_keys(collection: Collection) -> Floats32:
    """What numbers, names and statements each document has, the rare ones above all, (documents, dimensions).

    Each key gets a direction of its own, drawn once from a fixed seed (random indexing, Kanerva et al. 2000).
    """
    features = [
        sorted([*paper.holds, *(f"{fact.kind} {fact.value}" for fact in paper.facts)])
        for paper in collection.papers
    ]
    counts: dict[str, int] = {}
    for feature in (feature for found in features for feature in found):
        counts[feature] = counts.get(feature, 0) + 1
    shared = sorted(feature for feature, count in counts.items() if 1 < count < len(features))
    numbers = {feature: number for number, feature in enumerate(shared)}
    directions = np.random.default_rng(0).standard_normal((len(shared), _DIMENSIONS), np.float32)
    directions *= np.array(
        [[log(len(features) / counts[feature])] for feature in shared], np.float32
    ).reshape(-1, 1)
    sums = [directions[[numbers[f] for f in found if f in numbers]].sum(axis=0) for found in features]
    return _unit(np.array(sums, np.float32).reshape(len(features), _DIMENSIONS))


def _unit(vectors: Floats32) -> Floats32:
    unit: Floats32 = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return unit
