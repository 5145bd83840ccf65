"""Lines as people count them: from 1, ended by LF, CR or both."""

import re
from bisect import bisect_right

from diptych.model import Span

_END = re.compile(r"\r\n|\r|\n")


class LineNumbers:
    r"""Where the lines of a text are.

    >>> numbers = LineNumbers("one\r\ntwo\nthree")
    >>> numbers.count, numbers.shown(Span(1, 7)), numbers.span(2, 2)
    (3, '1-2', Span(start=5, end=9))
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._starts = [0, *(match.end() for match in _END.finditer(text))]

    @property
    def count(self) -> int:
        """How many lines there are; an end behind the last one opens no new line."""
        return len(self._starts) - (self._starts[-1] == self._length and len(self._starts) > 1)

    def shown(self, span: Span) -> str:
        """The lines that a passage stands on: `7` or `7-9`."""
        first = bisect_right(self._starts, span.start)
        last = bisect_right(self._starts, max(span.start, span.end - 1))
        return f"{first}" if first == last else f"{first}-{last}"

    def span(self, first: int, last: int) -> Span:
        """The characters from the first of some lines to the last, both of which must be there."""
        end = self._starts[last] if last < len(self._starts) else self._length
        return Span(self._starts[first - 1], end)
