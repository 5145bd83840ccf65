"""`diptych validate`: is this TEI what it should be?"""

from pathlib import Path

import click

from diptych.cli.options import quiet_option


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@quiet_option
def validate(files: tuple[Path, ...], quiet: bool) -> int:
    """Check TEI files: by our schema, and for integrity; and translation memories.

    Integrity is what a schema cannot say: every pointer resolves, each sentence
    stands in exactly one bead, the counts match. A translation memory (.tmx) is
    checked for what keeps programs from reading it. Problems are printed one a line.

    Example: diptych validate tei/*.xml
    """
    from diptych.cli.console import note
    from diptych.exchange import validate_tmx
    from diptych.tei import validate_tei

    problems = 0
    for file in files:
        check = validate_tmx if file.suffix.lower() == ".tmx" else validate_tei
        for problem in check(file.read_bytes(), str(file)):
            problems += 1
            click.echo(str(problem))
    if not quiet:
        note(f"{len(files)} files, {problems} problems")
    return 1 if problems else 0
