"""Passages as data: sentences of both sides, and the beads a person would make of them."""

from dataclasses import dataclass
from pathlib import Path

Pair = tuple[tuple[int, ...], tuple[int, ...]]
FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Passage:
    name: str
    languages: tuple[str, str]
    source: list[str]
    target: list[str]
    beads: list[Pair]

    def __str__(self) -> str:
        return self.name


def read_passage(path: Path) -> Passage:
    head, *lines = path.read_text("utf-8").splitlines()
    sides: tuple[list[str], list[str]] = ([], [])
    beads = []
    for line in lines:
        bead = []
        for sentences, text in zip(sides, line.split("|||"), strict=True):
            new = [part.strip() for part in text.split("||") if part.strip()]
            bead.append(tuple(range(len(sentences), len(sentences) + len(new))))
            sentences.extend(new)
        beads.append((bead[0], bead[1]))
    source_language, target_language = head.split()
    return Passage(path.stem, (source_language, target_language), *sides, beads)


PASSAGES = [read_passage(path) for path in sorted(FOLDER.glob("*.txt"))]
