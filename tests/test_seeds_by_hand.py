"""The three seeds as a reader finds them, fact by fact."""

from functools import cache
from pathlib import Path

import pytest

from diptych.model import Document, Kind, Role
from diptych.pipeline import process
from diptych.reading import read

SEEDS = Path(__file__).parent.parent / "seeds"
NOTE, ACCOUNT, LETTER = "000_d8ec20d363fe3695", "002_6284eb202781bf11", "004_c8a5c0fc44dcd763"


@cache
def seed(stem: str) -> Document:
    return process(read(SEEDS / f"{stem}.txt"))


def texts(document: Document, *kinds: Kind) -> list[str]:
    return [b.span.of(document.source.text).strip() for b in document.blocks if b.kind in kinds]


def kind_of(document: Document, passage: str) -> Kind:
    start = document.source.text.index(passage)
    return next(b.kind for b in document.blocks if b.span.start <= start < b.span.end)


def stated(document: Document, name: str) -> list[str]:
    return [field.normal or field.value for field in document.metadata.all(name)]


def sentences(document: Document, version: str = "en") -> list[str]:
    return [sentence.text for sentence in document.version(version).sentences]


def test_note_has_an_original_and_a_translation() -> None:
    assert [(v.language, v.role) for v in seed(NOTE).versions] == [
        ("ru", Role.ORIGINAL),
        ("en", Role.TRANSLATION),
    ]


def test_note_has_six_beads_one_to_one() -> None:
    (alignment,) = seed(NOTE).alignments
    expected = [*(f"p1.s{n}" for n in range(1, 6)), "p2.s1"]
    assert [(b.source, b.target) for b in alignment.beads] == [
        ((f"ru.{id}",), (f"en.{id}",)) for id in expected
    ]
    assert all(bead.confidence > 0.9 for bead in alignment.beads)


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("Skip to content", Kind.FURNITURE),
        ("December 1958", Kind.DATE),
        ("Untitled Note", Kind.TITLE),
        ("[undated, c. December 1958]", Kind.DATE),
        ("The Cuban communists asked", Kind.SUMMARY),
        ("Author(s):", Kind.METADATA),
        ("Related Documents", Kind.RELATED),
        ("Castro and Husák discuss", Kind.RELATED),
        ("Národní Archiv", Kind.METADATA),
        ("300990", Kind.METADATA),
    ],
)
def test_what_is_not_body_in_the_note(passage: str, kind: Kind) -> None:
    assert kind_of(seed(NOTE), passage) is kind


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("date", ["1958-12"]),
        ("dateline", ["1958-12~"]),
        ("contributor", ["Radoslav Yordanov"]),
        ("translator", ["Radoslav Yordanov"]),
        ("upload date", ["2024-08-23"]),
        ("record id", ["300990"]),
    ],
)
def test_record_of_the_note(name: str, values: list[str]) -> None:
    assert stated(seed(NOTE), name) == values
    assert stated(seed(NOTE), "archive")[0].startswith("Národní Archiv České Republiky")
    assert stated(seed(NOTE), "rights")[0].startswith("The History and Public Policy Program welcomes reuse")


def test_account_is_a_translation_whose_original_is_missing() -> None:
    document = seed(ACCOUNT)
    assert [(v.language, v.role) for v in document.versions] == [("en", Role.TRANSLATION)]
    assert document.missing == "hu"
    assert not document.alignments


@pytest.mark.parametrize(
    "sentence",
    [
        "are involved, who assist in data collection and wording.",
        "general distress in the United States especially within government and imperialist circles.",
        "the same happened with the rest of the armies of the Warsaw Treaty.",
        "we were lead to the same conclusion-that the two basic goals are the protection",
        "by the US Government and the Soviet Government was the one who saved humanity's peace.",
    ],
)
def test_page_breaks_do_not_cut_sentences_of_the_account(sentence: str) -> None:
    assert any(sentence in text for text in sentences(seed(ACCOUNT)))


def test_notes_and_anchors_of_the_account() -> None:
    document = seed(ACCOUNT)
    notes = [p for p in document.version("en").paragraphs if p.kind is Kind.NOTE]
    assert [(note.id, note.label) for note in notes] == [("en.n1", "1"), ("en.n2", "2")]
    assert texts(document, Kind.NOTE_ANCHOR) == ["[1]", "[2]", "[1]", "[2]"]
    assert any(text.startswith("As to the agenda: firstly,") for text in sentences(document))


def test_apparatus_of_the_account() -> None:
    document = seed(ACCOUNT)
    assert texts(document, Kind.GAP) == ["[...]", "[...]"]
    assert {"[HSWP]", "[i.e., Politburo's", "]", "[4 November 1962]"} <= set(texts(document, Kind.EDITORIAL))
    assert any(
        "[HSWP] Political Committee's [i.e., Politburo's] decision" in text for text in sentences(document)
    )


def test_speakers_of_the_account() -> None:
    assert texts(seed(ACCOUNT), Kind.SPEAKER) == ["Comrade Lajos Fehér:", "Comrade János Kádár:"]


def test_record_of_the_account() -> None:
    document = seed(ACCOUNT)
    assert stated(document, "original language") == ["hu"]
    assert stated(document, "translator") == ["Annett Szűcs", "Sabine Topolánszky"]
    assert stated(document, "date") == ["1962-11-12"]
    assert stated(document, "credits") == [
        "This document was made possible with support from Leon Levy Foundation"
    ]
    assert stated(document, "summary")[0].startswith("János Kádár presents on his diplomatic trip")
    assert stated(document, "citation")[0].startswith('"Hungarian Socialist Workers Party First Secretary')


def test_letter_is_a_translation_whose_original_is_missing() -> None:
    document = seed(LETTER)
    assert [(v.language, v.role) for v in document.versions] == [("en", Role.TRANSLATION)]
    assert document.missing == "de"


def test_titles_of_other_documents_around_the_letter_are_furniture() -> None:
    document = seed(LETTER)
    until = document.source.text.index("Transcription:")
    kinds = {b.kind for b in document.blocks if b.span.end <= until and b.span.start > 120}
    assert kinds == {Kind.FURNITURE, Kind.BLANK}


def test_run_on_record_of_the_letter() -> None:
    document = seed(LETTER)
    assert stated(document, "title") == [
        "Letter from the Korean Workers Party Central Committee to the Central Committee of the CPSU"
    ]
    assert stated(document, "archive") == ["SAPMO-BA, Berlin, DY 30, IV A2/20/251"]
    assert stated(document, "translator") == ["Bernd Schaefer"]
    assert stated(document, "original language") == ["de"]
    assert stated(document, "addressee") == ["Comrade Ulbricht"]
    assert stated(document, "url") == ["http://digitalarchive.wilsoncenter.org/document/111813"]


def test_cover_letter_and_enclosure_are_two_divisions() -> None:
    (version,) = seed(LETTER).versions
    first = {1: "SED Central Committee", 2: "Attachment Unofficial translation"}
    for division, beginning in first.items():
        paragraph = next(p for p in version.paragraphs if p.division == division)
        sentence = next(s for s in version.sentences if s.paragraph == paragraph.id)
        assert sentence.text.startswith(beginning)
    assert {p.division for p in version.paragraphs} == {1, 2}


def test_apparatus_of_the_letter() -> None:
    document = seed(LETTER)
    assert kind_of(document, "[illegible]") is Kind.GAP
    assert kind_of(document, "[signed]") is Kind.EDITORIAL
    assert kind_of(document, "[CPSU leadership]") is Kind.EDITORIAL
    assert "With socialist greetings [signed] Schön [illegible]" in sentences(document)


def test_the_lost_hyphen_is_recorded_and_left() -> None:
    document = seed(LETTER)
    assert "state-tostate" in [doubt.span.of(document.source.text) for doubt in document.doubts]
    assert any("state-tostate relations" in text for text in sentences(document))
