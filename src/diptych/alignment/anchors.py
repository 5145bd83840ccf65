"""What a person has decided, and the stretches of text that are left to align between it."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from diptych.alignment.chains import heaviest_chain
from diptych.alignment.matches import Indices, Pair, show
from diptych.errors import AlignmentError

Flags = NDArray[np.bool_]

WORD = 2
"""So many links that the program found are outweighed by a person's word, beside one for each sentence."""


@dataclass(frozen=True)
class Gap:
    """A stretch to be aligned: source sentences `i` to `i_end`, target sentences `j` to `j_end`."""

    i: int
    i_end: int
    j: int
    j_end: int


@dataclass(frozen=True)
class Anchors:
    """Beads that are to be kept.

    Sentences that were confirmed to have no partner, and beads that cross the others, are taken out before
    the rest is aligned; positions below count what remains.

    Attributes:
        source: indexes of the source sentences that remain, in order.
        target: indexes of the target sentences that remain.
        pairs: anchors with two sides, in the order of the source, in indexes of the texts.
        nulls: anchors with one side.
        crossing: beads that were taken out because they cross the rest, anchors or not.
    """

    source: Indices
    target: Indices
    pairs: tuple[Pair, ...]
    nulls: tuple[Pair, ...]
    crossing: tuple[Pair, ...] = ()

    def without(self, beads: Sequence[Pair]) -> "Anchors":
        """The same with some beads, anchors or not, taken out of the texts because they cross the rest."""
        gone = [{index for bead in beads for index in bead[side]} for side in (0, 1)]
        return replace(
            self,
            source=tuple(k for k in self.source if k not in gone[0]),
            target=tuple(k for k in self.target if k not in gone[1]),
            pairs=tuple(pair for pair in self.pairs if gone[0].isdisjoint(pair[0])),
            crossing=(*self.crossing, *beads),
        )

    def seams(self) -> tuple[Flags, Flags]:
        """For each side whether something that crosses was taken out right before a sentence that remains."""
        gone = [{index for bead in self.crossing for index in bead[side]} for side in (0, 1)]
        return _seams(self.source, gone[0]), _seams(self.target, gone[1])

    def crossed(self, links: Sequence[tuple[int, int]]) -> list[Pair]:
        """The pairs that cannot stand on one chain with the others.

        A single bead does not say whether it was moved or all the rest: the links tell.

        Args:
            links: pairs of positions of sentences that seem to translate each other, rising on both sides.
        """
        pairs = self.kept()
        own = [{index for pair in pairs for index in pair[side]} for side in (0, 1)]
        free = [link for link in links if link[0] not in own[0] and link[1] not in own[1]]
        weights = {
            (one[0], other[0]): len(one) + WORD * (before is None or not _follows(before, (one, other)))
            for before, (one, other) in zip([None, *pairs], pairs, strict=False)
        }
        places = sorted([*weights, *free])
        chain = heaviest_chain(places, [weights.get(place, 1) for place in places])
        kept = {places[number] for number in chain}
        return [
            pair
            for pair, (one, other) in zip(self.pairs, pairs, strict=True)
            if (one[0], other[0]) not in kept
        ]

    def kept(self) -> list[Pair]:
        """The pairs in positions of the sentences that remain."""
        rows = {index: place for place, index in enumerate(self.source)}
        columns = {index: place for place, index in enumerate(self.target)}
        return [(tuple(rows[k] for k in one), tuple(columns[k] for k in other)) for one, other in self.pairs]

    def gaps(self) -> Iterator[tuple[Gap, Pair | None]]:
        """The stretches before, between and after the pairs, each with the pair that follows it."""
        rows = {index: place for place, index in enumerate(self.source)}
        columns = {index: place for place, index in enumerate(self.target)}
        i = j = 0
        for pair in self.pairs:
            yield Gap(i, rows[pair[0][0]], j, columns[pair[1][0]]), pair
            i, j = rows[pair[0][-1]] + 1, columns[pair[1][-1]] + 1
        yield Gap(i, len(self.source), j, len(self.target)), None


def read_anchors(anchors: Iterable[Pair], sources: int, targets: int) -> Anchors:
    """Checks anchors and puts them in order.

    Args:
        anchors: source and target indexes of each.
        sources: number of source sentences.
        targets: number of target sentences.

    Raises:
        AlignmentError: an anchor is empty, names a sentence that is not there, leaves out one in its middle,
            or overlaps another; the message names them.
    """
    beads = sorted({(tuple(sorted(set(source))), tuple(sorted(set(target)))) for source, target in anchors})
    for bead in beads:
        _check_range(bead, sources, targets)
    _check_overlap(beads, 0)
    _check_overlap(beads, 1)
    nulls = tuple(bead for bead in beads if not bead[0] or not bead[1])
    pairs = tuple(bead for bead in beads if bead[0] and bead[1])
    alone = [{index for null in nulls for index in null[side]} for side in (0, 1)]
    left = [
        tuple(k for k in range(count) if k not in alone[side])
        for side, count in enumerate((sources, targets))
    ]
    for pair in pairs:
        _check_whole(pair, alone)
    return Anchors(left[0], left[1], pairs, nulls)


def _follows(one: Pair, other: Pair) -> bool:
    """Whether a bead stands right behind another one on both sides."""
    return one[0][-1] + 1 == other[0][0] and one[1][-1] + 1 == other[1][0]


def _seams(left: Indices, gone: Set[int]) -> Flags:
    parted = [any(k in gone for k in range(one + 1, other)) for one, other in pairwise(left)]
    return np.array([False, *parted][: len(left)], np.bool_)


def _check_range(bead: Pair, sources: int, targets: int) -> None:
    if not bead[0] and not bead[1]:
        raise AlignmentError("an anchor is empty on both sides", hint="leave it out")
    for name, indexes, count in (("source", bead[0], sources), ("target", bead[1], targets)):
        if indexes and not 0 <= indexes[0] <= indexes[-1] < count:
            raise AlignmentError(
                f"the anchor {show(bead)} names a {name} sentence that is not there",
                hint=f"indexes go from 0 to {count - 1}" if count else f"the {name} text is empty",
            )


def _check_overlap(beads: Sequence[Pair], side: int) -> None:
    owner: dict[int, Pair] = {}
    for bead in beads:
        for index in bead[side]:
            if index in owner:
                name = ("source", "target")[side]
                raise AlignmentError(
                    f"the anchors {show(owner[index])} and {show(bead)} both hold {name} sentence {index}",
                    hint="a sentence stands in one bead; take one of them back",
                )
            owner[index] = bead


def _check_whole(pair: Pair, alone: Sequence[Set[int]]) -> None:
    for name, indexes, nulls in zip(("source", "target"), pair, alone, strict=True):
        if any(k not in nulls for k in range(indexes[0], indexes[-1]) if k not in indexes):
            raise AlignmentError(
                f"the anchor {show(pair)} leaves out {name} sentences in its middle",
                hint="an anchor holds neighbours; confirm those between as null beads, or add them",
            )
