"""Work for processes of their own, which load nothing but this file."""

import os
import signal
import time


def double(number: int) -> int:
    return 2 * number


def deadly(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def slow(number: int) -> int:
    time.sleep(600)
    return number
