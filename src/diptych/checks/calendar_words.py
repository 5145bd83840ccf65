"""Words that name a time without a figure: weekdays, seasons, yesterday, last year, this month.

Where both sides say one of a class and none is the same, one of them is wrong. One side alone may say it in
another way. `data/calendar/<language>.txt` holds the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.checks.phrases import UNSPACED, Phrases, phrase_pattern
from diptych.model import Span

_SURE = frozenset({"weekday", "season"})
"""Classes whose words always say the same; others are relative to a date that may be another one."""


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """A word or phrase that names a time.

    Attributes:
        kind: weekday, season, day, month, or year.
        value: `5` for Friday, `-1` for yesterday or last year.
        span: in the sentence.
    """

    kind: str
    value: str
    span: Span


def check_calendar_words(pair: Pair) -> Iterator[Finding]:
    """Another weekday, season, day or year is named."""
    source = list(calendar_words(pair.source, pair.source_language))
    target = list(calendar_words(pair.target, pair.target_language)) if source else []
    for kind in dict.fromkeys(word.kind for word in source):
        one, other = ([word for word in words if word.kind == kind] for words in (source, target))
        if not other or {word.value for word in one} & {word.value for word in other}:
            continue
        said, rendered = one[0].span.of(pair.source), other[0].span.of(pair.target)
        yield Finding(
            "date-changed",
            Severity.ERROR if kind in _SURE else Severity.WARNING,
            f"“{said}” in the source is “{rendered}” in the translation",
            one[0].span,
            other[0].span,
            said,
            rendered,
            f"render “{said}” as the source has it, or note why it differs",
        )


def calendar_words(text: str, language: str) -> Iterator[CalendarWord]:
    """The calendar words of a sentence; of a language without data none.

    >>> [(word.kind, word.value) for word in calendar_words("в среду 3 мая с. г.", "ru")]
    [('weekday', '3'), ('year', '0')]
    """
    known = _calendar(language.partition("-")[0])
    if known is None:
        return
    phrases, meanings = known
    for match in phrases.matches(text):
        kind, value = _meaning(match[0], meanings)
        if value != "none":
            yield CalendarWord(kind, value, Span(*match.span()))


_Meanings = tuple[tuple[re.Pattern[str], str, str], ...]
"""Phrases, the longest first, with the class and the value of each."""


@lru_cache(maxsize=10_000)
def _meaning(said: str, meanings: _Meanings) -> tuple[str, str]:
    return next((kind, value) for pattern, kind, value in meanings if pattern.fullmatch(said))


@cache
def _calendar(language: str) -> tuple[Phrases, _Meanings] | None:
    """Finds the words of a language, and says what they mean."""
    path = files(__package__).joinpath("data", "calendar", f"{language}.txt")
    if not path.is_file():
        return None
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = (line.split("\t") for line in lines)
    said = [(form, kind, value) for kind, value, forms in rows for form in forms.split("|")]
    said.sort(key=lambda item: -len(item[0]))
    meanings = tuple(
        (re.compile(phrase_pattern(form), re.IGNORECASE), kind, value) for form, kind, value in said
    )
    return Phrases((form for form, _, _ in said), language not in UNSPACED), meanings
