"""What a table is for: data, a record of labels and values, or two texts side by side.

Data stays rows; in a record each label and each value is a line of its own; of texts
that face each other every cell is a paragraph, or no sentence could be told from the next.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_LABEL = 48
WORD = re.compile(r"[^\W\d_]{2,}")
ENDS = re.compile(r"[.!?…。！？][»”“\"’)\]]*\Z")


class TableKind(StrEnum):
    """How a table is read."""

    DATA = "data"
    RECORD = "record"
    FACING = "facing"
    LAYOUT = "layout"
    """It merely arranges the page. Only HTML has such tables, and only its reader finds them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without white space around it, whether it heads a row, its language where stated."""

    text: str
    heads: bool = False
    language: str = ""


def table_kind(rows: Sequence[Sequence[Cell]]) -> TableKind:
    """What a table is for.

    >>> table_kind([[Cell("Date:"), Cell("12 May 1957")], [Cell("Pages:"), Cell("4")]]).value
    'record'
    >>> table_kind([[Cell("Добрый день."), Cell("Good day.")]]).value
    'facing'
    >>> table_kind([[Cell("1956"), Cell("340 000")]]).value
    'data'
    """
    if _is_record(rows):
        return TableKind.RECORD
    below = [row for row in rows if not all(cell.heads for cell in row)]
    full = [cells for row in below or rows if len(cells := [cell for cell in row if cell.text]) > 1]
    facing = sum(_faces(cells) for cells in full)
    return TableKind.FACING if facing * 2 > len(full) else TableKind.DATA


def _is_record(rows: Sequence[Sequence[Cell]]) -> bool:
    """Two columns, the first of short labels with a colon, or heads of rows whose second cell is none."""
    pairs = [row for row in rows if len(row) == 2 and row[0].text and not row[1].heads]
    if not pairs or any(len(row) > 2 for row in rows):
        return False
    return all(_is_label(row[0]) for row in pairs)


def _is_label(cell: Cell) -> bool:
    return len(cell.text) <= LONGEST_LABEL and (cell.heads or cell.text.endswith((":", "：")))


def _faces(cells: Sequence[Cell]) -> bool:
    """Whether two cells of a row hold running text, or words in two scripts or languages."""
    if sum(_is_running(cell.text) for cell in cells) > 1:
        return True
    if cells[0].text.endswith((":", "：")) or not all(any(map(str.isalpha, cell.text)) for cell in cells):
        return False
    languages = {cell.language for cell in cells if cell.language and script(cell.text)}
    scripts = {name for cell in cells if (name := script(cell.text))}
    return len(languages) > 1 or len(scripts) > 1


def _is_running(text: str) -> bool:
    """Whether a text has words, and the sign that ends a sentence behind them.

    >>> _is_running("Good day."), _is_running("会议开始。"), _is_running("Good day"), _is_running("12.5")
    (True, True, False, False)
    """
    if not ENDS.search(text[-10:]):
        return False
    words = WORD.findall(text[:1000])
    return len(words) > 1 or text.rstrip('»”“"’)]')[-1:] in "。！？"


def script(text: str) -> str:
    """The script of the first letters of a text, where all are of one; "" where there are none.

    >>> script("Протокол № 5"), script("1956"), script("会议 A")
    ('CYRILLIC', '', '')
    """
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in text[:200] if letter.isalpha()}
    return min(scripts) if len(scripts) == 1 else ""
