"""One document as tables: its blocks, its sentences, and one alignment for each translation."""

import pandas as pd

from diptych.model import Document
from diptych.tables.alignment import alignment_table
from diptych.tables.cells import cell, spans_cell
from diptych.tables.columns import COLUMNS


def document_tables(document: Document) -> dict[str, pd.DataFrame]:
    """All tables of a document, under what follows the stem in their file names.

    Args:
        document: with its sentences and beads; rejected ones are written back, so that the next build
            knows of them too.

    Returns:
        `blocks`, `sentences`, and `<source>-<target>` for each alignment.
    """
    tables = {"blocks": blocks_table(document), "sentences": sentences_table(document)}
    for alignment in document.alignments:
        name = f"{alignment.source}-{alignment.target}"
        tables[name] = alignment_table(document, alignment)
    return tables


def blocks_table(document: Document) -> pd.DataFrame:
    """Every block of the source, with its text and the rule that decided."""
    text = document.source.text
    rows = [
        (
            str(block.span.start),
            str(block.span.end),
            block.kind.value,
            block.language,
            f"{block.confidence:.2f}",
            block.version,
            cell(block.reason),
            cell(block.span.of(text)),
        )
        for block in document.blocks
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["blocks"]), dtype="str")


def sentences_table(document: Document) -> pd.DataFrame:
    """Every sentence of every version, notes included; `block` is a row of the blocks table, from 1."""
    rows = [
        (s.id, version.name, version.language, str(s.block + 1), spans_cell(s), cell(s.text))
        for version in document.versions
        for s in version.sentences
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["sentences"]), dtype="str")
