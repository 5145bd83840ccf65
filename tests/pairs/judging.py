"""Runs the checks over the pairs of this folder: what is found, and what is flagged without cause."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diptych.checks import Finding, Pair, Severity, check_pairs

FOLDER = Path(__file__).parent
TOLD_BY = {
    "number": ("number", "date", "label"),
    "date": ("date", "number"),
    "name": ("name",),
    "omission": ("omission", "clause", "length", "number", "date", "name"),
    "addition": ("addition", "clause", "length", "number", "date", "name", "duplicate"),
    "negation": ("negation",),
    "untranslated": ("untranslated", "wrong"),
    "script": ("wrong", "mixed"),
    "corruption": ("damaged", "wrong", "mixed"),
    "question": ("question",),
    "brackets": ("unpaired",),
    "label": ("label", "number"),
    "duplicate": ("duplicate",),
}
"""By kind of error, what the codes begin with that tell it."""


@dataclass(frozen=True)
class Judged:
    """A pair, what is wrong with it, and what the checks told.

    Attributes:
        file: name of the file it is in.
        pair: source and translation.
        error: the kind of error that was put in; empty where the translation is right.
        findings: all that the checks told.
    """

    file: str
    pair: Pair
    error: str
    findings: tuple[Finding, ...]

    @property
    def is_found(self) -> bool:
        """Whether the error was told."""
        return any(finding.code.startswith(TOLD_BY[self.error]) for finding in self.findings)

    @property
    def is_flagged(self) -> bool:
        """Whether there is an error or a warning."""
        return any(finding.severity is not Severity.LOOK for finding in self.findings)


def judged_pairs(folder: Path = FOLDER) -> list[Judged]:
    """All pairs of a folder, checked file by file."""
    return [judged for path in sorted(folder.glob("*.tsv")) for judged in _judged_file(path)]


def _judged_file(path: Path) -> Iterator[Judged]:
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [
        Pair(row["id"], row["source_lang"], row["target_lang"], row["source"], row["target"] or "")
        for row in rows
    ]
    found: dict[str, list[Finding]] = defaultdict(list)
    for pair, finding in check_pairs(pairs):
        found[pair.id].append(finding)
    for row, pair in zip(rows, pairs, strict=True):
        error = row["expected"].split()[0].strip(":,").lower() if row["kind"] == "error" else ""
        yield Judged(path.stem, pair, error, tuple(found[pair.id]))
