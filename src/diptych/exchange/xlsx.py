"""Workbooks for reviewers: a bead a row, its status chosen from a list, what is in doubt marked.

Written with XlsxWriter (BSD), which takes a third of the time that openpyxl takes; read with openpyxl (MIT).
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, zip_longest
from typing import Any

from diptych.errors import ExchangeError, ReadingError
from diptych.exchange.parallel import ParallelText, all_units, by_languages
from diptych.exchange.returned import Returned, ReturnedBead
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
    "document": 16,
    "bead": 10,
    "kind": 6,
    "source": 60,
    "target": 60,
    "confidence": 11,
    "status": 11,
    "reason": 30,
    "source_ids": 18,
    "target_ids": 18,
}
"""Columns in order and how wide they are, in characters. The heads of the texts name the languages, too."""
_COLUMNS = tuple(_WIDTHS)
_CONFIDENCE, _STATUS = map(_COLUMNS.index, ("confidence", "status"))
_NEEDED = {"document", "source_ids", "target_ids"}
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
            f"{text.pair}.{unit.id}",
            bead.kind,
            source,
            target,
            float(round(bead.confidence, 3)),
            bead.status.value,
            _cell(bead.reason, id, losses),
            " ".join(bead.source),
            " ".join(bead.target),
        )


def _cell(text: str, bead: str, losses: Losses) -> str:
    """What of a text a cell can hold."""
    text = losses.legal_in_xml(text, bead)
    if len(text) <= MAX_CHARACTERS // 2:
        return text
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
            if isinstance(value, float):
                sheet.write_number(place, column, value, number)
            elif value:
                sheet.write_string(place, column, value, text)
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


def read_xlsx(data: bytes, where: str, texts: Sequence[ParallelText]) -> list[Returned]:
    """The beads of a workbook that `write_xlsx` made and a person changed.

    Rows and columns may be in another order, and others may be added. A new row needs a document and ids, and
    where the document has several pairs of versions also what the column `bead` begins with.

    Args:
        data: the file.
        where: its name, for errors.
        texts: all of the project.

    Raises:
        ExchangeError: it is no such workbook, a row is of no document, or openpyxl is not installed.
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
    alignments: dict[tuple[str, str, str], list[ReturnedBead]] = {}
    known: dict[str, list[ParallelText]] = {}
    for text in texts:
        known.setdefault(text.document, []).append(text)
    for sheet in ours:
        for place, cells in _filled(sheet, where):
            text = _text(cells, place, known)
            key = text.document, text.source.version, text.target.version
            alignments.setdefault(key, []).append(_bead(cells, place))
    return [Returned(*key, beads) for key, beads in alignments.items()]


def _names(sheet: Sequence[Sequence[str]]) -> list[str]:
    """The columns by what their heads begin with, without the languages."""
    return [name.partition(" (")[0].strip().lower() for name in sheet[0]]


def _filled(sheet: Sequence[Sequence[str]], where: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows that hold something, by the names of their columns, each with its place."""
    names = _names(sheet)
    for number, cells in enumerate(sheet[1:], start=2):
        if any(cells):
            yield f"{where}, row {number}", dict(zip_longest(names, cells, fillvalue=""))


def _text(cells: dict[str, str], where: str, texts: Mapping[str, Sequence[ParallelText]]) -> ParallelText:
    """The text that a row is of, among those of each document."""
    document, bead = cells["document"].strip(), cells.get("bead", "")
    there = texts.get(document, ())
    named = [text for text in there if bead.startswith(f"{text.pair}.")]
    if len(named or there) == 1:
        return (named or there)[0]
    if not there:
        hint = "copy the cell from a row of the same document"
        raise ExchangeError(f"there is no document {document!r:.60}", where, hint)
    raise ExchangeError(f"{bead!r:.60} is of no pair of versions", where, f"begin it with {there[0].pair}.")


def _bead(cells: dict[str, str], where: str) -> ReturnedBead:
    words = cells.get("source", ""), cells.get("target", "")
    has_words = {"source", "target"} <= cells.keys() and max(map(len, words)) < MAX_CHARACTERS // 2
    return ReturnedBead(
        tuple(filter(None, _BETWEEN_IDS.split(cells["source_ids"]))),
        tuple(filter(None, _BETWEEN_IDS.split(cells["target_ids"]))),
        where,
        _status(cells.get("status", ""), where),
        words=words if has_words else None,
        reason=cells.get("reason"),
    )


def _status(cell: str, where: str) -> Status | None:
    """A person's new row may leave it empty."""
    try:
        return Status(cell.strip().lower()) if cell.strip() else None
    except ValueError:
        raise ExchangeError(f"{cell!r:.60} is no status", where, f"one of {', '.join(Status)}") from None
