"""The parts of a document itself: heading, classification mark, dateline, salutation, signature, enclosure.

All of these are the document's text and are aligned; the kinds help the
aligner to put like beside like, and give TEI its elements.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.units import Unit

_NAME = re.compile(
    r"(?:[/(\[]?(?:s|sgd|gez|signed|подпись|подп)?[/.)\]]*\s*)?(?:[^\W\d_]{1,3}\.[\s\u00a0-]*){0,3}(?:[A-ZÀ-ÞĀ-ŽЀ-Я][\w'’-]+\.?[\s\u00a0]*){1,4}(?:[^\W\d_]\.[\s\u00a0]*){0,2}"
)
_LETTER_HEAD = re.compile(r"[^\W\d_]{2,20}\.?:\s")
_ABBREVIATED = re.compile(r"(?<!\w)[^\W\d_]{1,2}\.$|\)$")
_SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "von",
        "zu",
        "van",
        "der",
        "den",
        "du",
        "del",
        "di",
        "da",
        "y",
        "i",
        "и",
        "та",
        "і",
        "and",
        "et",
        "und",
        "és",
        "a",
    ]
)
LONGEST_HEADING = 220
LONGEST_SPEAKER = 60
LONGEST_CLOSING = 5
"""Lines below the text that are signature and date; more of them are a list."""
SHORTEST_DIVISION = 150
"""Characters; a cover letter or an enclosure is longer."""
OPENING_UNITS = 12
"""How many units at its start a division may need before its text begins."""


def find_parts(units: list[Unit]) -> list[Unit]:
    """Name the parts of one version. Takes its undecided units in text order, gives them back decided."""
    lines = [unit.text for unit in units if len(unit.text) <= LONGEST_SPEAKER]
    habits = _Habits(has_speakers=sum(line[-1] in ":：" for line in lines) > 1)
    return [part for division in _divide(units) for part in _parts_of(division, habits)]


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a version does throughout.

    Attributes:
        has_speakers: several of its short lines end in a colon, as in minutes.
    """

    has_speakers: bool


def _divide(units: list[Unit]) -> list[list[Unit]]:
    divisions: list[list[Unit]] = [[]]
    for index, unit in enumerate(units):
        if divisions[-1] and _opens_enclosure(units, index):
            divisions.append([])
            unit = unit._replace(division=True)
        divisions[-1].append(unit)
    return divisions


def _opens_enclosure(units: Sequence[Unit], index: int) -> bool:
    """A line “Enclosure” opens a division only if text of some length stands before it and after it."""
    text = units[index].text
    match = knowledge.formulas("enclosure").match(text)
    if (
        not match
        or len(text) > LONGEST_HEADING
        or (shape.is_prose(text[match.end() :]) and not text[:1].isupper())
    ):
        return False
    if text[match.end() :].lstrip()[:1] in {":", "："} and len(text) > match.end() + 3:
        return False
    return _is_long(units, range(index - 1, -1, -1)) and _is_long(units, range(index + 1, len(units)))


def _is_long(units: Sequence[Unit], indexes: range) -> bool:
    """Whether units hold text of some length."""
    length = 0
    for index in indexes:
        length += len(units[index].text)
        if length > SHORTEST_DIVISION:
            return True
    return False


def _parts_of(units: list[Unit], habits: _Habits) -> list[Unit]:
    first_prose = next((i for i, unit in enumerate(units) if shape.is_prose(unit.text)), len(units))
    closing = _closing_at(units)
    decided: list[Unit] = []
    for index, unit in enumerate(units):
        place = _Place(index, first_prose, closing, units, habits)
        kind, reason = next(
            ((kind, name) for name, kind, applies in PARTS if applies(unit, place)),
            (Kind.BODY, "running text of the document"),
        )
        decided.append(unit.decided(kind, reason))
    return decided


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a unit stands in its division.

    Attributes:
        index: position among the division's units.
        first_prose: position of the first running text.
        closing: position from which the division closes.
        units: all of the division.
        version: what is known of the whole version.
    """

    index: int
    first_prose: int
    closing: int
    units: Sequence[Unit]
    version: "_Habits"

    @property
    def in_opening(self) -> bool:
        return self.index < self.first_prose and self.index < OPENING_UNITS

    @property
    def in_closing(self) -> bool:
        return self.index >= self.closing

    def following(self) -> Unit | None:
        return self.units[self.index + 1] if self.index + 1 < len(self.units) else None


def _closing_at(units: list[Unit]) -> int:
    """Where the end of the letter begins: at its closing formula, else at the names and dates that end it."""
    formula = knowledge.formulas("closing")
    for index in range(max(0, len(units) - 10), len(units)):
        if formula.match(units[index].text) and len(units[index].text) < LONGEST_HEADING:
            return index
    start = len(units)
    while start > 1 and _may_end_letter(units[start - 1]):
        start -= 1
    if len(units) - start <= LONGEST_CLOSING:
        return start
    while start < len(units) and not _ends_letter(units[start].text):
        start += 1
    return start


def _may_end_letter(unit: Unit) -> bool:
    return (
        len(unit.text) <= 120
        and not shape.is_prose(unit.text)
        and not shape.starts_list_item(unit.text)
        and (not shape.ends_sentence(unit.text) or bool(_ABBREVIATED.search(unit.text)))
        and "li" not in unit.marks
    )


def _ends_letter(text: str) -> bool:
    return (
        dates.is_dateline(text)
        or _says_signed(text)
        or (len(text) < 60 and bool(_NAME.fullmatch(text.strip(" ,;"))))
    )


def _says_signed(text: str) -> bool:
    if len(text) > LONGEST_HEADING or shape.is_prose(text):
        return False
    return text[:1] in "[(/" and bool(dict(knowledge.apparatus())["signed"].match(text.lstrip("[(/ ")))


def _is_classification(unit: Unit, place: _Place) -> bool:
    match = knowledge.formulas("classification").match(unit.text.lstrip('[(*„“" '))
    rest = unit.text[match.end() :].strip(' .!)]*“”",/-') if match else ""
    return match is not None and len(unit.text) <= 80 and len(rest) <= 30 and not shape.is_prose(unit.text)


def _is_salutation(unit: Unit, place: _Place) -> bool:
    return (
        len(unit.text) <= 120
        and unit.text[-1] in "!,:！，：."
        and bool(knowledge.formulas("salutation").match(unit.text))
        and (not shape.is_prose(unit.text) or unit.text[-1] != ".")
    )


def _is_dateline(unit: Unit, place: _Place) -> bool:
    return (place.in_opening or place.in_closing) and dates.is_dateline(unit.text)


def _is_signature(unit: Unit, place: _Place) -> bool:
    if place.in_closing and len(unit.text) <= LONGEST_HEADING and place.index > 0:
        return not shape.is_prose(unit.text) or bool(knowledge.formulas("closing").match(unit.text))
    return _says_signed(unit.text) and place.index > place.first_prose


def _is_speaker(unit: Unit, place: _Place) -> bool:
    if unit.text[-1] not in ":：" or len(unit.text) > LONGEST_SPEAKER or place.following() is None:
        return False
    if knowledge.small_words("address").match(unit.text):
        return False
    words = re.findall(r"[^\W\d_][\w'’.-]*", unit.text)
    capitalised = all(not word[0].islower() or word in _SMALL_WORDS for word in words)
    return capitalised and bool(words) and (2 <= len(words) <= 7 or place.version.has_speakers)


def _is_heading(unit: Unit, place: _Place) -> bool:
    text = unit.text
    if len(text) > LONGEST_HEADING or shape.is_prose(text) or not shape.has_words(text):
        return False
    if shape.starts_lower(text):
        return _goes_on_with_heading(place)
    if unit.marks & {"h1", "h2", "h3", "h4", "h5", "h6", "emphasis"}:
        return True
    if text[-1] in ":：;,；，" or (shape.starts_list_item(text) and not shape.is_capitals(text)):
        return False
    if shape.ends_sentence(text) and not shape.is_capitals(text):
        return False
    if "\t" in text or _LETTER_HEAD.match(text):
        return False
    return place.in_opening or shape.is_capitals(text) or _introduces_prose(unit, place)


def _goes_on_with_heading(place: _Place) -> bool:
    """The second line of a heading: “Memorandum / on the situation in ...”."""
    before = place.units[place.index - 1].text if place.index else "."
    return place.in_opening and not shape.ends_sentence(before) and not shape.starts_list_item(before)


def _introduces_prose(unit: Unit, place: _Place) -> bool:
    following = place.following()
    before = place.units[place.index - 1].text if place.index else ""
    return (
        following is not None
        and shape.is_prose(following.text)
        and not shape.starts_lower(following.text)
        and shape.ends_sentence(before)
        and len(unit.text.split()) <= 14
        and len(unit.text) <= 110
    )


Applies = Callable[[Unit, _Place], bool]

PARTS: list[tuple[str, Kind, Applies]] = [
    ("a classification mark", Kind.CLASSIFICATION, _is_classification),
    ("a salutation", Kind.SALUTATION, _is_salutation),
    ("place and date of the document", Kind.DATELINE, _is_dateline),
    ("closing formula or signature", Kind.SIGNATURE, _is_signature),
    ("names a speaker", Kind.SPEAKER, _is_speaker),
    ("a heading of the document", Kind.HEADING, _is_heading),
]
