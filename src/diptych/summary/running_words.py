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


class Unit(StrEnum):
    """What is counted for a word."""

    WORDS = "words"
    SIGNS = "signs"
    """Single signs of Chinese and Japanese; words are one to three of them."""
    RUNS = "runs"
    """What stands between two blanks in Thai, Lao, Khmer, Burmese, Tibetan: phrases rather than words."""


def running_words(text: str) -> list[str]:
    """The words of a text in small letters, numbers among them, without marks of punctuation.

    >>> running_words("Кто-то сказал: «Don't!» 11.12.1958")
    ['кто-то', 'сказал', "don't", '11.12.1958']
    >>> running_words("他来了。")
    ['他', '来', '了']
    """
    return [word.casefold() for word, _ in split_words(text) if _COUNTED.search(word)]


def unit(words: Iterable[str]) -> Unit:
    """What most of the words of a text are.

    >>> unit(["他", "来", "了", "1958"]).value, unit(["talks", "with", "毛"]).value
    ('signs', 'words')
    """
    counts = dict.fromkeys(Unit, 0)
    for word in words:
        counts[Unit.SIGNS if _SIGN.search(word) else Unit.RUNS if _RUN.search(word) else Unit.WORDS] += 1
    return max(counts, key=counts.__getitem__)
