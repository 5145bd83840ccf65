"""Where each statement about a document stands in the headers."""

import pytest
from handmade import bead, made
from lxml import etree

from diptych.model import Block, Document, Field, Kind, Metadata, Source, Span
from diptych.tei import validate_tei, write_tei

PAIR = "@ru body А.\n@en body A.\n"
BEADS = [bead("ru.p1.s1 en.p1.s1")]
ORIGINAL = "TEI[@type='original']/teiHeader//"
TRANSLATION = "TEI[@type='translation']/teiHeader//"
CORPUS = "teiCorpus/teiHeader//"

WITH_BOTH = [
    ("title", CORPUS + "titleStmt/title[@type='main']"),
    ("title", ORIGINAL + "titleStmt/title"),
    ("title", CORPUS + "bibl[@type='source']/title[@level='a']"),
    ("date", ORIGINAL + "creation/date"),
    ("author", ORIGINAL + "titleStmt/author"),
    ("author", TRANSLATION + "titleStmt/author"),
    ("addressee", ORIGINAL + "correspDesc/correspAction[@type='received']/name"),
    ("sender", ORIGINAL + "correspDesc/correspAction[@type='sent']/name"),
    ("translator", TRANSLATION + "titleStmt/editor[@role='translator']"),
    ("editor", CORPUS + "titleStmt/editor[not(@role)]"),
    ("contributor", CORPUS + "titleStmt/respStmt[resp='contribution of the document']/name"),
    ("archive", ORIGINAL + "msDesc/msIdentifier/msName"),
    ("collection", CORPUS + "bibl[@type='source']/title[@level='s']"),
    ("original language", CORPUS + "langUsage/language[@ident='ru']"),
    ("rights", CORPUS + "availability[@status='restricted']/p[1]"),
    ("record id", CORPUS + "bibl[@type='source']/idno[@type='record']"),
    ("url", CORPUS + "bibl[@type='source']/ref"),
    ("upload date", CORPUS + "bibl[@type='source']/date[@type='uploaded']"),
    ("subject", CORPUS + "keywords/term"),
    ("citation", CORPUS + "listBibl/bibl[@type='citation']"),
    ("summary", CORPUS + "abstract/p"),
    ("credits", CORPUS + "titleStmt/funder"),
    ("dateline", CORPUS + "notesStmt/note[@n='dateline']"),
    ("Contents:", CORPUS + "notesStmt/note[@n='Contents:']"),
]
TRANSLATION_ALONE = [
    ("date", CORPUS + "creation/date"),
    ("addressee", CORPUS + "correspDesc/correspAction[@type='received']/name"),
    ("archive", TRANSLATION + "relatedItem[@type='translationOf']/msDesc/msIdentifier/msName"),
    ("original language", TRANSLATION + "derivation[@type='translation']"),
]
ORIGINAL_ALONE = [("translator", CORPUS + "titleStmt/editor[@role='translator']")]


def found(document: Document, path: str) -> list[str]:
    """The words at a path written without prefixes."""
    data = write_tei(document)
    assert validate_tei(data) == []
    for element in (root := etree.fromstring(data)).iter("{*}*"):
        element.tag = etree.QName(element).localname
    return [
        "".join(element.itertext()) for element in root.xpath("/" + path if path[0] == "t" else f"//{path}")
    ]


@pytest.mark.parametrize(("name", "path"), WITH_BOTH)
def test_original_with_translation(name, path):
    assert found(made(PAIR, BEADS, fields=[Field(name, "Stated & said")]), path) == ["Stated & said"]


@pytest.mark.parametrize(("name", "path"), TRANSLATION_ALONE)
def test_translation_alone(name, path):
    (words,) = found(made("@en body A.\n", missing="hu", fields=[Field(name, "Stated")]), path)
    assert words.removeprefix("translated from: ") == "Stated"


@pytest.mark.parametrize(("name", "path"), ORIGINAL_ALONE)
def test_original_alone(name, path):
    assert found(made("@ru body A.\n", fields=[Field(name, "Stated")]), path) == ["Stated"]


ARCHIVE = "SAPMO-BA, Berlin, DY 30, IV A2/20/251"


@pytest.mark.parametrize(
    ("path", "words"),
    [("repository[@cert='medium']", ["SAPMO-BA"]), ("altIdentifier/idno", [ARCHIVE]), ("msName", [])],
)
def test_an_archive_is_named_and_its_reference_kept(path, words):
    document = made(PAIR, BEADS, fields=[Field("archive", ARCHIVE), Field("archive", " ")])
    assert found(document, ORIGINAL + "msIdentifier/" + path) == words


PARSED = (
    ("repository", "MNL OL"),
    ("place", "Budapest"),
    ("fonds", "M-KS 288"),
    ("series", "5"),
    ("container", "4"),
    ("file", "123"),
    ("item", "3"),
    ("leaves", "5-7"),
)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("msIdentifier/settlement", ["Budapest"]),
        ("msIdentifier/repository[@cert='medium']", ["MNL OL"]),
        ("msIdentifier/collection[@type='fonds']", ["M-KS 288"]),
        ("msIdentifier/collection[@type='series']", ["5"]),
        ("msIdentifier/collection[@type='container']", ["4"]),
        ("msIdentifier/idno[@type='file']", ["123"]),
        ("msIdentifier/altIdentifier[@type='item']/idno", ["3"]),
        ("msIdentifier/altIdentifier[@type='citation']/idno", ["as printed"]),
        ("msContents/msItem/locus", ["5-7"]),
    ],
)
def test_the_parts_of_a_reference_stand_beside_it(path, words):
    document = made(PAIR, BEADS, fields=[Field("archive", "as printed", parts=PARSED)])
    assert found(document, ORIGINAL + "msDesc/" + path) == words


def test_a_doi_points_to_its_address():
    document = made(PAIR, BEADS, fields=[Field("url", "10.1/x", normal="https://doi.org/10.1/x")])
    assert found(document, CORPUS + "bibl[@type='source']/ref[@target='https://doi.org/10.1/x']") == [
        "10.1/x"
    ]


@pytest.mark.parametrize(
    ("edtf", "attributes"),
    [
        ("1958-12~", "@when='1958-12' and @cert='medium'"),
        ("1956-05-05/..", "@notBefore='1956-05-05' and not(@notAfter)"),
        ("1957-01~/1957-04~", "@notBefore='1957-01' and @notAfter='1957-04' and @cert='medium'"),
        ("1957-21", "@notBefore='1957-03' and @notAfter='1957-05'"),
        ("", "not(@when)"),
    ],
)
def test_dates_are_as_sure_as_they_are_stated(edtf, attributes):
    document = made(PAIR, BEADS, fields=[Field("date", "stated", normal=edtf)])
    assert found(document, ORIGINAL + f"creation/date[{attributes}]") == ["stated"]


def test_a_missing_original_is_named_by_its_language():
    path = TRANSLATION + "relatedItem/bibl/textLang[@mainLang='hu']"
    assert found(made("@en body A.\n", missing="hu"), path) == ["Hungarian"]


def test_the_file_is_named():
    path = CORPUS + "bibl[@type='source']/"
    document = made(PAIR, BEADS, name="004 c.txt")
    assert found(document, path + "idno[@type='file']") == ["004 c.txt"]
    assert found(document, path + "idno[@type='sha256']") == ["0" * 64]
    assert found(document, path + "note[@type='encoding']") == ["utf-8"]


def test_a_file_without_title_goes_by_its_name():
    assert found(made(PAIR, BEADS), CORPUS + "titleStmt/title[@type='main']") == ["letter"]


def test_what_is_left_out_is_counted():
    lines = "@- furniture Skip\n@- title T\n@- furniture Share\n" + PAIR
    words = "Passages of the file that are not part of the texts: 2 furniture, 1 title."
    assert found(made(lines, BEADS), CORPUS + "samplingDecl/p") == [words]


def test_a_licence_is_named_by_its_address():
    words = "Published under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)."
    path = CORPUS + "availability/licence[@target='https://creativecommons.org/licenses/by/4.0/']"
    assert found(made(PAIR, BEADS, fields=[Field("rights", words)]), path) == [words]


def test_terms_nobody_stated_are_unknown():
    (first, _) = found(made(PAIR, BEADS), CORPUS + "availability[@status='unknown']/p")
    assert first == "The terms of the texts are not stated."


def titled(language: str) -> bytes:
    """A document whose title stands in a block of that language."""
    document = made("@- title Записка\n" + PAIR, BEADS)
    first = document.blocks[0]
    blocks = (Block(first.span, Kind.TITLE, language), *document.blocks[1:])
    fields = Metadata((Field("title", "Записка", Span(0, 7)),))
    return write_tei(
        Document(document.source, blocks, fields, document.versions, document.alignments, document.doubts)
    )


@pytest.mark.parametrize(
    ("language", "written"),
    [("ru", ' xml:lang="ru"'), ("en", ""), ("und", ' xml:lang="und"')],
)
def test_statements_are_marked_with_their_language(language, written):
    assert f'<title type="main"{written}>Записка</title>' in titled(language).decode()


def test_titles_in_the_language_of_a_version_go_to_it():
    document = made("@- title Записка\n@- title Note\n" + PAIR, BEADS)
    languages = {0: "ru", 2: "en"}
    blocks = tuple(
        Block(b.span, b.kind, languages.get(n, b.language), 1.0, b.version)
        for n, b in enumerate(document.blocks)
    )
    fields = Metadata((Field("title", "Записка", Span(0, 7)), Field("title", "Note", Span(9, 13))))
    document = Document(document.source, blocks, fields, document.versions, document.alignments)
    assert found(document, ORIGINAL + "titleStmt/title") == ["Записка"]
    assert found(document, TRANSLATION + "titleStmt/title") == ["Note"]


@pytest.mark.parametrize(
    "value", ["https://a.org/b c?d=[e]&f=%zz#g", "see page 4", "http://", "ftp://x/\x00", ""]
)
def test_any_address_is_valid_and_verbatim(value):
    words = found(made(PAIR, BEADS, fields=[Field("url", value)]), CORPUS + "bibl[@type='source']/ref")
    assert words == [value.replace("\x00", "\ufffd")]


def test_nothing_known_at_all():
    document = made(PAIR, BEADS)
    bare = Source(document.source.name, document.source.text, "", "")
    again = Document(bare, document.blocks, Metadata(), document.versions, document.alignments)
    assert validate_tei(write_tei(again)) == []
