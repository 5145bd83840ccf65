"""A document as one `<teiCorpus>`: corpus header, alignment, and a `<TEI>` for each version.

The layout follows the chapter of the TEI Guidelines on parallel texts: segments with
ids, links apart from the texts. Nothing but the document decides the bytes: no clock, no path, no user.
"""

from collections.abc import Iterable

from lxml import etree

from diptych.errors import TeiError
from diptych.model import Document, Role, Version
from diptych.tei.body import text_element
from diptych.tei.header import corpus_header
from diptych.tei.links import partners, places, stand_off
from diptych.tei.markup import Element, element, indent
from diptych.tei.names import corpus_id, version_id
from diptych.tei.statements import HEADER_LANGUAGE
from diptych.tei.version_header import version_header

SCHEMA_HREF = "schema/diptych.rng"
"""Where the schema lies, seen from the file: in a project's tei/schema/."""

TEI_ALL = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
"""The official schema, for editors that fetch it on opening; nothing of ours ever does."""

RELAXNG, SCHEMATRON = "http://relaxng.org/ns/structure/1.0", "http://purl.oclc.org/dsdl/schematron"
OFFICIAL_MODELS = ((TEI_ALL, RELAXNG), (TEI_ALL, SCHEMATRON))
_MODELS = ((SCHEMA_HREF, RELAXNG), *OFFICIAL_MODELS)
GUIDELINES = "4.9.0"
"""Version of the TEI Guidelines that our files follow."""


def write_tei(document: Document) -> bytes:
    """The document in TEI P5, as UTF-8.

    Args:
        document: with its sentences and, where there are two versions, its beads.

    Returns:
        A file that is valid against `diptych.rng` and against the official tei_all.

    Raises:
        TeiError: the document holds no text.
    """
    if not document.versions:
        raise TeiError(
            "no document text was found, so there is nothing to encode",
            document.source.name,
            "`diptych inspect` shows what each part of the file was taken for",
        )
    return as_file(_corpus(document), _MODELS)


def as_file(root: Element, models: Iterable[tuple[str, str]]) -> bytes:
    """A tree as a file, its blocks on lines of their own.

    Args:
        root: of the tree.
        models: schemas that editors check the file by: address and kind of each.
    """
    indent(root)
    prolog = ['<?xml version="1.0" encoding="UTF-8"?>']
    for href, kind in models:
        prolog.append(f'<?xml-model href="{href}" type="application/xml" schematypens="{kind}"?>')
    return "\n".join([*prolog, etree.tostring(root, encoding="unicode"), ""]).encode()


def _corpus(document: Document) -> Element:
    aligned = partners(document.alignments)
    ordered = sorted(document.versions, key=lambda version: version.role is not Role.ORIGINAL)
    return element(
        "teiCorpus",
        corpus_header(document),
        stand_off(document.alignments, places(document), {}),
        *(_version(document, version, aligned) for version in ordered),
        xml_id=corpus_id(document.source.stem),
        xml_lang=HEADER_LANGUAGE,
        version=GUIDELINES,
        type="bitext",
    )


def _version(document: Document, version: Version, aligned: dict[str, list[str]]) -> Element:
    original = document.original
    of = original if original is not None and version.role is Role.TRANSLATION else None
    return element(
        "TEI",
        version_header(document, version),
        text_element(document, version, aligned),
        xml_id=version_id(document.source.stem, version.name),
        xml_lang=version.language,
        type=version.role.value,
        corresp=f"#{version_id(document.source.stem, of.name)}" if of else None,
    )
