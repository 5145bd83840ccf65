"""The corpus checked: what may be wrong with its translations, bead by bead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from diptych.alignment import Dictionary, read_dictionary
from diptych.checks import Finding, Pair, Severity, check_pairs
from diptych.corpus.parallels import parallel_texts
from diptych.corpus.project import Project
from diptych.corpus.writing import write_all
from diptych.exchange import ParallelText, Selection, Unit
from diptych.model import Span, Status
from diptych.tables import COLUMNS, write_table
from diptych.tables.cells import cell

DOUBTFUL = 0.5
"""Confidence of a bead below which the alignment is to be checked before the translation."""
_ALIGNMENT_FIRST = "check the alignment first"


@dataclass(frozen=True, slots=True)
class CheckedBead:
    """A finding and where it stands.

    Attributes:
        text: the alignment.
        unit: the bead.
        finding: what may be wrong.
    """

    text: ParallelText
    unit: Unit
    finding: Finding


def check(
    root: Path | str, output: Path | None = None, terms: Sequence[Path | str] = ()
) -> list[CheckedBead]:
    """Check all aligned texts of a built project and write the findings as a table.

    Args:
        root: the project folder, built.
        output: the table; by default `corpus/findings.tsv` in the project.
        terms: term bases; each serves the texts in its languages.

    Returns:
        The findings by document and in the order of the text.

    Raises:
        AlignmentError: a term base cannot be read.
        ProjectError: nothing is built, or the table cannot be written.
        TableError, TeiError: a file of the build is not as it must be.
    """
    project = Project(Path(root))
    known = [read_dictionary(path) for path in terms]
    found = [one for text in Selection().of(parallel_texts(project)) for one in _checked(text, known)]
    write_all({output or project.findings: write_table(_table(found))})
    return found


def _checked(text: ParallelText, terms: Sequence[Dictionary]) -> Iterator[CheckedBead]:
    units = {text.id(unit): unit for unit in text.units}
    pairs = [Pair(id, *text.languages, *text.words(unit)) for id, unit in units.items()]
    for pair, finding in check_pairs(pairs, terms):
        yield CheckedBead(text, units[pair.id], _weighed(finding, units[pair.id]))


def _weighed(finding: Finding, unit: Unit) -> Finding:
    """A doubt about the alignment outranks one about the translation."""
    if unit.bead.status is Status.CONFIRMED or unit.bead.confidence >= DOUBTFUL:
        return finding
    return replace(finding, severity=Severity.LOOK, message=f"{_ALIGNMENT_FIRST}: {finding.message}")


def _table(found: list[CheckedBead]) -> pd.DataFrame:
    rows = [
        (
            one.text.document,
            one.text.pair,
            one.unit.id,
            one.finding.code,
            one.finding.severity.value,
            cell(one.finding.message),
            cell(one.finding.source_value),
            cell(one.finding.target_value),
            _span_cell(one.finding.source_span),
            _span_cell(one.finding.target_span),
            " ".join(one.unit.bead.source),
            " ".join(one.unit.bead.target),
        )
        for one in found
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["findings"]), dtype="str")


def _span_cell(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span else ""
