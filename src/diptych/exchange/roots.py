"""XML files of other tools, by the element that they begin with."""

import re

from diptych.errors import ExchangeError
from diptych.xml import Element, XmlError, parse_xml

_BEFORE_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<([\w.:-]+)")
"""Declaration, DOCTYPE and comments, then a tag."""


def begins_with(data: bytes, tag: str) -> bool:
    """Whether the first element of an XML file is of that name.

    >>> begins_with(b"<?xml version='1.0'?><linkGrp toDoc='a'>", "linkGrp")
    True
    """
    return first_element(data) == tag


def first_element(data: bytes) -> str:
    """The name of the first element of an XML file without its prefix; empty where none is found.

    >>> first_element(b"<!DOCTYPE cesAlign SYSTEM ''>\\n<cesAlign version='1.0'>")
    'cesAlign'
    """
    match = _BEFORE_ROOT.match(data)
    return match[1].rpartition(b":")[2].decode("ascii", "replace") if match else ""


def parse_root(data: bytes, tag: str, where: str) -> Element:
    """The root of a file, which may have a DOCTYPE.

    Args:
        data: the file.
        tag: of the root, without namespace.
        where: the file's name, for errors.

    Raises:
        ExchangeError: it is not well-formed, means harm, or begins with another element.
    """
    try:
        root = parse_xml(data, doctype=True)
    except XmlError as error:
        raise ExchangeError(error.what, f"{where}:{error.line}", error.hint) from None
    if root.tag != tag:
        raise ExchangeError(f"begins with <{root.tag}>, not with <{tag}>", where, "give the file of links")
    return root
