"""Titles that an edition or an archive gives a document, where labels and places left the page without one.

An edition numbers its documents and hangs the note on the source on the title; a journal
repeats the title at the heads of its pages, with their numbers; and a line that heads an archive's
summary or record is what these are about.
"""

import re
from collections.abc import Sequence

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.announcements import is_announced
from diptych.survey.labels import split_unknown_label
from diptych.survey.note_anchors import STRONG, find_anchors
from diptych.survey.notes import called_labels
from diptych.survey.pages import number_at_edge, page_number, words_of_head
from diptych.survey.regions import FURNITURE_MARKS
from diptych.survey.repetition import speaks_of_site
from diptych.survey.units import Unit

_NUMBERED = re.compile(r"(?P<number>(?:№\s*|No\.?\s*|Nr\.?\s*)?(?P<figure>\d{1,4})[.):]?)\s+(?=[^\W\d_])")
_PAGES = re.compile(r"\d\s*[-–—]\s*\d+\W*$")
"""How the citation of an article ends: “pp. 211–216”."""
LONGEST = 220
"""Characters of a title."""
FEWEST_LETTERS = 8
_ARCHIVES_OWN = frozenset({Kind.SUMMARY, Kind.METADATA})


def numbered_title(units: list[Unit]) -> list[Unit]:
    """Decide on the first line of a page if an edition numbers its documents there.

    No other line of the page has that number or the next, and the line calls a note or is in another
    language than the text below it.
    """
    place = next((n for n, unit in enumerate(units) if unit.kind is None), len(units))
    if place == len(units) or _has_title(units) or not _may_be_title(units[place]):
        return units
    unit = units[place]
    match = _NUMBERED.match(unit.text)
    below = next((other for other in units[place + 1 :] if _is_text(other)), None)
    if (
        not match
        or below is None
        or unit.marks & {"li"}
        or _counts_on(units[place + 1 :], int(match["figure"]))
    ):
        return units
    calls = next((a for a in find_anchors(unit.text) if a.form in STRONG and a.end == len(unit.text)), None)
    if calls is None and unit.language == below.language:
        return units
    number, *named = unit.cut(match.end(), *([calls.start] if calls else []))
    number = number.decided(Kind.METADATA, "the number of a document in an edition", "document number")
    title, *anchors = named
    title = title.decided(Kind.TITLE, "the first line, numbered as editions do", "title")
    label = [piece.decided(Kind.NOTE_ANCHOR, "anchor of a note", calls.label) for piece in anchors if calls]
    rest = units[place + 1 :]
    return [*units[:place], number, title, *label, *(_note_on_source(rest, calls.label) if calls else rest)]


def _note_on_source(units: list[Unit], label: str) -> list[Unit]:
    """The note that only the title calls says where the document is."""
    if any(unit.kind is None and label in called_labels(unit) for unit in units):
        return units
    opening = next((n for n, unit in enumerate(units) if unit.field == f"opens {label}"), len(units))
    decided = list(units)
    for place in range(opening, len(units)):
        unit = units[place]
        if place > opening and (unit.kind is not Kind.NOTE or unit.field != label):
            break
        field = "source" if unit.kind is Kind.NOTE else "label source"
        decided[place] = unit.decided(Kind.METADATA, "the note on the title", field)._replace(whole=None)
    return decided


def _counts_on(units: Sequence[Unit], figure: int) -> bool:
    """Whether another line of the page is numbered like a title's, or is the next in a list."""
    found = (_NUMBERED.match(unit.text) for unit in units if unit.kind is None)
    return any(match and int(match["figure"]) in {figure, figure + 1} for match in found)


def name_title(units: list[Unit], before: Sequence[Unit]) -> list[Unit]:
    """Take the line that heads a page for its title, if a rule set it aside and nothing else is the title.

    Args:
        units: decided as far as they are not the document's.
        before: the same units as they were before the last rule decided.
    """
    first = next((n for n, unit in enumerate(units) if unit.kind is None), len(units))
    if first == len(units) or _has_title(units):
        return units
    heading = [n for n in range(first) if _may_be_title(units[n])]
    above = [n for n in heading if units[n].kind is Kind.FURNITURE and before[n].kind is None]
    archival = [n for n in range(first) if units[n].kind in _ARCHIVES_OWN]
    chosen = [n for n in above if archival and n < archival[-1]][:1] or _heads(units, heading)[-1:]
    decided = list(units)
    for place in chosen:
        reason = "heads the page above what an archive says of the document"
        if units[place].kind is Kind.PAGE_HEADER:
            reason = "heads the page, and its words the pages that follow"
        decided[place] = units[place].decided(Kind.TITLE, reason, "title")
    return decided


def _heads(units: Sequence[Unit], heading: Sequence[int]) -> list[int]:
    """Running heads above the text that have no page's number, though their like on other pages have."""
    numbered = {
        words_of_head(piece.text)
        for unit in units
        for piece in (unit, *unit.apart)
        if piece.kind is Kind.PAGE_HEADER and number_at_edge(piece.text, at_page_end=False)
    }
    return [
        n
        for n in heading
        if units[n].kind is Kind.PAGE_HEADER
        and not number_at_edge(units[n].text, at_page_end=False)
        and any(words and words_of_head(units[n].text).startswith(words) for words in numbered)
        and not _PAGES.search(units[n].text)
    ]


def _has_title(units: Sequence[Unit]) -> bool:
    return any(unit.kind is Kind.TITLE or unit.field == "title" for unit in units)


def _is_text(unit: Unit) -> bool:
    return unit.kind is None and (shape.is_prose(unit.text) or is_announced(unit))


def _may_be_title(unit: Unit) -> bool:
    text = unit.text
    return (
        unit.stated is None
        and len(text) <= LONGEST
        and shape.letters(text) >= FEWEST_LETTERS
        and not shape.is_prose(text)
        and not dates.is_dateline(text)
        and not page_number(text)
        and not unit.marks & FURNITURE_MARKS
        and not speaks_of_site(text)
        and not knowledge.has_formula("classification", text)
        and split_unknown_label(text) is None
    )
