"""HTML pages: the text layer, its marks and fields, and pages that mean harm."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.errors import ReadingError
from diptych.reading import boilerplate, read, read_bytes
from diptych.reading.html import declared_encoding, read_html

PAGES = Path(__file__).parent / "pages"
NAMES = [path.stem for path in sorted(PAGES.glob("*.html"))]


def marks_of(html: str) -> list[tuple[str, str]]:
    layer = read_html(html)
    return [(m.name, m.span.of(layer.text)) for m in layer.marks if m.name != "boilerplate"]


@pytest.mark.parametrize("name", NAMES)
def test_the_text_layer(name):
    expected = (PAGES / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
    assert read(PAGES / f"{name}.html").text == expected


def test_the_marks_of_an_archive_page():
    source = read(PAGES / "archive.html")
    found = [f"{m.name}\t{m.span.of(source.text)!r}" for m in source.marks if m.name != "boilerplate"]
    assert found == (PAGES / "archive.marks").read_text(encoding="utf-8").splitlines()


def test_the_fields_of_an_archive_page():
    fields = [(field.name, field.value) for field in read(PAGES / "archive.html").fields]
    assert fields == [
        ("lang", "en"),
        ("title", "Memorandum of Conversation | Example Archive"),
        ("description", "A talk about grain."),
        ("citation_date", "1957/05/12"),
        ("og:title", "Memorandum of Conversation"),
        ("canonical", "https://archive.example/document/17"),
    ]


MARKS = [
    ('<p>a<div class="SiteBreadcrumbs">b</div><p>c', ("breadcrumb", "b")),
    ('<p>aaa<div id="cookie_consent">b</div>', ("cookie", "b")),
    ('<p>aaa<div class="related-docs">b</div>', ("related", "b")),
    ('<p>aaa<div role="navigation">b</div>', ("nav", "b")),
    ('<p>aaa<div class="fn">b</div>', ("note", "b")),
    ('<p>aaa<li id="fn1">b</li>', ("note", "b")),
    ('<p>aaa<div role="doc-footnote">b</div>', ("note", "b")),
    ('<p>a<a href="#_ftn1" name="_ftnref1">[1]</a>', ("noteref", "[1]")),
    ('<p>a<a href="x.html#footnote-12">12</a>', ("noteref", "12")),
    ('<p>a<a href="#_ftnref1">[1]</a>', ("backref", "[1]")),
    ('<p>aa<a href="#p1">1</a></p><ol><li id="p1">b <a href="#r1">↑</a></li></ol>', ("label:1#p1", "b ↑")),
    ('<p>aa<a href="#p1">1</a></p><ol><li id="p1">b <a href="#r1">↑</a></li></ol>', ("markup", "↑")),
    ('<p>aa<a href="#x">*</a></p><p><a name="x"></a>b</p>', ("note", "b")),
    ('<ol start="3"><li>a</li><li>b</li></ol>', ("item:4#1", "b")),
    ('<p>a<a role="doc-noteref" href="#x">*</a>', ("noteref", "*")),
    ('<body lang="en"><p>a<p lang="RU-ru">b', ("lang:ru", "b")),
    ('<html lang="en"><p>a<i xml:lang="la">b</i>', ("lang:la", "b")),
]


@pytest.mark.parametrize(("html", "mark"), MARKS, ids=[html for html, _ in MARKS])
def test_what_elements_tell(html, mark):
    assert mark in marks_of(html)


UNMARKED = [
    '<html lang="en"><p lang="en">a',
    '<body class="sidebar"><b>a</b>',
    '<div class="content with-sidebar">a</div><div>bbb</div>',
    '<div class="related">all the page</div>a',
    '<a href="#top">a</a>',
    '<a href="https://notes.example/1">a</a>',
    "<nav></nav>a",
]


@pytest.mark.parametrize("html", UNMARKED)
def test_what_tells_nothing(html):
    assert [name for name, _ in marks_of(html) if name != "p"] == []


NOT_TEXT = "script style noscript template svg math iframe object".split()  # noqa: SIM905


@pytest.mark.parametrize("tag", NOT_TEXT)
def test_what_is_not_text(tag):
    assert (
        read_html(f"<p>a <{tag}>hidden</{tag}> b<!-- hidden --><input type=hidden value=hidden></p>").text
        == "a b"
    )


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=windows-1250'>", "windows-1250"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?>', "ISO-8859-2"),
        (b"<p>charset=utf-8", ""),
        (b" " * 10_000 + b"<meta charset=utf-8>", ""),
    ],
)
def test_the_declared_encoding(head, encoding):
    assert declared_encoding(head) == encoding


def test_a_wrong_declaration_is_not_believed():
    html = '<meta charset="utf-8"><p>Посол сообщил, что поставки будут ускорены.'
    assert read_bytes(html.encode("koi8_r"), "x.html").encoding == "koi8_r"


@pytest.mark.parametrize(
    "html", ["<p></p>", "<!-- nothing -->", "<script>a()</script>", "<html><head><title>a"]
)
def test_pages_without_text(html):
    with pytest.raises(ReadingError, match=r"x\.html: the file holds no text.*from the browser"):
        read_bytes(html.encode(), "x.html")


TOO_DEEP = ["div", "b", "table", "table><tr><td", "ul><li", "pre", "svg"]
CLOSED_BY_THEMSELVES = ["p><b", "a href='#fn1'"]


@pytest.mark.timeout(30)
@pytest.mark.parametrize("tag", TOO_DEEP + CLOSED_BY_THEMSELVES)
def test_pages_nested_very_deep(tag):
    html = f"<{tag}>" * (100_000 if tag in TOO_DEEP else 15_000) + "text"
    if tag in TOO_DEEP:
        with pytest.raises(ReadingError, match="nested deeper than 2,048"):
            read_html(html)
    else:
        assert read_html(html).text == "text"


HOSTILE = {
    "entities": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b; text',
    "external": '<!DOCTYPE x SYSTEM "file:///etc/passwd"><p>text',
    "attributes": "<p " + "a='b' " * 100_000 + ">text",
    "class": f"<p class='{'menu ' * 100_000}'>text</p>more than that",
    "cells": "<table><tr>" + "<td>" * 50_000 + "text",
    "unclosed": "<p" * 100_000 + ">text",
    "blanks": "<p>" + " " * 3_000_000 + "text",
    "breaks": "<br>" * 200_000 + "text",
    "siblings": "<p>a</p>" * 50_000 + "text",
    "zero": "<p>&#0;&#xD800;text",
    "meta": "<meta " * 50_000 + "<p>text",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_pages_that_mean_harm(html, monkeypatch):
    monkeypatch.setattr(boilerplate, "_extractor", lambda: None)
    assert "root:" not in read_html(html).text


PIECES = [*"ab \n\xa0<>/=\"'&;", "<p>", "<b>", "<td>", "<table>", "<tr>", "<li>", "</p>", "<pre>", "<br>"]
PIECES += ["<div class=menu>", "<a href=#fn1>", "</table>", "<h1>", "&nbsp;", "<i lang=ru>", "</i>"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_marks_lie_within_the_text_in_order(html):
    layer = read_html(html)
    assert all(0 <= m.span.start < m.span.end <= len(layer.text) for m in layer.marks)
    assert list(layer.marks) == sorted(layer.marks, key=lambda m: (m.span.start, -m.span.end, m.name))


def test_same_page_same_layer():
    html = (PAGES / "archive.html").read_text(encoding="utf-8")
    assert read_html(html) == read_html(html)


def test_short_paragraphs_in_a_row_with_text_are_no_boilerplate(monkeypatch):
    text = "Das Schiff ist gestern Abend in diesem Hafen eingetroffen."
    page = (
        "<div>Suche</div><div>Kontakt</div><p>Vertraulich</p><p>Herr Minister!</p>"
        f"<p>{text}</p><p>Ich warte.</p><p>Lopes<br>Konsul</p><div>Impressum</div><p>Teilen</p>"
    )
    monkeypatch.setattr(boilerplate, "_extractor", lambda: lambda page: text)
    source = read_bytes(page.encode(), "a.html")
    dropped = {m.span.of(source.text) for m in source.marks if m.name == "boilerplate"}
    assert dropped == {"Suche", "Kontakt", "Impressum", "Teilen"}


def test_boilerplate_by_trafilatura():
    source = read(PAGES / "archive.html")
    dropped = {m.span.of(source.text) for m in source.marks if m.name == "boilerplate"}
    assert {"Home", "Share on X", "© Example Archive"} <= dropped
    assert not any("Посол" in line or "Ambassador" in line or "Record of" in line for line in dropped)


def test_without_trafilatura_the_tags_must_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    boilerplate._extractor.cache_clear()
    try:
        source = read(PAGES / "archive.html")
    finally:
        boilerplate._extractor.cache_clear()
    assert {mark.name for mark in source.marks} >= {"nav", "cookie", "footer"}
    assert "boilerplate" not in {mark.name for mark in source.marks}


def test_a_failing_trafilatura_costs_nothing(monkeypatch):
    def fail(page: str) -> str:
        raise RecursionError(page[:0])

    monkeypatch.setattr(boilerplate, "_extractor", lambda: fail)
    assert "boilerplate" not in {mark.name for mark in read(PAGES / "archive.html").marks}


ANCHORS = ["word<sup>1</sup>", "end.<sup>2</sup>", "word<sup>*</sup>", "end.<sup>a</sup>", "1957<sup>3</sup>"]
NO_ANCHORS = [
    "x<sup>2</sup>",
    "5 km<sup>2</sup>",
    "10<sup>6</sup>",
    "XIX<sup>e</sup>",
    "1.<sup>o</sup>",
    "H<sup>2</sup>O",
    "19<sup>th</sup>",
    "word <sup>1</sup>",
    "word<sup>2</sup>y",
]


@pytest.mark.parametrize("html", ANCHORS)
def test_raised_signs_behind_words_are_anchors(html):
    assert [name for name, _ in marks_of(f"<p>{html} and more")] == ["p", "noteref", "sup"]


@pytest.mark.parametrize("html", NO_ANCHORS)
def test_powers_and_ordinals_are_none(html):
    assert [name for name, _ in marks_of(f"<p>{html} and more")] == ["p", "sup"]


def test_paragraphs_that_begin_with_an_anchors_sign_are_notes():
    notes = "<p><sup>1</sup> One.<p><sup>2</sup> Two.<p><sup>3</sup> Not."
    html = f"<p>Word<sup>1</sup> for word<sup>2</sup>.{notes}"
    assert [text for name, text in marks_of(html) if name == "note"] == ["1 One.", "2 Two."]


TABLES = [
    ("<tr><td>Да.<td>Yes.", "Да.\n\nYes."),
    ("<tr><td>Es war so.<td>It was so.<tr><td>Und nicht so.<td>And not so.", "Es war so.\n\nIt was so."),
    ("<tr><td lang=de>Ja<td lang=en>Yes", "Ja\n\nYes"),
    ("<tr><th>Date<td>1957<tr><th>Pages<td>4", "Date\n1957\nPages\n4"),
    ("<tr><td>Автор:<td>John Doe.<tr><td>Дата:<td>1957", "Автор:\nJohn Doe.\nДата:\n1957"),
    ("<tr><td>1956<td>340<tr><td>1957<td>350", "1956\t340\n1957\t350"),
    ("<tr><td>f. 4<td>op. 16<td>d. 9", "f. 4\top. 16\td. 9"),
]


@pytest.mark.parametrize(("rows", "text"), TABLES)
def test_tables(rows, text):
    assert read_html(f"<table>{rows}</table>").text.startswith(text)


def test_the_marks_of_records_and_of_texts_side_by_side():
    assert marks_of("<table><tr><td>Date:<td>1957</table>") == [("dt", "Date:"), ("dd", "1957")]
    assert marks_of("<table><tr><td>Да.<td>Yes.</table>") == [
        ("cell", "Да."),
        ("cell 0", "Да."),
        ("cell", "Yes."),
        ("cell 1", "Yes."),
    ]


@pytest.mark.parametrize(
    "html", ["<p>10. Mai 1972</p>", "<p>1972-05-10</p>", "<p class=byline>Jane</p>", "<p id=date>May Day</p>"]
)
def test_dates_and_authors_are_no_boilerplate(html, monkeypatch):
    monkeypatch.setattr(boilerplate, "_extractor", lambda: lambda page: "kept")
    layer = read_html(f"<p>dropped</p>{html}<p>and this too</p><p>and this text as well, of course</p>")
    dropped = [mark.span.of(layer.text) for mark in layer.marks if mark.name == "boilerplate"]
    assert dropped == ["dropped", "and this too", "and this text as well, of course"]
