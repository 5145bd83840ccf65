"""Dates as archives write them, in many languages, brought to EDTF (ISO 8601-2).

A date stays what the page says: a month without a day is `1958-12`, an editor's
guess `1958-12~`, a span of years `1958/1960`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from diptych.months import month_names
from diptych.survey import knowledge

_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_SHORT_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2}|[0-9]{2})"
_FIGURE = re.compile(r"[0-9]")
_DAY = r"(?P<day>[0-3]?[0-9])"
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands (offsets into that text) and what it says in EDTF."""

    start: int
    end: int
    edtf: str


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, month_names(abbreviated=True)), key=len, reverse=True))
    month = rf"(?P<month>{month})"
    forms = (
        r"(?P<year>1[0-9]{3}|20[0-9]{2})-(?P<digits>[01][0-9])-(?P<day>[0-3][0-9])(?!\d)",
        rf"{_YEAR}\s*[年년]\s*(?:(?P<digits>[01]?[0-9])\s*[月월]\s*(?:{_DAY}\s*[日일])?)?",
        rf"{_DAY}(?:st|nd|rd|th|er|-го|-е|\.)?[\s\u00a0]*(?:of |de |den )?{month}\.?,?"
        rf"[\s\u00a0]+(?:de |del |a\. )?{_YEAR}(?!\d)",
        rf"(?<!\w){month}\.?[\s\u00a0]+{_DAY}(?:st|nd|rd|th)?,?[\s\u00a0]+{_YEAR}(?!\d)",
        rf"{_YEAR}\.?[\s\u00a0]+{month}\.?[\s\u00a0]+{_DAY}(?!\d)",
        rf"{_YEAR}\.?[\s\u00a0]+{month}(?!\w)",
        rf"(?<!\w){month}\.?,?[\s\u00a0]+(?:de )?{_YEAR}(?!\d)",
        rf"(?<![\d.]){_DAY}[./][\s\u00a0]?(?P<roman>[IVX]{{1,4}})[./][\s\u00a0]?{_SHORT_YEAR}(?![\d])",
        rf"{_YEAR}\.[\s\u00a0]?(?P<roman>[IVX]{{1,4}})\.[\s\u00a0]?{_DAY}(?!\d)",
        rf"(?<![\d.]){_DAY}\.[\s\u00a0]?(?P<digits>[01]?[0-9])\.[\s\u00a0]?{_SHORT_YEAR}(?![\d])",
        rf"(?<!\d){_YEAR}[\s\u00a0]?[-–—/][\s\u00a0]?(?P<until>1[0-9]{{3}}|20[0-9]{{2}})(?!\d)",
        rf"(?<![\d\w./-]){_YEAR}(?![\d\w/]|[.-]\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def find_date(text: str) -> FoundDate | None:
    """The first and fullest date in a text.

    >>> find_date("Moscow, 12 May 1956").edtf, find_date("[undated, c. December 1958]").edtf
    ('1956-05-12', '1958-12~')
    >>> find_date("1956. május 12-én").edtf, find_date("7/XI-56") is None
    ('1956-05-12', True)
    """
    if not _FIGURE.search(text):
        return None
    for pattern in _patterns():
        for match in pattern.finditer(text):
            edtf = _edtf(match)
            if edtf:
                doubtful = knowledge.small_words("uncertain").search(
                    text[max(0, match.start() - 20) : match.end() + 3]
                )
                return FoundDate(match.start(), match.end(), edtf + "~" * bool(doubtful))
    return None


def _edtf(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = parts["year"]
    year = year if len(year) == 4 else f"19{year}"
    if parts.get("until"):
        return f"{year}/{parts['until']}"
    month = _month(parts)
    if month is None:
        return year
    if not 1 <= month <= 12:
        return ""
    day = int(parts.get("day") or 0)
    if day > 31:
        return ""
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _month(parts: dict[str, str | None]) -> int | None:
    if name := parts.get("month"):
        return month_names(abbreviated=True)[name.casefold()]
    if roman := parts.get("roman"):
        return _ROMAN.get(roman.casefold(), 0)
    if digits := parts.get("digits"):
        return int(digits)
    return None


def is_date(text: str) -> bool:
    """Whether a text says when and nothing else.

    >>> is_date("December 1958"), is_date("[undated, c. December 1958]"), is_date("1958 was a good year")
    (True, True, False)
    """
    if len(text) > 60:
        return False
    found = find_date(text)
    rest = text[: found.start] + " " + text[found.end :] if found else text
    without = knowledge.small_words("undated").sub(" ", rest)
    if found is None and without == rest:
        return False
    without = _without_filler(knowledge.small_words("uncertain").sub(" ", without))
    return not any(character.isalnum() for character in without)


def is_dateline(text: str) -> bool:
    """Whether a text says where and when, or only when.

    >>> is_dateline("Berlin, den 7. Dezember 1956"), is_dateline("г. Москва, 12 мая 1956 г.")
    (True, True)
    >>> is_dateline("He came to Moscow on 12 May 1956")
    False
    """
    if len(text) > 80:
        return False
    found = find_date(text)
    if found is None or len(found.edtf) < 7:
        return is_date(text)
    before = re.findall(r"[^\W\d_]+", _without_filler(text[: found.start]))
    places = [*before, *re.findall(r"[^\W\d_]+", _without_filler(text[found.end :]))]
    named = all(not place[0].islower() for place in places)
    apart = len(before) <= 2 or text[: found.start].rstrip().endswith(",")
    return len(places) <= 3 and named and apart and not re.search(r"[!?:;]", text)


def _without_filler(text: str) -> str:
    return knowledge.small_words("date filler").sub(" ", text)
