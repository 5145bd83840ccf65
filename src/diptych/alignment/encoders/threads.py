"""One thread for matrix products: with more, two processes on two cores ran fifty times slower."""

from contextlib import AbstractContextManager
from typing import Any

import numpy as np  # noqa: F401  its BLAS has to be loaded before the controller looks for it
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

_LIBRARIES = ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Holds numpy's BLAS to one thread."""
    limit: AbstractContextManager[Any] = _LIBRARIES.limit(limits=1, user_api="blas")
    return limit
