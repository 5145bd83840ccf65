"""`diptych evaluate`: how good is an alignment, measured against one made by hand?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych.cli.options import quiet_option

if TYPE_CHECKING:
    from diptych.alignment import Match


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("found", type=click.Path(path_type=Path))
@quiet_option
def evaluate(gold: Path, found: Path, quiet: bool) -> None:
    """Measure the alignment FOUND against GOLD, which a person made.

    Both hold a bead a line, as 'diptych align --to pairs' prints them. Of two folders,
    files with the same stem belong together, and all their beads count as one alignment.

    \b
    strict  a bead is right if GOLD has exactly this bead (Vecalign's definition:
            precision counts null beads, recall does not); what papers report
    lax     a bead is right if GOLD links one sentence of each of its sides
    null    sentences without a partner, one by one: are omissions found?
    rungs   the boundaries between beads (hunalign's own measure)

    Example: diptych evaluate faust.gold faust.pairs
    """
    from diptych.alignment import evaluate as score
    from diptych.cli.console import grid, show
    from diptych.cli.notes import note

    right, tried = _pooled(_files(gold, found))
    scores = score(right, tried)
    rows = []
    for name in ("strict", "lax", "null", "rungs"):
        measure = getattr(scores, name)
        rows.append([name, *(f"{value:.3f}" for value in (measure.precision, measure.recall, measure.f1))])
    show(grid([("", False), ("precision", True), ("recall", True), ("F1", True)], rows))
    if not quiet:
        note(f"{len(right)} beads in gold, {len(tried)} found")


def _files(gold: Path, found: Path) -> list[tuple[Path, Path]]:
    """The two files, or those of two folders that share their stem."""
    if not gold.is_dir():
        return [(gold, found)]
    candidates = {path.stem: path for path in sorted(found.iterdir()) if path.is_file()}
    files = sorted(path for path in gold.iterdir() if path.is_file() and not path.name.startswith("."))
    lacking = [path for path in files if path.stem not in candidates]
    if lacking or not files:
        what = f"nothing in {found} for {lacking[0]}" if lacking else f"no files in {gold}"
        raise click.UsageError(f"{what}: files of the two folders must share their stems")
    return [(path, candidates[path.stem]) for path in files]


def _pooled(files: list[tuple[Path, Path]]) -> tuple[list["Match"], list["Match"]]:
    """All beads as if the texts stood one behind the other."""
    from diptych.alignment import Match, read_pairs

    pools: tuple[list[Match], list[Match]] = ([], [])
    source = target = 0
    for pair in files:
        read = [read_pairs(path) for path in pair]
        for pool, matches in zip(pools, read, strict=True):
            for m in matches:
                moved = tuple(i + source for i in m.source), tuple(j + target for j in m.target)
                pool.append(Match(*moved, m.confidence))
        every = [match for matches in read for match in matches]
        source += 1 + max((i for match in every for i in match.source), default=-1)
        target += 1 + max((j for match in every for j in match.target), default=-1)
    return pools
