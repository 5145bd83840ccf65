"""Time codes of recordings in front of what is said: “00:41”, “[00:01:15]”, “(2:30)”.

A log gives times of the day, which are its text. What tells a recording's is that they count from its
beginning: the first says hardly anything, and from line to line they grow.
"""

import itertools
import re
from collections.abc import Sequence

from diptych.model import Kind
from diptych.survey import shape
from diptych.survey.units import Unit

FEWEST = 3
"""Codes on a page."""
_CODE = re.compile(
    r"[\[(]?(?P<code>\d{1,2}:[0-5]\d(?::[0-5]\d)?)(?:[.,]\d{1,3})?"
    r"(?:\s?[-–—>]{1,3}\s?\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?)?[\])]?(?:[ \t\u00a0\u3000]+[-–—]?|$)"
)
_LATEST_START = 120
"""Seconds in which a recording's first code stands."""


def cut_time_codes(units: list[Unit]) -> list[Unit]:
    """Set the time codes of a recording apart from the lines that they stand before."""
    found = {place: code for place, unit in enumerate(units) if unit.kind is None and (code := _code(unit))}
    if len(found) < FEWEST or not _count_from_a_beginning(
        [_seconds(code["code"]) for code in found.values()]
    ):
        return units
    pieces: list[Unit] = []
    for place, unit in enumerate(units):
        if place not in found:
            pieces.append(unit)
            continue
        written, *said = unit.cut(found[place].end())
        pieces += [written.decided(Kind.FURNITURE, "a time code of a recording", "time code"), *said]
    return pieces


def _code(unit: Unit) -> re.Match[str] | None:
    match = _CODE.match(unit.text)
    return match if match and (match.end() == len(unit.text) or shape.letters(unit.text)) else None


def _seconds(code: str) -> int:
    """A code of two figures is minutes and seconds."""
    seconds = 0
    for figure in code.split(":"):
        seconds = seconds * 60 + int(figure)
    return seconds


def _count_from_a_beginning(seconds: Sequence[int]) -> bool:
    """Whether codes grow, and begin near nothing wherever they begin anew, as a second version's do."""
    starts = [
        seconds[0],
        *(this for before, this in itertools.pairwise(seconds) if this < before),
    ]
    return all(start < _LATEST_START for start in starts) and len(starts) * FEWEST <= len(seconds)
