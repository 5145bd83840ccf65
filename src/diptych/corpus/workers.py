"""Work spread over processes, where a process may die without taking the rest with it."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")


def run(
    work: Callable[[TaskT], ResultT], tasks: Sequence[TaskT], jobs: int
) -> Iterator[tuple[TaskT, ResultT | None]]:
    """The result of each task, as they come; none for a task whose process died.

    When a process dies, nobody can say on which task. Those that were under way
    are done again, each in a process of its own; the one that kills it again is told.

    Args:
        work: called with a task; importable, as the processes start afresh.
        tasks: anything that can be pickled.
        jobs: number of processes; 1 (or none) works in this one.
    """
    if jobs <= 1:
        for task in tasks:
            yield task, work(task)
        return
    waiting = list(reversed(tasks))
    while waiting:
        suspects: list[TaskT] = []
        yield from _pool(work, waiting, jobs, suspects)
        for task in suspects:
            yield from _alone(work, task)


def _pool(
    work: Callable[[TaskT], ResultT], waiting: list[TaskT], jobs: int, suspects: list[TaskT]
) -> Iterator[tuple[TaskT, ResultT]]:
    """Take from the end of `waiting` till all is done or a process dies; then fill `suspects`."""
    with _executor(min(jobs, len(waiting))) as executor:
        running: dict[Future[ResultT], TaskT] = {}
        while waiting or running:
            while waiting and len(running) <= jobs:  # one more than processes, so that none waits for us
                task = waiting.pop()
                running[_submit(executor, work, task)] = task
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = {future for future in done if isinstance(future.exception(), BrokenProcessPool)}
            for future in done - broken:
                yield running.pop(future), future.result()
            if broken:
                suspects += running.values()
                return


def _alone(work: Callable[[TaskT], ResultT], task: TaskT) -> Iterator[tuple[TaskT, ResultT | None]]:
    suspects: list[TaskT] = []
    yield from _pool(work, [task], 1, suspects)
    if suspects:
        yield task, None


@contextmanager
def _executor(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes that end at once when we are interrupted; nobody waits for what they were at."""
    others = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield executor
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def _submit(executor: ProcessPoolExecutor, work: Callable[[TaskT], ResultT], task: TaskT) -> Future[ResultT]:
    """Hand on a task. A process may be started here; it must not hear Ctrl-C, which is for us alone."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return executor.submit(work, task)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(work, task)
    except BrokenProcessPool as error:  # a process died since we looked; tell it like those it was at work on
        dead: Future[ResultT] = Future()
        dead.set_exception(error)
        return dead
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
