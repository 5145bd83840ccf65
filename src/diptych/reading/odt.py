"""OpenDocument texts (.odt), as LibreOffice saves them: ODF 1.3 (ISO/IEC 26300).

As for Word documents, the text is read with all changes accepted, notes stand behind it, and heads and
feet of pages are stated.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.errors import ReadingError
from diptych.model import Field
from diptych.reading.layers import Layer
from diptych.reading.office import NOTHING, Walk, attribute, child, heading, left_out, name_of, properties
from diptych.reading.zipped import Parts
from diptych.xml import Element

CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
SKIPPED = frozenset(
    {
        "annotation",
        "annotation-end",
        "tracked-changes",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
    }
    | {"forms", "table-of-content-source", "ruby-text", "alphabetical-index-source", "bibliography-source"}
)
"""Elements that hold settings, or remarks about the text."""

MOST_ANCESTORS = 50
RAISED = re.compile(r"super\b|[1-9]\d*%")


def read_odt(data: bytes, max_bytes: int) -> Layer:
    """The text layer of an OpenDocument text, and its properties as fields.

    Args:
        data: the bytes of the file.
        max_bytes: its parts may unpack to so many.

    Raises:
        ReadingError: it is no OpenDocument text, is encrypted or damaged, or means harm.
    """
    parts = Parts(data, max_bytes)
    if CONTENT not in parts:
        raise ReadingError("this is a ZIP archive without a text in it", hint="give it its own suffix")
    if (
        MANIFEST in parts
        and next(parts.xml(MANIFEST, doctype=True).iter("{*}encryption-data"), None) is not None
    ):
        raise ReadingError("the document is encrypted", hint="open it and save it without a password")
    root = parts.xml(CONTENT)
    body = child(root, "body", "text")
    if body is None:
        raise ReadingError("this is an OpenDocument file, but no text", hint="save its text as .odt or .txt")
    styles = parts.xml(STYLES) if STYLES in parts else None
    document = _Document(_styles([root] if styles is None else [styles, root]))
    document.write(body)
    fields = [] if META not in parts else list(properties(parts.xml(META)))
    fields += [] if styles is None else _heads_and_feet(styles)
    deleted = sum(1 for change in body.iter("{*}changed-region") if child(change, "deletion") is not None)
    return document.layer([*fields, *left_out(deleted, "deleted passage")])


def _heads_and_feet(styles: Element) -> Iterator[Field]:
    for kind in ("header", "footer"):
        for part in styles.iter(f"{{*}}{kind}"):
            words = " ".join(" ".join(map(str, part.itertext())).split())
            if any(map(str.isalpha, words)):
                yield Field(f"page {kind}", words)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of the text in it.

    Attributes:
        parent: the style it is based on.
        language: of the text; "" where it says nothing.
        raised: whether the text is superscript.
    """

    parent: str
    language: str
    raised: bool


def _styles(roots: Sequence[Element]) -> Mapping[str, _Style]:
    """Name of a style -> the style; those of the document itself come last and overrule."""
    styles = {}
    for root in roots:
        for style in root.iter("{*}style"):
            settings = child(style, "text-properties")
            language = "" if settings is None else attribute(settings, "language")
            position = "" if settings is None else attribute(settings, "text-position")
            styles[attribute(style, "name")] = _Style(
                attribute(style, "parent-style-name"),
                "" if language in {"none", "zxx"} else language,
                bool(RAISED.match(position)),
            )
    return styles


class _Document(Walk):
    """The walk through an OpenDocument text."""

    mixed = True

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        super().__init__()
        self._styles = styles
        self._starts: Mapping[str, Callable[[Element], int]] = {
            "p": self._paragraph,
            "h": lambda element: self.paragraph(_heading(element), self._language(element)),
            "span": self._span,
            "s": lambda element: self.text(" "),
            "tab": lambda element: self.empty("tab"),
            "line-break": lambda element: self.empty("br"),
            "list-item": self._item,
            "table": lambda element: self.open("table"),
            "table-row": lambda element: self.open("tr"),
            "table-cell": self._cell,
            "covered-table-cell": self._cell,
        }

    def start(self, name: str, element: Element) -> int:
        """As `Walk` has it."""
        return self._starts[name](element) if name in self._starts else 0

    def skips(self, name: str, element: Element) -> bool:
        """As `Walk` has it."""
        note = child(element, "note-body") if name == "note" else None
        if note is not None:
            self._call(element, note)
        elif name == "frame":
            for box in element.iterchildren("{*}text-box"):
                self.box(box)
        elif name == "custom-shape":
            self.box(element)
        else:
            return name in SKIPPED
        return True

    def _call(self, element: Element, note: Element) -> None:
        sign = child(element, "note-citation")
        if sign is None or not attribute(sign, "label"):
            self.call(note)
            return
        self.call_by_own_sign(note)
        self.text(attribute(sign, "label"))
        self.close()

    def _paragraph(self, element: Element) -> int:
        is_title = "Title" in self._ancestry(attribute(element, "style-name"))
        return self.paragraph(heading(1) if is_title else "p", self._language(element))

    def _item(self, element: Element) -> int:
        """An item of a list; a numbered heading is in a list, too, and no item."""
        return 0 if child(element, "h") is not None else self.open("li")

    def _cell(self, element: Element) -> int:
        parent = element.getparent()
        rows = None if parent is None else parent.getparent()
        heads = rows is not None and name_of(rows) == "table-header-rows"
        languages = {self._language(paragraph) for paragraph in element.iterchildren("{*}p")} - {""}
        return self.open(
            "th" if heads else "td", {"lang": min(languages)} if len(languages) == 1 else NOTHING
        )

    def _span(self, element: Element) -> int:
        style = self._styles.get(attribute(element, "style-name"))
        return self.open("sup") if style is not None and style.raised else 0

    def _language(self, element: Element) -> str:
        """The language of a paragraph: of its spans where nothing stands outside them, else its own."""
        spans = list(element.iterchildren("{*}span"))
        loose = (element.text or "").strip() or any((span.tail or "").strip() for span in spans)
        names = [attribute(span, "style-name") for span in spans if not loose]
        languages = {self._stated_language(name) for name in names if name} - {""}
        if len(languages) == 1 and len(spans) == len(element):
            return languages.pop()
        return self._stated_language(attribute(element, "style-name")) if not languages else ""

    def _stated_language(self, name: str) -> str:
        ancestry = (self._styles[one].language for one in self._ancestry(name) if one in self._styles)
        return next(filter(None, ancestry), "")

    def _ancestry(self, name: str) -> list[str]:
        """A style and those it is based on."""
        names = [name]
        while len(names) < MOST_ANCESTORS and names[-1] in self._styles and self._styles[names[-1]].parent:
            names.append(self._styles[names[-1]].parent)
        return names


def _heading(element: Element) -> str:
    level = attribute(element, "outline-level")
    return heading(int(level) if level.isdecimal() else 1)
