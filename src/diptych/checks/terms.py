"""Terms of a term base that the translation renders in a way the term base does not have.

Words are compared by their stems (Snowball; six letters where the language has no stemmer), as an
inflected language has a dozen forms of each noun. Where one term is part of another, the longer one counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diptych.alignment.dictionaries import Dictionary
from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.model import Span
from diptych.stems import Stems, stem, stems, word_spans


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
                renderings = tuple(stems(text, target) for text in concept[other])
                for text in concept[column]:
                    words = stems(text, source)
                    if words and any(renderings):
                        term = _Term(words, tuple(filter(None, renderings)), concept[other])
                        self._by_first.setdefault(words[0], []).append(term)
        for terms in self._by_first.values():
            terms.sort(key=lambda term: -len(term.stems))

    def check(self, pair: Pair) -> Iterator[Finding]:
        """A term of the source is not rendered as the term base has it."""
        if not pair.target.strip() or not self._by_first:
            return
        rendered = stems(pair.target, self.target)
        for span, term in self._found(pair.source):
            if not any(_holds(rendered, words) for words in term.renderings):
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
        words = list(word_spans(text))
        said = tuple(stem(span.of(text), self.source) for span in words)
        place = 0
        while place < len(said):
            candidates = self._by_first.get(said[place], ())
            term = next((t for t in candidates if said[place : place + len(t.stems)] == t.stems), None)
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


def _holds(said: Stems, wanted: Stems) -> bool:
    """Whether the words of an expression follow each other in a text."""
    return any(said[k : k + len(wanted)] == wanted for k in range(len(said) - len(wanted) + 1))
