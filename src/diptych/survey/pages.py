"""Page numbers and running heads, which stand between the words of a document without belonging to them."""

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from diptych.model import Kind
from diptych.survey import dates, knowledge, references, shape
from diptych.survey.likeness import in_common
from diptych.survey.units import Unit

LONGEST_HEAD = 90
LONGEST_NUMBER = 28
FEWEST_REPEATS = 3
SHORTEST_CUT = 30
"""Characters of a paragraph before a page end."""
LONGEST_NOTES = 30
"""Lines of notes at the foot of a page."""
MOST_MODELS = 20
"""Lines that begin or end alike, with which another one is compared."""
MOST_BETWEEN = 4
"""Units from one that a page end cuts to the rest of its sentence."""
RULE = "a rule of signs"
ALIKE = 0.8
"""Share of letters that two readings of one running head have in common at least."""

_HYPHENS = "-\u00ad¬\u2010"
_LEAF_STAMP = re.compile(r"0\d{3,7}")
_NOTE_AGAIN = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡¹²³⁰⁴-⁹]{1,3})[)\]]?[\s\u00a0]?[^\W\d_].*[.!?…]")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_WIDE_GAP = re.compile(r"\t|\s{4,}")
_WIDE_HEAD = re.compile(
    r"(?:[^\W\d_]{1,7}\.?\s)?(?P<first>\d{1,4})(?:\t|\s{4,})(?P<rest>[^\W\d_](?:(?!\s{4}|\t).)*)"
    r"|(?P<words>[^\W\d_](?:(?!\s{4}|\t).)*)(?:\t|\s{4,})(?:[^\W\d_]{1,7}\.?\s)?(?P<last>\d{1,4})"
)
"""Words and a number with a wide gap between them; a short word for a page may stand before the number."""
MOST_PAGES_BETWEEN = 2
_CLOSE_NUMBER = re.compile(r"(?P<first>\d{1,4})\s+[^\W\d_].*|[^\W\d_].*\s(?P<last>\d{1,4})")


@cache
def _page_number() -> re.Pattern[str]:
    word, total, behind, side = (
        knowledge.small_words(name).pattern for name in ("page", "page total", "page behind", "page side")
    )
    number = r"0\d{3,7}|\d{1,4}|[ivxlcIVXLC]{1,6}|[〇一二三四五六七八九十百]{1,5}"
    rule = r"[-–—―－─/*|•·=~～_]{1,3}"
    return re.compile(
        rf"[\[(<{{]?\s*(?:(?P<word>{word})\.?\s*)?(?P<rule>{rule})?\s*(?P<number>{number})"
        rf"(?:[\s.]*(?P<side>{side})\.?)?\s*(?:(?:/|{total})\s*\d{{1,4}})?\s*(?P<end>{rule})?\.?\s*[\])>}}]?"
        rf"|第\s*(?P<chinese>\d{{1,4}}|[〇一二三四五六七八九十百]{{1,5}})\s*[页頁]|(?P<counted>\d{{1,4}})\.?\s*(?:{behind})"
    )


@cache
def _edge_number() -> re.Pattern[str]:
    """A page's number at an end of a running head, set apart by more than a blank."""
    word, behind = (knowledge.small_words(name).pattern for name in ("page", "page behind"))
    apart = r"\s*[|•·–—]\s*|\t|\s{2,}"
    return re.compile(
        rf"(?P<first>\d{{1,4}})(?:{apart})[^\W\d_].*"
        rf"|[^\d\W].*?(?:(?:{apart})(?:{word})?\.?\s*|(?<=\s)(?:{word})\.?\s*)(?P<last>\d{{1,4}})"
        rf"|[^\d\W].*?\s(?P<counted>\d{{1,4}})\.?\s*(?:{behind})|[^\d\W].*?第\s*(?P<chinese>\d{{1,4}})\s*[页頁]"
    )


def page_number(text: str) -> str:
    """The number a line gives as a page's, or nothing.

    >>> page_number("- 12 -"), page_number("Page 3 of 7"), page_number("стр. 4"), page_number("12 May")
    ('12', '3', '4', '')
    >>> page_number("л. 5 об."), page_number("2. oldal"), page_number("[p. 3]")
    ('5 об', '2', '3')
    """
    match = _page_number().fullmatch(text.strip()) if len(text) <= LONGEST_NUMBER else None
    if not match:
        return ""
    number = match["number"] or match["chinese"] or match["counted"] or ""
    return f"{number} {match['side']}" if match["side"] else number


def find_page_lines(lines: list[Unit], text: str) -> list[Unit]:
    """Decide on the lines that stand between two pages, before lines are joined to paragraphs."""
    page_ends = _at_page_ends(lines, text)
    lines = _counting_heads(_running_heads(_page_numbers(lines), page_ends), page_ends)
    return _wide_heads(lines, page_ends)


def find_marked_heads(units: list[Unit]) -> list[Unit]:
    """Decide on the running heads and page numbers that the file's own setting shows."""
    return [
        _marked_head(unit) if "running head" in unit.marks and unit.kind is None else unit for unit in units
    ]


def _marked_head(unit: Unit) -> Unit:
    number = page_number(unit.text)
    kind = Kind.PAGE_NUMBER if number else Kind.PAGE_HEADER
    return unit.decided(kind, "at one height at the head or foot of several pages", number)


def find_page_furniture(units: list[Unit]) -> list[Unit]:
    """Decide on page numbers and running heads that stand by themselves among paragraphs."""
    units = _page_numbers(units)
    return _lone_heads(_running_heads(units, frozenset()))


def _at_page_ends(lines: Sequence[Unit], text: str) -> frozenset[int]:
    """Positions of the lines before and behind a form feed."""
    edges: set[int] = set()
    for (one, before), (other, after) in itertools.pairwise(enumerate(lines)):
        if "\f" in text[before.span.end : after.span.start]:
            edges.update((one, other))
    return frozenset(edges)


def _page_numbers(units: list[Unit]) -> list[Unit]:
    candidates = {
        index: number
        for index, unit in enumerate(units)
        if unit.kind is None and (number := page_number(unit.text))
    }
    counted = _counted(candidates)
    return [
        unit.decided(Kind.PAGE_NUMBER, reason, candidates[index])
        if (reason := _page_number_reason(index, units, candidates, counted))
        else unit
        for index, unit in enumerate(units)
    ]


def _page_number_reason(
    index: int, units: list[Unit], candidates: dict[int, str], counted: Collection[int]
) -> str:
    if index not in candidates:
        return ""
    match = _page_number().fullmatch(units[index].text.strip())
    assert match is not None
    if (
        (match["word"] and (len(match["word"]) > 1 or match["side"]))
        or (match["side"] and len(match["side"]) > 1)
        or match["chinese"]
        or match["counted"]
        or (match["rule"] and match["end"])
    ):
        return "a page's number, named as such"
    if _LEAF_STAMP.fullmatch(candidates[index]):
        return "the stamped number of a leaf"
    if index in counted:
        return "numbers that count upwards through the text"
    if candidates[index].isdigit() and (interrupts(units, index) or _stands_below_notes(units, index)):
        return "a number in mid-sentence"
    return ""


def _stands_below_notes(units: list[Unit], index: int) -> bool:
    """Whether a line stands between the end of a note and the rest of a sentence that the page end cut."""
    before = units[max(0, index - LONGEST_NOTES) : index]
    rule = next((n for n in range(len(before) - 1, -1, -1) if before[n].reason == RULE), None)
    if not rule or index + 1 >= len(units):
        return False
    after = units[index + 1]
    return (
        after.kind is None
        and shape.starts_lower(after.text)
        and not shape.ends_sentence(before[rule - 1].text)
    )


def _counted(candidates: dict[int, str]) -> set[int]:
    """Bare numbers that go up by one or two from page to page, or from a leaf to its back: 17, 17 об."""
    numbers = [(index, value.partition(" ")) for index, value in candidates.items() if value[0].isdecimal()]
    counted: set[int] = set()
    for (before, (low, _, side)), (after, (high, _, other)) in itertools.pairwise(numbers):
        step = int(high) - int(low)
        if after - before > 1 and (0 < step <= 2 if not other else step == 0 and not side):
            counted.update((before, after))
    return counted


def interrupts(units: list[Unit], index: int, others: frozenset[int] = frozenset()) -> bool:
    """Whether the text before a unit goes on after it in mid-sentence.

    Args:
        units: of the page.
        index: position of the unit.
        others: positions that are no text either.
    """
    above = range(index - 1, max(-1, index - 1 - MOST_BETWEEN), -1)
    below = range(index + 1, min(len(units), index + 1 + MOST_BETWEEN))
    before = next(_text_among(units, above, others), None)
    after = next(_text_among(units, below, others), None)
    if before is None or after is None or shape.ends_sentence(before.text):
        return False
    return (
        len(before.text) >= SHORTEST_CUT
        and not references.is_reference(before.text)
        and may_go_on(before.text, after.text)
        and (after.text[0].isupper() or not _is_lone_line(units, units.index(after, index)))
    )


def _is_lone_line(units: Sequence[Unit], place: int) -> bool:
    """Whether a line without an end stands alone: the second line of a heading, no rest of a sentence."""
    text, following = units[place].text, units[place + 1 : place + 2]
    alone = all(unit.gap or unit.kind is not None for unit in following)
    return alone and len(text) <= LONGEST_HEAD and not shape.ends_sentence(text)


def may_go_on(before: str, after: str) -> bool:
    """Whether the second text may be the rest of a sentence that the first begins."""
    return shape.starts_lower(after) or shape.starts_caseless(after) or before[-1] in _HYPHENS


def _text_among(units: Sequence[Unit], places: range, others: frozenset[int]) -> Iterator[Unit]:
    return (
        units[place]
        for place in places
        if place not in others and units[place].kind is None and shape.has_words(units[place].text)
    )


def _running_heads(units: list[Unit], page_ends: Collection[int]) -> list[Unit]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if unit.kind is None and len(unit.text) <= LONGEST_HEAD and not _is_something_else(unit):
            places[words_of_head(unit.text)].append(index)
    worded = {text: found for text, found in places.items() if sum(map(str.isalpha, text)) >= 3}
    small = dict.fromkeys(
        text for text, found in worded.items() if any(shape.starts_lower(units[i].text) for i in found)
    )
    capital = {text: found for text, found in worded.items() if text not in small}
    if not any(_may_end_page(units, index, page_ends) for found in capital.values() for index in found):
        return units
    in_sentences: dict[str, list[str]] = defaultdict(list)
    for text in small:
        _remember(text, in_sentences)
    heads = {
        index
        for text, indexes in _alike(capital)
        if _is_running_head(units, indexes, page_ends) and _like(text, in_sentences) is None
        for index in indexes
    }
    return [
        unit.decided(Kind.PAGE_HEADER, "the same line at the head or foot of several pages")
        if index in heads
        else unit
        for index, unit in enumerate(units)
    ]


def _may_end_page(units: list[Unit], index: int, page_ends: Collection[int]) -> bool:
    """Whether a page may end at a line, for all that the lines around say; most pages have none."""
    return (
        index in page_ends
        or _beside_page_number(units, index)
        or number_at_edge(units[index].text, at_page_end=False) > 0
        or _may_interrupt(units, index)
    )


def _may_interrupt(units: Sequence[Unit], index: int) -> bool:
    """Whether a sentence before a line may go on after it, whichever lines between are no text either."""
    following = [unit.text for unit in units[index + 1 : index + 1 + MOST_BETWEEN] if unit.kind is None]
    return any(
        may_go_on(unit.text, text)
        for unit in units[max(0, index - MOST_BETWEEN) : index]
        if unit.kind is None and len(unit.text) >= SHORTEST_CUT and not shape.ends_sentence(unit.text)
        for text in following
    )


def _is_something_else(unit: Unit) -> bool:
    """Whether a line that comes again is no head: it announces something, or is a note like “2 Ibid.”."""
    return unit.text.endswith((":", "：")) or "note" in unit.marks or bool(_NOTE_AGAIN.fullmatch(unit.text))


def _alike(places: Mapping[str, list[int]]) -> Iterator[tuple[str, list[int]]]:
    """Lines of the same words, and those that are the same but for a few letters that OCR misread."""
    groups: dict[str, list[int]] = {}
    models: dict[str, list[str]] = defaultdict(list)
    for text, indexes in places.items():
        model = _like(text, models)
        if model is None:
            groups[text] = list(indexes)
            _remember(text, models)
        else:
            groups[model] += indexes
    return ((text, sorted(indexes)) for text, indexes in groups.items())


def _like(text: str, models: Mapping[str, Sequence[str]]) -> str | None:
    """The first of some lines, by how they begin and end, that is nearly the same as another."""
    near = (other for part in _parts(text) for other in models.get(part, ())[:MOST_MODELS])
    return next((other for other in near if _nearly(text, other)), None)


def _remember(text: str, models: dict[str, list[str]]) -> None:
    for part in _parts(text):
        models[part].append(text)


def _parts(text: str) -> tuple[str, ...]:
    """How a line begins and ends, which OCR seldom damages both."""
    return (f"{text[:6]}…", f"…{text[-6:]}") if len(text) > 11 else ()


@lru_cache(maxsize=4096)  # lines are asked for it, and then the paragraphs that they make
def _nearly(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 4 or 2 * in_common(one, other) / (len(one) + len(other)) < ALIKE:
        return False
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def _is_running_head(units: list[Unit], indexes: list[int], page_ends: Collection[int]) -> bool:
    if len(indexes) < 2:
        return False
    if _counts_pages([units[i].text for i in indexes]):
        return True
    same = frozenset(indexes)
    at_page = [
        i for i in indexes if i in page_ends or _beside_page_number(units, i) or interrupts(units, i, same)
    ]
    if len(indexes) >= FEWEST_REPEATS:
        return len(at_page) >= 1
    if all(dates.is_dateline(units[i].text) for i in indexes):
        return False  # place and date of a paper and of its translation
    return len(at_page) == 2 or (len(at_page) == 1 and any(i < 3 or i >= len(units) - 3 for i in indexes))


def _counts_pages(texts: Sequence[str]) -> bool:
    """Whether each line ends or begins with a page's number, and these go up by one or two."""
    numbers = [number_at_edge(text, at_page_end=False) for text in texts]
    return all(numbers) and all(1 <= high - low <= 2 for low, high in itertools.pairwise(numbers))


def _counting_heads(lines: list[Unit], page_ends: Collection[int]) -> list[Unit]:
    """Heads that change with the chapter: their figure continues the numbers of the pages around."""
    numbers = {i: number for i, line in enumerate(lines) if (number := _number_of(line))}
    places = sorted(numbers)
    decided = list(lines)
    for index, line in enumerate(lines):
        if line.kind is not None or len(line.text) > LONGEST_HEAD or shape.starts_lower(line.text):
            continue
        number = number_at_edge(line.text, at_page_end=index in page_ends)
        if number and (index in page_ends or interrupts(lines, index)):
            at = bisect_left(places, index)
            around = [(places[n], numbers[places[n]]) for n in (at - 1, at) if 0 <= n < len(places)]
            if around and all(0 < (n - number) * (1 if i > index else -1) <= 2 for i, n in around):
                decided[index] = line.decided(Kind.PAGE_HEADER, "its number continues those of the pages")
    return decided


def _wide_heads(lines: list[Unit], page_ends: Collection[int]) -> list[Unit]:
    """Heads that come but once, with the page's number far off at an end of the line.

    It is called a page's, or stands at an end of a page, or the next such line has the next number.
    """
    wide = {index: match for index, line in enumerate(lines) if (match := _wide_head(lines, index))}
    numbers = {index: int(match["first"] or match["last"]) for index, match in wide.items()}
    counted = {
        index
        for pair in itertools.pairwise(numbers)
        if 1 <= numbers[pair[1]] - numbers[pair[0]] <= MOST_PAGES_BETWEEN
        for index in pair
    }
    ends = {0, len(lines) - 1, *page_ends}
    return [
        line.decided(Kind.PAGE_HEADER, "a page's number far off at an end of the line")
        if index in wide and (index in counted or index in ends or _calls_page(line.text))
        else line
        for index, line in enumerate(lines)
    ]


def _wide_head(lines: Sequence[Unit], index: int) -> re.Match[str] | None:
    """A line of words with a number far off, no row of a table: its neighbours are none."""
    line = lines[index]
    if line.kind is not None or len(line.text) > LONGEST_HEAD or not _FIGURE.search(line.text):
        return None
    match = _WIDE_HEAD.fullmatch(line.text)
    beside = [lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    if match is None or any(_FIGURE.search(text) and _WIDE_HEAD.fullmatch(text) for text in beside):
        return None
    is_sentence = shape.starts_lower(line.text) or shape.ends_sentence(match["words"] or match["rest"])
    return None if is_sentence else match


def _calls_page(text: str) -> bool:
    """Whether a line begins or ends with the word for a page and its number."""
    ends = [part.strip() for part in _WIDE_GAP.split(text)]
    return any(
        (match := _page_number().fullmatch(end)) is not None and bool(match["word"] or match["counted"])
        for end in (ends[0], ends[-1])
    )


def _number_of(line: Unit) -> int:
    """The number of a page that a decided line gives; 0 for none."""
    if line.kind is Kind.PAGE_NUMBER:
        digits = re.search(r"\d+", line.text)
        return int(digits[0]) if digits else 0
    return number_at_edge(line.text, at_page_end=True) if line.kind is Kind.PAGE_HEADER else 0


def number_at_edge(text: str, at_page_end: bool) -> int:
    """The figure with which a line begins or ends; set well apart from the words unless a page ends there."""
    if not _FIGURE.search(text):
        return 0
    match = _edge_number().fullmatch(text)
    if match is None and at_page_end:
        match = _CLOSE_NUMBER.fullmatch(text)
    return int(match[match.lastgroup or 0]) if match else 0


def _lone_heads(units: list[Unit]) -> list[Unit]:
    """Heads that come but once, beside a page's number in mid-sentence."""
    return [
        unit.decided(Kind.PAGE_HEADER, "a line beside a page's number, in mid-sentence")
        if unit.kind is None and len(unit.text) <= LONGEST_HEAD and _is_lone_head(units, index)
        else unit
        for index, unit in enumerate(units)
    ]


def _is_lone_head(units: list[Unit], index: int) -> bool:
    text = units[index].text
    looks_like_one = (
        text[0].isupper()
        and len(text.split()) > 1
        and not shape.ends_sentence(text)
        and sum(map(str.isalpha, text)) >= 3
    )
    return looks_like_one and _beside_page_number(units, index) and interrupts(units, index)


def _beside_page_number(units: list[Unit], index: int) -> bool:
    return any(units[i].kind is Kind.PAGE_NUMBER for i in (index - 1, index + 1) if 0 <= i < len(units))


@lru_cache(maxsize=4096)  # lines are asked for it, and then the paragraphs that they make
def words_of_head(text: str) -> str:
    """The words of a running head without its figures, by which heads of several pages are alike."""
    return " ".join(_WORD.findall(text.casefold()))
