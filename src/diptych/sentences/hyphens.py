"""Hyphens at line ends: which were put there by the typesetter, and which belong to the word.

A hyphen of the typesetter is undone, one of the word kept, one that stands for a part left out keeps a
blank after it. Evidence is asked in order: soft hyphens are always the typesetter's; a capital after
the hyphen keeps it; so does the hyphenated form elsewhere in the same version; the joined form
elsewhere undoes it; then the word lists; and without any evidence it is undone, as most are.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property

from diptych.model import Span
from diptych.sentences.lexicon import Lexicon

_SOFT = "\u00ad"
_HYPHENS = "-\u2010" + _SOFT
_LETTER = "(?:[^\\W\\d_]|[\u0300-\u036f\u0483-\u0487])"
_LEFT = re.compile(rf"(?:{_LETTER}|['’\-\u2010])+$")
_RIGHT = re.compile(f"{_LETTER}+")
_COMPOUND = re.compile(rf"{_LETTER}+(?:[-\u2010]{_LETTER}+)+")
_REACH = 60
_TELLING = 5
"""Letters a first part must have to be known from other compounds (`советско-`, but not `по-`)."""


class Hyphen(Enum):
    """What a hyphen at the end of a line is."""

    NONE = "no hyphen of a word"
    UNDONE = "the typesetter's"
    KEPT = "the word's"
    SUSPENDED = "in place of a part left out"


class Hyphenation:
    """What is known of hyphens in one version; its words are gathered when the first one is met.

    Args:
        text: the source's text.
        spans: the stretches of it that belong to the version.
        lexicon: of the version's language.
    """

    def __init__(self, text: str, spans: Sequence[Span], lexicon: Lexicon) -> None:
        self._text = text
        self._spans = spans
        self._lexicon = lexicon

    def _matches(self, pattern: re.Pattern[str]) -> Iterator[str]:
        for span in self._spans:
            for match in pattern.finditer(self._text, span.start, span.end):
                yield match.group().lower().replace("\u2010", "-")

    @cached_property
    def _compounds(self) -> frozenset[str]:
        return frozenset(self._matches(_COMPOUND))

    @cached_property
    def _first_parts(self) -> frozenset[str]:
        return frozenset(word.partition("-")[0] for word in self._compounds)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._matches(_RIGHT))

    def at_line_end(self, left: Span, right: Span) -> Hyphen:
        """What stands at the end of the piece `left`, before a line break and the piece `right`."""
        text = self._text
        hyphen = text[left.end - 1]
        if hyphen not in _HYPHENS or left.end - left.start < 2:
            return Hyphen.NONE
        before, after = text[left.end - 2], text[right.start]
        word_before = _LEFT.search(text[max(left.start, left.end - _REACH) : left.end - 1])
        word_after = _RIGHT.match(text, right.start, min(right.end, right.start + _REACH))
        if hyphen == _SOFT:
            return Hyphen.UNDONE if word_before and word_after else Hyphen.NONE
        if not word_before or not word_after or before in _HYPHENS:
            return Hyphen.KEPT if before.isalnum() and after.isalnum() else Hyphen.NONE
        return self._judge(word_before.group().lstrip("-‐'’"), word_after.group())

    def _judge(self, left: str, right: str) -> Hyphen:
        shouted = left.isupper() and right.isupper() and len(left + right) > 4
        if not right[0].islower() and not shouted:
            return Hyphen.KEPT
        left, right = left.lower().replace("\u2010", "-"), right.lower()
        if f"{left}-{right}" in self._compounds:
            return Hyphen.KEPT
        if left.rpartition("-")[2] + right in self._words:
            return Hyphen.UNDONE
        return self._by_lists(left, right)

    def _by_lists(self, left: str, right: str) -> Hyphen:
        if right in self._lexicon.suspended:
            return Hyphen.SUSPENDED
        if right in self._lexicon.kept_after_hyphen or left in self._lexicon.kept_before_hyphen:
            return Hyphen.KEPT
        if len(left) >= _TELLING and left in self._first_parts:
            return Hyphen.KEPT
        return Hyphen.UNDONE
