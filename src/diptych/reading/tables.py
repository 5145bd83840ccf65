"""Tables of two or more columns of text as ready-made bitext: a row is a unit, a column a version.

Which columns are text is told by their headings (languages, or words of `data/table_columns.txt`) or, without
headings, by what stands in them: two columns that are full, have words, and whose lengths rise and fall
together. All other cells stay in the text layer as what they are, no text.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations, islice
from math import log

from diptych.errors import ReadingError
from diptych.model import Kind, Role, Side
from diptych.reading.layers import Layer
from diptych.reading.outlining import Outliner

Rows = Sequence[Sequence[str]]

_LOOKED_AT = 2000
"""Rows by which the columns are told."""
_SEPARATORS = ";,\t|"
_LETTERS = 0.5
"""Share of its characters that are letters, in the mean cell of a text; ids and numbers have fewer."""
_WORDS = 1.6
"""Words in the mean cell of a text; names of files and kinds have fewer. An ideograph is half a word."""
_FILLED = 0.3
"""Share of the cells that hold something, in a column of text; notes are rarer."""
_DISTINCT = 0.3
"""Share of the cells that are not like others; names and statuses repeat."""
_LONGEST_HEADING = 40
_REFUSED = "rejected"
"""A row of our own tables with this status repeats the text of others."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text.

    Attributes:
        place: in the row, from 0.
        language: by its heading; empty if that does not say.
        role: by its heading.
    """

    place: int
    language: str = ""
    role: Role | None = None


def read_tabs(text: str) -> Layer:
    """A table with tabs between the cells; quoted cells only where a spreadsheet has quoted them.

    Raises:
        ReadingError: no two columns hold text.
    """
    _allow_long_cells(text)
    plain = [line.split("\t") for line in _lines(text)]
    return read_rows([_unquoted(text, plain) or plain])


def read_commas(text: str) -> Layer:
    """A table with commas, semicolons or tabs between the cells, quoted as RFC 4180 says.

    Raises:
        ReadingError: no two columns hold text.
    """
    return read_rows([_parsed(text, max(_SEPARATORS, key=lambda sign: _evenness(text, sign)))])


def read_rows(sheets: Iterable[Rows]) -> Layer:
    """The rows of one table or several as a text layer: cells parted by tabs, a row a line.

    Args:
        sheets: rows of cells.

    Raises:
        ReadingError: in no sheet two columns hold text.
    """
    writer = Outliner()
    sides: dict[str, Side] = {}
    for number, rows in enumerate(sheets, start=1):
        headed = _is_heading(rows[0]) if rows else False
        columns = _columns(rows, headed)
        places, aside = (
            {column.place: column for column in columns},
            _refused(rows) | ({0} if headed else set()),
        )
        writer.space("\n" * bool(writer.length))
        for place, row in enumerate(rows):
            _write_row(writer, row, f"{number}.{place + 1}", {} if place in aside else places)
        sides |= {_key(column): _side(column) for column in columns}
    if len({section.side for section in writer.sections}) < 2:
        raise ReadingError(
            "no two columns with text in them were found",
            hint="head the two columns with their languages in the first row: ru, en",
        )
    return writer.layer(sorted(sides.values(), key=lambda side: side.role is not Role.ORIGINAL))


def _refused(rows: Rows) -> set[int]:
    """In an alignment table of ours the rows that a person rejected, which repeat the text of others."""
    heading = [_folded(cell) for cell in rows[0]] if rows else []
    if not {"source_ids", "status"}.issubset(heading):
        return set()
    place = heading.index("status")
    return {n for n, row in enumerate(rows) if len(row) > place and row[place].strip() == _REFUSED}


def _write_row(writer: Outliner, row: Sequence[str], key: str, columns: Mapping[int, Column]) -> None:
    """One row; each cell of text is a sentence, and together they are a unit."""
    keys = []
    for place, cell in enumerate(row):
        writer.space("\t" * (place > 0))
        if column := columns.get(place):
            keys.append(writer.segment(cell, _key(column), f"{key}.{place}", "cell of a column of text"))
        elif cell.strip():
            reason = "cell of another column" if columns else "heading of a table, or a row set aside"
            writer.write(cell, Kind.METADATA, reason=reason)
        else:
            writer.space(cell)
    writer.space("\n")
    writer.link(keys)


def _key(column: Column) -> str:
    return column.language or f"column {column.place + 1}"


def _side(column: Column) -> Side:
    return Side(_key(column), column.language, column.role)


def _columns(rows: Rows, headed: bool) -> list[Column]:
    """The columns of text, by heading if that will do, else by content."""
    named = _by_heading(rows[0]) if headed else []
    if len(named) > 1:
        return named
    others = _other_columns(rows[0]) if headed else set()
    cells = rows[headed : _LOOKED_AT + headed]
    width = max((len(row) for row in cells), default=0)
    columns = [[row[place].strip() if place < len(row) else "" for row in cells] for place in range(width)]
    texts = [place for place in range(width) if place not in others and is_text(columns[place])]
    pairs = {(a, b): _likeness(columns[a], columns[b]) for a, b in combinations(texts, 2)}
    if not pairs:
        return []
    return [Column(place) for place in max(pairs, key=lambda pair: pairs[pair])]


def is_text(cells: Sequence[str]) -> bool:
    """Whether a column holds text rather than ids, numbers, dates, names or an occasional note.

    >>> is_text(["The note was sent.", "No reply came."]), is_text(["12.3", "12.4"]), is_text(["ok", "ok"])
    (True, False, False)
    """
    filled = [cell for cell in cells if cell]
    if not filled or len(filled) < _FILLED * len(cells):
        return False
    characters = sum(map(len, filled))
    letters = sum(map(str.isalpha, "".join(filled)))
    words = sum(len(cell.split()) + sum(map(_is_ideograph, cell)) / 2 for cell in filled)
    distinct = len(set(filled)) >= _DISTINCT * len(filled)
    return letters >= _LETTERS * characters and words >= _WORDS * len(filled) and distinct


def _is_ideograph(letter: str) -> bool:
    return "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How much two columns are like a text and its translation: filled together, long and short together."""
    both = [(log(len(a)), log(len(b))) for a, b in zip(one, other, strict=True) if a and b]
    share = len(both) / len(one)
    if not both:
        return 0.0
    means = [sum(values) / len(both) for values in zip(*both, strict=True)]
    apart = sum((a - means[0] - b + means[1]) ** 2 for a, b in both)
    spread = sum((a - means[0]) ** 2 + (b - means[1]) ** 2 for a, b in both)
    likeness: float = share * (1 - apart / (spread + 0.1 * len(both)))
    return likeness


def _is_heading(row: Sequence[str]) -> bool:
    """Whether a row heads columns: most of its cells are languages or words that columns are headed with."""
    cells = [cell for cell in row if cell.strip()]
    known = [cell for cell in cells if _folded(cell) in _headings() or _language(cell)]
    return bool(known) and 2 * len(known) >= len(cells)


def _by_heading(row: Sequence[str]) -> list[Column]:
    """Columns that a heading names as text; of several in one language the first."""
    columns: dict[str, Column] = {}
    for place, cell in enumerate(row):
        role, language = _headings().get(_folded(cell)), _language(cell)
        if language or role in _ROLES:
            column = Column(place, language, _ROLES.get(role or ""))
            columns.setdefault(_key(column), column)
    return list(columns.values())


_ROLES = {"source": Role.ORIGINAL, "target": Role.TRANSLATION}


def _other_columns(row: Sequence[str]) -> set[int]:
    return {place for place, cell in enumerate(row) if _headings().get(_folded(cell)) == "other"}


def _language(cell: str) -> str:
    """The language that a heading names, as it names it; "Source (ru)" and "EN-US" name one as well."""
    text = cell.strip()
    if not text or len(text) > _LONGEST_HEADING or _headings().get(_folded(text)) == "other":
        return ""
    from diptych.survey.language_names import language_code  # most of the survey comes with it

    return text if language_code(text) else ""


def _folded(cell: str) -> str:
    return " ".join(cell.casefold().split())


@cache
def _headings() -> Mapping[str, str]:
    """Heading -> source, target or other."""
    text = (files(__package__) / "data" / "table_columns.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word.strip(): role for role, words in rows for word in words.split(" | ")}


def _lines(text: str) -> list[str]:
    """The rows of a table with tabs; nothing but LF, CRLF or CR ends one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _unquoted(text: str, plain: Rows) -> list[list[str]]:
    """The rows of a table with cells that a spreadsheet has quoted; none where the marks are the text's."""
    marked = [cell for row in plain for cell in row if cell.startswith('"')]
    if not marked:
        return []
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return []
    cells = [cell for row in plain for cell in row if cell]
    doubled = any('""' in cell[1:-1] and cell.endswith('"') for cell in marked)
    return rows if doubled or len(marked) == len(cells) or _widths(rows) < _widths(plain) else []


def _widths(rows: Rows) -> int:
    """Numbers of cells that rows have; one in a table that is read rightly."""
    return len({len(row) for row in rows if row})


def _evenness(text: str, sign: str) -> float:
    """How well a sign parts the first rows into as many cells each."""
    counts = [len(row) for row in islice(_reader(text, sign), 100) if row]
    if not counts:
        return 0.0
    usual = max(set(counts), key=counts.count)
    return counts.count(usual) / len(counts) if usual > 1 else 0.0


def _parsed(text: str, sign: str) -> list[list[str]]:
    try:
        return list(_reader(text, sign))
    except csv.Error as error:
        raise ReadingError(f"not a table: {error}", hint="save it again from the spreadsheet") from None


def _allow_long_cells(text: str) -> None:
    """The limit is that of all readers in the process, so it is only ever raised."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))


def _reader(text: str, sign: str) -> Iterable[list[str]]:
    _allow_long_cells(text)
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign)
