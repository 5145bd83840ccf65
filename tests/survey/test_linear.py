"""The survey's work grows with the length of a page, not with its square.

What is counted is calls of functions, Python's and C's alike, for a page and for one four times as long:
that is the same on every machine. A regular expression is one call however long it takes, so there is
a run of blanks besides, so long that a square would not end.
"""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from diptych import Source
from diptych.survey import survey

SENTENCE = "The ambassador said nothing of the grain, and the minister wrote it down. "
OTHER = "Посол не сказал ничего о зерне, а министр записал это в журнал. "
SENTENCE_WITH = "Village w{0}x sent grain to factory f{0}y, and the minister wrote it down. "
TWO_COLUMNS = f"{SENTENCE[:40]:44}{OTHER[:40]}\n"
ACROSS = "A line that reaches across the whole of the page, from the left to the right margin\n"

PAGES: dict[str, Callable[[int], str]] = {
    "short lines": lambda n: "".join(f"Item {i * 7919 % 1000} of grain\n" for i in range(n)),
    "brackets": lambda n: f"{SENTENCE}[illegible] [...] " * n,
    "notes": lambda n: (
        "".join(f"{SENTENCE}[{i}] " for i in range(n)) + "\n\n" + "".join(f"[{i}] Coal.\n" for i in range(n))
    ),
    "blank lines": lambda n: SENTENCE + "\n" * n + OTHER,
    "lines across columns": lambda n: (TWO_COLUMNS * 4 + ACROSS) * (n // 4),
    "lone labels": lambda n: "".join(f"Mood {i}: good\n" for i in range(n)),
    "names and numbers in both versions": lambda n: "\n\n".join(
        [f"{OTHER}Орлов подписал в 1951 году приказ о поставке {i}." for i in range(n // 2)]
        + [f"{SENTENCE}In 1951 Orlov signed the order on delivery {i}." for i in range(n // 2)]
    ),
    "two renditions": lambda n: "\n\n".join(
        [SENTENCE_WITH.format(i) for i in range(n // 3)]
        + [OTHER + f"{i}." for i in range(n // 3)]
        + [f"So it was. {SENTENCE_WITH.format(i)}" for i in range(n // 3)]
    ),
    "sentences in turns": lambda n: f"{SENTENCE}\n{OTHER}\n" * (n // 2),
    "mails": lambda n: (
        f"From: Ann Lee\nTo: Jan Kos\nDate: 3 May 1991\n\n{SENTENCE}\n> {OTHER}\n\n" * (n // 4)
    ),
    "numbered headings": lambda n: "".join(f"№ {i}. ON GRAIN\n\n{SENTENCE}\n\n" for i in range(n // 2)),
    "remarks": lambda n: f"[Note: the original has a gap.]\n\n{SENTENCE}\n\n{OTHER}\n\n" * (n // 3),
}


def calls(text: str) -> int:
    """Number of calls that a survey makes, once what is remembered is filled."""
    number = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal number
        number += event in {"call", "c_call"}

    source = Source("page.txt", text, "utf-8", "")
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        survey(source)
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_four_times_the_page_is_about_four_times_the_work(page: Callable[[int], str]) -> None:
    survey(Source("page.txt", page(50), "utf-8", ""))  # what is loaded once
    short = calls(page(100))  # first, as the lines of the long page would be remembered
    assert calls(page(400)) < 6.5 * short


def test_a_run_of_blanks_ends() -> None:
    text = "Grain" + " " * 200_000 + "and coal"
    assert (
        "".join(block.span.of(text) for block in survey(Source("page.txt", text, "utf-8", "")).blocks) == text
    )
