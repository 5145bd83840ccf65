"""How the tests run a command, and what they run it on."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from diptych.cli.main import run

GERMAN = [
    "Guten Morgen, meine Damen und Herren.",
    "Wir beginnen um neun Uhr mit der Sitzung.",
    "Vielen Dank.",
]
ENGLISH = [
    "Good morning, ladies and gentlemen.",
    "We begin the meeting at nine o'clock.",
    "Thank you very much.",
]


class Ran(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def diptych(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line in this process."""

    def call(*args: object) -> Ran:
        capfd.readouterr()
        status = run([str(arg) for arg in args])
        return Ran(status, *capfd.readouterr())

    return call


@pytest.fixture
def project(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (
        seeds / "a_rather_long_name_of_a_document_as_archives_like_them_to_be_written_in_full_1958.txt"
    ).write_text("\n\n".join((" ".join(GERMAN), " ".join(ENGLISH))) + "\n")
    (seeds / "note.txt").write_text("The committee met on Monday and spoke about the harvest.\n")
    return tmp_path


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two files with one sentence a line."""
    paths = tmp_path / "one.de", tmp_path / "other.en"
    for path, lines in zip(paths, (GERMAN, ENGLISH), strict=True):
        path.write_text("\n".join(lines) + "\n")
    return paths
