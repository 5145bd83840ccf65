"""Libraries that only some formats need, and what to do where one is missing."""

from importlib import import_module
from types import ModuleType

from diptych.errors import DiptychError


def needed(module: str, extra: str, task: str, error: type[DiptychError]) -> ModuleType:
    """A library that only some formats need.

    Args:
        module: what is imported.
        extra: of diptych, that installs it.
        task: what needs it, in words: "reading PDF".
        error: what to raise if it is not installed; with the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        raise error(f"{task} needs {library}", hint=f"pip install 'diptych[{extra}]'") from None
