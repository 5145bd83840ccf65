"""Which lines at the ends of a version the other one lacks: none there is as long, of its kind, in its place.

What an archive wrote around a document, its translation lacks: that is how a title, a summary
or an introduction is known that nothing names.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from diptych import witnesses
from diptych.model import UNKNOWN_LANGUAGE
from diptych.survey import dates, knowledge, shape
from diptych.survey.scripts import script
from diptych.survey.units import Unit

MOST_UNEQUAL = 3.0
"""Ratio of lengths up to which two texts may be versions of one document; a remark is shorter."""
REACH = 10
"""Lines at either end of a version that are compared."""
ALONE = 0.9
"""What it costs to leave a line without a counterpart."""
OTHER_KIND = 1.2
"""What it costs to put lines of different kinds beside each other: a heading beside text."""
BESIDE = 0.3
"""What it saves that two lines stand one behind the other on the page."""
SAME_FIGURES, OTHER_FIGURES = 0.4, 0.5
"""What it saves that two lines share a number or a month, and costs that both have some and share none."""
SAME_NAMES = 0.6
"""What it saves that two lines share a name, in whatever letters."""
SHORTEST_NAME = 4
"""Signs of a name's key: its kind and three consonants."""
_FIGURES = re.compile(r"\d+(?:[., \u00a0]\d{3}(?!\d))*")
FARTHEST = 1.6
"""Absolute log ratio of lengths from which a larger one is no worse."""
_NUMERIC = (witnesses.NUMBER, witnesses.MONTH)
_FORMULAS = ("classification", "salutation", "closing", "enclosure")


def without_counterpart(units: Sequence[Unit]) -> set[int]:
    """Positions of the lines at the ends of each version that the other one lacks.

    Args:
        units: those that may be the document's, with languages.

    Returns:
        positions in `units`; none where there is one language only.
    """
    sizes: Counter[str] = Counter()
    for unit in units:
        if unit.language != UNKNOWN_LANGUAGE and shape.is_prose(unit.text):
            sizes[unit.language] += shape.letters(unit.text)
    found: set[int] = set()
    languages = _of_neighbours(units, sizes)
    for language in sizes:
        others = [other for other, _ in sizes.most_common() if other != language]
        if others and abs(log(sizes[language] / sizes[others[0]])) < log(MOST_UNEQUAL):
            scale = log(sizes[language] / sizes[others[0]])
            own = [n for n, name in enumerate(languages) if name == language]
            theirs = [n for n, name in enumerate(languages) if name == others[0]]
            heads = _unmatched(units, own[:REACH], theirs[:REACH], scale)
            tails = _unmatched(units, own[-REACH:][::-1], theirs[-REACH:][::-1], scale)
            middle = len(own) / 2
            near_head = {n for place, n in enumerate(own) if place < middle}
            found |= {n for n in heads if n in near_head} | {n for n in tails if n not in near_head}
    return found


def _of_neighbours(units: Sequence[Unit], known: Container[str]) -> list[str]:
    """The language of each line; that of the next line in its script where no running text is in its own."""
    found = [unit.language for unit in units]
    for place, unit in reversed(list(enumerate(units[:-1]))):
        following = units[place + 1]
        if unit.language not in known and script(unit.text) == script(following.text):
            found[place] = found[place + 1]
    return found


def _unmatched(units: Sequence[Unit], own: Sequence[int], theirs: Sequence[int], scale: float) -> set[int]:
    """The lines of one end that stay alone on the cheapest way down both ends together."""
    looks = [_look(units[n]) for n in own], [_look(units[n]) for n in theirs]
    complete = len(own) < REACH and len(theirs) < REACH
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(own) + 1):
        for j in range(len(theirs) + 1):
            ways = []
            if i:
                ways.append((best[i - 1, j][0] + ALONE, (i - 1, j)))
            if j:
                ways.append((best[i, j - 1][0] + ALONE, (i, j - 1)))
            if i and j:
                cost = _unlike(looks[0][i - 1], looks[1][j - 1], scale)
                cost -= BESIDE * (abs(own[i - 1] - theirs[j - 1]) == 1)
                ways.append((best[i - 1, j - 1][0] + cost, (i - 1, j - 1)))
            if ways:
                best[i, j] = min(ways)
    ends = [place for place in best if place[0] == len(own) or place[1] == len(theirs)]
    place = max(best) if complete else min(ends, key=lambda end: (best[end][0], -sum(end)))
    alone = set()
    while place != (0, 0):
        before = best[place][1]
        if before == (place[0] - 1, place[1]):
            alone.add(own[place[0] - 1])
        place = before
    return alone


@dataclass(frozen=True, slots=True)
class _Look:
    """What two lines are compared by."""

    letters: int
    numbers: frozenset[str]
    names: frozenset[str]
    is_kind: tuple[bool, str, bool]


@lru_cache(maxsize=1024)  # a line's are compared with those of many
def figures(text: str) -> frozenset[str]:
    """The numbers of a text, thousands joined.

    >>> sorted(figures("12,400 t in 1958, 340 000 people"))
    ['12400', '1958', '340000']
    """
    return frozenset(re.sub(r"\D", "", found) for found in _FIGURES.findall(text))


def _look(unit: Unit) -> _Look:
    formula = next((name for name in _FORMULAS if knowledge.has_formula(name, unit.text)), "")
    kind = shape.is_prose(unit.text), formula, dates.is_dateline(unit.text)
    keys = telling_keys(unit.text)
    numbers = frozenset(key for key in keys if key[0] in _NUMERIC)
    return _Look(shape.letters(unit.text), numbers, keys - numbers, kind)


@lru_cache(maxsize=4096)
def telling_keys(text: str) -> frozenset[str]:
    """The numbers, months and names of a text as keys that its translation has too.

    >>> sorted(telling_keys("Хрущев, 11.XII.58") & telling_keys("Khrushchev, December 11, 1958"))
    ['m12', 'n11', 'n1958', 'shrsv']
    """
    return frozenset(
        key for key in witnesses.numbers_and_names(text) if key[0] in _NUMERIC or len(key) >= SHORTEST_NAME
    )


def _unlike(one: _Look, other: _Look, scale: float) -> float:
    """How little two lines look like translations of each other, where all of one text is so much longer."""
    length = min(abs(log((one.letters + 8) / (other.letters + 8)) - scale), FARTHEST)
    if one.numbers & other.numbers:
        length -= SAME_FIGURES
    elif one.numbers and other.numbers:
        length += OTHER_FIGURES
    length -= SAME_NAMES * bool(one.names & other.names)
    return length + OTHER_KIND * (one.is_kind != other.is_kind)
