"""The corpus handed on: what was built, in another tool's format."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diptych.corpus.comments import commented, comments
from diptych.corpus.parallels import built_documents, changed_documents, parallel_texts, some
from diptych.corpus.project import Project
from diptych.corpus.writing import write_all
from diptych.errors import ProjectError
from diptych.exchange import FORMATS, Loss, ParallelText, Selection

EVERYTHING = Selection()
_KIND = re.compile(r"\d+-\d+")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        files: in the order of writing.
        units: how many beads were handed on.
        losses: what of which bead the format cannot carry.
        unaligned: the documents that were asked for and hold nothing aligned, which no format takes.
        changed: those whose files have changed since they were built, and are handed on as they were.
    """

    files: tuple[Path, ...]
    units: int
    losses: tuple[Loss, ...]
    unaligned: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


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
        ProjectError: no such format, no comments in it, nothing built, nothing selected, what is asked for is
            not there, or a file cannot be written.
        TableError, TeiError: a file of the build is not as it must be.
    """
    if to not in FORMATS:
        raise ProjectError(f"there is no format {to!r}", hint=f"one of {', '.join(FORMATS)}")
    if findings and not FORMATS[to].has_comments:
        known = some(name for name, format in FORMATS.items() if format.has_comments)
        raise ProjectError(f"{to} carries no findings", hint=f"these do: {known}")
    project = Project(Path(root))
    names = built_documents(project, selection.documents)
    there = list(parallel_texts(project, names))
    texts = _selected(there, selection, project)
    if not FORMATS[to].has_whole_texts:
        texts = [text for text in texts if text.units]
    if findings:
        texts = [commented(text, comments(project)) for text in texts]
    folder = Path(output) if output is not None else project.root / "export" / to
    written = FORMATS[to].write(texts)
    files = {folder / name: content for name, content in written.files.items()}
    write_all(files)
    aligned = {text.document for text in there}
    return Exported(
        tuple(files),
        sum(len(text.units) for text in texts),
        written.losses,
        tuple(name for name in names if name not in aligned),
        changed_documents(project, names),
    )


def _selected(there: Sequence[ParallelText], selection: Selection, project: Project) -> list[ParallelText]:
    """Of the texts of the documents asked for the pairs and beads asked for."""
    if not there:
        raise ProjectError(
            "holds no aligned text", project.root, "`diptych build` lists what each document holds"
        )
    pairs = {pair for text in there for pair in (text.pair, "-".join(text.languages))}
    _be_there("pair", selection.pairs - pairs, pairs)
    kinds = {unit.bead.kind for text in there for unit in text.units}
    misspelt = {kind for kind in selection.kinds if not _KIND.fullmatch(kind)}
    _be_there(
        "kind of bead", misspelt or ({*selection.kinds} if selection.kinds.isdisjoint(kinds) else ()), kinds
    )
    texts = list(replace(selection, documents=()).of(there))
    if not any(text.units for text in texts):
        raise ProjectError(
            "no bead is left", hint="ask for less: confidence, status, kinds, pairs, documents"
        )
    return texts


def _be_there(what: str, lacking: Iterable[str], known: Iterable[str]) -> None:
    """Refuses to look for what is nowhere."""
    for name in sorted(lacking):
        raise ProjectError(f"there is no {what} {name!r}", hint=f"there are {some(sorted(known))}")
