"""Clauses cut out of translations: how many are found, and how many good pairs are suspected.

    python benchmarks/coverage.py GOLD... [--pairs 350]

GOLD are folders as `alignment.py` takes them, in languages that the embedded encoder knows. Of each, a sample
of beads is checked as it is and with clauses cut off the beginning or the end of the translation, 25 to 70 %
of it.
"""

import random
from collections import Counter
from pathlib import Path

import click
from goldsets import Set, read_sets

from diptych.alignment.clauses import clauses
from diptych.checks import Pair, Severity
from diptych.checks.coverage import check_coverage

LEAST, MOST = 0.25, 0.7
SEED = 1


def good_pairs(one: Set) -> list[Pair]:
    """The beads with two sides."""
    languages = one.source.language, one.target.language
    return [
        Pair(
            f"{one.name}.{number}",
            *languages,
            " ".join(one.source.lines[k] for k in bead.source),
            " ".join(one.target.lines[k] for k in bead.target),
        )
        for number, bead in enumerate(one.gold)
        if bead.source and bead.target
    ]


def shortened(pair: Pair, chance: random.Random) -> Pair | None:
    """The pair with clauses cut off its translation; none where it has no clause to spare."""
    pieces = clauses(pair.target)
    sizes = [sum(map(len, pieces[:k])) / len(pair.target) for k in range(1, len(pieces))]
    ways = [pieces[:k] for k, size in enumerate(sizes, 1) if LEAST <= 1 - size <= MOST]
    ways += [pieces[k:] for k, size in enumerate(sizes, 1) if LEAST <= size <= MOST]
    if not ways:
        return None
    left = "".join(chance.choice(ways))
    return Pair(pair.id, pair.source_language, pair.target_language, pair.source, left)


def told(pairs: list[Pair]) -> Counter[str]:
    """How many pairs have a warning, and how many something to look at only."""
    found: dict[str, Severity] = {}
    for pair, finding in check_coverage(pairs):
        found[pair.id] = finding.severity
    return Counter(severity.value for severity in found.values())


@click.command(help=__doc__)
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--pairs", default=350, show_default=True, help="Beads of each set.")
def main(gold: tuple[Path, ...], pairs: int) -> None:
    print(f"{'':16}{'good':>8}{'warned':>10}{'look':>8}{'cut':>8}{'warned':>10}{'look':>8}")
    for one in (one for folder in gold for one in read_sets(folder)):
        chance = random.Random(SEED)
        good = good_pairs(one)
        good = chance.sample(good, min(pairs, len(good)))
        cut = [less for pair in good if (less := shortened(pair, chance))]
        row = [one.name.ljust(16)]
        for some in (good, cut):
            counts = told(some)
            row.append(f"{len(some):8}{counts['warning'] / len(some):10.1%}{counts['look'] / len(some):8.1%}")
        print("".join(row))


if __name__ == "__main__":
    main()
