"""`diptych export`: the corpus in another tool's format."""

from math import isnan
from pathlib import Path

import click

from diptych.cli.options import project_option


class _WithFormats(click.Command):
    """Lists the formats below the help; they are loaded only then."""

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        from diptych.exchange import FORMATS

        with formatter.section("Formats"):
            formatter.write_dl([(name, format.description) for name, format in FORMATS.items()])


def _a_number(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """Refuse NaN, which lies within any range for all that comparisons tell."""
    if isnan(value):
        raise click.BadParameter("'nan' is no number from 0 to 1")
    return value


@click.command(cls=_WithFormats)
@click.option("--to", required=True, metavar="FORMAT", help="What to write; see below.")
@project_option
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files; by default export/FORMAT in the project.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    callback=_a_number,
    default=0.0,
    metavar="P",
    help="Leave out what is less sure than this, from 0 to 1.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(["auto", "confirmed", "rejected"]),
    help="Only beads of this status; may be repeated. By default all but rejected ones.",
)
@click.option("--kinds", default="", metavar="LIST", help="Only beads of these kinds: 1-1, or 1-1,1-2,2-1.")
@click.option(
    "--languages", "pairs", multiple=True, metavar="PAIR", help="Only this pair, ru-en. May be repeated."
)
@click.option(
    "--documents",
    multiple=True,
    metavar="NAME",
    help="Only this document, by its name or its file's, or those that a pattern names. May be repeated.",
)
@click.option("--notes/--no-notes", default=True, show_default=True, help="With the footnotes, or without.")
@click.option(
    "--findings", is_flag=True, help="With what 'diptych check' found, as comments; in TEI, TMX and XLIFF."
)
@click.option(
    "--quiet",
    "-q",
    is_flag=True,
    help="Say only what the format cannot carry, and what changed since the build.",
)
def export(
    to: str,
    project: Path,
    output: Path | None,
    min_confidence: float,
    statuses: tuple[str, ...],
    kinds: str,
    pairs: tuple[str, ...],
    documents: tuple[str, ...],
    notes: bool,
    findings: bool,
    quiet: bool,
) -> int:
    """Hand the built corpus on to another tool.

    What a format cannot carry is named on standard error with its bead. Documents in which nothing is
    aligned, as those of one version, are in no export; the TEI of the build has them.

    Example: diptych export --to tmx --min-confidence 0.8
    """
    from diptych.cli.notes import note, note_some
    from diptych.corpus import export as export_corpus
    from diptych.corpus.parallels import some
    from diptych.exchange import Selection
    from diptych.model import Status

    selection = Selection(
        min_confidence,
        frozenset(map(Status, statuses)) or Selection().statuses,
        frozenset(kind.strip() for kind in kinds.split(",") if kind.strip()),
        frozenset(pairs),
        documents,
        notes,
    )
    exported = export_corpus(project, to, output, selection, findings)
    if not quiet:
        for path in exported.files:
            note(f"wrote {path}")
        note(f"{exported.units} beads, {len(exported.files)} files")
        note_some(f"{name}: nothing to align; it is in tei/{name}.xml" for name in exported.unaligned)
    note_some(map(str, exported.losses))
    if exported.changed:
        names = some(exported.changed)
        note(f"changed in seeds/ since the last build, handed on as it was: {names}; run `diptych build`")
    return 0
