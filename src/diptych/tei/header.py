"""The header of the whole corpus: the file, the page it came from, what was done, what is known.

The order of the elements is TEI's. Every statement of the metadata stands in one of
the headers, those without a place of their own as notes under the page's label.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from diptych.model import (
    INLINE_KINDS,
    INTERRUPTING_KINDS,
    Alignment,
    Document,
    Field,
    Kind,
    Role,
    Status,
    Version,
)
from diptych.survey.language_names import language_name
from diptych.tei.declarations import application, practice, responsibility, taxonomy
from diptych.tei.inline import doubt_id
from diptych.tei.interruptions import folded
from diptych.tei.links import groups
from diptych.tei.markup import RESP, REVIEWER, SOURCE, TEI, XML_ID, Element, element
from diptych.tei.names import corpus_id, group_id, text_id
from diptych.tei.practice import PURPOSE
from diptych.tei.statements import (
    HEADER_LANGUAGE,
    address,
    all_stated,
    dates,
    named,
    references,
    stated,
    values,
)
from diptych.tei.work import original_languages, work_profile

_PLACED = frozenset(
    {
        "title",
        "date",
        "author",
        "sender",
        "addressee",
        "translator",
        "contributor",
        "editor",
        "archive",
        "collection",
        "original language",
        "rights",
        "record id",
        "url",
        "upload date",
        "subject",
        "citation",
        "summary",
        "credits",
    }
)
"""Statements with a place of their own in one of the headers."""
_WHICH_BEADS = {None: "beads", "notes": "beads between notes", "rejected": "beads that a person rejected"}
_LICENCE = re.compile(
    r"https?://(?:www\.)?(?:creativecommons\.org/(?:licenses|publicdomain)|rightsstatements\.org)/[^\s<>\"()]*[\w/]"
)
"""Addresses that are licences or standard statements of rights."""
_NOT_LEFT_OUT = INLINE_KINDS | INTERRUPTING_KINDS | {Kind.BLANK}


def corpus_header(document: Document) -> Element:
    """The `<teiHeader>` of the `<teiCorpus>`."""
    return element(
        "teiHeader",
        element(
            "fileDesc",
            _title_statement(document),
            element("editionStmt", element("edition", _edition(document))),
            element("extent", *_measures(document)),
            _publication(document),
            _notes(document),
            element("sourceDesc", element("listBibl", *_sources(document))),
        ),
        _encoding(document),
        _profile(document),
        _revision(document),
        xml_lang=HEADER_LANGUAGE,
    )


def titles(document: Document, of: Version | None = None) -> list[Element]:
    """The titles of the page, or those in a version's language; the file's name where there is none."""
    found = all_stated(document, "title", "title", type="main")
    if of is not None:
        found = [title for title in found if _language(title) == of.language] or found
    return found or [element("title", document.source.stem, type="main", xml_lang="und")]


def _language(title: Element) -> str:
    return title.get("{http://www.w3.org/XML/1998/namespace}lang") or HEADER_LANGUAGE


def _title_statement(document: Document) -> Element:
    names = ", ".join(
        f"{language_name(version.language)} ({version.role.value})" for version in document.versions
    )
    translated = any(version.role is Role.TRANSLATION for version in document.versions)
    contributors = (
        element(
            "respStmt", element("resp", "contribution of the document"), named(document, "name", field.value)
        )
        for field in document.metadata.all("contributor")
    )
    return element(
        "titleStmt",
        *titles(document),
        element("title", f"Sentence by sentence: {names}", type="sub"),
        *([] if translated else values(document, "translator", "editor", role="translator")),
        *values(document, "editor", "editor"),
        *all_stated(document, "credits", "funder"),
        *contributors,
        responsibility(RESP),
        responsibility(REVIEWER) if _reviewed(document).total() else None,
    )


def _reviewed(document: Document) -> Counter[Status]:
    """How many beads a person confirmed, and how many rejected."""
    beads = (bead for a in document.alignments for _, members in groups(a) for bead in members)
    return Counter(bead.status for bead in beads if bead.status is not Status.AUTO)


def _edition(document: Document) -> str:
    """How far the edition has come, in words."""
    if not document.alignments:
        return "Segmented by software."
    confirmed = _reviewed(document)[Status.CONFIRMED]
    seen = f"{confirmed} of {_beads(document)} beads confirmed by a person" if confirmed else "not reviewed"
    return f"Segmented and aligned by software; {seen}."


def _beads(document: Document) -> int:
    return sum(len(alignment.beads) + len(alignment.notes) for alignment in document.alignments)


def _revision(document: Document) -> Element:
    """What was done by whom; without dates, as the same input gives the same bytes."""
    reviewed = _reviewed(document)
    done = "Segmented and aligned." if document.alignments else "Segmented."
    words = f"{reviewed[Status.CONFIRMED]} beads confirmed, {reviewed[Status.REJECTED]} rejected."
    is_finished = 0 < reviewed[Status.CONFIRMED] == _beads(document)
    return element(
        "revisionDesc",
        element("change", words, who=f"#{REVIEWER}") if reviewed.total() else None,
        element("change", done, who=f"#{RESP}"),
        status="reviewed" if is_finished else "draft",
    )


def _measures(document: Document) -> Iterable[Element]:
    """The numbers that the integrity rules count again."""
    for version in document.versions:
        yield _measure("s", len(version.sentences), "sentences", text_id(version.name))
    yield from bead_measures(document.alignments)


def bead_measures(alignments: Iterable[Alignment]) -> Iterable[Element]:
    """How many beads each group of links holds."""
    for alignment in alignments:
        for subtype, beads in groups(alignment):
            group = group_id(alignment.source, alignment.target, subtype)
            yield _measure("bead", len(beads), _WHICH_BEADS[subtype], group)


def measures_again(header: Element, alignments: Sequence[Alignment]) -> None:
    """Count beads anew, and name their groups, in a header of other links than it was written with."""
    for extent in header.iter(f"{TEI}extent"):
        for measure in extent.findall(f"{TEI}measure[@unit='bead']"):
            extent.remove(measure)
        extent.extend(bead_measures(alignments))
    for program in header.iter(f"{TEI}application"):
        for pointer in program.findall(f"{TEI}ptr"):
            program.remove(pointer)
        program.extend(element("ptr", target=f"#{id}") for id in _group_ids(alignments))
    reviewed = any(
        bead.status is not Status.AUTO for a in alignments for _, beads in groups(a) for bead in beads
    )
    known = {one.get(XML_ID) for one in header.iter(f"{TEI}respStmt")}
    for statement in header.iter(f"{TEI}titleStmt"):
        if reviewed and REVIEWER not in known:
            statement.append(responsibility(REVIEWER))


def _measure(unit: str, quantity: int, words: str, id: str) -> Element:
    return element("measure", f"{quantity} {words}", unit=unit, quantity=str(quantity), corresp=f"#{id}")


def _publication(document: Document) -> Element:
    terms = [_terms(document, field) for field in document.metadata.all("rights")]
    return element(
        "publicationStmt",
        element("authority", "Derived with Diptych from the file that the source description names."),
        element("idno", corpus_id(document.source.stem), type="diptych"),
        element(
            "availability",
            *terms,
            None if terms else element("p", "The terms of the texts are not stated."),
            element("p", "The encoding adds no terms of its own to those of the texts."),
            status="restricted" if terms else "unknown",
        ),
    )


def _terms(document: Document, field: Field) -> Element:
    """What is stated about rights; a licence where it names one by its address."""
    found = _LICENCE.search(field.value)
    if found is None:
        return stated(document, "p", field)
    return stated(document, "licence", field, target=address(found[0]))


def _notes(document: Document) -> Element | None:
    others = [field for field in document.metadata.fields if field.name not in _PLACED]
    if not others:
        return None
    return element("notesStmt", *(_note(document, field) for field in others))


def _note(document: Document, field: Field) -> Element:
    return stated(document, "note", field, type="metadata", n=field.name)


def _sources(document: Document) -> Iterable[Element]:
    """The file as received, with the page it was taken from; then the citations that the page proposes."""
    source = document.source
    yield element(
        "bibl",
        *(all_stated(document, "title", "title", level="a")),
        *(all_stated(document, "collection", "title", level="s")),
        *references(document),
        *values(document, "record id", "idno", type="record"),
        *dates(document, "upload date", "uploaded"),
        element("idno", source.name, type="file"),
        element("idno", source.sha256, type="sha256") if source.sha256 else None,
        element("note", source.encoding, type="encoding"),
        xml_id=SOURCE,
        type="source",
    )
    yield from all_stated(document, "citation", "bibl", type="citation")


def _encoding(document: Document) -> Element:
    return element(
        "encodingDesc",
        element("projectDesc", element("p", PURPOSE)),
        element("samplingDecl", element("p", _account(document))),
        element(
            "editorialDecl",
            element("correction", *_doubts(document), status="unknown"),
            *practice(),
        ),
        taxonomy() if document.alignments else None,
        element("appInfo", application(_group_ids(document.alignments))),
    )


def _group_ids(alignments: Iterable[Alignment]) -> Iterable[str]:
    """The groups of links that the software made."""
    for alignment in alignments:
        for subtype, _ in groups(alignment):
            yield group_id(alignment.source, alignment.target, subtype)


def _account(document: Document) -> str:
    """What of the file stands outside the texts, by kind."""
    inside = {n for version in document.versions for p in version.paragraphs for n in p.blocks}
    outside = Counter(
        block.kind.value
        for n, block in enumerate(document.blocks)
        if n not in inside and block.kind not in _NOT_LEFT_OUT
    )
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(outside.items()))
    return f"Passages of the file that are not part of the texts: {kinds or 'none'}."


def _doubts(document: Document) -> Iterable[Element]:
    """The places where the text may be damaged, in words; `<sic>` in the text points here."""
    yield element("p", "Nothing is corrected; what may be damaged is marked as sic and listed here.")
    text = document.source.text
    items = [
        element(
            "item",
            named(document, "q", folded(doubt.span.of(text))),
            f" {doubt.reason}",
            xml_id=doubt_id(n),
        )
        for n, doubt in enumerate(document.doubts)
    ]
    if items:
        yield element("p", element("list", *items))


def _profile(document: Document) -> Element:
    summaries = all_stated(document, "summary", "p")
    subjects = all_stated(document, "subject", "term")
    languages = dict.fromkeys(version.language for version in document.versions)
    return element(
        "profileDesc",
        element("abstract", *summaries) if summaries else None,
        *([] if document.original else work_profile(document)),
        element(
            "langUsage", *(element("language", _named(document, code), ident=code) for code in languages)
        ),
        element("textClass", element("keywords", *subjects)) if subjects else None,
    )


def _named(document: Document, language: str) -> str:
    original = document.original
    if original and original.language == language:
        return original_languages(document)
    return language_name(language)
