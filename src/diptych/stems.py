"""Words compared by their stems, as an inflected language has a dozen forms of each noun.

Stems are Snowball's; six letters where the language has no stemmer.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from diptych.model import Span

if TYPE_CHECKING:
    from nltk.stem.snowball import SnowballStemmer

Stems = tuple[str, ...]

_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}
_LETTERS = 6
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(
    rf"(?V1)[{_UNSPACED}]\p{{M}}*+|[[\p{{L}}\p{{M}}\p{{Cf}}]--[{_UNSPACED}\u200b]]++|\d++",
)
_INVISIBLE = regex.compile(r"\p{Cf}")
_MARK = regex.compile(r"\p{M}")


def word_spans(text: str) -> Iterator[Span]:
    """Where the words stand; each sign of scripts without blanks between words is one.

    >>> [span.of("ЦК КПСС, 1958: 赫鲁") for span in word_spans("ЦК КПСС, 1958: 赫鲁")]
    ['ЦК', 'КПСС', '1958', '赫', '鲁']
    """
    return (Span(*match.span()) for match in _WORD.finditer(text))


def stems(text: str, language: str) -> Stems:
    """The stems of the words of a text."""
    return tuple(stem(span.of(text), language) for span in word_spans(text))


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a word, in small letters, without marks of stress; е stands for ё.

    >>> stem("Верховного", "ru") == stem("Верхо́вный", "ru")
    True
    """
    plain = _MARK.sub("", unicodedata.normalize("NFC", _INVISIBLE.sub("", word))) or word
    plain = plain.casefold().replace("ё", "е")
    stemmer = _stemmer(language.partition("-")[0])
    return str(stemmer.stem(plain)) if stemmer else plain[:_LETTERS]


def has_stemmer(language: str) -> bool:
    """Whether stems of a language are more than first letters."""
    return language.partition("-")[0] in _STEMMERS


@lru_cache(maxsize=32)
def _stemmer(language: str) -> "SnowballStemmer | None":
    from nltk.stem.snowball import SnowballStemmer  # a second that nothing else needs

    name = _STEMMERS.get(language)
    return SnowballStemmer(name) if name else None
