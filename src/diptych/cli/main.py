"""`diptych` itself: its commands, and what becomes of everything that can go wrong.

The rooms are imported inside the commands, so that `diptych --help` does not
wait for pandas and the encoder.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from diptych import __version__
from diptych.cli.align import align
from diptych.cli.build import build
from diptych.cli.check import check
from diptych.cli.evaluate import evaluate
from diptych.cli.export import export
from diptych.cli.import_ import import_
from diptych.cli.inspect import inspect
from diptych.cli.pair import pair
from diptych.cli.summary import summary
from diptych.cli.validate import validate
from diptych.errors import DiptychError

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""One thread a process: with more, two processes on two cores run fifty times slower."""

_COLLECT_AFTER = 100_000
"""New objects between two runs of the garbage collector. Beads and sentences are many small objects that
stay; to look through them after every 700, as Python does, takes a tenth of the time of an export."""

INTERRUPTED = 130
PIPE_CLOSED = 141


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, prog_name="diptych")
@click.pass_context
def commands(context: click.Context) -> None:
    """Turn messy bilingual documents into parallel corpora: TEI and TSV.

    Example: put documents into a folder 'seeds' and run 'diptych build' beside it.

    Exit status: 0 all is well, 1 some documents failed or problems were found,
    2 the command could not be carried out.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)


for command in (build, align, pair, inspect, check, summary, export, import_, validate, evaluate):
    commands.add_command(command)


def main(args: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit status.

    Args:
        args: the command line without the program's name; by default the process's own.
    """
    gc.set_threshold(_COLLECT_AFTER)
    for variable in _THREADS:  # before anything imports numpy
        os.environ.setdefault(variable, "1")
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a letter must not stop the work
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run a command; every failure becomes one line on standard error and an exit status."""
    try:
        status = commands.main(args, prog_name="diptych", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        return _complain("interrupted; what was finished stays", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the last flush would fail again
        return PIPE_CLOSED
    except Exception as error:
        return _complain(_described(error))
    return status if isinstance(status, int) else 0


def _complain(message: str, status: int = 2) -> int:
    click.echo(f"diptych: {' '.join(message.split())}", err=True)
    return status


def _described(error: Exception) -> str:
    """An exception as one line: where, what, what to do."""
    match error:
        case click.UsageError():
            name = error.ctx.command_path if error.ctx else "diptych"
            return f"{error.format_message()} (see {name} --help)"
        case click.ClickException():
            return error.format_message()
        case DiptychError():
            return str(error)
        case MemoryError():
            return "not enough memory (split the input, or use fewer --jobs)"
        case UnicodeError():
            return (
                f"text that cannot be written or read: {error.reason if hasattr(error, 'reason') else error}"
            )
        case OSError():
            place = f"{error.filename}: " if error.filename else ""
            return f"{place}{error.strerror or error}"
        case _:
            return f"internal error: {type(error).__name__}: {error} (a fault in diptych; please report it)"
