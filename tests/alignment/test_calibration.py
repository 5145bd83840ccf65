"""From posteriors to confidence."""

import numpy as np
import pytest

from diptych.alignment import align_texts
from diptych.alignment.calibration import NULL_FEATURES, PAIR_FEATURES, Described, load_calibration


def confidences(kind: str, **features: float) -> float:
    names = PAIR_FEATURES if kind == "pair" else NULL_FEATURES
    row = np.array([[1.0 if name == "one" else features.get(name, 0.0) for name in names]])
    nothing = np.zeros((0, len(NULL_FEATURES if kind == "pair" else PAIR_FEATURES)))
    pairs, nulls = (row, nothing) if kind == "pair" else (nothing, row)
    return float(load_calibration().confidences(Described(np.array([kind == "null"]), pairs, nulls))[0])


@pytest.mark.parametrize("kind", ["pair", "null"])
@pytest.mark.parametrize("unseen", [0.0, 1.0])
def test_confidence_rises_with_the_posterior(kind: str, unseen: float) -> None:
    found = [
        confidences(kind, posterior=odds, unseen=unseen, **{"posterior, unseen": odds * unseen})
        for odds in (-4, -1, 0, 1, 4, 9)
    ]
    assert found == sorted(found)
    assert len(set(found)) == len(found)


def test_a_null_with_a_likely_partner_is_less_sure() -> None:
    assert confidences("null", posterior=3, likeness=0.8) < confidences("null", posterior=3, likeness=0.1)


def test_doubtful_neighbours_are_infectious() -> None:
    doubtful = {"posterior": 4.0, "worse neighbour": -2.0}
    assert confidences("pair", **doubtful) < confidences("pair", **{**doubtful, "worse neighbour": 5.0})


def test_a_single_null_is_not_beyond_doubt() -> None:
    found = align_texts(["Herr Kunze spricht."], ["Report", "Mr Kunze is speaking."], "de", "en")
    assert all(match.confidence < 0.99 for match in found if not match.source)
