"""Corrections made elsewhere, taken over into the alignment tables of a built project."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.corpus.lock import locked
from diptych.corpus.parallels import built_documents, parallel_texts
from diptych.corpus.project import Project
from diptych.corpus.writing import write_all
from diptych.errors import ExchangeError
from diptych.exchange import Corrected, ParallelText, Returned, corrected, read_back, turned
from diptych.tables import beads_table, check_rows, in_text_order, parse_rows, write_table

Names = tuple[str, str, str]
"""Of a document and of its versions on the source and the target side."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        changes: for each alignment that was changed, `letter.ru-en`, how many beads were confirmed, rejected
            and so on, by these words.
        remarks: what was not taken over, each with its place.
        files: the tables that were written.
    """

    changes: Mapping[str, Mapping[str, int]]
    remarks: tuple[str, ...]
    files: tuple[Path, ...]


def take_back(root: Path | str, files: Iterable[Path | str]) -> Imported:
    """Take corrections over that were made in exported files; the next build aligns the rest around them.

    A bead with the same sentences changes its status and its reason, where the file states them. One with
    other sentences becomes a confirmed one, and those that it shares sentences with give way. Words are never
    taken over. Beads that the files do not hold stay as they are, and so does what a person decided in the
    table meanwhile, unless a file states another decision.

    Args:
        root: the project folder, built.
        files: exported as one of `FORMATS` that can be read back, or copies of alignment tables.

    Raises:
        ExchangeError: a file cannot be read back, or does not fit the project; nothing was written.
        ProjectError: the project was not built, is being built, or cannot be written.
        TableError, TeiError: a file of the build is not as it must be.
    """
    project = Project(Path(root))
    built_documents(project)  # a folder that is no project gets no lock
    with locked(project):
        texts = list(parallel_texts(project))
        returned = [one for file in files for one in read_back(_read(Path(file)), str(file), texts)]
        results = [corrected(text, given) for text, given in _by_text(returned, texts)]
        changed = [result for result in results if result.changes]
        tables = dict(_table(project, result) for result in changed)
        write_all(tables)
    return Imported(
        {f"{result.text.document}.{result.text.pair}": dict(result.changes) for result in changed},
        tuple(remark for result in results for remark in result.remarks),
        tuple(tables),
    )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ExchangeError(f"cannot be read: {error.strerror}", file) from None


def _by_text(
    returned: Sequence[Returned], texts: Sequence[ParallelText]
) -> list[tuple[ParallelText, list[Returned]]]:
    """What came back of each text, in the order of the files, the original on the source side."""
    known = {(text.document, text.source.version, text.target.version): text for text in texts}
    found: dict[Names, list[Returned]] = {}
    for one in returned:
        names = one.document, one.source, one.target
        if names not in known:
            one = turned(one)
            names = one.document, one.source, one.target
        if names not in known:
            where = one.beads[0].where if one.beads else ""
            raise ExchangeError(
                f"there is no alignment {one.document}.{one.target}-{one.source} in the project",
                where,
                "corpus/documents.tsv lists the documents",
            )
        found.setdefault(names, []).append(one)
    return [(known[names], given) for names, given in found.items()]


def _table(project: Project, result: Corrected) -> tuple[Path, bytes]:
    """The table of a corrected alignment, held against its text once more before it is written."""
    text = result.text
    path = project.alignment(text.document, text.pair)
    source, target = (
        {line.id: line.text for line in side.lines if not line.is_note} for side in (text.source, text.target)
    )
    words = source | target
    beads = in_text_order(result.beads, source, target)
    data = write_table(beads_table(beads, lambda ids: " ".join(words[id] for id in ids)))
    where = project.shown(path)
    check_rows(parse_rows(data, where), source, target, where)
    return path, data
