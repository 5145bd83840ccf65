"""Spreadsheets (.xlsx) as ready-made bitext: cells as they stand, formulas as their text, nothing executed.

A workbook is a zip of XML files. All are unpacked within limits before openpyxl (MIT) sees them, because
sizes that a zip states of itself may be lies.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time

from diptych.errors import ReadingError
from diptych.extras import needed
from diptych.reading.layers import Layer
from diptych.reading.tables import read_rows
from diptych.reading.zipped import Parts

MAX_CELLS = 20_000_000
"""Cells with those that lie empty between them."""
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def read_spreadsheet(data: bytes, max_bytes: int) -> Layer:
    """The cells of all sheets.

    Args:
        data: the bytes of the file.
        max_bytes: it may unpack to so many.

    Raises:
        ReadingError: openpyxl is not installed; it is no workbook, or too large; no two columns hold text.
    """
    return read_rows(sheet for rows in read_sheets(data, max_bytes) if (sheet := list(filter(None, rows))))


def read_sheets(data: bytes, max_bytes: int) -> list[list[list[str]]]:
    """The cells of every sheet row by row, without the empty ones at the ends of rows.

    The arguments and errors are those of `read_spreadsheet`.
    """
    openpyxl = needed("openpyxl", "xlsx", "reading spreadsheets", ReadingError)
    _refuse_harmful(Parts(data, max_bytes))
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        return [list(_rows(sheet)) for sheet in book.worksheets]
    except (ReadingError, MemoryError):
        raise
    except Exception as error:  # openpyxl lets whatever went wrong in a damaged file come through
        raise ReadingError(
            f"cannot be read as a spreadsheet: {error}", hint="save it again, or as .csv"
        ) from None


def _refuse_harmful(parts: Parts) -> None:
    """Refuses what unpacks to too much, or could hold entities."""
    for name in parts:
        content = parts.read(name)
        if name.lower().endswith((".xml", ".rels", ".vml")) and any(sign in content for sign in _DOCTYPES):
            raise ReadingError(f"{name} in it has a DOCTYPE", hint="save it again as .xlsx")


def _rows(sheet) -> Iterator[list[str]]:  # type: ignore[no-untyped-def]  # openpyxl has no types
    """The rows of a sheet without the empty cells at their ends."""
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # what a sheet states of its size need not be so
    cells = 0
    for row in sheet.iter_rows(values_only=True):
        cells += len(row) + 1
        if cells > MAX_CELLS:
            raise ReadingError(f"a sheet has more than {MAX_CELLS:,} cells", hint="save its text as .csv")
        found = [_text(value) for value in row]
        while found and not found[-1]:
            found.pop()
        yield found


def _text(value: object) -> str:
    """A cell's value as text; formulas stay what they are."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case str() | bool() | int() | float():
            return str(value)
    return str(getattr(value, "text", value))
