"""All documents that are to be paired: their vectors and keys, and how rare each thing is among them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from diptych import witnesses
from diptych.alignment.encoders import Encoder
from diptych.alignment.lattice import Floats32
from diptych.alignment.pairing.filenames import Named, take_apart
from diptych.alignment.pairing.profiles import Fact, Profile
from diptych.alignment.pairing.running import Line
from diptych.alignment.pairing.tongues import is_seen, tongue

_KEY_WEIGHTS = {
    witnesses.NUMBER: 1.0,
    witnesses.STRING: 1.0,
    witnesses.MONTH: 0.8,
    witnesses.NAME: 0.6,
    witnesses.COGNATE: 0.6,
    witnesses.STEM: 0.5,
    witnesses.LABEL: 0.3,
}
"""What a shared key of each kind is worth for each unit of its rarity; others are worth nothing."""
_RARITY, _COMMON = 0.35, 1.5
_IMAGINED = 200
"""Sentences that are added to those counted, so that keys are not common because the collection is small."""
_FEWEST_WORDS, _LONG_WORD = 4, 8
"""Words that make a form, or ideographs in one run, which count as a word."""
_FEW = 5
"""Sentences that are added to those a mean is taken of."""
_FEWEST_LEFT = 3
"""Sentences that must be left when those of the form are taken out."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Paper:
    """One document of the collection.

    Attributes:
        profile: what is known of it.
        tongue: its language, or the group that cannot be told apart from it.
        named: its file name taken apart.
        keys: of each sentence.
        vectors: of the sentences, (n, dimensions); none without an encoder.
        own: places of the sentences that are not of a form which others of its language have too.
    """

    profile: Profile
    tongue: str
    named: Named
    keys: tuple[Counter[str], ...]
    vectors: Floats32 | None
    own: tuple[int, ...]

    @cached_property
    def holds(self) -> frozenset[str]:
        """The keys that stand anywhere in it."""
        return frozenset(key for keys in self.keys for key in keys)

    @cached_property
    def sees(self) -> bool:
        """Whether its vectors are to be trusted."""
        return self.vectors is not None and is_seen(self.profile.language)

    @cached_property
    def facts(self) -> frozenset[Fact]:
        """What is stated about it."""
        return frozenset(self.profile.facts)


class Collection:
    """Documents with what they have in common.

    Args:
        profiles: the documents, in any order.
        encoder: for sentence vectors; none compares without them.
    """

    def __init__(self, profiles: Sequence[Profile], encoder: Encoder | None) -> None:
        forms = _forms_of(profiles)
        self.papers = [_paper(profile, forms, encoder) for profile in profiles]
        self.sentences = Counter(key for paper in self.papers for keys in paper.keys for key in keys)
        self.documents = Counter(key for paper in self.papers for key in paper.holds)
        self.stated = Counter(fact for paper in self.papers for fact in paper.facts)
        self.total = sum(len(paper.keys) for paper in self.papers)
        self._lines: dict[tuple[str, bool], Line] = {}
        self._numbers = {key: number for number, key in enumerate(sorted(self.sentences))}

    @cached_property
    def by_tongue(self) -> dict[str, list[int]]:
        """Places of the documents in each language."""
        found: dict[str, list[int]] = {}
        for place, paper in enumerate(self.papers):
            found.setdefault(paper.tongue, []).append(place)
        return found

    @cached_property
    def _typical(self) -> dict[str, float]:
        """Median of the logarithm of the sentences' lengths in each language."""
        return {
            name: float(
                np.median(np.log([_length(s) for p in places for s in self.papers[p].profile.sentences]))
            )
            for name, places in self.by_tongue.items()
        }

    def ratio(self, one: Paper, other: Paper) -> float:
        """Logarithm of how much longer sentences in the one's language are than in the other's."""
        return self._typical[one.tongue] - self._typical[other.tongue]

    def weight(self, key: str) -> float:
        """What sharing a key is worth: rare ones say more."""
        rarity = log((self.total + _IMAGINED) / self.sentences[key]) - _COMMON
        return _RARITY * _KEY_WEIGHTS.get(key[0], 0.0) * max(rarity, 0.0)

    def line(self, paper: Paper, sees: bool) -> Line:
        """A document's own sentences as they run.

        Args:
            paper: the document.
            sees: whether its vectors are taken as they are; else what its language has in common comes off.
        """
        known = self._lines.get((paper.profile.name, sees))
        if known is None:
            known = self._lines[paper.profile.name, sees] = self._line(paper, sees)
        return known

    def _line(self, paper: Paper, sees: bool) -> Line:
        lengths = np.array([_length(paper.profile.sentences[k]) for k in paper.own], np.float64)
        keys = tuple(
            {self._numbers[key]: weight for key in paper.keys[k] if (weight := self.weight(key)) > 0}
            for k in paper.own
        )
        return Line(lengths, keys, self._vectors(paper, sees))

    def _vectors(self, paper: Paper, sees: bool) -> Floats32 | None:
        if paper.vectors is None:
            return None
        own = paper.vectors[list(paper.own)]
        if sees:
            return own
        centred = own - self._means[paper.tongue]
        unit: Floats32 = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
        return unit

    @cached_property
    def _means(self) -> dict[str, Floats32]:
        """The mean of all sentence vectors in each language, drawn to nothing where there are few."""
        found = {}
        for name, places in self.by_tongue.items():
            vectors = [v for place in places if (v := self.papers[place].vectors) is not None]
            sums = np.sum([v.sum(axis=0) for v in vectors], axis=0)
            found[name] = sums / (sum(map(len, vectors)) + _FEW)
        return found


def _paper(profile: Profile, forms: Counter[tuple[str, str]], encoder: Encoder | None) -> Paper:
    group = tongue(profile.language)
    own = [k for k, text in enumerate(profile.sentences) if forms[group, _form(text)] < 2]
    return Paper(
        profile,
        group,
        take_apart(profile.name, profile.language),
        tuple(witnesses.keys(text) for text in profile.sentences),
        encoder.encode(profile.sentences) if encoder is not None else None,
        tuple(own if len(own) >= _FEWEST_LEFT else range(len(profile.sentences))),
    )


def _forms_of(profiles: Iterable[Profile]) -> Counter[tuple[str, str]]:
    """In how many documents of its language a sentence stands, but for its names and numbers."""

    def once_each() -> Iterator[tuple[str, str]]:
        for profile in profiles:
            group = tongue(profile.language)
            yield from {(group, form) for text in profile.sentences if (form := _form(text))}

    return Counter(once_each())


def _form(text: str) -> str:
    """What is left of a sentence without capitalised words and figures; nothing where that is too little.

    >>> _form("The meeting was opened at 9 by Comrade Novak.")
    'meeting was opened at by'
    """
    words = [word for word in _WORD.findall(text) if not word[0].isupper()]
    unspaced = any(len(word) >= _LONG_WORD and not word[0].islower() for word in words)
    enough = len(words) >= _FEWEST_WORDS or unspaced
    return " ".join(words) if enough else ""


def _length(text: str) -> float:
    return len(text) + 1.0
