"""`diptych summary`: the corpus in figures, for students of translation."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych.cli.options import project_option, quiet_option, spare_project

if TYPE_CHECKING:
    from diptych.corpus import Summarised
    from diptych.summary import Told

_COLUMNS = (
    ("documents", True),
    ("pair", False),
    ("sentences", True),
    ("words", True),
    ("characters,\nratio", True),
    ("beads", True),
    ("in\ndoubt", True),
    ("left out", True),
    ("added", True),
)
_TERMS = (("term", False), ("in", False), ("rendering", False), ("places", True), ("told by", False))
_SHOWN = 12
"""Renderings of a term that are printed."""


@click.command()
@project_option
@click.option(
    "--term",
    "terms",
    multiple=True,
    metavar="WORDS",
    help="A term or name whose renderings are wanted, as the nominative has it. May be repeated.",
)
@click.option(
    "--documents",
    multiple=True,
    metavar="NAME",
    help="Only this document, by its name or its file's, or those that a pattern names. May be repeated.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for tables and pictures; by default corpus/summary in the project.",
)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page to read, too.")
@quiet_option
def summary(
    project: Path,
    terms: tuple[str, ...],
    documents: tuple[str, ...],
    output: Path | None,
    html: Path | None,
    quiet: bool,
) -> int:
    """Sum up a built project: sizes, kinds of beads, omissions, lengths, vocabulary.

    Tables (TSV) and pictures (SVG) go to corpus/summary. With --term they also tell what stands
    for a term or a name all over the corpus, place by place.

    Example: diptych summary --term Хрущев --term "ЦК КПСС" --html summary.html
    """
    from diptych.cli.console import deliver_all
    from diptych.corpus import summarise
    from diptych.review import summary_page, summary_plots

    spare_project(project, output, html)
    summarised = summarise(project, output, terms, documents)
    plots = summary_plots(summarised.summary, summarised.terms)
    pictures = {summarised.folder / f"{name}.svg": picture for name, picture in plots.items()}
    title = f"Summary of {project.resolve().name}"
    pages = {html: summary_page(summarised, plots, title)} if html else {}
    deliver_all(pictures | pages)
    if not quiet:
        _tell(summarised, len(pictures))
    return 0


def _tell(summarised: "Summarised", pictures: int) -> None:
    from diptych.cli.console import grid, plain, show
    from diptych.cli.notes import note
    from diptych.corpus.parallels import some

    rows = [
        [
            str(len({part.text.document for part in summarised.summary.pairs[kind]})),
            kind.pair + (", notes" if kind.part.value == "notes" else ""),
            f"{tally.source.size.sentences} {tally.target.size.sentences}",
            f"{tally.source.size.words} {tally.target.size.words}",
            _ratio(tally.target.size.characters, tally.source.size.characters),
            str(tally.beads.beads),
            str(tally.beads.doubtful),
            _share(tally.source.alone.sentences, tally.source.size.sentences),
            _share(tally.target.alone.sentences, tally.target.size.sentences),
        ]
        for kind, tally in summarised.summary.totals.items()
    ]
    show(grid(_COLUMNS, rows, fold=()) if rows else plain("nothing is aligned; the vocabulary was counted"))
    if summarised.terms:
        show(plain(""), grid(_TERMS, [row for told in summarised.terms for row in _of_term(told)], fold=(2,)))
    for term in summarised.missing:
        note(f"{term!r} stands in no aligned text; a word with a capital is found only with one")
    if summarised.changed:
        names = some(summarised.changed)
        note(f"changed in seeds/ since the last build, counted as it was: {names}; run `diptych build`")
    note(f"wrote {len(summarised.files)} tables and {pictures} pictures to {summarised.folder}")


def _of_term(told: "Told") -> list[list[str]]:
    return [
        [
            told.term if not number else "",
            f"{told.language}-{told.other_language}" if not number else "",
            group.rendering or "–",
            str(len(group.places)),
            group.how.value,
        ]
        for number, group in enumerate(told.groups()[:_SHOWN])
    ]


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else ""


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""
