"""Page ends that a transcriber marked within the lines: [стр. 2], [page 2], {2}, |2|, //л. 5 об.//."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from diptych.model import Kind, Span
from diptych.survey import knowledge
from diptych.survey.units import Unit

_BARE = re.compile(
    r"(?<![\w/|])(?:\{(?P<brace>\d{1,4})\}|\|{1,2}(?P<bar>\d{1,4})\|{1,2}|/{1,2}(?P<slash>\d{1,4})/{1,2})(?![\w/|])"
)

_OPENING = re.compile(r"[\[{<|/]")


@cache
def _named() -> re.Pattern[str]:
    word, side, turn = (knowledge.small_words(name).pattern for name in ("page", "page side", "page turn"))
    inside = (
        rf"\s*(?:(?:{word})\.?\s*(?P<number>\d{{1,4}}|[ivxlc]{{1,6}})(?:[\s.]*(?:{side})\.?)?|(?:{turn}))\s*"
    )
    pairs = (
        r"\[{}\]",
        r"\{{{}\}}",
        r"<{}>",
        r"(?<![\w/])/{{1,2}}{}/{{1,2}}(?![\w/])",
        r"\|{{1,2}}{}\|{{1,2}}",
    )
    named = inside.replace("?P<number>", "")
    return re.compile("|".join(pair.format(named) for pair in pairs))


def set_apart_page_marks(units: list[Unit]) -> list[Unit]:
    """Set the marks of page ends apart in the units that hold them; whole lines are decided elsewhere."""
    marks: dict[int, list[Unit]] = {}
    open_units = [
        (index, unit) for index, unit in enumerate(units) if unit.kind is None and _OPENING.search(unit.text)
    ]
    for index, start, end, reason in (*_named_marks(open_units), *_counted_marks(open_units)):
        if _is_stated_text(units[index], start, end):
            continue
        piece = _piece(units[index], start, end)
        marks.setdefault(index, []).append(piece.decided(Kind.PAGE_NUMBER, reason))
    return [
        unit._replace(apart=(*unit.apart, *sorted(marks[index], key=lambda piece: piece.span)))
        if index in marks
        else unit
        for index, unit in enumerate(units)
    ]


def _is_stated_text(unit: Unit, start: int, end: int) -> bool:
    """Whether a mark is all of what somebody stated to be text."""
    return unit.stated is not None and unit.stated.is_text and unit.text[start:end] == unit.text.strip()


_Found = tuple[int, int, int, str]
"""Position of the unit, start and end in its text, reason."""


def _named_marks(units: Sequence[tuple[int, Unit]]) -> Iterator[_Found]:
    for index, unit in units:
        for match in _named().finditer(unit.text):
            yield index, match.start(), match.end(), "a page's number, named as such, within the line"


def _counted_marks(units: Sequence[tuple[int, Unit]]) -> Iterator[_Found]:
    """Bare numbers in braces, bars or strokes, if they count pages: one more each time."""
    found: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for index, unit in units:
        for match in _BARE.finditer(unit.text):
            found.setdefault(str(match.lastgroup), []).append((index, match))
    for marks in found.values():
        numbers = [int(match[match.lastgroup or 0]) for _, match in marks]
        counts = [high - low == 1 for low, high in itertools.pairwise(numbers)]
        for place, (index, match) in enumerate(marks):
            if any(counts[max(0, place - 1) : place + 1]):
                yield index, match.start(), match.end(), "numbers that count upwards through the text"


def _piece(unit: Unit, start: int, end: int) -> Unit:
    span = Span(unit.span.start + start, unit.span.start + end)
    return Unit(span, unit.text[start:end], marks=unit.marks)
