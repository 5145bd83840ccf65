"""Numbers in Chinese, Japanese and Korean: ideographs, and figures before 万 and 亿."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from diptych.model import Span

_DIGITS = "〇零一二三四五六七八九十百千万萬亿億两兩"
_NUMERAL = re.compile(
    rf"[{_DIGITS}]+(?:点[{_DIGITS}]+)?|\d+(?:[.,]\d+)*[十百千万萬亿億]+|\d{{1,2}}(?=\s?[月월])|(?<!\d)\d0(?=\s?年代)"
)
_PART = re.compile(rf"(?P<under>[{_DIGITS}]+|\d+)分之(?P<over>[{_DIGITS}]+|\d+(?:\.\d+)?)")
_TIME = re.compile(
    rf"(?P<hour>[{_DIGITS}]{{1,3}}|\d{{1,2}})[点點时時](?:(?P<minute>[{_DIGITS}]{{1,3}}|\d{{1,2}})分|(?P<half>半)|整|(?![{_DIGITS}\d]))"
)
_MONTH = re.compile(r"\s?[月월](?!球)")
_DATE_SIGN = re.compile(r"\s?[年日号號년일]")
_YEARS = re.compile(r"\s?年代")
_DECADE = re.compile(
    rf"(?P<century>[{_DIGITS}]{{1,3}}|\d{{1,2}})\s?世[纪紀]\s?(?P<decade>[{_DIGITS}]{{1,3}}|\d0)\s?年代"
)
_VAGUE = re.compile("[几幾数數多余餘]")
_LOOSE, _SOFT, _FIRM = 0, 1, 2


@dataclass(frozen=True, slots=True)
class IdeographicNumber:
    """A number and how firmly it is one; the fields are as those of `values.Value`."""

    readings: frozenset[str]
    span: Span
    firmness: int
    role: str


def ideographic_numbers(text: str, language: str) -> Iterator[IdeographicNumber]:
    """The numbers written with ideographs, fractions first; of other languages none.

    >>> [sorted(n.readings) for n in ideographic_numbers("一九五八年十二月，三十四万五千人", "zh")]
    [['1958'], ['m12'], ['345000']]
    """
    if language not in {"zh", "ja", "ko"}:
        return
    decades = list(_DECADE.finditer(text))
    for match in decades:
        start = 100 * (ideographic_value(match["century"]) - 1)
        value = start + ideographic_value(match["decade"])
        yield IdeographicNumber(
            frozenset({str(value), str(value % 100)}), Span(*match.span()), _FIRM, "number"
        )
    parts = [*decades, *_PART.finditer(text)]
    times = [match for match in _TIME.finditer(text) if ideographic_value(match["hour"]) <= 24]
    for match in times:
        minute = 30 if match["half"] else ideographic_value(match["minute"] or "0")
        hour = ideographic_value(match["hour"])
        yield IdeographicNumber(
            frozenset({f"t{int(hour) % 12}:{int(minute):02}", *({str(hour)} if not minute else ())}),
            Span(*match.span()),
            _FIRM if minute else _SOFT,
            "time",
        )
    for match in parts[len(decades) :]:
        under, over = ideographic_value(match["under"]), ideographic_value(match["over"])
        value = over if under == 100 else over / under if under else over
        yield IdeographicNumber(frozenset({str(value)}), Span(*match.span()), _SOFT, "number")
    for match in _NUMERAL.finditer(text):
        if not any(read.start() <= match.start() < read.end() for read in (*parts, *times)):
            yield from _number(match, text)


def _number(match: re.Match[str], text: str) -> Iterator[IdeographicNumber]:
    value = ideographic_value(match[0])
    is_month = _MONTH.match(text, match.end()) and 1 <= value <= 12
    readings = {f"m{value}"} if is_month else {str(value)}
    if _YEARS.match(text, match.end()) and 10 <= value < 100:
        readings.add(str(1900 + value))
    role = "month" if is_month else "number"
    is_dated = is_month or _DATE_SIGN.match(text, match.end())
    is_vague = len(match[0]) == 1 or bool(
        _VAGUE.match(text, match.end()) or _VAGUE.match(text[: match.start()][-1:])
    )
    firmness = _FIRM if is_dated and len(match[0]) > 1 else _LOOSE if is_vague else _SOFT
    yield IdeographicNumber(frozenset(readings), Span(*match.span()), firmness, role)


def ideographic_value(numeral: str) -> Fraction:
    """The value of a numeral: digit by digit (一九五八) or with powers of ten (三十四万), figures among them.

    >>> [str(ideographic_value(numeral)) for numeral in ("3.5万", "二点五亿", "两千零五")]
    ['35000', '250000000', '2005']
    """
    whole, _, rest = numeral.partition("点")
    if rest:
        digits = "".join(str(_digit(c)) for c in rest if _digit(c) < 10)
        powers = "".join(c for c in rest if _digit(c) >= 10)
        factor = ideographic_value("一" + powers) if powers else Fraction(1)
        return Fraction(f"{ideographic_value(whole)}.{digits or 0}") * factor
    figures = re.match(r"[\d.,]+", numeral)
    if figures:
        powers = numeral[figures.end() :]
        factor = ideographic_value("一" + powers) if powers else Fraction(1)
        return Fraction(figures[0].replace(",", "")) * factor
    values = [_digit(c) for c in numeral]
    if max(values) < 10:
        return Fraction(int("".join(map(str, values))))
    total = section = digit = 0
    for value in values:
        if value < 10:
            digit = value
        elif value < 10_000:
            section, digit = section + (digit or 1) * value, 0
        else:
            total, section, digit = (
                (total + (section + digit or 1)) * value
                if value > 10_000
                else total + (section + digit or 1) * value,
                0,
                0,
            )
    return Fraction(total + section + digit)


def _digit(c: str) -> int:
    return 2 if c in "两兩" else int(unicodedata.numeric(c))
