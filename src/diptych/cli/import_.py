"""`diptych import`: corrections made elsewhere come back."""

from pathlib import Path

import click

from diptych.cli.options import project_option


@click.command(name="import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@project_option
@click.option("--quiet", "-q", is_flag=True, help="Say only what was not taken over.")
def import_(files: tuple[Path, ...], project: Path, quiet: bool) -> int:
    """Take corrections over that were made in files which `diptych export` wrote.

    Beads that were changed there become decisions in the alignment tables, and the next build aligns the rest
    around them. Words are never taken over: where a file has others, that is told. If a file does not fit the
    project, nothing is written.

    Example: diptych import reviewed.xlsx
    """
    from diptych.cli.notes import note, note_some
    from diptych.corpus import take_back

    imported = take_back(project, files)
    note_some(imported.remarks)
    if not quiet:
        for alignment, changes in imported.changes.items():
            note(f"{alignment}: {', '.join(f'{number} {what}' for what, number in changes.items())}")
        note("run `diptych build` to align the rest around them" if imported.changes else "nothing changed")
    return 0
