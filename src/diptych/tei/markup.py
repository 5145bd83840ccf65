"""The few things that every TEI element needs: names, legal characters, a short way to build.

lxml refuses characters that XML 1.0 does not know, and its text/tail pairs make
mixed content long-winded; here both are dealt with once.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from lxml import etree

Element = etree._Element
Content = str | Element | None

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TEI = f"{{{NAMESPACE}}}"

RESP = "resp.diptych"
"""Id of the software's `respStmt`; what was made automatically points to it."""
REVIEWER = "resp.review"
"""Id of the `respStmt` of whoever confirmed or rejected beads."""
SOURCE = "source"
"""Id of the `bibl` that describes the file as received."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MIXED = frozenset(
    {"p", "ab", "head", "stamp", "dateline", "salute", "signed", "speaker", "note", "desc", "item"}
)


def legal(text: str, instead: str = "\ufffd") -> str:
    r"""The text with another character for each one that XML 1.0 forbids.

    >>> legal("bell\a")
    'bell�'
    """
    return _ILLEGAL.sub(instead, text)


def element(tag: str, *content: Content, **attributes: str | None) -> Element:
    """A TEI element; `xml_id` and `xml_lang` become `xml:id` and `xml:lang`, None is left out.

    Attributes keep the order of the call, so that the same document gives the same bytes.
    """
    stated = {
        _ATTRIBUTES.get(name, name): legal(value) for name, value in attributes.items() if value is not None
    }
    made = _FACTORY.makeelement(TEI + tag, stated, _PREFIXES)
    if content:
        extend(made, content)
    return made


_PREFIXES: dict[str, str] = {None: NAMESPACE}  # type: ignore[dict-item]  # the stubs know no default
_ATTRIBUTES = {"xml_id": XML_ID, "xml_lang": XML_LANG}
_FACTORY = etree.Element("factory")
"""Elements made by one element share its libxml2 document. An element made alone has a document of its own,
and libxml2 takes quadratic time to move a thousand `xml:id` from one document to another."""


def extend(parent: Element, content: Iterable[Content]) -> None:
    """Append text and elements to what the element holds already."""
    for are_text, parts in groupby((part for part in content if part is not None), _is_text):
        if are_text:
            append_text(parent, "".join(map(str, parts)))  # at once: each time copies what is there
        else:
            parent.extend([part for part in parts if not isinstance(part, str)])


def _is_text(part: str | Element) -> bool:
    return isinstance(part, str)


def append_text(parent: Element, text: str) -> None:
    """Append text behind whatever the element holds already."""
    last = _last_child(parent)
    if last is not None:
        last.tail = (last.tail or "") + legal(text)
    else:
        parent.text = (parent.text or "") + legal(text)


def _last_child(parent: Element) -> Element | None:
    """The last child without counting the others, as `len` of an element does."""
    return next(parent.iterchildren(reversed=True), None)


def indent(parent: Element, level: int = 0) -> None:
    """Put each child on a line of its own, down to where text begins.

    lxml's own pretty printing would put white space between two Chinese sentences.
    """
    last = _last_child(parent)
    if last is None or parent.tag.removeprefix(TEI) in _MIXED or (parent.text or "").strip():
        return
    parent.text = "\n" + "  " * (level + 1)
    for child in parent:
        indent(child, level + 1)
        child.tail = parent.text
    last.tail = "\n" + "  " * level


def pointers(ids: Iterable[str]) -> str:
    """Ids as the value of a pointing attribute.

    >>> pointers(["ru.p1.s1", "ru.p1.s2"])
    '#ru.p1.s1 #ru.p1.s2'
    """
    return " ".join(f"#{id}" for id in ids)
