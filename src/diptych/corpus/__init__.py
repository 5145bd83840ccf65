"""A project folder: what belongs to it, and how it is built.

Loaded when first used, file by file: whoever exports need not wait for what builds.
"""

from typing import TYPE_CHECKING

from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.corpus.building import Progress, build
    from diptych.corpus.checking import Checked, CheckedBead, check
    from diptych.corpus.exporting import Exported, export
    from diptych.corpus.folder import pair_folder
    from diptych.corpus.importing import Imported, take_back
    from diptych.corpus.inputs import result_names
    from diptych.corpus.project import Input, Project
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

if not TYPE_CHECKING:  # a checker reads the imports above
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "building": ("Progress", "build"),
            "checking": ("Checked", "CheckedBead", "check"),
            "exporting": ("Exported", "export"),
            "folder": ("pair_folder",),
            "importing": ("Imported", "take_back"),
            "inputs": ("result_names",),
            "project": ("Input", "Project"),
            "report": ("BuildReport", "Outcome"),
            "summarising": ("Summarised", "summarise"),
            "writing": ("write_all",),
        },
    )
