"""Dates as archives write them, in many languages, brought to EDTF (ISO 8601-2).

A date stays what the page says: a month without a day is `1958-12`, an editor's
guess `1958-12~`, a span `1958/1960`, "not before" `1958-12-11/..`, a spring `1958-21`.
What no calendar has, such as 31 February, is not understood.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from diptych.months import month_names
from diptych.survey import knowledge

_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_SHORT_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2}|[0-9]{2})"
_NUMBERED = re.compile(r"[№#]\s*$")
_FIGURE = re.compile(r"[0-9]")
_DAY = r"(?P<day>[0-3]?[0-9])"
_DAY_ENDS = r"(?:st|nd|rd|th|er|º|-го|-е|-ого|\.)?"
_BLANK = r"[\s\u00a0]"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_CHINESE = "〇一二三四五六七八九"
_CHINESE_YEAR = rf"(?P<year>[12][0-9]{{3}}|[{_CHINESE}]{{4}})"
_CHINESE_FIGURES = rf"(?:[0-9]{{1,2}}|[{_CHINESE}十廿卅]{{1,3}})"
_ANY_YEAR = re.compile(
    rf"[年년]|1[0-9]{{3}}|20[0-9]{{2}}|[{_CHINESE}]{{4}}|[0-9IVXivx][./-]{_BLANK}?[0-9]{{2}}(?!\d)"
)
_FOLDED = str.maketrans("[]０１２３４５６７８９零○", "  0123456789〇〇")
_QUALIFIED_WITHIN = 60
"""Characters before or behind a date in which the words that qualify it stand."""
_MOST_QUALIFIERS = 3
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_THIRDS = ("early", "middle", "late")
_HALVES = ("first half", "second half")
_JULIAN_LAG = range(10, 14)
"""Days by which the Julian calendar is behind, since 1582."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands (offsets into that text) and what it says in EDTF."""

    start: int
    end: int
    edtf: str

    @property
    def has_month(self) -> bool:
        """Whether it says at least the month."""
        return bool(re.match(r"(?:\.\./)?\d{4}-[01]\d", self.edtf))

    @property
    def has_day(self) -> bool:
        """Whether it says the day."""
        return bool(re.match(r"(?:\.\./)?\d{4}-\d\d-\d\d", self.edtf))


@dataclass(frozen=True, slots=True)
class _Point:
    """A day, month, season (as month 21 to 24), year or decade as it is written."""

    year: int
    month: int = 0
    day: int = 0
    is_decade: bool = False

    def edtf(self) -> str:
        if self.is_decade:
            return f"{self.year // 10}X"
        return "-".join((str(self.year), *(f"{part:02}" for part in (self.month, self.day) if part)))

    def exists(self) -> bool:
        if self.month > 12 or (self.day and not self.month):
            return False
        return not self.month or self.day <= calendar.monthrange(self.year, self.month)[1]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read so far: where, from when to when (None: open), and how doubtful."""

    start: int
    end: int
    first: _Point | None
    last: _Point | None
    marks: str = ""
    year_first: bool = False

    def exists(self) -> bool:
        return all(point.exists() for point in (self.first, self.last) if point)

    def edtf(self) -> str:
        mark = "%" if len(set(self.marks)) > 1 else self.marks[:1]
        ends = [point.edtf() + mark if point else ".." for point in (self.first, self.last)]
        return ends[0] if self.first == self.last else "/".join(ends)


@cache
def _month(name: str = "month") -> str:
    names = sorted(map(re.escape, month_names(abbreviated=True)), key=len, reverse=True)
    return rf"(?P<{name}>{'|'.join(names)})"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Forms of a date, the fullest first."""
    month, of, decade = _month(), r"(?:of |de |den |del |di )?", knowledge.date_words("decade")
    behind = rf"\.?(?:{_BLANK}{knowledge.small_words('year behind').pattern}\.?)?{_BLANK}+"
    year_word = rf"\.?{_BLANK}{knowledge.small_words('year behind').pattern}\.?,?{_BLANK}+"
    second_day, second_month = r"(?P<day2>[0-3]?[0-9])", _month("month2")
    forms = (
        rf"(?<!\d){_DAY}{_BLANK}*[(/]{_BLANK}*{second_day}\)?{_BLANK}*{month}\.?,?{_BLANK}+{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}{_DAY_ENDS}{_BLANK}*{month}[\s(]+{second_day}{_DAY_ENDS}{_BLANK}*{second_month}\)?"
        rf",?{_BLANK}+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}-(?P<digits>[01][0-9])-(?P<day>[0-3][0-9])(?!\d)",
        rf"(?<!\d){_YEAR}/(?P<digits>[01]?[0-9])/{_DAY}(?!\d)",
        rf"(?<![\d\w./-]){_YEAR}(?P<decade>){decade.behind.pattern}",
        rf"(?<!\w){decade.before.pattern}{_BLANK}+{_YEAR}(?P<decade>)(?![\d/-])",
        rf"(?:{_CHINESE_YEAR}|{_era_year()})\s*[年년]\s*(?:(?P<digits>{_CHINESE_FIGURES})\s*[月월]\s*"
        rf"(?:(?P<day>{_CHINESE_FIGURES})\s*[日일号號])?)?",
        rf"(?<!\w){month}\.?{_BLANK}+{_DAY}{_BLANK}?[-–—/]{_BLANK}?(?P<until_day>[0-3]?[0-9])"
        rf",?{_BLANK}+{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}{_DAY_ENDS}{_BLANK}*{of}{month}\.?,?{_BLANK}+(?:de |del |a\. )?{_YEAR}(?!\d)",
        rf"(?<!\w){month}\.?{_BLANK}+{_DAY}(?:st|nd|rd|th)?,?{_BLANK}+{_YEAR}(?!\d)",
        rf"{_YEAR}{behind}{month}\.?(?:{_BLANK}hó)?{_BLANK}+{_DAY}(?!\d)",
        rf"{_YEAR}{year_word}{_DAY}\.?{_BLANK}+{month}(?!\w)",
        rf"{_YEAR}{behind}{month}(?!\w)",
        rf"(?<!\w){month}\.?,?{_BLANK}+(?:de |del )?{_YEAR}(?!\d)",
        rf"(?<![\d.]){_DAY}[./-]{_BLANK}?(?P<roman>[IVX]{{1,4}})[./-]{_BLANK}?{_SHORT_YEAR}(?![\d])",
        rf"(?<![\d.]){_DAY}{_BLANK}(?-i:(?P<roman>[IVX]{{1,4}})){_BLANK}{_YEAR}(?!\d)",
        rf"{_YEAR}\.{_BLANK}?(?P<roman>[IVX]{{1,4}})\.{_BLANK}?{_DAY}(?!\d)",
        rf"(?<![\d.]){_DAY}\.{_BLANK}?(?P<digits>[01]?[0-9])\.{_BLANK}?{_SHORT_YEAR}(?![\d])",
        rf"(?<![\d./]){_DAY}/(?P<digits>[01]?[0-9])/{_YEAR}(?![\d/])",
        rf"(?<![\d./-]){_YEAR}-(?P<digits>0[1-9]|1[0-2])(?![\d/-])",
        rf"(?<!\d){_YEAR}{_BLANK}?[-–—/]{_BLANK}?(?P<until>1[0-9]{{3}}|20[0-9]{{2}}|[0-9]{{2}})(?![\d-])",
        rf"(?<![\d\w./-]){_YEAR}(?![\d\w/]|[.-]\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def find_date(text: str, century: int = 19) -> FoundDate | None:
    """The first and fullest date in a text, with the words that qualify it.

    Args:
        text: any text.
        century: the first two figures of years that are written with two; such years are uncertain.

    >>> find_date("Moscow, 12 May 1956").edtf, find_date("[undated, c. December 1958]").edtf
    ('1956-05-12', '1958-12~')
    >>> find_date("1956. május 12-én").edtf, find_date("7/XI-56").edtf
    ('1956-05-12', '1956-11-07?')
    >>> find_date("не ранее 5 мая 1956 г.").edtf, find_date("14 (27) февраля 1918 г.").edtf
    ('1956-05-05/..', '1918-02-27')
    >>> find_date("не ранее 5 мая — не позднее 7 июня 1956 г.").edtf
    '1956-05-05/1956-06-07'
    >>> find_date("1950. gada 11. oktobrī").edtf, find_date("昭和十二年七月七日").edtf
    ('1950-10-11', '1937-07-07')
    >>> find_date("31 February 1956") is None
    True
    """
    folded = text.translate(_FOLDED)
    if not _ANY_YEAR.search(folded):
        return None
    folded = _apart(folded)
    found = _first(folded, century)
    if found is None:
        return None
    read = _between_bounds(folded, _qualified(folded, _spanning(folded, found, century)), century)
    return FoundDate(read.start, read.end, read.edtf())


def _between_bounds(text: str, read: _Reading, century: int) -> _Reading:
    """“Not before” one day and “not after” another as one span; the first may lack its year."""
    joint = rf"[\s,;–—-]*(?:{knowledge.small_words('and').pattern}[\s,]*)?"
    if read.first and read.last is None:
        behind = text[read.end : read.end + 2 * _QUALIFIED_WITHIN]
        word = re.match(
            rf"(?:\s*(?:г|р|r)\b\.?)?{joint}(?:{_words('not after')})[\s\u00a0]+", behind, re.IGNORECASE
        )
        until = _first(behind[word.end() :], century) if word else None
        if word and until and not _without_filler(behind[word.end() :][: until.start]).strip():
            return replace(read, last=until.last, end=read.end + word.end() + until.end)
    if read.last and read.first is None and read.last.month:
        offset = max(0, read.start - _QUALIFIED_WITHIN)
        before = re.sub(rf"{joint}$", "", text[offset : read.start], count=1, flags=re.IGNORECASE)
        since = _first(f"{before} {read.last.year}", century)
        if since and since.first and since.end == len(before) + 1 + len(str(read.last.year)):
            word = _before("not before").search(before[: since.start])
            if word:
                return replace(read, first=since.first, start=offset + word.start())
    return read


def _words(kind: str) -> str:
    return knowledge.date_words(kind).before.pattern


def _apart(text: str) -> str:
    """`mid-1957` as two words, every character in its place."""
    return re.sub(rf"(?<!\w)({knowledge.date_words('middle').before.pattern})-(?=\d)", r"\1 ", text)


def _first(text: str, century: int) -> _Reading | None:
    """The first date of the fullest form; what looks like a date and is none hides its parts, too."""
    for form in _forms():
        wrong = []
        for match in form.finditer(text):
            found = _read(match, century)
            if found and found.exists():
                return found
            if found:
                wrong.append(match.span())
        text = _hidden(text, wrong)
    return None


def _hidden(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], "\0" * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])


def _read(match: re.Match[str], century: int) -> _Reading | None:
    """What a form says, be there such a day or not; None where it is no date."""
    parts = match.groupdict()
    year = _number(parts["year"]) if parts["year"] else _year_of_era(parts)
    short = year < 100
    year = year + 100 * century if short else year
    if parts.get("day2"):
        return _in_new_style(match, year)
    if "decade" in parts and year % 10:
        return None
    if parts.get("digits") and "/" in match.group() and _is_ambiguous(parts, match.group()):
        return None
    point = _Point(year, _month_of(parts), _number(parts.get("day")), "decade" in parts)
    last = _last_of(parts, point)
    if last is None:
        return None
    year_first = bool(parts.get("day")) and match.start("year") < match.start("day")
    return _Reading(match.start(), match.end(), point, last, "?" * short, year_first)


@cache
def _eras() -> dict[str, int]:
    """Name of an era -> the year before its first."""
    entries = (entry.rpartition(" ") for entry in knowledge.small_list("era"))
    return {name: int(year) for name, _, year in entries}


@cache
def _era_year() -> str:
    """A year as it is counted from the beginning of a reign, a republic or a legend."""
    return rf"(?P<era>{'|'.join(_eras())})\s*(?P<era_year>元|[0-9]{{1,4}}|[{_CHINESE}十廿卅]{{1,3}})"


def _year_of_era(parts: dict[str, str | None]) -> int:
    written = parts["era_year"] or ""
    return _eras()[parts["era"] or ""] + (1 if written == "元" else _number(written))


def _is_ambiguous(parts: dict[str, str | None], text: str) -> bool:
    """Of 5/4/1956 nobody knows the month; 25/4/1956 is plain."""
    return text[-5] == "/" and _number(parts["day"]) <= 12 and parts["day"] != parts["digits"]


def _last_of(parts: dict[str, str | None], first: _Point) -> _Point | None:
    """The end of a span that the form itself has; None where it lies before the beginning."""
    if day := parts.get("until_day"):
        return replace(first, day=int(day)) if int(day) > first.day else None
    if until := parts.get("until"):
        year = int(until) if len(until) == 4 else first.year // 100 * 100 + int(until)
        return _Point(year) if year > first.year else None
    return first


def _number(text: str | None) -> int:
    """Figures, Arabic or Chinese; nothing is 0.

    >>> _number("12"), _number("二十一"), _number("一九五六"), _number("十")
    (12, 21, 1956, 10)
    """
    text = (text or "0").replace("廿", "二十").replace("卅", "三十")
    if text.isascii():
        return int(text)
    if "十" not in text:
        return int("".join(str(_CHINESE.index(figure)) for figure in text))
    tens, _, ones = text.partition("十")
    return (_number(tens) if tens else 1) * 10 + _number(ones)


def _month_of(parts: dict[str, str | None]) -> int:
    if name := parts.get("month"):
        return month_names(abbreviated=True)[name.casefold()]
    if roman := parts.get("roman"):
        return _ROMAN.index(roman.casefold()) + 1 if roman.casefold() in _ROMAN else 99
    if digits := parts.get("digits"):
        return _number(digits) or 99
    return 0


def _in_new_style(match: re.Match[str], year: int) -> _Reading | None:
    """A date in both calendars, in either order: the Gregorian; None where the two are not one day."""
    months = month_names(abbreviated=True)
    month = months[match["month"].casefold()]
    month2 = months[match["month2"].casefold()] if "month2" in match.re.groupindex else month
    written = [_Point(year, month, int(match["day"])), _Point(year, month2, int(match["day2"]))]
    for old, new in (written, written[::-1]):
        for old_year in (year, year - 1):
            dated = replace(old, year=old_year)
            if new.day and dated.day and new.exists() and dated.exists():
                lag = date(new.year, new.month, new.day) - date(dated.year, dated.month, dated.day)
                if lag.days in _JULIAN_LAG:
                    return _Reading(match.start(), match.end(), new, new)
    return None


def _spanning(text: str, found: _Reading, century: int) -> _Reading:
    """A date with the one that begins or ends its span: “5–7 May 1956”, “May 1956 to June 1957”."""
    if found.first != found.last or found.first is None:
        return found
    return _until(text, found, found.first, century) or _since(text, found, found.first) or found


def _since(text: str, found: _Reading, last: _Point) -> _Reading | None:
    """The beginning that stands before a date and leaves out what both share."""
    offset = max(0, found.start - _QUALIFIED_WITHIN)
    match = _beginning().search(text, offset, found.start)
    if not match:
        return None
    parts = match.groupdict()
    day = parts["day"] or parts["day_behind"]
    name = parts["month"] or parts["month_before"] or parts["month_alone"]
    month = month_names(abbreviated=True)[name.casefold()] if name else last.month
    year = int(parts["year"] or last.year)
    first = _Point(year, month, int(day or 0)) if day or name else _Point(year)
    comparable = bool(day) == bool(last.day) or bool(parts["year"])
    if not comparable or not first.exists() or first.edtf() >= last.edtf():
        return None
    return replace(found, start=match.start(), first=first)


@cache
def _beginning() -> re.Pattern[str]:
    month, before, alone = _month(), _month("month_before"), _month("month_alone")
    joined = knowledge.date_words("to").before.pattern
    return re.compile(
        rf"(?<![\w./-])(?:{_DAY}{_DAY_ENDS}(?:{_BLANK}*{month}\.?)?"
        rf"|{before}\.?{_BLANK}+(?P<day_behind>[0-3]?[0-9])(?:st|nd|rd|th)?|{alone}\.?|(?=1[0-9]{{3}}))"
        rf"(?:,?{_BLANK}*{_YEAR}(?:{_BLANK}*(?:г|р|r)\b\.?)?)?"
        rf"{_BLANK}*(?:{joined}){_BLANK}*(?:(?:{_filler()}){_BLANK}*)*$",
        re.IGNORECASE,
    )


def _until(text: str, found: _Reading, first: _Point, century: int) -> _Reading | None:
    """The end that stands behind a date."""
    behind = _joint().match(text, found.end, found.end + _QUALIFIED_WITHIN)
    if not behind:
        return None
    rest = text[behind.end() : behind.end() + _QUALIFIED_WITHIN]
    other = _first(rest, century)
    if other and other.first and not rest[: other.start].strip() and other.first.edtf() > first.edtf():
        return replace(found, end=behind.end() + other.end, last=other.last, marks=found.marks or other.marks)
    short = _short_end().match(rest) if found.year_first else None
    if not short:
        return None
    month = _month_of(short.groupdict()) or first.month
    last = _Point(first.year, month, _number(short["day"]))
    fits = last.exists() and last.edtf() > first.edtf()
    return replace(found, end=behind.end() + short.end(), last=last) if fits else None


@cache
def _joint() -> re.Pattern[str]:
    joined = knowledge.date_words("to").before.pattern
    return re.compile(
        rf"(?:{_BLANK}*(?:г|р|r|-?[áé]n|-?től)\b)?\.?{_BLANK}*(?:{joined}){_BLANK}*(?:(?:{_filler()}){_BLANK}*)*",
        re.IGNORECASE,
    )


@cache
def _short_end() -> re.Pattern[str]:
    month = _month()
    return re.compile(
        rf"(?:{month}\.?{_BLANK}+|(?P<digits>{_CHINESE_FIGURES})\s*[月월]\s*)?(?P<day>{_CHINESE_FIGURES})[日일.]",
        re.IGNORECASE,
    )


@cache
def _filler() -> str:
    return knowledge.small_words("date filler").pattern


def _qualified(text: str, read: _Reading) -> _Reading:
    """A date with the words around it that say “about”, “not before”, “early”, “spring of”."""
    for _ in range(_MOST_QUALIFIERS):
        found = next(_qualifiers(text, read), None)
        if found is None:
            break
        read = found
    return read


def _qualifiers(text: str, read: _Reading) -> Iterator[_Reading]:
    behind = text[read.end : read.end + _QUALIFIED_WITHIN]
    offset = max(0, read.start - _QUALIFIED_WITHIN)
    before = text[offset : read.start]
    for kind in _QUALIFIERS if before.strip() or behind.strip() else ():
        if match := _behind(kind).match(behind):
            yield _with(kind, replace(read, end=read.end + match.end()))
        if match := _before(kind).search(before):
            yield _with(kind, replace(read, start=offset + match.start()))


_QUALIFIERS = (*_HALVES, *_THIRDS, *_SEASONS, "not before", "not after", "between", "about", "perhaps")


@cache
def _before(kind: str) -> re.Pattern[str]:
    words = knowledge.date_words(kind).before.pattern
    return re.compile(rf"(?<!\w)(?:{words})[\s\u00a0(,]*(?:(?:{_filler()})[\s\u00a0(,]*)*$", re.IGNORECASE)


@cache
def _behind(kind: str) -> re.Pattern[str]:
    words = knowledge.date_words(kind).behind.pattern
    return re.compile(rf"(?:[\s\u00a0]*(?:г|р|r)\b\.?)?[\s\u00a0.-]*(?:{words})", re.IGNORECASE)


def _with(kind: str, read: _Reading) -> _Reading:
    """The reading as a word of that kind qualifies it; as it was where the word cannot."""
    only = read.first if read.first == read.last else None
    if kind == "about":
        return replace(read, marks=read.marks + "~")
    if kind == "perhaps":
        return replace(read, marks=read.marks + "?")
    if kind == "not before" and only:
        return replace(read, last=None)
    if kind == "not after" and only:
        return replace(read, first=None)
    if only and not only.day and kind != "between":
        return _part(kind, read, only)
    if kind in _SEASONS and read.first and not read.first.month:
        season = _Point(read.first.year, _SEASONS[kind])
        return replace(read, first=season, last=season)
    return read


def _part(kind: str, read: _Reading, whole: _Point) -> _Reading:
    """A half, a third or a season of a month, a year or a decade."""
    if kind in _SEASONS:
        season = whole if whole.month or whole.is_decade else replace(whole, month=_SEASONS[kind])
        return replace(read, first=season, last=season)
    if kind in _HALVES:
        first, last = _HALF[_unit(whole)][_HALVES.index(kind)]
        marks = read.marks
    else:
        first, last = _THIRD[_unit(whole)][_THIRDS.index(kind)]
        marks = read.marks + "~"
    return replace(read, first=_sub(whole, first), last=_sub(whole, last), marks=marks)


_HALF = {"decade": ((0, 4), (5, 9)), "year": ((1, 6), (7, 12)), "month": ((1, 15), (16, 31))}
_THIRD = {
    "decade": ((0, 3), (4, 6), (7, 9)),
    "year": ((1, 4), (5, 8), (9, 12)),
    "month": ((1, 10), (11, 20), (21, 31)),
}


def _unit(point: _Point) -> str:
    return "decade" if point.is_decade else "month" if point.month else "year"


def _sub(whole: _Point, number: int) -> _Point:
    """The year of a decade, the month of a year, the day of a month (the last at most)."""
    if whole.is_decade:
        return _Point(whole.year // 10 * 10 + number)
    if not whole.month:
        return _Point(whole.year, number)
    if whole.month > 12:
        return whole
    return replace(whole, day=min(number, calendar.monthrange(whole.year, whole.month)[1]))


def is_date(text: str) -> bool:
    """Whether a text says when and nothing else.

    >>> is_date("December 1958"), is_date("[undated, c. December 1958]"), is_date("1958 was a good year")
    (True, True, False)
    >>> is_date("№ 1188")
    False
    """
    if len(text) > 60:
        return False
    found = find_date(text)
    if found and not found.has_month and _NUMBERED.search(text[: found.start]):
        return False
    rest = text[: found.start] + " " + text[found.end :] if found else text
    without = knowledge.small_words("undated").sub(" ", rest)
    if found is None and without == rest:
        return False
    return not any(character.isalnum() for character in _without_filler(without))


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def is_dateline(text: str) -> bool:
    """Whether a text says where and when, or only when.

    >>> is_dateline("Berlin, den 7. Dezember 1956"), is_dateline("г. Москва, 12 мая 1956 г.")
    (True, True)
    >>> is_dateline("Warszawa, dnia 3 kwietnia 1957 r."), is_dateline("м. Київ, 3 квітня 1957 р.")
    (True, True)
    >>> is_dateline("He came to Moscow on 12 May 1956")
    False
    """
    if len(text) > 80:
        return False
    if is_date(text):
        return True
    found = find_date(text)
    if found is None or not found.has_month:
        return False
    before = re.findall(r"[^\W\d_]+", _without_filler(text[: found.start]))
    places = [*before, *re.findall(r"[^\W\d_]+", _without_filler(text[found.end :]))]
    named = all(not place[0].islower() for place in places)
    apart = len(before) <= 2 or text[: found.start].rstrip().endswith(",")
    return len(places) <= 3 and named and apart and not re.search(r"[!?:;]", text)


def _without_filler(text: str) -> str:
    return knowledge.small_words("date filler").sub(" ", text)
