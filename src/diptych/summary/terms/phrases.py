"""The phrases of a text that may render a term: runs of words that no mark parts, no small word at an end."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

from diptych.model import Span
from diptych.stems import Stems, stem, word_spans

_MOST_WORDS = 5
_MOST_SIGNS = 8
_JOINT = regex.compile(r"['’]?\s*|[-‐‑'’ʼ.·/]|\s?&\s?")
"""What may stand between two words of one phrase."""
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


@dataclass(frozen=True, slots=True)
class Worded:
    """A text with its words.

    Attributes:
        text: the text.
        spans: where the words stand.
        stems: of the words.
        small: whether each word is too small to begin or end a term.
    """

    text: str
    spans: tuple[Span, ...]
    stems: Stems
    small: tuple[bool, ...]

    def phrases(self, words: frozenset[str] | None = None) -> Iterator[tuple[int, int]]:
        """The runs of words that may be a term: the first, and the one after the last.

        Args:
            words: the stems that may be in them besides those of small words; all where none are given.
        """
        may_be = [
            small or words is None or stem in words
            for small, stem in zip(self.small, self.stems, strict=True)
        ]
        for first, is_small in enumerate(self.small):
            if may_be[first] and not is_small:
                yield from ((first, end) for end in self._ends(first, may_be) if not self.small[end - 1])

    def _ends(self, first: int, may_be: list[bool]) -> Iterator[int]:
        text, spans = self.text, self.spans
        most = _MOST_SIGNS if is_sign(spans[first].of(text)) else _MOST_WORDS
        for end in range(first + 1, min(first + most, len(spans)) + 1):
            is_joined = end == first + 1 or _JOINT.fullmatch(text, spans[end - 2].end, spans[end - 1].start)
            if not is_joined or not may_be[end - 1]:
                return
            yield end

    def word(self, place: int) -> str:
        """A word as it stands there."""
        return self.spans[place].of(self.text)

    def span(self, first: int, end: int) -> Span:
        """Where a run of words stands."""
        return Span(self.spans[first].start, self.spans[end - 1].end)


def worded(text: str, language: str) -> Worded:
    """A text with its words."""
    spans = tuple(word_spans(text))
    words = [span.of(text) for span in spans]
    small = small_words(language.partition("-")[0])
    return Worded(
        text,
        spans,
        tuple(stem(word, language) for word in words),
        tuple(word.casefold() in small for word in words),
    )


def is_sign(word: str) -> bool:
    """Whether a word is of a script without blanks between words.

    >>> is_sign("赫"), is_sign("Mao")
    (True, False)
    """
    return bool(_UNSPACED.match(word))


@cache
def small_words(language: str) -> frozenset[str]:
    """Articles, prepositions and their like; none of a language that is not listed."""
    text = files("diptych.summary").joinpath("data", "small_words.txt").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(dict(rows).get(language, "").split())
