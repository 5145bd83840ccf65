"""`diptych inspect`: what each part of a document was taken for, and why."""

from bisect import bisect_right
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych.cli.options import encoding_option, quiet_option

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from diptych.model import Document

_SHOWN = 60
_STYLES = {
    "blank": "dim",
    "furniture": "dim",
    "related": "dim",
    "title": "magenta",
    "date": "magenta",
    "metadata": "magenta",
    "summary": "magenta",
    "body": "green",
    "heading": "bold green",
    "speaker": "bold cyan",
    "note": "yellow",
    "note anchor": "yellow",
    "page header": "red",
    "page number": "red",
    "page break": "red",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@encoding_option
@quiet_option
def inspect(file: Path, encoding: str | None, quiet: bool) -> None:
    """Show what each part of FILE was taken for, and why.

    First every block: its lines, kind, language, version, the rule that decided, and
    how it begins. Then the account: characters of each kind (together they are the
    whole file: nothing is lost), what is stated about the document, its versions.
    With --quiet, the account alone.

    Example: diptych inspect seeds/letter.txt
    """
    from diptych.cli.console import plain, show
    from diptych.pipeline import prepare
    from diptych.reading import read

    document = prepare(read(file, encoding=encoding))
    if not quiet:
        show(_blocks(document), plain(""))
    show(_kinds(document), plain(""), _versions(document))
    if document.metadata.fields:
        show(plain(""), _fields(document))
    if document.doubts:
        show(plain(""), _doubts(document))


class _Lines:
    """Line numbers, from 1, of places in a text."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n")]

    def at(self, start: int, end: int) -> str:
        first, last = bisect_right(self.starts, start), bisect_right(self.starts, max(start, end - 1))
        return f"{first}" if first == last else f"{first}-{last}"


def _blocks(document: "Document") -> "Table":
    from diptych.cli.console import grid, plain

    lines = _Lines(document.source.text)
    rows: list[list[str | Text]] = []
    for block in document.blocks:
        style = _STYLES.get(block.kind.value, "")
        rows.append(
            [
                lines.at(block.span.start, block.span.end),
                plain(block.kind.value, style),
                block.language,
                block.version,
                block.reason,
                plain(_shortened(block.span.of(document.source.text)), style),
            ]
        )
    columns = ["lines", "kind", "language", "version", "reason", "text"]
    return grid([(column, column == "lines") for column in columns], rows, fold=(4, 5))


def _shortened(text: str) -> str:
    folded = " ".join(text[: 4 * _SHOWN].split())
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 3] + "..."


def _kinds(document: "Document") -> "Table":
    from diptych.cli.console import grid

    counts: Counter[str] = Counter()
    for block in document.blocks:
        counts[block.kind.value] += len(block.span)
    total = len(document.source.text)
    rows = [[kind, str(count), f"{count / total:.1%}"] for kind, count in counts.most_common()]
    rows.append(["all of the file", str(counts.total()), f"{counts.total() / total:.1%}"])
    return grid([("kind", False), ("characters", True), ("share", True)], rows)


def _versions(document: "Document") -> "Table":
    from diptych.cli.console import grid

    rows = [
        [v.name, v.language, v.role.value, str(len(v.paragraphs)), str(len(v.sentences)), v.role_reason]
        for v in document.versions
    ]
    if document.missing:
        rows.append(["", document.missing, "original", "", "", "stated, but not in this file"])
    columns = ("version", "language", "role", "paragraphs", "sentences", "reason")
    return grid([(column, column in ("paragraphs", "sentences")) for column in columns], rows, fold=(5,))


def _fields(document: "Document") -> "Table":
    from diptych.cli.console import grid

    rows = []
    for field in document.metadata.fields:
        parts = "; ".join(f"{level} {words}" for level, words in field.parts)
        rows.append([field.name, field.value, field.normal or parts])
    return grid([("stated", False), ("value", False), ("normal form", False)], rows, fold=(0, 1))


def _doubts(document: "Document") -> "Table":
    from diptych.cli.console import grid

    lines = _Lines(document.source.text)
    text = document.source.text
    rows = [
        [lines.at(d.span.start, d.span.end), _shortened(d.span.of(text)), d.reason] for d in document.doubts
    ]
    return grid([("lines", True), ("doubtful text", False), ("reason", False)], rows, fold=(1, 2))
