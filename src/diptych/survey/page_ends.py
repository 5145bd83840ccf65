"""Sentences that a page end cuts, whose parts are joined again."""

from diptych.model import TEXT_KINDS, Kind
from diptych.survey import shape
from diptych.survey.pages import SHORTEST_CUT, may_go_on
from diptych.survey.scripts import script
from diptych.survey.units import Unit, merge

_BETWEEN_PAGES = frozenset(
    {Kind.PAGE_NUMBER, Kind.PAGE_HEADER, Kind.FURNITURE, Kind.NOTE, Kind.NOTE_ANCHOR, Kind.BLANK}
)


def join_cut_paragraphs(units: list[Unit], text: str) -> list[Unit]:
    """Make one unit of a paragraph that a page end cuts in mid-sentence; what stands there is set apart."""
    joined: list[Unit] = []
    position = 0
    while position < len(units):
        last = position
        while (following := _rest_of_cut(units, last)) is not None:
            last = following
        run = units[position : last + 1]
        joined.append(merge(run, text) if len(run) > 1 else run[0])
        position = last + 1
    return joined


def _rest_of_cut(units: list[Unit], index: int) -> int | None:
    """Where the paragraph goes on behind the furniture of a page end; None where it does not."""
    before = units[index]
    if before.kind:
        return None
    following = index + 1
    while following < len(units) and units[following].kind in _BETWEEN_PAGES:
        following += 1
    if following == index + 1 or following == len(units):
        return None
    after = units[following]
    if after.kind or before.marks != after.marks or script(before.text) != script(after.text):
        return None
    if "column" in before.marks:
        return None
    return following if _is_cut(before.text, after.text) else None


def _is_cut(before: str, after: str) -> bool:
    """Whether a sentence of some length is cut between two texts, so that no new paragraph begins."""
    if len(before) < SHORTEST_CUT or shape.ends_sentence(before):
        return False
    return may_go_on(before, after) and not shape.starts_list_item(after)


def join_over_pages(units: list[Unit]) -> list[Unit]:
    """Mark the text units that go on with a sentence which a page end, or blank lines, cut.

    The other version's page, or its column, may stand in between.
    """
    joined: list[Unit] = []
    last: dict[str, Unit] = {}
    for unit in units:
        before = last.get(unit.version)
        if unit.kind is Kind.BODY and before is not None and _goes_on(before, unit):
            unit = unit._replace(continues=True)
        if unit.kind in TEXT_KINDS:
            last[unit.version] = unit
        elif unit.kind not in {Kind.PAGE_NUMBER, Kind.PAGE_HEADER, Kind.NOTE, Kind.FURNITURE}:
            last.clear()
        joined.append(unit)
    return joined


def _goes_on(before: Unit, unit: Unit) -> bool:
    if before.kind is not Kind.BODY or shape.ends_sentence(before.text):
        return False
    if before.span.end > unit.span.start:
        return False  # a column of one text and the next stand side by side
    if shape.starts_list_item(unit.text) or "li" in unit.marks or not shape.is_prose(before.text):
        return shape.starts_lower(unit.text) and len(before.text) > 60 and "li" not in unit.marks
    cut_off = before.text[-1] in ",-" or shape.breaks_off(before.text)
    return cut_off or shape.starts_lower(unit.text) or shape.is_prose(unit.text)
