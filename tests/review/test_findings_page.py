"""The page of findings: whole in itself, escaped, filterable; and the same as JSON."""

import json
import re

import pytest
from lxml import html

from diptych.checks import Finding, Severity
from diptych.corpus import Checked, CheckedBead
from diptych.model import Span
from diptych.review import findings_json, findings_page
from diptych.review.findings_page import marked
from tests.exchange.parallels import HOSTILE, LETTER

SOURCE, TARGET = LETTER.words(LETTER.units[1])
PLACES = tuple(Span(text.index("4"), text.index("4") + 1) for text in (SOURCE, TARGET))
CHANGED = Finding("date-changed", Severity.ERROR, "“4” is “4”", *PLACES, "4", "4")
ASKED = Finding("question-lost", Severity.LOOK, "the source asks <b>&</b>")


def checked(*beads: CheckedBead) -> Checked:
    return Checked(beads, {})


BEADS = (
    CheckedBead(LETTER, LETTER.units[1], CHANGED),
    CheckedBead(LETTER, LETTER.units[1], ASKED),
    CheckedBead(LETTER, LETTER.units[3], ASKED, "false alarm", "it is no question"),
)


def test_beads_stand_once_with_all_their_findings() -> None:
    page = html.fromstring(findings_page(checked(*BEADS), "A <title>"))
    first, second = page.findall(".//article")
    assert first.get("id") == "letter.ru-en.2"
    assert [item.get("data-code") for item in first.iter("li")] == ["date-changed", "question-lost"]
    assert [mark.text for mark in first.iter("mark")] == ["4", "4"]
    assert [p.get("lang") for p in first.iterfind("div/p")] == ["ru", "en"]
    assert second.find(".//li").get("data-settled") is not None
    assert "it is no question" in second.text_content()
    assert page.findtext(".//title") == "A <title>"


def test_it_loads_nothing() -> None:
    text = findings_page(checked(*BEADS), "x").decode()
    assert not re.search(r"https?:|src=|@import|url\(", text)


@pytest.mark.parametrize("unit", HOSTILE.units)
def test_hostile_text_stays_text(unit: object) -> None:
    bead = CheckedBead(HOSTILE, unit, ASKED)  # type: ignore[arg-type]
    page = html.fromstring(findings_page(checked(bead), "x"))
    shown = page.find(".//article/div/p").text_content()
    words = HOSTILE.words(unit)[0]  # type: ignore[arg-type]
    printable = [c for c in words if c.isalnum() and not "\ud800" <= c <= "\udfff"]
    assert [c for c in shown if c.isalnum()] == printable


def test_nothing_found_is_said() -> None:
    assert "Nothing was found." in findings_page(checked(), "x").decode()


def test_json_has_spans_texts_and_verdicts() -> None:
    first, _, last = json.loads(findings_json(checked(*BEADS)))
    assert (first["bead"], first["category"]) == ("2", "Mistranslation")
    assert first["source"][slice(*first["source_span"])] == "4"
    assert (last["verdict"], last["source_span"]) == ("false alarm", None)


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [("abcdef", False)]),
        ([Span(0, 6)], [("abcdef", False)]),
        ([Span(1, 3), Span(2, 4)], [("a", False), ("bcd", True), ("ef", False)]),
        ([Span(5, 6), None], [("abcde", False), ("f", True)]),
    ],
)
def test_marks(spans: list[Span | None], pieces: list[tuple[str, bool]]) -> None:
    assert [(piece.text, piece.is_marked) for piece in marked("abcdef", spans)] == pieces
