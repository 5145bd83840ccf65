"""Charts: every number said in words, no colour alone, nothing that a name could break."""

import re

import pytest
from lxml import etree

from diptych.review.charts import SERIES, Bar, Dot, Dots, Scale, bars, dots
from tests.exchange.parallels import HOSTILE_SENTENCES

SVG = "{http://www.w3.org/2000/svg}"
SHARES = Scale(0.0, 100.0, (0, 50, 100), " %")
RATIOS = Scale(0.25, 4.0, (0.25, 1, 4), is_ratio=True)


def chart(*names: str) -> etree._Element:
    rows = [Bar(name, (60.0, 40.0), ("six", "four"), "10") for name in names]
    return etree.fromstring(bars("kinds", "Kinds", "What there is.", ("one", "other"), rows, SHARES))


def test_a_chart_says_what_it_is() -> None:
    tree = chart("letter")
    assert (tree.get("role"), tree.findtext(f"{SVG}title")) == ("img", "Kinds")
    assert tree.findtext(f"{SVG}desc") == "What there is."
    ids = set((tree.get("aria-labelledby") or "").split())
    assert ids == {tree.find(f"{SVG}title").get("id"), tree.find(f"{SVG}desc").get("id")}


def test_parts_of_bars_are_told_by_words_and_patterns() -> None:
    tree = chart("letter")
    titles = [title.text for title in tree.iter(f"{SVG}title")]
    assert {"letter, six", "letter, four"} <= set(titles)
    fills = [box.get("fill") for box in tree.iter(f"{SVG}rect") if box.get("fill")]
    patterns = {f"url(#{pattern.get('id')})" for pattern in tree.iter(f"{SVG}pattern")}
    assert set(fills) == patterns
    assert len(fills) == 2  # in the legend and in the bar


def test_all_series_have_patterns_of_their_own() -> None:
    row = Bar("x", tuple([10.0] * SERIES), tuple("abcdefghij"[:SERIES]), "")
    tree = etree.fromstring(bars("k", "t", "d", tuple("abcdefghij"[:SERIES]), [row], SHARES))
    drawn = [path.get("d") for path in tree.iter(f"{SVG}path")]
    assert len(set(drawn)) == len(drawn) == SERIES - 1  # the first one is plain


def test_lengths_are_as_stated() -> None:
    widths = [
        float(box.get("width")) for box in chart("x").iter(f"{SVG}rect") if box.get("class") in ("s0", "s1")
    ]
    assert widths[2] / widths[3] == pytest.approx(1.5)


def test_twice_and_half_are_equally_far_from_one() -> None:
    assert RATIOS.at(2) - RATIOS.at(1) == pytest.approx(RATIOS.at(1) - RATIOS.at(0.5))
    assert RATIOS.at(99) == RATIOS.at(4)


def test_dots_are_rings_and_sums_diamonds() -> None:
    row = Dots("letter", (Dot(1.1, "ru.p1: 1.10"), Dot(1.0, "all: 1.00", is_sum=True)), 0.9)
    tree = etree.fromstring(dots("ratios", "t", "d", [row], RATIOS))
    assert tree.findtext(f"{SVG}circle/{SVG}title") == "letter, ru.p1: 1.10"
    assert tree.findtext(f"{SVG}path/{SVG}title") == "letter, all: 1.00"
    assert "letter, usual: 0.90" in [title.text for title in tree.iter(f"{SVG}title")]


@pytest.mark.parametrize("name", HOSTILE_SENTENCES.values(), ids=HOSTILE_SENTENCES)
def test_no_name_breaks_a_chart(name: str) -> None:
    text = bars("k", name, name, (name,), [Bar(name, (1.0,), (name,), name)], SHARES)
    assert etree.fromstring(text).tag == f"{SVG}svg"


def test_a_long_name_is_cut_and_whole_in_its_title() -> None:
    name = "Ж" * 200
    label = next(text for text in chart(name).iter(f"{SVG}text") if (text.text or "").startswith("Ж"))
    assert label.text.endswith("…")
    assert label.findtext(f"{SVG}title") == name


def test_a_chart_loads_nothing_and_is_the_same_again() -> None:
    texts = {etree.tostring(chart("a", "b")) for _ in range(2)}
    assert len(texts) == 1
    found = re.findall(rb"https?:[^\"]+", texts.pop())
    assert set(found) == {b"http://www.w3.org/2000/svg"}
