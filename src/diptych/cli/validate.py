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
    programs from reading it. Of TEI that names another schema than ours, as exports
    do, it is only asked whether it is XML. Problems are printed one a line.

    Example: diptych validate tei/*.xml
    """
    from diptych.cli.notes import note
    from diptych.validating import other_schema
    from diptych.validating import validate as validate_file

    problems = unreadable = 0
    for file in files:
        try:
            found = validate_file(file)
            elsewhere = other_schema(file.read_bytes())
        except OSError as error:
            note(f"{file}: {error.strerror or error}")
            unreadable += 1
            continue
        for problem in found:
            click.echo(str(problem))
        problems += len(found)
        if elsewhere and not (found or quiet):
            note(f"{file}: is XML; check it with the schema that it names, {elsewhere}, not with ours")
    if len(files) > unreadable and not quiet:
        note(f"{len(files) - unreadable} files, {problems} problems")
    return 2 if unreadable else int(problems > 0)
