"""What a bead is worth: its features weighed, once for languages the encoder sees and once for those it does
not.

A worth is a log-probability up to a constant, linear in the features, and summed over the beads of a path:
the lattice is a semi-Markov conditional random field (Sarawagi & Cohen 2004). The features are Bertalign's
cosine and surroundings (Liu & Zhu 2022), the keys that both sides share, lengths, and how well a bead comes
apart; gaps cost by their number more than by their length. The weights stand in data/weights.tsv;
benchmarks/weights.py learns them. Those of paragraphs and kinds, which no gold has, are set by hand below.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files

import numpy as np

from diptych import witnesses
from diptych.alignment.features import Features
from diptych.alignment.lattice import BEAD_TYPES, Floats, Floats32, Indexes, Region, Scores
from diptych.alignment.lexicon import LEXICON
from diptych.alignment.timing import add_times
from diptych.alignment.word_matches import MATCHED


@dataclass(frozen=True)
class Weights:
    """What each feature of a bead or a gap adds to its worth.

    Attributes:
        similarity: of the cosine.
        unlikeness: of what the cosine lacks of LIKE, as far as its sides have words enough to tell.
        surroundings: of the cosine to the sentences around.
        gain: of what a bead loses against a smaller one within it.
        numbers: of a number, month, label, address or reference that both sides have, times its rarity.
        names: of a name.
        words: of the beginning of a word.
        marks: of a punctuation mark.
        lexicon: of a word that the texts or a dictionary teach.
        matched: of a word that the encoder matches.
        length: of the absolute log length ratio.
        length_square: of its square.
        one_to_one: of a 1-1 bead.
        extra: of each sentence beyond the second.
        many: of several sentences on both sides.
        split: of how well a contested bead comes apart.
        whole: of a bead whose one sentence cannot be divided.
        null: of a sentence left alone.
        opening: of opening a gap.
        turning: of opening a gap on one side where one on the other ends.
    """

    similarity: float
    unlikeness: float
    surroundings: float
    gain: float
    numbers: float
    names: float
    words: float
    marks: float
    lexicon: float
    matched: float
    length: float
    length_square: float
    one_to_one: float
    extra: float
    many: float
    split: float
    whole: float
    null: float
    opening: float
    turning: float

    def of_key(self, kind: str) -> float:
        """Of a key, by the first letter that tells its kind."""
        return float(getattr(self, _KEYS.get(kind, "numbers")))


_KEYS = {
    witnesses.NAME: "names",
    witnesses.STEM: "words",
    witnesses.COGNATE: "words",
    witnesses.MARK: "marks",
    LEXICON: "lexicon",
    MATCHED: "matched",
    witnesses.DICTIONARY: "lexicon",
}
"""The weights of keys; those of all other kinds weigh as much as numbers do."""

LENGTH_EXPONENT = 0.3
"""Of the length factor that similarities and shared keys are multiplied with, 1 for equal lengths."""
LIKE = 0.35
"""A cosine from which on two sides have something to do with each other."""
TELLING = 60
"""Letters of the longer side from which on a low cosine counts in full; “Yes.” may stand for much."""
LARGEST_LENGTH = 2.0
"""Log length ratios beyond it count as this."""
USUAL_SPLIT = -0.1
"""What a bead that is just good enough loses by coming apart."""

PARAGRAPH_CROSSED = -2.0
"""For each paragraph end inside a bead."""
STARTS_TOGETHER = 0.8
"""For a bead that begins a paragraph on both sides."""
STARTS_APART = -0.6
"""For a bead that begins one on one side only."""
SAME_KIND = 1.0
"""For a heading with a heading, a signature with a signature."""
OTHER_KIND = -2.0
"""For a heading with body text, a signature with a heading."""
MIXED_KINDS = -5.0
"""For each change of kind inside a bead."""
WORDLESS = -6.0
"""For a bead with words on one side and no letter on the other."""
UNANSWERED = -2.0
"""For each sentence without a letter that one side of a bead has more than the other."""
WORDS = 20
"""Letters from which on there are words; a chapter's number may stand for a short heading."""

PLAIN_KIND = "body"
"""The kind that says nothing."""


@dataclass(frozen=True)
class Structure:
    """What is known of the form of one text.

    Attributes:
        paragraphs: (sentences,), number of each sentence's paragraph; empty if unknown.
        kinds: kind of each sentence; empty if unknown.
        letters: (sentences,), how many each sentence has; none in a gap or a number of a list.
        times: (sentences, 2), when each is shown, on one clock for both texts; empty if unknown.
    """

    paragraphs: Indexes
    kinds: tuple[str, ...]
    letters: Indexes = field(default_factory=lambda: np.zeros(0, np.int64))
    times: Floats = field(default_factory=lambda: np.zeros((0, 2)))

    @classmethod
    def of(
        cls, sentences: Sequence[str], paragraphs: Sequence[int] = (), kinds: Sequence[str] = ()
    ) -> "Structure":
        """The structure of some sentences, with what is known of them."""
        letters = np.array([sum(map(str.isalpha, text)) for text in sentences], np.int64)
        return cls(np.array(paragraphs, np.int64), tuple(kinds), letters)

    def chosen(self, sentences: tuple[int, ...]) -> "Structure":
        """The structure of some of the sentences."""
        paragraphs = self.paragraphs[list(sentences)] if len(self.paragraphs) else self.paragraphs
        kinds = tuple(self.kinds[k] for k in sentences) if self.kinds else ()
        times = self.times[list(sentences)] if len(self.times) else self.times
        return Structure(paragraphs, kinds, self.letters[list(sentences)], times)

    def part(self, start: int, end: int) -> "Structure":
        """The structure of the sentences `start` to `end`."""
        one = slice(start, end)
        return Structure(self.paragraphs[one], self.kinds[one], self.letters[one], self.times[one])


def score(
    region: Region, features: Features, weights: Weights, source: Structure, target: Structure
) -> Scores:
    """Weighs the features of every bead of a region."""
    beads = np.empty_like(features.similarity)
    letters = bead_sums(region, source.letters, target.letters)
    for kind, ((a, b), (one, other)) in enumerate(zip(BEAD_TYPES, letters, strict=True)):
        beads[kind] = _fit(features, kind, telling(np.maximum(one, other)), weights)
        beads[kind] += weights.extra * (a + b - 2) + weights.many * (min(a, b) > 1)
        beads[kind] += weights.one_to_one * (a == b == 1)
    if source.paragraphs.size and target.paragraphs.size:
        _add_paragraphs(beads, region, source.paragraphs, target.paragraphs)
    if source.kinds and target.kinds:
        _add_kinds(beads, region, source.kinds, target.kinds)
    if not (source.letters.all() and target.letters.all()):
        _add_wordless(beads, region, source.letters, target.letters)
    if len(source.times) and len(target.times):
        add_times(beads, region, source.times, target.times)
    nulls = np.full(region.rows - 1, weights.null), np.full(int(region.high[-1]), weights.null)
    return Scores(beads, *nulls, weights.opening, weights.turning)


def _fit(features: Features, kind: int, told: Floats32, weights: Weights) -> Floats32:
    """How well the two sides of the beads of one type fit each other."""
    distance = np.minimum(np.abs(features.length[kind]), LARGEST_LENGTH)
    worth: Floats32 = weights.similarity * features.similarity[kind]
    worth += weights.surroundings * features.surroundings[kind] + features.shared[kind]
    worth *= length_factor(features.length[kind])
    worth += weights.gain * np.minimum(features.gain[kind], 0)
    worth += weights.unlikeness * told * np.maximum(LIKE - features.similarity[kind], 0)
    worth += weights.length * distance + weights.length_square * np.square(distance)
    return worth


def length_factor(length: Floats32) -> Floats32:
    """What similarities count for, by log length ratio: 1 for equal lengths, falling to 0."""
    factor: Floats32 = np.log2(1 + np.exp(-np.abs(length))) ** LENGTH_EXPONENT
    return factor


def telling(letters: Indexes) -> Floats32:
    """What a low cosine counts for, by the letters of the longer side.

    >>> telling(np.array([15, 60, 300])).tolist()
    [0.25, 1.0, 1.0]
    """
    return np.minimum(letters / np.float32(TELLING), 1).astype(np.float32)


def bead_sums(region: Region, source: Indexes, target: Indexes) -> Iterator[tuple[Indexes, Indexes]]:
    """For every type, numbers of sentences summed over both sides of the beads that end in the region."""
    rows, columns = region.nodes
    sums = [np.concatenate([[0], np.cumsum(side)]) for side in (source, target)]
    for a, b in BEAD_TYPES:
        i, j = np.maximum(rows - a, 0), np.maximum(columns - b, 0)
        yield sums[0][rows] - sums[0][i], sums[1][columns] - sums[1][j]


def weigh_splits(scores: Scores, splits: Mapping[tuple[int, int], float | None], weights: Weights) -> None:
    """Adds what is known of how well contested beads, given by type and node, come apart."""
    for (kind, node), split in splits.items():
        worth = weights.whole if split is None else weights.split * (split - USUAL_SPLIT)
        scores.beads[kind, node] += worth


@cache
def load_weights(languages: str) -> Weights:
    """The weights of data/weights.tsv for languages that are `seen` by the encoder, or `unseen`."""
    text = files(__package__).joinpath("data", "weights.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    values = {name: float(weight) for which, name, weight in rows if which == languages}
    return Weights(**{field.name: values[field.name.replace("_", " ")] for field in fields(Weights)})


def _add_paragraphs(beads: Floats32, region: Region, source: Indexes, target: Indexes) -> None:
    begins = [np.concatenate([[1], side[1:] != side[:-1], [0]]) for side in (source, target)]
    for kind, (starts, crossed) in enumerate(_spans(region, begins)):
        beads[kind] += PARAGRAPH_CROSSED * crossed
        beads[kind] += np.choose(starts, [0.0, STARTS_APART, STARTS_TOGETHER])


def _add_wordless(beads: Floats32, region: Region, source: Indexes, target: Indexes) -> None:
    letters, wordless = bead_sums(region, source, target), bead_sums(region, source == 0, target == 0)
    for kind, ((one, other), (few, many)) in enumerate(zip(letters, wordless, strict=True)):
        beads[kind] += WORDLESS * ((np.minimum(one, other) == 0) & (np.maximum(one, other) >= WORDS))
        beads[kind] += UNANSWERED * np.abs(few - many)


def _add_kinds(beads: Floats32, region: Region, source: tuple[str, ...], target: tuple[str, ...]) -> None:
    """Compares the kinds of the first sentences of both sides, and looks for changes inside."""
    rows, columns = region.nodes
    names = sorted({*source, *target, PLAIN_KIND})
    plain = names.index(PLAIN_KIND)
    kinds = [np.array([names.index(kind) for kind in side]) for side in (source, target)]
    changes = [np.concatenate([[0], side[1:] != side[:-1], [0]]) for side in kinds]
    for kind, (_, changed) in enumerate(_spans(region, changes)):
        a, b = BEAD_TYPES[kind]
        one = kinds[0][np.clip(rows - a, 0, len(source) - 1)]
        other = kinds[1][np.clip(columns - b, 0, len(target) - 1)]
        marked = (one != plain) | (other != plain)
        beads[kind] += np.where(one == other, SAME_KIND, OTHER_KIND) * marked + MIXED_KINDS * changed


def _spans(region: Region, flags: list[Indexes]) -> Iterator[tuple[Indexes, Indexes]]:
    """For every type and node: flags at the first sentences of both sides, and flags after them."""
    rows, columns = region.nodes
    sums = [np.cumsum(side) for side in flags]
    for a, b in BEAD_TYPES:
        i, j = np.maximum(rows - a, 0), np.maximum(columns - b, 0)
        first = flags[0][i].astype(np.int64) + flags[1][j]
        yield first, sums[0][rows - 1] - sums[0][i] + sums[1][columns - 1] - sums[1][j]
