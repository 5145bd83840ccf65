"""The corpus summed up for students of translation, as tables in `corpus/summary/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.corpus.parallels import Built, built_documents, built_texts, changed_documents
from diptych.corpus.project import Project
from diptych.corpus.writing import write_all
from diptych.errors import ProjectError
from diptych.exchange import Selection
from diptych.summary import (
    TABLES,
    DocumentSummary,
    Summary,
    Told,
    bitexts,
    occurrence_rows,
    rendering_rows,
    summed_up,
    told,
)
from diptych.tables import summary_table, write_table

_COUNTED = Selection()
"""The beads that count: all but those that a person rejected."""


@dataclass(frozen=True, slots=True)
class Summarised:
    """A corpus summed up, and where the tables are.

    Attributes:
        summary: what was counted.
        terms: what stands for the terms that were asked for.
        missing: those of them that stand nowhere.
        folder: where the tables were written.
        files: the tables.
        changed: documents whose files have changed since they were built, and are counted as they were.
    """

    summary: Summary
    terms: tuple[Told, ...]
    missing: tuple[str, ...]
    folder: Path
    files: tuple[Path, ...]
    changed: tuple[str, ...] = ()


def summarise(
    root: Path | str,
    output: Path | str | None = None,
    terms: Sequence[str] = (),
    documents: Sequence[str] = (),
) -> Summarised:
    """Sum up a built project and write the tables.

    Args:
        root: the project folder, built.
        output: the folder for the tables; by default `corpus/summary` in the project.
        terms: words or names whose renderings are asked for.
        documents: names of documents or of their files, or patterns for them; by default all.

    Raises:
        ProjectError: nothing is built, a document is not there, a term has no word, or a table cannot be
            written.
        TableError, TeiError: a file of the build is not as it must be.
    """
    project = Project(Path(root))
    asked = _checked(terms)
    names = built_documents(project, documents)
    built = list(built_texts(project, names))
    summary = Summary(tuple(_summed_up(one) for one in built))
    texts = bitexts(text for one in built for text in _COUNTED.of(one.parallels)) if asked else []
    found = told(asked, texts)
    folder = Path(output) if output is not None else project.summary
    tables = {kind: summary_table(kind, rows(summary)) for kind, rows in TABLES.items()}
    if asked:
        tables["renderings"] = summary_table("renderings", rendering_rows(found))
        tables["occurrences"] = summary_table("occurrences", occurrence_rows(found))
    files = {folder / f"{kind}.tsv": write_table(table) for kind, table in tables.items()}
    write_all(files)
    known = {one.term for one in found}
    return Summarised(
        summary,
        tuple(found),
        tuple(term for term in asked if term not in known),
        folder,
        tuple(files),
        changed_documents(project, names),
    )


def _summed_up(built: Built) -> DocumentSummary:
    return summed_up(built.document, built.versions, tuple(_COUNTED.of(built.parallels)))


def _checked(terms: Sequence[str]) -> list[str]:
    """The terms, each once, with single blanks."""
    plain = list(dict.fromkeys(" ".join(term.split()) for term in terms))
    for term in plain:
        if not any(letter.isalnum() for letter in term):
            raise ProjectError(f"{term!r} is no term", hint="give a word or a name: --term Хрущев")
    return plain
