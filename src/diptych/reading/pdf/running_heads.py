"""Running heads and page numbers: lines that stand at one height at the head or foot of several pages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from diptych.reading.pdf.labels import called_labels, opens_note
from diptych.reading.pdf.lines import Line

FROM_EDGE = 2
"""Lines from the top or the bottom of a page."""
SAME_HEIGHT = 4.0
"""Points."""
APART = 1.6
"""Times the size of its letters: so far from the text a head or foot of a page stands."""
SURE = 3
"""On so many pages, a line is no heading that happens to come twice."""
LETTERS = re.compile(r"[^\W\d_]+")
FIGURES = re.compile(r"\d+")

Place = tuple[int, Line, bool]
"""The number of a page, a line on it, and whether it stands apart from the text."""


def running_heads(pages: Sequence[Sequence[Line]], size: float) -> frozenset[Line]:
    """The lines that are furniture of their pages.

    Args:
        pages: the lines of each page.
        size: of the body's letters, in points.
    """
    places: Mapping[tuple[str, int], list[Place]] = defaultdict(list)
    for number, lines in enumerate(pages):
        ordered = sorted(lines, key=lambda line: -line.baseline)
        edges = dict(chain(_at_edge(ordered), _at_edge(ordered[::-1])))
        for line, is_apart in edges.items():
            words = " ".join(LETTERS.findall(line.text.casefold()))
            for height in {round((line.baseline + shift) / SAME_HEIGHT) for shift in (0, SAME_HEIGHT / 2)}:
                places[words, height].append((number, line, is_apart))
    return frozenset(line for found in places.values() if _recur(found, size) for _, line, _ in found)


def _at_edge(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """The outermost lines of a page that are of no note, each with whether it stands apart from the text."""
    called = called_labels(lines)
    yielded = 0
    group: list[Line] = []
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        group.append(line)
        if following and abs(line.baseline - following.baseline) <= APART * max(line.size, following.size):
            continue
        yielded += len(group)
        if any(opens_note(one, called) for one in group):
            return
        if yielded > FROM_EDGE or not following:
            yield group[0], False
            return
        yield from ((one, True) for one in group)
        group = []


def _recur(places: Sequence[Place], size: float) -> bool:
    """Whether lines with the same words at one height are furniture."""
    if len({number for number, *_ in places}) < 2:
        return False
    if _count_pages(places):
        return True
    many = len(places) >= SURE or all(line.size < 0.95 * size for _, line, _ in places)
    return many and bool(LETTERS.search(places[0][1].text)) and all(is_apart for *_, is_apart in places)


def _count_pages(places: Sequence[Place]) -> bool:
    """Whether a number in them goes up as the pages do."""
    numbers = [
        (page, int(found[-1][:6])) for page, line, _ in places if (found := FIGURES.findall(line.text))
    ]
    steps = [(later - before, high - low) for (before, low), (later, high) in pairwise(sorted(numbers))]
    return bool(steps) and 2 * sum(pages == step for pages, step in steps) > len(steps)
