"""Keys that a sentence and its translation share, and look-alikes that share none."""

import pytest

from diptych.witnesses import keys, romanise, skeletons

SAME = [
    ("340 000", "340,000", "n340000"),
    ("340.000", "340\u00a0000", "n340000"),
    ("三十四万", "340,000", "n340000"),
    ("一九五八年", "1958", "n1958"),
    ("3,50", "3.5", "n3.5"),
    ("0,125", "0.125", "n0.125"),
    ("٣٤٠", "340", "n340"),
    ("XIV съезд", "14th congress", "n14"),
    ("11.XII.58", "11 December 1958", "m12"),
    ("11.XII.58", "11 December 1958", "n1958"),
    ("11.12.1958", "11 декабря 1958 г.", "m12"),
    ("12/25/1958", "25 грудня 1958", "m12"),
    ("1956. július 12-i", "12 July 1956", "m7"),
    ("12月5日", "5 décembre", "m12"),
    ("Хрущев", "Khrushchev", "shrsv"),
    ("Хрущева", "Chruschtschows", "shrsv"),
    ("Хрущёв", "Hruscsovnak", "shrsv"),
    ("Микоян", "Mikoyan", "smkn"),
    ("Кадар", "Kádár", "skdr"),
    ("революция", "Revolution", "wrevo"),
    ("см. http://example.org/a.", "see http://example.org/a", "uhttp://example.org/a"),
    ("Когда？", "When?", "p?"),
    ("а) хлеб", "a) bread", "la"),
]
APART = [("1958", "1959"), ("Микоян", "Громыко"), ("3,5", "35"), ("I", "1"), ("", "x")]


@pytest.mark.parametrize(("one", "other", "key"), SAME)
def test_shared(one: str, other: str, key: str) -> None:
    assert key in keys(one)
    assert key in keys(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_nothing_shared(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


@pytest.mark.parametrize(
    "text", ["", "\ud800", "\x00\x01", "😀" * 50, "7" * 5000, "Ж" * 30_000, "XXXXIIII L"]
)
def test_no_text_is_too_odd(text: str) -> None:
    keys(text)


def test_romanised_names_meet() -> None:
    assert romanise("хрущев") == "khrushchev"
    assert skeletons("chruszczow") & skeletons("khrushchev")
