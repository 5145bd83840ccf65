"""All documents of a project as one `<teiCorpus>`, which includes their files.

Ids are unique in a document, not in a project: `ru.p1.s1` stands in every letter. So the files are included
as they are, and a pointer keeps its meaning by XInclude's own rule: what is included has the file's address
as its `xml:base`, so that `#ru.p1.s1` in letter.xml stays `letter.xml#ru.p1.s1`; so it is cited, too.
Where ids have to be unique over all, `diptych export --to tei` writes the corpus as one file.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from lxml import etree

from diptych.survey.language_names import language_name
from diptych.tei.dating import dating
from diptych.tei.declarations import application, practice, responsibility, taxonomy
from diptych.tei.markup import NAMESPACE, RESP, TEI, XML_ID, XML_LANG, Element, element
from diptych.tei.practice import PURPOSE
from diptych.tei.statements import HEADER_LANGUAGE
from diptych.tei.writer import GUIDELINES, RELAXNG, SCHEMA_HREF, as_file

XINCLUDE = "http://www.w3.org/2001/XInclude"
INCLUDE = f"{{{XINCLUDE}}}include"
COLLECTION = "collection"
"""Type of a `teiCorpus` that includes documents."""
_ID = "corpus"
_MULTIPLE = (
    "Each document is a file of its own with a header of its own, which is included here. Ids are unique in "
    "a document; a sentence is cited by its file and its id, as in letter.xml#ru.p1.s1."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A document as the collection lists it.

    Attributes:
        name: of its file, without suffix.
        title: as stated; empty where it has none.
        date: in EDTF, else as stated.
        languages: of its versions, as BCP 47 codes.
        sentences: of each version.
        beads: of the text, all translations together.
    """

    name: str
    title: str
    date: str
    languages: tuple[str, ...]
    sentences: tuple[int, ...]
    beads: int


def write_collection(parts: Sequence[Part]) -> bytes:
    """The `<teiCorpus>` of a project, as UTF-8.

    Args:
        parts: its documents in their order, one at least.
    """
    root = root_of_all({"xi": XINCLUDE})
    root.append(header_of_all(parts, _MULTIPLE, [address_of(part.name) for part in parts]))
    for part in parts:
        etree.SubElement(root, INCLUDE, href=address_of(part.name))
    return as_file(root, [(SCHEMA_HREF, RELAXNG)])


def root_of_all(prefixes: Mapping[str, str] | None = None) -> Element:
    """The `<teiCorpus>` of several documents, empty; with namespaces by the prefixes that stand in it."""
    known: dict[str, str] = {None: NAMESPACE, **(prefixes or {})}  # type: ignore[dict-item]
    root = etree.Element(TEI + "teiCorpus", nsmap=known)
    for name, value in ((XML_ID, _ID), (XML_LANG, HEADER_LANGUAGE), ("version", GUIDELINES)):
        root.set(name, value)
    root.set("type", COLLECTION)
    return root


def address_of(name: str) -> str:
    """Where a document's file lies, seen from the collection.

    >>> address_of("Записка 1")
    '%D0%97%D0%B0%D0%BF%D0%B8%D1%81%D0%BA%D0%B0%201.xml'
    """
    return quote(f"{name}.xml".encode("utf-8", "surrogateescape"))


def file_at(address: str) -> str:
    """The name of the file at an address.

    >>> file_at("%D0%97%201.xml")
    'З 1.xml'
    """
    return unquote_to_bytes(address).decode("utf-8", "surrogateescape")


def header_of_all(parts: Sequence[Part], words: str = "", addresses: Sequence[str] = ()) -> Element:
    """The header of several documents: counts, languages, contents, categories.

    Args:
        parts: the documents in their order.
        words: about how they stand together.
        addresses: where each document lies, if it is not in the same file.
    """
    counts = sentences_by_language(parts)
    languages = ", ".join(language_name(code) for code in counts)
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element(
                "titleStmt",
                element("title", f"Parallel corpus: {languages}", type="main"),
                element("title", f"{_documents(parts)}, sentence by sentence", type="sub"),
                responsibility(RESP),
            ),
            element("extent", *_measures(parts, counts)),
            element(
                "publicationStmt",
                element("authority", "Derived with Diptych from the files that the documents' headers name."),
                element("availability", element("p", "The terms of each text stand in its header.")),
            ),
            element("sourceDesc", element("listBibl", *map(_listed, parts, addresses or [""] * len(parts)))),
        ),
        element(
            "encodingDesc",
            element("projectDesc", element("p", PURPOSE), element("p", words) if words else None),
            element("editorialDecl", *practice()),
            taxonomy(),
            element("appInfo", application()),
        ),
        element("profileDesc", element("langUsage", *_usage(counts))),
        xml_lang=HEADER_LANGUAGE,
    )


def sentences_by_language(parts: Iterable[Part]) -> Counter[str]:
    """How many sentences there are in each language, the language of most documents first."""
    documents = Counter(language for part in parts for language in dict.fromkeys(part.languages))
    found = Counter(
        {language: 0 for language, _ in sorted(documents.items(), key=lambda one: (-one[1], one[0]))}
    )
    for part in parts:
        for language, number in zip(part.languages, part.sentences, strict=True):
            found[language] += number
    return found


def _documents(parts: Sequence[Part]) -> str:
    return "1 document" if len(parts) == 1 else f"{len(parts)} documents"


def _measures(parts: Sequence[Part], counts: Counter[str]) -> Iterable[Element]:
    """The numbers that the integrity rules count again."""
    yield element("measure", _documents(parts), unit="document", quantity=str(len(parts)))
    for language, number in counts.items():
        words = f"{number} sentences in {language_name(language)}"
        yield element("measure", words, unit="s", quantity=str(number), type=language)
    beads = sum(part.beads for part in parts)
    yield element("measure", f"{beads} beads", unit="bead", quantity=str(beads))


def _listed(part: Part, address: str) -> Element:
    """A document in the table of contents; in which language its title is, its own header says."""
    return element(
        "bibl",
        element("title", part.title or part.name, xml_lang="und"),
        element("date", part.date, **dating(part.date)) if part.date else None,
        element("ptr", target=address) if address else None,
    )


def _usage(counts: Counter[str]) -> Iterable[Element]:
    """The languages, each with its share of the sentences in hundredths."""
    total = max(counts.total(), 1)
    for code, number in counts.items():
        yield element("language", language_name(code), ident=code, usage=str(round(100 * number / total)))
