"""One document: from its file to the bytes of its results. Runs in a worker process; writes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from diptych.alignment import Encoder, align_document, load_encoder, read_dictionary
from diptych.corpus.decisions import Decisions, Pair, read_decisions
from diptych.corpus.project import Input, Project
from diptych.corpus.state import Entry, digest
from diptych.errors import DiptychError
from diptych.model import Bead, Document, Status
from diptych.pipeline import prepare
from diptych.reading import read
from diptych.tables import document_row, document_tables, failed_row, write_table
from diptych.tei import write_tei


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made, and of what.

    Attributes:
        project: where it belongs.
        input: the file and the name of its results.
        entry: as it was last built, if that is known.
        encoding: overrules the detection.
        max_bytes: larger files are refused.
        encoder: name of what compares the sentences.
        dictionaries: files; a process reads each once.
    """

    project: Project
    input: Input
    entry: Entry | None
    encoding: str | None
    max_bytes: int
    encoder: str
    dictionaries: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a document.

    Attributes:
        name: what its results are named after.
        row: its row in the list of documents.
        files: path -> bytes, in the order in which they must appear; none if it failed.
        error: why it failed; empty if it did not.
        doubtful: number of beads with a confidence under one half.
        unaligned: number of sentences in beads with an empty side, a version each.
        notes: what the person should know.
    """

    name: str
    row: Mapping[str, str]
    files: Mapping[Path, bytes] = field(default_factory=dict)
    error: str = ""
    doubtful: int = 0
    unaligned: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def make(task: Task) -> Made:
    """All results of one document; whatever goes wrong is told, not raised.

    One BLAS thread: with more, two processes on two cores run fifty times slower,
    and the last digits would depend on the machine's number of cores.
    """
    try:
        encoder = load_encoder(task.encoder)  # first, so that its threads are limited, too
        with threadpool_limits(1):
            return _made(task, encoder)
    except Exception as error:  # one bad document, or one bug, must not stop the others
        return failed(task, error_message(error, task.project, task.input.path))


def failed(task: Task, error: str) -> Made:
    """The record of a document that could not be built."""
    sha256 = digest(task.input.path)
    return Made(
        task.input.name, failed_row(task.input.name, task.input.path.name, sha256, error), error=error
    )


def error_message(error: Exception, project: Project, path: Path) -> str:
    """An exception as one line for people, the same wherever the project lies."""
    where = project.shown(path)
    match error:
        case DiptychError():
            message = str(error) if error.where else f"{where}: {error}"
        case MemoryError():
            message = f"{where}: not enough memory (split the file, or build with fewer --jobs)"
        case OSError():
            message = f"{error.filename or where}: {error.strerror or error}"
        case _:
            report = "a fault in diptych, not yours; please report it with this line and the file"
            message = f"{where}: internal error: {type(error).__name__}: {error} ({report})"
    return " ".join(message.replace(f"{project.root}/", "").split())


def _made(task: Task, encoder: Encoder) -> Made:
    project, name = task.project, task.input.name
    source = read(task.input.path, encoding=task.encoding, max_bytes=task.max_bytes)
    document, decisions = _aligned(prepare(source), task, encoder)
    rejected = {
        pair: [bead for bead in decided.beads if bead.status is Status.REJECTED]
        for pair, decided in decisions.items()
    }
    return Made(
        name=name,
        row=document_row(document, name),
        files=_files(project, name, document, rejected),
        doubtful=sum(bead.confidence < 0.5 for a in document.alignments for bead in a.beads),
        unaligned=_unaligned(document),
        notes=tuple(_notes(task, document, decisions)),
    )


def _aligned(document: Document, task: Task, encoder: Encoder) -> tuple[Document, Mapping[Pair, Decisions]]:
    """The beads, going by what a person decided."""
    decisions = read_decisions(task.project, task.input.name, document, task.entry)
    dictionaries = [read_dictionary(path) for path in task.dictionaries]
    aligned = align_document(document, _beads(decisions), dictionaries, encoder)
    if any(decided.unclear for decided in decisions.values()):
        decisions = {pair: decided.settled(aligned, pair) for pair, decided in decisions.items()}
        aligned = align_document(document, _beads(decisions), dictionaries, encoder)
    return aligned, decisions


def _beads(decisions: Mapping[Pair, Decisions]) -> dict[Pair, tuple[Bead, ...]]:
    return {pair: decided.beads for pair, decided in decisions.items()}


def _files(
    project: Project, name: str, document: Document, rejected: Mapping[Pair, list[Bead]]
) -> dict[Path, bytes]:
    """The TEI comes first and the alignment tables last: what is a person's is told by comparing the two,
    so a build that is killed in between must leave the table that its state knows."""
    files = {project.edition(name): write_tei(document)} if document.versions else {}
    tables = document_tables(document, rejected)
    files[project.blocks(name)] = write_table(tables.pop("blocks"))
    files[project.sentences(name)] = write_table(tables.pop("sentences"))
    return files | {project.alignment(name, pair): write_table(table) for pair, table in tables.items()}


def _unaligned(document: Document) -> dict[str, int]:
    """Sentences in beads with an empty side, for each version that is aligned."""
    counts = {name: 0 for a in document.alignments for name in (a.source, a.target)}
    for alignment in document.alignments:
        for bead in alignment.beads:
            counts[alignment.source] += len(bead.source) if not bead.target else 0
            counts[alignment.target] += len(bead.target) if not bead.source else 0
    return counts


def _notes(task: Task, document: Document, decisions: Mapping[Pair, Decisions]) -> Iterator[str]:
    project = task.project
    if not document.versions:
        where = project.shown(task.input.path)
        yield f"{where}: no document text was found in it (diptych inspect shows what it was taken for)"
    for pair, decided in decisions.items():
        if decided.changed:
            table = project.shown(project.alignment(task.input.name, "-".join(pair)))
            rows = "1 changed row was" if decided.changed == 1 else f"{decided.changed} changed rows were"
            yield f"{table}: {rows} taken over as confirmed"
