"""`diptych pair`: which files of a folder translate each other?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych.cli.options import encoding_option, max_size_option, output_option, quiet_option, spare

if TYPE_CHECKING:
    from diptych.alignment.pairing import Pairing

_COLUMNS = ("source", "target", "languages", "score", "reason")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--to", type=click.Choice(["tsv"]), help="Write a table with tabs, for another program.")
@output_option
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    help="Make no pair below this; by default .8.",
)
@encoding_option
@max_size_option
@quiet_option
def pair(
    folder: Path,
    to: str | None,
    output: Path | None,
    min_score: float | None,
    encoding: str | None,
    max_size: int,
    quiet: bool,
) -> None:
    """Find which files in DIR translate each other. Nothing is built.

    Files are compared by what they say, sentence by sentence and in order, and by numbers,
    dates, names, metadata and file names. The score is the probability that two files
    translate each other and that no other file in DIR does: two candidates that fit equally
    well share it, and then no pair is made. Files whose names are the same but for the
    language (letter.ru.txt, letter.en.txt) belong together whatever they hold.

    'diptych build' does the same with the files in seeds/.

    Example: diptych pair letters/seeds
    """
    from diptych.alignment.pairing import LEAST_SCORE
    from diptych.cli.console import deliver, grid, plain, progress, show
    from diptych.cli.notes import note
    from diptych.corpus import pair_folder

    spare(folder.iterdir() if folder.is_dir() else (), output)
    with progress("reading", quiet) as report_progress:
        least = LEAST_SCORE if min_score is None else min_score
        pairing = pair_folder(folder, least, encoding, report_progress, max_size * 1024**2)
    rows = _rows(pairing)
    if to or output:
        deliver(_tsv(rows), output)
    elif rows:
        show(grid([(column, column == "score") for column in _COLUMNS], rows, fold=(0, 1, 4)))
    if quiet:
        return
    if pairing.alone and not (to or output):
        if rows:
            show(plain(""))
        show(
            grid([("left alone", False), ("why", False)], [[a.name, a.reason] for a in pairing.alone], (0, 1))
        )
    for group in pairing.groups:
        note(f"{group.original}: {group.origin.reason}")
    note(f"{len(rows)} pair{'' if len(rows) == 1 else 's'}, {len(pairing.alone)} left alone")


def _rows(pairing: "Pairing") -> list[list[str]]:
    return [
        [group.original, one.name, f"{group.language} {one.language}", f"{one.score:.2f}", one.reason]
        for group in pairing.groups
        for one in group.translations
    ]


def _tsv(rows: list[list[str]]) -> bytes:
    from diptych.tables.cells import cell

    lines = (_COLUMNS, *([cell(value) for value in row] for row in rows))
    return "".join("\t".join(line) + "\n" for line in lines).encode()
