"""Ctrl-C waits while files and books change together."""

import os
import signal

import pytest

from diptych.corpus.writing import uninterrupted


def stretch(done: list[str]) -> None:
    with uninterrupted():
        os.kill(os.getpid(), signal.SIGINT)
        done.append("all of it")


def test_ctrl_c_comes_through_when_the_stretch_is_done() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        stretch(done)
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_nothing_happens_without_it() -> None:
    with uninterrupted():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
