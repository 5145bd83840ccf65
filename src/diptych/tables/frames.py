"""Tables as frames of pandas: for whoever reckons with columns, and how they are written."""

import csv
from pathlib import Path

import pandas as pd

from diptych.tables.columns import COLUMNS
from diptych.tables.dialect import read_cells


def write_table(frame: pd.DataFrame) -> bytes:
    """The table as bytes, the same for the same cells everywhere."""
    text = frame.to_csv(sep="\t", index=False, lineterminator="\n", quoting=csv.QUOTE_NONE)
    return text.encode("utf-8")


def read_table(table: Path | bytes, kind: str, where: str = "") -> pd.DataFrame:
    """A table as strings, each row under its number in a spreadsheet (the header is row 1).

    Args:
        table: the file or its bytes.
        kind: one of `COLUMNS`: documents, blocks, sentences, alignment.
        where: what errors call the table; by default the file's path.

    Raises:
        TableError: the file is no such table.
    """
    rows = read_cells(table, kind, where)
    return pd.DataFrame(rows.values(), columns=list(COLUMNS[kind]), index=list(rows), dtype="str")
