"""`diptych build`: seeds/ becomes tei/ and corpus/."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych.cli.options import (
    all_pairs_option,
    dictionary_option,
    encoder_option,
    encoding_option,
    max_size_option,
    project_option,
    quiet_option,
)

if TYPE_CHECKING:
    from diptych.corpus import BuildReport, Outcome

_COLUMNS = (
    ("document", False),
    ("languages", False),
    ("sentences", True),
    ("beads", True),
    ("mean\nconf.", True),
    ("in\ndoubt", True),
    ("not\naligned", True),
    ("status", False),
)


@click.command()
@project_option
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=1, show_default=True, help="Processes.")
@encoding_option
@dictionary_option
@encoder_option
@click.option(
    "--only",
    metavar="GLOB",
    multiple=True,
    help="Build these documents of seeds/ alone; the others stay as they are. May be repeated.",
)
@all_pairs_option
@click.option("--force", is_flag=True, help="Build again what is unchanged, too.")
@max_size_option
@quiet_option
def build(
    project: Path,
    jobs: int,
    encoding: str | None,
    dictionaries: tuple[Path, ...],
    encoder: str,
    only: tuple[str, ...],
    all_pairs: bool,
    force: bool,
    max_size: int,
    quiet: bool,
) -> int:
    """Build the project: seeds/, with the folders in it, becomes tei/ and corpus/.

    Only what is new or changed is built. What you state in diptych.toml beside seeds/
    overrules what the program finds. Corrections in the alignment tables
    (corpus/NAME.ru-en.tsv) are taken over: rows marked 'confirmed' stay, rows marked
    'rejected' do not come back, and rows that you changed without marking them count
    as confirmed.

    The table at the end counts, for each document, sentences a language, beads, their
    mean confidence, beads in doubt (confidence under .5), and sentences a language that
    no sentence of the other side was aligned with.

    A dictionary serves the documents in its languages. It is not remembered: give it
    again with every build, and --all-pairs, too.

    --only takes the name of a file (letter.txt), a path from seeds/ on (1958/letter.txt),
    or a pattern for either ('*.html', '1958/*', '**/letter.*').

    Example: diptych build --project letters --jobs 2
    """
    from diptych.cli.console import progress
    from diptych.corpus import build as build_project

    with progress("building", quiet) as report_progress:
        report = build_project(
            project,
            jobs,
            encoding,
            force,
            max_size * 1024**2,
            report_progress,
            dictionaries,
            encoder,
            only,
            all_pairs,
        )
    _tell(report, quiet)
    return 1 if report.failed else 0


def _tell(report: "BuildReport", quiet: bool) -> None:
    from diptych.cli.console import grid, plain, show
    from diptych.cli.notes import note

    if not quiet:
        built = sum(outcome.built and not outcome.error for outcome in report.outcomes)
        unchanged = sum(not outcome.built for outcome in report.outcomes)
        counts = f"{built} built, {unchanged} unchanged, {len(report.failed)} failed"
        show(grid(_COLUMNS, [_cells(outcome) for outcome in report.outcomes]), plain(counts))
        for message in report.notes:
            note(message)
        if report.ignored:
            note(f"ignored in seeds/: {', '.join(report.ignored)}")
    for outcome in report.failed:
        note(outcome.error)


def _cells(outcome: "Outcome") -> list[str]:
    row = outcome.row
    aligned = bool(outcome.unaligned)
    return [
        row["document"],
        row["languages"],
        row["sentences"],
        row["beads"] if aligned else "",
        row["mean_confidence"],
        str(outcome.doubtful) if aligned else "",
        " ".join(str(count) for count in outcome.unaligned.values()),
        row["status"],
    ]
