"""Whether a bead of several sentences against one comes apart well: each sentence against its own clauses.

The vector of a whole sentence says little about whether the second of two sentences belongs to it or to the
next one. If it does, the one sentence can be cut between two clauses so that either part translates its
sentence. That is looked at where the first alignment leaves a doubt, because clauses have to be encoded anew.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np

from diptych.alignment.encoders.views import View
from diptych.alignment.features import Features, Side
from diptych.alignment.lattice import BEAD_TYPES, Floats32, Posteriors, Region

Splits = dict[tuple[int, int], float | None]
"""By type of bead and node; None where the one sentence has a single clause."""

CONTESTED = 0.01
"""Beads that are at least so probable are looked at."""
_MARKS = ',;:—–()"«»“”„!?…،؛，；：、。！？（）'
_WITHIN_NUMBER = r"(?<=\d)[,:](?=\d)"
_CLAUSE = re.compile(f"(?:[^{_MARKS}]|{_WITHIN_NUMBER})*[{_MARKS}\\s]*")
_LEAST = 8
"""A clause of fewer characters goes with the next, except in scripts that write words in one or two."""
_SHORT_SCRIPT = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class _Bead:
    """A contested bead: its place in the lattice, and the sentences of either side.

    Attributes:
        kind: number of its type.
        node: where it ends.
        single: index of the one sentence.
        first: index of the first of the many.
        many: how many there are.
    """

    kind: int
    node: int
    single: int
    first: int
    many: int


def split_gains(
    features: Features,
    chances: Posteriors,
    region: Region,
    sides: tuple[Side, Side],
    texts: tuple[Sequence[str], Sequence[str]],
    views: tuple[View, View],
) -> Splits:
    """How well contested beads come apart.

    The value is the mean cosine of the parts of the best cut, weighed by their lengths, less the cosine of
    the whole bead.

    Args:
        features: of all beads.
        chances: posteriors of the first alignment.
        region: the nodes.
        sides: both texts, with the vectors of their runs.
        texts: both texts.
        views: of both, for the clauses.
    """
    splits: Splits = {}
    for one in (0, 1):
        beads = list(_contested(chances, region, one))
        cuts = _cuts(texts[one], sorted({bead.single for bead in beads}), views[one])
        for bead in beads:
            if bead.single in cuts:
                best = _best_cut(cuts[bead.single], sides[1 - one], bead)
                whole = float(features.similarity[bead.kind, bead.node])
                splits[bead.kind, bead.node] = best - whole
            else:
                splits[bead.kind, bead.node] = None
    return splits


def _contested(chances: Posteriors, region: Region, one: int) -> Iterator[_Bead]:
    """The contested beads that have one sentence on the given side and several on the other."""
    rows, columns = region.nodes
    for kind, counts in enumerate(BEAD_TYPES):
        many = counts[1 - one]
        if counts[one] == 1 < many:
            for node in np.flatnonzero(chances.beads[kind] > CONTESTED):
                ends = int(rows[node]), int(columns[node])
                yield _Bead(kind, int(node), ends[one] - 1, ends[1 - one] - many, many)


def clauses(text: str) -> list[str]:
    """A sentence cut after its marks; what is too short goes with its neighbour.

    >>> clauses("When he came, it rained; nobody, alas, was there.")
    ['When he came, ', 'it rained; ', 'nobody, alas, ', 'was there.']
    >>> clauses("They delivered 32,000 tons, all told.")
    ['They delivered 32,000 tons, ', 'all told.']
    """
    found: list[str] = []
    for match in _CLAUSE.finditer(text):
        if found and (_is_short(found[-1], _LEAST) or _is_short(match[0], _LEAST // 2)):
            found[-1] += match[0]
        elif match[0]:
            found.append(match[0])
    return found or [text]


def _is_short(clause: str, least: int) -> bool:
    return len(clause.strip()) < least and not _SHORT_SCRIPT.search(clause)


def _cuts(texts: Sequence[str], sentences: Iterable[int], seen: View) -> dict[int, tuple[Floats32, Floats32]]:
    """For sentences with several clauses the vectors of what stands before and after each place to cut."""
    divided = {k: found for k in sentences if len(found := clauses(texts[k])) > 1}
    if not divided:
        return {}
    pieces = list(chain.from_iterable(divided.values()))
    bounds = list(pairwise(accumulate((len(found) for found in divided.values()), initial=0)))
    befores = [(start, cut) for start, end in bounds for cut in range(start + 1, end)]
    afters = [(cut, end) for start, end in bounds for cut in range(start + 1, end)]
    both = seen.stretches(pieces, [*befores, *afters])
    vectors = both[: len(befores)], both[len(befores) :]
    places = pairwise(accumulate((end - start - 1 for start, end in bounds), initial=0))
    return {
        k: (vectors[0][start:end], vectors[1][start:end])
        for k, (start, end) in zip(divided, places, strict=True)
    }


def _best_cut(cuts: tuple[Floats32, Floats32], side: Side, bead: _Bead) -> float:
    """The best of all ways to cut both sides in two."""
    before, after = cuts
    lengths = side.lengths[bead.first : bead.first + bead.many] + 1
    best = -1.0
    for count in range(1, bead.many):
        share = lengths[:count].sum() / lengths.sum()
        left = before @ side.runs[count - 1][bead.first]
        right = after @ side.runs[bead.many - count - 1][bead.first + count]
        best = max(best, float((share * left + (1 - share) * right).max()))
    return best
