"""A project folder: what belongs to it, and how it is built."""

from diptych.corpus.building import Progress, build
from diptych.corpus.checking import Checked, CheckedBead, check
from diptych.corpus.exporting import Exported, export
from diptych.corpus.folder import pair_folder
from diptych.corpus.importing import Imported, take_back
from diptych.corpus.project import Input, Project, result_names
from diptych.corpus.report import BuildReport, Outcome
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
    "build",
    "check",
    "export",
    "pair_folder",
    "result_names",
    "take_back",
    "write_all",
]
