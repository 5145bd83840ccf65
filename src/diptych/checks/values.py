"""Numbers and dates of a sentence by value, however they are written.

What is compared is not the writing: 2 500 тыс. and 2.5 million, XX съезд and 20th Congress, 11.XII.58 and
11 December 1958, 17 час. 30 мин. and 5:30 p.m. have the same value. Where a writing has several readings
(11/12/58, 2.500, '58) all are kept: two values are the same if they share one. What stands in square brackets
is the editor's or translator's and says no value.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from diptych.checks.clock import clock_times, time_reading
from diptych.checks.figures import (
    DIGITS,
    ROMAN,
    clock_reading,
    figure_numbers,
    is_roman,
    is_year,
    latin_letters,
    roman,
    written_dates,
)
from diptych.checks.ideographs import ideographic_numbers
from diptych.checks.numerals import Numerals, Word, numerals
from diptych.checks.phrases import idioms
from diptych.checks.readings import LAST_RANK, Firmness, Role, Value, hundredths
from diptych.checks.units import units
from diptych.model import Span
from diptych.months import month_names

_TIME = re.compile(r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?P<sign>[:.：])(?P<minute>[0-5]\d)(?![\d]|[.,:]\d)")
_FRACTION = re.compile(r"(?<![\d/])(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d/])")
_WHOLE_BEFORE = re.compile(r"(?<!\d)\d{1,3}[ \u00a0]$")
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅛": "1/8"}
_FRACTION_BEHIND = re.compile(r"[ \u00a0]([1-7]/[2-8])(?![\d/])")
_SIGN_BEHIND = re.compile(rf"[ \u00a0\u202f]?([{''.join(_SIGNS)}])")
_LOOKALIKE_ROMAN = re.compile(r"(?<![^\W\d_])[ХІСМⅠⅤⅩIVXLCDM]+(?![^\W\d_])")
_CYRILLIC = frozenset({"ru", "uk", "bg", "be", "sr", "mk"})
_BRACKETED = re.compile(r"\[[^\]]*\]")
_MERIDIEM = re.compile(r"\s*(?P<half>[ap])\.?\s?m\b\.?", re.IGNORECASE)
_BLANKS_OR_HYPHENS = re.compile(r"[\s-]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_COMPOUND = re.compile(rf"{_WORD.pattern}(?:[-‑]{_WORD.pattern})*")
_LABEL = re.compile(r"\s*\(?\d{1,3}[.)、．](?!\d)")
_ORDINAL_SIGN = re.compile(
    r"(?:st|nd|rd|th|[-‑]?(?:й|го|му|м|е|я|ю|х|ые|ых|ой|ый|ая|ое|а|та|те)|er|ers?|re|e|ème|º|ª|°)\b"
)
_DECADE_SIGN = re.compile(r"[-‑]?(?:х|е|ых|ые|s|er|ern|es|as|os|ties)\b|年代")
_THREE_WORDS = re.compile(r"(?:[\s-]{1,3}[^\W\d_]+(?:['’][^\W\d_]+)?){1,3}")
_UNTIL = re.compile(r"\s?(?:[-–—]|[^\W\d_]{1,4})\s?\d{1,2}(?!\d)")
"""The end of a span of hours behind its beginning: 14 до 16 часов."""
_PERCENT = re.compile(r"\s?(?:%|‰|per\s+cent\b|pour\s+cent\b|v\.\s?H\.)")
_HALF_WITHIN = 5
"""Words within which the number stands that a half is added to."""
_FIGURES_BEFORE = re.compile(r"\d(?:[^\W\d_]{0,3}|[-‑][^\W\d_]{1,3})[.,]?(?:\s(?:of|de))?\s?$")
_FIGURES_BEHIND = re.compile(r"[^\W\d_]{0,4}[.,]?\s?(?:de\s)?\d{1,4}(?![\d.,]\d)")
_CAPITAL_MONTHS = frozenset({"en", "de"})
_NEAR = 3
_ABBREVIATED = range(3, 6)
_CENTURIES = (1800, 1900)
_LAST_CENTURY = 21


def values(text: str, language: str, measured: bool = True) -> list[Value]:
    """The numbers and dates of a sentence, in its order.

    Args:
        text: the sentence.
        language: BCP 47 code; of a language without number words only figures are read.
        measured: whether units count: two years and six months are one value, and 30 months.

    >>> [sorted(v.readings) for v in values("11.XII.58 г. сдано 2 500 тыс. пудов", "ru")]
    [['11'], ['m12'], ['1958', '58'], ['2500000', 'poods:100000000']]
    """
    return _Reader(text, language).read(measured)


class _Reader:
    """Reads one sentence; what one rule has read no later rule sees."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language.partition("-")[0]
        self.numerals: Numerals = numerals(language)
        has_lookalikes = self.language in _CYRILLIC
        self.left = (
            _LOOKALIKE_ROMAN.sub(lambda match: latin_letters(match[0]), text) if has_lookalikes else text
        )
        self.found: list[Value] = []

    def read(self, measured: bool) -> list[Value]:
        for match in _BRACKETED.finditer(self.left):
            self._blank(Span(*match.span()))
        self._dates()
        self._times()
        self._signs()
        for span, value in list(ideographic_numbers(self.left, self.language)):
            self.found += [value] if value else []
            self._blank(span)
        self._figures()
        self._romans()
        self._words()
        ordered = self._added_up(sorted(self.found, key=lambda value: value.span))
        if measured:
            ordered = units(self.language).measured(ordered, self.text)
        return _with_months(self._idle(ordered))

    def _idle(self, found: list[Value]) -> list[Value]:
        """The values; those within set phrases need no counterpart."""
        phrases = idioms(self.language).spans(self.text)
        if not phrases:
            return found
        return [
            replace(value, firmness=Firmness.IDLE)
            if any(phrase.start <= value.span.start and value.span.end <= phrase.end for phrase in phrases)
            else value
            for value in found
        ]

    def _take(self, span: Span, readings: Set[str], firmness: Firmness, role: Role) -> None:
        self.found.append(Value(frozenset(readings), span, firmness, role))

    def _blank(self, span: Span) -> None:
        self.left = self.left[: span.start] + " " * len(span) + self.left[span.end :]

    def _dates(self) -> None:
        for span, parts in list(written_dates(self.left, self.language)):
            self.found += parts
            self._blank(span)

    def _times(self) -> None:
        for time in list(clock_times(self.left, self.language)):
            firmness = Firmness.SOFT if time.is_spoken else Firmness.LOOSE
            readings = {time.reading, *([f"minutes:{time.minutes}"] if time.is_spoken else [])}
            self._take(time.span, readings, firmness, Role.TIME)
            self._blank(time.span)
        for match in list(_TIME.finditer(self.left)):
            meridiem = _MERIDIEM.match(self.text, match.end())
            word = self._word_behind(match.end())
            is_time = match["sign"] in ":：" or meridiem or word in self.numerals.lists["hour"]
            if not is_time:
                continue
            span = Span(match.start(), meridiem.end() if meridiem else match.end())
            reading = time_reading(int(match["hour"]), int(match["minute"]))
            self._take(span, {reading}, Firmness.FIRM, Role.TIME)
            self._blank(span)

    def _signs(self) -> None:
        for match in list(_FRACTION.finditer(self.left)):
            over, under = int(match["over"]), int(match["under"])
            if _WHOLE_BEFORE.search(self.left[: match.start()]) and _FRACTION_BEHIND.match(
                self.left, match.start() - 1
            ):
                continue
            if 0 < over < under <= 10:
                readings = {str(Fraction(over, under)), match[0]}
                self._take(Span(*match.span()), readings, Firmness.SOFT, Role.NUMBER)
                self._blank(Span(*match.span()))

    def _figures(self) -> None:
        label = _LABEL.match(self.text)
        read_to = 0
        for match in list(DIGITS.finditer(self.left)):
            if match.start() < read_to:
                continue
            span = Span(*match.span())
            readings = {str(number) for number in figure_numbers(match[0], self.language)}
            behind = span.end
            if fraction := _SIGN_BEHIND.match(self.text, behind) or _FRACTION_BEHIND.match(self.text, behind):
                more = Fraction(_SIGNS.get(fraction[1], fraction[1]))
                readings = {str(Fraction(reading) + more) for reading in readings}
                behind = fraction.end()
            firmness = Firmness.IDLE if label and span.end <= label.end() else Firmness.FIRM
            role = Role.NUMBER
            if times := self._times_behind(behind):
                factor, behind = times
                readings = {str(Fraction(reading) * factor) for reading in readings}
            elif match[0].isdigit():
                readings |= self._more_readings(match, behind)
                role = Role.YEAR if is_year(match[0]) else Role.NUMBER
            readings |= clock_reading(match[0], self._is_hour(behind))
            if self._is_percent(behind):
                readings |= hundredths(readings)
            readings |= self._changes(readings, behind) | self._century(readings, behind)
            span, read_to = Span(span.start, behind), behind
            self._take(span, readings, firmness, role)
            self._blank(span)
        for place, sign in enumerate(self.left):
            if sign in _SIGNS:
                self._take(Span(place, place + 1), {_SIGNS[sign]}, Firmness.SOFT, Role.NUMBER)

    def _times_behind(self, place: int) -> tuple[Fraction, int] | None:
        """A word like `million` behind figures (as in `10-тысячный`, too), and where it ends."""
        between = _BLANKS_OR_HYPHENS.match(self.text, place)
        start = between.end() if between else place
        word = _WORD.match(self.text, start)
        if not word:
            return None
        is_joined = self.text[place:start].strip() != ""
        for numeral in self.numerals.single(word[0].casefold()):
            if numeral.kind == "times" or (is_joined and numeral.kind == "ordinal" and numeral.value >= 1000):
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
        span_of_hours = _UNTIL.match(self.text, behind)
        ends = (behind, span_of_hours.end()) if span_of_hours else (behind,)
        if 0 <= number <= 24 and any(self._is_hour(end) or _MERIDIEM.match(self.text, end) for end in ends):
            found.add(time_reading(number, 0))
        return found

    def _is_hour(self, behind: int) -> bool:
        """Whether a word for hours or parts of the day follows within three words."""
        near = _THREE_WORDS.match(self.text, behind)
        words = _WORD.findall(near[0]) if near else []
        return any(word.casefold().replace("’", "'") in self.numerals.lists["hour"] for word in words)

    def _is_percent(self, behind: int) -> bool:
        if _PERCENT.match(self.text, behind):
            return True
        return self._word_behind(behind) in self.numerals.lists["percent"]

    def _century(self, readings: Set[str], behind: int) -> set[str]:
        if self._word_behind(behind) not in self.numerals.lists["century"]:
            return set()
        return {
            f"century:{reading}"
            for reading in readings
            if reading.isdigit() and int(reading) <= _LAST_CENTURY
        }

    def _changes(self, readings: Set[str], behind: int) -> set[str]:
        """What else twice as much may be called: в полтора раза is by half, в 2 раза by half or double."""
        if self._word_behind(behind) not in self.numerals.lists["multiple"]:
            return set()
        numbers = [Fraction(reading) for reading in readings if reading[0].isdigit()]
        return {str(one) for n in numbers if n > 1 for one in (1 / n, 1 - 1 / n, n - 1 if n < 2 else n)}

    def _word_behind(self, place: int) -> str:
        between = _BLANKS_OR_HYPHENS.match(self.text, place)
        word = _WORD.match(self.text, between.end() if between else place)
        return word[0].casefold() if word else ""

    def _romans(self) -> None:
        for match in list(ROMAN.finditer(self.left)):
            if not is_roman(match[0]):
                continue
            firmness = Firmness.SOFT if len(match[0]) > 1 else Firmness.LOOSE
            readings = {str(roman(match[0]))}
            readings |= self._century(readings, match.end())
            is_rank = match[0] == "I" and self.language != "en"
            self._take(Span(*match.span()), readings, firmness, Role.ORDINAL if is_rank else Role.NUMBER)
            self._blank(Span(*match.span()))

    def _words(self) -> None:
        tokens = list(self._tokens())
        place = 0
        while place < len(tokens):
            facts = self.numerals.word(tokens[place][0].casefold())
            month = self._month(tokens[place])
            is_plain = not (month or facts.begins or facts.prefix is not None)
            place += 1 if is_plain else self._read_word(tokens, place, facts, month)

    def _tokens(self) -> Iterator[re.Match[str]]:
        """Words; of a compound with hyphens each one, unless the language lists it whole."""
        for match in _COMPOUND.finditer(self.left):
            is_compound = "-" in match[0] or "‑" in match[0]
            if not is_compound or self.numerals.readings(match[0].casefold()):
                yield match
            else:
                yield from _WORD.finditer(self.left, match.start(), match.end())

    def _read_word(self, tokens: Sequence[re.Match[str]], place: int, facts: Word, month: int) -> int:
        """Reads what begins at a word; how many words that took."""
        first = tokens[place]
        if month:
            self._take(Span(*first.span()), {f"m{month}"}, self._firmness_of_month(first), Role.MONTH)
            return 1
        run = self._run(tokens, place) if facts.begins else []
        written = self.numerals.read([token[0].casefold() for token in run]) if run else None
        if written:
            span = Span(first.start(), run[written.words - 1].end())
            if self._adds_half(tokens, place, written.value):
                return written.words
            words = [token[0].casefold() for token in run[: written.words]]
            readings = self._written_readings(written.value, written.kind, span.end)
            readings |= self._other_readings(words)
            is_rank = written.kind == "ordinal" and written.value <= LAST_RANK
            role = Role.ORDINAL if is_rank else Role.NUMBER
            self._take(span, readings, self._firmness(written.value, written.kind, words), role)
            return written.words
        if facts.prefix is not None:
            self._take(Span(*first.span()), {str(facts.prefix)}, Firmness.LOOSE, Role.NUMBER)
        return 1

    def _adds_half(self, tokens: Sequence[re.Match[str]], place: int, value: Fraction) -> bool:
        """Adds the half of `an hour and a half` and `deux ans et demi` to the number before the noun."""
        words = [token[0].casefold() for token in tokens[:place][-_HALF_WITHIN:]]
        while words and words[-1] in self.numerals.lists["article"]:
            words.pop()
        if value != Fraction(1, 2) or len(words) < 3 or words[-1] not in self.numerals.lists["and"]:
            return False
        noun = place - 1 - (len(tokens[:place][-_HALF_WITHIN:]) - len(words)) - 1
        if words[-3] in self.numerals.lists["article"]:
            span = Span(tokens[noun - 1].start(), tokens[place].end())
            self._take(span, {"3/2"}, Firmness.SOFT, Role.NUMBER)
            return True
        for number, before in enumerate(self.found):
            is_before = before.span.end <= tokens[noun].start() and before.role is Role.NUMBER
            if is_before and not self.text[before.span.end : tokens[noun].start()].strip(" -\u00a0"):
                more = frozenset(str(said + value) for said in before.numbers())
                span = Span(before.span.start, tokens[place].end())
                self.found[number] = Value(more, span, Firmness.SOFT)
                return True
        return False

    def _other_readings(self, words: Sequence[str]) -> set[str]:
        """What else one word says: a third is a part as well, a fortnight two weeks or fourteen days."""
        known = self.numerals.readings(words[0]) if len(words) == 1 else []
        parts = {str(1 / numeral.value) for numeral in known if numeral.kind == "part"}
        return parts | {str(numeral.value) for numeral in known if numeral.kind == "loose"}

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
        lower = word.casefold()
        found = _whole_month(lower, self.language)
        if not found and len(lower) in _ABBREVIATED and lower in month_names(abbreviated=True):
            is_dated = self._firmness_of_month(match) is Firmness.SOFT
            found = month_names(abbreviated=True)[lower] if is_dated else 0
        return found

    def _firmness_of_month(self, word: re.Match[str]) -> Firmness:
        """A month beside a figure is one; alone it may be another word (May, mai, March)."""
        before, behind = self.text[: word.start()][-8:], self.text[word.end() :][:8]
        is_dated = _FIGURES_BEFORE.search(before) or _FIGURES_BEHIND.match(behind)
        return Firmness.SOFT if is_dated else Firmness.LOOSE

    def _written_readings(self, value: Fraction, kind: str, behind: int) -> set[str]:
        readings = {str(value)}
        if self._is_percent(behind):
            return readings | hundredths(readings)
        readings |= self._changes(readings, behind) | self._century(readings, behind)
        if value.denominator == 1 and value <= 24 and self._is_hour(behind):
            readings.add(time_reading(int(value), 0))
        if kind in {"ordinal", "decade", "cardinal"} and value.denominator == 1 and 10 <= value < 100:
            readings |= {str(value + century) for century in _CENTURIES}
        return readings

    def _firmness(self, value: Fraction, kind: str, words: Sequence[str]) -> Firmness:
        if kind == "loose" or (len(words) == 1 and words[0] in self.numerals.lists["doubtful"]):
            return Firmness.LOOSE
        if value.denominator > 1:
            return Firmness.SOFT if value > 1 else Firmness.LOOSE
        if kind == "times" and self.numerals.linker is None and self._is_vague(words):
            return Firmness.LOOSE
        if kind == "cardinal" and 2 <= value <= 4:
            return Firmness.FAINT
        return Firmness.SOFT if value >= 4 else Firmness.LOOSE

    def _is_vague(self, words: Sequence[str]) -> bool:
        """Whether it is powers alone: thousands, hundreds of thousands."""
        return all(any(n.kind in {"times", "joint"} for n in self.numerals.readings(word)) for word in words)

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


@lru_cache(maxsize=50_000)
def _whole_month(word: str, language: str) -> int:
    """The month that a lower-case word names, if need be without its ending; 0 if none."""
    known, names = numerals(language), month_names(abbreviated=False)
    endings = known.endings if known.linker == "" else ()
    stems = (word, *(word.removesuffix(ending) for ending in endings))
    return next((names[stem] for stem in stems if stem in names), 0)


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
