"""What an archive puts right before and after a document without naming it: its title, a dateline, a summary.

Nothing on the page says what these are. They are told by their place, by their
language, and by the other version, in which they have no counterpart.
"""

import itertools
from collections.abc import Callable, Sequence
from math import log

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.repetition import REASON, speaks_of_site
from diptych.survey.scripts import script
from diptych.survey.units import Unit

_OUTSIDE = frozenset({Kind.FURNITURE, Kind.RELATED, Kind.METADATA, Kind.SUMMARY, Kind.TITLE, Kind.DATE})
_ON_PAPER = frozenset({"stamp", "line number"})
"""Fields of furniture that was on the paper already."""
MOST_SUMMARY_PARAGRAPHS = 3
MOST_OF_A_REMARK = 0.6
"""Of the letters of the text; an archive's remark on a document is shorter."""
FAIRLY_CLOSE = 0.7
"""Absolute log ratio of the lengths of two versions up to which they may be translations."""
SURE, FEW = 0.85, 12
"""Confidence and letters from which a line's own language is believed against the text's."""
CLOSE = 0.45
"""Mean absolute log ratio of paragraph lengths up to which two runs of paragraphs look like translations."""


def find_edges(units: list[Unit], page_titles: Sequence[str]) -> list[Unit]:
    """Decide on the page's title and date, an archivist's dateline, and an unnamed summary.

    Args:
        units: with languages assigned.
        page_titles: titles that the file format or the record states.
    """
    units = _page_title(units, {knowledge.bare(title) for title in page_titles})
    units = _archivists_dateline(units)
    return _above_summary(_unnamed_summary(units))


def _undecided(units: Sequence[Unit]) -> list[int]:
    return [index for index, unit in enumerate(units) if unit.kind is None]


def _page_title(units: list[Unit], titles: set[str]) -> list[Unit]:
    """Lines above the text in another language than its beginning, or on a web page its first line."""
    open_lines = _opening(units)
    after = next((units[i] for i in _undecided(units)[len(open_lines) :]), None)
    if after is None or any(unit.kind is Kind.TITLE for unit in units):
        return _known_titles(units, open_lines, titles)
    is_web_page = any(_is_of_a_site(unit) for unit in units)
    ends = next((n for n, i in enumerate(open_lines) if units[i].language == after.language), len(open_lines))
    foreign = open_lines[:ends] if _is_foreign(units, open_lines[:ends], after) else []
    above = foreign or _above_parallel_mark(units, open_lines)
    return _titles(units, above or open_lines[: 2 * is_web_page], all_of_them=bool(above))


def _is_of_a_site(unit: Unit) -> bool:
    """Whether a unit shows that the page is a web page; a mark of emphasis or a stamp does not."""
    outside = unit.kind in {Kind.FURNITURE, Kind.RELATED} and shape.has_words(unit.text)
    return (outside and unit.field not in _ON_PAPER) or unit.field == "section information"


def _titles(units: list[Unit], lines: list[int], all_of_them: bool) -> list[Unit]:
    """The longest of some lines as title, dates as dates; of a web page's first lines only one title."""
    decided = list(units)
    lines = list(itertools.takewhile(lambda i: not _is_mark(units[i]), lines))
    names = [i for i in lines if not dates.is_dateline(units[i].text) and shape.letters(units[i].text) > 2]
    names = ([i for i in names if not units[i].repeated] or names) if all_of_them else names
    title = max(names, key=lambda i: len(units[i].text)) if all_of_them and names else next(iter(names), None)
    for index in lines:
        unit = units[index]
        if dates.is_date(unit.text) or (all_of_them and dates.is_dateline(unit.text)):
            decided[index] = unit.decided(Kind.DATE, "a date above the document", "date")
        elif unit.of_site and speaks_of_site(unit.text) and (all_of_them or index == title):
            decided[index] = unit.decided(Kind.FURNITURE, REASON)
        elif index == title:
            decided[index] = unit.decided(Kind.TITLE, "a line above the document, not of it", "title")
        elif all_of_them:
            decided[index] = unit.decided(Kind.TITLE, "a line above the document, not of it", "subtitle")
    return decided


def _is_mark(unit: Unit) -> bool:
    """Whether a line is the document's own beginning, never an archive's title."""
    return any(knowledge.has_formula(name, unit.text) for name in ("classification", "salutation"))


def _above_parallel_mark(units: list[Unit], open_lines: list[int]) -> list[int]:
    """The lines above a classification mark, if the other version begins with such a mark."""
    marks = [i for i in _undecided(units) if knowledge.has_formula("classification", units[i].text)]
    first = next((i for i in open_lines if i in marks), None)
    if first is None or first == open_lines[0]:
        return []
    language = units[first].language
    other = next((i for i in _undecided(units) if units[i].language != language), None)
    return open_lines[: open_lines.index(first)] if other in marks else []


def _is_foreign(units: list[Unit], lines: list[int], text: Unit) -> bool:
    """Whether lines above a text are surely in another language, by script or by the detector."""
    beginning = [units[i].language for i in _undecided(units)[:6]]
    if sum(one != other for one, other in itertools.pairwise(beginning)) > 2:
        return False  # the versions take turns line by line, their headings too
    found = [units[i] for i in lines if shape.letters(units[i].text) > 2]
    by_script = any(script(unit.text) != script(text.text) for unit in found)
    told = any(unit.confidence >= SURE and shape.letters(unit.text) >= FEW for unit in found)
    return bool(found) and (by_script or told)


def _known_titles(units: list[Unit], open_lines: list[int], titles: set[str]) -> list[Unit]:
    """A line that repeats the stated title, at the top of a page whose format marks it, is the page's."""
    decided = list(units)
    for index in open_lines[:2]:
        if knowledge.bare(units[index].text) in titles and units[index].marks & {"h1", "header"}:
            decided[index] = units[index].decided(Kind.TITLE, "repeats the title of the page", "title")
    return decided


def _opening(units: list[Unit]) -> list[int]:
    """Positions of the undecided lines before the first running text or announcement."""
    lines: list[int] = []
    for index in _undecided(units):
        if shape.is_prose(units[index].text) or units[index].text[-1] in ":：":
            return lines
        lines.append(index)
    return []


def _archivists_dateline(units: list[Unit]) -> list[Unit]:
    """A date in brackets on a line of its own, which the other version has not, and what follows it."""
    lines = [
        i
        for i in _undecided(units)
        if units[i].text[0] == "[" and units[i].text[-1] == "]" and dates.is_date(units[i].text)
    ]
    languages = {units[i].language for i in lines}
    if not lines or (len(lines) > 1 and len(languages) > 1):
        return units
    decided = list(units)
    for index in lines:
        decided[index] = units[index].decided(Kind.DATE, "an archivist's dateline", "dateline")
    last = lines[-1]
    following = [i for i in _undecided(units) if i > last]
    before = [i for i in _undecided(units) if i < last]
    alone = before and all(units[i].language == units[last + 1].language for i in following)
    if (
        following
        and alone
        and len(following) <= MOST_SUMMARY_PARAGRAPHS
        and _length(units, following) < 0.6 * _length(units, before)
    ):
        for index in following:
            decided[index] = units[index].decided(Kind.SUMMARY, "follows the archivist's dateline", "summary")
    return decided


def _length(units: list[Unit], indexes: Sequence[int]) -> int:
    return sum(shape.letters(units[i].text) for i in indexes)


def _unnamed_summary(units: list[Unit]) -> list[Unit]:
    """Running text at an edge of the page that no other version has."""
    if any(unit.kind is Kind.SUMMARY for unit in units):
        return units
    prose = [i for i in _undecided(units) if shape.is_prose(units[i].text)]
    languages = list(dict.fromkeys(units[i].language for i in prose))
    if len(languages) != 2:
        return units
    sides = [[i for i in prose if units[i].language == language] for language in languages]
    decided = list(units)
    for reason, find in SUMMARIES:
        if extra := find(units, *sides):
            for index in extra:
                decided[index] = units[index].decided(Kind.SUMMARY, reason, "summary")
            break
    return decided


def _above_summary(units: list[Unit]) -> list[Unit]:
    """Lines above an archive's summary that heads the page are its title and date."""
    undecided = _undecided(units)
    summary = next((i for i, unit in enumerate(units) if unit.kind is Kind.SUMMARY), -1)
    above = [i for i in undecided if i < summary]
    is_head = above and not any(shape.is_prose(units[i].text) for i in above) and undecided[-1] > summary
    titled = any(unit.kind is Kind.TITLE for unit in units)
    return _titles(units, above, all_of_them=True) if is_head and not titled else units


def _introduction(units: list[Unit], one: list[int], other: list[int]) -> list[int]:
    """Text above the first version in the second's language, without which the two are equally long."""
    above = [i for i in one if i < other[0]]
    rest = one[len(above) :]
    if not above or not rest or rest[0] < other[-1] or len(above) > MOST_SUMMARY_PARAGRAPHS:
        return []
    language = units[one[0]].language
    if any(units[i].language != language for i in _undecided(units) if i < above[-1]):
        return []
    with_it = abs(log(_length(units, one) / _length(units, other)))
    without = abs(log(_length(units, rest) / _length(units, other)))
    return above if without < min(with_it, FAIRLY_CLOSE) else []


def _lone_remark(units: list[Unit], one: list[int], other: list[int]) -> list[int]:
    """A short text above or below a much longer one, without a document's headings and signatures."""
    short, long = sorted((one, other), key=lambda side: _length(units, side))
    language = units[short[0]].language
    dressed = any(i not in short and units[i].language == language for i in _undecided(units))
    apart = short[-1] < long[0] or short[0] > long[-1]
    small = _length(units, short) < MOST_OF_A_REMARK * _length(units, long)
    beside = [units[i].kind for i in (short[0] - 1, short[-1] + 1) if 0 <= i < len(units)]
    framed = any(kind in _OUTSIDE for kind in beside)
    return short if small and apart and framed and not dressed and len(short) <= 2 else []


def _surplus(units: list[Unit], one: list[int], other: list[int]) -> list[int]:
    """A version's last paragraphs above the record, without which the two match pair by pair."""
    shorter, longer = sorted((one, other), key=len)
    surplus = len(longer) - len(shorter)
    if not 1 <= surplus <= MOST_SUMMARY_PARAGRAPHS or longer[-1] != _undecided(units)[-1]:
        return []
    if any(shape.starts_list_item(units[i].text) for i in longer[-surplus:]):
        return []
    below = next((unit for unit in units[longer[-1] + 1 :] if shape.has_words(unit.text)), None)
    is_last = below is not None and below.kind in _OUTSIDE
    return longer[-surplus:] if is_last and _distance(units, longer[:-surplus], shorter) < CLOSE else []


def _distance(units: list[Unit], one: list[int], other: list[int]) -> float:
    """Mean absolute log ratio of the lengths of paragraphs, pair by pair."""
    ratios = [
        abs(log((shape.letters(units[a].text) + 5) / (shape.letters(units[b].text) + 5)))
        for a, b in zip(one, other, strict=True)
    ]
    return sum(ratios) / len(ratios)


SUMMARIES: list[tuple[str, Callable[[list[Unit], list[int], list[int]], list[int]]]] = [
    ("an introduction, without which both versions are equally long", _introduction),
    ("a short text apart from a much longer one in another language", _lone_remark),
    ("at the end, without which both versions match paragraph by paragraph", _surplus),
]
