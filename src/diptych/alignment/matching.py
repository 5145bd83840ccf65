"""Sentences of two texts into beads: the whole way from texts to matches, around what a person has fixed."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from diptych.alignment.anchors import Anchors, Gap, Indices, Pair, read_anchors
from diptych.alignment.coarse import Course, find_course
from diptych.alignment.encoder import LANGUAGES, load_encoder
from diptych.alignment.evidence import Evidence, gather, key_vectors
from diptych.alignment.features import bead_features
from diptych.alignment.lattice import (
    BEAD_TYPES,
    NO_PATH,
    Posteriors,
    Region,
    Scores,
    Step,
    best_path,
    posteriors,
)
from diptych.alignment.reasons import Doubts
from diptych.alignment.scoring import SEEN, UNSEEN, Structure, score
from diptych.errors import AlignmentError

Placed = TypeVar("Placed")

_SEES_SHARE, _SEES_LINKS = 0.5, 4.0
"""The encoder sees a pair of languages if its chain of sure pairs holds this share of the shorter text, or
is so many times longer than the square root of the number of mutual best matches; by chance it is about
twice that."""
_ENOUGH_LINKS = 8
"""From so many links on, the length ratio is taken from them rather than from the whole texts."""
_AVOID = -1e6
"""Worth of leaving a sentence alone where that is forbidden: worse than any path, better than none."""


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences of two texts that translate each other; one side may be empty.

    Attributes:
        source: indexes of source sentences, from 0, in text order.
        target: indexes of target sentences.
        confidence: probability that the match is exactly right, 0 to 1.
        reason: what speaks against it, in words; empty where nothing does.
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
    """

    source: Sequence[str]
    target: Sequence[str]
    evidence: Evidence
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]]
    course: Course
    sees: bool
    structures: tuple[Structure, Structure]

    @classmethod
    def make(
        cls,
        source: Sequence[str],
        target: Sequence[str],
        languages: tuple[str, str],
        structures: tuple[Structure, Structure],
    ) -> "_Task":
        """Looks at both texts as wholes, and decides whether the encoder sees them."""
        evidence = gather(source, target, load_encoder())
        vectors = evidence.source.runs[0], evidence.target.runs[0]
        course = find_course(*vectors)
        sees = all(map(_is_known, languages)) or _runs_together(course, min(len(source), len(target)))
        if not sees:
            keys = (
                key_vectors(evidence.source, evidence.weights),
                key_vectors(evidence.target, evidence.weights),
            )
            vectors, course = keys, find_course(*keys)
        return cls(source, target, evidence, vectors, course, sees, structures)

    def align(self, gap: Gap, banned: Sequence[Step]) -> Iterator[tuple[Step, float, str]]:
        """The beads of a stretch, in order, each with its confidence and reason."""
        if (gap.i, gap.j) == (gap.i_end, gap.j_end):
            return
        source, target = (
            self.evidence.source.part(gap.i, gap.i_end),
            self.evidence.target.part(gap.j, gap.j_end),
        )
        weights = SEEN if self.sees else UNSEEN
        region = self._region(gap)
        features = bead_features(region, source, target, self.evidence.weights, self._ratio)
        one, other = self.structures
        scores = score(region, features, weights, one.part(gap.i, gap.i_end), other.part(gap.j, gap.j_end))
        for step in banned:
            _ban(Step(step.i - gap.i, step.j - gap.j, step.a, step.b), region, scores)
        chances = posteriors(region, scores.scaled(1 / weights.temperature))
        texts = self.source[gap.i : gap.i_end], self.target[gap.j : gap.j_end]
        doubts = Doubts(*texts, region, features, chances, self.sees)
        for step in best_path(region, scores):
            confidence = _confidence(step, region, chances)
            whole = Step(step.i + gap.i, step.j + gap.j, step.a, step.b)
            yield whole, confidence, doubts.reason(step, confidence)

    def _region(self, gap: Gap) -> Region:
        if gap == Gap(0, len(self.source), 0, len(self.target)):
            return self.course.region
        one, other = self.vectors
        return find_course(one[gap.i : gap.i_end], other[gap.j : gap.j_end]).region

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


def _ban(step: Step, region: Region, scores: Scores) -> None:
    """Takes a bead out of the lattice."""
    if not region.holds(step.i, step.j):
        return
    if (step.a, step.b) in BEAD_TYPES:
        scores.beads[BEAD_TYPES.index((step.a, step.b)), region.position(step.i, step.j)] = NO_PATH
    elif (step.a, step.b) == (1, 0) and step.i > 0:
        scores.source_nulls[step.i - 1] = _AVOID
    elif (step.a, step.b) == (0, 1) and step.j > 0:
        scores.target_nulls[step.j - 1] = _AVOID


def _confidence(step: Step, region: Region, chances: Posteriors) -> float:
    if step.b == 0:
        chance = chances.source_nulls[step.i - 1]
    elif step.a == 0:
        chance = chances.target_nulls[step.j - 1]
    else:
        chance = chances.beads[BEAD_TYPES.index((step.a, step.b)), region.position(step.i, step.j)]
    return round(min(float(chance), 1.0), 3)


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
        anchors: beads to keep exactly as they are, as (source indexes, target indexes).
        forbidden: beads that must not occur. A sentence is left alone all the same where nothing else is
            possible.

    Returns:
        Matches in the order of both texts; every sentence stands in exactly one.

    Raises:
        AlignmentError: anchors that cross, overlap or name sentences that are not there; paragraphs or kinds
            that are not one a sentence.
    """
    structures = (
        _structure(len(source), source_paragraphs, source_kinds, "source"),
        _structure(len(target), target_paragraphs, target_kinds, "target"),
    )
    fixed = read_anchors(anchors, len(source), len(target))
    texts = [source[i] for i in fixed.source], [target[j] for j in fixed.target]
    chosen = structures[0].chosen(fixed.source), structures[1].chosen(fixed.target)
    banned = _positions(forbidden, fixed)
    matches: list[Match] = []
    with load_encoder().one_thread():
        task = _Task.make(*texts, (source_language, target_language), chosen)
        for gap, pair in fixed.gaps():
            for step, confidence, reason in task.align(gap, banned):
                sides = fixed.source[step.i - step.a : step.i], fixed.target[step.j - step.b : step.j]
                matches.append(Match(*sides, confidence, reason))
            matches += [Match(*pair, 1.0)] if pair else []
    matches += [Match(*null, 1.0) for null in fixed.nulls]
    return in_text_order(matches, lambda match: match.source, lambda match: match.target)


def _structure(
    sentences: int, paragraphs: Sequence[int] | None, kinds: Sequence[str] | None, side: str
) -> Structure:
    for name, values in (("paragraphs", paragraphs), ("kinds", kinds)):
        if values is not None and len(values) != sentences:
            raise AlignmentError(
                f"{len(values)} {side} {name} for {sentences} sentences",
                hint="give one for each sentence, or none",
            )
    return Structure(np.array(paragraphs or (), np.int64), tuple(kinds or ()))


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

    Args:
        beads: in any order.
        source: gives the places of a bead's source sentences.
        target: gives the places of its target sentences.
    """
    by_target = sorted((target(bead)[0], source(bead)[0]) for bead in beads if source(bead) and target(bead))

    def key(bead: Placed) -> tuple[int, int, int]:
        if places := source(bead):
            return places[0], 0, 0
        first = target(bead)[0]
        before = bisect_left(by_target, (first, -1))
        return by_target[before - 1][1] if before else -1, 1, first

    return sorted(beads, key=key)
