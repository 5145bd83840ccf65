"""Whether a phrase resembles a term: by sound, by a list of places, by meaning as the vectors have it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from diptych.alignment import Encoder
from diptych.checks.known_names import places
from diptych.stems import word_spans
from diptych.summary.terms.phrases import is_sign
from diptych.witnesses import romanise, skeletons

_LEAST_LETTERS = 3
_LEAST_SOUNDS, _LONGEST_ENDING = 2, 3
"""Consonants without which a word tells nothing, and those that an ending may add: Kirov, Кировского."""
_ALIKE = 0.75
"""Share of the sounds of two words that are the same and in the same order."""
_ABBREVIATION = 4
"""Letters of a word in capitals up to which it is an abbreviation and no name."""
_COGNATE = 0.5
"""What it counts if common words sound alike (комитет, committee); names that do count 1."""


class Likeness(StrEnum):
    """In what a phrase resembles a term."""

    SOUND = "sound"
    PLACE = "place"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How a phrase resembles a term.

    Attributes:
        likeness: in what, if in anything that can be heard or is listed.
        heard: how much that counts, 0 to 1.
        meaning: cosine of the vectors; 0 where no encoder knows both languages.
    """

    likeness: Likeness
    heard: float
    meaning: float


def resemblance(term: str, phrase: str, meaning: float) -> Resemblance:
    """How a phrase resembles a term, whose cosine is known.

    >>> resemblance("Хрущев", "Khrushchev", 0.0).likeness.value
    'sound'
    >>> resemblance("Bécs", "Vienna", 0.0).likeness.value
    'place'
    """
    pairs = _words(term), _words(phrase)
    if len(pairs[0]) != len(pairs[1]) or not pairs[0]:
        return Resemblance(Likeness.NONE, 0.0, meaning)
    words = next((one for one in _orders(*pairs) if all(_sound_alike(*pair) for pair in one)), [])
    if words:
        is_name = all(word[:1].isupper() for pair in words for word in pair)
        return Resemblance(Likeness.SOUND, 1.0 if is_name else _COGNATE, meaning)
    if all(places(one) & places(other) for one, other in zip(*pairs, strict=True)):
        return Resemblance(Likeness.PLACE, 1.0, meaning)
    return Resemblance(Likeness.NONE, 0.0, meaning)


def _orders(words: Sequence[str], others: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """The words of both in pairs; a surname may stand first or last."""
    for order in (others, [*others[1:], *others[:1]], [*others[-1:], *others[:-1]]):
        yield list(zip(words, order, strict=True))


def _words(text: str) -> list[str]:
    return [span.of(text) for span in word_spans(text)]


def _sound_alike(one: str, other: str) -> bool:
    """Whether two words may be the same name or loan; short ones and signs tell nothing."""
    if min(len(one), len(other)) < _LEAST_LETTERS or is_sign(one) or is_sign(other):
        return one.casefold() == other.casefold()
    if any(word.isupper() and len(word) <= _ABBREVIATION for word in (one, other)) and (
        one.isupper() != other.isupper()
    ):
        return False
    return any(
        _alike(*sorted((sound, heard), key=len))
        for sound in _sounds(one)
        for heard in _sounds(other)
        if min(len(sound), len(heard)) >= _LEAST_SOUNDS
    )


@lru_cache(maxsize=50_000)
def _sounds(word: str) -> frozenset[str]:
    return frozenset(skeletons(romanise(word.casefold())))


def _alike(short: str, long: str) -> bool:
    """Whether two words have much the same sounds; the shorter may lack an ending of the other."""
    most = _LEAST_SOUNDS if len(short) == _LEAST_SOUNDS else _LONGEST_ENDING
    if long.startswith(short) and len(long) - len(short) <= most:
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= _ALIKE


def meanings(term: str, phrases: Sequence[str], encoder: Encoder | None) -> Mapping[str, float]:
    """The cosine of each phrase with the term; nothing without an encoder."""
    if encoder is None or not phrases:
        return {}
    vectors = encoder.encode([term, *phrases])
    cosines = vectors[1:] @ vectors[0]
    return dict(zip(phrases, map(float, cosines), strict=True))
