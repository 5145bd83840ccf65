"""Markdown keeps its source; marks say what its lines are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.reading import read_bytes
from diptych.reading.markdown import read_markdown

CASES = [
    ("# Protocol", [("markup", "# "), ("h1", "Protocol")]),
    ("### Item 3 ###", [("markup", "### "), ("h3", "Item 3"), ("markup", " ###")]),
    ("#hashtag", []),
    ("Protocol\n===", [("h1", "Protocol"), ("markup", "===")]),
    ("Item\r\n---\r\ntext", [("h2", "Item"), ("markup", "---")]),
    ("text\n\n---\n\ntext", [("hr", "---")]),
    ("* * *", [("hr", "* * *")]),
    ("- one\n- two", [("markup", "- "), ("li", "one"), ("markup", "- "), ("li", "two")]),
    ("1. Heard:\n2) Decided:", [("li", "1. Heard:"), ("li", "2) Decided:")]),
    ("1956. május", []),
    (
        "> quoted\n> twice",
        [("markup", "> "), ("blockquote", "quoted"), ("markup", "> "), ("blockquote", "twice")],
    ),
    ("| a | b |\n|---|---|\n| 1 | 2 |", [("tr", "| a | b |"), ("markup", "|---|---|"), ("tr", "| 1 | 2 |")]),
    ("a | b\n--- | ---", [("tr", "a | b"), ("markup", "--- | ---")]),
    ("```\n# code\n```\ntext", [("markup", "```"), ("pre", "# code"), ("markup", "```")]),
    ("~~~\n```\n", [("markup", "~~~"), ("pre", "```")]),
    ("[^1]: So in the original.", [("note", "[^1]: So in the original.")]),
    ("plain **bold** text", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[repr(text) for text, _ in CASES])
def test_lines(text, expected):
    layer = read_markdown(text)
    assert layer.text == text
    assert [(mark.name, mark.span.of(text)) for mark in layer.marks] == expected


def test_front_matter():
    source = read_bytes(b'---\nTitle: "A Note"\ndate: 1957\nlist:\n - a\n---\n\n# A Note\n', "x.md")
    assert [(field.name, field.value) for field in source.fields] == [("title", "A Note"), ("date", "1957")]
    assert source.marks[0].name == "metadata"
    assert source.marks[0].span.of(source.text).endswith("---")


def test_a_rule_at_the_top_is_no_front_matter():
    layer = read_markdown("---\n\nDear Friend\n\n---\n")
    assert layer.fields == ()
    assert {mark.name for mark in layer.marks} == {"hr"}


@given(st.text(alphabet="#-=*>|`~ \t\r\nab1.):[]^é", max_size=60))
def test_marks_lie_within_the_text_in_order(text):
    layer = read_markdown(text)
    assert layer.text == text
    assert all(0 <= mark.span.start < mark.span.end <= len(text) for mark in layer.marks)
    assert list(layer.marks) == sorted(
        layer.marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.name)
    )


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["- ", "# ", "> ", "| ", "--- | ", "\t", "* ", "`", "a: b\n"])
def test_hostile_repetition(piece):
    text = piece * 50_000 + "x"
    assert read_markdown(text).text == text
    assert read_markdown("---\n" + text).text.endswith("x")


NOTES = "Text[^1] and[^n].\n\n[^1]: So.\n  More.\n\n[^n]: Named."


def test_anchors_of_notes():
    marks = [(mark.name, mark.span.of(NOTES)) for mark in read_markdown(NOTES).marks]
    assert marks == [
        ("noteref", "[^1]"),
        ("noteref", "[^n]"),
        ("note", "[^1]: So."),
        ("note", "More."),
        ("note", "[^n]: Named."),
    ]


def test_what_is_no_anchor():
    assert read_markdown("of [^sic] and `[^a]`").marks == ()


TABLES = [
    ("| Добрый день | Good day |\n|---|---|\n| Да | Yes |", "cell", ["Добрый день", "Good day", "Да", "Yes"]),
    ("| A | B |\n|---|---|\n| It was so. | Es war so. |", "cell", ["A", "B", "It was so.", "Es war so."]),
    ("| Date: | 1957 |\n|---|---|\n| Sent by: | a \\| b |", "dd", ["1957", "a \\| b"]),
    ("| Date: | 1957 |\n| Pages: | 4 |", "dt", ["Date:", "Pages:"]),
    ("| Year | Tons |\n|---|---|\n| 1956 | 340 |", "cell", []),
]


@pytest.mark.parametrize(("text", "name", "cells"), TABLES)
def test_cells(text, name, cells):
    marks = read_markdown(text).marks
    assert [mark.span.of(text) for mark in marks if mark.name == name] == cells
    pipes = sum(mark.span.of(text) == "|" and mark.name == "markup" for mark in marks)
    assert bool(pipes) is bool(cells)


def test_front_matter_has_values_without_quotes():
    layer = read_markdown("---\ntitle: \"Canto\"\nauthor: 't Hooft\nnote: 'It''s'\n---\n\nText\n")
    assert [field.value for field in layer.fields] == ["Canto", "'t Hooft", "It's"]
    quotes = [mark.span.of(layer.text) for mark in layer.marks if mark.name == "markup"]
    assert quotes == ['"', '"', "'", "'"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Ankara<br>8 Haziran<br/>1950", ["<br>", "<br/>"]),
        ("| А | B |\n|---|---|\n| Да.<br>Он пришёл. | Yes.<br>He came. |\n", ["<br>", "<br>"]),
        ("<center>Protokół</center>", ["<center>", "</center>"]),
        ("Всё <нормально> в норме, <br.", []),
        ("```\n<br>\n```", []),
    ],
)
def test_tags_of_html_are_markup(text: str, tags: list[str]) -> None:
    layer = read_markdown(text)
    said = [mark.span.of(text) for mark in layer.marks if mark.name == "markup"]
    assert [sign for sign in said if "<" in sign] == tags
