"""Work goes on when a process dies."""

import signal
from collections.abc import Iterator

import pytest

from diptych.corpus.workers import run
from tests.corpus.errands import deadly, double, slow


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_done_once(jobs: int) -> None:
    assert sorted(run(double, [1, 2, 3], jobs)) == [(1, 2), (2, 4), (3, 6)]


def test_nothing_to_do() -> None:
    assert list(run(double, [], 2)) == []


def test_a_task_that_kills_its_process_is_told_and_the_others_are_done() -> None:
    assert dict(run(deadly, list(range(6)), 2)) == {0: 0, 1: 2, 2: 4, 3: None, 4: 8, 5: 10}


def test_an_interruption_does_not_wait_for_the_processes() -> None:
    def alarm(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_REAL, 1.5)
    work: Iterator[object] = run(slow, [1, 2, 3], 2)
    with pytest.raises(KeyboardInterrupt):
        next(work)
    signal.signal(signal.SIGALRM, before)
