"""Workbooks for reviewers: a bead a row, its status chosen from a list, what is in doubt marked.

Written with XlsxWriter (BSD), which takes a third of the time that openpyxl takes; read with openpyxl (MIT).
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice, zip_longest
from typing import Any

from diptych.errors import ExchangeError, ReadingError
from diptych.exchange.parallel import ParallelText, all_units, by_languages
from diptych.exchange.records import Record, returned
from diptych.exchange.returned import Returned
from diptych.exchange.written import Losses, Written
from diptych.extras import needed
from diptych.model import Status
from diptych.reading.spreadsheets import read_sheets

MAX_CHARACTERS = 32_767
"""That a cell holds, in units of UTF-16."""
MAX_ROWS = 1_048_576
"""That a sheet holds, with its header."""
_MAX_UNPACKED = 1024**3
_MAX_SHEET_NAME = 31
_CREATED = datetime(1980, 1, 1)
"""Stands for the time of making, so that the same beads give the same bytes; also zip counts from here."""
_DOUBTFUL = 0.5

_WIDTHS = {
    "document": 14,
    "kind": 6,
    "source": 60,
    "target": 60,
    "confidence": 11,
    "status": 11,
    "reason": 30,
    "id": 18,
    "source_ids": 18,
    "target_ids": 18,
    "source_version": 8,
    "target_version": 8,
}
"""Columns in order and how wide they are, in characters. The heads of the texts name the languages, too."""
_COLUMNS = tuple(_WIDTHS)
_CONFIDENCE, _STATUS = map(_COLUMNS.index, ("confidence", "status"))
_NEEDED = {"document", "source_version", "target_version", "source_ids", "target_ids"}
_BETWEEN_IDS = re.compile(r"[\s,;]+")


def write_xlsx(texts: Sequence[ParallelText]) -> Written:
    """A workbook a pair of languages: `corpus.ru-en.xlsx`.

    Args:
        texts: what is handed on.

    Raises:
        ExchangeError: XlsxWriter is not installed.
    """
    losses = Losses()
    files = {
        f"corpus.{source}-{target}.xlsx": _workbook(members, losses)
        for (source, target), members in by_languages(texts).items()
    }
    return Written(files, tuple(losses.found))


def _workbook(texts: Sequence[ParallelText], losses: Losses) -> bytes:
    writer = needed("xlsxwriter", "xlsx", "writing spreadsheets", ExchangeError)
    stream = io.BytesIO()
    book = writer.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    languages = texts[0].languages
    rows = _rows(texts, losses)
    number = 1
    while (page := list(islice(rows, MAX_ROWS - 1))) or number == 1:
        name = "-".join(languages)[:_MAX_SHEET_NAME] if number == 1 else f"sheet {number}"
        _fill(book, book.add_worksheet(name), languages, page)
        number += 1
    book.close()
    return stream.getvalue()


def _rows(texts: Sequence[ParallelText], losses: Losses) -> Iterator[tuple[str | float, ...]]:
    """The cells of each bead in the order of the columns."""
    for text, unit in all_units(texts):
        id, bead = text.id(unit), unit.bead
        source, target = (_cell(words, id, losses) for words in text.words(unit))
        yield (
            text.document,
            bead.kind,
            source,
            target,
            round(bead.confidence, 3),
            bead.status.value,
            _cell(bead.reason, id, losses),
            id,
            " ".join(bead.source),
            " ".join(bead.target),
            text.source.version,
            text.target.version,
        )


def _cell(text: str, bead: str, losses: Losses) -> str:
    """What of a text a cell can hold."""
    text = losses.legal_in_xml(text, bead)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_CHARACTERS:
        return text
    losses.add(bead, f"cut off after {MAX_CHARACTERS} characters, a cell holds no more")
    return units[: 2 * MAX_CHARACTERS].decode("utf-16-le", "ignore")


def _fill(book: Any, sheet: Any, languages: tuple[str, str], rows: list[tuple[str | float, ...]]) -> None:
    """A sheet with its head, its rows, and what helps to read and correct them."""
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.000", "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1})
    doubt = book.add_format({"bg_color": "#FFF2CC"})
    for column, (name, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, _head(name, languages), bold)
    for place, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(place, column, value, text)
            else:
                sheet.write_number(place, column, value, number)
    last = max(len(rows), 1)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    sheet.data_validation(1, _STATUS, last, _STATUS, {"validate": "list", "source": list(Status)})
    confidence, status = (f"${chr(ord('A') + column)}2" for column in (_CONFIDENCE, _STATUS))
    in_doubt = f'=AND({confidence}<{_DOUBTFUL},{status}="{Status.AUTO}")'
    sheet.conditional_format(
        1, 0, last, len(_COLUMNS) - 1, {"type": "formula", "criteria": in_doubt, "format": doubt}
    )


def _head(name: str, languages: tuple[str, str]) -> str:
    """What stands above a column.

    >>> _head("target", ("ru", "en"))
    'target (en)'
    """
    sides = ("source", "target")
    return f"{name} ({languages[sides.index(name)]})" if name in sides else name


def read_xlsx(data: bytes, where: str) -> list[Returned]:
    """The beads of a workbook that `write_xlsx` made and a person changed.

    Rows and columns may be in another order, others may be hidden or added.

    Args:
        data: the file.
        where: its name, for errors.

    Raises:
        ExchangeError: it is no such workbook, or openpyxl is not installed.
    """
    try:
        sheets = read_sheets(data, _MAX_UNPACKED)
    except ReadingError as error:
        raise ExchangeError(error.what, where, error.hint) from None
    ours = [sheet for sheet in sheets if sheet and set(_names(sheet)) >= _NEEDED]
    if not ours:
        raise ExchangeError(
            f"no sheet has the columns {', '.join(sorted(_NEEDED))}", where, "keep the head of the export"
        )
    return returned(record for sheet in ours for record in _records(sheet, where))


def _names(sheet: Sequence[Sequence[str]]) -> list[str]:
    """The columns by what their heads begin with, without the languages."""
    return [name.partition(" (")[0].strip().lower() for name in sheet[0]]


def _records(sheet: Sequence[Sequence[str]], where: str) -> Iterator[tuple[str, Record]]:
    """The rows of a sheet as records."""
    names = _names(sheet)
    for number, cells in enumerate(sheet[1:], start=2):
        if any(cells):
            yield f"{where}, row {number}", _record(dict(zip_longest(names, cells, fillvalue="")))


def _record(cells: dict[str, str]) -> Record:
    """A row as the record that it stands for."""
    words = {side: cells.get(side, "") for side in ("source", "target")}
    is_whole = "source" in cells and "target" in cells and max(map(len, words.values())) < MAX_CHARACTERS // 2
    return {
        **{name: value for name, value in cells.items() if value},
        "translation": words if is_whole else None,
        "source_language": "source",
        "source_ids": list(filter(None, _BETWEEN_IDS.split(cells["source_ids"]))),
        "target_ids": list(filter(None, _BETWEEN_IDS.split(cells["target_ids"]))),
        "status": cells.get("status", "").strip().lower() or None,
        "reason": cells.get("reason"),
    }
