"""What a person has decided, and the stretches of text that are left to align between it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diptych.errors import AlignmentError

Indices = tuple[int, ...]
Pair = tuple[Indices, Indices]


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

    Sentences that were confirmed to have no partner are taken out before the rest is aligned; positions below
    count what remains.

    Attributes:
        source: indexes of the source sentences that remain, in order.
        target: indexes of the target sentences that remain.
        pairs: anchors with two sides, in text order, in indexes of the texts.
        nulls: anchors with one side.
    """

    source: Indices
    target: Indices
    pairs: tuple[Pair, ...]
    nulls: tuple[Pair, ...]

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
            or overlaps or crosses another; the message names them.
    """
    beads = sorted((tuple(sorted(source)), tuple(sorted(target))) for source, target in anchors)
    for bead in beads:
        _check_range(bead, sources, targets)
    _check_overlap(beads, 0)
    _check_overlap(beads, 1)
    nulls = tuple(bead for bead in beads if not bead[0] or not bead[1])
    pairs = tuple(bead for bead in beads if bead[0] and bead[1])
    for one, other in pairwise(pairs):
        if other[1][0] < one[1][-1]:
            raise AlignmentError(
                f"the anchors {show(one)} and {show(other)} cross",
                hint="anchors must stand in the order of both texts; take one of them back",
            )
    alone = [{index for null in nulls for index in null[side]} for side in (0, 1)]
    left = [
        tuple(k for k in range(count) if k not in alone[side])
        for side, count in enumerate((sources, targets))
    ]
    for pair in pairs:
        _check_whole(pair, left)
    return Anchors(left[0], left[1], pairs, nulls)


def show(bead: Pair) -> str:
    """A bead as the pairs format writes it."""
    return f"{list(bead[0])}:{list(bead[1])}"


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


def _check_whole(pair: Pair, left: Sequence[Indices]) -> None:
    for name, indexes, remaining in zip(("source", "target"), pair, left, strict=True):
        first = remaining.index(indexes[0])
        if remaining[first : first + len(indexes)] != indexes:
            raise AlignmentError(
                f"the anchor {show(pair)} leaves out {name} sentences in its middle",
                hint="an anchor holds neighbours; confirm those between as null beads, or add them",
            )
