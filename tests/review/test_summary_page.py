"""The page of a summary: whole in itself, escaped, with every picture and every rendering."""

import re
from pathlib import Path

import pytest
from lxml import html

from diptych.corpus import Summarised
from diptych.exchange import ParallelText
from diptych.review import summary_page, summary_plots
from diptych.summary import Summary, bitexts, summed_up, told
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN


def page(*texts: ParallelText, terms: tuple[str, ...] = (), missing: tuple[str, ...] = ()) -> str:
    summary = Summary(tuple(summed_up(text.document, (text.source, text.target), [text]) for text in texts))
    found = tuple(told(terms, bitexts(texts)))
    plots = summary_plots(summary, found)
    return summary_page(Summarised(summary, found, missing, Path("x"), ()), plots, "A <title>").decode()


def test_pictures_and_tables_stand_on_one_page() -> None:
    tree = html.fromstring(page(LETTER, TELEGRAM, CROSSED, TORN, terms=("письмо",)))
    assert tree.findtext(".//title") == "A <title>"
    titles = [svg.findtext("title") for svg in tree.iter("svg")]
    assert titles == [
        "Kinds of beads by document",
        "Omissions and additions by document",
        "Length ratios by paragraph and document",
        "What stands for the terms",
    ]
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in tree.iterfind(".//nav/a")} <= set(ids)


def test_rates_stand_with_their_doubts() -> None:
    text = re.sub(r"\s+", " ", html.fromstring(page(LETTER)).text_content())
    assert "25.0 % (1 of 1 in doubt)" in text
    assert "33.3 %" in text


def test_kinds_of_beads_are_summed_up_by_languages() -> None:
    rows = html.fromstring(page(LETTER, CROSSED)).xpath("//h2[@id='beads']/following::table[1]//tr")
    cells = [[cell.text_content() for cell in row] for row in rows]
    assert ["ru-en", "1-1", "3", "42.9 %", "0", "1"] in cells
    assert ["ru-en, notes", "1-1", "1", "100.0 %", "0", "0"] in cells


def test_it_loads_nothing() -> None:
    text = page(LETTER, terms=("письмо",)).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|src=|@import|url\((?!#)", text)


def test_terms_are_marked_on_both_sides() -> None:
    tree = html.fromstring(page(LETTER, terms=("письмо",)))
    marked = [mark.text for mark in tree.iter("mark")]
    assert marked == ["письмо", "letter"]
    assert tree.xpath("//details//article/div/p/@lang") == ["ru", "en"]


@pytest.mark.parametrize("term", ["bell", "<seg>", "half", "=1"])
def test_hostile_text_stays_text(term: str) -> None:
    tree = html.fromstring(page(HOSTILE, terms=(term,), missing=("<b>",)))
    assert "“<b>” stands in no aligned text" in tree.text_content()
    assert not tree.findall(".//seg")


def test_nothing_aligned_is_said() -> None:
    assert "Nothing is aligned in these documents" in page()
