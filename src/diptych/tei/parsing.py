"""TEI files as trees, read without trust: no entities, no network, no DTD, no monsters."""

from dataclasses import dataclass

from diptych.errors import TeiError
from diptych.tei.markup import TEI, Element
from diptych.xml import XmlError, parse_xml


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a TEI file.

    Attributes:
        code: of the rule: `xml`, `schema`, or an integrity code such as `E101`.
        line: of the file, from 1; 0 where none can be named.
        what: what is wrong.
        hint: what to do about it.
        where: the file.
    """

    code: str
    line: int
    what: str
    hint: str = ""
    where: str = ""

    def __str__(self) -> str:
        place = ":".join(filter(None, (self.where, str(self.line or ""))))
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.code}: {self.what}{advice}" if place else f"{self.code}: {self.what}{advice}"


def parse(data: bytes, where: str = "", inclusions: bool = False) -> Element:
    """The root of a TEI file; comments and processing instructions are left out.

    Args:
        data: the file.
        where: its name, for messages.
        inclusions: whether it may include others; none is ever fetched.

    Raises:
        TeiError: it is not well-formed, has a DOCTYPE, or is larger than the parser's safe limits.
    """
    try:
        return parse_xml(data, inclusions=inclusions)
    except XmlError as error:
        raise TeiError(
            error.what, _place(where, error.line), error.hint or "nothing further was checked"
        ) from None


def _place(where: str, line: int) -> str:
    return f"{where or 'line'}{':' if where else ' '}{line}"


def line_of(element: Element) -> int:
    """The line an element begins in."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def required(element: Element, attribute: str) -> str:
    """The value of an attribute.

    Raises:
        ValueError: the element has none of that name.
    """
    value = element.get(attribute)
    if value is None:
        raise ValueError(f"{element.tag} in line {line_of(element)} has no {attribute}")
    return value


def string_value(element: Element) -> str:
    """The words of an element: all text but that of note anchors and of running heads and page numbers."""
    if not len(element):
        return element.text or ""
    pieces = [element.text or ""]
    for child in element:
        if not _interrupts(child):
            pieces.append(string_value(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _interrupts(element: Element) -> bool:
    return element.tag == TEI + "fw" or (element.tag == TEI + "ref" and element.get("type") == "noteAnchor")
