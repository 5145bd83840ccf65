"""Charts as SVG: bars and dots that can be read without colours, aloud, in the dark, and on paper.

A chart is a tree of lxml, so that no name of a document can break it. What a colour tells a pattern or a
shape tells, too; every bar and dot says its numbers in a title, which readers aloud and pointers find.
Positions are rounded, so that the same numbers give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import log2
from typing import Any
from unicodedata import east_asian_width

import regex
from lxml import etree

_WIDTH, _LABELS, _NUMBERS = 900, 270, 60
"""Of a chart, of the names on the left, and of what stands on the right, in pixels."""
_ROW, _BAR, _TOP, _FOOT = 24, 14, 64, 40
_LETTER, _CAPITAL, _SIGN = 6.6, 8.5, 12.0
"""Pixels of a letter, about; of a capital; of a Chinese sign."""
_ILLEGAL = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_HATCHES = ("", "M0 6L6 0", "M0 0L6 6", "M0 3H6", "M3 0V6", "M0 6L6 0M0 0L6 6")
"""What is drawn over a colour, so that it is told without it."""
SERIES = len(_HATCHES)
"""Series that can be told apart."""
_SVG = "{http://www.w3.org/2000/svg}"
_Tree = Any


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of one row.

    Attributes:
        name: of the row.
        parts: the length of each part, in the order of the series.
        told: what each part stands for, in words.
        total: what stands behind the bar.
    """

    name: str
    parts: tuple[float, ...]
    told: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot: where it stands, what it stands for, and whether it sums the others up."""

    value: float
    told: str
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots of one row.

    Attributes:
        name: of the row.
        dots: in any order.
        usual: where a stroke marks what is usual.
    """

    name: str
    dots: tuple[Dot, ...]
    usual: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis.

    Attributes:
        low: where it begins.
        high: where it ends.
        ticks: what is written on it.
        unit: what stands behind the numbers.
        is_ratio: whether half and twice are equally far from one.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    unit: str = ""
    is_ratio: bool = False

    def at(self, value: float) -> float:
        """Where a value stands, in pixels from the left."""
        low, high, held = self.low, self.high, min(max(value, self.low), self.high)
        if self.is_ratio:
            low, high, held = log2(low), log2(high), log2(held)
        return _LABELS + (held - low) / (high - low) * (_WIDTH - _LABELS - _NUMBERS)

    def shown(self, value: float) -> str:
        """A value on the axis."""
        return f"{value:g}{self.unit}"


def bars(name: str, title: str, told: str, series: Sequence[str], rows: Sequence[Bar], scale: Scale) -> bytes:
    """A chart of bars, one a row, each of several parts.

    Args:
        name: of the chart, for ids.
        title: above it.
        told: what it shows, in sentences.
        series: what the parts are called; at most `SERIES`.
        rows: from top to bottom.
        scale: of their lengths.
    """
    drawing = _Drawing(name, title, told, len(rows))
    drawing.legend(series)
    drawing.axis(scale)
    for number, row in enumerate(rows):
        y = drawing.label(number, row.name)
        start = scale.low
        for part, (length, words) in enumerate(zip(row.parts, row.told, strict=True)):
            drawing.box(scale.at(start), scale.at(start + length), y, part, f"{row.name}, {words}")
            start += length
        drawing.text(_WIDTH - _NUMBERS + 8, y + _BAR - 3, row.total)
    return drawing.svg()


def dots(name: str, title: str, told: str, rows: Sequence[Dots], scale: Scale) -> bytes:
    """A chart of dots, any number in a row.

    Args:
        name, title, told, rows, scale: as of `bars`.
    """
    drawing = _Drawing(name, title, told, len(rows))
    drawing.axis(scale)
    for number, row in enumerate(rows):
        y = drawing.label(number, row.name) + _BAR / 2
        if row.usual is not None:
            drawing.usual(scale.at(row.usual), y, f"{row.name}, usual: {row.usual:.2f}")
        for dot in sorted(row.dots, key=lambda one: (one.is_sum, one.value)):
            drawing.dot(scale.at(dot.value), y, dot, row.name)
    return drawing.svg()


class _Drawing:
    """A chart while it is drawn.

    Args:
        name, title, told: as of `bars`.
        rows: how many.
    """

    def __init__(self, name: str, title: str, told: str, rows: int) -> None:
        self.name = name
        self.height = _TOP + rows * _ROW + _FOOT
        self.tree = etree.Element(
            f"{_SVG}svg",
            {
                "class": "plot",
                "viewBox": f"0 0 {_WIDTH} {self.height}",
                "width": str(_WIDTH),
                "height": str(self.height),
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-desc",
            },
            nsmap={None: _SVG[1:-1]},  # type: ignore[dict-item]
        )
        _child(self.tree, "title", title, id=f"{name}-title")
        _child(self.tree, "desc", told, id=f"{name}-desc")
        _child(self.tree, "style", files(__package__).joinpath("data", "chart.css").read_text("utf-8"))
        self._add("rect", "paper", width=_WIDTH, height=self.height)
        self.text(0, 18, title, "title")

    def svg(self) -> bytes:
        """The chart as a file."""
        data: bytes = etree.tostring(self.tree, encoding="utf-8", xml_declaration=False)
        return data + b"\n"

    def legend(self, series: Sequence[str]) -> None:
        """What the parts of the bars are, and the patterns that tell them."""
        patterns = _child(self.tree, "defs")
        for number, hatch in enumerate(_HATCHES[: len(series)]):
            if not hatch:
                continue
            size = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
            pattern = _child(patterns, "pattern", id=f"{self.name}-h{number}", **size)
            _child(pattern, "path", d=hatch).set("class", "lines")
        x = 0.0
        for number, name in enumerate(series if len(series) > 1 else ()):
            self.box(x, x + 22, 30, number, name)
            self.text(x + 28, 30 + _BAR - 3, name)
            x += 44 + _length(name)

    def axis(self, scale: Scale) -> None:
        """The lines below the bars and dots, and their numbers."""
        for tick in scale.ticks:
            x = scale.at(tick)
            self._add("line", "axis", x1=x, x2=x, y1=_TOP - 6, y2=self.height - _FOOT + 4)
            self.text(x, self.height - _FOOT + 20, scale.shown(tick), "faint", "middle")

    def usual(self, x: float, y: float, told: str) -> None:
        """The stroke of what is usual."""
        _child(self._add("line", "middle", x1=x, x2=x, y1=y - _ROW / 2, y2=y + _ROW / 2), "title", told)

    def label(self, row: int, name: str) -> float:
        """The name of a row; gives the upper edge of its bar."""
        y = _TOP + row * _ROW + (_ROW - _BAR) / 2
        shown = _fitted(name, _LABELS - 14)
        label = self.text(_LABELS - 10, y + _BAR - 3, shown, anchor="end")
        if shown != name:
            _child(label, "title", name)
        return y

    def box(self, left: float, right: float, y: float, series: int, told: str) -> None:
        """A part of a bar: colour, pattern, edge."""
        if right <= left:
            return
        place = {"x": left, "y": y, "width": right - left, "height": _BAR}
        _child(self._add("rect", f"s{series}", **place), "title", told)
        if _HATCHES[series]:
            _child(self._add("rect", "", fill=f"url(#{self.name}-h{series})", **place), "title", told)
        self._add("rect", "edge", **place)

    def dot(self, x: float, y: float, dot: Dot, row: str) -> None:
        """A ring, or a diamond for a sum."""
        if dot.is_sum:
            shape = self._add("path", "sum", d=f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z")
        else:
            shape = self._add("circle", "dot", cx=x, cy=y, r=4)
        _child(shape, "title", f"{row}, {dot.told}")

    def text(self, x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> _Tree:
        """Words, in their own direction."""
        text = self._add("text", kind, x=x, y=y)
        text.set("text-anchor", anchor)
        text.text = _legal(words)
        return text

    def _add(self, element: str, kind: str, **places: float | str) -> _Tree:
        made = _child(self.tree, element, **{key: _number(value) for key, value in places.items()})
        if kind:
            made.set("class", kind)
        return made


def _child(parent: _Tree, element: str, words: str = "", **attributes: str) -> _Tree:
    """A new element at the end of another."""
    child = etree.SubElement(
        parent, f"{_SVG}{element}", {key: _legal(one) for key, one in attributes.items()}
    )
    if words:
        child.text = _legal(words)
    return child


def _fitted(name: str, pixels: float) -> str:
    """As much of a name as there is room for."""
    shown = name
    while _length(shown) > pixels:
        shown = f"{shown.removesuffix('…')[:-1]}…"
    return shown


def _length(text: str) -> float:
    """Pixels of a text, about."""
    wide = sum(east_asian_width(letter) in "WF" for letter in text)
    capitals = sum(letter.isupper() for letter in text)
    return _SIGN * wide + _CAPITAL * capitals + _LETTER * (len(text) - wide - capitals)


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def _legal(text: str) -> str:
    return str(_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text))
