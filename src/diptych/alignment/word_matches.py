"""Words that translate each other by the encoder, which has read more than the two texts at hand.

What the texts themselves teach (`lexicon.py`) needs words that come again: of the words of a short text, and
of the rare ones of a long text, few do. Where the first alignment leaves a doubt, the words around it are
encoded one by one, and two that are closer to each other than to any other word of the doubtful places near
them are taken to translate each other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from diptych.alignment.anchors import Gap
from diptych.alignment.encoders.protocol import Vectors
from diptych.alignment.encoders.views import View
from diptych.alignment.lexicon import ALWAYS_RARE, OFTEN, Entry, forms

MATCHED = "e"
"""The kind of a key that stands for two matched words."""

_LIKE = 0.6
"""Least cosine of words that translate each other."""
_BY_CHANCE = 0.5
"""A cosine that says nothing."""
_RIVALS = 600
"""Sentences among whose words the closest is looked for: many, so that a word without a partner is not given
to the next best, and not all, so that a long text costs no more for a sentence than a short one."""
_WORD = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]{2}|.{5}")
"""The least of a word that says something: five letters, as shorter ones are mostly grammar, or two that are
syllables or words."""


@dataclass(frozen=True)
class _Side:
    """The words of one text in places of doubt.

    Attributes:
        groups: for each group of places their words, as the lexicon has them.
        rows: of each word, its row of the vectors.
        vectors: (words, dimensions).
    """

    groups: list[list[str]]
    rows: dict[str, int]
    vectors: Vectors

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]], words: Sequence[Set[str]], view: View) -> "_Side":
        """Encodes each word that is rare enough to tell something, in the first of its forms."""
        common = _common(words)
        found = [_telling(texts, common) for texts in groups]
        first = {word: form for group in reversed(found) for word, form in group.items()}
        pieces = list(first.values())
        vectors = view.stretches(pieces, [(k, k + 1) for k in range(len(pieces))])
        return cls([list(group) for group in found], {word: k for k, word in enumerate(first)}, vectors)

    def of_group(self, group: int) -> Vectors:
        """The vectors of the words of a group, (words, dimensions)."""
        return self.vectors[[self.rows[word] for word in self.groups[group]]]


def match(
    texts: tuple[Sequence[str], Sequence[str]],
    words: tuple[Sequence[Set[str]], Sequence[Set[str]]],
    places: Sequence[Gap],
    views: tuple[View, View],
) -> list[Entry]:
    """The pairs of words that the encoder matches in places that are near each other.

    Args:
        texts: both, by sentences.
        words: of every sentence, as the lexicon has them.
        places: stretches of both texts that are in doubt.
        views: of both texts, for words.
    """
    groups = list(_groups(places))
    one = [[text for place in group for text in texts[0][place.i : place.i_end]] for group in groups]
    other = [[text for place in group for text in texts[1][place.j : place.j_end]] for group in groups]
    source, target = _Side.of(one, words[0], views[0]), _Side.of(other, words[1], views[1])
    return list(dict.fromkeys(chain.from_iterable(_mutual(source, target, k) for k in range(len(groups)))))


def _groups(places: Sequence[Gap]) -> Iterator[list[Gap]]:
    """Places one after the other that have sentences enough together."""
    group: list[Gap] = []
    sentences = 0
    for place in places:
        group.append(place)
        sentences += place.i_end - place.i + place.j_end - place.j
        if sentences >= _RIVALS:
            yield group
            group, sentences = [], 0
    if group:
        yield group


def _common(words: Sequence[Set[str]]) -> frozenset[str]:
    """The words that stand in so many sentences that they say nothing."""
    most = max(OFTEN * len(words), ALWAYS_RARE)
    return frozenset(word for word, count in Counter(chain.from_iterable(words)).items() if count > most)


def _telling(texts: Sequence[str], common: Set[str]) -> dict[str, str]:
    """The words of some sentences that say something, each with one of its forms."""
    found = {word: form for text in reversed(texts) for word, form in forms(text).items()}
    return {word: form for word, form in found.items() if _tells(word, common)}


def _tells(word: str, common: Set[str]) -> bool:
    """Whether a word says something; a pair of letters with a common one is hardly a word."""
    return bool(_WORD.match(word)) and word not in common and (len(word) > 2 or common.isdisjoint(word))


def _mutual(source: _Side, target: _Side, group: int) -> Iterator[Entry]:
    """The words of a group that are closest to each other."""
    if not (source.groups[group] and target.groups[group]):
        return
    cosines = source.of_group(group) @ target.of_group(group).T
    best, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
    for i, j in enumerate(best.tolist()):
        if back[j] == i and cosines[i, j] >= _LIKE:
            regularity = (float(cosines[i, j]) - _BY_CHANCE) / (1 - _BY_CHANCE)
            yield Entry(source.groups[group][i], target.groups[group][j], regularity, MATCHED)
