"""The list of documents: one row for each input, whether it could be built or not."""

from collections.abc import Iterable, Mapping

import pandas as pd

from diptych.model import Document, Role
from diptych.tables.cells import cell, mean_cell
from diptych.tables.columns import COLUMNS


def document_row(document: Document, name: str) -> dict[str, str]:
    """What the list of documents says of a document that was built.

    Languages and numbers of sentences stand in the order of the versions;
    sentences are counted with the notes, as in the sentences table.

    Args:
        document: with its sentences and beads.
        name: what its results are named after.
    """
    beads = [bead for alignment in document.alignments for bead in alignment.beads]
    date = document.metadata.first("date")
    row = {
        "document": name,
        "file": document.source.name,
        "sha256": document.source.sha256,
        "title": document.metadata.first("title").value,
        "date": date.normal or date.value,
        "languages": " ".join(version.language for version in document.versions),
        "original": _languages(document, Role.ORIGINAL),
        "translation": _languages(document, Role.TRANSLATION),
        "sentences": " ".join(str(len(version.sentences)) for version in document.versions),
        "beads": str(len(beads)),
        "mean_confidence": mean_cell(bead.confidence for bead in beads),
        "status": _status(document),
        "error": "",
    }
    return {column: cell(value) for column, value in row.items()}


def failed_row(name: str, file: str, sha256: str, error: str) -> dict[str, str]:
    """What the list of documents says of an input that could not be built."""
    row = dict.fromkeys(COLUMNS["documents"], "")
    row |= {"document": name, "file": file, "sha256": sha256, "status": "failed", "error": error}
    return {column: cell(value) for column, value in row.items()}


def documents_table(rows: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """The list of documents, sorted by name."""
    columns = list(COLUMNS["documents"])
    ordered = sorted(rows, key=lambda row: row["document"])
    return pd.DataFrame([[row[c] for c in columns] for row in ordered], columns=columns, dtype="str")


def _languages(document: Document, role: Role) -> str:
    return " ".join(version.language for version in document.versions if version.role is role)


def _status(document: Document) -> str:
    if not any(version.sentences for version in document.versions):
        return "no text"
    if document.missing:
        return f"{document.missing} missing"
    return "ok" if len(document.versions) > 1 else "one version"
