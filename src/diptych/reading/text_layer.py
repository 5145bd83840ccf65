"""The text layer of a page: what a browser would show, as lines, and where each element stands in it.

Deterministic and in document order. White space folds as on a screen, but no-break
spaces stay; blocks are parted by a blank line, list items and table rows stand on a
line each, the cells of a row are parted by tabs. A table that only arranges the page
(tables in tables, cells of paragraphs, two texts side by side) is read as the blocks
it holds; in a record of labels and values each is a line. The walk is a
loop, not a recursion, so that depth costs nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from lxml import etree

from diptych.model import Mark, Span
from diptych.reading.html_marks import element_language, statement_marks, told_marks
from diptych.reading.layers import in_order
from diptych.reading.link_rows import link_row_marks
from diptych.reading.note_links import Link, note_link_marks
from diptych.reading.table_kinds import Cell, TableKind, table_kind

FOLDED = re.compile(r"[ \t\n\r\f]+")
CELL_LENGTH = 150
"""A cell with more characters holds text, not data."""

TOLD_SHARE = 0.5
"""What a class name tells of a larger share of the page is not believed."""

CELLS = frozenset({"td", "th"})
BLOCKS = frozenset({"blank", "line"})


@cache
def stances() -> Mapping[str, str]:
    """Element -> skip, blank or line; elements that are not here flow in their line."""
    text = (files(__package__) / "data" / "html_elements.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {tag: stance for stance, tags in rows for tag in tags.split()}


@dataclass(slots=True)
class _Open:
    """An element that is open, and where its text began.

    `name` is its own id, `names` are those of the elements in it that are no blocks.
    """

    tag: str
    language: str
    stated: Sequence[str] = ()
    told: Sequence[str] = ()
    is_data: bool = False
    stance: str = ""
    name: str = ""
    target: str = ""
    points: bool = False
    names: list[str] = field(default_factory=list)
    start: int = -1


@dataclass(slots=True)
class _Writer:
    """The text so far, and what must stand before the next character."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    breaks: int = 0
    tabs: int = 0
    blank: bool = False
    cells: int = 0
    waiting: list[_Open] = field(default_factory=list)

    def part(self, lines: int) -> None:
        """Lines end here, at least so many; within a cell of data a blank must do."""
        if self.cells:
            self.blank = True
        else:
            self.breaks = max(self.breaks, lines)

    def line_break(self) -> None:
        """One `<br>`."""
        if self.cells:
            self.blank = True
        else:
            self.breaks = min(self.breaks + 1, 2)

    def tabulate(self) -> None:
        """One tab of a word processor; in a cell of data a blank must do, at a line's start nothing."""
        if self.cells:
            self.blank = True
        elif self.length and not self.breaks:
            self.tabs = 1

    def write(self, text: str) -> None:
        """Text whose white space folds."""
        folded = FOLDED.sub(" ", text)
        core = folded.strip(" ")
        self.blank = self.blank or folded.startswith(" ")
        if core:
            self.write_exactly(core)
            self.blank = folded.endswith(" ")

    def write_exactly(self, text: str) -> None:
        """Text as it stands, after what parts it from the text before."""
        before = "\n" * self.breaks * bool(self.length) + "\t" * self.tabs
        if not before and self.blank and self.length:
            before = " "
        self.breaks, self.tabs, self.blank = 0, 0, False
        start = self.length + len(before)
        for element in self.waiting:
            element.start = start
        self.waiting.clear()
        self.pieces += [before, text]
        self.length = start + len(text)


def render(root: etree._Element) -> tuple[str, tuple[Mark, ...]]:
    """The text of a page and the marks of its elements.

    Args:
        root: the page's outermost element.
    """
    walk = _Walk()
    context = etree.iterwalk(root, events=("start", "end"))
    for event, element in context:
        if event == "end":
            walk.end(element)
        elif stances().get(str(element.tag)) == "skip":
            context.skip_subtree()
            walk.skip(element)
        else:
            walk.start(element)
    return "".join(walk.writer.pieces), walk.believed()


class _Walk:
    """Carries the open elements through the page."""

    def __init__(self) -> None:
        self.writer = _Writer()
        self.open: list[_Open] = []
        self.tables: list[TableKind] = []
        self.preformatted = 0
        self.links: list[Link] = []
        self.pointing: list[Span] = []
        self.named: dict[str, Span] = {}
        self.items: list[tuple[int, int]] = []  # numbers of the open lists, and of their last items
        self.lists = 0
        self.stated: list[Mark] = []
        self.told: list[Mark] = []

    def skip(self, element: etree._Element) -> None:
        """An element whose content is no text."""
        self.open.append(_Open("", self._language()))

    def start(self, element: etree._Element) -> None:
        """An element opens; its text up to its first child follows."""
        tag = str(element.tag)
        opened = self._opened(element, tag)
        self._stand(opened, element)
        self.open.append(opened)
        if opened.stated or opened.told or opened.points or opened.stance in BLOCKS:
            self.writer.waiting.append(opened)
        if tag == "pre":
            self.preformatted += 1
        self._text(element.text)

    def end(self, element: etree._Element) -> None:
        """An element closes; the text up to the next element follows."""
        opened = self.open.pop()
        self._close_marks(opened)
        if opened.tag == "pre":
            self.preformatted -= 1
        if opened.tag == "table":
            self.tables.pop()
        if opened.tag == "ol":
            self.items.pop()
        if opened.tag in CELLS and opened.is_data:
            self.writer.cells -= 1
        self._part(opened)
        self._text(element.tail)

    def believed(self) -> tuple[Mark, ...]:
        """What elements state, and what class names tell of less than half of the text."""
        most = TOLD_SHARE * self.writer.length
        told = [mark for mark in self.told if len(mark.span) <= most]
        text = "".join(self.writer.pieces)
        links = note_link_marks(text, self.links, self.named)
        return in_order([*self.stated, *told, *links, *link_row_marks(text, self.pointing, self.stated)])

    def _language(self) -> str:
        return self.open[-1].language if self.open else ""

    def _opened(self, element: etree._Element, tag: str) -> _Open:
        language = element_language(element) or self._language()
        stated = list(statement_marks(element))
        if tag == "table":
            self.tables.append(_kind_of(element))
        if self.open and language != self._language():
            stated.append(f"lang:{language}")
        kind = self.tables[-1] if self.tables else TableKind.LAYOUT
        if kind is not TableKind.DATA:
            stated = [name for name in stated if name not in {"tr", "td", "th"}]
        stance = stances().get(tag, "")
        if tag in CELLS and kind is TableKind.RECORD:
            stance = "line"
            stated += _record_marks(element)
        elif tag in CELLS and kind is not TableKind.DATA:
            stance = "blank"
            stated += _column_marks(element) if kind is TableKind.FACING else []
        stated += self._number_of_item(element, tag)
        name = element.get("id") or (element.get("name") if tag == "a" else "") or ""
        target = element.get("href", "")[1:] if tag == "a" and element.get("href", "").startswith("#") else ""
        points = tag == "a" and "href" in element.attrib
        told = told_marks(element)
        return _Open(tag, language, stated, told, kind is TableKind.DATA, stance, name, target, points)

    def _number_of_item(self, element: etree._Element, tag: str) -> list[str]:
        """The number that a browser writes before an item of an ordered list."""
        if tag == "ol":
            start = element.get("start", "")
            self.lists += 1
            self.items.append((self.lists, int(start) - 1 if start.isdecimal() else 0))
        parent = element.getparent()
        if tag != "li" or parent is None or parent.tag != "ol" or not self.items:
            return []
        number, last = self.items[-1]
        stated = element.get("value", "")
        self.items[-1] = (number, int(stated) if stated.isdecimal() else last + 1)
        return [f"item:{self.items[-1][1]}#{number}"]

    def _stand(self, opened: _Open, element: etree._Element) -> None:
        """What parts the element from the text before it."""
        if opened.tag == "br":
            self.writer.line_break()
        elif opened.tag == "tab":
            self.writer.tabulate()
        elif opened.tag in CELLS and opened.is_data:
            previous = element.getprevious()
            self.writer.tabs += previous is not None and previous.tag in CELLS
            self.writer.cells += 1
        else:
            self._part(opened)

    def _part(self, opened: _Open) -> None:
        if opened.tag == "tr":
            self.writer.tabs = 0
        if opened.stance in {"blank", "line"}:
            self.writer.part(2 if opened.stance == "blank" else 1)

    def _name_block(self, opened: _Open) -> None:
        """Hand the names of an element to its block, and those of a block to its text."""
        names = [*opened.names, *([opened.name] if opened.name else [])]
        if opened.stance in BLOCKS and opened.start >= 0:
            self.named.update(dict.fromkeys(names, Span(opened.start, self.writer.length)))
        elif names and self.open:
            self.open[-1].names += names

    def _close_marks(self, opened: _Open) -> None:
        self._name_block(opened)
        if opened.start < 0:
            if self.writer.waiting and self.writer.waiting[-1] is opened:
                self.writer.waiting.pop()
            return
        span = Span(opened.start, self.writer.length)
        self.stated += [Mark(span, name) for name in opened.stated]
        self.told += [Mark(span, name) for name in opened.told]
        if opened.points:
            self.pointing.append(span)
        if opened.target:
            self.links.append(Link(span, opened.target))

    def _text(self, text: str | None) -> None:
        if text and self.preformatted:
            self.writer.write_exactly(text)
        elif text:
            self.writer.write(text)


def _kind_of(table: etree._Element) -> TableKind:
    """What a table is for."""
    if next(table.iterdescendants("table"), None) is not None:
        return TableKind.LAYOUT
    rows = [_cells(row) for row in table.iterdescendants("tr")]
    kind = table_kind(rows)
    is_box = len(rows) == 1 and next(table.iterdescendants("br"), None) is not None
    cells = table.iterdescendants("td", "th")
    arranges = kind is TableKind.DATA and (is_box or any(map(_arranges, cells)))
    return TableKind.LAYOUT if arranges else kind


def _cells(row: etree._Element) -> list[Cell]:
    return [
        Cell(_folded_text(cell).strip(), cell.tag == "th", element_language(cell))
        for cell in row.iterchildren("td", "th")
    ]


def _record_marks(cell: etree._Element) -> list[str]:
    """`dt` for the label, `dd` for the value; a cell alone in its row is neither."""
    if any(other.tag in CELLS for other in cell.itersiblings(preceding=True)):
        return ["dd"]
    return ["dt"] if any(other.tag in CELLS for other in cell.itersiblings()) else []


def _folded_text(element: etree._Element) -> str:
    return FOLDED.sub(" ", "".join(map(str, element.itertext())))


def _column_marks(cell: etree._Element) -> list[str]:
    """`cell`, and the number of its column, by which a heading above it speaks of it."""
    return ["cell", f"cell {sum(other.tag in CELLS for other in cell.itersiblings(preceding=True))}"]


def _arranges(cell: etree._Element) -> bool:
    """Whether a cell holds blocks or running text."""
    blocks = sum(stances().get(str(child.tag)) == "blank" for child in cell.iterdescendants())
    return blocks > 1 or len(_folded_text(cell)) > CELL_LENGTH
