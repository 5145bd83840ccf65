"""The document as a work: who wrote it to whom and when, where the original is kept.

This stands in the original's header. Where the file holds no original, it stands in
the corpus header and in the description of what the translation was made from.
"""

import re

from diptych.model import Document, Field, Version
from diptych.survey.language_names import language_name
from diptych.tei.markup import RESP, SOURCE, Element, element
from diptych.tei.names import version_id
from diptych.tei.statements import dates, named, values


def work_profile(document: Document) -> list[Element]:
    """Parts of `<profileDesc>`: date of the document, sender and addressee."""
    created = dates(document, "date")
    sent = values(document, "sender", "name") or values(document, "author", "name")
    received = values(document, "addressee", "name")
    parts = []
    if created:
        parts.append(element("creation", *created))
    if received or document.metadata.all("sender"):
        actions = (("sent", sent), ("received", received))
        parts.append(
            element(
                "correspDesc", *(element("correspAction", *who, type=what) for what, who in actions if who)
            )
        )
    return parts


def original_languages(document: Document) -> str:
    """The original's language in the words of the page, else by its English name."""
    stated = ", ".join(field.value for field in document.metadata.all("original language"))
    code = _language_code(document)
    return stated or (language_name(code) if code else "not known")


def held_original(document: Document) -> Element:
    """Where the text of the original comes from, for its own header."""
    archive = _archive(document)
    if archive:
        return _manuscript(document, archive)
    return element("bibl", element("ptr", target=f"#{SOURCE}"))


def translated_from(document: Document, translation: Version) -> Element:
    """Where the text of a translation comes from and what it was made from, for its header."""
    original = document.original
    if original:
        related = element(
            "relatedItem", type="translationOf", target=f"#{version_id(document.source.stem, original.name)}"
        )
    else:
        archive = _archive(document)
        lost = _manuscript(document, archive) if archive else element("bibl", _text_language(document))
        related = element("relatedItem", lost, type="translationOf")
    return element("bibl", element("ptr", target=f"#{SOURCE}"), related)


def _archive(document: Document) -> tuple[Field, ...]:
    return tuple(field for field in document.metadata.all("archive") if field.value.strip())


def _manuscript(document: Document, archive: tuple[Field, ...]) -> Element:
    """The archival item; its reference stands as printed, its parts beside it with their uncertainty."""
    parsed = next((field for field in archive if field.parts), None)
    identifiers = _parsed(document, parsed.parts) if parsed else []
    leaves = ", ".join(words for level, words in parsed.parts if level == "leaves") if parsed else ""
    language = _text_language(document)
    if identifiers:
        printed = (named(document, "idno", field.value) for field in archive)
        identifiers += [element("altIdentifier", idno, type="citation") for idno in printed]
    locus = named(document, "locus", leaves, **_leaves(leaves))
    return element(
        "msDesc",
        element("msIdentifier", *(identifiers or _identifiers(document, archive))),
        element("msContents", element("msItem", locus, language) if leaves else language),
        element("additional", element("surrogates", element("bibl", element("ptr", target=f"#{SOURCE}")))),
    )


_LEVELS = ("creator", "fonds", "series", "container")


def _parsed(document: Document, parts: tuple[tuple[str, str], ...]) -> list[Element]:
    """Place, archive, levels and file, in TEI's order; nothing where TEI would have no name to begin with."""
    by_level = {level: [words for name, words in parts if name == level] for level, _ in parts}
    guessed = {"cert": "medium", "resp": f"#{RESP}"}
    levels = [
        *(
            named(document, "settlement", words, **guessed)
            for words in by_level.get("place", [])[: "repository" in by_level]
        ),
        *(named(document, "repository", words, **guessed) for words in by_level.get("repository", [])[:1]),
        *(named(document, "collection", words, type=lv, **guessed) for lv, words in parts if lv in _LEVELS),
    ]
    file, *more = by_level.get("file", []) or [""]
    others = [*(("file", words) for words in more), *(("item", words) for words in by_level.get("item", []))]
    numbers = [
        *([named(document, "idno", file, type="file", **guessed)] if file else []),
        *(element("altIdentifier", named(document, "idno", words), type=level) for level, words in others),
    ]
    return [*levels, *numbers] if levels else []


def _identifiers(document: Document, fields: tuple[Field, ...]) -> list[Element]:
    """The archive, if the first reference begins with one, and the references; TEI wants a name first."""
    references = [field.value for field in fields]
    archive = repository(references[0])
    if not archive:
        return [named(document, "msName", words, cert="low", resp=f"#{RESP}") for words in references]
    return [
        named(document, "repository", archive, cert="medium", resp=f"#{RESP}"),
        *(element("altIdentifier", named(document, "idno", words), type="citation") for words in references),
    ]


_FROM_TO = re.compile(r"(\d+)\s*([^\W\d]*)\.?\s*[-–—]\s*(\d+)\s*([^\W\d]*)\.?")


def _leaves(words: str) -> dict[str, str]:
    """First and last leaf, where the words name one run of them.

    >>> _leaves("5-7 об."), _leaves("12"), _leaves("5, 7-9")
    ({'from': '5', 'to': '7об'}, {}, {})
    """
    found = _FROM_TO.fullmatch(words.strip())
    return {"from": "".join(found.group(1, 2)), "to": "".join(found.group(3, 4))} if found else {}


def repository(reference: str) -> str:
    """The archive that a reference begins with; empty where what stands before the first comma is no name.

    >>> repository("SAPMO-BA, Berlin, DY 30"), repository("f. 100, op. 53")
    ('SAPMO-BA', '')
    """
    name, comma, _ = reference.partition(",")
    named = comma and not re.search(r"\d", name) and re.search(r"\w\w", name)
    return name.strip() if named else ""


def _text_language(document: Document) -> Element:
    return element("textLang", original_languages(document), mainLang=_language_code(document) or None)


def _language_code(document: Document) -> str:
    original = document.original
    if original:
        return original.language
    return document.missing or document.metadata.first("original language").normal
