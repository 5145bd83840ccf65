"""Terms of a term base that the translation renders in a way the term base does not have.

Words are compared by their stems (Snowball; six letters where the language has no stemmer), as an
inflected language has a dozen forms of each noun. Where one term is part of another, the longer one counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych.alignment.dictionaries import Dictionary
from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.model import Span

if TYPE_CHECKING:
    from nltk.stem.snowball import SnowballStemmer

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
_WORD = re.compile(r"[^\W\d_]+|\d+")
_IDEOGRAPH = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the source language and how it may be rendered."""

    stems: Stems
    renderings: tuple[Stems, ...]
    allowed: tuple[str, ...]


class Terms:
    """The terms of a dictionary for one pair of languages.

    Args:
        dictionary: the term base.
        source: language of the originals.
        target: language of the translations.
    """

    def __init__(self, dictionary: Dictionary, source: str, target: str) -> None:
        self.source, self.target = source, target
        self._by_first: dict[str, list[_Term]] = {}
        for column, other in dictionary.columns(source, target)[:1]:
            for concept in dictionary.concepts:
                renderings = tuple(_stems(text, target) for text in concept[other])
                for text in concept[column]:
                    stems = _stems(text, source)
                    if stems and any(renderings):
                        term = _Term(stems, tuple(filter(None, renderings)), concept[other])
                        self._by_first.setdefault(stems[0], []).append(term)
        for terms in self._by_first.values():
            terms.sort(key=lambda term: -len(term.stems))

    def check(self, pair: Pair) -> Iterator[Finding]:
        """A term of the source is not rendered as the term base has it."""
        if not pair.target.strip() or not self._by_first:
            return
        rendered = _stems(pair.target, self.target)
        for span, term in self._found(pair.source):
            if not any(_holds(rendered, stems) for stems in term.renderings):
                said = span.of(pair.source)
                yield Finding(
                    "term",
                    Severity.WARNING,
                    f"“{said}” is not rendered as the term base has it: {' or '.join(term.allowed)}",
                    span,
                    None,
                    said,
                    "",
                    f"write {' or '.join(term.allowed)}, or add this rendering to the term base",
                )

    def _found(self, text: str) -> Iterator[tuple[Span, _Term]]:
        words = list(_words(text))
        stems = tuple(_stem(text[span.start : span.end], self.source) for span in words)
        place = 0
        while place < len(stems):
            candidates = self._by_first.get(stems[place], ())
            term = next((t for t in candidates if stems[place : place + len(t.stems)] == t.stems), None)
            if term:
                last = place + len(term.stems) - 1
                yield Span(words[place].start, words[last].end), term
            place += len(term.stems) if term else 1


def check_terms(pairs: Sequence[Pair], dictionaries: Sequence[Dictionary]) -> Iterator[tuple[Pair, Finding]]:
    """Terms of the pairs that a term base has and that are rendered otherwise."""
    known: dict[tuple[str, str, int], Terms] = {}
    for pair in pairs:
        for number, dictionary in enumerate(dictionaries):
            key = (pair.source_language, pair.target_language, number)
            if key not in known:
                known[key] = Terms(dictionary, pair.source_language, pair.target_language)
            yield from ((pair, finding) for finding in known[key].check(pair))


def _stems(text: str, language: str) -> Stems:
    return tuple(_stem(text[span.start : span.end], language) for span in _words(text))


def _words(text: str) -> Iterator[Span]:
    """The words, and each ideograph by itself."""
    for match in _WORD.finditer(text):
        if _IDEOGRAPH.search(match[0]):
            yield from (Span(k, k + 1) for k in range(*match.span()))
        else:
            yield Span(*match.span())


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language.partition("-")[0])
    return str(stemmer.stem(word.casefold())) if stemmer else word.casefold()[:_LETTERS]


@lru_cache(maxsize=32)
def _stemmer(language: str) -> "SnowballStemmer | None":
    from nltk.stem.snowball import SnowballStemmer  # a second that no other check needs

    name = _STEMMERS.get(language)
    return SnowballStemmer(name) if name else None


def _holds(stems: Stems, wanted: Stems) -> bool:
    """Whether the words of an expression follow each other in a text."""
    return any(stems[k : k + len(wanted)] == wanted for k in range(len(stems) - len(wanted) + 1))
