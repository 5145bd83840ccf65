"""Two texts made ready for comparison: their vectors, lengths and shared keys."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain
from math import log

import numpy as np

from diptych import witnesses
from diptych.alignment.anchors import Gap
from diptych.alignment.dictionaries import Keys
from diptych.alignment.encoders.protocol import Encoder
from diptych.alignment.encoders.views import View, scaled, view
from diptych.alignment.features import LONGEST, Side
from diptych.alignment.lattice import Floats, Floats16, Floats32
from diptych.alignment.lexicon import Entry
from diptych.alignment.scoring import Weights

KEY_DIMENSIONS = 256


@dataclass(frozen=True)
class Evidence:
    """Both texts as the features need them.

    Attributes:
        source: the source text.
        target: the target text.
        kinds: the kind of each key, as a letter of witnesses.
        rarities: (keys,), how much each key says by how seldom it is, 0 to 1.
        views: both as the encoder sees them; None where nothing is compared by vectors.
    """

    source: Side
    target: Side
    kinds: tuple[str, ...]
    rarities: Floats
    views: tuple[View, View] | None = None

    def worths(self, weights: Weights) -> Floats:
        """What sharing each key is worth, (keys,)."""
        return self.rarities * np.array([weights.of_key(kind) for kind in self.kinds], np.float64)

    @property
    def vectors(self) -> tuple[Floats32, Floats32]:
        """Vectors of the sentences, one row a sentence, for each side."""
        if self.views is None:
            return np.zeros((len(self.source), 1), np.float32), np.zeros((len(self.target), 1), np.float32)
        return self.source.sentences, self.target.sentences

    def scaled(self, pairs: Sequence[tuple[int, int]]) -> "Evidence":
        """The same with vectors by which these pairs are as close as translations usually are."""
        if self.views is None:
            return self
        views = scaled(*self.views, pairs)
        source, target = (
            replace(side, runs=_runs(seen))
            for side, seen in zip((self.source, self.target), views, strict=True)
        )
        return replace(self, source=source, target=target, views=views)

    def part(self, gap: Gap) -> tuple[Side, Side]:
        """Both sides of a stretch by themselves."""
        return self.source.part(gap.i, gap.i_end), self.target.part(gap.j, gap.j_end)

    def taught(
        self, entries: Sequence[Entry], source: Sequence[Set[str]], target: Sequence[Set[str]]
    ) -> "Evidence":
        """The same texts with the words of a lexicon as their only keys, without vectors.

        Args:
            entries: the lexicon; each entry is a key.
            source: the words of each source sentence.
            target: the words of each target sentence.
        """
        one = _word_side(self.source, source, [entry.source for entry in entries])
        other = _word_side(self.target, target, [entry.target for entry in entries])
        counts = np.zeros(len(entries), np.int64)
        for keys, _ in one.keys + other.keys:
            counts[keys] += 1
        sentences = len(source) + len(target)
        rarities = [
            entry.regularity * _rarity(int(count), sentences)
            for entry, count in zip(entries, counts, strict=True)
        ]
        kinds = tuple(entry.kind for entry in entries)
        return Evidence(one, other, kinds, np.array(rarities, np.float64))


def gather(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    translated: tuple[Keys, Keys] | None = None,
) -> Evidence:
    """Vectors, lengths and shared keys of two texts; `translated` are those that a dictionary gives."""
    source_keys, target_keys = ([witnesses.keys(text) for text in texts] for texts in (source, target))
    if translated:
        for found, more in zip(source_keys + target_keys, chain(*translated), strict=True):
            found.update(more)
    source_counts, target_counts = _sentence_counts(source_keys), _sentence_counts(target_keys)
    shared = sorted(source_counts.keys() & target_counts.keys())
    numbers = {key: number for number, key in enumerate(shared)}
    rarities = [
        _balanced_rarity(source_counts[key], target_counts[key], len(source) + len(target)) for key in shared
    ]
    views = (view(encoder, source), view(encoder, target)) if source and target else None
    return Evidence(
        _side(source, source_keys, numbers, views and views[0]),
        _side(target, target_keys, numbers, views and views[1]),
        tuple(key[0] for key in shared),
        np.array(rarities, np.float64),
        views,
    )


def _sentence_counts(keys: list[Counter[str]]) -> Counter[str]:
    """In how many sentences each key stands."""
    return Counter(key for one in keys for key in one)


def _balanced_rarity(source: int, target: int, sentences: int) -> float:
    """Keys that both texts have equally often say more: others meet by chance."""
    return _rarity(source + target, sentences) * min(source, target) / max(source, target)


def _rarity(count: int, sentences: int) -> float:
    """1 for a key that stands in two sentences, 0 for one that stands in all."""
    return log((sentences + 2) / count) / log((sentences + 2) / 2) if sentences > 2 else 1.0


def _word_side(side: Side, words: Sequence[Set[str]], entries: Sequence[str]) -> Side:
    """The text with the words that entries name as its keys, each by the number of its entry."""
    numbers: dict[str, list[int]] = {}
    for number, word in enumerate(entries):
        numbers.setdefault(word, []).append(number)
    keys = []
    for found in words:
        known = np.array(sorted(chain.from_iterable(numbers.get(word, ()) for word in found)), np.int64)
        keys.append((known, np.ones(len(known), np.float32)))
    return Side((), side.lengths, tuple(keys))


def _side(texts: Sequence[str], keys: list[Counter[str]], numbers: dict[str, int], seen: View | None) -> Side:
    indexed = []
    for one in keys:
        pairs = sorted((numbers[key], count) for key, count in one.items() if key in numbers)
        indexed.append(
            (np.array([k for k, _ in pairs], np.int64), np.array([n for _, n in pairs], np.float32))
        )
    return Side(_runs(seen), np.array([len(text) for text in texts], np.float64), tuple(indexed))


def _runs(seen: View | None) -> tuple[Floats32 | Floats16, ...]:
    """Vectors of runs; for those of several sentences three digits are enough, and half the memory."""
    if seen is None:
        return ()
    longer = (seen.runs(length).astype(np.float16) for length in range(2, LONGEST + 1))
    return seen.runs(1), *longer


def key_vectors(side: Side, worths: Floats) -> Floats32:
    """Unit vectors whose cosines approximate shared keys, (sentences, 256); for the coarse search only.

    Each key gets a direction of its own, drawn once from a fixed seed (random indexing, Kanerva et al. 2000).
    """
    directions = np.random.default_rng(0).standard_normal((len(worths), KEY_DIMENSIONS), np.float32)
    directions *= worths[:, None].astype(np.float32)
    sums = [directions[keys].sum(axis=0) for keys, _ in side.keys]
    vectors = np.array(sums, np.float32).reshape(len(side), KEY_DIMENSIONS)
    unit: Floats32 = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return unit
