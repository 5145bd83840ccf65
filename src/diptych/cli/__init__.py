"""The command line: one file a command, no logic; everything happens in the other rooms."""

from diptych.cli.main import main

__all__ = ["main"]
