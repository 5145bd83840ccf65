"""What a second reader of pages takes for boilerplate, with the [web] extra.

trafilatura tells the main content of a page from its navigation better than tags do.
It is asked, never obeyed: a paragraph that it dropped gets the mark `boilerplate`, and
what that means is for the survey to decide. It works on the page in memory and never
touches the network; whatever goes wrong in it, the page is read without these marks.
"""

import logging
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from diptych.model import Mark, Span
from diptych.months import month_names

LINE = re.compile(r"[^\n]*[^\W_][^\n]*")
NOT_WORDS = re.compile(r"[\W_]+")
SPARED = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "title", "dt", "dd", "note", "author", "date", "cell"}
)
WORDS = re.compile(r"\d+|[^\W\d_]+")
DAY_OR_YEAR = re.compile(r"\d{1,2}|1\d{3}|20\d\d|st|nd|rd|th|of|г|года|de|del|року|р|年|月|日|년|월|일")
"""What may stand in a date besides the name of a month."""

MAX_CHARACTERS = 2_000_000
"""Larger pages are not asked about: it takes its time."""

Extract = Callable[[str], str | None]


@cache
def _extractor() -> Extract | None:
    """trafilatura, set to keep rather too much; none where it is not installed."""
    try:
        from trafilatura import extract
    except ImportError:
        return None

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints are not the user's

    def kept(page: str) -> str | None:
        result = extract(
            page,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            deduplicate=False,
        )
        return str(result) if result else None

    return kept


def _folded(text: str) -> str:
    """Only letters and digits, small: tables and lists come back with other signs.

    >>> _folded("Sent to: | Moscow |")
    'senttomoscow'
    """
    return NOT_WORDS.sub("", text).lower()


def boilerplate_marks(page: str, text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Marks on the lines of the text layer that trafilatura dropped.

    Args:
        page: the HTML.
        text: its text layer.
        marks: of its elements; titles, dates, authors, record data and notes are spared,
            which it does not count as text.
    """
    extractor = _extractor()
    if extractor is None or len(page) > MAX_CHARACTERS:
        return []
    try:
        kept = extractor(page) or ""
    except Exception:  # a second opinion must not cost the document
        return []
    spared = {mark.span.start for mark in marks if mark.name in SPARED}
    paragraphs = [mark.span for mark in marks if mark.name == "p"]
    return [
        mark
        for mark in _dropped(text, kept, paragraphs)
        if kept and mark.span.start not in spared and not _is_date(mark.span.of(text))
    ]


def _is_date(line: str) -> bool:
    """Whether a line is a date and nothing else.

    >>> _is_date("10. Mai 1972"), _is_date("12.05.1957 г."), _is_date("May Day 1957")
    (True, True, False)
    """
    words = WORDS.findall(line.lower())
    numbers = [word for word in words if word.isdigit()]
    names = [word for word in words if word in month_names(abbreviated=True)]
    rest = [word for word in words if word not in names and not DAY_OR_YEAR.fullmatch(word)]
    return not rest and 0 < len(numbers) <= 3 and len(numbers) + len(names) > 1


def _dropped(text: str, kept: str, paragraphs: Sequence[Span]) -> Iterator[Mark]:
    """Marks on dropped lines, but not on these: one right before a kept line, which may be its heading, and
    short paragraphs in one row with a kept one, such as greetings and signatures."""
    whole, kept_lines = _folded(kept), set(map(_folded, kept.splitlines()))
    lines = list(LINE.finditer(text))
    dropped = [(line := _folded(match.group())) not in kept_lines and line not in whole for match in lines]
    rows = _rows([_is_within(match.start(), paragraphs) for match in lines])
    beside = {number for row in rows if not all(dropped[n] for n in row) for number in row}
    for number, match in enumerate(lines):
        if all(dropped[number : number + 2]) and number not in beside:
            yield Mark(Span(match.start(), match.end()), "boilerplate")


def _is_within(place: int, spans: Sequence[Span]) -> bool:
    """Whether a place lies in one of some spans, which stand in text order."""
    number = bisect_right(spans, place, key=lambda span: span.start) - 1
    return number >= 0 and place < spans[number].end


def _rows(are_paragraphs: Sequence[bool]) -> Iterator[range]:
    """The runs of lines that are paragraphs.

    >>> list(_rows([True, True, False, True]))
    [range(0, 2), range(3, 4)]
    """
    start = 0
    for is_paragraph, run in groupby(are_paragraphs):
        length = sum(1 for _ in run)
        if is_paragraph:
            yield range(start, start + length)
        start += length
