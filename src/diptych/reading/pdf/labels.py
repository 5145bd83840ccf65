"""Labels of notes: raised figures in the text, and the lines that answer them."""

import re
from collections.abc import Iterable

from diptych.reading.pdf.lines import Line

LABEL = re.compile(r"[\[(]?(?P<label>[1-9]\d{0,2}|[a-z]|\*{1,4}|†|‡)[\])]?(?=[\s.])")


def called_labels(lines: Iterable[Line]) -> frozenset[str]:
    """The raised figures of a page that stand behind a word."""
    return frozenset(
        line.text[start:end].strip("[]()") for line in lines for start, end in line.raised if start
    )


def label_of(line: Line) -> str:
    """The label that a line begins with; "" where it begins with none."""
    label = LABEL.match(line.text)
    return label["label"] if label else ""


def opens_note(line: Line, called: frozenset[str]) -> bool:
    """Whether a line begins with a raised figure, or with one that the page calls."""
    return label_of(line) in called or bool(line.raised and line.raised[0][0] == 0)
