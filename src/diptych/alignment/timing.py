"""Time codes as evidence: what is shown at the same time belongs together.

Two files of subtitles of one film seldom start at the same second, and often run at different speeds
(24 frames a second in the cinema, 25 on European television). So first a linear relation between both
clocks is looked for; if one is clear, each sentence of one text has its time on the other's clock.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diptych.alignment.lattice import BEAD_TYPES, Floats, Floats32, Indexes, Region
from diptych.model import Cue, Sentence

Times = Sequence[tuple[float, float]]
"""When each sentence begins and ends, in seconds."""

_RATES = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0)
"""Frames a second of film and television."""
_BIN = 0.25
"""Seconds; starts that are nearer count as the same."""
_NEAR = 0.6
"""Seconds between two starts that are one, after the relation was made exact."""
_FEWEST, _SHARE = 6, 0.25
"""Starts that must coincide, and what share of the shorter text's."""
_BEYOND_CHANCE = 1.7
"""So many times more must coincide than at the next best offset somewhere else."""
_SAMPLE, _MOST = 400, 5_000
"""Starts of one text that are compared with those of the other, and how many of these."""
_SLACK = 0.3
"""Seconds by which a subtitle may come earlier or go later."""
_TOGETHER = 3.0
"""What a bead is worth, for each sentence on a side, whose sides are shown at exactly the same time."""
_FARTHEST = 3.0
"""What a bead loses at most, for each such sentence, whose sides are shown seconds apart."""
_WINDOW, _MARGIN = 10.0, 6
"""Seconds, and sentences, around a sentence's time in which its partners are looked for."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How one clock runs beside another: it shows `rate` times the other's time and `offset` seconds more."""

    rate: float
    offset: float

    def told(self, times: Floats) -> Floats:
        """Times of this clock on the other one."""
        told: Floats = (times - self.offset) / self.rate
        return told


def same_clock(source: Floats, target: Floats) -> Clock | None:
    """The relation of the target's clock to the source's; none where it is not clear.

    Args:
        source: when each source sentence begins and ends, (n, 2), in seconds.
        target: the same for the target.
    """
    if not len(source) or not len(target):
        return None
    own, other = np.sort(source[:, 0]), np.sort(target[:, 0])
    starts = own[:_MOST], other[:_MOST]
    found = [(*_votes(starts[0] * rate, starts[1]), rate) for rate in _rates()]
    count, offset, rival, rate = max(found, key=lambda one: one[0])
    compared = min(len(starts[0]), len(starts[1]), _SAMPLE)
    if count < max(_FEWEST, _SHARE * compared, _BEYOND_CHANCE * rival):
        return None
    return _exact(own, other, Clock(rate, offset))


def _rates() -> list[float]:
    """Relations of two speeds, that of equal ones first."""
    return sorted({round(a / b, 6) for a in _RATES for b in _RATES}, key=lambda rate: abs(np.log(rate)))


def _votes(source: Floats, target: Floats) -> tuple[float, float, float]:
    """How many starts coincide at the best offset, that offset, and how many at the best one far from it."""
    sample = source[:: len(source) // _SAMPLE + 1]
    offsets = (target[None, :] - sample[:, None]).ravel()
    bins, counts = np.unique(np.round(offsets / _BIN).astype(np.int64), return_counts=True)
    low = int(bins[0])
    full = np.zeros(int(bins[-1]) - low + 3)
    full[bins - low + 1] = counts
    both = full[:-1] + full[1:]  # an offset may lie between two bins
    best = int(both.argmax())
    away = np.abs(np.arange(len(both)) - best) > 2
    centre = (low - 1 + best + 0.5) * _BIN
    near = offsets[np.abs(offsets - centre) <= _BIN]
    return float(both[best]), float(np.median(near)), float(both[away].max(initial=0.0))


def _exact(source: Floats, target: Floats, clock: Clock) -> Clock:
    """The relation fitted to the starts that coincide by it."""
    for _ in range(3):
        told = source * clock.rate + clock.offset
        place = np.clip(np.searchsorted(target, told), 1, max(len(target) - 1, 1))
        left, right = target[place - 1], target[np.minimum(place, len(target) - 1)]
        nearest = np.where(np.abs(left - told) <= np.abs(right - told), left, right)
        near = np.abs(nearest - told) <= _NEAR
        if near.sum() < _FEWEST or np.ptp(source[near]) == 0:
            return clock
        rate, offset = np.polyfit(source[near], nearest[near], 1)
        clock = Clock(float(rate), float(offset))
    return clock


def add_times(beads: Floats32, region: Region, source: Floats, target: Floats) -> None:
    """Adds to the worth of beads what the times of their sides say, both on one clock."""
    rows, columns = region.nodes
    for kind, (a, b) in enumerate(BEAD_TYPES):
        i, j = np.clip(rows - a, 0, len(source) - 1), np.clip(columns - b, 0, len(target) - 1)
        begins = source[i, 0], target[j, 0]
        ends = source[np.maximum(rows - 1, 0), 1], target[np.maximum(columns - 1, 0), 1]
        shared = np.minimum(*ends) - np.maximum(*begins) + 2 * _SLACK
        whole = np.maximum(*ends) - np.minimum(*begins) + 2 * _SLACK
        worth = np.where(
            shared > 0, _TOGETHER * (2 * shared / whole - 1), -_TOGETHER - np.minimum(-shared, _FARTHEST)
        )
        beads[kind] += (worth * (a + b) / 2).astype(np.float32)


def timed_region(source: Floats, target: Floats) -> Region:
    """The nodes at which both texts have come to about the same time."""
    n, m = len(source), len(target)
    low: Indexes = np.zeros(n + 1, np.int64)
    high: Indexes = np.full(n + 1, m, np.int64)
    begins, ends = np.maximum.accumulate(target[:, 0]), np.maximum.accumulate(target[:, 1])
    own_begins, own_ends = np.maximum.accumulate(source[:, 0]), np.maximum.accumulate(source[:, 1])
    low[1:n] = np.searchsorted(ends, own_begins[1:] - _WINDOW) - _MARGIN
    high[1:n] = np.searchsorted(begins, own_ends[:-1] + _WINDOW) + _MARGIN
    low[n] = low[n - 1] if n > 1 else 0
    high[0] = high[1] if n > 1 else m
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    high[n] = m
    low[0] = 0
    low, high = np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)
    high[:-1] = np.maximum(high[:-1], low[1:])
    return Region(low, high)


def sentence_times(sentences: Sequence[Sentence], cues: Sequence[Cue]) -> list[tuple[float, float]]:
    """When sentences are shown, by their share of the cues in which they begin and end; in seconds.

    Returns:
        A pair for each sentence; nothing if one of them stands in no cue.
    """
    starts = [cue.span.start for cue in cues]
    times = []
    for sentence in sentences:
        first, last = (bisect_right(starts, at) - 1 for at in (sentence.span.start, sentence.span.end - 1))
        if first < 0 or cues[first].span.end <= sentence.span.start:
            return []
        times.append((_time(sentence.span.start, cues[first]), _time(sentence.span.end, cues[last])))
    return times


def _time(offset: int, cue: Cue) -> float:
    share = min((offset - cue.span.start) / max(len(cue.span), 1), 1.0)
    return cue.start + share * (cue.end - cue.start)
