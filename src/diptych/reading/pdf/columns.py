"""Columns: where a gutter runs down between words, each side of it is read by itself.

A row is what stands on one height. A gutter is a strip that no word crosses through many rows, with running
text on both sides; a strip between labels and values, or through a table of figures, is none.
"""

import statistics
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from diptych.reading.pdf.words import Word

SAME_HEIGHT = 0.45
"""Of the larger font's size: baselines nearer than this are of one row."""
NARROWEST_GUTTER = 0.8
"""Of the font's size."""
FEWEST_ROWS = 4
SHORTEST_ROW = 8.0
"""Average width of rows on either side of a gutter, in sizes of their letters."""
FULL = 0.7
FULL_SHARE = 0.5
"""So many rows of running text fill that much of their column."""
LABEL_SHARE = 0.3
FAR = 1.7
"""Times the usual distance of rows: at a column's end, what stands farther off is a page's head or foot."""
BIN = 2.0
"""Points."""
DEEPEST = 6


@dataclass(slots=True)
class Row:
    """Words on one height, from left to right.

    Attributes:
        baseline: of the largest word.
        size: of its font.
        words: from left to right.
    """

    baseline: float
    size: float
    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Left edge of the first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge of the last word."""
        return max(word.right for word in self.words)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A strip between the rows `first` to `last`, at `x`."""

    first: int
    last: int
    x: float


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows of a page or column from top to bottom; raised figures stand in the row of their word."""
    rows: list[Row] = []
    heights: list[tuple[float, int]] = []
    for word in sorted(words, key=lambda word: (-word.style.size, -word.baseline, word.left)):
        place = bisect_left(heights, (word.baseline, -1))
        near = [
            (abs(height - word.baseline), number)
            for height, number in heights[max(place - 1, 0) : place + 1]
            if abs(height - word.baseline) <= SAME_HEIGHT * rows[number].size
        ]
        if near:
            rows[min(near)[1]].words.append(word)
        else:
            insort(heights, (word.baseline, len(rows)))
            rows.append(Row(word.baseline, word.style.size, [word]))
    for row in rows:
        row.words.sort(key=lambda word: (word.left, word.right))
    return sorted(rows, key=lambda row: -row.baseline)


def columns_of(words: Sequence[Word], depth: int = 0) -> list[list[Row]]:
    """Stretches of a page in reading order, each of them rows of one column."""
    rows = rows_of(words)
    gutter = _gutter(rows) if depth < DEEPEST else None
    if gutter is None:
        return [rows] if rows else []
    inside = [word for row in rows[gutter.first : gutter.last + 1] for word in row.words]
    parts = (
        [word for row in rows[: gutter.first] for word in row.words],
        [word for word in inside if _middle(word) < gutter.x],
        [word for word in inside if _middle(word) >= gutter.x],
        [word for row in rows[gutter.last + 1 :] for word in row.words],
    )
    return [stretch for part in parts for stretch in columns_of(part, depth + 1)]


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _gutter(rows: Sequence[Row]) -> _Gutter | None:
    """The strip with the most rows on either side, if running text stands there."""
    if len(rows) < FEWEST_ROWS:
        return None
    start = min(row.left for row in rows)
    covered = _covered(rows, start)
    run, left, right = (np.zeros(covered.shape[1], dtype=np.int64) for _ in range(3))
    best, found = FEWEST_ROWS - 1, None
    for number, row in enumerate(covered):
        free = ~row
        run, left, right = run * free, left * free, right * free
        run += free
        left += free & np.logical_or.accumulate(row)
        right += free & np.logical_or.accumulate(row[::-1])[::-1]
        score = np.minimum(left, right)
        place = int(score.argmax())
        if score[place] > best:
            best = int(score[place])
            beyond = np.flatnonzero((score[place:] != best) | (run[place:] != run[place]))
            width = int(beyond[0]) if len(beyond) else len(score) - place
            found = _Gutter(number - int(run[place]) + 1, number, start + (place + width / 2) * BIN)
    trimmed = _trimmed(rows, found) if found else None
    return trimmed if trimmed and _is_between_texts(rows, trimmed) else None


def _covered(rows: Sequence[Row], start: float) -> NDArray[np.bool_]:
    """Rows x strips of the page: whether a word stands there, or too small a gap between two."""
    width = max(row.right for row in rows) - start
    covered = np.zeros((len(rows), min(int(width / BIN) + 1, 5000)), dtype=np.bool_)
    for number, row in enumerate(rows):
        reach = row.left
        for word in row.words:
            begin = reach if word.left - reach < NARROWEST_GUTTER * row.size else word.left
            covered[number, int((begin - start) / BIN) : int((word.right - start) / BIN) + 1] = True
            reach = max(reach, word.right)
    return covered


def _trimmed(rows: Sequence[Row], gutter: _Gutter) -> _Gutter | None:
    """The gutter without rows that stand far off at its ends and have no text on both sides."""
    first, last = gutter.first, gutter.last
    steps = [
        a.baseline - b.baseline for a, b in zip(rows[first:last], rows[first + 1 : last + 1], strict=True)
    ]
    far = FAR * statistics.median(steps)
    while (
        first < last
        and rows[first].baseline - rows[first + 1].baseline > far
        and _is_one_sided(rows[first], gutter)
    ):
        first += 1
    while (
        first < last
        and rows[last - 1].baseline - rows[last].baseline > far
        and _is_one_sided(rows[last], gutter)
    ):
        last -= 1
    return _Gutter(first, last, gutter.x) if last - first + 1 >= FEWEST_ROWS else None


def _is_one_sided(row: Row, gutter: _Gutter) -> bool:
    sides = {_middle(word) < gutter.x for word in row.words if any(map(str.isalpha, word.text))}
    return len(sides) < 2


def _is_between_texts(rows: Sequence[Row], gutter: _Gutter) -> bool:
    inside = rows[gutter.first : gutter.last + 1]
    left = [[word for word in row.words if _middle(word) < gutter.x] for row in inside]
    right = [[word for word in row.words if _middle(word) >= gutter.x] for row in inside]
    return all(_is_text(list(filter(None, side))) for side in (left, right))


def _is_text(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether words stand there as in the lines of a column, and not as in that of a table."""
    if len(lines) < FEWEST_ROWS:
        return False
    reach = sum((line[-1].right - line[0].left) / line[0].style.size for line in lines)
    labels = sum(line[-1].text.endswith((":", "：")) for line in lines)
    start = min(line[0].left for line in lines)
    width = max(line[-1].right for line in lines) - start
    full = sum(line[-1].right - start >= FULL * width for line in lines)
    return (
        reach >= SHORTEST_ROW * len(lines)
        and labels < LABEL_SHARE * len(lines)
        and full >= FULL_SHARE * len(lines)
    )
