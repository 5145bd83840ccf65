"""What the readers of office documents share: a page of HTML in the making, and the properties of a file.

A word processor's file becomes the HTML that a browser would show of it, and what is then read is that
page (`html.py`): headings, tables and notes are told there, once for all formats.
"""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from diptych.model import Field
from diptych.reading.html import tree_layer
from diptych.reading.layers import Layer
from diptych.xml import Element

NOTHING: Mapping[str, str] = {}

PARAGRAPHS = frozenset({"p", "h"})

PROPERTIES = {
    "title": "title",
    "creator": "author",
    "initial-creator": "author",
    "subject": "subject",
    "keywords": "keywords",
    "keyword": "keywords",
    "description": "description",
    "language": "lang",
    "created": "file date",
    "creation-date": "file date",
}
"""What office documents call a property (Dublin Core, OPC and ODF), and what pages call it.

The date is that of the file, not of the document in it, and so has a name of its own.
"""


class Walk:
    """Writes a word processor's document as a page of HTML, element by element.

    A loop, not a recursion, so that depth costs nothing. Text boxes stand behind the paragraph that they
    hang on, notes behind the text in the order of their anchors.
    """

    mixed = False
    """Whether any element holds text, not only those that `start` writes."""

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._open: list[str] = []
        self._label = ""
        self._numbered = 0
        self._boxes: list[Element] = []
        self._in_box = False
        self._called: list[tuple[str, Element]] = []
        self.open("html")
        self.open("body")

    def start(self, name: str, element: Element) -> int:
        """Writes the start of an element, and says how many elements of HTML it opened."""
        raise NotImplementedError

    def skips(self, name: str, element: Element) -> bool:
        """Whether an element is not written where it stands."""
        raise NotImplementedError

    def open(self, tag: str, attributes: Mapping[str, str] = NOTHING) -> int:
        """An element of HTML opens."""
        self._builder.start(tag, {key: value for key, value in attributes.items()})
        self._open.append(tag)
        return 1

    def close(self) -> None:
        """The innermost open element closes."""
        self._builder.end(self._open.pop())

    def text(self, text: str | None) -> int:
        """Text stands here."""
        if text:
            self._builder.data(text)
        return 0

    def empty(self, tag: str) -> int:
        """An element without content stands here."""
        self.open(tag)
        self.close()
        return 0

    def paragraph(self, tag: str, language: str) -> int:
        """A paragraph opens; the first of a note begins with its label."""
        self.open(tag, {"lang": language} if language else NOTHING)
        if self._label:
            self.text(f"[{self._label}] ")
            self._label = ""
        return 1

    def box(self, blocks: Element) -> None:
        """A text box hangs here."""
        self._boxes.append(blocks)

    def call(self, note: Element) -> int:
        """A note is called here; its label is its number in the document."""
        self._numbered += 1
        label = str(self._numbered)
        self._called.append((label, note))
        self.open("a", {"role": "doc-noteref"})
        self.text(f"[{label}]")
        self.close()
        return 0

    def call_by_own_sign(self, note: Element) -> int:
        """A note is called here by the sign that follows, which the note itself begins with."""
        self._called.append(("", note))
        return self.open("a", {"role": "doc-noteref"})

    def write(self, root: Element) -> None:
        """Writes an element and what is in it."""
        opened: list[int] = []
        context = etree.iterwalk(root, events=("start", "end"))
        for event, element in context:
            name = name_of(element)
            if event == "end":
                self._end(name, element, opened.pop())
            elif not name or self.skips(name, element):
                opened.append(0)
                context.skip_subtree()
            else:
                opened.append(self.start(name, element))
                self.text(element.text if self.mixed else "")
        self._write_boxes()

    def _end(self, name: str, element: Element, opened: int) -> None:
        for _ in range(opened):
            self.close()
        if name in PARAGRAPHS:
            self._write_boxes()
        self.text(element.tail if self.mixed else "")

    def _write_boxes(self) -> None:
        """Writes the text boxes that wait; a box may hold further ones, which then wait, too."""
        if self._in_box:
            return
        self._in_box = True
        while self._boxes:
            self.open("div")
            for block in self._boxes.pop(0):
                self.write(block)
            self.close()
        self._in_box = False

    def layer(self, fields: Iterable[Field]) -> Layer:
        """The text layer of the page, which ends here with its notes."""
        for label, note in self._called:  # grows while it is walked: a note may call further ones
            self._label = label
            self.open("div", {"role": "doc-footnote"})
            self.write(note)
            self.close()
        while self._open:
            self.close()
        return tree_layer(self._builder.close(), tuple(dict.fromkeys(fields)))


def name_of(element: Element) -> str:
    """The name of an element without its namespace; "" for what is none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute of that local name, whatever its namespace; "" where there is none."""
    return next((str(value) for key, value in element.items() if etree.QName(key).localname == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names."""
    for name in path:
        element = None if element is None else next(iter(element.iterchildren(f"{{*}}{name}")), None)
    return element


def heading(level: int) -> str:
    """The element of a heading; HTML has six levels."""
    return f"h{min(max(level, 1), 6)}"


def properties(root: Element) -> Iterator[Field]:
    """What the properties of a file state, in their order."""
    for element in root.iter("{*}*"):
        value = " ".join("".join(map(str, element.itertext())).split())
        if name_of(element) in PROPERTIES and value and not len(element):
            yield Field(PROPERTIES[name_of(element)], value)


def left_out(count: int, what: str) -> Iterator[Field]:
    """The record of what is in the file and not in the text layer; nothing where that is nothing."""
    if count:
        yield Field("left out", f"{count} {what}{'s' * (count > 1)}")
