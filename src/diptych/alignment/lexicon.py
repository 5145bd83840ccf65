"""Words that translate each other, learned from the texts that are being aligned.

A first alignment leaves beads that are beyond doubt. Words that meet in them again and again, and seldom
apart, translate each other; a second alignment takes them as shared keys. It helps most where the encoder
does not know the language, and with names everywhere. Words are paired as in competitive linking (Melamed
2000): the surest pair first, each word once.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from math import log
from typing import NamedTuple

from diptych.alignment.matches import Pair

LEXICON = "x"
"""The kind of a key that stands for an entry; other kinds are those of witnesses."""

_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff]")
"""Letters of scripts that set no blanks between words."""
_STEM = 6
"""Letters of a word that count; what follows is mostly inflection."""
_LONGEST = 2_000
"""Letters of a sentence that are looked at."""
_SELDOM, _MEETINGS = 2, 2
OFTEN, ALWAYS_RARE = 0.1, 5
"""A word in more than this share of the beads (and in more than so many) says nothing."""
_DICE = 0.2
"""Least share of meetings in the occurrences of both words."""
_EVIDENCE = 5.0
"""Least log-likelihood of the meetings against chance."""
_LARGEST = 3
"""Sentences of the largest bead that is learned from."""


class Entry(NamedTuple):
    """Two words that translate each other.

    Attributes:
        source: as `words` has it.
        target: the same.
        regularity: how surely they do, 0 to 1; of learned ones Dice's coefficient.
        kind: of the key that stands for them.
    """

    source: str
    target: str
    regularity: float
    kind: str = LEXICON


def words(text: str) -> frozenset[str]:
    """The words of a sentence as the lexicon has them: six letters of each, single and paired ideographs.

    >>> sorted(words("Die Verhandlungen beginnen"))
    ['beginn', 'die', 'verhan']
    """
    return frozenset(forms(text))


def forms(text: str) -> dict[str, str]:
    """The words of a sentence as the lexicon has them, each with the first form that it takes there.

    >>> forms("Die Verhandlungen beginnen")
    {'die': 'die', 'verhan': 'verhandlungen', 'beginn': 'beginnen'}
    """
    found: dict[str, str] = {}
    for word in tokens(text):
        if _UNSPACED.search(word):
            found.update((letter, letter) for letter in word)
            found.update((word[k : k + 2], word[k : k + 2]) for k in range(len(word) - 1))
        else:
            found.setdefault(word[:_STEM], word)
    return found


def tokens(text: str) -> list[str]:
    """The words of a sentence, in small letters without marks.

    >>> tokens("Élève, ёлка")
    ['eleve', 'елка']
    """
    text = text[:_LONGEST].lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).translate(_WITHOUT_MARKS))
    return _WORD.findall(text)


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that takes out combining marks, accents and vowel signs among them."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)).startswith("M") else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def stem(word: str) -> str:
    """What counts of a word; all of it in scripts that set no blanks."""
    return word if _UNSPACED.search(word) else word[:_STEM]


def first_unit(word: str) -> str:
    """One of the `words` of every sentence that holds a word."""
    return word[:2] if _UNSPACED.search(word) else word[:_STEM]


def learn(beads: Sequence[Pair], source: Sequence[Set[str]], target: Sequence[Set[str]]) -> list[Entry]:
    """The pairs of words that a set of beads bears out, the surest first.

    Args:
        beads: that are beyond doubt; large ones are left out.
        source: the words of every source sentence.
        target: the words of every target sentence.
    """
    small = [bead for bead in beads if bead[0] and bead[1] and len(bead[0]) + len(bead[1]) <= _LARGEST]
    texts = [_joined([pair[side] for pair in small], words) for side, words in ((0, source), (1, target))]
    counts = [_telling(text) for text in texts]
    met = Counter(
        (one, other)
        for left, right in zip(*texts, strict=True)
        for others in [[word for word in right if word in counts[1]]]
        for one in left
        if one in counts[0]
        for other in others
    )
    found = []
    for (one, other), times in met.items():
        if times >= _MEETINGS:
            a, b = counts[0][one], counts[1][other]
            chance = a * b / len(small)
            evidence = times * log(times / chance) - (times - chance) if times > chance else 0.0
            if evidence >= _EVIDENCE and 2 * times >= _DICE * (a + b):
                found.append((-evidence, Entry(one, other, 2 * times / (a + b))))
    return _linked([entry for _, entry in sorted(found)])


def _joined(sides: Sequence[Sequence[int]], words: Sequence[Set[str]]) -> list[list[str]]:
    """The words of each side of a bead."""
    return [sorted({word for k in side for word in words[k]}) for side in sides]


def _telling(texts: list[list[str]]) -> dict[str, int]:
    """In how many beads each word stands, without words too rare or too frequent to tell anything."""
    most = max(OFTEN * len(texts), ALWAYS_RARE)
    counts = Counter(word for text in texts for word in text)
    return {word: count for word, count in counts.items() if _SELDOM <= count <= most}


def _linked(entries: list[Entry]) -> list[Entry]:
    """The entries in order, as long as neither of their words has been taken."""
    taken: tuple[set[str], set[str]] = (set(), set())
    kept = []
    for entry in entries:
        if entry.source not in taken[0] and entry.target not in taken[1]:
            taken[0].add(entry.source)
            taken[1].add(entry.target)
            kept.append(entry)
    return kept
