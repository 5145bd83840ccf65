"""What the checks find, and what they flag without cause, beside two other checkers; and how fast they are.

    python benchmarks/checks.py [FOLDER] [--pairs 20000]

FOLDER has tables of pairs as `tests/pairs` has (the default). pofilter (translate-toolkit) is asked for
whatever it finds and for numbers alone, OpusFilter's numeral filter at its default where it is installed.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, islice
from pathlib import Path

import click
from translate.filters.checks import CheckerConfig, StandardChecker
from translate.storage.po import pounit

from diptych.checks import Pair, Severity, check_pairs
from tests.pairs.judging import FOLDER, Judged, judged_pairs

NUMERALS_AT_LEAST = 0.5
"""OpusFilter's default."""


def share(some: Iterable[bool]) -> str:
    values = list(some)
    return f"{sum(values):4}/{len(values):<4}{sum(values) / len(values):5.0%}" if values else "-"


def table(title: str, groups: dict[str, list[Judged]]) -> None:
    print(f"\n{title:14}{'found':>14}{'warned':>14}{'right: flagged':>18}{'looked at':>14}")
    for name, some in sorted(groups.items()):
        seeded, right = [one for one in some if one.error], [one for one in some if not one.error]
        row = (
            share(one.is_found for one in seeded),
            share(one.is_found and one.is_flagged for one in seeded),
            share(one.is_flagged for one in right),
            share(bool(one.findings) for one in right),
        )
        print(f"{name:14}{row[0]:>14}{row[1]:>14}{row[2]:>18}{row[3]:>14}")


def grouped(judged: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(key(one), []).append(one)
    return groups


def precisions(judged: Sequence[Judged]) -> None:
    """Of the findings of each code, those on pairs that have an error which such a code tells."""
    print(f"\n{'code':20}{'findings':>10}{'precision':>11}")
    codes = {finding.code for one in judged for finding in one.findings}
    for code in sorted(codes):
        told = [one for one in judged if any(finding.code == code for finding in one.findings)]
        print(f"{code:20}{len(told):10}{sum(bool(one.error) for one in told) / len(told):11.0%}")


def pofilter(pair: Pair) -> set[str]:
    """The tests of pofilter that a pair fails."""
    unit = pounit(pair.source)
    unit.target = pair.target
    checker = StandardChecker(checkerconfig=CheckerConfig(targetlanguage=pair.target_language))
    failures = checker.run_filters(unit)
    return set(failures)


def others() -> dict[str, Callable[[Pair], bool]]:
    """The other checkers: whether each flags a pair."""
    found: dict[str, Callable[[Pair], bool]] = {
        "pofilter": lambda pair: bool(pofilter(pair)),
        "pofilter numbers": lambda pair: "numbers" in pofilter(pair),
    }
    try:
        from opusfilter.filters import NonZeroNumeralsFilter
    except ImportError:
        return found
    numerals = NonZeroNumeralsFilter(threshold=NUMERALS_AT_LEAST)
    found["OpusFilter numerals"] = lambda pair: (
        not next(iter(numerals.decisions([[pair.source, pair.target]])))
    )
    return found


def compare(judged: Sequence[Judged]) -> None:
    def of_us(one: Judged) -> bool:
        return any(finding.severity is not Severity.LOOK for finding in one.findings)

    rows: dict[str, Callable[[Judged], bool]] = {"diptych (error or warning)": of_us}
    rows["diptych (look, too)"] = lambda one: bool(one.findings)
    for name, flags in others().items():
        rows[name] = lambda one, flags=flags: flags(one.pair)
    print(f"\n{'flagged':28}{'seeded errors':>16}{'right pairs':>14}{'precision':>11}")
    for name, flagged in rows.items():
        seeded = [flagged(one) for one in judged if one.error]
        right = [flagged(one) for one in judged if not one.error]
        precision = sum(seeded) / max(sum(seeded) + sum(right), 1)
        print(f"{name:28}{share(seeded):>16}{share(right):>14}{precision:11.0%}")


def speed(judged: Sequence[Judged], count: int) -> None:
    check_pairs([one.pair for one in judged])
    for size in (count // 4, count):
        pairs = [
            Pair(str(number), one.source_language, one.target_language, one.source, one.target)
            for number, one in enumerate(islice(cycle([one.pair for one in judged]), size))
        ]
        start = time.process_time()
        check_pairs(pairs)
        print(f"{size:8} pairs: {time.process_time() - start:6.1f} s")


@click.command(help=__doc__)
@click.argument("folder", default=FOLDER, type=click.Path(path_type=Path, exists=True))
@click.option("--pairs", default=20_000, show_default=True, help="Pairs whose checking is timed.")
def main(folder: Path, pairs: int) -> None:
    judged = judged_pairs(folder)
    table("file", grouped(judged, lambda one: one.file) | {"~ all": judged})
    table("kind of error", grouped([one for one in judged if one.error], lambda one: one.error))
    precisions(judged)
    compare(judged)
    print()
    speed(judged, pairs)


if __name__ == "__main__":
    main()
