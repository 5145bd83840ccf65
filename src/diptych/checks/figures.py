"""What figures may say: `2.500` is 2500 or 2.5, `2 500,5` is 2500.5, XX is 20."""

import re
from collections.abc import Iterator
from fractions import Fraction

from diptych.checks.clock import time_reading
from diptych.checks.readings import Firmness, Role, Value
from diptych.model import Span

_GROUP = "[ \u00a0\u202f\u2009'’.,]"
DIGITS = re.compile(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
"""A number in figures, with what groups them and a decimal."""
ROMAN = re.compile(
    r"(?<![\w.])(?:(?:[IVXLCDM]{2,}|[IVX])(?![\w'’])|[IVX]+(?=(?:e|er|re|ème|ère|nd|th|st|rd|o)(?!\w)))"
)
"""What may be a Roman numeral."""
_DATE = re.compile(
    r"(?<![\d.,/])(?P<a>\d{1,2})(?P<sign>[./-])\s?(?P<b>\d{1,2}|[IVX]{1,4})(?P=sign)\s?(?P<year>\d{4}|\d{2})(?!\d)"
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})[-./]\s?(?P<month>\d{1,2}|[IVX]{1,4})[-./]\s?(?P<day>\d{1,2})(?!\d)"
)
_DAY_MONTH = re.compile(r"(?<![\d.,/])(?P<a>\d{1,2})[./]\s?(?P<b>[IVX]{1,4})(?![\w])")
_DAY_AND_MONTH = re.compile(r"(?<![\d.,/])(?P<a>\d{1,2})\.\s?(?P<b>\d{1,2})\.(?!\s?\d)")
"""4.4. in languages where a number with two stops is no other."""
_SPACED = re.compile(r"(?<![\d.,/])(?P<a>\d{1,2})\s(?P<b>[IVX]{1,4})\s(?P<year>\d{4})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<![\w.,/])(?P<b>[IVX]{1,4})[\s./](?P<year>1[89]\d\d)(?!\d)")
_DAYS_WITH_STOPS = frozenset({"de", "cs", "sk", "da", "nb"})
_ROMAN_MONTHS = frozenset({"pl", "ru", "uk", "cs", "sk"})
_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)")
_MILITARY = re.compile(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)")
_ROMAN_FORM = re.compile(r"M{0,2}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LOOKALIKES = str.maketrans({"Х": "X", "І": "I", "С": "C", "М": "M", "Ⅰ": "I", "Ⅴ": "V", "Ⅹ": "X"})
_MONTH_MAY_BE_FIRST = frozenset({"en"})
_COMMA_GROUPS = frozenset({"en", "zh", "ja", "ko"})
"""Languages in which a comma parts thousands and a dot decimals; in all others both do either."""


def figure_numbers(figures: str, language: str) -> set[Fraction]:
    """The numbers that figures may say.

    >>> sorted(map(str, figure_numbers("2.500", "de")))
    ['2500', '5/2']
    """
    plain = re.sub(r"[ \u00a0\u202f\u2009'’]", "", figures)
    whole, *rest = re.split(r"[.,]", plain)
    signs = re.findall(r"[.,]", plain)
    if not rest:
        return {Fraction(int(whole))}
    are_groups = (
        all(len(piece) == 3 for piece in rest) and len(whole) <= 3 and whole != "0" and len(set(signs)) == 1
    )
    grouped, decimal = (
        Fraction(int(whole + "".join(rest))),
        Fraction(f"{whole}{''.join(rest[:-1])}.{rest[-1]}"),
    )
    if not are_groups:
        return {decimal}
    if len(rest) > 1 or plain != figures or (language in _COMMA_GROUPS and signs[0] == ","):
        return {grouped if plain == figures or len(rest) > 1 else decimal}
    return {decimal} if language in _COMMA_GROUPS else {grouped, decimal}


def clock_reading(figures: str, is_before_hours: bool = False) -> set[str]:
    """The time of day that figures may say: 18.00, or 1745 before a word for hours."""
    match = _CLOCK.fullmatch(figures) or (_MILITARY.fullmatch(figures) if is_before_hours else None)
    return {time_reading(int(match["hour"]), int(match["minute"]))} if match else set()


def is_year(figures: str) -> bool:
    """Whether figures may be a year of archives."""
    return len(figures) == 4 and 1700 <= int(figures) <= 2099


def written_dates(text: str, language: str) -> Iterator[tuple[Span, list[Value]]]:
    """The dates in figures, and the values of their parts: 11.XII.58, 1956-10-23, 14.VII.

    Which of two figures is the day is open in English alone.
    """
    taken: list[Span] = []
    patterns = [_ISO, _DATE, _SPACED, _DAY_MONTH]
    patterns += [_DAY_AND_MONTH] if language in _DAYS_WITH_STOPS else []
    patterns += [_MONTH_YEAR] if language in _ROMAN_MONTHS else []
    for pattern in patterns:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            parts = _parts(match, language)
            if parts and not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
                yield span, parts


def _parts(match: re.Match[str], language: str) -> list[Value]:
    """Day, month and year of a date, as far as it has them; nothing where it is none."""
    groups = match.re.groupindex
    day_group, month_group = ("day", "month") if match.re is _ISO else ("a", "b")
    month = match[month_group]
    days = [int(match[day_group])] if day_group in groups else [1]
    months = [int(month) if month.isdigit() else roman(month)]
    if month.isdigit() and match.re is not _ISO:
        both = sorted({*days, *months})
        if both[-1] > 12:
            days, months = both[1:], both[:1]
        elif language in _MONTH_MAY_BE_FIRST:
            days, months = both, both
    if not all(1 <= n <= 12 for n in months) or not days or not 1 <= max(days) <= 31:
        return []
    found = [_part(match, month_group, {f"m{n}" for n in months}, Role.MONTH)]
    if day_group in groups:
        found.insert(0, _part(match, day_group, {str(n) for n in days}, Role.DAY))
    if "year" in groups:
        found.append(_part(match, "year", _year_readings(int(match["year"])), Role.YEAR))
    return found


def _part(match: re.Match[str], group: str, readings: set[str], role: Role) -> Value:
    return Value(frozenset(readings), Span(*match.span(group)), Firmness.FIRM, role)


def _year_readings(year: int) -> set[str]:
    return {str(year), str(1900 + year)} if year < 100 else {str(year)}


def is_roman(letters: str) -> bool:
    """Whether capital letters are a Roman numeral, and not the abbreviation CD or MM."""
    return bool(_ROMAN_FORM.fullmatch(letters)) and (len(letters) == 1 or not set(letters) <= set("CDM"))


def latin_letters(numeral: str) -> str:
    """A Roman numeral that was typed with letters of another script, as it should be."""
    return numeral.translate(_LOOKALIKES)


def roman(numeral: str) -> int:
    """The value of a Roman numeral.

    >>> roman("XX"), roman("MCMLVIII")
    (20, 1958)
    """
    digits = [_ROMAN_VALUES[c] for c in numeral]
    return sum(-v if v < after else v for v, after in zip(digits, [*digits, 0][1:], strict=True))
