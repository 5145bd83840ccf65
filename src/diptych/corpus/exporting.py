"""The corpus handed on: what was built, in another tool's format."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diptych.corpus.checking import commented, comments
from diptych.corpus.parallels import built_documents, parallel_texts
from diptych.corpus.project import Project
from diptych.corpus.writing import write_all
from diptych.errors import ProjectError
from diptych.exchange import FORMATS, Loss, ParallelText, Selection

EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        files: in the order of writing.
        units: how many beads were handed on.
        losses: what of which bead the format cannot carry.
    """

    files: tuple[Path, ...]
    units: int
    losses: tuple[Loss, ...]


def export(
    root: Path | str,
    to: str,
    output: Path | str | None = None,
    selection: Selection = EVERYTHING,
    findings: bool = False,
) -> Exported:
    """Write the built corpus in another format.

    Args:
        root: the project folder, built.
        to: one of `FORMATS`.
        output: the folder for the files; by default `export/FORMAT` in the project.
        selection: which beads.
        findings: whether open findings of the last check go with their beads, in TEI, TMX and XLIFF.

    Raises:
        ProjectError: no such format, nothing built, nothing selected, or a file cannot be written.
        TableError, TeiError: a file of the build is not as it must be.
    """
    if to not in FORMATS:
        raise ProjectError(f"there is no format {to!r}", hint=f"one of {', '.join(FORMATS)}")
    project = Project(Path(root))
    texts = _selected(project, selection)
    if findings:
        texts = [commented(text, comments(project)) for text in texts]
    folder = Path(output) if output is not None else project.root / "export" / to
    written = FORMATS[to].write(texts)
    files = {folder / name: content for name, content in written.files.items()}
    write_all(files)
    return Exported(tuple(files), sum(len(text.units) for text in texts), written.losses)


def _selected(project: Project, selection: Selection) -> Sequence[ParallelText]:
    names = built_documents(project, selection.documents)
    there = list(parallel_texts(project, names))
    if not there:
        raise ProjectError(
            "holds no aligned text", project.root, "`diptych build` lists what each document holds"
        )
    texts = list(replace(selection, documents=()).of(there))
    if not any(text.units for text in texts):
        raise ProjectError(
            "no bead is left", hint="ask for less: confidence, status, kinds, pairs, documents"
        )
    return texts
