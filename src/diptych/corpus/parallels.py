"""The aligned texts of a built project, as they are handed on to other tools.

Words and beads come from the tables, which a person may have corrected; paragraphs and the beads
of footnotes from the TEI, which alone holds them.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import permutations
from pathlib import Path

from diptych.corpus.project import Input, Project
from diptych.corpus.state import input_digest
from diptych.errors import ProjectError, TableError
from diptych.exchange import Line, ParallelText, Text, Unit
from diptych.model import FILES, Alignment, Bead
from diptych.tables import check_rows, parse_rows, read_cells, read_records
from diptych.tei import TeiCorpus, TeiVersion, read_tei

_BUILD = "run `diptych build` first"
_FAILED = "failed"
_WITHOUT_EDITION = (_FAILED, "no text")
"""What a document is listed as that may have no TEI; one that failed keeps what an earlier build made."""
_SHOWN = 10
"""Things that a hint lists at most."""


@dataclass(frozen=True, slots=True)
class Built:
    """A document as the build and people since have left it.

    Attributes:
        document: what its results are named after.
        versions: in the order of its edition; one that nothing translates is among them.
        parallels: its alignments.
    """

    document: str
    versions: tuple[Text, ...]
    parallels: tuple[ParallelText, ...]


def parallel_texts(project: Project, documents: Iterable[str] | None = None) -> Iterator[ParallelText]:
    """Every alignment of documents that were built, in their order.

    Args:
        project: the project, built.
        documents: the names of some; by default all, sorted by their names.

    Raises:
        ProjectError: the project was not built, or a file of the build is missing.
        TableError, TeiError: a file of the build is not as the build left it, or lost text.
    """
    for built in built_texts(project, documents):
        yield from built.parallels


def built_texts(project: Project, documents: Iterable[str] | None = None) -> Iterator[Built]:
    """The documents that were built, in their order, those of one version among them.

    Args, Raises:
        as of `parallel_texts`.
    """
    for name in built_documents(project) if documents is None else documents:
        yield _built(project, name)


def built_documents(project: Project, patterns: Iterable[str] = ()) -> list[str]:
    """The names of the documents that the list of documents holds, but those that have no text.

    Args:
        project: the project, built.
        patterns: for names of documents, or of their files in seeds/; all documents where none is given.

    Raises:
        ProjectError: there is no list, or a pattern names no document.
    """
    where = project.shown(project.documents)
    if not project.documents.is_file():
        raise ProjectError("there is no list of documents", where, _BUILD)
    files = {
        row["document"]: row["file"].split(FILES)
        for row in read_records(project.documents, "documents", where).values()
        if row["status"] not in _WITHOUT_EDITION or project.edition(row["document"]).is_file()
    }
    asked = {pattern: {name for name in files if _names(pattern, name, files[name])} for pattern in patterns}
    for pattern, names in asked.items():
        if not names:
            raise ProjectError(f"there is no document {pattern!r}", where, f"there are {some(files)}")
    wanted = set().union(*asked.values()) if asked else set(files)
    return [name for name in files if name in wanted]


def changed_documents(project: Project, documents: Container[str]) -> tuple[str, ...]:
    """Of some built documents those whose files in seeds/ are there and no longer as they were built.

    Args:
        project: the project, built.
        documents: their names.
    """
    rows = read_records(project.documents, "documents", project.shown(project.documents)).values()
    return tuple(
        row["document"] for row in rows if row["document"] in documents and _has_changed(project, row)
    )


def _has_changed(project: Project, row: Mapping[str, str]) -> bool:
    now = input_digest(Input(project.seeds, tuple(row["file"].split(FILES)), row["document"]))
    return row["status"] != _FAILED and now not in ("", row["sha256"])


def some(things: Iterable[str]) -> str:
    """The first of many things, for a hint.

    >>> some(["letter", "note"])
    'letter, note'
    """
    known = list(things)
    return ", ".join(known[:_SHOWN]) + (" and more" if len(known) > _SHOWN else "")


def _names(pattern: str, document: str, files: Iterable[str]) -> bool:
    return any(one == pattern or fnmatchcase(one, pattern) for one in (document, *files))


def _built(project: Project, name: str) -> Built:
    edition = project.edition(name)
    for path in (edition, project.sentences(name)):
        _be_there(path, project)
    data = edition.read_bytes()
    corpus = read_tei(
        data,
        project.shown(edition),
        wanted=lambda *pair: not project.alignment(name, "-".join(pair)).is_file(),
    )
    words = _words(project, name)
    texts = {version.name: _text(version, words, project, name) for version in corpus.versions}
    parallels = (
        ParallelText(name, corpus.title, texts[source], texts[target], _units(alignment), data)
        for source, target in permutations(texts, 2)
        if (alignment := _alignment(project, name, corpus, (source, target), texts))
    )
    return Built(name, tuple(texts.values()), tuple(parallels))


def _be_there(path: Path, project: Project) -> None:
    if not path.is_file():
        raise ProjectError("is missing", project.shown(path), "run `diptych build`")


def _words(project: Project, name: str) -> dict[str, str]:
    path = project.sentences(name)
    cells = read_cells(path, "sentences", project.shown(path)).values()
    return {id: text for id, *_, text in cells}


def _text(version: TeiVersion, words: dict[str, str], project: Project, name: str) -> Text:
    try:
        lines = [Line(id, version.paragraphs[id], words[id], id in version.notes) for id in version.sentences]
    except KeyError as error:
        where = project.shown(project.sentences(name))
        raise TableError(f"sentence {error.args[0]} of the TEI is not in it", where, _BUILD) from None
    return Text(
        version.name, version.language, version.role, tuple(sorted(lines, key=lambda line: line.is_note))
    )


def _alignment(
    project: Project, name: str, corpus: TeiCorpus, pair: tuple[str, str], texts: dict[str, Text]
) -> Alignment | None:
    """The beads between two versions: the text's from the table, the notes' from the TEI."""
    table = project.alignment(name, "-".join(pair))
    written = next((a for a in corpus.alignments if (a.source, a.target) == pair), None)
    if not table.is_file():
        return written
    where = project.shown(table)
    source, target = ({line.id: line.text for line in texts[side].lines if not line.is_note} for side in pair)
    beads = check_rows(parse_rows(table, where), source, target, where)
    return Alignment(*pair, beads, written.notes if written else ())


def _units(alignment: Alignment) -> tuple[Unit, ...]:
    return (*_numbered(alignment.beads, False), *_numbered(alignment.notes, True))


def _numbered(beads: tuple[Bead, ...], is_note: bool) -> Iterator[Unit]:
    return (Unit(number, bead, is_note) for number, bead in enumerate(beads, start=1))
