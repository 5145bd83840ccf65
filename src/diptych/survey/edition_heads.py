"""The head that a volume of documents gives each of them: “№ 31”, a title, a date, before the document.

A number alone is no proof, for letters and orders have numbers too. What proves it is a title
right behind it that names a kind of document: “Letter from ...”, “Записка председателя ...”.
"""

import itertools
import re
from collections.abc import Sequence

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.announcements import is_announced
from diptych.survey.units import Unit

LONGEST_TITLE = 240
"""Characters."""
MOST_LINES = 4
"""Lines below the title in which a date of the head and the document's own dateline stand."""
LONGEST_DATELINE = 80
_NUMBER = re.compile(
    r"[\[(]?(?P<words>[^\d\n]{0,16}?)\d{1,4}(?:[-/]?[a-zа-я])?[\])]?\.?"
    r"(?P<behind>[^\d\n]{0,16})"
)
_NUMBERED = re.compile(r"(?P<figure>\d{1,4})\.\s+(?=[^\W\d_])")
_ANCHOR = re.compile(r"\s*(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3}|\*{1,3})$")
_WORD = re.compile(r"[^\W\d_]+|№")
_IN_A_VOLUME = "of a volume of documents"
ABOVE = "above the head of a document in a volume"
NUMBER, TITLE, DATE = f"number {_IN_A_VOLUME}", f"title {_IN_A_VOLUME}", f"date {_IN_A_VOLUME}"


def find_numbered_head(units: list[Unit]) -> list[Unit]:
    """Decide on a head whose number and title stand on one line, and on the volume's own lines above it.

    Args:
        units: of the whole page, with languages.
    """
    places = _first_places(units)
    place = _numbered_head(units, places)
    match = _NUMBERED.match(units[places[place]].text) if place is not None else None
    if place is None or match is None:
        return units
    number, *rest = units[places[place]].cut(match.end())
    pieces = {above: [units[above].decided(Kind.FURNITURE, ABOVE)] for above in places[:place]}
    pieces[places[place]] = [number.decided(Kind.FURNITURE, NUMBER), *_titled(rest[0])]
    return _with_dates(units, pieces, places[place + 1 :])


def find_edition_head(units: list[Unit]) -> list[Unit]:
    """Decide on a head of lines: the number of a document in a volume, its title, its date.

    Args:
        units: of the whole page, with languages; what has been set aside is nobody's head.
    """
    places = _first_places(units)
    if not places or not _is_number(units[places[0]].text) or not _names_document(units[places[1]].text):
        return units
    pieces = {
        places[0]: [units[places[0]].decided(Kind.FURNITURE, NUMBER)],
        places[1]: _titled(units[places[1]]),
        **_repeated(units, places[1], units[places[0]].text),
    }
    return _with_dates(units, pieces, places[2:])


def _first_places(units: Sequence[Unit]) -> list[int]:
    """Where the first undecided lines stand, if there are enough, and no title above them."""
    places = [place for place, unit in enumerate(units) if unit.kind is None][: MOST_LINES + 2]
    titled = any(unit.kind is Kind.TITLE for unit in units[: places[0]]) if places else True
    return [] if len(places) < 3 or titled else places


def _with_dates(units: list[Unit], pieces: dict[int, list[Unit]], below: Sequence[int]) -> list[Unit]:
    pieces |= {place: _dated(units[place]) for place in _dates(units, below)}
    return [piece for place, unit in enumerate(units) for piece in pieces.get(place, [unit])]


def _numbered_head(units: Sequence[Unit], places: Sequence[int]) -> int | None:
    """Where among the first lines a number and a title stand on one, above the document's place and date.

    Above it stand the volume's own lines: its title, its chapter, the documents before and behind.
    """
    for place, (this, following) in enumerate(itertools.pairwise(places)):
        match = _NUMBERED.match(units[this].text)
        title = units[this].text[match.end() :] if match else ""
        if match and _names_document(title) and _says_when(units[following].text):
            return None if _is_counted(units, int(match["figure"])) else place
        if shape.is_prose(units[this].text) or units[this].stated or is_announced(units[this]):
            return None
    return None


def _says_when(text: str) -> bool:
    """Whether a line gives a place and a day, and perhaps the hour."""
    found = dates.find_date(text) if len(text) <= LONGEST_DATELINE else None
    return dates.is_dateline(text) or (found is not None and found.has_day and not shape.is_prose(text))


def _repeated(units: Sequence[Unit], head: int, number: str) -> dict[int, list[Unit]]:
    """The same number and a title above the other version."""
    figure = _figure(number)
    open_places = [place for place, unit in enumerate(units) if unit.kind is None and place > head]
    for place, following in itertools.pairwise(open_places):
        one, other = units[place], units[following]
        if _is_number(one.text) and _figure(one.text) == figure and _names_document(other.text):
            title = other.decided(Kind.TITLE, f"{TITLE}, of the other version")
            below = [place for place in open_places if place > following][:MOST_LINES]
            found = {place: [units[place].decided(Kind.DATE, DATE)] for place in _dates(units, below)}
            return {place: [one.decided(Kind.FURNITURE, NUMBER)], following: [title], **found}
    return {}


def _figure(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_number(text: str) -> bool:
    """Whether a line is a document's number in a volume: “31”, “№ 31”, “Dok. Nr. 31a”, “[DOCUMENT 31]”."""
    match = _NUMBER.fullmatch(text)
    words = _WORD.findall(match["words"] + match["behind"]) if match else []
    kinds = [knowledge.small_words(name) for name in ("numbered", "of the document", "document kind")]
    return match is not None and all(any(kind.fullmatch(word) for kind in kinds) for word in words)


def _names_document(text: str) -> bool:
    """Whether a line begins as editors' titles do, with what kind of document it is, and is no sentence."""
    named = knowledge.small_words("document kind").match(text)
    alone = named is not None and not shape.has_words(text[named.end() :])
    bare = _ANCHOR.sub("", text)
    return named is not None and not alone and len(text) <= LONGEST_TITLE and bare[-1] not in "!?:,;"


def _titled(unit: Unit) -> list[Unit]:
    """A title, without the anchor of a note behind it."""
    anchor = _ANCHOR.search(unit.text)
    title, *rest = unit.cut(anchor.start()) if anchor else [unit]
    signs = [piece.decided(Kind.FURNITURE, "the anchor of a note to the title") for piece in rest]
    return [title.decided(Kind.TITLE, TITLE, "title"), *signs]


def _dated(unit: Unit) -> list[Unit]:
    """A date, and the place before it."""
    found = None if dates.is_date(unit.text) else dates.find_date(unit.text)
    if found is None:
        return [unit.decided(Kind.DATE, DATE, "date")]
    said = unit.text[found.start : found.end]
    return [
        piece.decided(Kind.DATE, DATE, "date" if piece.text == said else "")
        for piece in unit.cut(found.start, found.end)
    ]


def _is_counted(units: Sequence[Unit], figure: int) -> bool:
    """Whether the page goes on counting: a list, not a document's number."""
    numbers = {int(match["figure"]) for unit in units if (match := _NUMBERED.match(unit.text))}
    return figure + 1 in numbers


def _dates(units: Sequence[Unit], below: Sequence[int]) -> list[int]:
    """The position of the head's date: right below the title, without a place or above the document's own."""
    found = [place for place in below if dates.is_dateline(units[place].text)]
    if not found or found[0] != below[0]:
        return []
    is_ours = dates.is_date(units[found[0]].text) or len(found) > 1
    return found[:1] if is_ours else []
