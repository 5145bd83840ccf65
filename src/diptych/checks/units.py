"""Quantities that one language says in one number and another in two, or in another unit.

5 руб. 60 коп. is 5.60 roubles, two years and six months are two and a half years, 48 Stunden are двое суток.
`data/units/<language>.txt` has the units of a language.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

from diptych.checks.readings import Firmness, Role, Value
from diptych.model import Span

_MONEY = frozenset({"roubles", "marks", "francs", "forints", "zlotys", "dollars", "pengos"})
_TWO_FIGURES = re.compile(r"\d\d")
_ANY_ENDING = "~"
_UNSPACED = frozenset({"zh"})
_AND = re.compile(r"[\s,]*(?:\b(?:and|und|és|et|i|и|та|й|с)\b|[零又])?\s*", re.IGNORECASE)
_AND_A_HALF = re.compile("半(?![年月天日])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit behind a number.

    Attributes:
        measure: what it measures: months, minutes, roubles.
        size: how many of the smallest unit it is.
        end: of its word in the sentence.
    """

    measure: str
    size: Fraction
    end: int


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A value and the units that its number may have: metres are centimetres and kilometres at once."""

    value: Value
    units: tuple[Unit, ...]


class Units:
    """The units of a language.

    Args:
        language: first part of a BCP 47 code; of one without data there are none.
    """

    def __init__(self, language: str) -> None:
        self.sizes: dict[str, list[tuple[str, Fraction]]] = {}
        self.customs: dict[str, str] = {}
        for measure, *cells in _rows(language):
            if measure == "custom":
                self.customs[f"{cells[0]}:{cells[1]}"] = f"{cells[0]}:{cells[2]}"
                continue
            for word in cells[1].split():
                self.sizes.setdefault(word, []).append((measure, Fraction(cells[0])))
        longest_first = sorted(self.sizes, key=len, reverse=True)
        words = "|".join(
            re.escape(word).replace(r"\~", r"\w*").replace("~", r"\w*") for word in longest_first
        )
        edges = ("", "") if language in _UNSPACED else (r"[\s\u00a0-]{0,2}", r"(?![^\W_])\.?")
        self._word = re.compile(rf"{edges[0]}({words}){edges[1]}", re.IGNORECASE) if words else None

    def behind(self, text: str, place: int) -> tuple[Unit, ...]:
        """What the word at a place measures."""
        match = self._word.match(text, place) if self._word else None
        if match is None:
            return ()
        return tuple(Unit(measure, size, match.end()) for measure, size in self._sizes(match[1]))

    def _sizes(self, word: str) -> list[tuple[str, Fraction]]:
        lower = word.casefold()
        stems = (lower[:size] + _ANY_ENDING for size in range(len(lower), 0, -1))
        return next((self.sizes[form] for form in (lower, *stems) if form in self.sizes), [])

    def _named(self, value: Value, text: str) -> tuple[Unit, ...]:
        """The unit of a number: behind it, or in it, as in полгода and Vierteljahr."""
        within = self._sizes(value.span.of(text))
        if within and value.numbers():
            number = value.numbers()[0]
            return tuple(Unit(measure, size / number, value.span.end) for measure, size in within if number)
        return self.behind(text, value.span.end)

    def measured(self, found: Sequence[Value], text: str) -> list[Value]:
        """The numbers of a sentence with what they count; those that make one quantity together as one."""
        joined: list[_Quantity] = []
        for value in found:
            units = self._named(value, text) if value.role is Role.NUMBER else ()
            one = self._read(value, units, text) if units else _Quantity(value, ())
            sum_ = self._sum(joined[-1], one, text) if joined else None
            if sum_:
                joined[-1] = sum_
            else:
                joined.append(one)
        return [quantity.value for quantity in joined]

    def _read(self, value: Value, units: tuple[Unit, ...], text: str) -> _Quantity:
        """A number with its quantities as further readings; of 两年半 with the half behind the unit."""
        half = _AND_A_HALF.match(text, units[0].end)
        if half:
            more = frozenset(str(number + Fraction(1, 2)) for number in value.numbers())
            value = replace(value, readings=more, span=Span(value.span.start, half.end()))
            units = tuple(replace(unit, end=half.end()) for unit in units)
        amounts = {f"{u.measure}:{n * u.size}" for u in units for n in value.numbers()}
        amounts |= {str(n * u.size) for u in units for n in value.numbers() if n.denominator > 1}
        customs = {self.customs[amount] for amount in amounts if amount in self.customs}
        value = replace(value, firmness=Firmness.LOOSE) if customs else value
        return _Quantity(replace(value, readings=value.readings | amounts | customs), units)

    def _sum(self, before: _Quantity, one: _Quantity, text: str) -> _Quantity | None:
        """Two quantities that follow each other, the smaller unit behind the larger, as one."""
        for large in before.units:
            if _is_change(large, one, text):
                return _added(before, one, large, replace(large, size=Fraction(1)))
            for small in one.units:
                is_next = _AND.fullmatch(text, large.end, one.value.span.start)
                if large.measure == small.measure and small.size < large.size and is_next:
                    return _added(before, one, large, small)
        return None


def _is_change(large: Unit, one: _Quantity, text: str) -> bool:
    """Whether two figures behind a sum of money are its smaller coins: 3 Mark 60."""
    is_next = (
        large.measure in _MONEY and large.size == 100 and not text[large.end : one.value.span.start].strip()
    )
    return is_next and not one.units and bool(_TWO_FIGURES.fullmatch(one.value.span.of(text)))


def _added(before: _Quantity, one: _Quantity, large: Unit, small: Unit) -> _Quantity | None:
    rest = [number * small.size for number in one.value.numbers() if number * small.size < large.size]
    totals = {number * large.size + more for number in before.value.numbers() for more in rest}
    if not totals:
        return None
    readings = {f"{large.measure}:{total}" for total in totals} | {str(t / large.size) for t in totals}
    value = replace(
        before.value,
        readings=frozenset(readings),
        span=Span(before.value.span.start, one.value.span.end),
        firmness=max(before.value.firmness, one.value.firmness),
    )
    return _Quantity(value, (small,))


@cache
def units(language: str) -> Units:
    """The units of a language, by the first part of its code."""
    return Units(language.partition("-")[0])


def _rows(language: str) -> Iterator[list[str]]:
    path = files(__package__).joinpath("data", "units", f"{language}.txt")
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
