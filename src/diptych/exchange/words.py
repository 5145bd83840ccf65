"""Words of a sentence, for concordancers that hold a word a line."""

from functools import lru_cache

import regex

_WORD = regex.compile(
    r"""
      \d{1,3}(?:[\u00a0\u2009\u202f]\d{3})++(?:[.,]\d++)?(?!\w)        # 340 000, if no line may break there
    | \d++(?:[.,:/]\d++)*+(?!\w)                                        # 12,5  11.12.1958  17:30
    | [\p{Han}\p{Hiragana}\p{Katakana}]\p{M}*+                          # a sign a word
    | [[\p{L}\p{M}\p{N}\p{Cf}]--[\p{Han}\p{Hiragana}\p{Katakana}\u200b]]++
      (?:[-'’ʼ‐‑·][[\p{L}\p{M}\p{N}\p{Cf}]--[\p{Han}\p{Hiragana}\p{Katakana}\u200b]]++)*+   # кто-то  don't
    | [^\s\u200b]\p{M}*+                                                # a sign of punctuation
    """,
    regex.VERSION1 | regex.VERBOSE,
)


def split_words(text: str) -> list[tuple[str, bool]]:
    """The words and signs of a text, each with whether it follows the one before without a blank.

    By Unicode's classes of characters, without knowledge of a language: Chinese and Japanese signs stand
    alone, Thai stays together between its blanks.

    >>> "|".join(word for word, _ in split_words("Кто-то (см. п. 3) сказал: «Don't!» 11.12.1958 г."))
    "Кто-то|(|см|.|п|.|3|)|сказал|:|«|Don't|!|»|11.12.1958|г|."
    >>> split_words("他来了。")
    [('他', False), ('来', True), ('了', True), ('。', True)]
    """
    return [word for piece in text.split(" ") for word in _words_of(piece)]


@lru_cache(maxsize=8_192)
def _words_of(piece: str) -> tuple[tuple[str, bool], ...]:
    """The words between two blanks, which no word reaches over; the same ones come again and again."""
    found = list(_WORD.finditer(piece))
    ends = [-1, *(match.end() for match in found)]
    return tuple((match[0], match.start() == end) for match, end in zip(found, ends, strict=False))
