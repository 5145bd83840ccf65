"""What a number or a date of a sentence may be: a value is a set of readings."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction

from diptych.model import Span


class Firmness(IntEnum):
    """How surely a passage says a number that a translation has to say, too."""

    IDLE = -1
    """In a set phrase, where a number says no number."""
    LOOSE = 0
    FAINT = 1
    """Small numbers in words, which idioms have: where one is missing somebody should look."""
    SOFT = 2
    FIRM = 3


class Role(StrEnum):
    """What a value is."""

    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"
    ORDINAL = "ordinal"
    """First to third in words, which languages leave unsaid as they like, but do not mix up."""


LAST_RANK = 3
"""The highest ordinal that is no number like others."""
DATE_ROLES = frozenset({Role.DAY, Role.MONTH, Role.YEAR})


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands.

    Attributes:
        readings: what it may be: `1958`, `5/2`, `m12` for December, `t5:30` for half past five,
            `months:30` for two and a half years.
        span: in the sentence.
        firmness: whether a translation has to have it.
        role: what it is.
    """

    readings: frozenset[str]
    span: Span
    firmness: Firmness
    role: Role = Role.NUMBER

    def same(self, other: "Value") -> bool:
        """Whether both may be the same value."""
        return not self.readings.isdisjoint(other.readings)

    def numbers(self) -> list[Fraction]:
        """The plain numbers among the readings."""
        return [Fraction(reading) for reading in self.readings if reading[0].isdigit()]


def hundredths(readings: set[str]) -> set[str]:
    """The readings of a percentage: 50 per cent is a half."""
    return {str(Fraction(reading) / 100) for reading in readings if reading[0].isdigit()}
