"""`diptych inspect`: what each part of a document was taken for, and why."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diptych.cli.options import encoding_option, max_size_option, quiet_option
from diptych.errors import DiptychError
from diptych.model import INTERRUPTING_KINDS, Block, Document, Kind

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from diptych.corpus.single import Looked

_SHOWN = 60
"""Columns of a block's text; a wide letter takes two."""
_NARROW = 110
"""Columns of a terminal below which a reason stands under its text."""

_OUTSIDE = {
    Kind.BLANK: "bright_black",
    Kind.FURNITURE: "bright_black",
    Kind.RELATED: "bright_black",
    Kind.TITLE: "bold magenta",
    Kind.DATE: "magenta",
    Kind.METADATA: "magenta",
    Kind.SUMMARY: "magenta",
}
"""Colours of what is not the document."""
_VERSIONS = ("green", "cyan", "yellow", "blue", "bright_red", "bright_green", "bright_cyan", "bright_yellow")
"""Colours of the versions, in their order."""
_ACCENTS = {Kind.HEADING: "bold", Kind.SPEAKER: "bold", Kind.NOTE: "italic", Kind.NOTE_ANCHOR: "italic"}


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@encoding_option
@max_size_option
@quiet_option
def inspect(files: tuple[Path, ...], encoding: str | None, max_size: int, quiet: bool) -> int:
    """Show what each part of FILE was taken for, and why.

    First every block: its lines, kind, language, version, how it begins, and the rule
    that decided; blank lines are left out. Then the account: characters of each kind in
    each version (together they are the whole file: nothing is lost), the versions, what
    is stated about the document, and places where the text may be damaged. With --quiet,
    the account alone.

    FILE may be a folder, which is searched with the folders in it, or a pattern. What
    diptych.toml states is heeded for files in seeds/ of a project.

    Example: diptych inspect seeds/letter.txt
    """
    from diptych.cli.console import plain, show
    from diptych.cli.notes import note
    from diptych.corpus.single import look_at, meant

    paths = meant(files)
    failed = 0
    for path in paths:
        try:
            looked = look_at(path, encoding, max_size * 1024**2)
        except DiptychError as error:
            if len(paths) == 1:
                raise
            failed += 1
            note(str(error))
            continue
        if len(paths) > 1:
            show(plain(str(path), "bold reverse"))
        _show(looked, quiet)
    return 1 if failed else 0


def _show(looked: "Looked", quiet: bool) -> None:
    from diptych.cli.console import plain, show

    document = looked.document
    styles = _Styles(document)
    if not quiet:
        show(_blocks(document, styles), plain(""))
    show(_kinds(document, styles), plain(""), _versions(document, styles))
    if document.metadata.fields:
        show(plain(""), _fields(document))
    if document.doubts:
        show(plain(""), _doubts(document))
    stated = _stated(looked)
    if stated:
        show(plain(""), plain(stated, "bold"))


class _Styles:
    """The colour of each version and each kind; a text has that of its version."""

    def __init__(self, document: Document) -> None:
        names = [version.name for version in document.versions]
        self._versions = {name: _VERSIONS[n % len(_VERSIONS)] for n, name in enumerate(names)}

    def of_version(self, name: str) -> str:
        return self._versions.get(name, "")

    def of_block(self, block: Block) -> str:
        if block.kind in INTERRUPTING_KINDS - {Kind.NOTE_ANCHOR}:
            return "red"
        accent = _ACCENTS.get(block.kind, "")
        return _OUTSIDE.get(block.kind) or f"{accent} {self.of_version(block.version)}".strip()


def _blocks(document: Document, styles: _Styles) -> "Table":
    from diptych.cli.console import grid, plain, shortened, terminal_width
    from diptych.line_numbers import LineNumbers

    lines = LineNumbers(document.source.text)
    width = terminal_width()
    beneath = width is not None and width < _NARROW
    rows: list[list[str | Text]] = []
    for block in document.blocks:
        if block.kind is Kind.BLANK:
            continue
        style = styles.of_block(block)
        text = shortened(block.span.of(document.source.text), _SHOWN, style)
        reason = plain(block.reason, "bold" if block.reason.startswith("diptych.toml") else "dim")
        rows.append(
            [
                lines.shown(block.span),
                plain(block.kind.value, style),
                "" if block.language == "und" else block.language,
                plain(block.version, styles.of_version(block.version)),
                *([text.append("\n").append_text(reason)] if beneath else [text, reason]),
            ]
        )
    columns = ["lines", "kind", "language", "version", "text", *([] if beneath else ["reason"])]
    return grid([(column, column == "lines") for column in columns], rows, fold=(4, 5))


def _kinds(document: Document, styles: _Styles) -> "Table":
    from diptych.cli.console import grid, plain

    counts: Counter[tuple[Kind, str]] = Counter()
    for block in document.blocks:
        counts[block.kind, block.version] += len(block.span)
    names = [version.name for version in document.versions]
    kinds: Counter[Kind] = Counter()
    for (kind, _), count in counts.items():
        kinds[kind] += count
    total = len(document.source.text)
    rows: list[list[str | Text]] = [
        [
            plain(kind.value, _OUTSIDE.get(kind, "")),
            str(count),
            f"{count / total:.1%}",
            *(plain(_count(counts, kind, name), styles.of_version(name)) for name in names),
        ]
        for kind, count in kinds.most_common()
    ]
    sums = (sum(counts[kind, name] for kind in kinds) for name in names)
    rows.append(["all of the file", str(total), f"{1:.1%}", *map(str, sums)])
    return grid([("kind", False), *((c, True) for c in ("characters", "share", *names))], rows)


def _count(counts: Mapping[tuple[Kind, str], int], kind: Kind, version: str) -> str:
    return str(counts[kind, version]) if counts[kind, version] else ""


def _versions(document: Document, styles: _Styles) -> "Table":
    from diptych.cli.console import grid, plain

    rows: list[list[str | Text]] = [
        [
            plain(v.name, styles.of_version(v.name)),
            v.language,
            v.role.value,
            str(len(v.paragraphs)),
            str(len(v.sentences)),
            v.role_reason,
        ]
        for v in document.versions
    ]
    if document.missing:
        rows.append(["", document.missing, "original", "", "", "stated, but not in this file"])
    columns = ("version", "language", "role", "paragraphs", "sentences", "reason")
    return grid([(column, column in ("paragraphs", "sentences")) for column in columns], rows, fold=(5,))


def _fields(document: Document) -> "Table":
    from diptych.cli.console import grid

    rows = []
    for field in document.metadata.fields:
        parts = "; ".join(f"{level} {words}" for level, words in field.parts)
        rows.append([field.name, field.value, field.normal or parts])
    return grid([("stated", False), ("value", False), ("normal form", False)], rows, fold=(0, 1))


def _doubts(document: Document) -> "Table":
    from diptych.cli.console import grid, shortened
    from diptych.line_numbers import LineNumbers

    lines = LineNumbers(document.source.text)
    text = document.source.text
    rows: list[list[str | Text]] = [
        [lines.shown(d.span), shortened(d.span.of(text), _SHOWN, "red"), d.reason] for d in document.doubts
    ]
    return grid([("lines", True), ("doubtful text", False), ("reason", False)], rows, fold=(1, 2))


def _stated(looked: "Looked") -> str:
    """What `diptych.toml` states about the file, in a line; empty where that is nothing."""
    settings = looked.guidance.settings
    said = [f"languages {' '.join(settings.languages)}"] if settings.languages else []
    said += [f"original {settings.original}"] if settings.original else []
    said += [f"encoding {settings.encoding}"] if settings.encoding else []
    said += [one.shown for one in settings.ranges]
    return f"heeded from diptych.toml: {', '.join(said)}" if said else ""
