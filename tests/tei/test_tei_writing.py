"""The text of a version, case by case: cases.txt holds the documents, cases.xml what they become."""

import re
from pathlib import Path

import pytest
from handmade import bead, made
from lxml import etree

from diptych.errors import TeiError
from diptych.model import Alignment, Bead, Document, Status
from diptych.tei import read_tei, validate_tei, write_tei

HERE = Path(__file__).parent
CASES = dict(
    re.findall(r"^=== (.*)\n((?:.*\n)*?)(?=^===|\Z)", (HERE / "cases.txt").read_text("utf-8"), re.MULTILINE)
)
EXPECTED = dict(
    re.findall(
        r"^<!-- (.*) -->\n((?:.*\n)*?)(?=^<!--|\Z)", (HERE / "cases.xml").read_text("utf-8"), re.MULTILINE
    )
)


def written_texts(document: Document) -> str:
    """The `<text>` elements as they stand in the file, moved to the left margin."""
    found = re.findall(
        r"^ {4}<text .*?^ {4}</text>\n", write_tei(document).decode(), re.MULTILINE | re.DOTALL
    )
    return re.sub(r"^ {4}", "", "".join(found), flags=re.MULTILINE)


@pytest.mark.parametrize("name", CASES)
def test_text(name):
    document = made(CASES[name])
    assert written_texts(document) == EXPECTED[name].strip("\n") + "\n"


@pytest.mark.parametrize("name", CASES)
def test_valid_and_read_back(name):
    document = made(CASES[name])
    data = write_tei(document)
    assert validate_tei(data) == []
    for version in read_tei(data).versions:
        assert version.sentences == {s.id: s.text for s in document.version(version.name).sentences}


BITEXT = """@ru heading Записка
@ru body Первое.¦ Второе.¦ Третье.
@ru note/1 Сноска.
@en heading Note
@en body First.¦ Second.{note anchor:[1]}¦ Third.¦ Fourth.
@en note/1 {note anchor:[1]} A note.¦ More.
"""
BEADS = (
    bead("ru.h1.s1 en.h1.s1", 0.9731),
    bead("ru.p1.s1 en.p1.s1 en.p1.s2", 1.0, reason="a name is missing"),
    bead("ru.p1.s2", 0.5),
    bead("ru.p1.s3 en.p1.s3", 0.2, status=Status.CONFIRMED),
    bead("en.p1.s4", 0.0, reason="a name is missing"),
)
REJECTED = (bead("ru.p1.s2 en.p1.s4", 0.7, status=Status.REJECTED),)
NOTES = (bead("ru.n1.s1 en.n1.s1"), bead("en.n1.s2"))
ALIGNED = made(BITEXT, BEADS, NOTES, REJECTED)


def stand_off(document):
    return etree.fromstring(write_tei(document)).find("{*}standOff")


def test_beads():
    beads = [dict(bead.attrib) for bead in stand_off(ALIGNED).iterfind("{*}linkGrp/{*}*")]
    for found in beads:
        del found["{http://www.w3.org/XML/1998/namespace}id"]
    assert beads == [
        {"n": "1:1", "target": "#ru.h1.s1 #en.h1.s1", "cert": "0.973", "ana": "#al.auto"},
        {"n": "1:2", "target": "#ru.p1.s1 #en.p1.s1 #en.p1.s2", "cert": "1", "ana": "#al.auto"},
        {
            "n": "1:0",
            "type": "unaligned",
            "target": "#ru.p1.s2",
            "cert": "0.5",
            "ana": "#al.auto #al.omission",
        },
        {
            "n": "1:1",
            "target": "#ru.p1.s3 #en.p1.s3",
            "cert": "high",
            "resp": "#resp.review",
            "ana": "#al.reviewed",
        },
        {
            "n": "0:1",
            "type": "unaligned",
            "target": "#en.p1.s4",
            "cert": "0",
            "ana": "#al.auto #al.addition",
        },
        {"n": "1:1", "target": "#ru.n1.s1 #en.n1.s1", "cert": "0.9", "ana": "#al.auto"},
        {
            "n": "0:1",
            "type": "unaligned",
            "target": "#en.n1.s2",
            "cert": "0.9",
            "ana": "#al.auto #al.addition",
        },
        {
            "n": "1:1",
            "target": "#ru.p1.s2 #en.p1.s4",
            "cert": "0.7",
            "resp": "#resp.review",
            "ana": "#al.rejected",
        },
    ]


def test_a_reason_stands_once_for_all_its_beads():
    notes = stand_off(ALIGNED).findall("{*}listAnnotation/{*}note")
    assert [(note.text, note.get("target")) for note in notes] == [("a name is missing", "#a2 #a5")]


def test_the_aligned_document_is_valid_and_read_back():
    data = write_tei(ALIGNED)
    assert validate_tei(data) == []
    confirmed = Bead(BEADS[3].source, BEADS[3].target, 1.0, Status.CONFIRMED)
    rounded = Bead(BEADS[0].source, BEADS[0].target, 0.973)
    beads = (rounded, *BEADS[1:3], confirmed, BEADS[4])
    assert read_tei(data).alignments == (Alignment("ru", "en", beads, NOTES, REJECTED),)


def test_partners_are_named_on_the_sentences():
    root = etree.fromstring(write_tei(ALIGNED))
    sentences = {
        s.get("{http://www.w3.org/XML/1998/namespace}id"): s.get("corresp") for s in root.iter("{*}s")
    }
    assert sentences["ru.p1.s1"] == "#en.p1.s1 #en.p1.s2"
    assert sentences["en.p1.s2"] == "#ru.p1.s1"
    assert sentences["ru.p1.s2"] is None
    assert sentences["en.n1.s1"] == "#ru.n1.s1"


def test_a_bead_out_of_order_is_marked():
    document = made(
        "@ru body A.¦ B.\n@en body A.¦ B.\n", [bead("ru.p1.s2 en.p1.s1"), bead("ru.p1.s1 en.p1.s2")]
    )
    assert [link.get("ana") for link in stand_off(document).iter("{*}link")] == [
        "#al.auto",
        "#al.auto #al.crossing",
    ]
    assert validate_tei(write_tei(document)) == []


def test_a_moved_passage_is_marked_and_not_what_it_passed_over():
    """The original's first sentence stands behind its third in the translation, and one was added there."""
    document = made(
        "@ru body A.¦ B.¦ C.¦ D.\n@en body B.¦ C.¦ A.¦ X.¦ D.\n",
        [
            bead("ru.p1.s1 en.p1.s3"),
            bead("ru.p1.s2 en.p1.s1"),
            bead("ru.p1.s3 en.p1.s2"),
            bead(" en.p1.s4"),
            bead("ru.p1.s4 en.p1.s5"),
        ],
    )
    members = list(stand_off(document).iter("{*}link", "{*}ptr"))
    assert ["#al.crossing" in member.get("ana").split() for member in members] == [True] + [False] * 4
    assert validate_tei(write_tei(document)) == []


def test_two_translations():
    lines = "@ru body A.\n@en body A.\n@de body A.\n"
    document = made(lines, [bead("ru.p1.s1 en.p1.s1")])
    second = Alignment("ru", "de", (bead("ru.p1.s1 de.p1.s1"),))
    document = Document(
        **{name: getattr(document, name) for name in ("source", "blocks", "metadata", "versions")},
        alignments=(*document.alignments, second),
    )
    data = write_tei(document)
    assert validate_tei(data) == []
    assert read_tei(data).alignments == document.alignments
    assert b'corresp="#en.p1.s1 #de.p1.s1"' in data


def test_the_original_comes_first_wherever_it_stands():
    data = write_tei(made("@en body A.\n@ru body A.\n", [bead("ru.p1.s1 en.p1.s1")]))
    assert [version.name for version in read_tei(data).versions] == ["ru", "en"]


def test_one_version_has_no_alignment():
    assert b"<standOff" not in write_tei(made("@en body A.\n", missing="hu"))


def test_a_document_without_text_is_refused():
    with pytest.raises(TeiError, match="no document text"):
        write_tei(made("@- furniture Skip to content\n"))


def test_doubts_are_marked_and_explained():
    root = etree.fromstring(
        write_tei(made("@en body on state-tostate relations\n", doubts=["state-tostate"]))
    )
    sic, item = root.find(".//{*}sic"), root.find(".//{*}item")
    assert sic.text == "state-tostate"
    assert sic.get("corresp") == "#" + item.get("{http://www.w3.org/XML/1998/namespace}id")
    assert "".join(item.itertext()) == "state-tostate a hyphen may be lost"


def test_the_same_document_gives_the_same_bytes():
    assert write_tei(ALIGNED) == write_tei(made(BITEXT, BEADS, NOTES, REJECTED))


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("ru.p1.s1.txt", "doc-ru_p1_s1"),
        ("12 Записка.txt", "doc-12_Записка"),
        ("a/b\\c 😀.txt", "doc-a_b_c__"),
        ("..txt", "doc-_"),
        (".txt", "doc-_txt"),
    ],
)
def test_the_corpus_has_a_legal_name(name, id):
    data = write_tei(made("@ru body A.\n", name=name))
    assert read_tei(data).id == id
    assert validate_tei(data) == []


@pytest.mark.timeout(60)
def test_a_paragraph_of_very_many_sentences():
    """libxml2 counts children and moves ids in quadratic time, if it is let."""
    number = 60_000
    document = made(f"@ru body {'¦ '.join(['Слово за слово.'] * number)}\n")
    data = write_tei(document)
    assert validate_tei(data) == []
    assert len(read_tei(data).versions[0].sentences) == number


@pytest.mark.timeout(60)
def test_very_many_notes_doubts_and_page_breaks():
    notes = "@ru body A{note anchor:*} b.\n@ru note/* {note anchor:*} A note.\n" * 2000
    breaks = f"@ru body A {'{page number:12}{page header:x}' * 10_000} b.\n"
    doubts = [f"state{n}-tostate" for n in range(4000)]
    for text, found in ((notes, []), (breaks, []), (f"@ru body {'¦ '.join(doubts)}\n", doubts)):
        assert validate_tei(write_tei(made(text, doubts=found))) == []


def test_an_anchor_points_to_the_next_note_of_its_sign():
    root = etree.fromstring(
        write_tei(made("@ru body A{note anchor:*} b.\n@ru note/* {note anchor:*} One.\n" * 3))
    )
    assert [ref.get("target") for ref in root.iter("{*}ref")] == ["#ru.n1", "#ru.n2", "#ru.n3"]
