"""Two texts compared as wholes, and what follows for every stretch of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from diptych.alignment.anchors import Anchors, Flags, Gap
from diptych.alignment.calibration import Described, describe, load_calibration
from diptych.alignment.coarse import MARGIN, WIDE_MARGIN, Course, find_course
from diptych.alignment.crossings import (
    Compared,
    Weighed,
    compared_by_keys,
    compared_by_vectors,
    find_passages,
    parted,
    sentences,
    settle,
)
from diptych.alignment.dictionaries import Dictionary, translations
from diptych.alignment.encoders.views import adds_up
from diptych.alignment.evidence import Evidence, gather, key_vectors
from diptych.alignment.features import bead_features
from diptych.alignment.lattice import Floats, Floats32, Region, Step, chance
from diptych.alignment.lexicon import learn, words
from diptych.alignment.matches import Pair
from diptych.alignment.reasons import Doubts
from diptych.alignment.scoring import Structure, Weights, load_weights
from diptych.alignment.second_look import Looks, SecondLook, knows
from diptych.alignment.stretches import SURE, Stretch
from diptych.alignment.timing import timed_region
from diptych.alignment.word_matches import match

SUREST = 0.999
"""The highest confidence of a bead that no person has confirmed."""
_SEES_SHARE, _SEES_LINKS = 0.5, 4.0
"""The encoder sees a pair of languages if its chain of sure pairs holds this share of the shorter text, or
is so many times longer than the square root of the number of mutual best matches; by chance it is about
twice that."""
_SEES_COSINE, _THE_SAME = 0.45, 0.9
"""In either case these pairs must have this mean cosine: .55 to .8 in languages that it sees, in texts of ten
sentences too, and .2 to .35 where such short texts seem to run together by chance. Pairs that are all but the
same (names, numbers) do not count beside others, because they are so in any language."""
_ENOUGH_LINKS = 8
"""From so many links on, the length ratio is taken from them rather than from the whole texts."""


@dataclass(frozen=True)
class Comparison:
    """Two texts, and what is known of them as wholes.

    Attributes:
        source: source sentences that are to be aligned.
        target: target sentences.
        evidence: their vectors, lengths and keys.
        vectors: for the coarse search, one row a sentence, for each side.
        course: how the whole texts run along each other.
        sees: whether the encoder sees both languages.
        structures: paragraphs and kinds of each side.
        look: what can be found out about doubtful places; None if no encoder sees the texts.
        seams: for each side whether something was taken out right before a sentence.
        known: whether the encoder that compares them was trained on both languages.
    """

    source: Sequence[str]
    target: Sequence[str]
    evidence: Evidence
    vectors: tuple[Floats32, Floats32]
    course: Course
    sees: bool
    structures: tuple[Structure, Structure]
    look: SecondLook | None
    seams: tuple[Flags, Flags] | None = None
    known: bool = True

    @classmethod
    def make(
        cls,
        source: Sequence[str],
        target: Sequence[str],
        languages: tuple[str, str],
        structures: tuple[Structure, Structure],
        dictionaries: Sequence[Dictionary],
        looks: Looks,
    ) -> "Comparison":
        """Looks at both texts as wholes; the first encoder that sees them compares them."""
        translated = translations(dictionaries, languages, source, target) if dictionaries else None
        for seer in looks:
            evidence = gather(source, target, seer, translated)
            vectors, course = evidence.vectors, find_course(*evidence.vectors)
            sees = knows(seer, languages) or _runs_together(course, vectors)
            if sees:
                # what adds up by itself is on the scale already: the weights were learned with it
                evidence = evidence if adds_up(seer) else evidence.scaled(course.pairs)
                break
        else:
            worths = evidence.worths(load_weights("unseen"))
            vectors = key_vectors(evidence.source, worths), key_vectors(evidence.target, worths)
            course = find_course(*vectors, WIDE_MARGIN)
        look = SecondLook.of(looks, seer, evidence, course, (source, target)) if sees else None
        known = knows(seer, languages)
        return cls(source, target, evidence, vectors, course, sees, structures, look, known=known)

    def first(self, gap: Gap, banned: Sequence[Step]) -> Stretch:
        """The first alignment of a stretch."""
        one, other = self.structures
        region = self._region(gap)
        features = bead_features(region, *self.evidence.part(gap), self._worths, self._ratio)
        if self.seams:
            seams = self.seams[0][gap.i : gap.i_end], self.seams[1][gap.j : gap.j_end]
            features = parted(features, region, seams)
        return Stretch.aligned(
            gap,
            (self.source[gap.i : gap.i_end], self.target[gap.j : gap.j_end]),
            (one.part(gap.i, gap.i_end), other.part(gap.j, gap.j_end)),
            region,
            features,
            self.weights,
            banned,
        )

    def second(self, stretches: list[Stretch], fixed: Sequence[Pair]) -> Iterator[Stretch]:
        """The second alignment of all stretches, with what the first and the fixed beads teach.

        Takes the first ones out of the list, so that they need not be kept.
        """
        beads = [*fixed, *(bead for stretch in stretches for bead in stretch.sure_beads())]
        lexicon = self.lexicon(beads, [place for stretch in stretches for place in stretch.contested()])
        while stretches:
            yield stretches.pop(0).again(self.evidence, lexicon, self.look)

    def lexicon(self, beads: Sequence[Pair], places: Sequence[Gap] = ()) -> Evidence:
        """The texts with words as their keys: those that some beads teach, and in some places those that the
        encoder matches."""
        source, target = ([words(text) for text in side] for side in (self.source, self.target))
        entries = learn(beads, source, target)
        if places and self.look and self.look.clauses:
            entries += match((self.source, self.target), (source, target), places, self.look.clauses)
        return self.evidence.taught(entries, source, target)

    def described(self, stretch: Stretch, path: Sequence[Step]) -> Described:
        """What the calibration asks of the beads of a stretch."""
        posterior = [chance(step, stretch.region, stretch.chances) for step in path]
        return describe(path, posterior, stretch.region, stretch.features, self.sees)

    def beads(self, stretch: Stretch, path: Sequence[Step] = ()) -> Iterator[Weighed]:
        """The beads of a stretch, in order, each with its confidence and reason.

        Args:
            stretch: an alignment of it.
            path: the beads; by default those of the best path.
        """
        region, gap = stretch.region, stretch.gap
        doubts = Doubts(*stretch.texts, region, stretch.features, stretch.chances, self.sees)
        path = path or stretch.path()
        confidences = load_calibration().confidences(self.described(stretch, path)).clip(0, SUREST)
        for step, confidence in zip(path, confidences.round(3).tolist(), strict=True):
            whole = Step(step.i + gap.i, step.j + gap.j, step.a, step.b)
            yield Weighed(whole, confidence, doubts.reason(step, confidence))

    def aligned(self, fixed: Anchors, banned: Sequence[Step]) -> list[Weighed]:
        """The beads between anchors, and these, in the order of both texts."""
        gaps = [gap for gap, _ in fixed.gaps()]
        pairs = fixed.kept()
        stretches = self.second([self.first(gap, banned) for gap in gaps], pairs)
        beads: list[Weighed] = []
        for number, stretch in enumerate(stretches):
            beads += self.beads(stretch)
            for one, other in pairs[number : number + 1]:
                beads.append(Weighed(Step(one[-1] + 1, other[-1] + 1, len(one), len(other)), 1.0, ""))
        return beads

    def crossing(self, beads: Sequence[Weighed], banned: Sequence[Step]) -> list[Weighed]:
        """The beads of passages that stand elsewhere in the target than a path has it."""
        sure = [sentences(step) for step, confidence, _ in beads if step.a and step.b and confidence >= SURE]
        passages = find_passages(beads, lambda: self._compared(sure))
        if not passages:
            return []
        stretches = self.second([self.first(passage.gap, banned) for passage in passages], sure)
        return settle(passages, [list(self.beads(stretch)) for stretch in stretches])

    def _compared(self, beads: Sequence[Pair]) -> Compared:
        """The texts by their vectors, or by their keys and the words that some beads teach."""
        if self.sees:
            lengths = self.evidence.source.lengths, self.evidence.target.lengths
            return compared_by_vectors(self.vectors, lengths)
        taught = self.lexicon(beads)
        # in units of a number
        both = [(one, one.worths(self.weights) / self.weights.numbers) for one in (self.evidence, taught)]
        return compared_by_keys(
            ([(e.source, weights) for e, weights in both], [(e.target, weights) for e, weights in both])
        )

    def _region(self, gap: Gap) -> Region:
        times = [side.times for side in self.structures]
        if all(map(len, times)) and gap.i < gap.i_end and gap.j < gap.j_end:
            return timed_region(times[0][gap.i : gap.i_end], times[1][gap.j : gap.j_end])
        if gap == Gap(0, len(self.source), 0, len(self.target)):
            return self.course.region
        one, other = self.vectors
        margin = MARGIN if self.sees else WIDE_MARGIN
        return find_course(one[gap.i : gap.i_end], other[gap.j : gap.j_end], margin).region

    @cached_property
    def weights(self) -> Weights:
        """How features are weighed; where the encoder only finds its way, a low cosine says little."""
        learned = load_weights("seen" if self.sees else "unseen")
        return replace(learned, unlikeness=0.0) if self.sees and not self.known else learned

    @cached_property
    def _worths(self) -> Floats:
        return self.evidence.worths(self.weights)

    @cached_property
    def _ratio(self) -> float:
        """Expected target characters for one source character."""
        source, target = self.evidence.source.lengths + 1, self.evidence.target.lengths + 1
        links = self.course.links
        if len(links) < _ENOUGH_LINKS:
            return float(target.sum() / source.sum()) if len(source) and len(target) else 1.0
        return float(np.median([target[link.target] / source[link.source] for link in links]))


def _runs_together(course: Course, vectors: tuple[Floats32, Floats32]) -> bool:
    """Whether the encoder finds its way through two texts, whatever their languages."""
    if not course.links:
        return False
    shorter, links = min(map(len, vectors)), len(course.links)
    by_chance = np.sqrt(course.mutual * shorter)
    if links < min(_SEES_SHARE * shorter, _SEES_LINKS * by_chance):
        return False
    rows, columns = np.array(course.pairs).T
    cosines = (vectors[0][rows] * vectors[1][columns]).sum(axis=1)
    telling = cosines < _THE_SAME
    return float(cosines[telling if telling.any() else slice(None)].mean()) >= _SEES_COSINE
