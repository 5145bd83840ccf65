"""Which lines repeat across a project: a quick pass over all documents, the next time over new ones."""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.corpus.state import State
from diptych.corpus.workers import run
from diptych.digests import digest
from diptych.reading import read
from diptych.survey import Repeated, line_marks, repeated_lines

_FEWEST = 3
"""Documents; among less nothing repeats."""
_BYTES = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A file whose lines are to be marked.

    Attributes:
        key: digest and encoding, by which the marks are remembered.
        path: the file.
        encoding: as it is stated; none where it is to be detected.
        max_bytes: larger files are refused.
    """

    key: str
    path: Path
    encoding: str | None
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Repetition:
    """What repeats among some files.

    Attributes:
        lines: packed marks by key, to be remembered.
        by_file: for each file those of its lines that repeat.
    """

    lines: Mapping[str, str]
    by_file: Mapping[str, Repeated]


def find_repetition(
    files: Mapping[str, tuple[Path, str | None]], max_bytes: int, known: Mapping[str, str], jobs: int
) -> Repetition:
    """Marks the lines of all files and finds those that repeat; copies of one file count once.

    Args:
        files: name -> path and stated encoding.
        max_bytes: larger files are left out; so is what cannot be read.
        known: packed marks by key, of earlier builds with the same program.
        jobs: number of processes.
    """
    if len(files) < _FEWEST:
        return Repetition({}, {})
    readings = {name: _reading(*place, max_bytes) for name, place in files.items()}
    wanted = {one.key: one for one in readings.values() if one.key}
    lines = {key: known[key] for key in wanted if key in known}
    new = [one for key, one in sorted(wanted.items()) if key not in lines]
    lines |= {one.key: marks or "" for one, marks in run(_marked, new, min(jobs, len(new)))}
    marks = {key: frozenset(_unpacked(packed)) for key, packed in lines.items()}
    repeated = repeated_lines(list(marks.values()))
    by_file = {name: repeated.among(marks.get(one.key, frozenset())) for name, one in readings.items()}
    return Repetition(lines, by_file)


def repeated_then(state: State) -> Repeated:
    """What repeated when the last build was made."""
    return repeated_lines([frozenset(_unpacked(packed)) for packed in state.lines.values()])


def _reading(path: Path, encoding: str | None, max_bytes: int) -> Reading:
    found = digest(path)
    return Reading(f"{found} {encoding or ''}".strip() if found else "", path, encoding, max_bytes)


def _marked(reading: Reading) -> str:
    """The marks of a file's lines, packed; nothing for a file that will fail when it is built."""
    try:
        return _packed(sorted(line_marks(read(reading.path, reading.encoding, reading.max_bytes).text)))
    except Exception:  # the build itself will tell
        return ""


def _packed(marks: Sequence[int]) -> str:
    return b64encode(b"".join(mark.to_bytes(_BYTES, "big") for mark in marks)).decode("ascii")


def _unpacked(packed: str) -> Iterator[int]:
    try:
        data = b64decode(packed)
    except ValueError:  # somebody was at the state
        return iter(())
    return (int.from_bytes(data[place : place + _BYTES], "big") for place in range(0, len(data), _BYTES))
