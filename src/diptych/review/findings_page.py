"""The findings of a check as one page: no server, no network, no file beside it.

Both texts stand side by side, and what a finding is about is marked. The page filters by check, severity
and document, is reachable by keyboard alone, and prints what is shown.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from diptych.checks import Severity, category
from diptych.corpus import Checked, CheckedBead
from diptych.model import Span
from diptych.review.page import rendered

_MOST_BARS = 30
"""Documents of the chart; those with most findings."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a text, and whether a finding is about it."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """A bead with its findings, as the page shows it."""

    id: str
    document: str
    languages: tuple[str, str]
    confidence: str
    source: tuple[_Piece, ...]
    target: tuple[_Piece, ...]
    findings: tuple[CheckedBead, ...]


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar of a chart."""

    name: str
    counts: dict[str, int]
    widths: dict[str, float]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def findings_page(checked: Checked, title: str) -> bytes:
    """The findings as an HTML page.

    Args:
        checked: what `diptych.corpus.check` found.
        title: of the page.

    Raises:
        ProjectError: Jinja2 is not installed.
    """
    beads = checked.beads
    return rendered(
        "findings.html",
        title=title,
        entries=tuple(_entries(beads)),
        severities=[severity.value for severity in Severity],
        codes=_bars(beads, lambda bead: bead.finding.code),
        documents=_bars(beads, lambda bead: bead.text.document)[:_MOST_BARS],
        document_names=sorted({bead.text.document for bead in beads}),
        settled=len(beads) - len(checked.open),
        category=category,
    )


def findings_json(checked: Checked) -> bytes:
    """The findings as JSON: a list of objects with the fields of `corpus/findings.tsv` and both texts."""
    rows = []
    for bead in checked.beads:
        finding, (source, target) = bead.finding, bead.text.words(bead.unit)
        rows.append(
            {
                "document": bead.text.document,
                "pair": bead.text.pair,
                "bead": bead.unit.id,
                "code": finding.code,
                "severity": finding.severity.value,
                "category": category(finding.code),
                "message": finding.message,
                "source_value": finding.source_value,
                "target_value": finding.target_value,
                "source_span": _ends(finding.source_span),
                "target_span": _ends(finding.target_span),
                "source_ids": list(bead.unit.bead.source),
                "target_ids": list(bead.unit.bead.target),
                "source": source,
                "target": target,
                "verdict": bead.verdict,
                "remark": bead.remark,
                "texts": bead.texts,
                "suggestion": finding.suggestion,
            }
        )
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _entries(beads: Sequence[CheckedBead]) -> Iterator[_Entry]:
    for id, group in groupby(beads, key=lambda bead: bead.text.id(bead.unit)):
        findings = tuple(group)
        text, unit = findings[0].text, findings[0].unit
        source, target = text.words(unit)
        yield _Entry(
            id,
            text.document,
            text.languages,
            f"{unit.bead.confidence:.2f}",
            tuple(marked(source, [bead.finding.source_span for bead in findings])),
            tuple(marked(target, [bead.finding.target_span for bead in findings])),
            findings,
        )


def marked(text: str, spans: Sequence[Span | None]) -> Iterator[_Piece]:
    """A text cut where marked passages begin and end; a mark over the whole text marks nothing."""
    inside = [False] * len(text)
    for span in spans:
        if span and len(span) < len(text):
            inside[span.start : span.end] = [True] * len(span)
    for is_marked, group in groupby(range(len(text)), key=inside.__getitem__):
        places = list(group)
        yield _Piece(text[places[0] : places[-1] + 1], is_marked)


def _bars(beads: Sequence[CheckedBead], name: Callable[[CheckedBead], str]) -> list[_Bar]:
    """Bars of open findings, the longest first; widths are shares of the longest, in per cent."""
    counts: dict[str, Counter[str]] = {}
    for bead in beads:
        if not bead.is_silenced:
            counts.setdefault(name(bead), Counter())[bead.finding.severity.value] += 1
    longest = max((count.total() for count in counts.values()), default=1)
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return [
        _Bar(one, dict(count), {severity: 100 * n / longest for severity, n in count.items()})
        for one, count in ordered
    ]
