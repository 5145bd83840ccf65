"""Rooms whose files are loaded when first used (PEP 562): whoever exports need not wait for what builds."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


def on_demand(package: str, files: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """The `__getattr__` of a package whose files are loaded when a name in them is first asked for.

    Args:
        package: its `__name__`.
        files: each file of it -> the names that it holds.
    """
    homes = {name: file for file, names in files.items() for name in names}

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return load
