"""Precision, recall and F1 of sentence boundaries on a table of marked passages, by split and language.

    python benchmarks/sentences.py CASES.tsv [--errors SPLIT]

The table has the columns id, split, lang, kind, boundaries, text (tab-separated, no quoting). In `text` the
mark `‖` is an expected boundary and backslash-n a hard line break. Boundaries are compared as counts of
non-blank characters; the end of a passage is not counted.
"""

import argparse
import csv
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from diptych.sentences import boundaries, explain

MARK = "‖"


@dataclass(frozen=True, slots=True)
class Case:
    """A passage without its marks, and where its sentences end."""

    id: str
    split: str
    language: str
    text: str
    expected: frozenset[int]


def solid(text: str) -> int:
    """How many characters of a text are not blank."""
    return sum(not char.isspace() for char in text)


def case(id: str, split: str, language: str, marked: str) -> Case:
    pieces = marked.replace("\\n", "\n").split(f" {MARK} ")
    counts, total = set(), 0
    for piece in pieces[:-1]:
        total += solid(piece)
        counts.add(total)
    return Case(id, split, language, " ".join(pieces), frozenset(counts))


def read_cases(path: Path) -> list[Case]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [case(row["id"], row["split"], row["lang"], row["text"]) for row in rows]


def found(each: Case) -> frozenset[int]:
    total = solid(each.text)
    counts = (solid(each.text[:at]) for at in boundaries(each.text, each.language))
    return frozenset(count for count in counts if count < total)


def f1(right: int, found: int, expected: int) -> tuple[float, float, float]:
    precision = right / found if found else 1.0
    recall = right / expected if expected else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def scores(cases: list[Case]) -> dict[tuple[str, str], tuple[float, float, float]]:
    """By (split, language); the language `all` pools every one but Chinese."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for each in cases:
        ends = found(each)
        keys = [each.language] if each.language == "zh" else [each.language, "all"]
        for key in keys:
            for place, number in enumerate((len(ends & each.expected), len(ends), len(each.expected))):
                counts[each.split, key][place] += number
    return {key: f1(*numbers) for key, numbers in sorted(counts.items())}


def print_errors(cases: list[Case]) -> None:
    for each in cases:
        if found(each) != each.expected:
            print(each.id, each.text)
            for decision in explain(each.text, each.language):
                right = (solid(each.text[: decision.offset]) in each.expected) == decision.boundary
                place = f"{decision.before[-20:]} | {decision.after[:15]}"
                print("   ", " " if right else "!", decision.rule, place, sep="\t")


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--errors", metavar="SPLIT", help="also list the passages of a split that are wrong")
    options = parser.parse_args()
    cases = read_cases(options.cases)
    for (split, language), (precision, recall, score) in scores(cases).items():
        print(f"{split:6} {language:4} P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}")
    begun = time.perf_counter()
    for _ in range(10):
        for each in cases:
            boundaries(each.text, each.language)
    print(f"{10 * len(cases) / (time.perf_counter() - begun):,.0f} passages a second")
    if options.errors:
        print_errors([each for each in cases if each.split == options.errors])


if __name__ == "__main__":
    main()
