"""Markdown, read line by line: the source is the text, and marks say what its lines are.

A light scanner on purpose. Archive pages saved as Markdown are dumps, not books:
what matters is which lines are headings, lists, quotations, tables, and where the
signs of the markup stand (mark `markup`), so that "# " is not taken for words.
A mark covers the content of its line, without these signs. Inside a line only the
anchors of notes (`noteref`) and the cells of some tables (`cell`, `dt`, `dd`) have
marks; other signs (`**bold**`, links) are left to the survey.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diptych.model import Field, Mark, Span
from diptych.reading.layers import Layer, in_order
from diptych.reading.table_kinds import Cell, TableKind, table_kind

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
QUOTE = re.compile(r" {0,3}>[ \t]?")
BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
NUMBERED = re.compile(r"[ \t]*(?=\d{1,3}[.)][ \t]+\S)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
ROW = re.compile(r" {0,3}\|.*\|[ \t]*$")
DELIMITER = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
NOTE = re.compile(r" {0,3}(?=\[\^(?P<label>[^\]\s]{1,60})\]:)")
ANCHOR = re.compile(r"\[\^(?P<label>[^\]\s]{1,60})\]")
INDENTED = re.compile(r"(?: {2,}|\t)[ \t]*(?=\S)")
PIPE = re.compile(r"(?<!\\)\|")
TAG = re.compile(
    r"</?(?:br|hr|p|div|span|center|font|small|big|img|wbr|nobr|details|summary)\b[^<>\n]{0,200}>",
    re.IGNORECASE,
)
"""Elements of HTML that a page of Markdown may hold; what they say of their text is nothing to us."""
FRONT_FIELD = re.compile(r"([^\s:#][^:]*):[ \t]+(\S.*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, and where it starts."""

    start: int
    text: str

    def mark(self, name: str, start: int = 0, end: int | None = None) -> Mark:
        """A mark on a part of the line."""
        stop = len(self.text) if end is None else end
        return Mark(Span(self.start + start, self.start + stop), name)


Run = tuple[Line, Line | None, Line | None]
"""A line outside code, the line before it and the line after it."""


def read_markdown(text: str) -> Layer:
    """The Markdown source with marks on its lines, and its front matter as fields.

    >>> layer = read_markdown("# Protocol\\n\\n- one\\n")
    >>> [(mark.name, mark.span.of(layer.text)) for mark in layer.marks]
    [('markup', '# '), ('h1', 'Protocol'), ('markup', '- '), ('li', 'one')]
    """
    lines = list(_lines(text))
    front = _front_matter(lines)
    body = lines[front:]
    runs = list(_open_runs(body))
    marks = [*_fenced(body), *(mark for run in runs for mark in _block_marks(run))]
    marks += [mark for run in runs if not _is_row(run[0], run[2]) for mark in _tags(run[0])]
    marks += [*_anchors([line for line, *_ in runs]), *_notes_going_on(runs), *_cells(runs)]
    fields: tuple[Field, ...] = ()
    if front:
        marks += [mark for line in lines[1 : front - 1] for mark in _quotes(line)]
        marks.append(
            Mark(Span(lines[0].start, lines[front - 1].start + len(lines[front - 1].text)), "metadata")
        )
        fields = tuple(_fields(lines[1 : front - 1]))
    return Layer(text, in_order([mark for mark in marks if len(mark.span)]), fields)


def _lines(text: str) -> Iterator[Line]:
    for match in LINE.finditer(text):
        if match.group():
            yield Line(match.start(), match.group().rstrip("\r\n"))


def _front_matter(lines: list[Line]) -> int:
    """Number of lines of a YAML block between `---` at the very start."""
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:200], start=2):
        if line.text.rstrip() in {"---", "..."}:
            return number if any(map(FRONT_FIELD.match, (ln.text for ln in lines[1:number]))) else 0
    return 0


def _fields(lines: list[Line]) -> Iterator[Field]:
    for line in lines:
        match = FRONT_FIELD.match(line.text)
        if match:
            value = _unquoted(" ".join(match.group(2).split()))
            yield Field(match.group(1).strip().lower(), value)


def _unquoted(value: str) -> str:
    """A YAML scalar without its quotes.

    >>> _unquoted('"Canto"'), _unquoted("'It''s'"), _unquoted("'t Hooft")
    ('Canto', "It's", "'t Hooft")
    """
    quote = value[:1]
    if len(value) < 2 or quote not in {'"', "'"} or not value.endswith(quote):
        return value
    return value[1:-1].replace("''", "'") if quote == "'" else re.sub(r'\\(["\\])', r"\1", value[1:-1])


def _quotes(line: Line) -> Iterator[Mark]:
    """The quotes around a value of the front matter, which are not of it."""
    match = FRONT_FIELD.match(line.text)
    value = match.group(2).rstrip() if match else ""
    if match and len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        start = match.start(2)
        yield line.mark("markup", start, start + 1)
        yield line.mark("markup", start + len(value) - 1, start + len(value))


def _fence_of(line: Line) -> str:
    match = FENCE.match(line.text)
    return match.group(1) if match else ""


def _in_code(lines: list[Line]) -> list[str]:
    """For each line: "" outside a code block, `fence` or `code` in it."""
    states = []
    fence = ""
    for line in lines:
        own = _fence_of(line)
        if fence:
            closes = own.startswith(fence)
            states.append("fence" if closes else "code")
            fence = "" if closes else fence
        else:
            states.append("fence" if own else "")
            fence = own
    return states


def _fenced(lines: list[Line]) -> Iterator[Mark]:
    for line, state in zip(lines, _in_code(lines), strict=True):
        if state:
            yield line.mark("markup" if state == "fence" else "pre")


def _open_runs(lines: list[Line]) -> Iterator[Run]:
    """Lines outside code, each with the line before it and the line after it."""
    free = [None if state else line for line, state in zip(lines, _in_code(lines), strict=True)]
    for number, line in enumerate(free):
        if line and line.text.strip():
            before = free[number - 1] if number else None
            yield line, before, free[number + 1] if number + 1 < len(free) else None


def _is_setext(line: Line | None, before: Line | None) -> bool:
    """Whether the line underlines a heading; the first of a table does not."""
    if not line or not before or not SETEXT.match(line.text):
        return False
    return bool(before.text.strip()) and not any(
        pattern.match(before.text) for pattern in (ATX, RULE, QUOTE, BULLET, ROW, SETEXT)
    )


def _block_marks(run: Run) -> Iterator[Mark]:
    """The marks of one line outside code."""
    line, before, after = run
    quote = QUOTE.match(line.text)
    if _is_setext(line, before):
        yield line.mark("markup")
    elif after and _is_setext(after, line):
        yield line.mark("h1" if "=" in after.text else "h2")
    elif RULE.match(line.text):
        yield line.mark("hr")
    elif quote:
        yield line.mark("markup", 0, quote.end())
        yield line.mark("blockquote", quote.end())
    elif DELIMITER.match(line.text):
        yield line.mark("markup")
    elif _is_row(line, after):
        yield line.mark("tr")
    else:
        yield from _prefix_marks(line)


def _is_row(line: Line, after: Line | None) -> bool:
    if DELIMITER.match(line.text):
        return False
    return bool(ROW.match(line.text)) or bool(after and DELIMITER.match(after.text) and "|" in line.text)


def _prefix_marks(line: Line) -> Iterator[Mark]:
    """Headings, list items and notes, told by what the line begins with."""
    heading = ATX.match(line.text)
    bullet = BULLET.match(line.text)
    numbered = NUMBERED.match(line.text)
    note = NOTE.match(line.text)
    if heading:
        yield line.mark("markup", 0, heading.start(2))
        yield line.mark(f"h{len(heading.group(1))}", heading.start(2), heading.end(2))
        yield line.mark("markup", heading.end(2))
    elif bullet:
        yield line.mark("markup", 0, bullet.end())
        yield line.mark("li", bullet.end())
    elif numbered:
        yield line.mark("li", numbered.end())
    elif note:
        yield line.mark("note", note.end())


def _anchors(lines: list[Line]) -> Iterator[Mark]:
    """`[^1]` in the text: figures, and whatever a note in the text is called."""
    notes = {match["label"] for line in lines if (match := NOTE.match(line.text))}
    for line in lines:
        note = NOTE.match(line.text)
        for anchor in ANCHOR.finditer(line.text, note.end() + len(note["label"]) + 4 if note else 0):
            if anchor["label"].isdigit() or anchor["label"] in notes:
                yield line.mark("noteref", anchor.start(), anchor.end())


def _tags(line: Line) -> Iterator[Mark]:
    """The tags of HTML on a line."""
    for tag in TAG.finditer(line.text):
        yield line.mark("markup", tag.start(), tag.end())


def _notes_going_on(runs: list[Run]) -> Iterator[Mark]:
    """Indented lines right under a note belong to it."""
    in_note: Line | None = None
    for line, before, _ in runs:
        indent = INDENTED.match(line.text)
        if indent and before is not None and before is in_note:
            yield line.mark("note", indent.end())
            in_note = line
        else:
            in_note = line if NOTE.match(line.text) else None


def _cells(runs: list[Run]) -> Iterator[Mark]:
    """Marks on the cells of tables that hold a record or two texts side by side, and on their pipes."""
    table: list[tuple[Line, bool]] = []
    for line, _, after in runs:
        if _is_row(line, after):
            table.append((line, bool(after and DELIMITER.match(after.text))))
        if after is None or not (_is_row(line, after) or DELIMITER.match(line.text)):
            yield from _table_marks(table)
            table = []
    yield from _table_marks(table)


def _table_marks(lines: list[tuple[Line, bool]]) -> Iterator[Mark]:
    """The same for one table: its rows, each with whether it is the head of the table."""
    rows = [(line, _spans(line), heads) for line, heads in lines]
    kind = table_kind([[Cell(line.text[a:b], heads) for a, b in spans] for line, spans, heads in rows])
    if kind is TableKind.DATA:
        return
    for line, spans, heads in rows:
        labelled = line.text[slice(*spans[0])].endswith(
            (":", "：")
        )  # the first entry often stands as the head
        record = kind is TableKind.RECORD and len(spans) == 2 and (labelled or not heads)
        for column, (start, end) in enumerate(spans):
            for name in (("dt", "dd")[column],) if record else ("cell", f"cell {column}"):
                yield line.mark(name, start, end)
        yield from _tags(line)
        for pipe in PIPE.finditer(line.text):
            yield line.mark("markup", pipe.start(), pipe.end())


def _spans(line: Line) -> list[tuple[int, int]]:
    """Where the cells of a row stand, without the blanks around them."""
    edges = [0, *(edge for pipe in PIPE.finditer(line.text) for edge in pipe.span()), len(line.text)]
    spans = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        text = line.text[start:end]
        core = text.strip()
        at = start + (text.index(core) if core else 0)
        spans.append((at, at + len(core)))
    if line.text.lstrip().startswith("|"):
        spans = spans[1:]
    return spans[:-1] if line.text.rstrip().endswith("|") and len(spans) > 1 else spans
