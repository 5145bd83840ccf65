"""What the aligner does with texts that have gaps: `python benchmarks/omissions.py FOLDER`.

FOLDER is laid out as for alignment.py. Runs of 1 to 30 sentences are deleted on the source side, on the
target side or on both, or foreign ones are set in on both, of the same language where FOLDER has any; a share
of a side is changed, on both sides half of it on each. Nulls are counted by sentence:

- null: all sentences that have no partner, gold's own among them, of which some are doubtful;
- made: without the sentences that gold itself leaves alone: only what the change left without partner.

Precision by length of run takes the runs found, recall those in gold.

`moved` is the share of beads that come out differently than in the unchanged text, of those that are whole
and more than three sentences away from any damage. Damaged is a sentence that was deleted, or beside which
foreign ones were set in, or whose bead has such a one.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise, product
from pathlib import Path

import click
import numpy as np
from editions import SIDES, mixed, thinned
from encoders import align
from goldsets import Pair, Set, Text, read_sets

SHARES = (0.05, 0.1, 0.2, 0.4)
CLASSES = {"1": 1, "2": 2, "3-5": 5, "6-14": 14, "15-": sys.maxsize}
"""Lengths of runs, by the longest of each class."""
CHANGES = {"source": (0,), "target": (1,), "both": SIDES, "foreign": SIDES}
APART = 3

Sentence = tuple[int, int]
"""Side and place."""
Tally = Counter[str]
"""How often what was seen; tallies add up."""


def beads(one: Set) -> list[Pair]:
    return [(match.source, match.target) for match in align(one)]


def sentences(beads: Iterable[Pair]) -> set[Sentence]:
    return {(side, k) for bead in beads for side in SIDES for k in bead[side]}


def null_runs(beads: Iterable[Pair]) -> dict[Sentence, str]:
    """The sentences without partner, each with the class of the run of such that it stands in."""
    alone = sentences(bead for bead in beads if not all(bead))
    runs: list[list[Sentence]] = []
    for side, k in sorted(alone):
        if (side, k - 1) in alone:
            runs[-1].append((side, k))
        else:
            runs.append([(side, k)])
    return {sentence: class_of(len(run)) for run in runs for sentence in run}


def class_of(length: int) -> str:
    return next((name for name, longest in CLASSES.items() if length <= longest), list(CLASSES)[-1])


def judge(one: Set, edition: Set, found: list[Pair]) -> Tally:
    """Counts what is right in the alignment of a changed edition of a set."""
    gold, tried = null_runs(edition.beads), null_runs(found)
    alone = sentences(bead for bead in one.beads if not all(bead))
    own = {(s, place) for s in SIDES for place, k in enumerate(edition.origins[s]) if (s, k) in alone}
    tally: Tally = Counter()
    for name, wanted in (("gold", gold), ("found", tried)):
        right = gold.keys() & tried.keys()
        tally.update({f"null {name}": len(wanted), f"null {name} right": len(right)})
        tally.update({f"made {name}": len(wanted.keys() - own), f"made {name} right": len(right - own)})
        tally.update(f"{length} {name}" for length in wanted.values())
        tally.update(f"{length} {name} right" for sentence, length in wanted.items() if sentence in right)
    tally.update({"beads found": len(found), "beads found right": len(edition.beads & set(found))})
    pairs = {bead for bead in edition.beads if all(bead)}
    tally.update({"beads gold": len(pairs), "beads gold right": len(pairs & set(found))})
    return tally


def compare(before: list[Pair], edition: Set, after: list[Pair]) -> Tally:
    """Counts the beads of the unchanged text that lie well away from any damage, and those that moved."""
    places = [{k: place for place, k in enumerate(origins)} for origins in edition.origins]
    all_sentences = sentences(before)
    damaged = {(side, k) for side, k in all_sentences if k not in places[side]}
    for side, origins in enumerate(edition.origins):
        seams = [pair for pair in pairwise(origins) if sum((side, k) in all_sentences for k in pair) == 1]
        damaged |= {(side, min(pair)) for pair in seams}
    damaged |= sentences(bead for bead in before if not damaged.isdisjoint(sentences([bead])))
    near = {(side, k + shift) for side, k in damaged for shift in range(-APART, APART + 1)}
    far = [bead for bead in before if near.isdisjoint(sentences([bead]))]
    moved = {(tuple(places[0][k] for k in one), tuple(places[1][k] for k in other)) for one, other in far}
    return Counter({"far": len(far), "far moved": len(moved - set(after))})


def share(tally: Tally, right: str, all_: str) -> float:
    return tally[right] / tally[all_] if tally[all_] else float("nan")


def scores(tally: Tally, name: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = (share(tally, f"{name} {side} right", f"{name} {side}") for side in ("found", "gold"))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


HEAD = f"{'':36}  null P     R    F1   made P     R    F1   strict  moved %"


def line(title: str, tally: Tally) -> str:
    null, made = (" ".join(f"{score:5.3f}" for score in scores(tally, name)) for name in ("null", "made"))
    moved = 100 * share(tally, "far moved", "far")
    return f"{title:36}   {null}    {made}    {scores(tally, 'beads')[2]:5.3f}   {moved:6.2f}"


def lengths(tally: Tally) -> str:
    found = [(name, *scores(tally, name)) for name in CLASSES]
    return "   ".join(f"{name}: P {precision:.3f} R {recall:.3f}" for name, precision, recall, _ in found)


def strangers(sets: list[Set], own: Set) -> Set:
    """Texts to take foreign sentences from: in each language of a set the longest of the others, or, where
    there is none, the longest of the others at all."""
    texts = [text for other in sets if other is not own for text in other.texts]
    return Set("strangers", *(_longest_like(text, texts) for text in own.texts), [])


def _longest_like(text: Text, others: list[Text]) -> Text:
    return max(others, key=lambda other: (other.language == text.language, len(other.lines)))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--set", "names", multiple=True, help="Only this set of FOLDER; may be given more than once.")
@click.option("--seeds", default=2, show_default=True, help="Editions of each kind.")
@click.option("--uniform/--log-uniform", default=True, show_default=True, help="How lengths are drawn.")
def main(folder: Path, names: tuple[str, ...], seeds: int, uniform: bool) -> None:
    """Prints precision, recall and F1 of nulls, strict F1 and the share of moved beads: by set, kind and
    share of the change, then for all together, and by length of run."""
    sets = read_sets(folder)
    totals: dict[str, Tally] = defaultdict(Counter)
    click.echo(HEAD)
    for one in sets:
        if names and one.name not in names:
            continue
        before, foreign = beads(one), strangers(sets, one)
        for number, (change, part) in enumerate(product(CHANGES, SHARES)):
            tally: Tally = Counter()
            for seed in range(seeds):
                random = np.random.default_rng([seed, number])
                if change == "foreign":
                    edition = mixed(one, foreign, part, random, uniform=uniform)
                else:
                    edition = thinned(one, part, random, CHANGES[change], uniform)
                found = beads(edition)
                tally += judge(one, edition, found) + compare(before, edition, found)
            click.echo(line(f"{one.name:16} {change:10} {part:5.0%}", tally))
            for name in (one.name, change, f"{part:.0%}", "all"):
                totals[name] += tally
    order = [
        *(one.name for one in sets if one.name in totals),
        *CHANGES,
        *map("{:.0%}".format, SHARES),
        "all",
    ]
    click.echo("\n".join(["", *(line(name, totals[name]) for name in order)]))
    click.echo("\n".join(["", "by length of run", *(f"{n:16} {lengths(totals[n])}" for n in order)]))


if __name__ == "__main__":
    main()
