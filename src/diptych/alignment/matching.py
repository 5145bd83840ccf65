"""Sentences of two texts into beads: the whole way from texts to matches, around what a person has fixed."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from diptych.alignment.anchors import Anchors, Flags, Gap, Indices, Pair, read_anchors
from diptych.alignment.calibration import Described, describe, load_calibration
from diptych.alignment.chains import heaviest_chain
from diptych.alignment.coarse import MARGIN, WIDE_MARGIN, Course, find_course
from diptych.alignment.crossings import (
    Compared,
    Weighed,
    compared_by_keys,
    compared_by_vectors,
    crossing_words,
    find_passages,
    parted,
    sentences,
    settle,
)
from diptych.alignment.dictionary import Dictionary
from diptych.alignment.encoder import LANGUAGES, load_encoder
from diptych.alignment.evidence import Evidence, gather, key_vectors
from diptych.alignment.features import bead_features
from diptych.alignment.lattice import Floats, Region, Step, chance
from diptych.alignment.lexicon import learn, words
from diptych.alignment.reasons import Doubts
from diptych.alignment.scoring import Structure, Weights, load_weights
from diptych.alignment.stretches import SURE, Stretch
from diptych.alignment.translations import translations
from diptych.errors import AlignmentError

Placed = TypeVar("Placed")

_SEES_SHARE, _SEES_LINKS = 0.5, 4.0
"""The encoder sees a pair of languages if its chain of sure pairs holds this share of the shorter text, or
is so many times longer than the square root of the number of mutual best matches; by chance it is about
twice that."""
_ENOUGH_LINKS = 8
"""From so many links on, the length ratio is taken from them rather than from the whole texts."""
_ROUNDS = 2
"""Passages in swapped order are looked for so many times: with the first ones out, others are seen."""


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences of two texts that translate each other; one side may be empty.

    Attributes:
        source: indexes of source sentences, from 0, in text order.
        target: indexes of target sentences.
        confidence: probability that the match is exactly right, 0 to 1.
        reason: what is to be said of it, in words: that it crosses others, where it does, and what speaks
            against it; empty where there is nothing to say.
    """

    source: Indices
    target: Indices
    confidence: float
    reason: str = ""


@dataclass(frozen=True)
class _Task:
    """Two texts, and what is known of them as wholes.

    Attributes:
        source: source sentences that are to be aligned.
        target: target sentences.
        evidence: their vectors, lengths and keys.
        vectors: for the coarse search, one row a sentence, for each side.
        course: how the whole texts run along each other.
        sees: whether the encoder sees both languages.
        structures: paragraphs and kinds of each side.
        seams: for each side whether something was taken out right before a sentence.
    """

    source: Sequence[str]
    target: Sequence[str]
    evidence: Evidence
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]]
    course: Course
    sees: bool
    structures: tuple[Structure, Structure]
    seams: tuple[Flags, Flags] | None = None

    @classmethod
    def make(
        cls,
        source: Sequence[str],
        target: Sequence[str],
        languages: tuple[str, str],
        structures: tuple[Structure, Structure],
        dictionaries: Sequence[Dictionary],
    ) -> "_Task":
        """Looks at both texts as wholes, and decides whether the encoder sees them."""
        translated = translations(dictionaries, languages, source, target) if dictionaries else None
        evidence = gather(source, target, load_encoder(), translated)
        vectors = evidence.source.runs[0], evidence.target.runs[0]
        course = find_course(*vectors)
        sees = all(map(_is_known, languages)) or _runs_together(course, min(len(source), len(target)))
        if not sees:
            worths = evidence.worths(load_weights("unseen"))
            keys = key_vectors(evidence.source, worths), key_vectors(evidence.target, worths)
            vectors, course = keys, find_course(*keys, WIDE_MARGIN)
        return cls(source, target, evidence, vectors, course, sees, structures)

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
        lexicon = self.lexicon([*fixed, *(bead for stretch in stretches for bead in stretch.sure_beads())])
        encoder = load_encoder() if self.sees else None
        while stretches:
            yield stretches.pop(0).again(self.evidence, lexicon, encoder)

    def lexicon(self, beads: Sequence[Pair]) -> Evidence:
        """The texts with the words that some beads teach as their keys."""
        texts = [[words(text) for text in side] for side in (self.source, self.target)]
        return self.evidence.taught(learn(beads, *texts), *texts)

    def described(self, stretch: Stretch, path: Sequence[Step]) -> Described:
        """What the calibration asks of the beads of a stretch."""
        posterior = [chance(step, stretch.region, stretch.chances) for step in path]
        return describe(path, posterior, stretch.region, stretch.features, self.sees)

    def beads(self, stretch: Stretch) -> Iterator[Weighed]:
        """The beads of a stretch, in order, each with its confidence and reason."""
        region, gap = stretch.region, stretch.gap
        doubts = Doubts(*stretch.texts, region, stretch.features, stretch.chances, self.sees)
        path = stretch.path()
        confidences = load_calibration().confidences(self.described(stretch, path))
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
        both = (self.evidence, self._worths), (taught, taught.worths(self.weights))
        return compared_by_keys(
            ([(e.source, weights) for e, weights in both], [(e.target, weights) for e, weights in both])
        )

    def _region(self, gap: Gap) -> Region:
        if gap == Gap(0, len(self.source), 0, len(self.target)):
            return self.course.region
        one, other = self.vectors
        margin = MARGIN if self.sees else WIDE_MARGIN
        return find_course(one[gap.i : gap.i_end], other[gap.j : gap.j_end], margin).region

    @cached_property
    def weights(self) -> Weights:
        """How features are weighed."""
        return load_weights("seen" if self.sees else "unseen")

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


def _is_known(language: str) -> bool:
    return language.replace("_", "-").partition("-")[0].lower() in LANGUAGES


def _runs_together(course: Course, shorter: int) -> bool:
    """Whether the encoder finds its way through two texts, whatever their languages."""
    links = len(course.links)
    by_chance = np.sqrt(course.mutual * shorter)
    return bool(links and (links >= _SEES_SHARE * shorter or links >= _SEES_LINKS * by_chance))


def align_texts(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str = "und",
    target_language: str = "und",
    *,
    source_paragraphs: Sequence[int] | None = None,
    target_paragraphs: Sequence[int] | None = None,
    source_kinds: Sequence[str] | None = None,
    target_kinds: Sequence[str] | None = None,
    anchors: Sequence[Pair] = (),
    forbidden: Sequence[Pair] = (),
    dictionaries: Sequence[Dictionary] = (),
) -> list[Match]:
    """Aligns two texts that are already divided into sentences.

    Args:
        source: sentences of one text, in order.
        target: sentences of the other.
        source_language: BCP 47 code, `und` if unknown; regions and scripts are ignored.
        target_language: the same for the target.
        source_paragraphs: number of the paragraph that each source sentence stands in.
        target_paragraphs: the same for the target.
        source_kinds: kind of each source sentence (`heading`, `signature`, ...); `body` is the plain one.
        target_kinds: the same for the target.
        anchors: beads to keep exactly as they are, as (source indexes, target indexes). They may cross.
        forbidden: beads that must not occur. A sentence is left alone all the same where nothing else is
            possible.
        dictionaries: of the two languages, in whatever order.

    Returns:
        Matches in the order of the source; every sentence stands in exactly one. They follow the target's
        order too, but for those whose reason begins with `crosses`.

    Raises:
        AlignmentError: anchors that overlap or name sentences that are not there; paragraphs or kinds
            that are not one a sentence; a dictionary of other languages.
    """
    for dictionary in dictionaries:
        dictionary.check_fits(source_language, target_language)
    structures = (
        _structure(source, source_paragraphs, source_kinds, "source"),
        _structure(target, target_paragraphs, target_kinds, "target"),
    )
    fixed = read_anchors(anchors, len(source), len(target))

    languages = source_language, target_language
    moved: list[Match] = []
    with load_encoder().one_thread():
        task = _task((source, target), languages, structures, fixed, dictionaries)
        if crossed := fixed.crossed([(link.source, link.target) for link in task.course.links]):
            moved = [Match(*pair, 1.0) for pair in crossed]
            fixed = fixed.without(crossed)
            task = _task((source, target), languages, structures, fixed, dictionaries)
        banned = _positions(forbidden, fixed)
        beads = task.aligned(fixed, banned)
        for _ in range(_ROUNDS):
            if not (crossing := task.crossing(beads, banned)):
                break
            found = [_match(bead, fixed) for bead in crossing]
            moved += found
            fixed = fixed.without([(match.source, match.target) for match in found])
            task = _task((source, target), languages, structures, fixed, dictionaries)
            banned = _positions(forbidden, fixed)
            beads = task.aligned(fixed, banned)
    nulls = [Match(*null, 1.0) for null in fixed.nulls]
    matches = [*_marked(moved, [_match(bead, fixed) for bead in beads]), *nulls]
    return in_text_order(matches, lambda match: match.source, lambda match: match.target)


def _match(bead: Weighed, fixed: Anchors) -> Match:
    """A bead of what remains, in indexes of the texts."""
    one, other = sentences(bead.step)
    source, target = tuple(fixed.source[i] for i in one), tuple(fixed.target[j] for j in other)
    return Match(source, target, bead.confidence, bead.reason)


def _marked(moved: list[Match], others: list[Match]) -> list[Match]:
    """All matches, those that were moved with words that say so."""
    words = crossing_words([(match.source, match.target) for match in (*moved, *others)])
    said = [[words.get((match.source, match.target), ""), match.reason] for match in moved]
    marked = zip(moved, said, strict=True)
    return [replace(match, reason="; ".join(filter(None, reasons))) for match, reasons in marked] + others


def _task(
    texts: tuple[Sequence[str], Sequence[str]],
    languages: tuple[str, str],
    structures: tuple[Structure, Structure],
    fixed: Anchors,
    dictionaries: Sequence[Dictionary],
) -> _Task:
    """What remains of two texts."""
    source, target = [texts[0][i] for i in fixed.source], [texts[1][j] for j in fixed.target]
    chosen = structures[0].chosen(fixed.source), structures[1].chosen(fixed.target)
    task = _Task.make(source, target, languages, chosen, dictionaries)
    return replace(task, seams=fixed.seams()) if fixed.crossing else task


def _structure(
    sentences: Sequence[str], paragraphs: Sequence[int] | None, kinds: Sequence[str] | None, side: str
) -> Structure:
    for name, values in (("paragraphs", paragraphs), ("kinds", kinds)):
        if values is not None and len(values) != len(sentences):
            raise AlignmentError(
                f"{len(values)} {side} {name} for {len(sentences)} sentences",
                hint="give one for each sentence, or none",
            )
    letters = np.array([sum(map(str.isalpha, text)) for text in sentences], np.int64)
    return Structure(np.array(paragraphs or (), np.int64), tuple(kinds or ()), letters)


def _positions(forbidden: Sequence[Pair], fixed: Anchors) -> list[Step]:
    """Forbidden beads as steps over the sentences that remain, without those that cannot occur anyway."""
    rows = {index: place for place, index in enumerate(fixed.source)}
    columns = {index: place for place, index in enumerate(fixed.target)}
    steps = []
    for source, target in forbidden:
        i, j = [rows.get(k, -1) for k in sorted(source)], [columns.get(k, -1) for k in sorted(target)]
        if _neighbouring(i) and _neighbouring(j):
            steps.append(Step(i[-1] + 1 if i else 0, j[-1] + 1 if j else 0, len(i), len(j)))
    return steps


def _neighbouring(places: list[int]) -> bool:
    return not places or (places[0] >= 0 and places == list(range(places[0], places[0] + len(places))))


def in_text_order(
    beads: Sequence[Placed],
    source: Callable[[Placed], Sequence[int]],
    target: Callable[[Placed], Sequence[int]],
) -> list[Placed]:
    """Beads in the order of the source; those without source follow what precedes them in the target.

    Where a passage stands elsewhere in the target, what was added beside it stays with the rest of the text,
    what was added inside it goes along.

    Args:
        beads: in any order.
        source: gives the places of a bead's source sentences.
        target: gives the places of its target sentences.
    """
    both = sorted((bead for bead in beads if source(bead) and target(bead)), key=lambda bead: source(bead)[0])
    places = [(source(bead)[0], target(bead)[0]) for bead in both]
    chain = set(heaviest_chain(places, [len(source(bead)) for bead in both]))
    by_target = sorted((place[1], place[0], number in chain) for number, place in enumerate(places))
    starts = [start for start, _, _ in by_target]
    fitting = list(accumulate((at if fits else -1 for _, at, fits in by_target), max))

    def key(bead: Placed) -> tuple[int, int, int]:
        if places := source(bead):
            return places[0], 0, 0
        first = target(bead)[0]
        before = bisect_left(starts, first)
        if not before:
            return -1, 1, first
        inside = not any(fits for _, _, fits in by_target[before - 1 : before + 1])
        return by_target[before - 1][1] if inside else fitting[before - 1], 1, first

    return sorted(beads, key=key)
