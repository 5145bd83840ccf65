"""The index format of the gold sets: one bead a line, `[0]:[0, 1]:0.973`, indexes from 0.

Vecalign reads and writes the same (Thompson & Koehn 2019); there the third field is a cost, here it is the
confidence, and it may be left out. An empty side is `[]`.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from diptych.alignment.anchors import Indices, show
from diptych.alignment.matching import Match
from diptych.errors import AlignmentError

_LINE = re.compile(r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*(\S+)\s*)?")


def read_pairs(path: Path) -> list[Match]:
    """Reads a file of beads; where a line states no confidence it is 1.

    Raises:
        AlignmentError: a line is not a bead, or the file cannot be read; the message names both.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AlignmentError(
            f"cannot be read: {error}", path, "give a text file with one bead a line"
        ) from error
    return [_read_line(line, f"{path}:{n}") for n, line in enumerate(lines, 1) if line.strip()]


def write_pairs(matches: Iterable[Match]) -> str:
    """The beads in the index format, one a line.

    >>> print(write_pairs([Match((0,), (0, 1), 0.973)]), end="")
    [0]:[0, 1]:0.973
    """
    return "".join(f"{show((match.source, match.target))}:{match.confidence:.3f}\n" for match in matches)


def _read_line(line: str, place: str) -> Match:
    match = _LINE.fullmatch(line)
    sides = (_indexes(match[1]), _indexes(match[2])) if match else (None, None)
    confidence = _confidence(match[3]) if match else None
    if sides[0] is None or sides[1] is None or confidence is None:
        raise AlignmentError(
            f"not a bead: {line.strip()[:60]!r}",
            place,
            "expected indexes as in [0]:[0, 1] or [0]:[0, 1]:0.973",
        )
    return Match(sides[0], sides[1], confidence)


def _indexes(text: str) -> Indices | None:
    fields = [field.strip() for field in text.split(",")] if text.strip() else []
    return tuple(map(int, fields)) if all(field.isdecimal() for field in fields) else None


def _confidence(text: str | None) -> float | None:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return None
