"""Accuracy and speed on gold sets: `python benchmarks/alignment.py FOLDER`.

FOLDER holds one set a folder, in each `NN.<language>.txt` (one sentence a line) and `NN.gold` (one bead a
line). Which language is the source is seen from the indexes in the gold; `--source` states it where they fit
both ways.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from diptych.alignment import Match, Scores, align_texts, evaluate, load_encoder, read_pairs

BINS = 15


@dataclass(frozen=True)
class Text:
    language: str
    lines: list[str]


@dataclass(frozen=True)
class Row:
    name: str
    scores: Scores
    one_to_one: float
    confidence: float
    calibration: float
    lowest: float
    speed: float

    HEAD = f"{'set':24}" + "".join(
        f" {name:>6}" for name in ("strict", "lax", "null", "1-1", "conf", "ECE", "low10", "s/1000")
    )

    def __str__(self) -> str:
        scores = self.scores
        return (
            f"{self.name:24} {scores.strict.f1:6.3f} {scores.lax.f1:6.3f} {scores.null.f1:6.3f}"
            f" {self.one_to_one:6.3f} {self.confidence:6.3f} {self.calibration:6.3f} {self.lowest:6.3f}"
            f" {self.speed:6.2f}"
        )


def read_text(path: Path) -> Text:
    lines = path.read_text("utf-8").split("\n")
    return Text(path.suffixes[-2].removeprefix("."), lines[:-1] if not lines[-1] else lines)


def ordered(texts: list[Text], gold: list[Match], source: str | None, name: str) -> tuple[Text, Text]:
    """The source text and the target text: stated, or those whose line counts the gold's indexes reach."""
    reach = [
        max((k for side in sides for k in side), default=-1) + 1
        for sides in zip(*map(_sides, gold), strict=True)
    ]
    fitting = [
        (one, other)
        for one, other in (texts, texts[::-1])
        if (source in (None, one.language)) and len(one.lines) >= reach[0] and len(other.lines) >= reach[1]
    ]
    if not fitting:
        raise click.ClickException(f"{name}: the gold reaches beyond the texts")
    # both ways fit: the one whose ends the gold comes closest to
    return min(fitting, key=lambda pair: len(pair[0].lines) - reach[0] + len(pair[1].lines) - reach[1])


def _sides(match: Match) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return match.source, match.target


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over bins of equal width."""
    bins = np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1)
    return sum(
        float((bins == k).mean() * abs(confidence[bins == k].mean() - right[bins == k].mean()))
        for k in np.unique(bins)
    )


def measure(name: str, source: Text, target: Text, gold: list[Match]) -> Row:
    began = time.perf_counter()
    found = align_texts(source.lines, target.lines, source.language, target.language)
    seconds = time.perf_counter() - began
    beads = {(match.source, match.target) for match in gold}
    right = np.array([(match.source, match.target) in beads for match in found], float)
    confidence = np.array([match.confidence for match in found])
    doubtful = np.argsort(confidence, kind="stable")[: len(found) // 10]
    return Row(
        name,
        evaluate(gold, found),
        float(np.mean([len(match.source) == len(match.target) == 1 for match in found])),
        float(confidence.mean()),
        calibration_error(confidence, right),
        float((1 - right)[doubtful].sum() / max((1 - right).sum(), 1)),
        1000 * seconds / (len(source.lines) + len(target.lines)),
    )


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--source", help="Language of the source side.")
def main(folder: Path, source: str | None) -> None:
    """Prints a table: strict, lax and null F1, share of 1-1, mean confidence, calibration error in 15 bins,
    share of the wrong beads among the tenth least certain, seconds per 1,000 sentences of both sides
    together."""
    load_encoder()
    click.echo(Row.HEAD)
    for path in sorted(folder.rglob("*.gold")):
        name = f"{path.parent.name}/{path.stem}"
        texts = [read_text(p) for p in sorted(path.parent.glob(f"{path.stem}.*.txt"))]
        if len(texts) != 2:
            raise click.ClickException(f"{name}: needs two texts, has {len(texts)}")
        gold = read_pairs(path)
        click.echo(str(measure(name, *ordered(texts, gold, source, name), gold)))


if __name__ == "__main__":
    main()
