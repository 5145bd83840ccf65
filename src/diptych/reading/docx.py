"""Word documents (.docx): OOXML (ISO/IEC 29500), transitional and strict.

Text as it reads with all changes accepted: inserted text stays, deleted text is left out and counted.
Notes stand behind the text, each with its anchor; heads and feet of pages are no text, but stated.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from diptych.errors import ReadingError
from diptych.model import Field
from diptych.reading.layers import Layer
from diptych.reading.office import NOTHING, Walk, attribute, child, heading, left_out, name_of, properties
from diptych.reading.zipped import Parts, beside
from diptych.xml import Element

ROOT_RELATIONS = "_rels/.rels"
RELATED = ("footnotes", "endnotes", "header", "footer", "styles")

SKIPPED = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "Fallback", "instrText"}
)
"""Elements that hold settings, or the same text for older programs."""

DELETED = frozenset({"del", "moveFrom"})
NOTE_KINDS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
ON = frozenset({"1", "true", "on"})


def read_docx(data: bytes, max_bytes: int) -> Layer:
    """The text layer of a Word document, and its properties as fields.

    Args:
        data: the bytes of the file.
        max_bytes: its parts may unpack to so many.

    Raises:
        ReadingError: it is no Word document, is damaged, or means harm.
    """
    parts = Parts(data, max_bytes)
    relations = _relations(parts, ROOT_RELATIONS, "")
    (main, *_) = relations.get("officeDocument", ["word/document.xml"])
    if main not in parts:
        raise ReadingError(
            "this is a ZIP archive without a Word document in it", hint="give it its own suffix"
        )
    root = parts.xml(main)
    related = _relations(parts, _relations_of(main), main)
    roots = {kind: [parts.xml(name) for name in related.get(kind, []) if name in parts] for kind in RELATED}
    document = _Document(
        _levels(roots["styles"]), {kind: _notes(roots[kind]) for kind in NOTE_KINDS.values()}
    )
    about = [parts.xml(name) for name in relations.get("core-properties", []) if name in parts]
    fields = [field for stated in about for field in properties(stated)]
    fields += [Field(f"page {kind}", words) for kind in ("header", "footer") for words in _lines(roots[kind])]
    document.write(root)
    return document.layer(
        [
            *fields,
            *left_out(document.deleted, "deleted passage"),
            *left_out(document.hidden, "hidden passage"),
        ]
    )


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _relations(parts: Parts, name: str, part: str) -> Mapping[str, list[str]]:
    """Kind of relation -> names of the parts inside the file that stand in it to a part."""
    found: dict[str, list[str]] = {}
    for relation in parts.xml(name) if name in parts else ():
        target = beside(part, relation.get("Target") or "")
        if target and relation.get("TargetMode") != "External":
            found.setdefault((relation.get("Type") or "").rpartition("/")[2], []).append(target)
    return found


def _levels(styles: list[Element]) -> Mapping[str, int]:
    """Id of a style -> level of the headings that have it: its own, or that of the style it is based on."""
    known = {attribute(style, "styleId"): style for root in styles for style in root.iter("{*}style")}
    levels = {id: level for id, style in known.items() if (level := _own_level(style))}
    based = {id: _value(child(style, "basedOn")) for id, style in known.items()}
    for id in known:
        ancestors = [id]
        while (
            (parent := based.get(ancestors[-1], ""))
            and parent not in ancestors
            and ancestors[-1] not in levels
        ):
            ancestors.append(parent)
        if ancestors[-1] in levels:
            levels.update(dict.fromkeys(ancestors, levels[ancestors[-1]]))
    return levels


def _own_level(style: Element) -> int:
    name = _value(child(style, "name")).casefold()
    if name == "title":
        return 1
    level = name.removeprefix("heading ") if name.startswith("heading ") else ""
    return _outline(child(style, "pPr")) or (int(level) if level.isdecimal() else 0)


def _outline(settings: Element | None) -> int:
    """The level of heading that settings state, from 1; 0 where they state none (9 is body text)."""
    stated = _value(child(settings, "outlineLvl"))
    return int(stated) + 1 if stated.isdecimal() and int(stated) < 9 else 0


def _value(element: Element | None) -> str:
    return "" if element is None else attribute(element, "val")


def _notes(roots: list[Element]) -> Mapping[str, Element]:
    """Id of a note -> its element; separators and the like, which have a type, are no notes."""
    notes = (note for root in roots for note in root if name_of(note) in {"footnote", "endnote"})
    return {attribute(note, "id"): note for note in notes if attribute(note, "type") in {"", "normal"}}


def _lines(roots: list[Element]) -> Iterator[str]:
    """The words of each paragraph in heads and feet of pages."""
    for root in roots:
        for paragraph in root.iter("{*}p"):
            words = " ".join("".join(str(text.text or "") for text in paragraph.iter("{*}t")).split())
            if any(map(str.isalpha, words)):
                yield words


class _Document(Walk):
    """The walk through a Word document."""

    def __init__(self, levels: Mapping[str, int], notes: Mapping[str, Mapping[str, Element]]) -> None:
        super().__init__()
        self.deleted = 0
        self.hidden = 0
        self._levels = levels
        self._notes = notes
        self._starts: Mapping[str, Callable[[Element], int]] = {
            "p": self._paragraph,
            "tbl": lambda element: self.open("table"),
            "tr": lambda element: self.open("tr"),
            "tc": self._cell,
            "r": self._run,
            "t": lambda element: self.text(element.text),
            "sym": lambda element: self.text(_symbol(element)),
            "noBreakHyphen": lambda element: self.text("\u2011"),
            "softHyphen": lambda element: self.text("\u00ad"),
            "tab": lambda element: self.empty("tab"),
            "br": lambda element: self.empty("br"),
            "cr": lambda element: self.empty("br"),
            **dict.fromkeys(NOTE_KINDS, self._reference),
        }

    def start(self, name: str, element: Element) -> int:
        """As `Walk` has it."""
        return self._starts[name](element) if name in self._starts else 0

    def skips(self, name: str, element: Element) -> bool:
        """As `Walk` has it; what is lost thereby is counted."""
        if name == "txbxContent":
            self.box(element)
        elif name in DELETED:
            self.deleted += next(element.iter("{*}t", "{*}delText"), None) is not None
        elif name == "r" and _is_on(child(element, "rPr", "vanish")):
            self.hidden += next(element.iter("{*}t"), None) is not None
        else:
            return name in SKIPPED
        return True

    def _paragraph(self, element: Element) -> int:
        settings = child(element, "pPr")
        level = _outline(settings) or self._levels.get(_value(child(settings, "pStyle")), 0)
        in_list = child(settings, "numPr") is not None
        return self.paragraph(heading(level) if level else "li" if in_list else "p", _language(element))

    def _cell(self, element: Element) -> int:
        heads = _is_on(child(element.getparent(), "trPr", "tblHeader"))
        languages = {_language(paragraph) for paragraph in element.iterchildren("{*}p")} - {""}
        return self.open(
            "th" if heads else "td", {"lang": min(languages)} if len(languages) == 1 else NOTHING
        )

    def _run(self, element: Element) -> int:
        references = (self._note(reference) for reference in element if _has_own_sign(reference))
        note = next((note for note in references if note is not None), None)
        if note is not None:
            return self.call_by_own_sign(note)
        raised = _value(child(element, "rPr", "vertAlign")) == "superscript"
        return self.open("sup") if raised else 0

    def _reference(self, element: Element) -> int:
        note = self._note(element)
        return 0 if note is None or _has_own_sign(element) else self.call(note)

    def _note(self, reference: Element) -> Element | None:
        return self._notes[NOTE_KINDS[name_of(reference)]].get(attribute(reference, "id"))


def _has_own_sign(element: Element) -> bool:
    """Whether an element calls a note by a sign of the author's own, which follows in its run."""
    return name_of(element) in NOTE_KINDS and attribute(element, "customMarkFollows") in ON


def _is_on(switch: Element | None) -> bool:
    """Whether a setting that is on by being there is on."""
    return switch is not None and (attribute(switch, "val") or "1") in ON


def _language(paragraph: Element) -> str:
    """The language that all runs of a paragraph state; "" where they state several or none."""
    runs = (run for run in paragraph.iterchildren("{*}r") if child(run, "t") is not None)
    languages = {_value(child(run, "rPr", "lang")) for run in runs}
    return languages.pop() if len(languages) == 1 else ""


def _symbol(element: Element) -> str:
    """A sign that is named by its place in a font."""
    code = attribute(element, "char")
    return (
        chr(int(code, 16))
        if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) and not 0xD800 <= int(code, 16) < 0xE000
        else ""
    )
