"""Page numbers and running heads, which stand between the words of a document without belonging to them."""

import itertools
import re
from collections import defaultdict
from dataclasses import replace
from functools import cache

from diptych.model import TEXT_KINDS, Kind
from diptych.survey import knowledge, shape
from diptych.survey.units import Unit

LONGEST_HEAD = 90
FEWEST_REPEATS = 3


@cache
def _page_number() -> re.Pattern[str]:
    word, total = (knowledge.small_words(name).pattern for name in ("page", "page total"))
    return re.compile(
        rf"[\[(<]?\s*(?:(?P<word>{word})\.?\s*)?(?P<rule>[-–—/*|•·=]{{1,3}})?\s*(?P<number>\d{{1,4}}|[ivxlcIVXLC]{{1,6}})"
        rf"\s*(?:(?:/|{total})\s*\d{{1,4}})?\s*(?P<end>[-–—/*|•·=]{{1,3}})?\.?\s*[\])>]?"
        r"|第\s*(?P<chinese>\d{1,4})\s*[页頁]|(?P<counted>\d{1,4})\.?\s*(?i:oldal|old\.|쪽|페이지|с\.|s\.)"
    )


def page_number(text: str) -> str:
    """The number a line gives as a page's, or nothing.

    >>> page_number("- 12 -"), page_number("Page 3 of 7"), page_number("стр. 4"), page_number("12 May")
    ('12', '3', '4', '')
    """
    match = _page_number().fullmatch(text.strip()) if len(text) <= 24 else None
    if not match:
        return ""
    return match["number"] or match["chinese"] or match["counted"] or ""


def find_page_furniture(units: list[Unit]) -> list[Unit]:
    """Decide on page numbers and running heads."""
    return _running_heads(_page_numbers(units))


def _page_numbers(units: list[Unit]) -> list[Unit]:
    candidates = {
        index: page_number(unit.text)
        for index, unit in enumerate(units)
        if unit.kind is None and page_number(unit.text)
    }
    counted = _counted(candidates)
    return [
        unit.decided(Kind.PAGE_NUMBER, reason, candidates[index])
        if (reason := _page_number_reason(index, units, candidates, counted))
        else unit
        for index, unit in enumerate(units)
    ]


def _page_number_reason(index: int, units: list[Unit], candidates: dict[int, str], counted: set[int]) -> str:
    if index not in candidates:
        return ""
    match = _page_number().fullmatch(units[index].text.strip())
    assert match is not None
    if (
        (match["word"] and len(match["word"]) > 1)
        or match["chinese"]
        or match["counted"]
        or (match["rule"] and match["end"])
    ):
        return "a page's number, named as such"
    if index in counted:
        return "numbers that count upwards through the text"
    if candidates[index].isdigit() and interrupts(units, index):
        return "a number in mid-sentence"
    return ""


def _counted(candidates: dict[int, str]) -> set[int]:
    """Bare numbers that go up by one or two from page to page."""
    numbers = [(index, int(value)) for index, value in candidates.items() if value.isdigit()]
    counted: set[int] = set()
    for (before, low), (after, high) in itertools.pairwise(numbers):
        if 1 <= high - low <= 2 and after - before > 1:
            counted.update((before, after))
    return counted


def interrupts(units: list[Unit], index: int) -> bool:
    """Whether the text before a unit goes on after it in mid-sentence."""
    before = next(
        (
            unit
            for unit in reversed(units[max(0, index - 4) : index])
            if unit.kind is None and shape.has_words(unit.text)
        ),
        None,
    )
    after = next(
        (unit for unit in units[index + 1 : index + 5] if unit.kind is None and shape.has_words(unit.text)),
        None,
    )
    if before is None or after is None or shape.ends_sentence(before.text):
        return False
    return len(before.text) > 30 and (shape.starts_lower(after.text) or before.text[-1:] in "-,\u00ad")


def _running_heads(units: list[Unit]) -> list[Unit]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if unit.kind is None and len(unit.text) <= LONGEST_HEAD and not unit.text.endswith((":", "：")):
            places[_without_figures(unit.text)].append(index)
    heads: set[int] = set()
    for text, indexes in places.items():
        if sum(character.isalpha() for character in text) >= 3 and _is_running_head(units, indexes):
            heads.update(indexes)
    return [
        unit.decided(Kind.PAGE_HEADER, "the same line at the head or foot of several pages")
        if index in heads
        else unit
        for index, unit in enumerate(units)
    ]


def _is_running_head(units: list[Unit], indexes: list[int]) -> bool:
    if len(indexes) < 2:
        text = units[indexes[0]].text
        looks_like_one = text[0].isupper() and len(text.split()) > 1 and not shape.ends_sentence(text)
        return looks_like_one and _beside_page_number(units, indexes[0]) and interrupts(units, indexes[0])
    at_page = [i for i in indexes if _beside_page_number(units, i) or interrupts(units, i)]
    if len(indexes) >= FEWEST_REPEATS:
        return len(at_page) >= 1
    return len(at_page) == 2 or (len(at_page) == 1 and any(i < 3 or i >= len(units) - 3 for i in indexes))


def _beside_page_number(units: list[Unit], index: int) -> bool:
    return any(units[i].kind is Kind.PAGE_NUMBER for i in (index - 1, index + 1) if 0 <= i < len(units))


def _without_figures(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", text.casefold()))


def join_over_pages(units: list[Unit]) -> list[Unit]:
    """Mark the text units that go on with a sentence which a page end, or blank lines, cut.

    The other version's page, or its column, may stand in between.
    """
    joined: list[Unit] = []
    last: dict[str, Unit] = {}
    for unit in units:
        before = last.get(unit.version)
        if unit.kind is Kind.BODY and before is not None and _goes_on(before, unit):
            unit = replace(unit, continues=True)
        if unit.kind in TEXT_KINDS:
            last[unit.version] = unit
        elif unit.kind not in {Kind.PAGE_NUMBER, Kind.PAGE_HEADER, Kind.NOTE, Kind.FURNITURE}:
            last.clear()
        joined.append(unit)
    return joined


def _goes_on(before: Unit, unit: Unit) -> bool:
    if before.kind is not Kind.BODY or shape.ends_sentence(before.text):
        return False
    if before.span.end > unit.span.start:
        return False  # a column of one text and the next stand side by side
    if shape.starts_list_item(unit.text) or "li" in unit.marks or not shape.is_prose(before.text):
        return shape.starts_lower(unit.text) and len(before.text) > 60 and "li" not in unit.marks
    cut_off = before.text[-1] in ",-" or shape.breaks_off(before.text)
    return cut_off or shape.starts_lower(unit.text) or shape.is_prose(unit.text)
