"""The undecided lines of a page, and what many features ask of each and of all together."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from diptych.model import Kind
from diptych.survey import dates, edges, knowledge, shape
from diptych.survey.counterparts import figures, telling_keys, without_counterpart
from diptych.survey.scripts import script
from diptych.survey.units import Unit

OUTSIDE = frozenset({Kind.FURNITURE, Kind.RELATED, Kind.METADATA, Kind.SUMMARY, Kind.TITLE, Kind.DATE})
SHORT = 60
"""Characters of a line."""
MOST_COMPARED = 1500
"""Characters of a paragraph whose names and numbers are compared with the other version's."""
MOST_OF_A_REMARK = 0.6
"""Of the letters of the text; an archive's remark on a document is shorter."""
SURE, FEW = 0.85, 12
"""Confidence and letters from which a line's own language is believed against the text's."""

Features = dict[str, bool]
"""Features by name, and whether a line has them."""


@dataclass(frozen=True, slots=True)
class Line:
    """An undecided unit, with what many features ask of it.

    Attributes:
        n: its place among the undecided units.
        unit: the unit.
        text: its text.
        times: how often the page says it.
        prose: whether it is running text.
        dateline: whether it says where and when.
        above, below: whether it stands above all running text, or below it.
        inside: whether the running text before and behind it is in its own language.
        alone: whether the other version has no counterpart of it.
        paired: whether another version has one.
        beside: whether what is surely not the document's stands next to it.
        foreign: whether it is above the text, and in another language.
        below_rule, above_rule: whether a rule of signs stands next to it.
    """

    n: int
    unit: Unit
    text: str
    times: int
    prose: bool
    dateline: bool
    above: bool
    below: bool
    inside: bool
    alone: bool
    paired: bool
    beside: bool
    foreign: bool
    below_rule: bool
    above_rule: bool


class Page:
    """The undecided units of a page, and what stands around them."""

    def __init__(self, units: Sequence[Unit], titles: Sequence[str]) -> None:
        self.units = units
        self.proposed = edges.find_edges(list(units), titles)
        self.open = [place for place, unit in enumerate(units) if unit.kind is None]
        self.lines = [units[place] for place in self.open]
        self.prose = [n for n, unit in enumerate(self.lines) if shape.is_prose(unit.text)]
        self.first, self.last = (self.prose[0], self.prose[-1]) if self.prose else (len(self.lines), -1)
        self.said = Counter(knowledge.bare(unit.text) for unit in self.lines)
        self.alone = {n for n in without_counterpart(self.lines) if not self._is_prose_said_again(n)}
        self.said_figures = Counter(figure for unit in self.lines for figure in figures(unit.text))
        self.in_brackets = Counter(unit.language for unit in self.lines if in_brackets(unit.text))
        self.titles = {knowledge.bare(title) for title in titles}
        self.kinds = {unit.kind for unit in units}
        self.is_site = any(map(_is_of_site, units))
        self.last_in = {unit.language: n for n, unit in enumerate(self.lines)}
        self.texts = Counter(self.lines[n].language for n in self.prose)
        self.several = len(self.texts) > 1
        self.sizes: Counter[str] = Counter()
        for n in self.prose:
            self.sizes[self.lines[n].language] += shape.letters(self.lines[n].text)
        self.seams = self._seams()
        self.keys = Keys(self.lines)
        self._look_above_the_text()

    def _look_above_the_text(self) -> None:
        above = range(self.first)
        datelines = [n for n in above if dates.is_dateline(self.lines[n].text)]
        self.first_dateline = datelines[0] if datelines else len(self.lines)
        self.last_dateline = datelines[-1] if datelines else -1
        self.all_foreign = bool(above) and all(self._is_foreign(n) for n in above)
        self.last_mark = max(
            (n for n in above if knowledge.has_formula("classification", self.lines[n].text)), default=-1
        )
        self.longest = max(above, key=lambda n: min(len(self.lines[n].text), SHORT), default=-1)

    def line(self, n: int) -> Line:
        """What is asked of one of the lines."""
        unit, place = self.lines[n], self.open[n]
        alone = n in self.alone
        return Line(
            n,
            unit,
            unit.text,
            times=self.said[knowledge.bare(unit.text)],
            prose=shape.is_prose(unit.text),
            dateline=dates.is_dateline(unit.text),
            above=n < self.first,
            below=n > self.last,
            inside=self._is_inside(n),
            alone=alone,
            paired=not alone and self.several,
            beside=self.is_outside(place - 1) or self.is_outside(place + 1),
            foreign=self._is_foreign(n),
            below_rule=self._is_rule(place - 1),
            above_rule=self._is_rule(place + 1),
        )

    def is_outside(self, place: int) -> bool:
        """Whether a unit is surely not the document's."""
        return 0 <= place < len(self.units) and self.units[place].kind in OUTSIDE

    def is_remark(self, n: int) -> bool:
        """Whether running text is all there is in its language, and much less than there is in another."""
        language = self.lines[n].language
        most = max(self.sizes.values(), default=0)
        return self.texts[language] == 1 and self.sizes[language] < MOST_OF_A_REMARK * most

    def is_edge(self, n: int) -> bool:
        """Whether running text stands first or last in a row of its language."""
        place = bisect_left(self.prose, n)
        before = self.lines[self.prose[place - 1]].language if place else ""
        after = self.lines[self.prose[place + 1]].language if place + 1 < len(self.prose) else ""
        return self.lines[n].language != before or self.lines[n].language != after

    def is_enclosed(self, n: int) -> bool:
        """Whether the lines above and below a line are in another language than it."""
        if not 0 < n < len(self.lines) - 1:
            return False
        before, after = self.lines[n - 1].language, self.lines[n + 1].language
        return before == after != self.lines[n].language

    def _is_prose_said_again(self, n: int) -> bool:
        text = self.lines[n].text
        return shape.is_prose(text) and self.said[knowledge.bare(text)] > 1

    def _is_inside(self, n: int) -> bool:
        place = bisect_left(self.prose, n)
        behind = place + (place < len(self.prose) and self.prose[place] == n)
        if not place or behind >= len(self.prose):
            return False
        before, after = (self.lines[self.prose[p]].language for p in (place - 1, behind))
        return before == after == self.lines[n].language

    def _is_foreign(self, n: int) -> bool:
        """Whether a line above the text is surely in another language than the text’s beginning."""
        if n >= self.first or self.first >= len(self.lines):
            return False
        unit, text = self.lines[n], self.lines[self.first]
        by_script = shape.letters(unit.text) > 2 and script(unit.text) != script(text.text)
        sure = unit.confidence >= SURE and shape.letters(unit.text) >= FEW
        return by_script or (sure and unit.language != text.language)

    def _is_rule(self, place: int) -> bool:
        """Whether a unit is a rule of signs, which parts what stands above it from what stands below."""
        return (
            0 <= place < len(self.units)
            and self.units[place].kind is Kind.FURNITURE
            and not shape.has_words(self.units[place].text)
        )

    def _seams(self) -> set[int]:
        """The lines between running text in one language and in another, where each stands in one piece."""
        changes = [
            (one, other)
            for one, other in pairwise(self.prose)
            if self.lines[one].language != self.lines[other].language
        ]
        return {n for one, other in changes for n in range(one + 1, other)} if len(changes) == 1 else set()


class Keys:
    """The names and numbers of lines, and in which lines of each language each of them stands."""

    def __init__(self, lines: Sequence[Unit]) -> None:
        self.of = [telling_keys(unit.text[:MOST_COMPARED]) for unit in lines]
        self.languages = [unit.language for unit in lines]
        self.places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for n, (keys, language) in enumerate(zip(self.of, self.languages, strict=True)):
            of_language = self.places[language]
            for key in keys:
                of_language[key].append(n)

    def most_shared(self, n: int) -> int:
        """How many of a line's names and numbers a line in another language has at most."""
        others = [places for language, places in self.places.items() if language != self.languages[n]]
        found = (places[key] for places in others for key in self.of[n] if key in places)
        return max(Counter(chain.from_iterable(found)).values(), default=0)


def in_brackets(text: str) -> bool:
    """Whether a line is one bracket from end to end."""
    return text[0] in "[（【［" and text[-1] in "]）】］"


def _is_of_site(unit: Unit) -> bool:
    return unit.field == "section information" or (
        unit.kind in {Kind.FURNITURE, Kind.RELATED} and shape.has_words(unit.text)
    )
