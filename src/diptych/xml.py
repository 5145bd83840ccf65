"""XML from anywhere, read without trust: no entities, no network, no DTD, no monsters.

Every room that reads XML reads it with these settings. libxml2's own limits (depth, length
of a text, growth by entities) stay on.
"""

import re
from typing import Any, TypedDict

from lxml import etree

from diptych.errors import DiptychError

Element = etree._Element

DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
"""An XML declaration, which is untrue of text that was decoded."""
_DECLARED_WITHIN = 200
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([-\w.:]{2,40})""")
_INCLUSIONS = "{http://www.w3.org/2001/XInclude}*"


class _Settings(TypedDict):
    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


SETTINGS: _Settings = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""What every parser is made with; `etree.iterparse` takes them, too."""


class XmlError(DiptychError):
    """XML that is damaged or means harm; each room says it in the words of its own format.

    Args:
        what: what is wrong, in words.
        line: where, from 1.
        hint: what the user can do.
    """

    def __init__(self, what: str, line: int = 1, hint: str = "") -> None:
        super().__init__(what, hint=hint)
        self.line = line


def parse_xml(data: bytes, doctype: bool = False, inclusions: bool = False) -> Element:
    r"""The root of an XML file; comments and processing instructions are left out.

    Args:
        data: the bytes of the file.
        doctype: whether it may have a DOCTYPE, as long as that declares no entities. What it names is never
            fetched.
        inclusions: whether it may hold inclusions (XInclude), which are left as they stand.

    Raises:
        XmlError: it is not well-formed, has a DOCTYPE, entities or inclusions, or exceeds the parser's safe
            limits.

    >>> parse_xml(b"<a><!-- b -->c</a>").text
    'c'
    >>> parse_xml(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", doctype=True)
    Traceback (most recent call last):
    diptych.xml.XmlError: the file declares entities (take them out: entities can hide text)
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(**SETTINGS))
    except etree.XMLSyntaxError as error:
        raise syntax_error(error) from None
    except ValueError as error:
        raise XmlError(f"not well-formed XML: {error}") from None
    _refuse_doctype(root.getroottree().docinfo.internalDTD, doctype)
    if not inclusions and (inclusion := next(root.iter(_INCLUSIONS), None)) is not None:
        raise XmlError(
            "the file includes others (XInclude)",
            inclusion.sourceline or 1,
            "put their text in, or take it out",
        )
    return root


def declared_encoding(data: bytes) -> str:
    """The encoding that an XML declaration names; "" where it names none.

    >>> declared_encoding(b'<?xml version="1.0" encoding="windows-1251"?><a/>')
    'windows-1251'
    """
    match = _ENCODING.match(data[:_DECLARED_WITHIN])
    return match[1].decode("ascii") if match else ""


def local_name(element: Element) -> str:
    """An element's name without its namespace.

    >>> local_name(etree.fromstring("<t:p xmlns:t='urn:t'/>"))
    'p'
    """
    return str(element.tag).rpartition("}")[2]


def _refuse_doctype(dtd: Any, may_be: bool) -> None:
    if dtd is not None and not may_be:
        raise XmlError("the file has a DOCTYPE", hint="take it out: entities can hide text")
    if dtd is not None and dtd.entities():
        raise XmlError("the file declares entities", hint="take them out: entities can hide text")


def syntax_error(error: etree.XMLSyntaxError) -> XmlError:
    """What the parser stumbled over, said to people."""
    what = (error.msg or "the file is empty").strip()
    if "huge" in what.lower() or "excessive depth" in what.lower():
        return XmlError(f"the file is too deep or too large to be safe: {what}", error.lineno or 1)
    return XmlError(f"not well-formed XML: {what}", error.lineno or 1)
