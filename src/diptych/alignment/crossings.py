"""Passages that stand elsewhere in the translation: found among the sentences that the monotone path leaves.

Where a passage was moved, the path has to leave it alone on both sides, in two places, or to pair it with
what it does not translate. So only sentences that are left alone or badly paired are looked at. They are
compared with the whole other text, not with each other only: a sentence whose best match stands on the path,
or that matches several others alike (a refrain, a line of asterisks), is no evidence. What is left are pairs
that are each other's best match in both texts; in a row they make a passage.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from diptych.alignment.anchors import Flags, Gap
from diptych.alignment.chains import heaviest_chain
from diptych.alignment.coarse import best_partners
from diptych.alignment.features import Features, Side
from diptych.alignment.lattice import BEAD_TYPES, NO_PATH, Floats, Floats32, Region, Step
from diptych.alignment.matches import Pair

POOR = 0.5
"""Beads that are less sure count as left over, and are no part of a passage's edge."""
ENOUGH = 0.15
"""Least evidence for a passage; a single pair of sentences seldom has it by chance."""
IN_A_ROW = 0.1
"""What each further link of a passage adds to the evidence, for standing where it must."""
DOUBT = 0.03
"""A passage with so much evidence would be right every other time."""
_APART = 6
"""Two links of a passage are at most so many sentences apart."""
_REACH = 10
"""A passage may go on for so many sentences beyond its links."""
_DIMENSIONS = 512
_SHORT = 0.1
"""A sentence of this share of the mean length says half of what a long one says."""
_FEW = 1.0
"""A sentence whose keys weigh this much (squared) counts half."""
_MOST = 4000
"""Sentences looked at on each side; longer runs come first."""


class Weighed(NamedTuple):
    """A bead of a path with its confidence and reason; sentences counted in the whole texts."""

    step: Step
    confidence: float
    reason: str


@dataclass(frozen=True)
class Passage:
    """A passage of the source and where its translation stands.

    Attributes:
        gap: what it may fill at most, on both sides.
        evidence: how much speaks for it, from ENOUGH.
    """

    gap: Gap
    evidence: float


class Compared(NamedTuple):
    """Two texts made comparable.

    Attributes:
        vectors: one row a sentence, for each side; the higher their products, the likelier two sentences
            translate each other.
        worth: what a sentence can say at most, 0 to 1, for each side.
    """

    vectors: tuple[Floats32, Floats32]
    worth: tuple[Floats, Floats]


class Link(NamedTuple):
    """A source and a target sentence that are each other's best match in both texts, and what that says."""

    place: tuple[int, int]
    weight: float


Run = list[Link]
"""Neighbouring links of one passage, rising on both sides."""
KeyedSide = Sequence[tuple[Side, Floats]]
"""The sentences of one text with several sets of keys, each with the weights of the keys."""
Pools = tuple[dict[int, int], dict[int, int]]
"""For each side the sentences left over, and the number of each among them."""


def find_passages(beads: Sequence[Weighed], compare: Callable[[], Compared]) -> list[Passage]:
    """The passages that seem to stand elsewhere, the surest first.

    Args:
        beads: of the monotone path.
        compare: makes the texts comparable; not called where nothing is left over.
    """
    pools = _left_over(beads, 0), _left_over(beads, 1)
    if not (pools[0] and pools[1]):
        return []
    runs = _runs(_links(compare(), pools), pools)
    moved = _moved(runs, beads)
    free = [pool.keys() - _filled(runs, side) for side, pool in enumerate(pools)]
    passages = [Passage(_reach(run, free), _evidence(run)) for run in moved]
    return sorted(passages, key=lambda passage: -passage.evidence)


def settle(passages: Sequence[Passage], paths: Sequence[Sequence[Weighed]]) -> list[Weighed]:
    """The beads of passages, without what their edges reach too far; no sentence stands in two.

    Args:
        passages: the surest first.
        paths: the alignment of each.
    """
    taken: tuple[set[int], set[int]] = (set(), set())
    settled = []
    for passage, path in zip(passages, paths, strict=True):
        for bead in _trimmed(path):
            source, target = sentences(bead.step)
            if taken[0].isdisjoint(source) and taken[1].isdisjoint(target):
                taken[0].update(source)
                taken[1].update(target)
                settled.append(bead._replace(confidence=round(bead.confidence * _held(passage.evidence), 3)))
    return settled


def compared_by_vectors(vectors: tuple[Floats32, Floats32], lengths: tuple[Floats, Floats]) -> Compared:
    """Texts that the encoder sees; sentences that are short among their like say less.

    Args:
        vectors: unit vectors of the sentences.
        lengths: of the sentences, in characters.
    """
    one, other = (side / (side + _SHORT * max(float(side.mean()), 1.0)) for side in lengths)
    return Compared(vectors, (one, other))


def compared_by_keys(sides: tuple[KeyedSide, KeyedSide]) -> Compared:
    """Texts that the encoder does not see.

    Args:
        sides: for each text several sets of keys, each with the weights of the keys.
    """
    one, other = (_damped_vectors(side) for side in sides)
    return Compared((one, other), (np.ones(len(one)), np.ones(len(other))))


def _damped_vectors(sides: KeyedSide) -> Floats32:
    """Vectors of keys whose products are low where a sentence has few keys, (sentences, dimensions).

    Each key gets a direction of its own, as in `evidence.key_vectors`.
    """
    sums = np.zeros((len(sides[0][0]), _DIMENSIONS), np.float32)
    for number, (side, weights) in enumerate(sides):
        directions = np.random.default_rng(number).standard_normal((len(weights), _DIMENSIONS), np.float32)
        directions *= np.sqrt(weights / _DIMENSIONS)[:, None].astype(np.float32)
        for row, (keys, _) in zip(sums, side.keys, strict=True):
            row += directions[keys].sum(axis=0)
    damped: Floats32 = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + _FEW)
    return damped


def sentences(step: Step) -> Pair:
    """The sentences of a step."""
    return tuple(range(step.i - step.a, step.i)), tuple(range(step.j - step.b, step.j))


def parted(features: Features, region: Region, seams: tuple[Flags, Flags]) -> Features:
    """The features with no bead worth anything that holds sentences from both sides of a seam.

    Args:
        features: of the beads of a region.
        region: the nodes.
        seams: for each side whether something was taken out right before a sentence.
    """
    sums = [np.concatenate([[0], np.cumsum(side)]) for side in seams]
    rows, columns = region.nodes
    shared = features.shared.copy()
    for kind, (a, b) in enumerate(BEAD_TYPES):
        inside = sums[0][rows] - sums[0][np.maximum(rows - a + 1, 0)]
        inside += sums[1][columns] - sums[1][np.maximum(columns - b + 1, 0)]
        shared[kind, inside > 0] = NO_PATH
    return replace(features, shared=shared)


def crossing_words(beads: Sequence[Pair]) -> dict[Pair, str]:
    """What is said of each bead with two sides that stands in another order than some other one.

    The distance is how many translated sentences more, or fewer, stand before it in the target than in the
    source.

    Args:
        beads: of whole texts, in any order.
    """
    pairs = sorted(bead for bead in beads if bead[0] and bead[1])
    order = sorted(range(len(pairs)), key=lambda k: pairs[k][1])
    sizes = np.array([len(other) for _, other in pairs], np.int64)
    by_source = np.cumsum(sizes) - sizes
    by_target = np.empty_like(by_source)
    by_target[order] = np.cumsum(sizes[order]) - sizes[order]
    ends = np.array([other[-1] for _, other in pairs], np.int64)
    before = np.concatenate([[-1], np.maximum.accumulate(ends)[:-1]]) if pairs else ends
    after = np.minimum.accumulate(ends[::-1])[::-1]
    words = {}
    for number, pair in enumerate(pairs):
        if before[number] > ends[number] or after[number] < ends[number]:
            words[pair] = f"crosses: {_distance(int(by_target[number] - by_source[number]))}"
    return words


def _distance(sentences: int) -> str:
    if not sentences:
        return "its neighbours stand in another order in the target"
    plural = "" if abs(sentences) == 1 else "s"
    return f"stands {abs(sentences)} sentence{plural} {'later' if sentences > 0 else 'earlier'} in the target"


def _left_over(beads: Sequence[Weighed], side: int) -> dict[int, int]:
    """The sentences of one side that are alone or badly paired, and the number of each among them."""
    poor = [bead.step for bead in beads if not (bead.step.a and bead.step.b) or bead.confidence < POOR]
    places = [place for step in poor for place in sentences(step)[side]]
    if len(places) > _MOST:
        runs = [[place for _, place in run] for _, run in groupby(enumerate(places), lambda p: p[1] - p[0])]
        longest = [place for run in sorted(runs, key=len, reverse=True) for place in run]
        places = sorted(longest[:_MOST])
    return {place: number for number, place in enumerate(places)}


def _links(texts: Compared, pools: Pools) -> list[Link]:
    """Pairs of sentences left over that are each other's best match in the whole texts."""
    vectors = texts.vectors
    rows = best_partners(vectors[0][list(pools[0])], vectors[1])
    columns = best_partners(vectors[1][list(pools[1])], vectors[0])
    found = []
    for source, number in pools[0].items():
        target = int(rows.partner[number])
        other = pools[1].get(target)
        if other is not None and columns.partner[other] == source:
            lead = min(rows.lead(number), columns.lead(other))
            worth = float(min(texts.worth[0][source], texts.worth[1][target]))
            found.append(Link((source, target), 2 * lead * float(rows.first[number]) * worth))
    return [link for link in found if link.weight > 0]


def _runs(links: list[Link], pools: Pools) -> list[Run]:
    """The passages that links make, those with evidence enough; what a stray link parted is joined."""
    for _ in range(2):
        runs = [run for run in _in_a_row(links, pools) if _evidence(run) >= ENOUGH]
        links = [link for run in runs for link in run]
    return runs


def _in_a_row(links: list[Link], pools: Pools) -> list[Run]:
    """Links that follow each other on both sides, with nothing between them that is not left over."""
    ranks = {target: rank for rank, target in enumerate(sorted(link.place[1] for link in links))}
    runs: list[Run] = [links[:1]] if links else []
    for one, other in pairwise(links):
        steps = [other.place[side] - one.place[side] for side in (0, 1)]
        numbers = [pool[other.place[side]] - pool[one.place[side]] for side, pool in enumerate(pools)]
        neighbours = ranks[other.place[1]] == ranks[one.place[1]] + 1
        if neighbours and max(steps) <= _APART and steps == numbers:
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _evidence(run: Run) -> float:
    return sum(link.weight for link in run) + IN_A_ROW * (len(run) - 1)


def _moved(runs: list[Run], beads: Sequence[Weighed]) -> list[Run]:
    """The runs that cross good beads of the path, or heavier runs beside it."""
    good = [bead.step for bead in beads if bead.step.a and bead.step.b and bead.confidence >= POOR]
    stops = np.array([step.i for step in good], np.int64), np.array([step.j for step in good], np.int64)
    slots = [[np.searchsorted(stops[side], run[0].place[side], "right") for side in (0, 1)] for run in runs]
    level = [run for run, (one, other) in zip(runs, slots, strict=True) if one == other]
    chain = heaviest_chain([run[0].place for run in level], [_evidence(run) for run in level])
    staying = {level[number][0] for number in chain}
    return [run for run in runs if run[0] not in staying]


def _filled(runs: list[Run], side: int) -> set[int]:
    """All sentences between the first and the last link of each run."""
    return {place for run in runs for place in range(run[0].place[side], run[-1].place[side] + 1)}


def _reach(run: Run, free: Sequence[Set[int]]) -> Gap:
    """What a passage may fill: its links, and what is left over around them and belongs to no other."""
    (i, i_end), (j, j_end) = (
        _stretched(run[0].place[side], run[-1].place[side] + 1, free[side]) for side in (0, 1)
    )
    return Gap(i, i_end, j, j_end)


def _stretched(start: int, end: int, free: Set[int]) -> tuple[int, int]:
    """A range with the free places before and after it."""
    before = next(k for k in range(_REACH + 1) if k == _REACH or start - k - 1 not in free)
    after = next(k for k in range(_REACH + 1) if k == _REACH or end + k not in free)
    return start - before, end + after


def _trimmed(path: Sequence[Weighed]) -> Sequence[Weighed]:
    """A path from its first to its last good bead."""
    good = [k for k, (step, sure, _) in enumerate(path) if step.a and step.b and sure >= POOR]
    return path[good[0] : good[-1] + 1] if good else []


def _held(evidence: float) -> float:
    """What the confidence of a passage's beads is multiplied with."""
    return evidence / (evidence + DOUBT)
