"""Markdown, read line by line: the source is the text, and marks say what its lines are.

A light scanner on purpose. Archive pages saved as Markdown are dumps, not books:
what matters is which lines are headings, lists, quotations, tables, and where the
signs of the markup stand (mark `markup`), so that "# " is not taken for words.
A mark covers the content of its line, without these signs. Signs inside a line
(`**bold**`, links) are left to the survey.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diptych.model import Field, Mark, Span
from diptych.reading.layers import Layer, in_order

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
NOTE = re.compile(r" {0,3}(?=\[\^[^\]\s]+\]:)")
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


def read_markdown(text: str) -> Layer:
    """The Markdown source with marks on its lines, and its front matter as fields.

    >>> layer = read_markdown("# Protocol\\n\\n- one\\n")
    >>> [(mark.name, mark.span.of(layer.text)) for mark in layer.marks]
    [('markup', '# '), ('h1', 'Protocol'), ('markup', '- '), ('li', 'one')]
    """
    lines = list(_lines(text))
    front = _front_matter(lines)
    body = lines[front:]
    marks = [*_fenced(body), *(mark for run in _open_runs(body) for mark in _block_marks(run))]
    fields: tuple[Field, ...] = ()
    if front:
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
            value = " ".join(match.group(2).split()).strip("\"'")
            yield Field(match.group(1).strip().lower(), value)


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


def _open_runs(lines: list[Line]) -> Iterator[tuple[Line, Line | None, Line | None]]:
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


def _block_marks(run: tuple[Line, Line | None, Line | None]) -> Iterator[Mark]:
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
    elif ROW.match(line.text) or (after and DELIMITER.match(after.text) and "|" in line.text):
        yield line.mark("tr")
    else:
        yield from _prefix_marks(line)


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
