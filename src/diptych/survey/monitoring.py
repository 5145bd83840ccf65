"""What a service that monitors the foreign press and radio puts around a text that it translated.

Above the text stand the service's number, the country, a headline of its own, and a line that says where,
in which language and when the text appeared: “Brasov DRUM NOU in Romanian 20 Nov 87 p 3”. Below it
stand numbers and words such as “END”. All of it is proved by that line, and nothing without it.
"""

import itertools
import re
from collections.abc import Sequence

from diptych.model import Kind
from diptych.survey import knowledge, shape
from diptych.survey.announcements import is_announced
from diptych.survey.language import language_code
from diptych.survey.units import Unit

LONGEST_LINE = 160
"""Characters of the line that names language and day."""
MOST_LINES = 5
"""Units above that line, or below the text, that are the service's."""
LONGEST_FOOT = 40
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"(?:\[[^\[\]\n]{2,120}\]\s+)+")
_DAY = re.compile(
    r"[^.!?\n]{0,30}?\b\d{1,2}(?:[ .]\s?[^\W\d_]{3,}\.?\s?|\.\s?\d{1,2}\.\s?)\d\d",
)
"""A day in figures or words, its year perhaps with two figures."""
_REASON = "of a service that monitors foreign press and radio"


def find_service_lines(units: list[Unit]) -> list[Unit]:
    """Decide on what a monitoring service put above a text and below it.

    Args:
        units: of the whole page, with languages.
    """
    heads = {place: end for place, unit in enumerate(units) if (end := _end_of_head(units, place, unit))}
    if not heads:
        return units
    decided: list[Unit] = []
    for place, unit in enumerate(units):
        if place not in heads:
            decided += _without_brackets(unit) if place - 1 in heads else [unit]
            continue
        for above in _above(decided):
            decided[above] = decided[above].decided(Kind.FURNITURE, _REASON)
        head, *rest = unit.cut(heads[place])
        decided += [head.decided(Kind.FURNITURE, _REASON), *itertools.chain(*map(_without_brackets, rest))]
    for place in _below(decided, decided[-1].language if len(heads) > 1 else units[min(heads)].language):
        decided[place] = decided[place].decided(Kind.FURNITURE, _REASON)
    return decided


def _end_of_head(units: Sequence[Unit], place: int, unit: Unit) -> int:
    """Where the line ends that says where, in which language and when a text appeared; 0 where none does.

    It is among the first lines of a version's first paragraph.
    """
    if unit.kind is not None or unit.stated or is_announced(unit):
        return 0
    before = next((other for other in reversed(units[:place]) if _is_text(other)), None)
    if before is not None and before.language == unit.language:
        return 0
    end = 0
    for line in unit.text.split("\n")[:MOST_LINES]:
        if _says_where_it_appeared(line, unit.language):
            return end + len(line)
        if shape.is_prose(line):
            return 0
        end += len(line) + 1
    return 0


def _says_where_it_appeared(line: str, language: str) -> bool:
    """Whether a line names another language than its own behind “in”, and the day right behind it."""
    if len(line) > LONGEST_LINE or shape.ends_sentence(line):
        return False
    for match in knowledge.small_words("in a language").finditer(line):
        word = _WORD.match(line, match.end() + 1)
        code = language_code(word.group()) if word else ""
        if word and code and code != language and _DAY.match(line, word.end()):
            return True
    return False


def _is_text(unit: Unit) -> bool:
    return unit.kind is None and shape.is_prose(unit.text)


def _above(units: Sequence[Unit]) -> list[int]:
    """The last lines, up to running text or what is decided."""
    above: list[int] = []
    for place in range(len(units) - 1, max(len(units) - 1 - MOST_LINES, -1), -1):
        unit = units[place]
        if unit.kind is not None or _is_text(unit) or len(unit.text) > LONGEST_LINE:
            break
        above.append(place)
    return above


def _below(units: Sequence[Unit], language: str) -> list[int]:
    """The lines behind the last running text in a language that have numbers, or words such as “END”."""
    texts = [place for place, unit in enumerate(units) if _is_text(unit) and unit.language == language]
    below = range(texts[-1] + 1, min(texts[-1] + 1 + MOST_LINES, len(units))) if texts else ()
    return [place for place in below if units[place].kind is None and _ends_report(units[place].text)]


def _ends_report(text: str) -> bool:
    ends = knowledge.small_words("end of a report")
    return len(text) <= LONGEST_FOOT and all(
        ends.fullmatch(line.strip(" ().")) or (any(map(str.isdigit, line)) and ":" in line)
        for line in text.split("\n")
    )


def _without_brackets(unit: Unit) -> list[Unit]:
    """A paragraph without what the service says in front of it: “[Text]”, “[Article by ...]”."""
    match = _BRACKETS.match(unit.text) if unit.kind is None else None
    if match is None:
        return [unit]
    brackets, *rest = unit.cut(match.end())
    return [brackets.decided(Kind.FURNITURE, _REASON), *rest]
