"""A text that stands on the page twice in one language: an official translation and another, two originals.

Language alone would make one version of them. Texts of one language that render one
original share most of their rarer words, in one order; two papers of one kind do not. What opens a
second text is told by a heading, by another language in between, or by words that the first begins with.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise
from math import log

from diptych.model import Kind, Role
from diptych.survey import shape
from diptych.survey.announcements import AFTER
from diptych.survey.notes import called_labels
from diptych.survey.roles import Roles
from diptych.survey.units import Unit

_WORDS = re.compile(r"[^\W_]+")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_KOREAN = re.compile(r"[\uac00-\ud7af]")
LONG_WORD = 4
"""Letters of a word that two texts do not share by chance, figures apart."""
FEWEST_SHARED = 6
"""Rarer words that two renditions have in common."""
SHARED = 0.35
"""Of the rarer words of the shorter text, those that the other has as well."""
IN_ORDER = 0.75
"""Of these, those that stand in the order of the other text."""
ALIKE_IN_LENGTH = 0.6
"""Largest logarithm of how many times longer one rendition is than another."""
OF_THE_OTHER = 0.9
"""The same against the text in the other language."""
LONGER_TOGETHER = 0.25
"""The same of all renditions in a language; two translations are longer than the original."""
MOST_OF_IT = 0.75
"""Of what the page has in a language, at least so much is in the renditions."""
FEWEST_TURNS = 3
MOST_RUNS = 6
"""Texts in one language; on a page with more of them the versions take turns."""
MOST_CUTS = 12
"""Places in a text that are tried as beginning of a second."""
OPENING = 0.5
"""Of the words of a line, those that it shares with a line that opens the text."""
OPENING_LINES = 3
TWICE = 0.55
"""Logarithm of how many times longer than the other a version is that may hold two texts."""

Second = Mapping[int, str]
"""Positions of the units of second and further renditions, with the names of their versions."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Undecided units in one language that follow one another, and how many letters they have."""

    language: str
    places: tuple[int, ...]
    letters: int


def find_renditions(units: Sequence[Unit]) -> Second:
    """Which units are a second rendition of a text that the page has in the same language before.

    What repeats itself in every language is the document's habit, and no second rendition.

    Args:
        units: with languages, before anything is decided by its lack of a counterpart.
    """
    whole = list(_runs(units))
    texts = [run for run in whole if _has_prose(units, run.places)]
    runs = [piece for run in texts for piece in _cut(units, run)]
    languages = list(dict.fromkeys(run.language for run in runs))
    found: dict[int, str] = {}
    for language in languages if len(languages) > 1 else ():
        own = [run for run in runs if run.language == language]
        others = [run for run in runs if run.language != language]
        found |= (
            _behind_heads(units, language)
            or _by_turns(units, [run for run in whole if run.language == language], language)
            or (_seconds(units, own, others) if 1 < len(own) <= MOST_RUNS else {})
        )
    return {} if {language_of(name) for name in found.values()} >= set(languages) else found


def _seconds(units: Sequence[Unit], own: Sequence[_Run], others: Sequence[_Run]) -> dict[int, str]:
    """The units of each run that renders what the first long one renders."""
    longest = max(run.letters for run in own)
    texts = [run for run in own if log(longest / run.letters) <= ALIKE_IN_LENGTH]
    base, *later = texts
    if sum(run.letters for run in texts) < MOST_OF_IT * sum(run.letters for run in own):
        return {}
    if not any(abs(log(base.letters / other.letters)) <= OF_THE_OTHER for other in others):
        return {}
    if any(_render_one(*(_rare(units, run.places) for run in pair)) for pair in pairwise(others)):
        return {}  # the original is there more than once, too
    totals: Counter[str] = Counter()
    for run in (*own, *others):
        totals[run.language] += run.letters
    if log(totals.pop(base.language) / max(totals.values())) < LONGER_TOGETHER:
        return {}
    found: dict[int, str] = {}
    number = 2
    for run in later:
        if _render_one(_rare(units, base.places), _rare(units, run.places)):
            found |= dict.fromkeys(_without_tail(units, run, base), f"{run.language}{number}")
            number += 1
    return found


def _runs(units: Sequence[Unit]) -> Iterator[_Run]:
    """The page's texts, parted by another language and by headings that announce versions."""
    places: list[int] = []
    for place, unit in enumerate(units):
        parts = unit.field.startswith("section ") or (
            unit.kind is None and bool(places) and unit.language != units[places[-1]].language
        )
        if parts and places:
            yield _run(units, places)
            places = []
        if unit.kind is None and unit.stated is None:
            places.append(place)
    if places:
        yield _run(units, places)


def _run(units: Sequence[Unit], places: Sequence[int]) -> _Run:
    letters = sum(_size(units[place].text) for place in places)
    return _Run(units[places[0]].language, tuple(places), max(letters, 1))


def _has_prose(units: Sequence[Unit], places: Sequence[int]) -> bool:
    return any(shape.is_prose(units[place].text) for place in places)


def _by_turns(units: Sequence[Unit], runs: Sequence[_Run], language: str) -> dict[int, str]:
    """The second paragraphs where each of the original is followed by one rendition and the other."""
    if len(runs) < FEWEST_TURNS or any(len(run.places) % 2 for run in runs):
        return {}
    first = [place for run in runs for place in run.places[: len(run.places) // 2]]
    second = [place for run in runs for place in run.places[len(run.places) // 2 :]]
    render_one = _render_one(_rare(units, first), _rare(units, second))
    return dict.fromkeys(second, f"{language}2") if render_one else {}


def _cut(units: Sequence[Unit], run: _Run) -> list[_Run]:
    """A run, cut where a second rendition begins in it; by itself where none does."""
    openings = [Counter(_words(units[place].text)) for place in run.places[:OPENING_LINES]]
    before = 0
    cuts: list[tuple[float, int]] = []
    for number, place in enumerate(run.places):
        ratio = abs(log((run.letters - before) / before)) if 0 < before < run.letters else LARGE
        if ratio <= ALIKE_IN_LENGTH and _is_like_any(units[place].text, openings):
            cuts.append((ratio, number))
        before += _size(units[place].text)
    for _, number in sorted(cuts)[:MOST_CUTS]:
        one, other = run.places[:number], run.places[number:]
        if _render_one(_rare(units, one), _rare(units, other)):
            first = next(n for _, n in sorted(cuts, key=lambda cut: cut[1]) if n >= _last_gap(cuts, number))
            return [_run(units, run.places[:first]), _run(units, run.places[first:])]
    return [run]


LARGE = 99.0


def _last_gap(cuts: Sequence[tuple[float, int]], number: int) -> int:
    """The first of the cuts that stand one by one down to this: the dateline above the salutation."""
    tried = {n for _, n in cuts}
    while number - 1 in tried:
        number -= 1
    return number


def _is_like_any(text: str, others: Sequence[Counter[str]]) -> bool:
    """Whether a line begins like one of others: half of the words of the shorter are the other's too."""
    own = Counter(_words(text))
    size = own.total()
    return any(
        sum(min(own[word], other[word]) for word in own.keys() & other.keys())
        >= max(1, OPENING * min(size, other.total()))
        for other in others
    )


def _render_one(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether two texts in one language render one: they share their rarer words, in one order."""
    shared = [word for word in one if word in other]
    if len(shared) < max(FEWEST_SHARED, SHARED * min(len(one), len(other))):
        return False
    return _longest_rising([other[word] for word in shared]) >= IN_ORDER * len(shared)


def _longest_rising(numbers: Sequence[int]) -> int:
    """Length of the longest rising subsequence."""
    ends: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    return len(ends)


def _rare(units: Sequence[Unit], places: Sequence[int]) -> dict[str, int]:
    """The telling words that a text has once, in its order, and where."""
    words = list(chain.from_iterable(_telling_words(units[place].text) for place in places))
    counts = Counter(words)
    return {word: place for place, word in enumerate(words) if counts[word] == 1}


@lru_cache(maxsize=4096)  # a paragraph is looked at in many texts
def _telling_words(text: str) -> tuple[str, ...]:
    """The words of a paragraph that two texts do not share by chance; short ones say nothing."""
    return tuple(
        word for word in _words(text) if len(word) >= LONG_WORD or word.isdigit() or _IDEOGRAPHS.match(word)
    )


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text, small; of scripts without blanks, pairs of signs."""
    words = _WORDS.findall(text.casefold())
    if not _IDEOGRAPHS.search(text):
        return tuple(words)
    found: list[str] = []
    for word in words:
        pairs = [a + b for a, b in pairwise(word)] if _IDEOGRAPHS.fullmatch(word) else []
        found += pairs or [word]
    return tuple(found)


def _size(text: str) -> int:
    """Letters of a text; Chinese, Japanese and Korean ones say more than others."""
    return shape.letters(text) + (0 if text.isascii() else len(_KOREAN.findall(text)))


def _without_tail(units: Sequence[Unit], run: _Run, base: _Run) -> tuple[int, ...]:
    """The places of a run up to its last paragraph that is like one of the first rendition."""
    end = len(run.places)
    known = [Counter(_words(units[place].text)) for place in base.places]
    while end > 1 and not _is_like_any(units[run.places[end - 1]].text, known):
        end -= 1
    return run.places[:end]


def _behind_heads(units: Sequence[Unit], language: str) -> dict[int, str]:
    """The paragraphs of a second rendition where each paragraph's version is announced above it."""
    texts: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        mark = next((mark for mark in sorted(unit.marks) if mark.startswith(AFTER)), "")
        if mark and unit.kind is None and unit.language == language:
            texts.setdefault(mark, []).append(place)
    (base, *later) = texts.values() if texts else ([],)
    found: dict[int, str] = {}
    for places in later:
        if _render_one(_rare(units, base), _rare(units, places)):
            found |= dict.fromkeys(places, f"{language}{len(set(found.values())) + 2}")
    return found


def set_aside(units: Sequence[Unit], second: Second) -> list[Unit]:
    """The units with second renditions taken for text, so that nobody misses their counterparts."""
    return [unit.decided(Kind.BODY, SECOND) if place in second else unit for place, unit in enumerate(units)]


SECOND = "a second rendition"


def released(units: Sequence[Unit]) -> list[Unit]:
    """The units that were set aside, undecided again, in the version of their language."""
    return [
        unit._replace(kind=None, reason="", version=unit.language)
        if unit.kind is Kind.BODY and unit.reason == SECOND
        else unit
        for unit in units
    ]


def name_renditions(units: Sequence[Unit], second: Mapping[int, str]) -> list[Unit]:
    """The units of second renditions, and their notes, in versions of their own.

    Args:
        units: with versions.
        second: the start of each unit in the source -> its version.
    """
    called: dict[str, set[str]] = {}
    named = []
    for unit in units:
        name = second.get(unit.span.start, "")
        if name and unit.kind is None and unit.version == language_of(name):
            unit = unit._replace(version=name)
            called.setdefault(name, set()).update(called_labels(unit))
        elif unit.kind is Kind.NOTE or unit.field.startswith("opens "):
            label = unit.field.removeprefix("opens ")
            last = next((name for name, labels in reversed(called.items()) if label in labels), "")
            unit = unit._replace(version=last) if last and last.startswith(unit.version) else unit
        named.append(unit)
    return named


def with_renditions(roles: Roles, units: Sequence[Unit]) -> Roles:
    """The roles with those of second renditions, and with a word where a version may hold two.

    A second rendition is what the first is.
    """
    named = {unit.version for unit in units if unit.kind is None and unit.version}
    sizes: Counter[str] = Counter()
    for unit in units:
        if unit.kind is None:
            sizes[unit.version] += _size(unit.text)
    found: dict[str, tuple[Role, str]] = {}
    for name, (role, reason) in roles.roles.items():
        seconds = sorted(other for other in named if other != name and language_of(other) == name)
        least = min((sizes[other] for other in roles.roles if other != name and sizes[other]), default=0)
        doubled = (
            not seconds and least and log(max(sizes[name], 1) / least) >= TWICE and len(roles.roles) == 2
        )
        found[name] = role, f"{reason}; {MAY_HOLD_TWO}" if doubled else reason
        for other in seconds:
            found[other] = role, f"{reason}; the page has it in this language more than once"
    return replace(roles, roles=found)


MAY_HOLD_TWO = "nearly twice as long as the other, it may hold two texts"


def language_of(version: str) -> str:
    """The language of a version, which is numbered where it comes twice.

    >>> language_of("en2"), language_of("sr-Latn")
    ('en', 'sr-Latn')
    """
    return version.rstrip("0123456789")
