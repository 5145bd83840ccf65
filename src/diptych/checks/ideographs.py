"""Numbers in Chinese, Japanese and Korean: ideographs, and figures before 万 and 亿."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

from diptych.checks.clock import time_reading
from diptych.checks.readings import LAST_RANK, Firmness, Role, Value
from diptych.model import Span

_DIGITS = "〇零一二三四五六七八九十百千万萬亿億两兩廿卅卌壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
_NUMERAL = re.compile(
    rf"[{_DIGITS}]+(?:(?<=[十百千])有[{_DIGITS}]+)?(?:[多余餘][百千万萬亿億]+)?(?:点[{_DIGITS}]+)?|\d+(?:[.,]\d+)*[十百千万萬亿億]+|\d{{1,2}}(?=\s?[月월])|(?<!\d)\d0(?=\s?年代)"
)
_ANY = rf"[{_DIGITS}]+|\d+"
_VAGUE_NUMERAL = re.compile(rf"[{_DIGITS}\d]*(?:[几幾数數](?=[十百千万萬亿億])|(?<=十)[几幾])[{_DIGITS}]*")
"""十几万 and 数百 say how much without a number."""
_PART = re.compile(
    rf"(?P<under>[{_DIGITS}]+|\d+)分之(?P<over>[{_DIGITS}]+(?:点[{_DIGITS}]+)?|\d+(?:\.\d+)?)(?P<half>半)?"
)
_TENTHS = re.compile(
    r"(?P<tenths>[一二三四五六七八九两兩])成(?P<half>半)?(?![立为為员員就功果绩績本长長熟分语語])"
)
_TIME = re.compile(
    rf"(?P<hour>[{_DIGITS}]{{1,3}}|\d{{1,2}})[点點时時]"
    rf"(?:(?P<quarters>[一二两三123])刻|(?P<minute>[{_DIGITS}]{{1,3}}|\d{{1,2}})分?|(?P<half>半)|[整正]|(?![{_DIGITS}\d]))"
)
_PLAN = re.compile(r"(?P<rank>[一二三四五六七八])(?P<years>五)(?=[”」]?(?:计划|期间|时期|計劃|期間|時期))")
_RHYMES = re.compile(r"(?P<rhyme>\w)(?=日?[子丑寅卯辰巳午未申酉戌亥]?[电電])")
"""马电 is a telegram of the 21st: days went by the rhymes of an old dictionary."""
_PERCENTAGE_POINTS = re.compile("[个個]?百分点|[个個]?百分點")
_DAY_OF_EVENT = re.compile(
    r"(?P<month>[一二三四五六七八九]|一二|一一|一(?=二九))[·•]?(?P<day>[一二三四五六七八九]|卅|一[二三八]|二[七八])(?=[”』」]?(?:运动|運動|事变|事變|惨案|慘案|起义|起義|大罢工|政变|妇女节|儿童节|劳动节|国际劳动节|建军节|指示))"
)
"""五四运动 is named after 4 May."""
_ONE_OR_OTHER = re.compile(
    r"(?<![〇零一二三四五六七八九百千])(?P<tens>十|[二三四五六七八九]十)?(?P<one>[一二两兩三四五六七八])、?(?P<other>[二两兩三四五六七八九])(?P<power>[十百千万萬亿億]*)(?![〇零一二三四五六七八九年])"
)
"""七、八十 and 两三千 are two numbers."""
_DOUBLINGS = re.compile("翻(?:了)?(?P<times>[一两兩二三])番")
_AND_A_HALF = re.compile(rf"(?P<whole>[{_DIGITS}]+|\d+)[个個倍](?P<half>半)")
_HALF = re.compile(r"半(?=[年月天日]|小时|小時|个|個|数|數|价|價|世纪|世紀|成品)|一半|半数|半數")
_MONTH = re.compile(r"\s?[月월](?!球)")
_TWO_MONTHS = re.compile(
    r"(?P<one>[一二三四五六七八九十]{1,2})[、至到]?(?P<other>[一二三四五六七八九十]{1,2})月(?!球)"
)
_DATE_SIGN = re.compile(r"\s?[年日号號년일]")
_YEARS = re.compile(r"\s?年代")
_DECADE = re.compile(
    rf"(?P<century>[{_DIGITS}]{{1,3}}|\d{{1,2}})\s?世[纪紀]\s?(?P<decade>[{_DIGITS}]{{1,3}}|\d0)\s?年代"
)
_RANK = re.compile("届|屆|中全会|中全會")
_VAGUE = re.compile("[几幾数數多余餘]")


def ideographic_numbers(text: str, language: str) -> Iterator[tuple[Span, Value | None]]:
    """The numbers written with ideographs, what is longer than a numeral first; of other languages none.

    Yields:
        Where each stands, and its value; none of one that says no number, like 几十万.

    >>> [sorted(v.readings) for _, v in ideographic_numbers("民国十六年十二月，三十四万五千人", "zh") if v]
    [['16', '1927'], ['m12'], ['345000']]
    """
    if language not in {"zh", "ja", "ko"}:
        return
    taken: list[tuple[int, int]] = []
    for pattern, read in (
        (_VAGUE_NUMERAL, _vague),
        (_PERCENTAGE_POINTS, _vague),
        (_PLAN, _plan),
        (_RHYMES, _day_by_rhyme),
        (_DECADE, _decade),
        (_era(), _year_of_era),
        (_PART, _part),
        (_TENTHS, _tenths),
        (_TIME, _time),
        (_AND_A_HALF, _and_a_half),
        (_DAY_OF_EVENT, _day_of_event),
        (_DOUBLINGS, _doublings),
        (_HALF, _half),
        (_TWO_MONTHS, _two_months),
        (_ONE_OR_OTHER, _one_or_other),
        (_NUMERAL, _number),
    ):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found = list(read(match))
                taken += [match.span()] if found else []
                yield from ((value.span if value else Span(*match.span()), value) for value in found)


def _vague(match: re.Match[str]) -> Iterator[Value | None]:
    yield None


def _value(match: re.Match[str], readings: set[str], firmness: Firmness, role: Role = Role.NUMBER) -> Value:
    return Value(frozenset(readings), Span(*match.span()), firmness, role)


def _decade(match: re.Match[str]) -> Iterator[Value | None]:
    value = 100 * (ideographic_value(match["century"]) - 1) + ideographic_value(match["decade"])
    yield _value(match, {str(value), str(value % 100)}, Firmness.FIRM)


def _year_of_era(match: re.Match[str]) -> Iterator[Value | None]:
    number = Fraction(1) if match["year"] == "元" else ideographic_value(match["year"])
    yield _value(match, {str(_eras()[match["era"]] + number), str(number)}, Firmness.FIRM, Role.YEAR)


def _part(match: re.Match[str]) -> Iterator[Value | None]:
    under, over = ideographic_value(match["under"]), ideographic_value(match["over"])
    over += Fraction(1, 2) if match["half"] else 0
    readings = {str(over), str(over / 100)} if under == 100 else {str(over / under if under else over)}
    yield _value(match, readings, Firmness.SOFT)


def _tenths(match: re.Match[str]) -> Iterator[Value | None]:
    percents = 10 * ideographic_value(match["tenths"]) + (5 if match["half"] else 0)
    yield _value(match, {str(percents), str(percents / 100)}, Firmness.SOFT)


def _and_a_half(match: re.Match[str]) -> Iterator[Value | None]:
    value = ideographic_value(match["whole"]) + Fraction(1, 2)
    yield replace(_value(match, {str(value)}, Firmness.SOFT), span=Span(match.start(), match.end("half")))


def _plan(match: re.Match[str]) -> Iterator[Value | None]:
    rank = ideographic_value(match["rank"])
    role = Role.ORDINAL if rank <= LAST_RANK else Role.NUMBER
    for name, value, role_of in (("rank", rank, role), ("years", Fraction(5), Role.NUMBER)):
        yield Value(frozenset({str(value)}), Span(*match.span(name)), Firmness.LOOSE, role_of)


def _day_by_rhyme(match: re.Match[str]) -> Iterator[Value | None]:
    if day := _rhymes().get(match["rhyme"]):
        yield Value(frozenset({day}), Span(*match.span()), Firmness.IDLE, Role.DAY)


@cache
def _rhymes() -> dict[str, str]:
    lines = files(__package__).joinpath("data", "calendar", "rhymes.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {rhyme: day for day, rhymes in rows for rhyme in rhymes}


def _day_of_event(match: re.Match[str]) -> Iterator[Value | None]:
    month, day = ideographic_value(match["month"]), ideographic_value(match["day"])
    for name, reading, role in (("month", f"m{month}", Role.MONTH), ("day", str(day), Role.DAY)):
        yield Value(frozenset({reading}), Span(*match.span(name)), Firmness.IDLE, role)


def _one_or_other(match: re.Match[str]) -> Iterator[Value | None]:
    one, other = ideographic_value(match["one"]), ideographic_value(match["other"])
    if other - one != 1 and not (one == 3 and other == 5):
        return
    tens = ideographic_value(match["tens"]) if match["tens"] else 0
    factor = ideographic_value("一" + match["power"]) if match["power"] else 1
    for name, value in (("one", one), ("other", other)):
        yield Value(frozenset({str(tens + value * factor)}), Span(*match.span(name)), Firmness.LOOSE)


def _doublings(match: re.Match[str]) -> Iterator[Value | None]:
    yield _value(match, {str(2 ** ideographic_value(match["times"]))}, Firmness.SOFT)


def _half(match: re.Match[str]) -> Iterator[Value | None]:
    yield _value(match, {"1/2"}, Firmness.LOOSE)


def _time(match: re.Match[str]) -> Iterator[Value | None]:
    hour = ideographic_value(match["hour"])
    if hour > 24 or (match["minute"] and not match[0].endswith("分") and len(match["minute"]) < 2):
        return
    quarters = 15 * ideographic_value(match["quarters"] or "0")
    minute = 30 if match["half"] else quarters or ideographic_value(match["minute"] or "0")
    readings = {time_reading(int(hour), int(minute)), *({str(hour)} if not minute else ())}
    yield _value(match, readings, Firmness.FIRM if minute else Firmness.SOFT, Role.TIME)


def _two_months(match: re.Match[str]) -> Iterator[Value | None]:
    """二、三月 and 七八月, but not 十二月."""
    one, other = ideographic_value(match["one"]), ideographic_value(match["other"])
    is_joined = match.end("one") == match.start("other")
    if other > 12 or one > 12 or one >= other or (is_joined and (one >= 10 or other >= 10)):
        return
    for name, month in (("one", one), ("other", other)):
        yield Value(frozenset({f"m{month}"}), Span(*match.span(name)), Firmness.SOFT, Role.MONTH)


def _number(match: re.Match[str]) -> Iterator[Value | None]:
    text, said = match.string, match[0]
    if len(said) > 1 and said[-1] in "两兩":  # the unit of weight
        said = said[:-1]
    value = ideographic_value(_VAGUE.sub("", said).replace("有", ""))
    is_month = _MONTH.match(text, match.end()) and 1 <= value <= 12
    readings = {f"m{value}"} if is_month else {str(value)}
    if text[match.end() : match.end() + 1] == "倍":
        value += Fraction(text[match.end() + 1 : match.end() + 2] == "半") / 2
        readings = {str(value), str(value + 1)}
    if _YEARS.match(text, match.end()) and 10 <= value < 100:
        readings.add(str(1900 + value))
    is_dated = is_month or _DATE_SIGN.match(text, match.end())
    around = text[: match.start()][-1:], text[match.end() :][:1]
    if not text[: match.start()].strip("（( ") and around[1] in {"、", "）", ")", "．"}:  # a label
        yield None
        return
    is_vague = len(match[0]) == 1 or any(map(_VAGUE.search, (*around, said)))
    firmness = Firmness.SOFT
    is_rank = around[0] == "第" or _RANK.match(text, match.end()) is not None
    if is_dated and len(match[0]) > 1:
        firmness = Firmness.FIRM
    elif is_vague and not (is_rank and value > LAST_RANK):
        firmness = Firmness.LOOSE
    role = Role.ORDINAL if is_rank and 1 <= value <= LAST_RANK else Role.NUMBER
    yield _value(match, readings, firmness, Role.MONTH if is_month else role)


@cache
def _eras() -> dict[str, int]:
    """The eras that years are counted in, and the year before each."""
    lines = files(__package__).joinpath("data", "calendar", "eras.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: int(before) for before, names in rows for name in names.split()}


@cache
def _era() -> re.Pattern[str]:
    return re.compile(rf"(?P<era>{'|'.join(_eras())})(?P<year>元|{_ANY})年")


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
