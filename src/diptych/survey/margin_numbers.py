"""Line numbers in the margin: every fifth line, or every line, on the left or on the right.

What tells them from numbered lists and figures is arithmetic: from one number to the
next it is as many lines as the numbers say.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from diptych.model import Kind
from diptych.survey import shape
from diptych.survey.units import IN_PARTS, Unit

_LEFT = re.compile(r"(?P<number>\d{1,4})(?P<blank>[ \t\u00a0]+)(?=\S)")
_RIGHT = re.compile(r"(?<=\S)(?P<blank>[ \t\u00a0]+)(?P<number>\d{1,4})$")
STEPS = (5, 10)
FEWEST_NUMBERED = 4
"""Lines in a row whose numbers tell that every line has one."""


def set_apart(lines: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The lines without the numbers in their margins, and these numbers as decided units."""
    rest = list(lines)
    numbers: list[Unit] = []
    for side in (_LEFT, _RIGHT):
        for index, match in _numbered(rest, side).items():
            line = rest[index]
            first, second = line.cut(match.end() if side is _LEFT else match.start())
            number, words = (first, second) if side is _LEFT else (second, first)
            indent = words.span.start - line.span.start + line.indent
            numbers.append(number.decided(Kind.FURNITURE, "a line's number in the margin", "line number"))
            rest[index] = words._replace(gap=line.gap, indent=indent)
    return rest, sorted(numbers, key=lambda number: number.span)


def put_back(units: list[Unit], numbers: Sequence[Unit]) -> list[Unit]:
    """The units with the numbers inside them set apart, and the other numbers among them, in text order."""
    starts = [number.span.start for number in numbers]
    placed: list[Unit] = []
    done = 0
    for unit in units:
        first, last = bisect_left(starts, unit.span.start), bisect_left(starts, unit.span.end)
        if IN_PARTS & unit.marks or last < done:
            placed.append(unit)
            continue
        placed += numbers[done:first]
        inside = (*unit.apart, *numbers[first:last])
        placed.append(unit._replace(apart=inside) if first < last else unit)
        done = last
    return [*placed, *numbers[done:]]


def _numbered(lines: Sequence[Unit], side: re.Pattern[str]) -> dict[int, re.Match[str]]:
    """Position of a line -> the number in its margin."""
    matches = {
        index: match
        for index, line in enumerate(lines)
        if line.kind is None
        and not line.marks
        and line.text[0 if side is _LEFT else -1].isdigit()
        and (match := side.search(line.text))
        and _leaves_words(match)
    }
    order = {
        index: place for place, index in enumerate(i for i, line in enumerate(lines) if line.kind is None)
    }
    found: dict[int, re.Match[str]] = {}
    for chain in _chains({i: int(match["number"]) for i, match in matches.items()}, order):
        if _is_margin(chain, lines, matches):
            found |= {index: matches[index] for index in chain}
    return found


def _leaves_words(match: re.Match[str]) -> bool:
    rest = match.string[match.end() :] if match.re is _LEFT else match.string[: match.start()]
    return (match.re is _RIGHT or match.start() == 0) and shape.letters(rest) > 2


def _chains(numbers: dict[int, int], order: dict[int, int]) -> Iterator[list[int]]:
    """Lines whose numbers differ by as much as they stand apart."""
    open_chains: dict[int, list[int]] = {}
    for index, number in numbers.items():
        offset = number - order[index]
        chain = open_chains.get(offset)
        if chain and number - numbers[chain[-1]] <= max(STEPS):
            chain.append(index)
        else:
            if chain:
                yield chain
            open_chains[offset] = [index]
    yield from open_chains.values()


def _is_margin(chain: Sequence[int], lines: Sequence[Unit], matches: dict[int, re.Match[str]]) -> bool:
    values = [int(matches[index]["number"]) for index in chain]
    steps = {high - low for low, high in itertools.pairwise(values)}
    if steps == {1}:
        return len(chain) >= FEWEST_NUMBERED and _runs_on(chain, lines, matches)
    apart = all(len(matches[index]["blank"]) > 1 or "\t" in matches[index]["blank"] for index in chain)
    return (
        apart and len(steps) == 1 and min(steps) in STEPS and all(value % min(steps) == 0 for value in values)
    )


def _runs_on(chain: Sequence[int], lines: Sequence[Unit], matches: dict[int, re.Match[str]]) -> bool:
    """Whether most of the lines go on with a sentence: items of a list do not."""
    open_ends = 0
    for one, other in itertools.pairwise(chain):
        before = lines[one].text[: matches[one].start()] if matches[one].re is _RIGHT else lines[one].text
        after = lines[other].text[matches[other].end() :] if matches[other].re is _LEFT else lines[other].text
        open_ends += not shape.ends_sentence(before) and (
            shape.starts_lower(after) or before[-1:] in "-\u00ad¬,"
        )
    return 3 * open_ends >= len(chain) - 1
