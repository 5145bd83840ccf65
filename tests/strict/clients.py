"""Programs that read what we write: where one is not, its tests are skipped, but under CI=true they fail."""

import os

import pytest


def needs(name: str, is_there: object) -> pytest.MarkDecorator:
    """The mark of a test that needs a program.

    Args:
        name: of the program.
        is_there: whether, or where, it is.
    """
    return pytest.mark.skipif(not (is_there or os.environ.get("CI")), reason=f"{name} is not there")
