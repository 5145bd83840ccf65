"""How values are written into cells: text without tabs and line ends, spans, numbers."""

import re
from collections.abc import Iterable

from diptych.model import Sentence

_BLANKED = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Everything that some reader takes for the end of a cell or a line."""

_TO_BLANK = str.maketrans(dict.fromkeys(_BLANKED, " "))
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def cell(text: str) -> str:
    r"""The text as one cell, character for character as long as before.

    >>> cell("one\ttwo\r\nthree")
    'one two  three'
    """
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text.translate(_TO_BLANK))


def spans_cell(sentence: Sentence) -> str:
    """Where a sentence stands: `120-158 160-201+203-230`, a `+` where nothing joins two pieces."""
    pieces = [f"{span.start}-{span.end}" for span in sentence.spans]
    joints = [" " if joint else "+" for joint in sentence.joints]
    return pieces[0] + "".join(j + p for j, p in zip(joints, pieces[1:], strict=True)) if pieces else ""


def mean_cell(values: Iterable[float]) -> str:
    """The mean with three decimals; empty where there is nothing to take it of."""
    numbers = list(values)
    return f"{sum(numbers) / len(numbers):.3f}" if numbers else ""
