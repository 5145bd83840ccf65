"""The words of a text as they are counted, and what a word is in it.

Where a script sets no blanks between words, nobody can count words without knowing the language. There signs
are counted, or the runs between two blanks, and every figure says so.
"""

from collections.abc import Iterable
from enum import StrEnum

import regex

from diptych.exchange.words import split_words

_SIGN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_RUN = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]")
_COUNTED = regex.compile(r"[\p{L}\p{N}]")


class WordUnit(StrEnum):
    """What is counted for a word."""

    WORDS = "words"
    SIGNS = "signs"
    """Single signs of Chinese and Japanese; words are one to three of them."""
    RUNS = "runs"
    """What stands between two blanks in Thai, Lao, Khmer, Burmese, Tibetan: phrases rather than words."""


_AS_READ = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff") | {"’": "'"})
"""What nobody sees is taken out of words, and one apostrophe is as good as another."""


def running_words(text: str) -> list[str]:
    """The words of a text in small letters, numbers among them, without marks of punctuation.

    >>> running_words("Кто-то сказал: «Don't!» 11.12.1958")
    ['кто-то', 'сказал', "don't", '11.12.1958']
    >>> running_words("Straße, Zusam\u00admenarbeit")
    ['straße', 'zusammenarbeit']
    >>> running_words("他来了。")
    ['他', '来', '了']
    """
    words = (word.translate(_AS_READ).lower() for word, _ in split_words(text))
    return [word for word in words if _COUNTED.search(word)]


def signs_and_runs(words: Iterable[str]) -> tuple[int, int]:
    """How many words are signs, and how many are runs.

    >>> signs_and_runs(["他", "来", "1958", "สวัสดี"])
    (2, 1)
    """
    signs = runs = 0
    for word in words:
        if not word.isascii():
            signs += bool(_SIGN.search(word))
            runs += bool(_RUN.search(word))
    return signs, runs


def unit(words: int, signs: int, runs: int) -> WordUnit:
    """What most of the words of a text are.

    Args:
        words: how many there are in all.
        signs: how many of them are signs.
        runs: how many are runs.
    """
    counts = {WordUnit.WORDS: words - signs - runs, WordUnit.SIGNS: signs, WordUnit.RUNS: runs}
    return max(counts, key=counts.__getitem__)
