"""What the commands say to people beside their results; it waits for no library of tables and colours."""

from collections.abc import Iterable

import click

_SHOWN = 20
"""Lines of many that are much alike."""


def note(message: str) -> None:
    """A line for people, beside the results."""
    click.echo(f"diptych: {message}", err=True)


def note_some(messages: Iterable[str]) -> None:
    """Lines for people, each about one thing of many; the first of them, and how many more there are."""
    lines = list(messages)
    for line in lines[:_SHOWN]:
        note(line)
    if len(lines) > _SHOWN:
        note(f"and {len(lines) - _SHOWN} more such lines")
