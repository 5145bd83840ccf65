"""How well stated confidences hold: the figures that several benchmarks print."""

import numpy as np

BINS = 15


def bins_of(confidence: np.ndarray) -> np.ndarray:
    """The bin of each confidence, of BINS of equal width; the upper end belongs to a bin."""
    return np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1)


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over bins of equal width."""
    bins = bins_of(confidence)
    return sum(
        float((bins == k).mean() * abs(confidence[bins == k].mean() - right[bins == k].mean()))
        for k in np.unique(bins)
    )


def lowest_share(confidence: np.ndarray, right: np.ndarray) -> float:
    """Share of all wrong beads that are among the tenth least certain."""
    doubtful = np.argsort(confidence, kind="stable")[: len(right) // 10]
    return float((1 - right)[doubtful].sum() / max((1 - right).sum(), 1))
