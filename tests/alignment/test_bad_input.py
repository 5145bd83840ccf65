"""Texts that nobody wishes for: every one comes out whole, and memory grows no faster than the text."""

import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from diptych.alignment import Match, align_texts
from diptych.alignment.coarse import find_course

Sides = tuple[list[str], list[str]]

LONG = 100_000
MANY = 10_000


def made_words(first: str, letters: int, sentences: int, step: int) -> list[str]:
    """Sentences of a script, each unlike the others and like nothing else."""
    words = [chr(ord(first) + (k * step + k * k) % letters) * (1 + k % 3) for k in range(7 * sentences)]
    return [" ".join(words[7 * k : 7 * k + 7]) + "." for k in range(sentences)]


BAD: dict[str, Sides] = {
    "no source": ([], made_words("a", 26, 400, 7)),
    "no target": (made_words("a", 26, 400, 7), []),
    "one sentence against a thousand": (["Tea is served."], [f"Tee an Tor {k}." for k in range(1000)]),
    "a thousand sentences against one": ([f"Tea at gate {k}." for k in range(1000)], ["Der Tee ist da."]),
    "fifty sentences against a thousand": (
        [f"Tea at gate {20 * k}." for k in range(50)],
        [f"Tee an Tor {k}." for k in range(1000)],
    ),
    "identical lines, fewer on one side": (["The same line."] * 400, ["Dieselbe Zeile."] * 500),
    "empty lines": ([""] * 300, [" "] * 350),
    "languages that no encoder knows": (made_words("ა", 33, 200, 7), made_words("ա", 38, 210, 11)),
    "right to left on both sides": (
        [f"{'שלום' * (1 + k % 4)} עולם {k}." for k in range(200)],
        [f"{'سلام' * (1 + k % 4)} يا عالم {k}." for k in range(190)],
    ),
    "right to left against left to right": (
        [f"\u202bהמברק מספר {k} הגיע\u202c" for k in range(100)],
        [f"Telegram {k} came in." for k in range(100)],
    ),
    "only numbers": ([str(7 * k) for k in range(300)], [f"{7 * k}" for k in range(20, 320)]),
    "only emoji": (["😀🎉👩‍👩‍👧"[: k % 7] for k in range(300)], ["🎉😀"[: k % 3] for k in range(280)]),
    "lone surrogates": (["\ud800" * (k % 5) + "a" for k in range(200)], ["\udfff b"] * 210),
    "control characters": (["\x00\x1b[31m", "\u202e\u0007", "\t"] * 60, ["\x7f", "\ufeff"] * 80),
}


def assert_sound(found: list[Match], sources: int, targets: int) -> None:
    """Each sentence in exactly one bead, both sides in order, every confidence a probability."""
    assert [i for match in found for i in match.source] == list(range(sources))
    assert [j for match in found for j in match.target] == list(range(targets))
    assert all(match.source or match.target for match in found)
    assert all(0 <= match.confidence <= 1 for match in found)


@pytest.mark.parametrize("name", BAD)
def test_bad_input_comes_out_whole_and_the_same_twice(name: str) -> None:
    source, target = BAD[name]
    found = align_texts(source, target)
    assert_sound(found, len(source), len(target))
    assert found == align_texts(source, target)


LONG_LINES = {
    "words": "bridge " * (LONG // 7),
    "an address without end": "http://" + "x" * LONG,
    "digits": "1" * LONG,
}


@pytest.mark.parametrize("name", LONG_LINES)
def test_lines_of_a_hundred_thousand_characters(name: str) -> None:
    assert_sound(align_texts(["Да.", LONG_LINES[name], "Нет."], ["Yes.", "No."]), 3, 2)


def test_ten_thousand_identical_lines() -> None:
    found = align_texts(["The same line."] * MANY, ["Dieselbe Zeile."] * MANY, "en", "de")
    assert [(match.source, match.target) for match in found] == [((k,), (k,)) for k in range(MANY)]


GROWING: dict[str, Callable[[int], Sides]] = {
    "identical lines": lambda n: (["The same line."] * n, ["Dieselbe Zeile."] * n),
    "one sentence against many": lambda n: (["Tea."], ["Tee." + "!" * (k % 9) for k in range(n)]),
    "nothing in common": lambda n: (made_words("ა", 33, n, 7), made_words("ա", 38, n, 11)),
}


@pytest.mark.parametrize("name", GROWING)
def test_memory_grows_with_the_text_and_no_faster(name: str) -> None:
    """From one length to the double; where memory went with the square, it would be four times as much."""
    once, twice = (peak(align_texts, *GROWING[name](n)) for n in (300, 600))
    assert twice < 2.6 * once


def test_no_pair_of_sentences_is_kept_that_is_not_looked_at() -> None:
    vectors = np.random.default_rng(0).standard_normal((8000, 16), np.float32)
    once, twice = (peak(find_course, vectors[:n], vectors[n : 2 * n]) for n in (2000, 4000))
    assert twice < 2.6 * once


def peak(work: Callable[..., object], *sides: object) -> int:
    tracemalloc.start()
    try:
        work(*sides)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
