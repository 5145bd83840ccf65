"""Columns side by side, parted by blanks, as dumps of printed pages have them: read one after the other.

A gutter is where, line after line, blanks end at the same place with words on both sides.
Lines may reach across it (a heading, a running head), and a column may be longer than the other.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from diptych.survey import shape
from diptych.survey.labels import split_label
from diptych.survey.units import Unit

_BLANKS = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_WIDE = re.compile(r"[ \u00a0]{2}")
WIDEST = 400
"""Characters; longer lines are paragraphs, beside which no column stands."""
FEWEST_ROWS = 4
"""Lines with words on both sides of a gutter."""
NEAR, FAR = 1, 6
"""Places by which blanks may end beside the gutter: in lines that show it, and in those around them."""
TRIES = 3
"""Places that are looked at for a gutter, those with most blanks first."""
LEAST_SHARE = 0.6
"""Of the lines that reach the gutter, those that have blanks there."""
MOST_BETWEEN = 5
"""Lines across the gutter that may stand between two that show it: a heading, a page's foot and head."""
FEWEST_LETTERS, FEWEST_WORDS = 8, 1.5
"""Of a cell on average; columns of numbers, names or labels have fewer."""
MOST_LABELS = 0.34
"""Share of the cells on the left that are labels of a record."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that are read one after the other.

    Attributes:
        lines: in the order of reading.
        like: all lines set to the same width, its own among them.
    """

    lines: tuple[Unit, ...]
    like: tuple[Unit, ...]


def read_columns(lines: Sequence[Unit]) -> list[Flow]:
    """The lines of a page in the order of reading: column by column where they stand side by side."""
    rows = [_row(line) for line in lines]
    if not any(row.gaps for row in rows):
        return _flows(rows)
    wide = [_row_of_wide(row) for row in rows]
    return _flows(max((rows, wide), key=_best_support))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with the places at which its characters stand.

    Attributes:
        line: the line.
        places: of each of its characters, and of its end; none for a line that stands in no column.
        gaps: (start, end), as offsets, of the blanks between its words, two at least.
    """

    line: Unit
    places: Sequence[int]
    gaps: tuple[tuple[int, int], ...]

    def cut_at(self, gutter: int, tolerance: int) -> tuple[int, int] | None:
        """The blanks that end nearest to a place, or reach over it where the next column is empty too."""
        near = [gap for gap in self.gaps if self._distance(gap, gutter) <= tolerance]
        return min(near, key=lambda gap: self._distance(gap, gutter), default=None)

    def _distance(self, gap: tuple[int, int], gutter: int) -> int:
        start, end = self.places[gap[0]], self.places[gap[1]]
        return FAR if start < gutter < end - FAR else abs(end - gutter)

    def side(self, gutter: int) -> str:
        """Where the line stands: left or right of the gutter, on both sides of it, or across it."""
        if not self.places:
            return "across"
        if self.cut_at(gutter, FAR):
            return "both"
        if self.places[0] >= gutter - NEAR:
            return "right"
        return "left" if self.places[-1] <= gutter else "across"

    def cells(self, gutter: int) -> tuple["_Row", "_Row"]:
        """The line on either side of the gutter."""
        gap = self.cut_at(gutter, FAR)
        assert gap is not None
        left, right = self.line.cut(gap[1])
        shifted = tuple((start - gap[1], end - gap[1]) for start, end in self.gaps if start >= gap[1])
        return (
            _Row(left, self.places[: gap[0] + 1], tuple(g for g in self.gaps if g < gap)),
            _Row(right._replace(indent=self.places[gap[1]]), self.places[gap[1] :], shifted),
        )


def _row(line: Unit) -> _Row:
    if line.kind is not None or "\t" in line.text or len(line.text) > WIDEST or line.marks - {"pre"}:
        return _Row(line, (), ())
    places = range(line.indent, line.indent + len(line.text) + 1)
    gaps = _BLANKS.finditer(line.text) if _WIDE.search(line.text) else ()
    return _Row(line, places, tuple(match.span() for match in gaps))


def _row_of_wide(row: _Row) -> _Row:
    """The same row where Chinese, Japanese and Korean characters fill two places each."""
    if not row.places or shape.width(row.line.text) == len(row.line.text):
        return row
    widths = (1 + shape.is_wide(character) for character in row.line.text)
    return replace(row, places=tuple(accumulate(widths, initial=row.line.indent)))


def _support(rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """(lines with blanks that end there, place), most lines first."""
    ends = Counter(row.places[end] for row in rows for _, end in row.gaps)
    support = [(sum(ends[place + by] for by in range(-NEAR, NEAR + 1)), ends[place], place) for place in ends]
    return [(number, place) for number, _, place in sorted(support, key=lambda s: (-s[0], -s[1], s[2]))]


def _best_support(rows: Sequence[_Row]) -> int:
    return max((number for number, _ in _support(rows)), default=0)


def _flows(rows: Sequence[_Row]) -> list[Flow]:
    """Rows as flows: the best gutter parts them, and above and below it and on each side may be others."""
    for number, gutter in _support(rows)[:TRIES]:
        regions = _regions(rows, gutter) if number >= FEWEST_ROWS else []
        if regions:
            return _parted(rows, regions, gutter)
    lines = tuple(row.line for row in rows)
    return [Flow(lines, lines)] if lines else []


def _parted(rows: Sequence[_Row], regions: Sequence[range], gutter: int) -> list[Flow]:
    flows: list[Flow] = []
    position = 0
    for region in regions:
        flows += _flows(rows[position : region.start])
        flows += _columns(rows[region.start : region.stop], gutter)
        position = region.stop
    return flows + _flows(rows[position:])


def _regions(rows: Sequence[_Row], gutter: int) -> list[range]:
    """Stretches of rows that a gutter runs through."""
    shown = [index for index, row in enumerate(rows) if row.cut_at(gutter, NEAR)]
    sides = [row.side(gutter) for row in rows]
    across = list(accumulate((side == "across" for side in sides), initial=0))
    regions: list[list[int]] = []
    for index in shown:
        if regions and across[index] - across[regions[-1][-1]] <= MOST_BETWEEN:
            regions[-1].append(index)
        else:
            regions.append([index])
    return [
        range(_opened(sides, region[0]), _closed(sides, region[-1]))
        for region in regions
        if len(region) >= FEWEST_ROWS
        and _are_columns([rows[i] for i in range(region[0], region[-1] + 1)], gutter)
    ]


def _opened(sides: Sequence[str], start: int) -> int:
    """Where a region begins, with the lines of one column above its first line on both sides."""
    while start and sides[start - 1] == "right":
        start -= 1
    return start


def _closed(sides: Sequence[str], end: int) -> int:
    """Where a region ends, with the lines by which a column is longer than the other."""
    end += 1
    while end < len(sides) and sides[end] in {"left", "right"}:
        end += 1
    return end


def _are_columns(rows: Sequence[_Row], gutter: int) -> bool:
    """Whether what stands on both sides of a gutter is text, not a table of figures or a record."""
    both = [row.cells(gutter) for row in rows if row.side(gutter) == "both"]
    across = sum(bool(row.places) and row.side(gutter) == "across" for row in rows)
    if len(both) < LEAST_SHARE * (len(both) + across):
        return False
    labels = sum(
        left.line.text.endswith((":", "：")) or split_label(left.line.text) is not None for left, _ in both
    )
    return labels <= MOST_LABELS * len(both) and all(
        _is_text([cells[side].line.text for cells in both]) for side in (0, 1)
    )


def _is_text(cells: Sequence[str]) -> bool:
    letters = sum(shape.letters(cell) for cell in cells)
    words = sum(len(cell.split()) for cell in cells)
    return letters >= FEWEST_LETTERS * len(cells) and (
        words >= FEWEST_WORDS * len(cells) or letters >= 3 * FEWEST_LETTERS * len(cells)
    )


def _columns(rows: Sequence[_Row], gutter: int) -> list[Flow]:
    """The flows of a region: left, then right, between two lines that reach across."""
    left: list[_Row] = []
    right: list[_Row] = []
    stretches: list[tuple[list[_Row], list[_Row], list[_Row]]] = []
    for is_across, stretch in groupby(rows, key=lambda row: row.side(gutter) == "across"):
        if is_across:
            stretches.append(([], [], list(stretch)))
        else:
            cells = _sides(list(stretch), gutter)
            left += cells[0]
            right += cells[1]
            stretches.append((*cells, []))
    margins = [min((row.line.indent for row in column), default=0) for column in (left, right)]
    columns = [tuple(row.line for row in column) for column in (left, right)]
    flows: list[Flow] = []
    for own_left, own_right, lines in stretches:
        flows += _flows_like(own_left, margins[0], columns[0])
        flows += _flows_like(own_right, margins[1], columns[1])
        flows += _flows(lines)
    return flows


def _flows_like(rows: Sequence[_Row], margin: int, column: tuple[Unit, ...]) -> list[Flow]:
    """The flows of a column's stretch, set to the width of the whole column."""
    flows = _flows(rows)
    if len(flows) != 1:
        return flows
    lines = (
        line._replace(indent=line.indent - margin, marks=line.marks | {"column"}) for line in flows[0].lines
    )
    return [Flow(tuple(lines), column)]


def _sides(rows: Sequence[_Row], gutter: int) -> tuple[list[_Row], list[_Row]]:
    """The cells left and right of the gutter, each with the number of blank cells above it."""
    columns: tuple[list[_Row], list[_Row]] = ([], [])
    blank = [1, 1]
    for row in rows:
        side = row.side(gutter)
        cells = row.cells(gutter) if side == "both" else (row, None) if side == "left" else (None, row)
        for number, cell in enumerate(cells):
            blank[number] += row.line.gap
            if cell is None:
                blank[number] += 1
            else:
                columns[number].append(replace(cell, line=cell.line._replace(gap=blank[number])))
                blank[number] = 0
    return columns
