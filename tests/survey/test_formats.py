"""What a file's own format says is used: Markdown's signs, HTML's elements, links to notes."""

from pathlib import Path

import pytest

from diptych.model import Document, Kind, Role
from diptych.reading import read, read_bytes
from diptych.survey import survey

FORMATS = Path(__file__).parent / "formats"


def surveyed(name: str) -> Document:
    return survey(read(FORMATS / name))


def texts(document: Document, kind: Kind) -> list[str]:
    return [b.span.of(document.source.text).strip() for b in document.blocks if b.kind is kind]


def test_markdown_signs_are_furniture_and_its_headings_headings() -> None:
    document = surveyed("page.md")
    assert texts(document, Kind.FURNITURE) == ["#", "-", "-", "##", "-", "-"]
    assert texts(document, Kind.HEADING) == ["Запись беседы", "Record of Conversation"]
    assert [len(version.paragraphs) for version in document.versions] == [4, 4]


def test_html_elements_tell_record_versions_and_notes() -> None:
    document = surveyed("page.html")
    assert [(v.name, str(v.role), v.role_reason) for v in document.versions] == [
        ("ru", "original", "the headings say which is the original"),
        ("en", "translation", "the original is “ru”: the headings say which is the original"),
    ]
    assert [p.id for p in document.versions[0].paragraphs] == ["ru.m1", "ru.p1", "ru.n1"]
    assert texts(document, Kind.NOTE_ANCHOR) == ["1", "1"]
    stated = {(field.name, field.normal or field.value) for field in document.metadata.fields}
    assert {
        ("title", "Record of Conversation with the Ambassador"),
        ("date", "1956-05-12"),
        ("archive", "AVPRF, f. 077, op. 37, d. 39"),
        ("author", "A. Smirnov"),
    } <= stated


def test_markdown_footnotes_and_a_record_in_a_table() -> None:
    document = surveyed("record.md")
    assert texts(document, Kind.NOTE_ANCHOR) == ["[^1]", "[^1]", "[^1]:"]
    assert [p.id for v in document.versions for p in v.paragraphs if p.kind is Kind.NOTE] == ["ru.n1"]
    stated = {(field.name, field.normal or field.value) for field in document.metadata.fields}
    assert {("date", "1983-11-17"), ("original language", "ru"), ("translator", "Ewa Nowak")} <= stated


def test_a_language_that_nobody_knows_is_called_unknown() -> None:
    document = surveyed("unknown.txt")
    assert [(v.name, len(v.paragraphs)) for v in document.versions] == [("und", 2)]


def test_an_anchor_at_its_end_does_not_tie_a_paragraph_to_the_next() -> None:
    document = surveyed("anchor.md")
    assert [p.id for v in document.versions for p in v.paragraphs] == ["cs.p1", "cs.p2", "cs.n1"]
    assert not texts(document, Kind.PAGE_BREAK)


@pytest.mark.parametrize(
    ("heads", "original"),
    [
        (("Tłumaczenie z epoki", "Tekst oryginalny"), "ru"),
        (("Оригінал", "Польський переклад"), "pl"),
        (("Tekst polski", "Tekst oryginalny"), "ru"),
        (("Dobový překlad", "Ruský text"), "ru"),
    ],
)
def test_a_heading_speaks_of_the_column_below_it(heads: tuple[str, str], original: str) -> None:
    cells = (
        "<p>Strajk trwa już trzeci dzień.</p><p>Dyrektor nie przyjął delegacji robotników.</p>",
        "<p>Забастовка продолжается третий день.</p><p>Директор не принял делегацию рабочих.</p>",
    )
    rows = ["".join(f"<{tag}>{cell}</{tag}>" for cell in row) for tag, row in (("th", heads), ("td", cells))]
    page = f"<table><tr>{rows[0]}</tr><tr>{rows[1]}</tr></table>"
    document = survey(read_bytes(page.encode(), "page.html"))
    assert [v.name for v in document.versions if v.role is Role.ORIGINAL] == [original]


@pytest.mark.parametrize("below", [["Załączniki", "Głosy"], ["Ekler"]])
def test_a_heading_of_nothing_below_the_text_is_the_site_s(below: list[str]) -> None:
    prose = "Prosimy o węgiel. Zima jest ciężka, a dzieci chorują od jesieni."
    text = f"<p>{prose}</p><h4>Podpisano</h4><p>Jan Kos</p>"
    headings = "".join(f"<h3>{heading}</h3>" for heading in below)
    document = survey(read_bytes(f"<main>{text}{headings}</main>".encode(), "page.html"))
    assert texts(document, Kind.FURNITURE) == below
