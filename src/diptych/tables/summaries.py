"""The tables of a summary: rows of numbers, names and texts as cells."""

from collections.abc import Iterable, Mapping

import pandas as pd

from diptych.tables.cells import cell
from diptych.tables.columns import COLUMNS

Row = Mapping[str, object]
"""A value for each column: text, a whole number, a fraction, several ids, or nothing."""


def summary_table(kind: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as a table.

    Args:
        kind: one of `COLUMNS`.
        rows: each with a value for every column.
    """
    columns = list(COLUMNS[kind])
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    return pd.DataFrame(cells, columns=columns, dtype="str")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return cell(value)
        case float():
            return f"{value:.3f}"
        case list() | tuple():
            return " ".join(cell(str(one)) for one in value)
        case _:
            return str(value)
