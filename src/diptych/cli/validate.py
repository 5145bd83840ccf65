"""`diptych validate`: is this TEI what it should be?"""

from pathlib import Path

import click

from diptych.cli.options import quiet_option


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@quiet_option
def validate(files: tuple[Path, ...], quiet: bool) -> int:
    """Check TEI files: by our schema, for integrity, and beside their tables; and translation memories.

    Integrity is what a schema cannot say: every pointer resolves, each sentence
    stands in exactly one bead, the counts match. In a project, the tables and the
    TEI must tell the same. A translation memory (.tmx) is checked for what keeps
    programs from reading it. Problems are printed one a line.

    Example: diptych validate tei/*.xml
    """
    from diptych.cli.console import note
    from diptych.validating import validate as validate_file

    problems = 0
    for file in files:
        for problem in validate_file(file):
            problems += 1
            click.echo(str(problem))
    if not quiet:
        note(f"{len(files)} files, {problems} problems")
    return 1 if problems else 0
