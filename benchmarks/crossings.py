"""Whether moved passages are found, and none where nothing moved: `python benchmarks/crossings.py FOLDER`.

FOLDER is laid out as for alignment.py. Of each set editions are made: controls (as it is, with sentences left
out, with foreign ones put in), some with passages of the translation moved elsewhere, some with neighbouring
blocks swapped, and some in an order of their own like a glossary's.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from confidences import calibration_error
from editions import mixed, thinned
from encoders import align, blindness
from goldsets import Set, Text, read_sets

Bead = tuple[tuple[int, ...], tuple[int, ...]]
LENGTHS = (1, 2, 3, 5, 10, 20, 30)
"""Sentences of a moved passage, about."""
FAR = 8
"""Beads that a passage is moved by at least."""
GLOSSARY = 60
"""Beads of an edition in an order of its own."""


@dataclass(frozen=True)
class Edition:
    """A set with what was done to it, and the beads that were moved by it."""

    name: str
    set: Set
    moved: frozenset[Bead]


def edition(name: str, one: Set, order: list[int], moved: set[int]) -> Edition:
    """The set with its target sentences in another order; `moved` are the targets that are out of order."""
    made = one.changed(list(range(len(one.source.lines))), order, ([], []))
    places = {place for place, k in enumerate(order) if k in moved}
    beads = {(m.source, m.target) for m in made.gold if m.source and m.target and set(m.target) <= places}
    return Edition(name, made, frozenset(beads))


def blocks(one: Set) -> list[list[int]]:
    """The target sentences bead by bead, those without partner with the bead before them."""
    found: list[list[int]] = [[]]
    partnered = {m.target[0] for m in one.gold if m.source and m.target}
    for k in range(len(one.target.lines)):
        if k in partnered:
            found.append([])
        found[-1].append(k)
    return [block for block in found if block]


def passages_moved(one: Set, length: int, random: np.random.Generator) -> Edition:
    """One passage in about 150 beads moved by up to the whole text."""
    beads = blocks(one)
    order, moved = list(range(len(beads))), set()
    for _ in range(max(len(beads) // 150, 1)):
        start = int(random.integers(0, len(beads) - length + 1))
        passage = range(start, start + length)
        if any(set(beads[k]) & moved for k in passage):
            continue
        rest = [k for k in order if k not in passage]
        far = [p for p in range(len(rest) + 1) if abs(p - order.index(start)) >= FAR]
        if not far:
            continue
        place = int(random.choice(far))
        order = rest[:place] + list(passage) + rest[place:]
        moved |= {k for number in passage for k in beads[number]}
    return edition(f"moved {length}", one, [k for number in order for k in beads[number]], moved)


def blocks_swapped(one: Set, length: int, random: np.random.Generator) -> Edition:
    """Neighbouring blocks in swapped order, the second one shorter."""
    beads = blocks(one)
    order, moved = list(range(len(beads))), set()
    for start in range(length, len(beads) - 3 * length, 12 * length):
        second = range(start + 2 * length, start + 3 * length)
        order[start : start + 3 * length] = [*second, *range(start, start + 2 * length)]
        moved |= {k for number in second for k in beads[number]}
    return edition(f"swapped {length}", one, [k for number in order for k in beads[number]], moved)


def glossary(one: Set, reversed_: bool, random: np.random.Generator) -> Edition:
    """Beads in another order, all of them or as chance has it; what is counted is all beads."""
    start = int(random.integers(0, max(len(one.gold) - GLOSSARY, 1)))
    part = [m for m in one.gold if m.source and m.target][start : start + GLOSSARY]
    order = part[::-1] if reversed_ else [part[k] for k in random.permutation(len(part))]
    source = [k for m in part for k in m.source]
    target = [k for m in order for k in m.target]
    made = one.changed(source, target, ([], []))
    beads = frozenset((m.source, m.target) for m in made.gold if m.source and m.target)
    return Edition("reversed" if reversed_ else "shuffled", made, beads)


def halves(other: Set) -> Set:
    """The first half of the source and the second of the target, so that nothing in it belongs together."""
    lines = (
        other.source.lines[: len(other.source.lines) // 2],
        other.target.lines[len(other.target.lines) // 2 :],
    )
    return Set(other.name, Text(other.source.language, lines[0]), Text(other.target.language, lines[1]), [])


def with_foreign(one: Set, other: Set, share: float, random: np.random.Generator) -> Set:
    """The set with foreign sentences put in, as many as there are at most."""
    most = min(
        len(there.lines) / len(here.lines)
        for here, there in ((one.source, other.source), (one.target, other.target))
    )
    return mixed(one, other, min(share, most), random)


def editions(one: Set, other: Set, random: np.random.Generator) -> Iterator[Edition]:
    yield Edition("as it is", one, frozenset())
    for share in (0.05, 0.15, 0.4):
        yield Edition(f"without {share}", thinned(one, share, random), frozenset())
        yield Edition(f"foreign {share}", with_foreign(one, halves(other), share, random), frozenset())
    for length in LENGTHS:
        yield passages_moved(one, length, random)
    for length in (2, 6, 15):
        yield blocks_swapped(one, length, random)
    yield glossary(one, True, random)
    yield glossary(one, False, random)


@dataclass(frozen=True)
class Found:
    """What an edition came to.

    Attributes:
        moved: beads moved.
        exact: of these found exactly.
        confidence: of the beads marked as crossing.
        right: whether each of these is in the gold.
        linked: whether each shares a link with the gold.
        sentences: of both texts.
        all: share of all beads that are right.
    """

    moved: int
    exact: int
    confidence: np.ndarray
    right: np.ndarray
    linked: np.ndarray
    sentences: int
    all: float


def tried(one: Edition) -> Found:
    made = one.set
    found = align(made)
    crossing = [match for match in found if match.reason.startswith("crosses")]
    beads = {(match.source, match.target) for match in found}
    links = {(i, j) for match in made.gold for i in match.source for j in match.target}
    return Found(
        len(one.moved),
        len(one.moved & beads),
        np.array([match.confidence for match in crossing]),
        np.array([(match.source, match.target) in made.beads for match in crossing], float),
        np.array([any((i, j) in links for i in m.source for j in m.target) for m in crossing], float),
        len(made.source.lines) + len(made.target.lines),
        float(np.mean([bead in made.beads for bead in beads])),
    )


def row(name: str, found: list[Found]) -> str:
    confidence, right, linked = (
        np.concatenate([getattr(one, field) for one in found]) for field in ("confidence", "right", "linked")
    )
    moved, exact = sum(one.moved for one in found), sum(one.exact for one in found)
    false = int((1 - linked).sum())
    shown = f"{name:24} {moved:6} {exact / moved if moved else float('nan'):6.3f} {len(right):6}"
    if len(right):
        error = calibration_error(confidence, right)
        shown += f" {right.mean():6.3f} {confidence.mean():6.3f} {error:6.3f}"
    else:
        shown += f" {'-':>6} {'-':>6} {'-':>6}"
    per = 2000 * false / sum(one.sentences for one in found)
    return f"{shown} {false:6} {per:6.2f} {np.mean([one.all for one in found]):6.3f}"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", default="", help="Sets whose name has this in it.")
@click.option("--unseen", is_flag=True, help="As if the encoder knew none of the languages.")
def main(folder: Path, only: str, unseen: bool) -> None:
    """Prints for each edition, over all sets: beads moved, share of them found exactly, beads marked as
    crossing, share of these exactly right, their mean confidence and its calibration error, how many of them
    have nothing to do with the gold, the same for each 2,000 sentences, and the share of all beads that are
    right."""
    sets = read_sets(folder)
    by_name: dict[str, list[Found]] = {}
    for number, one in enumerate(sets):
        if only not in one.name:
            continue
        random = np.random.default_rng(number)
        for made in editions(one, sets[(number + 1) % len(sets)], random):
            with blindness() if unseen else nullcontext():
                found = tried(made)
            by_name.setdefault(made.name, []).append(found)
            click.echo(row(f"  {one.name[:10]} {made.name}", [found]), err=True)
    names = ("edition", "moved", "exact", "marked", "right", "conf", "ECE", "false", "/2000", "all")
    click.echo(f"{names[0]:24}" + "".join(f" {name:>6}" for name in names[1:]))
    for name, found in by_name.items():
        click.echo(row(name, found))
    controls = [f for name, found in by_name.items() if not found[0].moved for f in found]
    click.echo(row("all controls", controls))
    click.echo(row("all others", [f for found in by_name.values() for f in found if f.moved]))


if __name__ == "__main__":
    main()
