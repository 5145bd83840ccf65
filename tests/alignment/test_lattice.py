"""The lattice against brute force: every path of a small one is listed and weighed."""

from collections.abc import Iterator

import numpy as np
import pytest

from diptych.alignment.lattice import BEAD_TYPES, Region, Scores, Step, best_path, posteriors

TYPES = [*BEAD_TYPES, (1, 0), (0, 1)]


def all_paths(region: Region, i: int = 0, j: int = 0, last: tuple[int, int] = (1, 1)) -> Iterator[list[Step]]:
    if (i, j) == (region.rows - 1, region.high[-1]):
        yield []
    for a, b in TYPES:
        if (a, b) == (1, 0) and last == (0, 1):
            continue  # source gaps stand before target gaps
        if region.holds(i + a, j + b):
            for rest in all_paths(region, i + a, j + b, (a, b)):
                yield [Step(i + a, j + b, a, b), *rest]


def worth(path: list[Step], region: Region, scores: Scores) -> float:
    total, last = 0.0, (1, 1)
    for step in path:
        kind = (step.a, step.b)
        if step.a and step.b:
            total += scores.beads[BEAD_TYPES.index(kind), region.position(step.i, step.j)]
        else:
            null = scores.source_nulls[step.i - 1] if step.a else scores.target_nulls[step.j - 1]
            turned = last == (1, 0) and kind == (0, 1)
            total += null + (0 if kind == last else scores.turning if turned else scores.opening)
        last = kind
    return total


def example(seed: int) -> tuple[Region, Scores]:
    random = np.random.default_rng(seed)
    n, m = random.integers(0, 5, 2)
    low, high = np.zeros(n + 1, np.int64), np.full(n + 1, m)
    if seed % 2 and n > 1 and m > 2:
        low[2:], high[0] = 1, m - 1
    region = Region(low, high)
    beads = random.normal(size=(len(BEAD_TYPES), region.size))
    return region, Scores(beads, -random.random(n), -random.random(m), -0.3, -0.2)


@pytest.mark.parametrize("seed", range(30))
def test_best_path_is_the_best_of_all(seed: int) -> None:
    region, scores = example(seed)
    best = max(worth(path, region, scores) for path in all_paths(region))
    assert worth(best_path(region, scores), region, scores) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(30))
def test_posteriors_are_shares_of_all_paths(seed: int) -> None:
    region, scores = example(seed)
    paths = list(all_paths(region))
    worths = np.array([worth(path, region, scores) for path in paths])
    shares = np.exp(worths - np.logaddexp.reduce(worths))
    beads = np.zeros_like(scores.beads)
    source, target = np.zeros(region.rows - 1), np.zeros(region.high[-1])
    for path, share in zip(paths, shares, strict=True):
        for step in path:
            if step.a and step.b:
                beads[BEAD_TYPES.index((step.a, step.b)), region.position(step.i, step.j)] += share
            elif step.a:
                source[step.i - 1] += share
            else:
                target[step.j - 1] += share
    found = posteriors(region, scores)
    assert np.allclose(found.beads, beads)
    assert np.allclose(found.source_nulls, source)
    assert np.allclose(found.target_nulls, target)


def test_equal_scores_are_broken_the_same_way_every_time() -> None:
    region = Region(np.zeros(4, np.int64), np.full(4, 3))
    scores = Scores(np.zeros((len(BEAD_TYPES), region.size)), np.zeros(3), np.zeros(3), 0.0, 0.0)
    assert best_path(region, scores) == best_path(region, scores)
