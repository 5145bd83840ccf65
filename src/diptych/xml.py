"""XML from anywhere, read without trust: no entities, no network, no DTD, no monsters.

Every room that reads XML reads it with these settings. libxml2's own limits (depth, length
of a text, growth by entities) stay on.
"""

from typing import Any, TypedDict

from lxml import etree

from diptych.errors import DiptychError

Element = etree._Element


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


def parse_xml(data: bytes, doctype: bool = False) -> Element:
    r"""The root of an XML file; comments and processing instructions are left out.

    Args:
        data: the bytes of the file.
        doctype: whether it may have a DOCTYPE, as long as that declares no entities. What it names is never
            fetched.

    Raises:
        XmlError: it is not well-formed, has a DOCTYPE or entities, or exceeds the parser's safe limits.

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
    _refuse_doctype(root.getroottree().docinfo.internalDTD, doctype)
    return root


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
