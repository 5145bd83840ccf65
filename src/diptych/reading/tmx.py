"""Translation memories (TMX 1.4b): each segment a sentence as it is, each unit a bead.

The text layer has a segment a line and a blank line between two units, in the order of the
file. Codes of the program that made the file (`<ph>`, `<bpt>`, ...) are no text; what they enclose is.
"""

from collections.abc import Iterator

from lxml import etree

from diptych.errors import ReadingError
from diptych.model import Field, Kind, Role, Side
from diptych.reading.layers import Layer
from diptych.reading.outlining import Outliner
from diptych.xml import DECLARATION, local_name, parse_xml

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LINE_BREAKS = frozenset({"lb", "x-lb"})
_UNNAMED = "variant "
_ANY_LANGUAGE = "*all*"
_MOST_VALUES = 20
"""A property of units with more values than these says something of each, not of the file."""

_FROM_HEADER = {
    "creationid": "author",
    "creationdate": "creationdate",
    "changedate": "changedate",
    "creationtool": "creationtool",
    "creationtoolversion": "creationtoolversion",
    "o-tmf": "o-tmf",
    "segtype": "segtype",
    "srclang": "srclang",
}
"""Attributes of the header that are worth a statement, and the statement's name."""


def read_tmx(text: str) -> Layer:
    """The segments of a translation memory with their languages and units.

    Raises:
        ReadingError: it is no TMX, or not well-formed, or holds no unit with text.
    """
    root = parse_xml(DECLARATION.sub("", text).encode(), doctype=True)
    if local_name(root) != "tmx":
        raise ReadingError(f"this is no TMX: its root is <{local_name(root)}>", hint="give it its own suffix")
    writer = Outliner()
    languages: dict[str, None] = {}
    for number, unit in enumerate(_named(root, "tu"), start=1):
        writer.space("\n" * (number > 1))
        languages |= dict.fromkeys(_write_unit(writer, unit, number))
    if not writer.sections:
        raise ReadingError("no unit holds text", hint="export the memory again, with its segments")
    header = next(_named(root, "header"), None)
    source = header.get("srclang", "") if header is not None else ""
    return writer.layer(_sides(list(languages), source), dict.fromkeys(_fields(root, header)))


def _write_unit(writer: Outliner, unit: etree._Element, number: int) -> Iterator[str]:
    """Writes the segments of a unit; yields the languages."""
    keys: dict[str, str] = {}
    for place, variant in enumerate(_children(unit, "tuv"), start=1):
        language = (variant.get(_LANG) or variant.get("lang") or "").strip().replace("_", "-")
        language = language or f"{_UNNAMED}{place}"
        segment = next(_children(variant, "seg"), None)
        text, inside = _segment(segment) if segment is not None else ("", [])
        if keys.get(language):
            writer.write(text, Kind.METADATA, reason="another translation in the unit")
        else:
            key = f"{number}.{language}"
            keys[language] = writer.segment(text, language, key, f"segment of unit {number}")
        writer.space("\n")
        for other in inside:
            writer.write(other, Kind.METADATA, reason="text within a code of the segment")
            writer.space("\n")
        yield language
    writer.link(keys.values())


def _segment(segment: etree._Element) -> tuple[str, list[str]]:
    """The text of a segment, and texts that stand inside its codes."""
    pieces: list[str] = []
    inside: list[str] = []
    context = etree.iterwalk(segment, events=("start", "end"))
    for event, element in context:
        if event == "end":
            pieces.append((element.tail or "") if element is not segment else "")
        elif local_name(element) in _CODES:
            pieces.append("\n" if element.get("type") in _LINE_BREAKS else "")
            texts = ("".join(map(str, sub.itertext())) for sub in _named(element, "sub"))
            inside += [text for text in texts if text.strip()]
            context.skip_subtree()
        else:
            pieces.append(element.text or "")
    return "".join(pieces), inside


def _sides(languages: list[str], source: str) -> Iterator[Side]:
    """The languages, the original first if the header names it."""
    original = _original(languages, source)
    for language in sorted(languages, key=lambda one: one != original):
        role = None if not original else Role.ORIGINAL if language == original else Role.TRANSLATION
        yield Side(language, "" if language.startswith(_UNNAMED) else language, role)


def _original(languages: list[str], source: str) -> str:
    """The language that the header means: it may name `en` where units have `en-GB`."""
    wanted = source.lower().replace("_", "-")
    exact = next((one for one in languages if one.lower() == wanted), "")
    if exact or wanted == _ANY_LANGUAGE:
        return exact
    return next((one for one in languages if one.lower().split("-")[0] == wanted.split("-")[0]), "")


def _fields(root: etree._Element, header: etree._Element | None) -> Iterator[Field]:
    """What header and properties state."""
    if header is not None:
        yield from (Field(name, header.get(key, "")) for key, name in _FROM_HEADER.items() if header.get(key))
        for child in header:
            if local_name(child) in {"prop", "note"}:
                yield from _stated(child)
    values: dict[str, dict[str, None]] = {}
    for unit in _named(root, "tu"):
        for prop in _children(unit, "prop"):
            values.setdefault(_property(prop), {})[_text(prop)] = None
    for name, found in values.items():
        yield from (Field(name, value) for value in found if value and len(found) <= _MOST_VALUES)


def _stated(element: etree._Element) -> Iterator[Field]:
    if text := _text(element):
        yield Field(_property(element) if local_name(element) == "prop" else "note", text)


def _property(prop: etree._Element) -> str:
    """What a property is called; programs put `x-` before their own names."""
    return (prop.get("type") or "").lower().removeprefix("x-").replace("_", " ").strip() or "prop"


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{name}")


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(f"{{*}}{name}")
