"""A project folder: what belongs to it, and how it is built.

Loaded when first used, file by file: whoever exports need not wait for what builds.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diptych.corpus.building import Progress, build
    from diptych.corpus.checking import Checked, CheckedBead, check
    from diptych.corpus.exporting import Exported, export
    from diptych.corpus.folder import pair_folder
    from diptych.corpus.importing import Imported, take_back
    from diptych.corpus.project import Input, Project, result_names
    from diptych.corpus.report import BuildReport, Outcome
    from diptych.corpus.summarising import Summarised, summarise
    from diptych.corpus.writing import write_all

__all__ = [
    "BuildReport",
    "Checked",
    "CheckedBead",
    "Exported",
    "Imported",
    "Input",
    "Outcome",
    "Progress",
    "Project",
    "Summarised",
    "build",
    "check",
    "export",
    "pair_folder",
    "result_names",
    "summarise",
    "take_back",
    "write_all",
]

_FILES = {
    "building": ("Progress", "build"),
    "checking": ("Checked", "CheckedBead", "check"),
    "exporting": ("Exported", "export"),
    "folder": ("pair_folder",),
    "importing": ("Imported", "take_back"),
    "project": ("Input", "Project", "result_names"),
    "report": ("BuildReport", "Outcome"),
    "summarising": ("Summarised", "summarise"),
    "writing": ("write_all",),
}


def __getattr__(name: str) -> Any:
    """Load what a name stands for when it is first asked for (PEP 562)."""
    file = next((file for file, names in _FILES.items() if name in names), None)
    if file is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{file}"), name)
