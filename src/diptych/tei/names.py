"""Ids that are not given by the model: made from file and version names, legal, never in each other's way.

Sentence ids are `<version>.<paragraph>.s<n>`. An id made here either holds no dot or
ends in a word that no paragraph is called, so the two kinds cannot meet.
"""

import re
import unicodedata

from diptych.model import Document, Role, Version

# What XML 1.0 allowed in names before its fifth edition, scripts of file names only: jing and
# many other validators still keep to the older list. The dot is kept for our own structure.
_OTHER = re.compile(
    "[^-0-9A-Z_a-zÀ-ÖØ-öø-ıĴ-ľŁ-ňŊ-žΆΈ-ΊΌΎ-ΡΣ-ώ\u0300-\u0345Ё-ЌЎ-яё-ќў-ҁא-תء-غف-يぁ-ゔァ-ヺ一-龥가-힣]"
)


def corpus_id(stem: str) -> str:
    """The id of a document's `teiCorpus`, from the name of its source.

    >>> corpus_id("004_c8a5"), corpus_id("Записка 12.б"), corpus_id("a/b")
    ('doc-004_c8a5', 'doc-Записка_12_б', 'doc-a_b')
    """
    return "doc-" + _OTHER.sub("_", unicodedata.normalize("NFC", stem))


def text_id(version: str) -> str:
    """The id of a version's `text`."""
    return f"{version}.text"


def version_id(stem: str, version: str) -> str:
    """The id of a version's `TEI`."""
    return f"{corpus_id(stem)}.{version}"


def translator_ids(document: Document, version: Version) -> list[str]:
    """The ids of the translators of a version, in the order of the page; an original has none."""
    if version.role is Role.ORIGINAL:
        return []
    named = document.metadata.all("translator")
    return [f"resp.{version.name}.{number}" for number, _ in enumerate(named, start=1)]


def group_id(source: str, target: str, subtype: str | None = None) -> str:
    """The id of a `linkGrp` between two versions; without a subtype it aligns the text itself."""
    return f"{subtype or 'align'}.{source}.{target}"


def tei_version(version: str) -> str:
    """A package's version cut to what `application/@version` takes.

    >>> tei_version("0.1.0.dev1"), tei_version("1.0rc1"), tei_version("unknown")
    ('0.1.0', '1.0rc1', '0')
    """
    found = re.match(r"\d+[a-z]*\d*(\.\d+[a-z]*\d*){0,3}", version)
    return found[0] if found else "0"
