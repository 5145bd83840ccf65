"""Hyphens at line ends: which were put there by the typesetter, and which belong to the word.

A hyphen of the typesetter is undone, one of the word kept, one that stands for a part left out keeps a
blank after it. Evidence is asked in order: soft hyphens are always the typesetter's, and so is one that
the next line repeats; a capital after the hyphen keeps it; so does the hyphenated form elsewhere in the
same version; the joined form elsewhere undoes it; then other forms of the same word, the word lists, and
without any evidence it is undone, as most are.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from diptych.model import Span
from diptych.sentences.lexicon import Lexicon

_SOFT = "\u00ad¬"
HYPHENS = "-\u2010" + _SOFT
"""What may end a line within a word."""
_LETTER = "(?:[^\\W\\d_]|[\u0300-\u036f\u0483-\u0487])"
_LEFT = re.compile(rf"(?:{_LETTER}|['’\-\u2010])+$")
_RIGHT = re.compile(f"(?P<first>{_LETTER}+)(?:[-\u2010]{_LETTER}+)*")
_WORD = re.compile(f"{_LETTER}+")
_COMPOUND = re.compile(rf"{_LETTER}+(?:[-\u2010]{_LETTER}+)+")
_ELIDED = re.compile(r".*['’](?=.)")
_REACH = 60
_TELLING = 5
"""Letters a first part must have to be known from other compounds (`советско-`, but not `по-`)."""
_STEM = 6
"""Letters by which other forms of a word are known."""


class Hyphen(Enum):
    """What a hyphen at the end of a line is."""

    NONE = "no hyphen of a word"
    UNDONE = "the typesetter's"
    KEPT = "the word's"
    SUSPENDED = "in place of a part left out"


@dataclass(frozen=True, slots=True)
class Joint:
    """What a line end with a hyphen is.

    Attributes:
        hyphen: what the hyphen is.
        cut: characters at the end of the line that go, the hyphen among them, where it is undone.
    """

    hyphen: Hyphen
    cut: int = 1


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
    def _compounds(self) -> list[str]:
        return sorted(set(self._matches(_COMPOUND)))

    @cached_property
    def _first_parts(self) -> frozenset[str]:
        return frozenset(word.partition("-")[0] for word in self._compounds)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._matches(_WORD))

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._words)

    def at_line_end(self, left: Span, right: Span) -> Joint:
        """What stands at the end of the piece `left`, before a line break and the piece `right`."""
        text = self._text
        hyphen = text[left.end - 1]
        if hyphen not in HYPHENS or left.end - left.start < 2:
            return Joint(Hyphen.NONE)
        before, after = text[left.end - 2], text[right.start]
        reach = text[max(left.start, left.end - _REACH) : left.end - 1]
        word_before = _LEFT.search(reach) if before not in HYPHENS else None
        word_after = _RIGHT.match(text, right.start, min(right.end, right.start + _REACH))
        if hyphen in _SOFT:
            return Joint(Hyphen.UNDONE if word_before and word_after else Hyphen.NONE)
        if word_before and after in HYPHENS and _RIGHT.match(text, right.start + 1, right.end):
            return Joint(Hyphen.UNDONE)  # the next line repeats it
        if not word_before or not word_after:
            return Joint(Hyphen.KEPT if before.isalnum() and after.isalnum() else Hyphen.NONE)
        return self._judge(_ELIDED.sub("", word_before.group().lstrip("-‐'’")), word_after)

    def _judge(self, left: str, after: re.Match[str]) -> Joint:
        right = after["first"]
        shouted = left.isupper() and right.isupper() and len(left + right) > 4
        if (not right[0].islower() and not shouted) or (len(left) > 1 and left.isupper() and not shouted):
            return Joint(Hyphen.KEPT)
        left, right = left.lower().replace("\u2010", "-"), right.lower()
        if _has(self._compounds, f"{left}-{right}"):
            return Joint(Hyphen.KEPT)
        last = left.rpartition("-")[2]
        if last + right in self._words:
            return Joint(Hyphen.UNDONE)
        if doubled := self._doubled(last, right):
            return Joint(Hyphen.UNDONE, 1 + doubled)
        whole = after.group().lower().replace("\u2010", "-")
        return Joint(self._by_kin(left, right) or self._by_lists(left, right, whole))

    def _doubled(self, left: str, right: str) -> int:
        """How many letters the line end added to a long consonant: one in asz-szony, which is asszony."""
        for letters in self._lexicon.doubled:
            single = letters[1:]
            if left.endswith(single) and right.startswith(single):
                return len(single) - 1
        return 0

    def _by_kin(self, left: str, right: str) -> Hyphen | None:
        """What other forms of the word tell: co-operate of co-operation, политика of политический."""
        if len(right) >= 4 and _starts_one(self._compounds, f"{left}-{right[:4]}"):
            return Hyphen.KEPT
        last = left.rpartition("-")[2]
        stem = (last + right)[: max(_STEM, len(last) + 2)]
        if len(stem) >= _STEM and _starts_one(self._sorted_words, stem):
            return Hyphen.UNDONE
        return None

    def _by_lists(self, left: str, right: str, whole: str) -> Hyphen:
        if right in self._lexicon.suspended:
            return Hyphen.SUSPENDED
        joined = _fits(self._patterns_without, left + right)
        if not joined and any(self._is_listed(f"{left}-{end}") for end in (right, whole)):
            return Hyphen.KEPT
        if not joined and len(left) >= _TELLING and left in self._first_parts:
            return Hyphen.KEPT
        return Hyphen.UNDONE

    @cached_property
    def _patterns(self) -> re.Pattern[str]:
        return _compiled(p for p in self._lexicon.hyphened if "-" in p and "+" not in p)

    @cached_property
    def _patterns_without(self) -> re.Pattern[str]:
        return _compiled(p for p in self._lexicon.hyphened if "-" not in p)

    @cached_property
    def _patterns_of_words(self) -> re.Pattern[str]:
        return _compiled(p for p in self._lexicon.hyphened if "+" in p)

    def _is_listed(self, word: str) -> bool:
        """Whether a pattern fits; a `+` in it stands for a word that the version has by itself."""
        if _fits(self._patterns, word):
            return True
        match = self._patterns_of_words.fullmatch(word)
        known = (self._words, self._lexicon.starters)
        return match is not None and all(
            any(part in words for words in known) for part in match.groups() if part
        )


def _has(words: Sequence[str], word: str) -> bool:
    place = bisect_left(words, word)
    return place < len(words) and words[place] == word


def _starts_one(words: Sequence[str], stem: str) -> bool:
    place = bisect_left(words, stem)
    return place < len(words) and words[place].startswith(stem)


def _compiled(patterns: Iterator[str]) -> re.Pattern[str]:
    """One pattern that matches any of them."""
    return re.compile("|".join(_as_regex(pattern) for pattern in patterns) or r"(?!)")


def _as_regex(pattern: str) -> str:
    return re.escape(pattern).replace(r"\*", ".*").replace(r"\+", "([^-]+)").replace(r"\-", "-")


def _fits(pattern: re.Pattern[str], word: str) -> bool:
    return pattern.fullmatch(word) is not None
