"""The words of a page, and where they stand on it.

PDFium (pypdfium2, the extra `pdf`) says of each character what it is and where; all geometry after that is
ours. Its own reading order is that of the file, which need not be anybody's.
"""

import math
from collections.abc import Iterator
from ctypes import addressof, c_double
from dataclasses import dataclass
from typing import Any

LINE_ENDS = frozenset("\r\n")
LINE_END_HYPHENS = frozenset("\x02\ufffe")
"""What PDFium makes of a hyphen at a line's end."""

UNMAPPED = "\ufffd"
"""Stands for a glyph whose font does not say which character it shows."""

BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set.

    Attributes:
        size: of the font, in points on the page.
        bold: whether its strokes are heavy.
        turned: quarter turns of the line, counter-clockwise, from 0 to 3; -1 where it stands aslant.
    """

    size: float
    bold: bool
    turned: int


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank, set alike; in the turn of the page's text, y upwards.

    Attributes:
        text: in reading order.
        left, right: edges, in points.
        baseline: y of the line it stands on.
        style: how it is set.
        glued: whether it follows the word before it in the file without a blank.
    """

    text: str
    left: float
    right: float
    baseline: float
    style: Style
    glued: bool


@dataclass(slots=True)
class _Open:
    """A word in the making."""

    text: list[str]
    box: list[float]
    origin: tuple[float, float]
    style: Style
    glued: bool

    def word(self, turn: int) -> Word:
        left, _, right, _ = _turned(self.box, turn)
        x, y = self.origin
        baseline = (y, -x, -y, x)[turn]
        return Word("".join(self.text), left, right, baseline, self.style, self.glued)


def page_words(page: Any, raw: Any) -> tuple[list[Word], list[str]]:
    """The words of a page in the turn that most of them have, and the lines in other turns.

    Args:
        page: of pypdfium2.
        raw: pypdfium2's functions of PDFium.
    """
    text_page = page.get_textpage()
    try:
        words = list(_words(text_page.raw, text_page.count_chars(), raw))
    finally:
        text_page.close()
    counts = [sum(len(word.text) for word in words if word.style.turned == turn) for turn in range(4)]
    turn = counts.index(max(counts))
    upright = [word.word(turn) for word in words if word.style.turned == turn]
    return upright, list(_aside([word for word in words if word.style.turned != turn]))


def _words(handle: Any, count: int, raw: Any) -> Iterator[_Open]:
    rect, x, y = raw.FS_RECTF(), c_double(), c_double()
    last: int | None = None
    style = Style(0, False, 0)
    current: _Open | None = None
    parted = True
    for index in range(count):
        character = _character(raw.FPDFText_GetUnicode(handle, index))
        if character in LINE_ENDS or character.isspace():
            parted = True
            continue
        thing = raw.FPDFText_GetTextObject(handle, index)
        address = _address(thing)
        changed = address != last
        if changed:
            style, last = _style(handle, index, raw), address
        raw.FPDFText_GetLooseCharBox(handle, index, rect)
        if parted or changed or current is None:
            if current:
                yield current
            raw.FPDFText_GetCharOrigin(handle, index, x, y)
            box = [rect.left, rect.bottom, rect.right, rect.top]
            current = _Open([character], box, (x.value, y.value), style, not parted)
            parted = False
        else:
            current.text.append(character)
            _widen(current.box, rect)
    if current:
        yield current


def _character(code: int) -> str:
    """The character of a code; line-end hyphens are hyphens, and what no text can hold is unknown.

    >>> _character(2), _character(0), _character(0xD800), _character(0x416)
    ('-', '\\ufffd', '\\ufffd', 'Ж')
    """
    if chr(code) in LINE_END_HYPHENS:
        return "-"
    unknown = code == 0 or 0xD800 <= code < 0xE000 or (code < 0x20 and code not in {9, 10, 12, 13})
    return UNMAPPED if unknown else chr(code)


def _address(pointer: Any) -> int:
    return addressof(pointer.contents) if pointer else 0


def _widen(box: list[float], rect: Any) -> None:
    box[0], box[1] = min(box[0], rect.left), min(box[1], rect.bottom)
    box[2], box[3] = max(box[2], rect.right), max(box[3], rect.top)


def _style(handle: Any, index: int, raw: Any) -> Style:
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(handle, index)
    if raw.FPDFText_GetMatrix(handle, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1
    angle = raw.FPDFText_GetCharAngle(handle, index)
    quarters = (-angle if angle >= 0 else 0) / (math.pi / 2)
    turned = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else -1
    return Style(size, raw.FPDFText_GetFontWeight(handle, index) >= BOLD_WEIGHT, turned)


def _turned(box: list[float], turn: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a box on a page that is turned back.

    >>> _turned([1, 2, 3, 4], 1)
    (2, -3, 4, -1)
    """
    left, bottom, right, top = box
    return (
        (left, bottom, right, top),
        (bottom, -right, top, -left),
        (-right, -top, -left, -bottom),
        (-top, left, -bottom, right),
    )[turn]


def _aside(words: list[_Open]) -> Iterator[str]:
    """Text in another turn than the page's, as the file has it: a line for each stretch of one style."""
    line = ""
    before: Style | None = None
    for word in words:
        if before is not None and word.style != before:
            yield line
            line = ""
        line += ("" if word.glued or not line else " ") + "".join(word.text)
        before = word.style
    if line:
        yield line
