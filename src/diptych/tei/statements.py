"""What is stated about a document, as header elements: each statement verbatim, in its own language.

A title in Russian inside a header in English is marked as Russian; where nobody knows
the language, as `und`, because a reader would else take it for English.
"""

import re
from bisect import bisect_right
from urllib.parse import quote

from diptych.model import UNKNOWN_LANGUAGE, Document, Field
from diptych.tei.dating import dating
from diptych.tei.markup import Element, element
from diptych.tei.tongues import language_of_all

HEADER_LANGUAGE = "en"
_URL_CHARACTERS = "%/?&=+,;:@~!$'()*-._"


def language_of(document: Document, field: Field) -> str:
    """The language a statement is written in, from the block where it stands."""
    if field.span is None:
        return UNKNOWN_LANGUAGE
    n = bisect_right([block.span.start for block in document.blocks], field.span.start) - 1
    return document.blocks[n].language if n >= 0 else UNKNOWN_LANGUAGE


def stated(document: Document, tag: str, field: Field, **attributes: str | None) -> Element:
    """A statement in running words, with its language where it is not the header's own."""
    language = language_of(document, field)
    foreign = None if language == HEADER_LANGUAGE else language
    return element(tag, field.value, **attributes, xml_lang=foreign)


def all_stated(document: Document, name: str, tag: str, **attributes: str | None) -> list[Element]:
    """Every statement of that name, in running words."""
    return [stated(document, tag, field, **attributes) for field in document.metadata.all(name)]


def values(document: Document, name: str, tag: str, **attributes: str | None) -> list[Element]:
    """Every statement of that name, as names and numbers; marked only where their letters are no English."""
    return [named(document, tag, field.value, **attributes) for field in document.metadata.all(name)]


def named(document: Document, tag: str, words: str, **attributes: str | None) -> Element:
    """A name or number, marked where it is written in letters that the header's language has not."""
    languages = [version.language for version in document.versions]
    foreign = language_of_all(words, HEADER_LANGUAGE, languages) or None
    return element(tag, words, **attributes, xml_lang=foreign)


def dates(document: Document, name: str, type: str | None = None) -> list[Element]:
    """Every date of that name, with what TEI can say of it in standard form."""
    return [
        named(document, "date", field.value, type=type, **dating(field.normal))
        for field in document.metadata.all(name)
    ]


def references(document: Document) -> list[Element]:
    """Every address that is stated."""
    return [
        element("ref", field.value, target=address(field.normal or field.value))
        for field in document.metadata.all("url")
    ]


def address(url: str) -> str | None:
    """The address in a form that a validator takes; None where it is none.

    >>> address("https://a.org/b c%20[1]#d"), address("see there"), address("http://")
    ('https://a.org/b%20c%20%5B1%5D#d', None, None)
    """
    if not re.match(r"(https?|ftp)://\w", url):
        return None
    scheme, _, rest = url.partition("://")
    parts = (quote(part, safe=_URL_CHARACTERS) for part in rest.split("#", maxsplit=1))
    return f"{scheme}://" + re.sub("%(?![0-9A-Fa-f]{2})", "%25", "#".join(parts))
