"""The corpus checked: what may be wrong with its translations, bead by bead.

`corpus/findings.tsv` is ours and a person's at once: whoever revises writes a verdict beside a finding, and
it stays there, and silences the finding, until either text of the bead changes. `corpus/verdicts.tsv` keeps
the verdicts, also of what a check does not report for a while.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from diptych.alignment import Dictionary, read_dictionary
from diptych.checks import Finding, Ignored, Pair, Policy, Severity, category, check_pairs
from diptych.corpus.comments import SILENCING, text_hash
from diptych.corpus.parallels import parallel_texts
from diptych.corpus.project import Project
from diptych.corpus.settings import project_settings
from diptych.corpus.writing import write_all
from diptych.errors import TableError
from diptych.exchange import ParallelText, Selection, Unit
from diptych.model import Kind, Span
from diptych.summary.tallies import is_doubtful
from diptych.survey.assembly import LETTERS
from diptych.tables import COLUMNS, read_records, write_table
from diptych.tables.cells import cell

_FRAME_KINDS = (Kind.HEADING, Kind.CLASSIFICATION, Kind.DATELINE, Kind.SIGNATURE)
_FRAME = re.compile(rf"[^.]+\.[{''.join(LETTERS[kind] for kind in _FRAME_KINDS)}]\d")
"""Ids of sentences that stand around the body of a document."""
_ALIGNMENT_FIRST = "check the alignment first"
VERDICTS = ("real", *SILENCING)
"""What a person may say of a finding: it is an error; it is a deviation that is meant; it is none."""
Key = tuple[str, ...]
Verdicts = dict[Key, tuple[str, str]]
"""By finding a verdict and a remark."""


@dataclass(frozen=True, slots=True)
class CheckedBead:
    """A finding and where it stands.

    Attributes:
        text: the alignment.
        unit: the bead.
        finding: what may be wrong.
        verdict: one of `VERDICTS`; empty where nobody has given one.
        remark: of whoever gave it.
    """

    text: ParallelText
    unit: Unit
    finding: Finding
    verdict: str = ""
    remark: str = ""

    @property
    def is_silenced(self) -> bool:
        """Whether a person has settled it."""
        return self.verdict in SILENCING

    @property
    def texts(self) -> str:
        """A hash of both texts."""
        return text_hash(self.text, self.unit)

    @property
    def key(self) -> Key:
        """What makes it the same finding at the next check, wherever its bead stands then."""
        finding = self.finding
        return (
            self.text.document,
            self.text.pair,
            finding.code,
            cell(finding.source_value),
            cell(finding.target_value),
            self.texts,
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a corpus found.

    Attributes:
        beads: the findings, by document and in the order of the text, those that a person settled among them.
        hidden: how many findings each rule of `diptych.toml` hides, those that hide none among them.
    """

    beads: tuple[CheckedBead, ...]
    hidden: Mapping[Ignored, int]

    @property
    def open(self) -> tuple[CheckedBead, ...]:
        """The findings that nobody has settled."""
        return tuple(bead for bead in self.beads if not bead.is_silenced)


def check(root: Path | str, output: Path | None = None, terms: Sequence[Path | str] = ()) -> Checked:
    """Check all aligned texts of a built project and write the findings as a table.

    Args:
        root: the project folder, built.
        output: the table; by default `corpus/findings.tsv` in the project.
        terms: term bases; each serves the texts in its languages.

    Raises:
        AlignmentError: a term base cannot be read.
        ProjectError: nothing is built, `diptych.toml` holds a mistake, or the table cannot be written.
        TableError, TeiError: a file of the build, or the table of findings, is not as it must be.
    """
    project = Project(Path(root))
    known = [read_dictionary(path) for path in terms]
    policy = project_settings(project).policy
    verdicts = _verdicts(project)
    hidden = Counter(dict.fromkeys(policy.ignored, 0))
    found = [
        _settled(bead, verdicts)
        for text in Selection().of(parallel_texts(project))
        for bead in _checked(text, known, policy, hidden)
    ]
    tables = {output or project.findings: write_table(_table(found))}
    if verdicts or project.verdicts.is_file():
        tables[project.verdicts] = write_table(_verdicts_table(verdicts))
    write_all(tables)
    return Checked(tuple(found), hidden)


def _checked(
    text: ParallelText, terms: Sequence[Dictionary], policy: Policy, hidden: Counter[Ignored]
) -> Iterator[CheckedBead]:
    units = {text.id(unit): unit for unit in text.units}
    pairs = [Pair(id, *text.languages, *text.words(unit)) for id, unit in units.items()]
    for pair, raw in check_pairs(pairs, terms):
        finding = policy.weighed(raw)
        if finding is None:
            continue
        if rule := policy.hiding(finding, pair, text.document):
            hidden[rule] += 1
            continue
        unit = units[pair.id]
        yield CheckedBead(text, unit, _doubted(_of_the_frame(finding, unit), unit))


def _of_the_frame(finding: Finding, unit: Unit) -> Finding:
    """A heading or the like on one side only may be the editor's of that version."""
    ids = (*unit.bead.source, *unit.bead.target)
    if finding.code not in {"omission", "addition"} or not all(map(_FRAME.match, ids)):
        return finding
    return replace(
        finding,
        severity=Severity.LOOK,
        message="this heading, mark, dateline or signature stands on one side only",
        suggestion="translate it, if it belongs to this version, or mark the omission with […]",
    )


def _doubted(finding: Finding, unit: Unit) -> Finding:
    """A doubt about the alignment outranks one about the translation."""
    if not is_doubtful(unit.bead):
        return finding
    message = f"{_ALIGNMENT_FIRST}: {finding.message}"
    return replace(finding, severity=Severity.LOOK, message=message, suggestion=_ALIGNMENT_FIRST)


def _verdicts(project: Project) -> Verdicts:
    """What people said of findings: those kept from earlier checks, and what stands in the table since."""
    given: Verdicts = {}
    if project.verdicts.is_file():
        rows = read_records(project.verdicts, "verdicts", project.shown(project.verdicts)).values()
        given = {_key(row): (row["verdict"], row["remark"]) for row in rows}
    if not project.findings.is_file():
        return given
    where = project.shown(project.findings)
    for number, row in read_records(project.findings, "findings", where).items():
        verdict = " ".join(row["verdict"].lower().split())
        if verdict and verdict not in VERDICTS:
            hint = f"one of {', '.join(VERDICTS)}"
            raise TableError(f"{row['verdict']!r} is no verdict", f"{where}, row {number}", hint)
        given.pop(_key(row), None)
        if verdict:
            given[_key(row)] = (verdict, row["remark"])
    return given


def _key(row: Mapping[str, str]) -> Key:
    """As `CheckedBead.key` has it."""
    return tuple(row[column] for column in COLUMNS["verdicts"][:-2])


def _verdicts_table(verdicts: Verdicts) -> pd.DataFrame:
    rows = [(*key, *said) for key, said in sorted(verdicts.items())]
    return pd.DataFrame(rows, columns=list(COLUMNS["verdicts"]), dtype="str")


def _settled(bead: CheckedBead, verdicts: Verdicts) -> CheckedBead:
    verdict, remark = verdicts.get(bead.key, ("", ""))
    return replace(bead, verdict=verdict, remark=remark)


def _table(found: Sequence[CheckedBead]) -> pd.DataFrame:
    rows = [
        (
            one.text.document,
            one.text.pair,
            one.unit.id,
            one.finding.code,
            one.finding.severity.value,
            category(one.finding.code),
            cell(one.finding.message),
            cell(one.finding.source_value),
            cell(one.finding.target_value),
            _span_cell(one.finding.source_span),
            _span_cell(one.finding.target_span),
            " ".join(one.unit.bead.source),
            " ".join(one.unit.bead.target),
            one.verdict,
            one.remark,
            one.texts,
            cell(one.finding.suggestion),
        )
        for one in found
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["findings"]), dtype="str")


def _span_cell(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span else ""
