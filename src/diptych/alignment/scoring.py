"""What a bead is worth: the features weighed, once for languages the encoder sees and once for those it does
not.

The form is Bertalign's (Liu & Zhu 2022): cosine, less a part of the cosine to the sentences around, times a
length factor, summed over the beads of a path. Added are the keys that both sides share, gaps that cost by
their number more than by their length, and light evidence from paragraphs and headings. The weights are flat
optima of a coordinate search on the dev sets textberg-dev, aca, enru-dev, deen-dev (and dehu-dev for the
second), as they are and with 15 % of their sentences deleted in runs; benchmarks/alignment.py measures them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from diptych.alignment.features import Features
from diptych.alignment.lattice import BEAD_TYPES, Floats32, Indexes, Region, Scores


@dataclass(frozen=True)
class Weights:
    """How the features are weighed.

    Attributes:
        similarity: weight of the cosine.
        surroundings: share of the surrounding cosine that is taken off.
        merging: cost of what a bead loses against a smaller one within it.
        shared: weight of the keys that both sides share.
        base: worth of any bead with two sides.
        one_to_one: worth of a 1-1 bead on top.
        extra: worth of each sentence beyond the second.
        many: worth of a bead with several sentences on both sides, on top.
        exponent: of the length factor.
        length: cost of the absolute log length ratio.
        length_square: cost of its square.
        null: worth of a sentence left alone.
        opening: worth of opening a gap.
        lexicon: weight of a word that the texts taught, against other keys.
        temperature: worths are divided by it to make log-probabilities; the value whose posteriors were best
            calibrated over the dev sets (expected calibration error, 15 bins).
    """

    similarity: float
    surroundings: float
    merging: float
    shared: float
    base: float
    one_to_one: float
    extra: float
    many: float
    exponent: float
    length: float
    length_square: float
    null: float
    opening: float
    lexicon: float
    temperature: float


SEEN = Weights(
    similarity=1.0,
    surroundings=0.4,
    merging=0.75,
    shared=0.3,
    base=0.0,
    one_to_one=-0.03,
    extra=0.0,
    many=-0.05,
    exponent=0.3,
    length=0.0,
    length_square=0.02,
    null=0.04,
    opening=-0.1,
    lexicon=0.3,
    temperature=0.08,
)
"""For two languages that the encoder sees."""

UNSEEN = Weights(
    similarity=0.2,
    surroundings=0.0,
    merging=0.0,
    shared=0.2,
    base=0.1,
    one_to_one=0.0,
    extra=-0.02,
    many=-0.05,
    exponent=0.5,
    length=0.05,
    length_square=0.05,
    null=0.03,
    opening=-0.1,
    lexicon=0.6,
    temperature=0.03,
)
"""For the others: lengths and shared keys; the encoder still knows a number or a name when it sees one."""

SPLIT = 0.2
"""Weight of how well a contested bead comes apart."""
USUAL_SPLIT = -0.1
"""What a bead that is just good enough loses by coming apart."""

PARAGRAPH_CROSSED = -0.05
"""For each paragraph end inside a bead."""
STARTS_TOGETHER = 0.03
"""For a bead that begins a paragraph on both sides."""
STARTS_APART = -0.02
"""For a bead that begins one on one side only."""
SAME_KIND = 0.05
"""For a heading with a heading, a signature with a signature."""
OTHER_KIND = -0.1
"""For a heading with body text, a signature with a heading."""
MIXED_KINDS = -0.2
"""For each change of kind inside a bead."""
WORDLESS = -0.5
"""For a bead with words on one side and no letter on the other."""
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
    """

    paragraphs: Indexes
    kinds: tuple[str, ...]
    letters: Indexes = field(default_factory=lambda: np.zeros(0, np.int64))

    def chosen(self, sentences: tuple[int, ...]) -> "Structure":
        """The structure of some of the sentences."""
        paragraphs = self.paragraphs[list(sentences)] if len(self.paragraphs) else self.paragraphs
        kinds = tuple(self.kinds[k] for k in sentences) if self.kinds else ()
        return Structure(paragraphs, kinds, self.letters[list(sentences)])

    def part(self, start: int, end: int) -> "Structure":
        """The structure of the sentences `start` to `end`."""
        return Structure(self.paragraphs[start:end], self.kinds[start:end], self.letters[start:end])


def score(
    region: Region, features: Features, weights: Weights, source: Structure, target: Structure
) -> Scores:
    """Weighs the features of every bead of a region."""
    beads = np.empty_like(features.similarity)
    for kind, (a, b) in enumerate(BEAD_TYPES):
        beads[kind] = _fit(features, kind, weights)
        beads[kind] += weights.extra * (a + b - 2) + weights.many * (min(a, b) > 1)
        beads[kind] += weights.one_to_one * (a == b == 1)
    if source.paragraphs.size and target.paragraphs.size:
        _add_paragraphs(beads, region, source.paragraphs, target.paragraphs)
    if source.kinds and target.kinds:
        _add_kinds(beads, region, source.kinds, target.kinds)
    if not (source.letters.all() and target.letters.all()):
        _add_wordless(beads, region, source.letters, target.letters)
    nulls = np.full(region.rows - 1, weights.null), np.full(int(region.high[-1]), weights.null)
    return Scores(beads, *nulls, weights.opening)


def _fit(features: Features, kind: int, weights: Weights) -> Floats32:
    """How well the two sides of the beads of one type fit each other."""
    length = features.length[kind]
    closeness = np.exp(-np.abs(length))
    worth: Floats32 = features.similarity[kind] - weights.surroundings * features.surroundings[kind]
    worth = weights.similarity * worth + weights.shared * features.shared[kind] + weights.base
    worth *= np.log2(1 + closeness) ** weights.exponent
    worth += weights.merging * np.minimum(features.gain[kind], 0)
    worth -= weights.length * np.abs(length) + weights.length_square * np.square(length)
    return worth


def weigh_splits(scores: Scores, splits: Mapping[tuple[int, int], float]) -> None:
    """Adds what is known of how well contested beads, given by type and node, come apart."""
    for (kind, node), split in splits.items():
        scores.beads[kind, node] += SPLIT * (split - USUAL_SPLIT)


def _add_paragraphs(beads: Floats32, region: Region, source: Indexes, target: Indexes) -> None:
    begins = [np.concatenate([[1], side[1:] != side[:-1], [0]]) for side in (source, target)]
    for kind, (starts, crossed) in enumerate(_spans(region, begins)):
        beads[kind] += PARAGRAPH_CROSSED * crossed
        beads[kind] += np.choose(starts, [0.0, STARTS_APART, STARTS_TOGETHER])


def _add_wordless(beads: Floats32, region: Region, source: Indexes, target: Indexes) -> None:
    rows, columns = region.nodes
    sums = [np.concatenate([[0], np.cumsum(side)]) for side in (source, target)]
    for kind, (a, b) in enumerate(BEAD_TYPES):
        one = sums[0][rows] - sums[0][np.maximum(rows - a, 0)]
        other = sums[1][columns] - sums[1][np.maximum(columns - b, 0)]
        beads[kind] += WORDLESS * ((np.minimum(one, other) == 0) & (np.maximum(one, other) >= WORDS))


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
