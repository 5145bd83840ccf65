"""Words and signs, by Unicode's classes alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.exchange.words import split_words

CASES = [
    ("Тов. Н. С. Иванов", "Тов|.|Н|.|С|.|Иванов"),
    ("кто-то don't l’Humanité", "кто-то|don't|l’Humanité"),
    ("'quoted' -- and - on", "'|quoted|'|-|-|and|-|on"),
    ("340\u00a0000 чел., 12,5 % 17:30", "340\u00a0000|чел|.|,|12,5|%|17:30"),
    ("1 000 2020", "1|000|2020"),
    ("1958-1960 Т-34 4th 11.XII.58", "1958|-|1960|Т-34|4th|11|.|XII|.|58"),
    ("и\u0306 e\u0301\u0323x", "и\u0306|e\u0301\u0323x"),
    ("会谈10日开始。", "会|谈|10|日|开|始|。"),
    ("ไปประชุม วันนี้", "ไปประชุม|วันนี้"),
    ("می\u200cخواهم שלום!", "می\u200cخواهم|שלום|!"),
    ("𝔘𝔫 😀", "𝔘𝔫|😀"),
    (" ", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words(text: str, expected: str) -> None:
    assert "|".join(word for word, _ in split_words(text)) == expected


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=30))
def test_nothing_is_lost_but_blanks(text: str) -> None:
    found = "".join(word for word, _ in split_words(text))
    assert "".join(c for c in found if not c.isspace()) == "".join(
        c for c in text if not c.isspace() and c != "\u200b"
    )
