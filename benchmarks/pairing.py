"""How well files find their translations: `python benchmarks/pairing.py FOLDER`.

FOLDER holds one set a folder, in each `NN.<language>.txt` (one sentence a line) and `NN.gold` (one bead a
line). Each set is cut into documents of 10 to 60 beads, whose files get meaningless names. These are paired
again: whole; with a fifth of the sentences deleted on either side; with only the middle half of each
translation; and with a document taken away from a third of the pairs, so that the other must stay alone.
All of it once more as if the encoder knew none of the languages, and all sets in one heap.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
from alignment import ordered, read_text

from diptych.alignment import read_pairs
from diptych.alignment.pairing import Profile, pair_profiles

SIZES = (10, 60)
Pair = tuple[Profile, Profile]


@dataclass(frozen=True)
class Score:
    found: int
    right: int
    gold: int
    seconds: float

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / max(self.gold, 1)
        return f"{self.gold:5} {self.found:5} {precision:9.3f} {recall:6.3f} {self.seconds:6.1f}"


def cut(folder: Path, seed: int) -> Iterator[Pair]:
    """The documents of a set, named so that their names tell nothing."""
    for gold in sorted(folder.glob("*.gold")):
        beads = read_pairs(gold)
        texts = ordered(
            [read_text(p) for p in sorted(folder.glob(f"{gold.stem}.*.txt"))], beads, None, folder.name
        )
        dice = random.Random(f"{folder.name}{gold.stem}{seed}")
        start = 0
        while start < len(beads):
            size = dice.randint(*SIZES)
            part, start = beads[start : start + size], start + size
            if len(part) < SIZES[0]:
                break
            sides = ([k for b in part for k in b.source], [k for b in part for k in b.target])
            named = [f"{dice.getrandbits(48):012x}.txt" for _ in sides]
            one, other = (
                Profile(name, text.language, tuple(text.lines[k] for k in side if text.lines[k].strip()))
                for name, text, side in zip(named, texts, sides, strict=True)
            )
            yield one, other


def thinned(pair: Pair, dice: random.Random) -> Pair:
    one, other = (
        replace(side, sentences=tuple(s for s in side.sentences if dice.random() > 0.2) or side.sentences[:1])
        for side in pair
    )
    return one, other


def excerpt(pair: Pair, dice: random.Random) -> Pair:
    one, other = pair
    quarter = len(other.sentences) // 4
    return one, replace(other, sentences=other.sentences[quarter : 3 * quarter or None])


def whole(pair: Pair, dice: random.Random) -> Pair:
    return pair


def measured(pairs: list[Pair], blind: bool, orphans: bool) -> Score:
    """Pairs the documents and compares with the truth."""
    gold = {frozenset((one.name, other.name)) for one, other in pairs}
    profiles = [profile for pair in pairs for profile in pair]
    if orphans:
        gone = [pair[k % 2] for k, pair in enumerate(pairs) if k % 3 == 0]
        gold = {names for names in gold if not any(profile.name in names for profile in gone)}
        profiles = [profile for profile in profiles if profile not in gone]
    started = time.perf_counter()
    groups = pair_profiles(profiles, blind=blind).groups
    seconds = time.perf_counter() - started
    found = {frozenset((group.original, t.name)) for group in groups for t in group.translations}
    return Score(len(found), len(found & gold), len(gold), seconds)


CHANGES: dict[str, tuple[Callable[[Pair, random.Random], Pair], bool]] = {
    "whole": (whole, False),
    "a fifth deleted": (thinned, False),
    "middle half": (excerpt, False),
    "a third alone": (whole, True),
}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", multiple=True, help="Names of sets.")
@click.option("--seed", default=1, show_default=True)
def main(folder: Path, only: tuple[str, ...], seed: int) -> None:
    """Print precision and recall of pairing on the gold sets in FOLDER."""
    click.echo(
        f"{'set':16} {'documents':16} {'encoder':8}"
        f" {'gold':>5} {'found':>5} {'precision':>9} {'recall':>6} {'s':>6}"
    )
    sets = {path.name: list(cut(path, seed)) for path in sorted(folder.iterdir()) if path.is_dir()}
    sets = {name: pairs for name, pairs in sets.items() if pairs and (not only or name in only)}
    if len(sets) > 1:
        sets["all together"] = [pair for pairs in sets.values() for pair in pairs]
    for name, pairs in sets.items():
        for change, (make, orphans) in CHANGES.items():
            dice = random.Random(seed)
            changed = [make(pair, dice) for pair in pairs]
            for blind in (False, True):
                score = measured(changed, blind, orphans)
                click.echo(f"{name:16} {change:16} {'blind' if blind else 'sees':8} {score}")


if __name__ == "__main__":
    main()
