"""Times of day: 17.45, 17 Uhr 45, Viertel vor acht, без четверти восемь, half past nine.

How a language says them in words is in `data/clock/<language>.txt`. Morning and afternoon are not told apart:
one language counts to twelve where another counts to twenty-four.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from diptych.checks.numerals import Numerals, numerals
from diptych.model import Span

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s.-]{1,3}|")
_HALF_DAY = 12 * 60
_HOUR, _ORDINAL, _MINUTES = "H", "O", "M"
_NUMBER_WORDS = 3
"""Words that a number up to 59 may take."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day in words, or in figures with words.

    Attributes:
        reading: `t9:30`.
        span: in the sentence.
        is_spoken: whether an hour is named; else it is said by one word like `midnight`.
    """

    reading: str
    span: Span
    is_spoken: bool

    @property
    def minutes(self) -> int:
        """How many since midnight or noon; five hours and forty minutes are said alike."""
        hour, _, minute = self.reading[1:].partition(":")
        return 60 * int(hour) + int(minute)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """How a time is said: words, or one of the letters above, each with whether it may be missing."""

    minutes: str
    items: tuple[tuple[frozenset[str], bool], ...]

    @property
    def needed(self) -> list[frozenset[str]]:
        """The words of which one has to be there, for each place."""
        return [words for words, may_be_missing in self.items if not may_be_missing and min(words).islower()]


def time_reading(hour: int, minute: int) -> str:
    """A time of day, morning and afternoon alike.

    >>> time_reading(17, 45)
    't5:45'
    """
    minutes = (60 * hour + minute) % _HALF_DAY
    return f"t{minutes // 60}:{minutes % 60:02}"


def clock_times(text: str, language: str) -> Iterator[ClockTime]:
    """The times of day that a sentence says in words, none within another.

    Args:
        text: the sentence.
        language: BCP 47 code; of one without data there are none.

    >>> [time.reading for time in clock_times("von halb zehn bis Viertel vor zwölf", "de")]
    ['t9:30', 't11:45']
    """
    code = language.partition("-")[0]
    phrases = _phrases(code)
    if not phrases or not _trigger(code).search(text):
        return
    tokens = list(_TOKEN.finditer(text))
    reader = _Clock(text, tokens, numerals(code))
    phrases = [phrase for phrase in phrases if reader.may_say(phrase)]
    place = 0
    while place < len(tokens):
        found = [read for phrase in phrases if (read := reader.read(phrase, place))]
        if not found:
            place += 1
            continue
        place, time = max(found, key=lambda read: read[0])
        yield time


class _Clock:
    """Matches the phrases of a language with the words of a sentence."""

    def __init__(self, text: str, tokens: Sequence[re.Match[str]], known: Numerals) -> None:
        self.text, self.tokens, self.numerals = text, tokens, known
        self.words = [token[0].casefold() for token in tokens]

    def may_say(self, phrase: _Phrase) -> bool:
        """Whether the sentence has the words that a phrase needs."""
        return all(not words.isdisjoint(self.words) for words in phrase.needed)

    def read(self, phrase: _Phrase, start: int) -> tuple[int, ClockTime] | None:
        """The time that a phrase says from a word on, and the word behind it."""
        place, said = start, {_HOUR: 0, _MINUTES: 0}
        is_spoken = False
        for words, may_be_missing in phrase.items:
            letter = next(iter(words)) if len(words) == 1 else ""
            if place >= len(self.words) or not self._is_near(start, place):
                taken = 0
            elif letter in {_HOUR, _ORDINAL, _MINUTES}:
                taken, value = self._number(place, letter)
                said[_MINUTES if letter == _MINUTES else _HOUR] = value
                is_spoken = True
            else:
                taken = int(self.words[place] in words)
            if not taken and not may_be_missing:
                return None
            place += taken
        time = time_reading(said[_HOUR], _shift(phrase.minutes, said[_MINUTES]))
        span = Span(self.tokens[start].start(), self.tokens[place - 1].end())
        return place, ClockTime(time, span, is_spoken)

    def _is_near(self, start: int, place: int) -> bool:
        if place == start:
            return True
        between = self.text[self.tokens[place - 1].end() : self.tokens[place].start()]
        return _BETWEEN.fullmatch(between) is not None

    def _number(self, place: int, letter: str) -> tuple[int, int]:
        """How many words an hour or minutes take, and what they say; none if it is no such number."""
        most = 59 if letter == _MINUTES else 24
        word = self.words[place]
        if word.isdigit():
            fits = len(word) <= 2 and int(word) <= most and letter != _ORDINAL
            return (1, int(word)) if fits else (0, 0)
        written = self.numerals.read(self.words[place : place + _NUMBER_WORDS])
        kinds = {"ordinal"} if letter == _ORDINAL else {"ordinal", "cardinal"}
        if not written or written.kind not in kinds or written.value.denominator > 1 or written.value > most:
            return 0, 0
        return written.words, int(written.value)


def _shift(minutes: str, said: int) -> int:
    """Minutes from the hour: `+15`, `-M`, or `M-60`."""
    match minutes:
        case "+M":
            return said
        case "-M":
            return -said
        case "M-60":
            return said - 60
        case _:
            return int(minutes)


@cache
def _phrases(language: str) -> list[_Phrase]:
    path = files(__package__).joinpath("data", "clock", f"{language}.txt")
    if not path.is_file():
        return []
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = (line.split("\t") for line in lines)
    return [_phrase(minutes, said) for minutes, several in rows for said in several.split("|")]


def _phrase(minutes: str, said: str) -> _Phrase:
    items = ((frozenset(item.removesuffix("?").split("/")), item.endswith("?")) for item in said.split())
    return _Phrase(minutes, tuple(items))


@cache
def _trigger(language: str) -> re.Pattern[str]:
    """Finds a word without which no phrase can stand."""
    needed = {word for phrase in _phrases(language) for word in phrase.needed[0]}
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(needed))})(?![^\W_])", re.IGNORECASE)
