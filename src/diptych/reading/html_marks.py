"""What an element of HTML says of the text in it: by its name, by its role, by its class.

An element's own name and its link target state something (`nav`, `h1`, `noteref`);
the words of a class or an id only tell it ("site-breadcrumbs"), and the renderer
believes them only where they do not cover the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from lxml import etree

STATING = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "blockquote", "li", "dt", "dd", "tr", "th", "td", "sup"}
    | {"nav", "header", "footer", "aside", "form", "button", "figcaption"}
    | {"u", "ins", "s", "strike", "del"}
)
"""Elements whose name is their mark."""

RENAMED = {"caption": "figcaption", "select": "form", "menu": "menu", "textarea": "form"}
UNTOLD = frozenset({"html", "body", "main", "article", "a", "sup", "b", "i", "em", "strong", "br"})
"""Elements whose class tells of something else than their text."""

DENIALS = frozenset({"no", "has", "with", "without", "not", "page", "layout", "wrapper", "container"})
"""`with-sidebar` is not a sidebar."""

ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "menu": "menu",
    "menubar": "menu",
    "doc-noteref": "noteref",
    "doc-backlink": "backref",
    "doc-footnote": "note",
    "doc-endnote": "note",
    "doc-endnotes": "note",
    "doc-abstract": "summary",
    "doc-subtitle": "title",
}
"""ARIA roles (WAI-ARIA 1.2, DPub-ARIA 1.1) and our marks."""

NOTE_LINK = re.compile(
    r"#_*(?:fn|ftn|edn|en|footnote|endnote|cite_note|note)s?[-_:.]*(\d|[a-z]{1,2}$|\*|†)", re.I
)
BACK_LINK = re.compile(r"#_*(?:fn|ftn|edn|en|footnote|endnote|note|cite_)[-_:.]*(?:ref|back)", re.I)
LANGUAGE_ATTRIBUTES = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
PRIMARY = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)")
WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")


@cache
def _told_words() -> Mapping[str, str]:
    """Word of a class name -> mark."""
    text = (files(__package__) / "data" / "html_roles.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: mark for mark, words in rows for word in words.split()}


def element_language(element: etree._Element) -> str:
    """The primary subtag of its language attribute; "" where it has none.

    >>> element_language(etree.fromstring('<p lang="en-GB"/>'))
    'en'
    """
    for name in LANGUAGE_ATTRIBUTES:
        match = PRIMARY.match(element.get(name) or "")
        if match:
            return match.group(1).lower()
    return ""


def statement_marks(element: etree._Element) -> Iterator[str]:
    """Marks that follow from the element's name, its role or its link target."""
    tag = str(element.tag)
    if tag in RENAMED:
        yield RENAMED[tag]
    elif tag in STATING:
        yield tag
    role = (element.get("role") or "").strip().lower()
    if role in ROLES:
        yield ROLES[role]
    if tag == "a":
        yield from _link_marks(element.get("href") or "")


def _link_marks(href: str) -> Iterator[str]:
    if BACK_LINK.search(href):
        yield "backref"
    elif NOTE_LINK.search(href):
        yield "noteref"


def told_marks(element: etree._Element) -> Sequence[str]:
    """Marks that the words of its class and id tell.

    >>> told_marks(etree.fromstring('<div class="site-breadcrumbs"/>'))
    ['breadcrumb']
    >>> told_marks(etree.fromstring('<div class="content with-sidebar"/>'))
    []
    """
    if str(element.tag) in UNTOLD:
        return []
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()[:30]
    marks: list[str] = []
    for name in names:
        words = [word.lower() for word in WORDS.findall(name)]
        if not DENIALS.intersection(words):
            marks += [_told_words()[word] for word in words if word in _told_words()]
    return list(dict.fromkeys(marks))
