"""Spreadsheets (.xlsx) as ready-made bitext: cells as they stand, formulas as their text, nothing executed.

A workbook is a zip of XML files. It is unpacked and measured before openpyxl (MIT) sees it, because
sizes that a zip states of itself may be lies.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from diptych.errors import ReadingError
from diptych.reading.layers import Layer
from diptych.reading.tables import read_rows

MAX_UNPACKED = 512 * 1024**2
MAX_PARTS = 5_000
MAX_CELLS = 20_000_000
"""Cells with those that lie empty between them."""
_PIECE = 1024**2
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def read_spreadsheet(data: bytes) -> Layer:
    """The cells of all sheets.

    Raises:
        ReadingError: openpyxl is not installed; it is no workbook, or too large; no two columns hold text.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ReadingError(
            "spreadsheets are read by openpyxl, which is not installed",
            hint="pip install 'diptych[xlsx]', or save the sheet as .csv",
        ) from None
    _measure(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = [[row for row in _rows(sheet) if row] for sheet in book.worksheets]
    except (ReadingError, MemoryError):
        raise
    except Exception as error:  # openpyxl lets whatever went wrong in a damaged file come through
        raise ReadingError(
            f"cannot be read as a spreadsheet: {error}", hint="save it again, or as .csv"
        ) from None
    return read_rows(sheet for sheet in sheets if sheet)


def _measure(data: bytes) -> None:
    """Refuses what is no zip, unpacks to too much, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_PARTS:
                raise ReadingError(f"the file has more than {MAX_PARTS:,} parts", hint="save it as .csv")
            total = 0
            for part in archive.infolist():
                total = _measured(archive, part, total)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ReadingError(
            f"this is no .xlsx file: {error}", hint="save it again as .xlsx without a password, or as .csv"
        ) from None


def _measured(archive: zipfile.ZipFile, part: zipfile.ZipInfo, total: int) -> int:
    """The size of all parts so far, as it is when they are really unpacked."""
    before, is_xml = b"", part.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            total += len(piece)
            if total > MAX_UNPACKED:
                what = f"the file unpacks to more than {MAX_UNPACKED:,} bytes"
                raise ReadingError(what, hint="split it, or save it as .csv")
            around = before + piece
            if is_xml and any(sign in around for sign in _DOCTYPES):
                raise ReadingError(f"{part.filename} in it has a DOCTYPE", hint="save it again as .xlsx")
            before = piece[-len(_DOCTYPES[-1]) :]
    return total


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
