"""Lines: the words of a row as text, with the figures raised above it."""

import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from diptych.reading.pdf.columns import Row
from diptych.reading.pdf.words import Word

WORD_GAP = 0.12
"""Of the font's size: words that stand nearer, and no blank between them, are one."""
USUAL_BLANK = 0.3
"""Of the font's size; where a line has too few words to tell."""
COLUMN_GAP = 2.0
"""Of the font's size: words that stand farther apart are in different columns of a table."""
NARROW_COLUMN_GAP, COLUMN_BLANKS = 0.8, 2.5
"""The same from this size on, where the gap has so many times the usual width of a blank."""
STOP_BLANKS = 1.2
"""Times the usual blank: the same where a column begins there in the next row."""
SMALLER = 0.85
RAISED = 0.12
LONGEST_SIGN = 4
RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        text: with one blank between words, and a tab between columns of a table.
        raised: offsets of the figures that stand raised, start and end.
        indent: from the edge of its column, in points.
        baseline: its height on the page.
        size: of most of its letters, in points.
        bold: whether all of it is bold.
    """

    text: str
    raised: tuple[tuple[int, int], ...]
    indent: float
    baseline: float
    size: float
    bold: bool


def lines_of(rows: Sequence[Row]) -> list[Line]:
    """The rows of a column as lines.

    A word that stands where a column of a table begins in the row above or below begins one, too.
    """
    stops = [_stops(row) for row in rows]
    around = zip([[], *stops], [*stops[1:], []], strict=False)
    edges = min(row.left for row in rows), max(row.right for row in rows)
    return [_line(row, above + below, edges) for row, (above, below) in zip(rows, around, strict=True)]


def _stops(row: Row) -> list[float]:
    """Where the columns of a table begin that stand wide apart in a row."""
    blank = _usual_blank(row.words)
    return [word.left for before, word in pairwise(row.words) if _is_column_gap(_gap(before, word), blank)]


def _line(row: Row, stops: Sequence[float], edges: tuple[float, float]) -> Line:
    leftward = _is_leftward(row.words)
    words = list(_from_the_right(row.words)) if leftward else row.words
    between = _between(words, row, stops)
    pieces = [piece for pair in zip(between, (word.text for word in words), strict=True) for piece in pair]
    ends = list(accumulate(map(len, pieces)))[1::2]
    raised = [_is_raised(word, row) for word in words]
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.style.size] += len(word.text)
    return Line(
        "".join(pieces),
        tuple((end - len(word.text), end) for word, end, up in zip(words, ends, raised, strict=True) if up),
        edges[1] - row.right if leftward else row.left - edges[0],
        row.baseline,
        max(sizes, key=lambda size: (sizes[size], size)),
        all(word.style.bold for word, up in zip(words, raised, strict=True) if not up),
    )


def _is_raised(word: Word, row: Row) -> bool:
    smaller = word.style.size <= SMALLER * row.size
    return smaller and word.baseline - row.baseline >= RAISED * row.size and len(word.text) <= LONGEST_SIGN


def _gap(before: Word, word: Word) -> float:
    """The space between two words, in sizes of their letters."""
    gap = max(word.left - before.right, before.left - word.right)
    return gap / max(before.style.size, word.style.size)


def _usual_blank(words: Sequence[Word]) -> float:
    """The space between most words of a line; typewriters and justified lines have wide ones."""
    gaps = [gap for before, word in pairwise(words) if (gap := _gap(before, word)) >= WORD_GAP]
    return statistics.median_low(gaps) if len(gaps) > 2 else USUAL_BLANK


def _is_column_gap(gap: float, blank: float) -> bool:
    return gap > COLUMN_GAP or gap > max(NARROW_COLUMN_GAP, COLUMN_BLANKS * blank)


def _between(words: Sequence[Word], row: Row, stops: Sequence[float]) -> list[str]:
    """What stands before each word of a line."""
    blank = _usual_blank(row.words)
    between = [""]
    places = {id(word): place for place, word in enumerate(row.words)}
    for before, word in pairwise(words):
        beside = abs(places[id(before)] - places[id(word)]) == 1
        gap = _gap(before, word) if beside else blank
        at_stop = gap > STOP_BLANKS * blank and any(abs(word.left - stop) < 1 for stop in stops)
        if at_stop or _is_column_gap(gap, blank):
            between.append("\t")
        elif before is words[0] and _is_raised(before, row):
            between.append(" ")  # the label of a note, set close to its words
        else:
            between.append("" if gap < WORD_GAP and (word.glued or gap < WORD_GAP / 2) else " ")
    return between


def _is_leftward(words: Sequence[Word]) -> bool:
    """Whether most letters run from right to left."""
    leftward = sum(len(word.text) for word in words if _runs_left(word.text))
    return 2 * leftward > sum(len(word.text) for word in words if any(map(str.isalpha, word.text)))


def _from_the_right(words: Sequence[Word]) -> Iterator[Word]:
    """The words from right to left; those that run the other way, and numbers, keep their order."""
    run: list[Word] = []
    for word in reversed(words):
        if _runs_left(word.text) or not any(map(str.isalnum, word.text)):
            yield from reversed(run)
            run = []
            yield word
        else:
            run.append(word)
    yield from reversed(run)


def _runs_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text)
