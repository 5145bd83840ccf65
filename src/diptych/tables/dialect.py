"""Tables as bytes: UTF-8, tabs, LF, a header, and nothing quoted.

Cells are raw: a double quote is just a character, as in the texts themselves.
They are split here and not by pandas, because an error has to name the row that a
person sees in a spreadsheet, and pandas guesses where rows are uneven.
"""

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from diptych.errors import TableError
from diptych.tables.columns import COLUMNS, LATER_COLUMNS

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def read_cells(table: Path | bytes, kind: str, where: str = "") -> dict[int, list[str]]:
    """The cells of a table in the order of `COLUMNS`, by the numbers of the rows in a spreadsheet.

    What spreadsheets do to a file is undone where it is harmless: a byte order
    mark, UTF-16, CRLF, a quoted header, empty columns and rows, columns in another order.

    Args:
        table: the file or its bytes.
        kind: one of `COLUMNS`.
        where: what errors call the table; by default the file's path.

    Raises:
        TableError: the file is no such table.
    """
    where = where or (str(table) if isinstance(table, Path) else f"{kind} table")
    lines = _decode(_load(table, where), where).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header = [unquote(name).strip() for name in lines[0].split("\t")]
    _check_header(header, lines[0], kind, where)
    as_written = header == list(COLUMNS[kind])
    order = [header.index(column) if column in header else None for column in COLUMNS[kind]]
    rows: dict[int, list[str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if not line.strip():
            continue
        if as_written and len(cells) == len(header):
            rows[number] = cells
        else:
            fitted = _fitted(cells, header, where, number)
            rows[number] = ["" if place is None else fitted[place] for place in order]
    return rows


def read_records(table: Path | bytes, kind: str, where: str = "") -> dict[int, dict[str, str]]:
    """The same rows, each cell by its column."""
    columns = COLUMNS[kind]
    return {
        number: dict(zip(columns, cells, strict=True))
        for number, cells in read_cells(table, kind, where).items()
    }


def unquote(cell: str) -> str:
    """A cell that a spreadsheet put into double quotes, without them.

    >>> unquote('"a ""b"" c"'), unquote('"a" b')
    ('a "b" c', '"a" b')
    """
    quoted = _QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"') if quoted else cell


def _load(table: Path | bytes, where: str) -> bytes:
    if isinstance(table, bytes):
        return table
    try:
        return table.read_bytes()
    except OSError as error:
        raise TableError(f"cannot be read: {error.strerror}", where) from error


def _decode(data: bytes, where: str) -> str:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise TableError(
            "is not UTF-8", f"{where}, row {row}", "save it from the spreadsheet as UTF-8 text"
        ) from error


def _check_header(header: Sequence[str], line: str, kind: str, where: str) -> None:
    missing = [column for column in COLUMNS[kind] if column not in header and column not in LATER_COLUMNS]
    if missing and "\t" not in line:
        raise TableError(
            "is not separated by tabs",
            f"{where}, row 1",
            "save it as tab-separated text",
        )
    if missing:
        raise TableError(f"has no column {', '.join(missing)}", f"{where}, row 1", "put the header back")
    twice = [column for column in COLUMNS[kind] if header.count(column) > 1]
    if twice:
        raise TableError(f"has the column {twice[0]} twice", f"{where}, row 1", "remove one of the two")
    foreign = [name for name in header if name and name not in COLUMNS[kind]]
    if foreign:
        raise TableError(
            f"has a column {foreign[0]!r} that the next build would lose",
            f"{where}, row 1",
            "keep remarks in the column 'reason' of a confirmed row, or in another file",
        )


def _fitted(cells: list[str], header: Sequence[str], where: str, number: int) -> list[str]:
    """The cells, as many as the header has; only empty ones are added or dropped."""
    width = len(header)
    if any(cell.strip() for cell in cells[width:]):
        raise TableError(
            f"has {len(cells)} cells, the header {width}",
            f"{where}, row {number}",
            "a cell may hold neither a tab nor a line end",
        )
    fitted = cells[:width] + [""] * (width - len(cells))
    if any(cell.strip() for name, cell in zip(header, fitted, strict=True) if not name):
        raise TableError("has text in a column without a name", f"{where}, row {number}", "clear that cell")
    return fitted
