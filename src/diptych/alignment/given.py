"""Beads that a file states, weighed: how sure our own model is of each.

That a translation memory pairs two segments does not make the pair right. The beads are taken as the path
through the lattice that they are, and their posteriors and confidences are what they would be if the aligner
had found that path itself. Long texts are weighed in stretches, so that time and memory grow linearly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from diptych.alignment.anchors import Gap
from diptych.alignment.coarse import FULL, MARGIN
from diptych.alignment.comparison import Comparison
from diptych.alignment.crossings import crossing_words
from diptych.alignment.dictionaries import Dictionary
from diptych.alignment.encoders import Encoder, load_encoder
from diptych.alignment.encoders.threads import one_thread
from diptych.alignment.lattice import BEAD_TYPES, Indexes, Region, Step
from diptych.alignment.matches import Indices, Match, Pair
from diptych.alignment.matching import in_text_order
from diptych.alignment.scoring import Structure
from diptych.alignment.second_look import Looks
from diptych.model import Link, Status

_STRETCH = 2_000
"""Beads that are weighed together."""

Texts = tuple[Sequence[str], Sequence[str]]


def weigh_beads(
    source: Sequence[str],
    target: Sequence[str],
    beads: Sequence[Pair],
    languages: tuple[str, str] = ("und", "und"),
    *,
    paragraphs: tuple[Sequence[int], Sequence[int]] = ((), ()),
    kinds: tuple[Sequence[str], Sequence[str]] = ((), ()),
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
) -> list[Match]:
    """The confidence of beads that are given.

    Args:
        source: sentences of one text, in order.
        target: sentences of the other.
        beads: indexes of sentences on both sides; each sentence in one bead, in the order of the source but
            for those without source. They may cross, and be of any size.
        languages: BCP 47 codes of both texts, `und` if unknown.
        paragraphs: for both sides the number of each sentence's paragraph; or none.
        kinds: for both sides the kind of each sentence; or none.
        dictionaries: of the two languages.
        encoder: what compares the sentences; by default the embedded one.

    Returns:
        A match for each bead, in the order given.
    """
    looks = Looks.of(encoder or load_encoder(), languages)
    crossed = crossing_words(beads)
    structures = tuple(
        Structure.of(texts, numbers, names)
        for texts, numbers, names in zip((source, target), paragraphs, kinds, strict=True)
    )
    matches: list[Match] = []
    with one_thread():
        for start in range(0, len(beads), _STRETCH):
            path = _Path.of(beads[start : start + _STRETCH], (source, target))
            chosen = structures[0].chosen(path.members[0]), structures[1].chosen(path.members[1])
            task = Comparison.make(*path.texts, languages, chosen, dictionaries, looks)
            for pair, (confidence, reason) in zip(path.beads, path.weighed(task), strict=True):
                said = "; ".join(filter(None, (crossed.get(pair, ""), reason)))
                matches.append(Match(*pair, confidence, said))
    return matches


def stated_beads(
    links: Sequence[Link], source: Mapping[str, Indices], target: Mapping[str, Indices]
) -> dict[Pair, Link]:
    """The beads between two texts that a source's links make, in their order, each with its link.

    Links with gaps in them, and those that hold a sentence of an earlier one, are no beads; a rejected one
    takes no sentence from the others.

    Args:
        links: by ids of sentences or paragraphs, of these texts or others.
        source: for each id of the source text the places of its sentences.
        target: the same for the target.
    """
    beads: dict[Pair, Link] = {}
    taken: tuple[set[int], set[int]] = set(), set()
    for link in links:
        one, other = (
            tuple(sorted({place for id in link.members for place in side.get(id, ())}))
            for side in (source, target)
        )
        whole = all(places[-1] - places[0] < len(places) for places in (one, other) if places)
        is_refused = link.status is Status.REJECTED
        if whole and (is_refused or (taken[0].isdisjoint(one) and taken[1].isdisjoint(other))):
            is_bead = (one or other) if link.between else (one and other)
            nulls = [((place,), ()) for place in one] + [((), (place,)) for place in other]
            beads |= dict.fromkeys([(one, other)] if is_bead else nulls, link)
            if not is_refused:
                taken[0].update(one)
                taken[1].update(other)
    return beads


def ordered(beads: Sequence[Pair]) -> list[Pair]:
    """Beads as they are where they follow the source, else in the order of the source."""
    starts = [one[0] for one, other in beads if one]
    if starts == sorted(starts):
        return list(beads)
    return in_text_order(beads, lambda bead: bead[0], lambda bead: bead[1])


def each_its_own(beads: Sequence[Pair], paragraphs: tuple[Sequence[int], Sequence[int]]) -> bool:
    """Whether no paragraph holds two beads: then paragraphs are the file's units, and prove nothing."""
    for side in (0, 1):
        held = [paragraphs[side][bead[side][0]] for bead in beads if bead[side]]
        if len(set(held)) < len(held):
            return False
    return True


@dataclass(frozen=True)
class _Path:
    """Given beads as a path over sentences in their own order.

    Attributes:
        beads: as given.
        texts: for each side its sentences in the order of the path; those of a bead that is larger than any
            of the lattice are one.
        members: for each side the index of the sentence, or the first of several, that each text is.
        steps: for each bead its steps, several for a null bead of several sentences.
    """

    beads: Sequence[Pair]
    texts: Texts
    members: tuple[Indices, Indices]
    steps: Sequence[Sequence[Step]]

    @classmethod
    def of(cls, beads: Sequence[Pair], texts: Texts) -> "_Path":
        """The path of some beads; in a run of nulls those of the source come first, as in the lattice."""
        made: dict[int, list[Step]] = {}
        members: tuple[list[int], list[int]] = [], []
        own: tuple[list[str], list[str]] = [], []
        for number in _ordered(beads):
            groups = [[side] for side in beads[number] if side] if _is_large(beads[number]) else []
            for k, side in enumerate(beads[number]):
                for group in groups[k] if groups else [(one,) for one in side]:
                    own[k].append(" ".join(texts[k][one] for one in group))
                    members[k].append(group[0])
            made[number] = _steps(beads[number], bool(groups), len(own[0]), len(own[1]))
        steps = [made[number] for number in range(len(beads))]
        return cls(beads, own, (tuple(members[0]), tuple(members[1])), steps)

    def weighed(self, task: Comparison) -> Iterator[tuple[float, str]]:
        """Confidence and reason of each bead."""
        rows, columns = map(len, self.texts)
        path = sorted(step for steps in self.steps for step in steps)
        if (rows + 1) * (columns + 1) > FULL:
            task = replace(task, course=task.course._replace(region=_around(path, rows, columns)))
        stretches = task.second([task.first(Gap(0, rows, 0, columns), ())], ())
        found = {bead.step: bead for stretch in stretches for bead in task.beads(stretch, path)}
        for steps in self.steps:
            least = min((found[step] for step in steps), key=lambda bead: bead.confidence)
            yield least.confidence, least.reason


def _ordered(beads: Sequence[Pair]) -> Iterator[int]:
    """The numbers of the beads in an order that the lattice knows."""
    for _, run in groupby(range(len(beads)), lambda number: all(beads[number])):
        yield from sorted(run, key=lambda number: not beads[number][0])


def _is_large(bead: Pair) -> bool:
    return all(bead) and (len(bead[0]), len(bead[1])) not in BEAD_TYPES


def _steps(bead: Pair, large: bool, i: int, j: int) -> list[Step]:
    """The steps of a bead that ends before the sentences i and j of the path."""
    a, b = (1, 1) if large else map(len, bead)
    if a and b:
        return [Step(i, j, a, b)]
    return [Step(i - k, j, 1, 0) for k in range(a)] + [Step(i, j - k, 0, 1) for k in range(b)]


def _around(path: Sequence[Step], rows: int, columns: int) -> Region:
    """The nodes near a path, in all directions."""
    low: Indexes = np.full(rows + 1, columns, np.int64)
    high: Indexes = np.zeros(rows + 1, np.int64)
    low[0] = 0
    for step in path:
        span = slice(step.i - step.a, step.i + 1)
        low[span] = np.minimum(low[span], step.j - step.b)
        high[span] = np.maximum(high[span], step.j)
    places = np.arange(rows + 1)
    return Region(
        np.maximum(low[np.maximum(places - MARGIN, 0)] - MARGIN, 0),
        np.minimum(high[np.minimum(places + MARGIN, rows)] + MARGIN, columns),
    )
