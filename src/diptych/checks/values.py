"""Numbers and dates of a sentence by value, however they are written.

What is compared is not the writing: 2 500 тыс. and 2.5 million, XX съезд and 20th Congress, 11.XII.58 and
11 December 1958, 17 час. 30 мин. and 5:30 p.m. have the same value. Where a writing has several readings
(11/12/58, 2.500, '58) all are kept: two values are the same if they share one.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from fractions import Fraction

from diptych.checks.ideographs import ideographic_numbers
from diptych.checks.numerals import Numerals, WrittenNumber, numerals
from diptych.model import Span
from diptych.months import month_names


class Firmness(IntEnum):
    """How surely a passage says a number that a translation has to say, too."""

    LOOSE = 0
    SOFT = 1
    FIRM = 2


class Role(StrEnum):
    """What a value is."""

    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"


DATE_ROLES = frozenset({Role.DAY, Role.MONTH, Role.YEAR})


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands.

    Attributes:
        readings: what it may be: `1958`, `5/2`, `m12` for December, `t5:30` for half past five.
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


_GROUP = "[ \u00a0\u202f\u2009'’.,]"
_DIGITS = re.compile(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_DATE = re.compile(
    r"(?<![\d.,/])(?P<a>\d{1,2})(?P<sign>[./-])\s?(?P<b>\d{1,2}|[IVX]{1,4})(?P=sign)\s?(?P<year>\d{4}|\d{2})(?!\d)"
)
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(r"(?<![\d.,/])(?P<a>\d{1,2})[./]\s?(?P<b>[IVX]{1,4})(?![\w])")
_TIME = re.compile(r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?P<sign>[:.：])(?P<minute>[0-5]\d)(?![\d]|[.,:]\d)")
_FRACTION = re.compile(r"(?<![\d/])(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d/])")
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅛": "1/8"}
_SIGN_BEHIND = re.compile(rf"[ \u00a0\u202f]?([{''.join(_SIGNS)}])")
_ROMAN = re.compile(r"(?<![\w.])(?:[IVXLCDM]{2,}|[IVX])(?![\w'’])")
_ROMAN_FORM = re.compile(r"M{0,2}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LOOKALIKES = str.maketrans({"Х": "X", "І": "I", "С": "C", "М": "M", "Ⅰ": "I", "Ⅴ": "V", "Ⅹ": "X"})
_MERIDIEM = re.compile(r"\s*(?P<half>[ap])\.?\s?m\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LABEL = re.compile(r"\s*\(?\d{1,3}[.)、．](?!\d)")
_ORDINAL_SIGN = re.compile(
    r"(?:st|nd|rd|th|[-‑]?(?:й|го|му|м|е|я|ю|х|ые|ых|ой|ый|ая|ое|а|та|те)|er|ers?|re|e|ème|º|ª|°)\b"
)
_DECADE_SIGN = re.compile(r"[-‑]?(?:х|е|ых|ые|s|er|ern|es|as|os|ties)\b|年代")
_THREE_WORDS = re.compile(r"(?:[\s-]{1,3}[^\W\d_]+){1,3}")
_PERCENT = re.compile(r"\s?(?:%|‰|per\s+cent\b|pour\s+cent\b|v\.\s?H\.)")
_MINUTES_BEHIND = re.compile(
    r"[\s.]*(?P<hour>[^\W\d_]+)[\s.]+(?P<minute>\d{1,2})(?!\d)\s*(?P<word>[^\W\d_]+)?"
)
_CAPITAL_MONTHS = frozenset({"en", "de"})
_NEAR = 3
_ABBREVIATED = range(3, 6)
_HALF_TO = frozenset(
    {"de", "hu", "ru", "uk", "pl", "cs", "sk", "nl", "sv", "da", "nb", "fi", "et", "lv", "lt"}
)
"""Languages in which half ten is half past nine."""
_CENTURIES = (1800, 1900)
_COMMA_GROUPS = frozenset({"en", "zh", "ja", "ko"})
"""Languages in which a comma parts thousands and a dot decimals; in all others both do either."""


def values(text: str, language: str) -> list[Value]:
    """The numbers and dates of a sentence, in its order.

    Args:
        text: the sentence.
        language: BCP 47 code; of a language without number words only figures are read.

    >>> [sorted(v.readings) for v in values("11.XII.58 г. сдано 2 500 тыс. пудов", "ru")]
    [['11'], ['m12'], ['1958', '58'], ['2500000']]
    """
    return _Reader(text, language).read()


class _Reader:
    """Reads one sentence; what one rule has read no later rule sees."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language.partition("-")[0]
        self.numerals: Numerals = numerals(language)
        self.left = (
            text.translate(_LOOKALIKES) if language[:2] in {"ru", "uk", "bg", "be", "sr", "mk"} else text
        )
        self.found: list[Value] = []

    def read(self) -> list[Value]:
        self._dates()
        self._times()
        self._signs()
        for value in list(ideographic_numbers(self.left, self.language)):
            self._take(value.span, value.readings, Firmness(value.firmness), Role(value.role))
            self._blank(value.span)
        self._figures()
        self._romans()
        self._words()
        ordered = sorted(self.found, key=lambda value: value.span)
        return _with_months(self._added_up(ordered))

    def _take(self, span: Span, readings: Set[str], firmness: Firmness, role: Role) -> None:
        self.found.append(Value(frozenset(readings), span, firmness, role))

    def _blank(self, span: Span) -> None:
        self.left = self.left[: span.start] + " " * len(span) + self.left[span.end :]

    def _dates(self) -> None:
        for pattern in (_ISO, _DATE, _DAY_MONTH):
            for match in list(pattern.finditer(self.left)):
                if pattern is _ISO:
                    parts = [("day", [int(match["day"])]), ("month", [int(match["month"])])]
                else:
                    parts = self._day_and_month(match)
                if not parts or not all(1 <= n <= 12 for n in parts[1][1]) or max(parts[0][1]) > 31:
                    continue
                for name, numbers in parts:
                    group = {"day": "a", "month": "b"}[name] if pattern is not _ISO else name
                    sign = "m" if name == "month" else ""
                    place = Span(*match.span(group))
                    self._take(place, frozenset(f"{sign}{n}" for n in numbers), Firmness.FIRM, Role(name))
                if "year" in match.re.groupindex:
                    place = Span(*match.span("year"))
                    self._take(place, _year_readings(int(match["year"])), Firmness.FIRM, Role.YEAR)
                self._blank(Span(*match.span()))

    def _day_and_month(self, match: re.Match[str]) -> list[tuple[str, list[int]]]:
        one = int(match["a"])
        if not match["b"].isdigit():
            return [("day", [one]), ("month", [roman(match["b"])])]
        other = int(match["b"])
        if one <= 12 and other <= 12 and one != other:
            return [("day", [one, other]), ("month", [other, one])]
        return [("day", [max(one, other)]), ("month", [min(one, other)])]

    def _times(self) -> None:
        for match in list(_TIME.finditer(self.left)):
            meridiem = _MERIDIEM.match(self.text, match.end())
            word = self._word_behind(match.end())
            is_time = match["sign"] in ":：" or meridiem or word in self.numerals.hours
            if not is_time:
                continue
            end = meridiem.end() if meridiem else match.end()
            self._take(
                Span(match.start(), end), {_time(match["hour"], match["minute"])}, Firmness.FIRM, Role.TIME
            )
            self._blank(Span(match.start(), end))

    def _signs(self) -> None:
        for match in list(_FRACTION.finditer(self.left)):
            over, under = int(match["over"]), int(match["under"])
            if 0 < over < under <= 10:
                readings = {str(Fraction(over, under)), match[0]}
                self._take(Span(*match.span()), readings, Firmness.SOFT, Role.NUMBER)
                self._blank(Span(*match.span()))

    def _figures(self) -> None:
        label = _LABEL.match(self.text)
        for match in list(_DIGITS.finditer(self.left)):
            span = Span(*match.span())
            if not self.left[span.start : span.end].strip():  # the minutes of an hour
                continue
            readings = {str(number) for number in _numbers(match[0], self.language)}
            behind = span.end
            if fraction := _SIGN_BEHIND.match(self.text, behind):
                readings = {str(Fraction(reading) + Fraction(_SIGNS[fraction[1]])) for reading in readings}
                behind = fraction.end()
            firmness = Firmness.LOOSE if label and span.end <= label.end() else Firmness.FIRM
            role = Role.NUMBER
            if times := self._times_behind(behind):
                factor, behind = times
                readings = {str(Fraction(reading) * factor) for reading in readings}
            elif match[0].isdigit():
                readings |= self._more_readings(match, behind)
                role = Role.YEAR if _is_year(match[0]) else Role.NUMBER
            if self._is_percent(behind):
                readings |= _hundredths(readings)
            span = Span(span.start, behind)
            self._take(span, readings, firmness, role)
            self._blank(span)
        for place, sign in enumerate(self.left):
            if sign in _SIGNS:
                self._take(Span(place, place + 1), {_SIGNS[sign]}, Firmness.SOFT, Role.NUMBER)

    def _times_behind(self, place: int) -> tuple[Fraction, int] | None:
        """A word like `million` behind figures, and where it ends."""
        match = re.compile(r"[\s-]*").match(self.text, place)
        word = _WORD.match(self.text, match.end() if match else place)
        if not word:
            return None
        for numeral in self.numerals.readings(word[0].casefold()):
            if numeral.kind == "times":
                end = word.end() + (self.text[word.end() : word.end() + 1] == ".")
                return numeral.value, end
        return None

    def _more_readings(self, match: re.Match[str], behind: int) -> set[str]:
        """Other things that a plain whole number may be: a year of two figures, a time."""
        number = int(match[0]) if len(match[0]) < 9 else -1
        found: set[str] = set()
        if len(match[0]) == 2 and number >= 10:
            in_decade = _DECADE_SIGN.match(self.text, behind)
            found |= {str(century + number) for century in _CENTURIES[0 if in_decade else 1 :]}
        if 1000 <= number < 2100 and _DECADE_SIGN.match(self.text, behind) and number % 10 == 0:
            found.add(str(number % 100))
        if 0 <= number <= 24 and (self._is_hour(behind) or _MERIDIEM.match(self.text, behind)):
            found.add(_time(match[0], self._minutes_behind(behind)))
        return found

    def _is_hour(self, behind: int) -> bool:
        """Whether a word for hours or parts of the day follows within three words."""
        near = _THREE_WORDS.match(self.text, behind)
        words = _WORD.findall(near[0]) if near else []
        return any(word.casefold() in self.numerals.hours for word in words)

    def _is_percent(self, behind: int) -> bool:
        if _PERCENT.match(self.text, behind):
            return True
        return self._word_behind(behind) in self.numerals.percents

    def _minutes_behind(self, place: int) -> str:
        """The minutes that follow an hour and the word for it; they are no number of their own then."""
        match = _MINUTES_BEHIND.match(self.text, place)
        if not match:
            return "0"
        has_word = (match["word"] or "").casefold() in self.numerals.minutes
        if not has_word and (len(match["minute"]) < 2 or int(match["minute"]) > 59 or len(match["hour"]) > 1):
            return "0"
        self._blank(Span(*match.span("minute")))
        return match["minute"]

    def _word_behind(self, place: int) -> str:
        match = re.compile(r"[\s-]*").match(self.text, place)
        word = _WORD.match(self.text, match.end() if match else place)
        return word[0].casefold() if word else ""

    def _romans(self) -> None:
        for match in list(_ROMAN.finditer(self.left)):
            if not _ROMAN_FORM.fullmatch(match[0]) or (len(match[0]) > 1 and set(match[0]) <= set("CDM")):
                continue
            firmness = Firmness.SOFT if len(match[0]) > 1 else Firmness.LOOSE
            self._take(Span(*match.span()), {str(roman(match[0]))}, firmness, Role.NUMBER)
            self._blank(Span(*match.span()))

    def _words(self) -> None:
        tokens = list(self._tokens())
        place = 0
        while place < len(tokens):
            place += self._read_word(tokens, place)

    def _tokens(self) -> Iterator[re.Match[str]]:
        """Words; of a compound with hyphens each one, unless the language lists it whole."""
        for match in re.finditer(rf"{_WORD.pattern}(?:[-‑]{_WORD.pattern})*", self.left):
            if self.numerals.readings(match[0].casefold()):
                yield match
            else:
                yield from _WORD.finditer(self.left, match.start(), match.end())

    def _read_word(self, tokens: Sequence[re.Match[str]], place: int) -> int:
        """Reads what begins at a word; how many words that took."""
        first = tokens[place]
        facts = self.numerals.word(first[0].casefold())
        month = self._month(first)
        if month:
            self._take(Span(*first.span()), {f"m{month}"}, self._firmness_of_month(first), Role.MONTH)
            return 1
        run = self._run(tokens, place) if facts.begins else []
        written = self.numerals.read([token[0].casefold() for token in run]) if run else None
        if written and (half := self._half_to(run, written)):
            return half
        if written:
            span = Span(first.start(), run[written.words - 1].end())
            readings = self._written_readings(written.value, written.kind, span.end)
            words = [token[0].casefold() for token in run[: written.words]]
            self._take(span, readings, self._firmness(written.value, written.kind, words), Role.NUMBER)
            return written.words
        if facts.prefix is not None:
            self._take(Span(*first.span()), {str(facts.prefix)}, Firmness.LOOSE, Role.NUMBER)
        return 1

    def _half_to(self, run: Sequence[re.Match[str]], written: WrittenNumber) -> int:
        """A half before an hour, as in `halb zehn`; how many words that took."""
        if written.kind != "half" or written.words > 1 or self.language not in _HALF_TO:
            return 0
        hour = self.numerals.read([token[0].casefold() for token in run[1:]])
        if not hour or hour.value.denominator > 1 or not 1 <= hour.value <= 12:
            return 0
        span = Span(run[0].start(), run[hour.words].end())
        self._take(span, {_time(str(hour.value - 1), "30")}, Firmness.LOOSE, Role.TIME)
        return 1 + hour.words

    def _run(self, tokens: Sequence[re.Match[str]], place: int) -> list[re.Match[str]]:
        """The words from a place on that nothing but blanks and hyphens stands between."""
        run = [tokens[place]]
        for token in tokens[place + 1 : place + 14]:
            if self.left[run[-1].end() : token.start()].strip(" -‑\u00a0") or self.text[
                run[-1].end() : token.start()
            ].strip(" -‑\u00a0"):
                break
            run.append(token)
        return run

    def _month(self, match: re.Match[str]) -> int:
        """The month that a word names; abbreviations only beside a figure."""
        word = match[0]
        if self.language in _CAPITAL_MONTHS and word[0].islower():
            return 0
        lower, names = word.casefold(), month_names(abbreviated=False)
        endings = self.numerals.endings if self.numerals.linker == "" else ()
        stems = (lower, *(lower.removesuffix(ending) for ending in endings))
        found = next((names[stem] for stem in stems if stem in names), 0)
        if not found and len(lower) in _ABBREVIATED and self._firmness_of_month(match) is Firmness.SOFT:
            found = month_names(abbreviated=True).get(lower, 0)
        return found

    def _firmness_of_month(self, word: re.Match[str]) -> Firmness:
        """A month beside a figure is one; alone it may be another word (May, mai, March)."""
        around = (
            self.text[max(word.start() - 6, 0) : word.start()] + "|" + self.text[word.end() : word.end() + 6]
        )
        return Firmness.SOFT if any(map(str.isdigit, around)) else Firmness.LOOSE

    def _written_readings(self, value: Fraction, kind: str, behind: int) -> set[str]:
        readings = {str(value)}
        if self._is_percent(behind):
            return readings | _hundredths(readings)
        if value.denominator == 1 and value <= 24 and self._is_hour(behind):
            readings.add(_time(str(value), "0"))
        if kind in {"ordinal", "decade", "cardinal"} and value.denominator == 1 and 10 <= value < 100:
            readings |= {str(value + century) for century in _CENTURIES}
        return readings

    def _firmness(self, value: Fraction, kind: str, words: Sequence[str]) -> Firmness:
        least = 4 if kind == "ordinal" else 3
        is_bare = kind == "times" and len(words) == 1 and self.numerals.linker is None
        is_vague = is_bare or kind in {"loose", "half", "part"}
        if is_vague or value < least or (len(words) == 1 and words[0] in self.numerals.doubtful):
            return Firmness.LOOSE
        return Firmness.SOFT

    def _added_up(self, found: list[Value]) -> list[Value]:
        """Numbers that are one together: 5 млн. 300 тыс."""
        summed: list[Value] = []
        for value in found:
            before = summed[-1] if summed else None
            if before and self._goes_on(before, value):
                total = sum(Fraction(min(one.readings, key=len)) for one in (before, value))
                span = Span(before.span.start, value.span.end)
                summed[-1] = replace(before, readings=frozenset({str(total)}), span=span)
            else:
                summed.append(value)
        return summed

    def _goes_on(self, before: Value, value: Value) -> bool:
        between = self.text[before.span.end : value.span.start]
        if between.strip() or before.role is not Role.NUMBER or value.role is not Role.NUMBER:
            return False
        if len(before.readings) > 1 or len(value.readings) > 1:
            return False
        one, other = (Fraction(next(iter(v.readings))) for v in (before, value))
        has_words = any(map(str.isalpha, before.span.of(self.text)))
        return has_words and one >= 1000 and other >= 1 and one % 1000 == 0 and other < _lowest_power(one)


def _lowest_power(value: Fraction) -> int:
    power = 1000
    while value % (power * 1000) == 0:
        power *= 1000
    return power


def _with_months(found: list[Value]) -> list[Value]:
    """Numbers beside the name of a month are its day or its year."""
    told = list(found)
    for place, value in enumerate(found):
        if value.role is not Role.MONTH:
            continue
        for near in (place - 1, place + 1, place + 2):
            if 0 <= near < len(found) and told[near].role in {Role.NUMBER, Role.YEAR}:
                gap = max(value.span.start, told[near].span.start) - min(value.span.end, told[near].span.end)
                told[near] = _part_of_date(told[near]) if gap <= 2 * _NEAR + 3 else told[near]
    return told


def _part_of_date(value: Value) -> Value:
    plain = [int(reading) for reading in value.readings if reading.isdigit()]
    if value.role is Role.NUMBER and plain and min(plain) <= 31:
        return replace(value, role=Role.DAY)
    return value


def _numbers(figures: str, language: str) -> set[Fraction]:
    """What figures may say: `2.500` is 2500 or 2.5, `2 500,5` is 2500.5, `12,5` is 12.5."""
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


def _hundredths(readings: set[str]) -> set[str]:
    """50 per cent is a half."""
    return {str(Fraction(reading) / 100) for reading in readings if reading[0].isdigit()}


def _is_year(figures: str) -> bool:
    return len(figures) == 4 and 1700 <= int(figures) <= 2099


def _year_readings(year: int) -> set[str]:
    return {str(year), str(1900 + year)} if year < 100 else {str(year)}


def _time(hour: str, minute: str) -> str:
    """A time of day, morning and afternoon alike."""
    return f"t{int(hour) % 12}:{int(minute):02}"


def roman(numeral: str) -> int:
    """The value of a Roman numeral.

    >>> roman("XX"), roman("MCMLVIII")
    (20, 1958)
    """
    digits = [_ROMAN_VALUES[c] for c in numeral]
    return sum(-v if v < after else v for v, after in zip(digits, [*digits, 0][1:], strict=True))
