"""Accuracy and speed on gold sets: `python benchmarks/alignment.py FOLDER`.

FOLDER holds one set a folder, in each `NN.<language>.txt` (one sentence a line) and `NN.gold` (one bead a
line). Which language is the source is seen from the indexes in the gold; `--source` states it where they fit
both ways. `--dictionary` adds a dictionary to the sets in its languages, `--encoder` names another
encoder than the embedded one, `--deleted` takes a share of the sentences out first, in runs of 1 to 30.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from confidences import calibration_error, lowest_share
from editions import thinned
from goldsets import Set, read_sets

from diptych.alignment import (
    Dictionary,
    Encoder,
    Scores,
    align_texts,
    evaluate,
    load_encoder,
    read_dictionary,
)


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


def measure(one: Set, dictionaries: Sequence[Dictionary], encoder: Encoder) -> Row:
    languages = one.source.language, one.target.language
    fitting = [dictionary for dictionary in dictionaries if dictionary.columns(*languages)]
    began = time.perf_counter()
    texts = one.source.lines, one.target.lines
    found = align_texts(*texts, *languages, dictionaries=fitting, encoder=encoder)
    seconds = time.perf_counter() - began
    right = np.array([(match.source, match.target) in one.beads for match in found], float)
    confidence = np.array([match.confidence for match in found])
    return Row(
        one.name,
        evaluate(one.gold, found),
        float(np.mean([len(match.source) == len(match.target) == 1 for match in found])),
        float(confidence.mean()),
        calibration_error(confidence, right),
        lowest_share(confidence, right),
        1000 * seconds / (len(one.source.lines) + len(one.target.lines)),
    )


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--source", help="Language of the source side.")
@click.option("--dictionary", "dictionaries", multiple=True, type=click.Path(path_type=Path))
@click.option("--encoder", metavar="NAME", default="embedded", help="As in 'diptych align'.")
@click.option(
    "--deleted", type=click.FloatRange(0, 1), default=0.0, help="Share of sentences taken out first."
)
def main(
    folder: Path, source: str | None, dictionaries: tuple[Path, ...], encoder: str, deleted: float
) -> None:
    """Prints a table: strict, lax and null F1, share of 1-1, mean confidence, calibration error in 15 bins,
    share of the wrong beads among the tenth least certain, seconds per 1,000 sentences of both sides
    together."""
    known = list(map(read_dictionary, dictionaries))
    seer = load_encoder(encoder)
    click.echo(Row.HEAD)
    for one in read_sets(folder, source):
        left = thinned(one, deleted, np.random.default_rng(1)) if deleted else one
        click.echo(str(measure(left, known, seer)))


if __name__ == "__main__":
    main()
