"""`diptych check`: what may be wrong with the translations?"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych.cli.options import output_option, project_option, quiet_option, spare, spare_project

if TYPE_CHECKING:
    from diptych.checks import Finding
    from diptych.corpus import Checked

_RANKS = ("look", "warning", "error")


@click.command()
@project_option
@click.option(
    "--pairs",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Check this table instead of a project: id, source_lang, target_lang, source, target.",
)
@click.option(
    "--terms",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A term base whose terms the translations must keep: a table (TSV), TBX or dictd. May be repeated.",
)
@output_option
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page to read, too.")
@click.option("--json", type=click.Path(path_type=Path, dir_okay=False), help="Write JSON, too.")
@click.option(
    "--fail-on",
    type=click.Choice(_RANKS),
    default="error",
    show_default=True,
    help="Exit with 1 if there is a finding as grave as this, or graver.",
)
@quiet_option
def check(
    project: Path,
    pairs: Path | None,
    terms: tuple[Path, ...],
    output: Path | None,
    html: Path | None,
    json: Path | None,
    fail_on: str,
    quiet: bool,
) -> int:
    """Report what may be wrong with the translations of a built project.

    Findings go to corpus/findings.tsv, or with --pairs to --output or standard output. An error is
    hardly ever right as it is, a warning seldom; 'look' asks a person to look.

    Example: diptych check --pairs letters.tsv -o findings.tsv
    """
    if pairs and (html or json):
        raise click.UsageError("--html and --json are for projects; --pairs gives a table")
    reports = {path: name for path, name in ((html, "html"), (json, "json")) if path}
    found = _of_pairs(pairs, terms, output) if pairs else _of_project(project, terms, output, reports, quiet)
    if not quiet:
        _tell(found)
    grave = _RANKS[_RANKS.index(fail_on) :]
    return 1 if any(finding.severity.value in grave for finding in found) else 0


def _of_pairs(pairs: Path, terms: tuple[Path, ...], output: Path | None) -> "list[Finding]":
    from diptych.alignment import read_dictionary
    from diptych.checks import check_pairs, findings_table, read_pairs_table
    from diptych.cli.console import deliver
    from diptych.tables import write_table

    spare([pairs, *terms], output)
    found = check_pairs(read_pairs_table(pairs), [read_dictionary(path) for path in terms])
    deliver(write_table(findings_table(found)), output)
    return [finding for _, finding in found]


def _of_project(
    project: Path, terms: tuple[Path, ...], output: Path | None, reports: dict[Path, str], quiet: bool
) -> "list[Finding]":
    from diptych.cli.console import deliver_all
    from diptych.corpus import check as check_project

    spare_project(project, output, *reports)
    checked = check_project(project, output, terms)
    if reports:
        deliver_all({path: _report(checked, name, project) for path, name in reports.items()})
    if not quiet:
        _tell_settled(checked)
    return [bead.finding for bead in checked.open]


def _tell_settled(checked: "Checked") -> None:
    from diptych.cli.notes import note

    for rule, count in checked.hidden.items():
        note(f"diptych.toml {f'hides {count}:' if count else 'hides nothing more by'} {rule.shown}")
    if settled := len(checked.beads) - len(checked.open):
        note(f"{settled} settled by a verdict")


def _report(checked: "Checked", name: str, project: Path) -> bytes:
    from diptych.review import findings_json, findings_page

    if name == "json":
        return findings_json(checked)
    return findings_page(checked, f"Findings in {project.resolve().name}")


def _tell(found: "Iterable[Finding]") -> None:
    from diptych.cli.notes import note

    counts = Counter(finding.severity.value for finding in found)
    codes = Counter(finding.code for finding in found)
    if codes:
        note(", ".join(f"{code} {count}" for code, count in codes.most_common()))
    note(", ".join(f"{counts[rank]} {rank}" for rank in reversed(_RANKS)))
