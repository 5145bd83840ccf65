"""Whether confidences hold: `python benchmarks/reliability.py FOLDER [-o PNG]`.

FOLDER is laid out as for alignment.py. Each set is aligned as it is and in changed editions: with runs of
sentences deleted, with foreign ones set in, and cut into short documents. The weights in the package were
learned from such editions of the development sets; on those the figures are therefore a little better than
on other texts. What holds on texts that were left out, calibration.py prints.

The picture needs matplotlib: `pip install 'diptych[bench]'`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from confidences import BINS, bins_of, calibration_error, lowest_share
from editions import excerpts, mixed, thinned
from encoders import align
from goldsets import Set, read_sets

SHARES = (0.05, 0.15, 0.4)
EXCERPTS = 10
INK, PAPER, GRID = "#24292f", "#fbfaf7", "#d5d2ca"
COLOURS = ("#3b6ea5", "#c8553d", "#588157", "#8a5a9e", "#b8860b", "#4f8f8b", "#a23b72", "#6b705c")


@dataclass(frozen=True)
class Judged:
    """Beads of one set, with the confidence of each and whether gold has it.

    Attributes:
        name: of the set.
        confidence: (beads,).
        right: (beads,), 0 or 1.
    """

    name: str
    confidence: np.ndarray
    right: np.ndarray

    def __str__(self) -> str:
        confidence, right = self.confidence, self.right
        return (
            f"{self.name:16} {len(right):7} {right.mean():6.3f} {confidence.mean():6.3f}"
            f" {calibration_error(confidence, right):6.3f} {lowest_share(confidence, right):6.3f}"
        )

    HEAD = f"{'':16} {'beads':>7} {'right':>6} {'conf':>6} {'ECE':>6} {'low10':>6}"


def judged(one: Set) -> Judged:
    found = align(one)
    right = [(match.source, match.target) in one.beads for match in found]
    return Judged(one.name, np.array([match.confidence for match in found]), np.array(right, float))


def together(name: str, parts: list[Judged]) -> Judged:
    confidence, right = (np.concatenate([getattr(p, key) for p in parts]) for key in ("confidence", "right"))
    return Judged(name, confidence, right)


def changed(one: Set, other: Set) -> Iterator[Set]:
    random = np.random.default_rng(2)
    for part in SHARES:
        yield thinned(one, part, random)
        yield mixed(one, other, part, random)
    yield from excerpts(one, other, EXCERPTS, random)


def draw(groups: dict[str, list[Judged]], out: Path) -> None:
    """A reliability diagram for each group, over the numbers of beads in each bin; bars show where the share
    would lie in 95 of 100 draws."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.2 * len(groups), 6.4), dpi=150, facecolor=PAPER, layout="constrained")
    axes = figure.subplots(2, len(groups), squeeze=False, sharex=True, height_ratios=(3, 1))
    for (title, sets), (upper, lower) in zip(groups.items(), axes.T, strict=True):
        for axis in (upper, lower):
            axis.set(facecolor=PAPER, xlim=(0, 1), axisbelow=True)
            axis.grid(color=GRID, linewidth=0.6)
            axis.spines[["top", "right"]].set_visible(False)
            axis.tick_params(colors=INK)
        _draw_diagram(upper, title, sets)
        _draw_counts(lower, together("all", sets))
    axes[0, 0].set_ylabel("share of beads that are right", color=INK)
    axes[1, 0].set_ylabel("beads", color=INK)
    figure.savefig(out, format="png", metadata={"Software": None})


def _draw_diagram(axis: Any, title: str, sets: list[Judged]) -> None:
    everything = together("all", sets)
    figures = calibration_error(everything.confidence, everything.right)
    axis.set_title(f"{title}: ECE {figures:.3f}", color=INK, loc="left", fontsize=11)
    axis.set_ylim(0, 1.01)
    axis.plot((0, 1), (0, 1), color=INK, linewidth=1, linestyle=(0, (2, 3)), label="as stated")
    for k, one in enumerate(sets):
        confidence, right, counts = _binned(one)
        colour, sizes = COLOURS[k % len(COLOURS)], 12 * np.log10(1 + counts)
        axis.scatter(confidence, right, sizes, color=colour, alpha=0.75, linewidths=0, label=one.name)
    confidence, right, counts = _binned(everything)
    spread = 1.96 * np.sqrt(right * (1 - right) / counts)
    axis.errorbar(confidence, right, spread, color=INK, linewidth=1.6, elinewidth=0.8, label="all")
    axis.legend(frameon=False, labelcolor=INK, fontsize=8, loc="upper left")


def _draw_counts(axis: Any, everything: Judged) -> None:
    counts = np.bincount(bins_of(everything.confidence), minlength=BINS)
    bars = axis.bar((np.arange(BINS) + 0.5) / BINS, counts, 0.9 / BINS, color=COLOURS[0])
    axis.bar_label(bars, color=INK, fontsize=6, padding=1)
    axis.set_yscale("log")
    axis.margins(y=0.25)
    axis.set_xlabel("stated confidence", color=INK)


def _binned(one: Judged) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean confidence, share that is right, and number of beads of every bin that is not empty."""
    bins = bins_of(one.confidence)
    counts = np.bincount(bins, minlength=BINS)
    filled = counts > 0
    sums = (np.bincount(bins, values, BINS)[filled] for values in (one.confidence, one.right))
    confidence, right = (values / counts[filled] for values in sums)
    return confidence, right, counts[filled]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Draw the diagrams, as PNG."
)
def main(folder: Path, out: Path | None) -> None:
    """Prints, for gold as it is and for changed editions, by set and together: beads, share that is right,
    mean confidence, expected calibration error in 15 bins, and the share of all wrong beads that is among
    the tenth least certain."""
    sets = read_sets(folder)
    groups: dict[str, list[Judged]] = {"gold as it is": [], "changed editions": []}
    for k, one in enumerate(sets):
        groups["gold as it is"].append(judged(one))
        editions = changed(one, sets[(k + 1) % len(sets)])
        groups["changed editions"].append(together(one.name, [judged(edition) for edition in editions]))
    for title, found in groups.items():
        click.echo(f"{title}\n{Judged.HEAD}")
        click.echo("\n".join(map(str, [*found, together("together", found)])))
    if out:
        draw(groups, out)


if __name__ == "__main__":
    main()
