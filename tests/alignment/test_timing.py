"""Time codes: the relation of two clocks, and what it is good for."""

import numpy as np
import pytest

from diptych.alignment import align_texts
from diptych.alignment.timing import same_clock, timed_region
from diptych.errors import AlignmentError


def film(count: int, seed: int) -> np.ndarray:
    """When sentences are shown: three and a half seconds apart in the mean."""
    random = np.random.default_rng(seed)
    starts = random.gamma(1.5, 2.4, count).cumsum()
    return np.stack([starts, starts + random.uniform(0.8, 3, count)], axis=1)


def retold(times: np.ndarray, seed: int) -> np.ndarray:
    """The same film with other subtitles: some are left out, none begins to the second."""
    random = np.random.default_rng(seed)
    kept = times[random.random(len(times)) < 0.8]
    return np.sort(kept + random.normal(0, 0.2, (len(kept), 1)), axis=0)


@pytest.mark.parametrize("count", [40, 400, 6000])
@pytest.mark.parametrize("rate", [1.0, 25 / 23.976, 24 / 25])
@pytest.mark.parametrize("offset", [0.0, -7.5, 83.2])
def test_speed_and_offset_are_found(count, rate, offset):
    times = film(count, 1)
    clock = same_clock(times, retold(times, 2) * rate + offset)
    assert clock is not None
    told = clock.told(times * rate + offset)
    assert np.abs(told - times).max() < 0.6


@pytest.mark.parametrize("seed", range(8))
def test_two_films_have_no_common_clock(seed):
    assert same_clock(film(300, seed), film(250, seed + 100)) is None


def test_few_times_or_none():
    assert same_clock(film(3, 1), film(3, 1)) is None
    assert same_clock(np.zeros((0, 2)), film(9, 1)) is None


def test_the_region_leads_from_the_beginning_to_the_end():
    one, other = film(400, 1), np.concatenate([film(100, 2), film(200, 3) + 900])
    region = timed_region(one, other)
    assert (region.low[0], region.high[-1]) == (0, len(other))
    assert (region.low[1:] <= region.high[:-1]).all()
    assert (region.low <= region.high).all()
    assert (np.diff(region.low) >= 0).all()


def test_times_tell_where_words_do_not():
    """Of many sentences that are all alike one is missing; only its time says which."""
    count, missing = 60, 23
    times = film(count, 5)
    kept = np.delete(times, missing, axis=0) * 25 / 24 + 3
    source, target = ["Да."] * count, ["Yes."] * (count - 1)
    pairs = {
        (m.source, m.target)
        for m in align_texts(
            source, target, "ru", "en", source_times=times.tolist(), target_times=kept.tolist()
        )
    }
    assert pairs == {((i,), (i - (i > missing),)) for i in range(count) if i != missing} | {((missing,), ())}


def test_times_for_some_sentences_only():
    with pytest.raises(AlignmentError, match="1 source times for 2 sentences"):
        align_texts(["a", "b"], ["a"], source_times=[(0.0, 1.0)])
