"""The index format of the gold sets: one bead a line, `[0]:[0, 1]:0.973`, indexes from 0.

Vecalign reads and writes the same (Thompson & Koehn 2019); there the third field is a cost, here it is the
confidence, and it may be left out. An empty side is `[]`.
"""

import re
from collections.abc import Iterable
from math import isnan
from pathlib import Path

from diptych.alignment.matches import Indices, Match, Pair, show
from diptych.errors import AlignmentError

_DIGITS = 12
"""Of the largest index."""
_LINE = re.compile(r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*(\S+)\s*)?")
_RANGE = re.compile(r"\s*([0-9]{1,9})\s*(?:[-–]\s*([0-9]{1,9})\s*)?")
_LONGEST_RANGE = 1_000_000


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
    return [read_pair(line, f"{path}:{n}") for n, line in enumerate(lines, 1) if line.strip()]


def read_anchor(text: str) -> Pair:
    """Reads a bead as people write it on a command line, or as it is printed.

    A side is a number, a range, a list of both, or empty.

    Raises:
        AlignmentError: it is not a bead.

    >>> read_anchor("12-13,14:15"), read_anchor("7:"), read_anchor("[0]:[0, 1]:0.973")
    (((12, 13, 14), (15,)), ((7,), ()), ((0,), (0, 1)))
    """
    if text.lstrip().startswith("["):
        match = read_pair(text, "")
        return match.source, match.target
    sides = [_ranges(side) for side in text.split(":")]
    if len(sides) != 2 or sides[0] is None or sides[1] is None:
        raise AlignmentError(
            f"not a bead: {text[:60]!r}",
            hint="write source:target, counting from 0: 12:15, 12-13:15, 12,13:15, or 12: for one alone",
        )
    return sides[0], sides[1]


def write_pairs(matches: Iterable[Match]) -> str:
    """The beads in the index format, one a line.

    >>> print(write_pairs([Match((0,), (0, 1), 0.973)]), end="")
    [0]:[0, 1]:0.973
    """
    return "".join(f"{show((match.source, match.target))}:{match.confidence:.3f}\n" for match in matches)


def read_pair(line: str, place: str) -> Match:
    """Reads a line of such a file; where it states no confidence it is 1.

    Raises:
        AlignmentError: it is not a bead.
    """
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
    return (
        tuple(map(int, fields))
        if all(field.isdecimal() and len(field) <= _DIGITS for field in fields)
        else None
    )


def _ranges(text: str) -> Indices | None:
    """Indexes written as numbers and ranges, with commas between them; None if they are not."""
    found: list[int] = []
    for part in text.split(",") if text.strip() else []:
        match = _RANGE.fullmatch(part)
        if not match:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < first + _LONGEST_RANGE:
            return None
        found += range(first, last + 1)
    return tuple(sorted(set(found)))


def _confidence(text: str | None) -> float | None:
    try:
        confidence = float(text) if text else 1.0
    except ValueError:
        return None
    return None if isnan(confidence) else confidence
