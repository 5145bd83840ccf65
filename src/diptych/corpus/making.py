"""One document: from its files to the bytes of its results. Runs in a worker process; writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from diptych.alignment import Encoder, align_document, load_encoder, read_dictionary
from diptych.alignment.pairing import Origin, Profile, origin, profile
from diptych.bitext import joined
from diptych.corpus.decisions import Decisions, Pair, read_decisions
from diptych.corpus.guidance import Guidance, JointGuidance
from diptych.corpus.project import SETTINGS, Input, Project
from diptych.corpus.state import Entry, input_digest
from diptych.errors import DiptychError, ProjectError
from diptych.model import FILES, Bead, Document
from diptych.pipeline import prepare
from diptych.reading import MAX_BYTES, read
from diptych.tables import document_row, document_tables, failed_row, write_table
from diptych.tei import write_tei


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are made.

    Attributes:
        encoding: overrules the detection.
        max_bytes: larger files are refused.
        encoder: name of what compares the sentences.
        dictionaries: files; a process reads each once.
    """

    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    encoder: str = "embedded"
    dictionaries: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made, and of what.

    Attributes:
        project: where it belongs.
        input: its files and the name of its results.
        entry: as it was last built, if that is known.
        options: how.
        guidance: what each file's survey goes by.
    """

    project: Project
    input: Input
    entry: Entry | None
    options: Options
    guidance: JointGuidance

    @property
    def where(self) -> str:
        """The files as messages show them."""
        return FILES.join(self.project.shown(path) for path in self.input.paths)


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
        profile: what pairing looks at, if the document has one language only.
    """

    name: str
    row: Mapping[str, str]
    files: Mapping[Path, bytes] = field(default_factory=dict)
    error: str = ""
    doubtful: int = 0
    unaligned: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a document that was built before has shown.

    Attributes:
        profile: what pairing looks at; none where the document has more than one language, or none.
        readable: whether it could be looked at.
    """

    profile: Profile | None
    readable: bool


def make(task: Task) -> Made:
    """All results of one document; whatever goes wrong is told, not raised.

    One BLAS thread: with more, two processes on two cores run fifty times slower,
    and the last digits would depend on the machine's number of cores.
    """
    try:
        encoder = load_encoder(task.options.encoder)  # first, so that its threads are limited, too
        with threadpool_limits(1):
            return _made(task, encoder)
    except Exception as error:  # one bad document, or one bug, must not stop the others
        return failed(task, error_message(error, task.project, task.where))


def look(task: Task) -> Looked:
    """The profile of one file, which is not built."""
    try:
        return Looked(profile(_read(task)[0]), readable=True)
    except Exception:  # it will fail again when it is built, and be told then
        return Looked(None, readable=False)


def failed(task: Task, error: str) -> Made:
    """The record of a document that could not be built."""
    name = task.input.name
    return Made(name, failed_row(name, task.input.files, input_digest(task.input), error), error=error)


def error_message(error: Exception, project: Project, where: str) -> str:
    """An exception as one line for people, the same wherever the project lies."""
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
    prepared = _read(task)
    whole = prepared[0] if len(prepared) == 1 else _joined(prepared, task)
    document, decisions = _aligned(whole, task, encoder)
    return Made(
        name=name,
        row=document_row(document, name),
        files=_files(project, name, document),
        doubtful=sum(bead.confidence < 0.5 for a in document.alignments for bead in a.beads),
        unaligned=_unaligned(document),
        notes=tuple(_notes(task, document, decisions)),
        profile=profile(document),
    )


def _read(task: Task) -> list[Document]:
    """Each file of a document, before its versions are compared."""
    members = zip(task.input.paths, task.input.members, task.guidance.files, strict=True)
    return [_prepared(task, path, member, guidance) for path, member, guidance in members]


def _prepared(task: Task, path: Path, member: str, guidance: Guidance) -> Document:
    """A file in a folder of seeds/ is known by its path from there on."""
    encoding = guidance.settings.encoding or task.options.encoding
    source = read(path, encoding=encoding, max_bytes=task.options.max_bytes)
    if member != source.name:
        source = replace(source, name=member, called=task.input.name)
    return prepare(source, guidance.settings.overrides(source.text), guidance.repeated)


def _joined(documents: Sequence[Document], task: Task) -> Document:
    """Documents that translate each other as one, the original first.

    Raises:
        ProjectError: one of them has changed since they were paired, or cannot be put together as stated.
    """
    profiles = [one for document in documents if (one := profile(document))]
    if len(profiles) < len(documents):
        lacking = next(document for document in documents if not profile(document))
        languages = " ".join(version.language for version in lacking.versions) or "no text"
        raise ProjectError(
            f"the files belong together, but {lacking.source.name} has no single language: {languages}",
            hint=f"build them apart, or state the languages in {SETTINGS}",
        )
    found = _stated_origin(profiles, task.guidance.originals) or origin(profiles)
    first = documents[found.place or 0]
    ordered = [first, *(document for document in documents if document is not first)]
    if found.place is None:
        reasons = found.reason, found.reason
    else:
        reasons = found.reason, f"the original is “{first.versions[0].name}”: {found.reason}"
    return joined(*ordered, reasons=reasons, missing=found.missing, called=task.input.name)


def _stated_origin(profiles: Sequence[Profile], originals: Sequence[str]) -> Origin | None:
    """The original of several files where a person states its language."""
    if not originals:
        return None
    if len(originals) > 1:
        raise ProjectError(f"the files belong together, but two originals are stated: {' '.join(originals)}")
    languages = [one.language for one in profiles]
    reason = f"{SETTINGS}: stated as the original's"
    if originals[0] in languages:
        return Origin(languages.index(originals[0]), reason)
    return Origin(None, reason, originals[0])


def _aligned(document: Document, task: Task, encoder: Encoder) -> tuple[Document, Mapping[Pair, Decisions]]:
    """The beads, going by what a person decided."""
    decisions = read_decisions(task.project, task.input.name, document, task.entry)
    dictionaries = [read_dictionary(path) for path in task.options.dictionaries]
    all_pairs = task.guidance.all_pairs
    aligned = align_document(document, _beads(decisions), dictionaries, encoder, all_pairs)
    if any(decided.unclear for decided in decisions.values()):
        decisions = {pair: decided.settled(aligned, pair) for pair, decided in decisions.items()}
        aligned = align_document(document, _beads(decisions), dictionaries, encoder, all_pairs)
    return aligned, decisions


def _beads(decisions: Mapping[Pair, Decisions]) -> dict[Pair, tuple[Bead, ...]]:
    """The decisions for each pair; those of a table of a pair the other way round hold where it has none."""
    beads = {pair: decided.beads for pair, decided in decisions.items()}
    turned = {
        (target, source): tuple(replace(bead, source=bead.target, target=bead.source) for bead in decided)
        for (source, target), decided in beads.items()
    }
    return turned | beads


def _files(project: Project, name: str, document: Document) -> dict[Path, bytes]:
    """The TEI comes first and the alignment tables last: what is a person's is told by comparing the two,
    so a build that is killed in between must leave the table that its state knows."""
    files = {project.edition(name): write_tei(document)} if document.versions else {}
    tables = document_tables(document)
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
        yield f"{task.where}: no document text was found in it (diptych inspect shows what it was taken for)"
    yield from (f"{task.where}: left out: {field.value}" for field in document.metadata.all("left out"))
    for pair, decided in decisions.items():
        if decided.changed:
            table = project.shown(project.alignment(task.input.name, "-".join(pair)))
            rows = "1 changed row was" if decided.changed == 1 else f"{decided.changed} changed rows were"
            yield f"{table}: {rows} taken over as confirmed"
