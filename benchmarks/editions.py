"""Gold sets changed as texts are changed: sentences left out, foreign ones put in, short pieces cut out.

Runs are 1 to LONGEST_RUN sentences long and never touch each other on one side. Their lengths are drawn
log-uniformly (a run of one is as likely as one of 16 to 30), as omissions are in life, or uniformly, which is
harder on precision than on recall: the mean run is 15 sentences then. Foreign runs are set between beads,
never inside one.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from goldsets import Set, Text

from diptych.alignment import Match

LONGEST_RUN = 30
UNSPACED = ("zh", "ja", "th")
SIDES = (0, 1)
"""Source and target."""


def thinned(
    one: Set, share: float, random: np.random.Generator, sides: Sequence[int] = SIDES, uniform: bool = False
) -> Set:
    """The set without a share of its sentences, in runs, spread evenly over the sides named."""
    kept = [list(range(len(text.lines))) for text in one.texts]
    for side in sides:
        runs = _runs(round(share / len(sides) * len(kept[side])), random, uniform)
        dead: set[int] = set()
        rest = len(kept[side]) - sum(runs)
        for place, run in _slots(np.arange(rest + 1), runs, random):
            start = place + len(dead)
            dead.update(range(start, start + run))
        kept[side] = [k for k in kept[side] if k not in dead]
    return one.changed(kept[0], kept[1], ([], []))


def mixed(
    one: Set,
    other: Set,
    share: float,
    random: np.random.Generator,
    sides: Sequence[int] = SIDES,
    uniform: bool = False,
) -> Set:
    """The set with runs of another set's sentences between its beads, a share of its own sentences."""
    wanted = [list(range(len(text.lines))) for text in one.texts]
    for side in sides:
        own, foreign = len(one.texts[side].lines), len(other.texts[side].lines)
        size = min(round(share / len(sides) * own), foreign)
        runs = _runs(size, random, uniform)
        first = own + int(random.integers(0, foreign - size + 1))
        for place, run in reversed(list(_slots(_seams(one, side), runs, random))):
            wanted[side][place:place] = range(first, first + run)
            first += run
    return one.changed(wanted[0], wanted[1], (other.source.lines, other.target.lines))


def replaced(one: Set, other: Set, share: float, random: np.random.Generator) -> Set:
    """The set with a share of its target sentences, in runs of beads, replaced by another set's sentences."""
    order, foreign = list(range(len(one.target.lines))), len(other.target.lines)
    seams = _seams(one, 1)
    runs = _runs(round(share * len(order)), random, False)
    first = len(order) + int(random.integers(0, max(foreign - sum(runs), 1)))
    for place, run in reversed(list(_slots(seams, runs, random))):
        end = seams[min(int(np.searchsorted(seams, place + run)), len(seams) - 1)]
        order[place:end] = range(first, min(first + run, len(one.target.lines) + foreign))
        first += run
    order = [k for k, before in zip(order, [-1, *order], strict=False) if k != before]
    return one.changed(list(range(len(one.source.lines))), order, (other.source.lines, other.target.lines))


def joined(one: Set, share: float, random: np.random.Generator) -> Set:
    """The set with a share of its sentences joined to the one before, on both sides; so are their beads."""
    texts, places = [], []
    for text in one.texts:
        apart = random.random(len(text.lines)) >= share
        apart[:1] = True
        numbers = np.cumsum(apart) - 1
        blank = "" if text.language in UNSPACED else " "
        groups: list[list[str]] = [[] for _ in range(int(apart.sum()))]
        for line, number in zip(text.lines, numbers.tolist(), strict=True):
            groups[number].append(line)
        texts.append(Text(text.language, [blank.join(group) for group in groups]))
        places.append(numbers.tolist())
    beads: list[tuple[set[int], set[int]]] = []
    for match in sorted(one.gold, key=lambda match: (match.source[:1] or (-1,), match.target)):
        sides = {places[0][k] for k in match.source}, {places[1][k] for k in match.target}
        touched = [bead for bead in beads if bead[0] & sides[0] or bead[1] & sides[1]]
        beads = [bead for bead in beads if bead not in touched]
        beads.append((sides[0].union(*(b[0] for b in touched)), sides[1].union(*(b[1] for b in touched))))
    gold = [Match(tuple(sorted(source)), tuple(sorted(target)), 1.0) for source, target in beads]
    return Set(one.name, *texts, gold)


def excerpts(one: Set, other: Set, number: int, random: np.random.Generator) -> Iterator[Set]:
    """Short documents; some have a few foreign or missing sentences at an edge of one side."""
    full = [match for match in one.gold if match.source and match.target]
    for _ in range(number):
        size = int(np.exp(random.uniform(np.log(8), np.log(80))))
        first = int(random.integers(0, max(len(full) - size, 1)))
        chosen = full[first : first + size]
        sides = [
            list(range(chosen[0].source[0], chosen[-1].source[-1] + 1)),
            list(range(chosen[0].target[0], chosen[-1].target[-1] + 1)),
        ]
        foreign = (other.source.lines, other.target.lines)
        for side, text in enumerate(one.texts):
            chance, length = random.random(), int(random.integers(1, 6))
            at_end = random.random() < 0.5
            start = len(text.lines) + int(random.integers(0, len(foreign[side]) - 6))
            if chance < 0.3 and len(sides[side]) > 2 * length:
                sides[side] = sides[side][:-length] if at_end else sides[side][length:]
            elif chance < 0.6:
                extra = list(range(start, start + length))
                sides[side] = sides[side] + extra if at_end else extra + sides[side]
        yield one.changed(sides[0], sides[1], foreign)


def _runs(sentences: int, random: np.random.Generator, uniform: bool) -> list[int]:
    """Lengths of runs that add up to so many sentences."""
    runs: list[int] = []
    while (left := sentences - sum(runs)) > 0:
        even = int(random.integers(1, LONGEST_RUN + 1))
        length = even if uniform else int(np.exp(random.uniform(0, np.log(LONGEST_RUN + 1))))
        runs.append(min(length, left))
    return runs


def _slots(places: np.ndarray, runs: list[int], random: np.random.Generator) -> Iterator[tuple[int, int]]:
    """A place of its own for each run, in text order."""
    chosen = np.sort(random.choice(places, min(len(runs), len(places)), replace=False))
    return zip(chosen.tolist(), runs, strict=False)


def _seams(one: Set, side: int) -> np.ndarray:
    """The places of one side that lie inside no bead."""
    inside = {k for match in one.gold for k in (match.source, match.target)[side][1:]}
    return np.array([k for k in range(len(one.texts[side].lines) + 1) if k not in inside])
