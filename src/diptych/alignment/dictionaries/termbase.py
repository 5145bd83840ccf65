"""Dictionaries in TermBase eXchange (TBX, ISO 30042), of its third edition and of the second.

The third has `conceptEntry`, `langSec` and `termSec`; the second, whose root is `martif`, has `termEntry`,
`langSet` and `tig` or `ntig`. Terms stand in `term` in both. The file is read without trust: no entities, no
network, no DTD.
"""

from io import BytesIO

from lxml import etree

from diptych.alignment.dictionaries.concepts import Contents
from diptych.errors import AlignmentError
from diptych.xml import SETTINGS, syntax_error

_ROOTS = ("tbx", "martif")
_CONCEPTS = ("conceptEntry", "termEntry")
_SECTIONS = ("{*}langSec", "{*}langSet")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_termbase(data: bytes, where: str) -> Contents:
    """Reads a termbase; it may have any number of languages.

    Args:
        data: the bytes of the file.
        where: what the file is called in errors.

    Raises:
        AlignmentError: it is no well-formed XML, or no TBX.
    """
    entries = []
    try:
        parser = etree.iterparse(
            BytesIO(data),
            events=("end",),
            tag=[f"{{*}}{name}" for name in _CONCEPTS],
            **SETTINGS,
        )
        for _, entry in parser:
            entries.append(_terms(entry))
            entry.clear()
    except etree.XMLSyntaxError as error:
        found = syntax_error(error)
        raise AlignmentError(found.what, f"{where}:{found.line}", "export the termbase again") from None
    if etree.QName(parser.root).localname not in _ROOTS:
        raise AlignmentError(
            f"not a TBX file: its root is {etree.QName(parser.root).localname!r}",
            where,
            "give a dictionary as TBX, as a table with tabs, or of dictd",
        )
    languages = tuple(dict.fromkeys(language for entry in entries for language in entry))
    concepts = [tuple(tuple(entry.get(language, ())) for language in languages) for entry in entries]
    return Contents(languages, concepts)


def _terms(entry: etree._Element) -> dict[str, list[str]]:
    """The terms of a concept by language; regions are not told apart."""
    found: dict[str, list[str]] = {}
    for section in entry.iter(*_SECTIONS):
        language = str(section.get(_LANGUAGE) or section.get("lang") or "").partition("-")[0].lower()
        terms = [" ".join("".join(map(str, term.itertext())).split()) for term in section.iter("{*}term")]
        found.setdefault(language, []).extend(filter(None, terms))
    return found
