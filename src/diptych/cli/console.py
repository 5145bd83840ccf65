"""What the commands share: tables that are whole when piped, progress only for people, results to a file."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

UNBOUNDED = 100_000
"""Columns of what is no terminal: nothing is cut or folded there."""


def grid(
    columns: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str | Text]], fold: Sequence[int] = (0,)
) -> Table:
    """A table without lines.

    Args:
        columns: header, and whether it holds numbers.
        rows: the cells.
        fold: the columns that give way where the terminal is narrow.
    """
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for place, (header, numeric) in enumerate(columns):
        table.add_column(
            header,
            justify="right" if numeric else "left",
            vertical="top",
            overflow="fold",
            no_wrap=place not in fold,
        )
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else plain(cell) for cell in row))
    return table


def plain(text: str, style: str = "") -> Text:
    """Text as it is: no markup, no control characters that could act on a terminal."""
    return Text("".join(letter if letter.isprintable() else " " for letter in text), style=style)


def shortened(text: str, columns: int, style: str = "") -> Text:
    """The beginning of a text on one line, in so many columns at most; wide letters take two."""
    folded = plain(" ".join(text[: 4 * columns].split()), style)
    folded.truncate(columns, overflow="ellipsis")
    return folded


def terminal_width() -> int | None:
    """Columns of the terminal that is written to; none where it is a pipe or a file."""
    return Console().width if _is_terminal() else None


def _is_terminal() -> bool:
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def show(*things: Table | Text) -> None:
    """Print on standard output: coloured and folded for a terminal, plain and whole for everything else.

    The environment overrules: NO_COLOR takes the colours off, FORCE_COLOR has a pipe treated as a terminal.
    """
    if _is_terminal():
        console = Console(highlight=False)
        for thing in things:
            console.print(thing)
        return
    buffer = StringIO()
    console = Console(file=buffer, width=UNBOUNDED, color_system=None, highlight=False)
    for thing in things:
        console.print(thing)
    click.echo("\n".join(line.rstrip() for line in buffer.getvalue().splitlines()))


@contextmanager
def progress(what: str, quiet: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """A function to report progress to, drawn on standard error; none where nobody would see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, name="")

        def report(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, name=name)

        yield report


def deliver(data: bytes, output: Path | None) -> None:
    """Results to a file, whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    deliver_all({output: data})


def deliver_all(files: Mapping[Path, bytes]) -> None:
    """Results to files, all of them or none."""
    from diptych.corpus import write_all

    write_all(files)
