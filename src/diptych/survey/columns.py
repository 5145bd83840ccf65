"""Two languages on one line: columns parted by tabs or strokes, paragraphs that change over midway."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from diptych.model import Kind
from diptych.survey import shape
from diptych.survey.labels import known_label, split_label
from diptych.survey.scripts import script, scripts_of_letters
from diptych.survey.units import Unit

CELL = "cell "
"""How the mark of a cell begins; its number in the row follows, from 0."""
STROKE = re.compile(r"(?<![ \u00a0])[ \u00a0]+(?:/{1,2}|\|)[ \u00a0]+")
_SENTENCE = re.compile(r".+?(?:[.!?…]+[\"'”’»“)\]]*(?=\s|$)|[。！？]|$)", re.DOTALL)
_ROW = re.compile(
    r"\|(?P<label>[^|]+)\|(?P<value>[^|]+)\|"
    r"|(?P<tabbed>[^\t|]{1,48}?)(?>[ ]*\t+[ ]*|[ ]{3,})(?P<beside>[^\t|]+)"
    r"(?:\t(?:[a-z]{2,3}(?:[_-][A-Z]{2})?|[*–—-])?)?"
)
"""A label and its value; repositories add the language of the value: “dc.title”, “Письмо”, “ru_RU”."""
_PARTING = ("|", "\t", "   ")
"""Without one of these a line is no row."""
_TABLE_ROW = re.compile(r"\|[^|]+\|(?:[^|]*\|)+")
FEWEST_ROWS = 3
NARROWEST_CELL = 16
"""Places that a cell with text fills; in a table of two versions most rows have two of that width."""
SMALLEST_PART = 20
"""Places that it fills; a shorter stretch of another script is a name or a quotation."""
SMALLEST_SHARE = 0.2
"""Of a paragraph's letters, for the rarer of two scripts."""


def cut_columns(lines: list[Unit]) -> list[Unit]:
    """Cut the lines that hold a passage and, beside it, its translation."""
    tabs = Counter(
        line.text.count("\t")
        for line in lines
        if sum(shape.width(cell.strip()) >= NARROWEST_CELL for cell in line.text.split("\t")) > 1
    )
    bars = Counter(line.text.count("|") for line in lines if _TABLE_ROW.fullmatch(line.text))
    record = _record_rows(lines)
    found: list[Unit] = []
    for index, line in enumerate(lines):
        if index in record:
            found.extend(_statement(line))
        elif _TABLE_ROW.fullmatch(line.text) and bars[line.text.count("|")] >= FEWEST_ROWS:
            found.extend(between_strokes(line, re.compile(r"\|"), "parts the cells of a row"))
        else:
            found.extend(_cells(line, tabs))
    return found


def _record_rows(lines: list[Unit]) -> set[int]:
    """Rows of a table of two columns, `| Date | 1956 |`, most of whose first cells are known labels."""
    rows: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if line.kind is None and any(sign in line.text for sign in _PARTING) and _ROW.fullmatch(line.text):
            rows[-1].append(index)
        elif line.kind is None and rows[-1]:
            rows.append([])
    return {index for run in rows if _is_record(lines, run) for index in run}


def _is_record(lines: list[Unit], run: list[int]) -> bool:
    known = sum(known_label(_row(lines[index])[0]) is not None for index in run)
    return known > 1 and known * 2 >= len(run)


def _row(line: Unit) -> tuple[str, str]:
    """Label and value of a row."""
    match = _ROW.fullmatch(line.text)
    assert match is not None
    label, value = match["label"] or match["tabbed"], match["value"] or match["beside"]
    return label.strip(" \t") or label[-1], value.strip(" \t") or value[-1]


def _statement(row: Unit) -> list[Unit]:
    label, value = _row(row)
    start = row.text.index(label)
    end = row.text.index(value, start + len(label))
    pieces = row.cut(start, start + len(label), end, end + len(value))
    names = {value.strip(): "dd", label.strip(): "dt"}
    return [
        piece._replace(marks=piece.marks - {"tr"} | {names[piece.text]})
        if piece.text in names
        else piece.decided(Kind.FURNITURE, "rule of a table")
        for piece in pieces
    ]


def _cells(line: Unit, tabs: Counter[int]) -> list[Unit]:
    label = split_label(line.text)
    if line.kind is not None or (label and not _goes_on_in_cell(line.text, label[2])):
        return [line]
    if "\t" in line.text:
        cells = line.cut(*(match.start() for match in re.finditer(r"\t+", line.text)))
        count = line.text.count("\t")  # one less where the last cell of the row is empty
        regular = max(tabs[count], tabs[count + 1]) >= FEWEST_ROWS
        alike = sum(tabs[number] for number in (count - 1, count, count + 1)) >= FEWEST_ROWS
        if len(cells) > 1 and (alike or _scripts_differ(cells)):
            before = [line.text.count("\t", 0, cell.span.start - line.span.start) for cell in cells]
            return [
                cell._replace(marks=cell.marks | {"cell", f"{CELL}{number}"})
                if any(map(str.isalpha, cell.text))
                else cell.decided(Kind.FURNITURE, "the number of a row")
                for number, cell in zip(before if regular else range(len(cells)), cells, strict=True)
            ]
        return [line]
    if not has_stroke(line.text):
        return [line]
    pieces = between_strokes(line, STROKE, "a stroke between two languages")
    return pieces if _scripts_differ([piece for piece in pieces if piece.kind is None]) else [line]


def _goes_on_in_cell(text: str, value_at: int) -> bool:
    """Whether a label's value stands in its cell and other cells follow; a record has it in the next cell."""
    value, tab, _ = text[value_at:].partition("\t")
    return bool(tab) and shape.has_words(value)


def has_stroke(text: str) -> bool:
    """Whether a stroke stands between blanks somewhere in a text."""
    return ("/" in text or "|" in text) and STROKE.search(text) is not None


def between_strokes(line: Unit, stroke: re.Pattern[str], reason: str) -> list[Unit]:
    """A line cut into the cells that strokes part, and the strokes."""
    pieces = line.cut(*(offset for match in stroke.finditer(line.text) for offset in match.span()))
    numbers = itertools.count()
    return [
        piece._replace(marks=piece.marks | {"cell", f"{CELL}{next(numbers)}"})
        if shape.has_words(piece.text)
        else piece.decided(Kind.FURNITURE, reason)
        for piece in pieces
    ]


def _scripts_differ(cells: Sequence[Unit]) -> bool:
    """Whether each of several cells is written in another script than the one before it."""
    scripts = [script(cell.text) for cell in cells]
    return len(scripts) > 1 and "" not in scripts and all(a != b for a, b in itertools.pairwise(scripts))


def cut_at_script_changes(paragraph: Unit) -> list[Unit]:
    """Cut a paragraph between the sentences where it changes over to another script."""
    if paragraph.kind is not None or not _is_mixed(paragraph.text):
        return [paragraph]
    sentences = [match for match in _SENTENCE.finditer(paragraph.text) if match.group().strip()]
    runs = [
        (name, list(run)) for name, run in itertools.groupby(sentences, lambda match: script(match.group()))
    ]
    long = all(shape.width("".join(match.group() for match in run)) >= SMALLEST_PART for _, run in runs)
    return paragraph.cut(*(run[0].start() for _, run in runs[1:])) if len(runs) > 1 and long else [paragraph]


def _is_mixed(text: str) -> bool:
    if text.isascii() or len(scripts_of_letters(text)) < 2:
        return False
    scripts: Counter[str] = Counter()
    for word in text.split():
        scripts[script(word)] += len(word)
    del scripts[""]
    return len(scripts) > 1 and scripts.most_common(2)[1][1] >= SMALLEST_SHARE * scripts.total()
