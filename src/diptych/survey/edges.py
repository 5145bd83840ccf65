"""What an archive puts right before and after a document without naming it: its title, a dateline, a summary.

Nothing on the page says what these are. They are told by their place, by their
language, and by the other version, in which they have no counterpart.
"""

from collections.abc import Sequence
from math import log

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.units import Unit

_OUTSIDE = frozenset({Kind.FURNITURE, Kind.RELATED, Kind.METADATA, Kind.SUMMARY, Kind.TITLE, Kind.DATE})
MOST_SUMMARY_PARAGRAPHS = 3
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
    return _unnamed_summary(units)


def _undecided(units: Sequence[Unit]) -> list[int]:
    return [index for index, unit in enumerate(units) if unit.kind is None]


def _page_title(units: list[Unit], titles: set[str]) -> list[Unit]:
    """Lines above the text in another language than its beginning, or on a web page its first line."""
    open_lines = _opening(units)
    after = next((units[i] for i in _undecided(units)[len(open_lines) :]), None)
    if after is None or any(unit.kind is Kind.TITLE for unit in units):
        return _known_titles(units, open_lines, titles)
    decided = list(units)
    is_web_page = any(unit.kind in {Kind.FURNITURE, Kind.RELATED} or unit.field == "section information" for unit in units)
    ends = next((n for n, i in enumerate(open_lines) if units[i].language == after.language), len(open_lines))
    foreign = open_lines[:ends] if _has_text_in(units, open_lines[:ends]) else []
    titled = False
    for index in foreign or (open_lines[:2] if is_web_page and len(open_lines) > 0 else []):
        unit = units[index]
        if knowledge.formulas("classification").match(unit.text) or knowledge.formulas("salutation").match(unit.text):
            break
        if dates.is_date(unit.text):
            decided[index] = unit.decided(Kind.DATE, "a date above the document", "date")
        elif not titled:
            decided[index] = unit.decided(Kind.TITLE, "a line above the document, not of it", "title")
            titled = True
        elif not foreign:
            break
        else:
            decided[index] = unit.decided(Kind.METADATA, "a line above the document, not of it", "subtitle")
    return decided


def _has_text_in(units: list[Unit], lines: list[int]) -> bool:
    """Whether the language of the lines on top is that of a version further down, not a stray word."""
    return bool(lines) and any(
        units[i].kind is None and units[i].language == units[lines[0]].language and shape.is_prose(units[i].text)
        for i in range(lines[-1] + 1, len(units))
    )


def _known_titles(units: list[Unit], open_lines: list[int], titles: set[str]) -> list[Unit]:
    """A line that repeats the stated title, at the top of a page whose format marks it, is the page's."""
    decided = list(units)
    for index in open_lines[:2]:
        if knowledge.bare(units[index].text) in titles and units[index].marks & {"h1", "header"}:
            decided[index] = units[index].decided(Kind.TITLE, "repeats the title of the page", "title")
    return decided


def _opening(units: list[Unit]) -> list[int]:
    """Positions of the undecided lines before the first running text, if there are not too many of them."""
    lines: list[int] = []
    for index in _undecided(units):
        if shape.is_prose(units[index].text):
            return lines
        lines.append(index)
    return []


def _archivists_dateline(units: list[Unit]) -> list[Unit]:
    """A date in square brackets on a line of its own, which the other version does not have, and what follows it."""
    lines = [i for i in _undecided(units) if units[i].text[0] == "[" and units[i].text[-1] == "]" and dates.is_date(units[i].text)]
    languages = {units[i].language for i in lines}
    if not lines or len(lines) > 1 and len(languages) > 1:
        return units
    decided = list(units)
    for index in lines:
        decided[index] = units[index].decided(Kind.DATE, "an archivist's dateline", "dateline")
    last = lines[-1]
    following = [i for i in _undecided(units) if i > last]
    before = [i for i in _undecided(units) if i < last]
    alone = before and all(units[i].language == units[last + 1].language for i in following)
    if following and alone and len(following) <= MOST_SUMMARY_PARAGRAPHS and _length(units, following) < 0.6 * _length(units, before):
        for index in following:
            decided[index] = units[index].decided(Kind.SUMMARY, "follows the archivist's dateline", "summary")
    return decided


def _length(units: list[Unit], indexes: Sequence[int]) -> int:
    return sum(shape.letters(units[i].text) for i in indexes)


def _unnamed_summary(units: list[Unit]) -> list[Unit]:
    """Running text at an edge of one version without which the two versions match paragraph by paragraph."""
    languages = list(dict.fromkeys(units[i].language for i in _undecided(units)))
    if len(languages) != 2 or any(unit.kind is Kind.SUMMARY for unit in units):
        return units
    sides = {name: [i for i in _undecided(units) if units[i].language == name] for name in languages}
    (name, longer), (_, shorter) = sorted(sides.items(), key=lambda side: -len(side[1]))
    extra = _extra(units, longer, shorter)
    if not extra or any(not shape.is_prose(units[i].text) for i in extra):
        return units
    decided = list(units)
    for index in extra:
        decided[index] = units[index].decided(Kind.SUMMARY, f"no counterpart in the other version, at the edge of “{name}”", "summary")
    return decided


def _extra(units: list[Unit], longer: list[int], shorter: list[int]) -> list[int]:
    surplus = len(longer) - len(shorter)
    if not 1 <= surplus <= MOST_SUMMARY_PARAGRAPHS or not shorter:
        return []
    options = []
    if _touches_outside(units, longer[-1], 1) and _apart(units, longer[:surplus], longer[surplus:], shorter, 1):
        options.append((_distance(units, longer[:-surplus], shorter), longer[-surplus:]))
    if _touches_outside(units, longer[0], -1) and _apart(units, longer[:surplus], longer[surplus:], shorter, -1):
        options.append((_distance(units, longer[surplus:], shorter), longer[:surplus]))
    distance, extra = min(options, default=(9.0, []))
    return extra if distance < CLOSE else []


def _touches_outside(units: list[Unit], index: int, step: int) -> bool:
    neighbour = index + step
    return 0 <= neighbour < len(units) and units[neighbour].kind in _OUTSIDE


def _apart(units: list[Unit], first: list[int], rest: list[int], other: list[int], step: int) -> bool:
    """An introduction must be set apart from its version by the other one, unless a record stands above it."""
    return step > 0 or first[-1] < other[0] < rest[0] or units[first[0] - 1].kind in _OUTSIDE


def _distance(units: list[Unit], one: list[int], other: list[int]) -> float:
    """Mean absolute log ratio of the lengths of paragraphs, pair by pair."""
    ratios = [
        abs(log((shape.letters(units[a].text) + 5) / (shape.letters(units[b].text) + 5)))
        for a, b in zip(one, other, strict=True)
    ]
    return sum(ratios) / len(ratios)
