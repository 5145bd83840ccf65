"""Whether two names are the same in different writings, compared by sound."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from diptych.checks.known_names import places
from diptych.checks.sounds import from_cyrillic
from diptych.witnesses import romanise, skeletons

CYRILLIC = "\u0400"
"""The first of the Cyrillic letters, behind all Latin ones."""
_SIBILANTS = {"ж": "zjgxž", "ч": "ctčć", "ш": "scxšt", "щ": "sšc"}
"""What a name begins with in Latin letters whose first letter is one of these in Cyrillic."""
_NO_LETTER = re.compile("[^a-z]")
_HYPHEN = re.compile("[-‑]")
_SHORT_ALIKE, _LEAST_LETTERS_ALIKE, _LETTERS_ALIKE = 0.6, 0.55, 0.76
"""Shares of letters: that tell names of one sound, that names of similar sounds have, and that suffice."""
_LEAST_SOUNDS = 2
_LONGEST_ENDING = 3
"""Sounds that an ending may add to a name: Kirov, Кировского."""
_ALIKE = 0.75
"""Share of the sounds of two names that are the same and in the same order."""


def is_among(word: str, others: Sequence[str]) -> bool:
    """Whether a name sounds like one of the others but for an ending."""
    if not _sounds(word):
        return True
    return any(_same_name(word.casefold(), other.casefold()) for other in others)


@lru_cache(maxsize=200_000)
def _same_name(word: str, other: str) -> bool:
    """Whether two lower-case names may be the same, each in its writing."""
    if _begin_otherwise(word, other) or _begin_otherwise(other, word) or _are_places_apart(word, other):
        return False
    likeness = _likeness_of_letters(word, other)
    sounds = [(a, b) for a in _sounds(word) for b in _sounds(other)]
    if max(max(map(len, pair)) for pair in sounds) < _LEAST_SOUNDS:
        return likeness >= _SHORT_ALIKE
    if likeness >= _LETTERS_ALIKE or any(a == b for a, b in sounds):
        return True
    short, long = sorted((word, other), key=len)
    if places(short) or not places(long):  # Mińsku is a form of Minsk, and none of Minc
        if any(_has_ending(*sorted(pair, key=len)) for pair in sounds):
            return True
        if any(_alike(*pair) for pair in sounds) and likeness >= _LEAST_LETTERS_ALIKE:
            return True
    latin = _NO_LETTER.sub("", other)
    return word[0] >= CYRILLIC and any(latin == written for written in from_cyrillic(word))


@lru_cache(maxsize=200_000)
def _likeness_of_letters(word: str, other: str) -> float:
    """The share of letters that two names, or parts of them, have in the same order."""
    parts = [[romanise(part) for part in (name, *_HYPHEN.split(name))] for name in (word, other)]
    return max(SequenceMatcher(None, a, b, autojunk=False).ratio() for a in parts[0] for b in parts[1])


def _are_places_apart(word: str, other: str) -> bool:
    """Whether both are known places and not the same."""
    here, there = places(word), places(other)
    return bool(here) and bool(there) and here.isdisjoint(there)


def _begin_otherwise(word: str, other: str) -> bool:
    """Whether a Cyrillic name begins with a sibilant that Latin letters would tell from that of the other."""
    return (
        word[0] in _SIBILANTS
        and not word.startswith("чж")
        and other[0] < CYRILLIC
        and other[0] not in _SIBILANTS[word[0]]
    )


def _has_ending(short: str, long: str) -> bool:
    """Whether the sounds of a name are those of another and an ending."""
    most = _LEAST_SOUNDS if len(short) == _LEAST_SOUNDS else _LONGEST_ENDING
    return len(short) >= _LEAST_SOUNDS and long.startswith(short) and len(long) - len(short) <= most


def _alike(one: str, other: str) -> bool:
    """Whether two names have much the same sounds."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


@lru_cache(maxsize=50_000)
def _sounds(word: str) -> frozenset[str]:
    return frozenset(skeletons(romanise(word.casefold())))
