"""XML as text: faster to write than a tree, and what CAT tools saved is read with the house's own parser."""

from xml.sax.saxutils import escape, quoteattr

from diptych.errors import ExchangeError
from diptych.xml import Element, XmlError, local_name, parse_xml

_CARRIAGE_RETURN = {"\r": "&#13;"}
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements for codes of a program, in TMX and XLIFF alike; what they hold is no text."""


def content(words: str) -> str:
    """Words as the content of an element; they hold nothing that XML forbids.

    >>> content("]]> & <b>")
    ']]&gt; &amp; &lt;b&gt;'
    """
    return escape(words, _CARRIAGE_RETURN)


def attribute(value: str) -> str:
    """A value of an attribute with its quotation marks.

    >>> print(attribute('say "no"'))
    'say "no"'
    """
    return quoteattr(value)


def root_element(data: bytes, where: str, name: str) -> Element:
    """The root of an XML file that a tool saved.

    Args:
        data: the file.
        where: its name, for errors.
        name: what the root is called.

    Raises:
        ExchangeError: it is not well-formed, means harm, or has another root.
    """
    try:
        root = parse_xml(data, doctype=True)
    except XmlError as error:
        raise ExchangeError(error.what, f"{where}, line {error.line}", error.hint) from None
    if local_name(root) != name:
        raise ExchangeError(f"its root is <{local_name(root)}>, not <{name}>", where)
    return root


def plain_text(element: Element) -> str:
    """The words of a segment without codes that a program put into it."""
    pieces = [element.text or ""]
    for child in element:
        pieces += ["" if local_name(child) in _CODES else plain_text(child), child.tail or ""]
    return "".join(pieces)
