"""Whole pages of an archive, from their bytes to their links, against gold.

The bars hold over all pages together. Each page is also asked for itself, by aspect;
what is known to fail stands with its cause in known_failures.tsv, and is strict.
"""

import csv
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych import Document, ReadingError, prepare, process, read_bytes
from tests.pages.cases import PAGES, Page, load
from tests.pages.judging import Judgement, judge, partition_faults, total

NAMES = sorted(path.stem for path in PAGES.glob("*.page"))

BARS: dict[str, Callable[[Judgement], bool]] = {
    "body in place": lambda found: found.in_place >= 0.995,
    "nothing foreign": lambda found: found.strange < 0.003,
    "links": lambda found: found.links >= 0.98,
    "metadata": lambda found: found.statements >= 0.95,
}
"""What has to hold of all pages together."""

ASPECTS: dict[str, Callable[[Judgement], bool]] = {
    **BARS,
    "links": lambda found: found.links >= 0.95,
    "notes": lambda found: found.noted[0] == found.noted[1] and found.anchored[0] == found.anchored[1],
    "hyphens": lambda found: found.hyphens[0] == found.hyphens[1],
    "original": lambda found: found.originals[0] == found.originals[1],
}
"""What is asked of each page."""

with (PAGES / "known_failures.tsv").open(encoding="utf-8", newline="") as file:
    CAUSES = {
        (row["page"], row["aspect"]): row["cause"]
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    }


@cache
def page(name: str) -> Page:
    return load(PAGES / f"{name}.page")


@cache
def document(name: str) -> Document:
    return process(page(name).source)


@cache
def judgement(name: str) -> Judgement:
    return judge(page(name), document(name))


def case(name: str, aspect: str) -> object:
    cause = CAUSES.get((name, aspect))
    marks = [pytest.mark.xfail(reason=cause, strict=True)] if cause else []
    return pytest.param(name, aspect, marks=marks, id=f"{name}, {aspect}")


@pytest.mark.parametrize(("name", "aspect"), [case(name, aspect) for name in NAMES for aspect in ASPECTS])
def test_a_page(name: str, aspect: str) -> None:
    found = judgement(name)
    assert ASPECTS[aspect](found), "\n".join(found.faults)


@pytest.mark.parametrize("name", NAMES)
def test_blocks_partition_a_page(name: str) -> None:
    assert partition_faults(document(name)) == []


@pytest.mark.parametrize(("name", "aspect"), [case("all", aspect) for aspect in BARS])
def test_all_pages_together(name: str, aspect: str) -> None:
    found = total(judgement(name) for name in NAMES)
    assert BARS[aspect](found), found


def test_causes_are_of_pages_that_exist() -> None:
    assert {name for name, _ in CAUSES} <= {*NAMES, "all"}
    assert {aspect for _, aspect in CAUSES} <= ASPECTS.keys()


def test_there_are_pages_of_every_language_and_enough_of_them() -> None:
    """The languages are those that the bars are promised for."""
    languages = {frozenset(page(name).languages) for name in NAMES}
    against_english = {"ru", "uk", "bg", "pl", "cs", "de", "hu", "ro", "fr", "es", "zh", "ko"}
    assert all(frozenset({language, "en"}) in languages for language in against_english)
    assert sum("en" not in found and len(found) > 1 for found in languages) >= 6
    assert sum(not page(name).held_out for name in NAMES) >= 30
    assert sum(page(name).held_out for name in NAMES) >= 10


# garbage


@st.composite
def spoilt_pages(draw: st.DrawFn) -> tuple[str, bytes]:
    """Pieces of several pages, lines of them swapped, with control characters put in."""
    texts = [
        page(name).data.decode() for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))
    ]
    pieces = []
    for text in texts:
        start = draw(st.integers(0, len(text) - 1))
        pieces.append(text[start : start + draw(st.integers(1, 1500))])
    lines = "".join(pieces).split("\n")
    for _ in range(draw(st.integers(0, 8))):
        i, j = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines[i], lines[j] = lines[j], lines[i]
    text = "\n".join(lines)
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(CONTROLS)) + text[place:]
    return f"page.{draw(st.sampled_from(['txt', 'md', 'html']))}", text.encode("utf-8", "surrogatepass")


CONTROLS = [
    *"\x01\x0b\x0c\x1c\x1d\x1e\x7f\x85\r\t",
    *"\u00a0\u00ad\u200b\u200e\u200f\u2028\u2029\u202e\u0301\ufeff\ufffd\U000e0001",
    "\n\n\n",
    "\r\n",
    " " * 40,
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoilt_pages())
def test_blocks_partition_spoilt_pages(spoilt: tuple[str, bytes]) -> None:
    name, data = spoilt
    try:
        source = read_bytes(data, name)
    except ReadingError:  # nothing but blanks and controls was left, or it was no text
        return
    assert partition_faults(prepare(source)) == []
