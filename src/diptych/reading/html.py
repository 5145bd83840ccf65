"""HTML pages, as archives and web savers leave them: forgiving, offline, in one pass.

`Source.text` is not the page's bytes but its text layer (`text_layer.py`); offsets
count its characters. What the markup says of passages becomes marks, what the head
says of the document becomes fields, in lower case under the page's own names.
"""

import re

from lxml import etree

from diptych.errors import ReadingError
from diptych.model import Field
from diptych.reading.boilerplate import boilerplate_marks
from diptych.reading.html_statements import page_statements
from diptych.reading.layers import Layer, in_order
from diptych.reading.note_signs import note_sign_marks
from diptych.reading.text_layer import render

DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([-\w.:]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([-\w.:]{2,40})""",
    re.IGNORECASE,
)
DECLARED_WITHIN = 8192
DEEPEST = 2048
"""libxml2 stops at elements nested deeper, and would lose the rest of the page."""


def declared_encoding(data: bytes) -> str:
    """The encoding that a page names in its first bytes; "" where it names none.

    >>> declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')
    'windows-1251'
    """
    match = DECLARATION.search(data[:DECLARED_WITHIN])
    return (match.group(1) or match.group(2)).decode("ascii") if match else ""


def read_html(text: str) -> Layer:
    """The text layer of a page, with the marks of its elements and the fields of its head.

    Raises:
        ReadingError: elements are nested too deep to be read.

    >>> layer = read_html("<h1>Note</h1><p>It was <i>not</i>\\n sent.<p>Signed")
    >>> layer.text
    'Note\\n\\nIt was not sent.\\n\\nSigned'
    >>> [mark.name for mark in layer.marks]
    ['h1', 'p', 'p']
    """
    layer = page_layer(text)
    boilerplate = boilerplate_marks(text, layer.text, layer.marks)
    return Layer(layer.text, in_order([*layer.marks, *boilerplate]), layer.fields)


def page_layer(text: str) -> Layer:
    """As `read_html`, for pages of a book: none of them is the boilerplate of a site.

    Raises:
        ReadingError: elements are nested too deep to be read.
    """
    root = _parse(text)
    return Layer("") if root is None else tree_layer(root, tuple(dict.fromkeys(page_statements(root))))


def tree_layer(root: etree._Element, fields: tuple[Field, ...]) -> Layer:
    """The text layer of a page that is a tree already, with the marks of its elements.

    Args:
        root: of HTML, without comments.
        fields: what the page states of the document.
    """
    rendered, marks = render(root)
    return Layer(rendered, in_order([*marks, *note_sign_marks(rendered, marks)]), fields)


def _parse(text: str) -> etree._Element | None:
    """The tree of a page, without comments; none where there is nothing."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        recover=True,
        huge_tree=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: etree._Element | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ReadingError(
            f"elements are nested deeper than {DEEPEST:,}",
            hint="save the page's text from the browser as .txt",
        )
    return root
