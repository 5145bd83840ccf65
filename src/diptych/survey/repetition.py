"""Lines that stand in many documents of a collection: what a site puts on every page.

Papers repeat lines, too: classification marks, letterheads, salutations, names. So a
repeated line is taken for the site's only outside the text, and only where something that
is surely not the document stands between the two, or where it speaks of a web site, which
papers of the twentieth century do not. Sentences are taken for the site's where they
always come together with such a line.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from hashlib import blake2b
from itertools import takewhile
from math import ceil, sqrt

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.labels import scope, split_label
from diptych.survey.units import Unit, cut_lines, running_text

FEWEST_DOCUMENTS = 3
FEWEST_TOGETHER = 8
"""Documents in which two lines must stand for their coming together to say something."""
TOGETHER = 0.9
"""Share of the documents with either line that have both."""
LONGEST_LINE = 400
"""Characters; what is longer is text."""
FEWEST_LETTERS = 3
EDGE = 300
"""Lines at each end of a document that are looked at."""
SHORTEST_TEXT = 60
"""Characters of a passage that shows where the text is."""
REASON = "stands in many documents of the collection, outside the text"

ANNOUNCE_TEXT = frozenset({"contents", "section original", "section translation", "section version"})
"""What is stated by lines below which a text begins."""
_SEPARATORS = re.compile(r"\s[|·•›»→]\s|©|https?://|www\.|\S@\S+\.\w")
_OUTSIDE = frozenset({Kind.FURNITURE, Kind.RELATED, Kind.METADATA, Kind.SUMMARY, Kind.TITLE, Kind.DATE})
_FORMULAS = ("classification", "salutation", "closing", "enclosure")
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Repeated:
    """The marks of repeated lines.

    Attributes:
        lines: of all that stand in many documents.
        of_site: of those among them that speak of a web site or come together with such a line.
    """

    lines: frozenset[int] = frozenset()
    of_site: frozenset[int] = frozenset()

    def among(self, marks: Set[int]) -> "Repeated":
        """Those that a document has."""
        return Repeated(self.lines & marks, self.of_site & marks)


NOTHING_REPEATED: Repeated = Repeated()


def line_marks(text: str) -> frozenset[int]:
    """A mark of 64 bits for each line at the edges of a text that might be a site's.

    Lines that differ in figures, capitals and white space only have the same mark. The last
    bit tells whether a line speaks of a web site.
    """
    lines = [unit.text for unit in cut_lines(text)]
    edges = lines if len(lines) <= 2 * EDGE else lines[:EDGE] + lines[-EDGE:]
    return frozenset(_mark(line) for line in edges if _may_repeat(line))


def _may_repeat(line: str) -> bool:
    return len(line) <= LONGEST_LINE and shape.letters(line) >= FEWEST_LETTERS


def _mark(line: str) -> int:
    folded = _FIGURES.sub("0", " ".join(line.casefold().split())).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(folded, digest_size=8).digest(), "big") & ~1 | speaks_of_site(line)


def speaks_of_site(line: str) -> bool:
    """Whether a line holds an address, several links in a row, or words of web sites."""
    return _SEPARATORS.search(line) is not None or knowledge.has_small_word("web site", line)


def repeated_lines(documents: Collection[Set[int]]) -> Repeated:
    """The lines that stand in many documents: three at least, and the square root of their number.

    Args:
        documents: the marks of the lines of each, in any order.
    """
    counts = Counter(mark for marks in documents for mark in marks)
    least = max(FEWEST_DOCUMENTS, ceil(sqrt(len(documents))))
    lines = frozenset(mark for mark, count in counts.items() if count >= least)
    speaking = frozenset(mark for mark in lines if mark & 1)
    together = _pairs([marks & lines for marks in documents], speaking, counts)
    joining = {
        mark
        for (mark, other), both in together.items()
        if both >= max(FEWEST_TOGETHER, TOGETHER * (counts[mark] + counts[other] - both))
    }
    return Repeated(lines, speaking | joining)


def _pairs(
    documents: Iterable[Set[int]], speaking: Set[int], counts: Counter[int]
) -> Counter[tuple[int, int]]:
    """In how many documents a line stands with one that speaks of a site and is about as frequent."""
    together: Counter[tuple[int, int]] = Counter()
    for marks in documents:
        others = speaking & marks
        together.update(
            (mark, other)
            for mark in marks - speaking
            for other in others
            if TOGETHER <= counts[mark] / counts[other] <= 1 / TOGETHER
        )
    return together


def note_repeated(lines: Sequence[Unit], repeated: Repeated) -> list[Unit]:
    """Lines with word of whether they are repeated in the collection."""
    return [_noted(line, repeated) for line in lines] if repeated.lines else list(lines)


def _noted(line: Unit, repeated: Repeated) -> Unit:
    if not _may_repeat(line.text):
        return line
    mark = _mark(line.text)
    return line._replace(repeated=mark in repeated.lines, of_site=mark in repeated.of_site)


def set_repeated_apart(units: list[Unit]) -> list[Unit]:
    """Decide on the repeated lines that are the site's."""
    if not any(unit.repeated for unit in units):
        return units
    announced = [index for index, unit in enumerate(units) if unit.field in ANNOUNCE_TEXT]
    text = sorted([*running_text(units, _is_text), *announced])
    if len(text) == len(announced):
        return units
    above, below = range(text[0] - 1, -1, -1), range(text[-1] + 1, len(units))
    outside = {place for side in (above, below) for place in _beyond(units, side)}
    return [
        unit.decided(Kind.FURNITURE, REASON) if index in outside and _may_be_of_site(unit) else unit
        for index, unit in enumerate(units)
    ]


def _is_text(unit: Unit) -> bool:
    return not unit.of_site and len(unit.text) > SHORTEST_TEXT and shape.is_prose(unit.text)


def _beyond(units: Sequence[Unit], side: Sequence[int]) -> Sequence[int]:
    """Of the places on one side of the text, from it outwards, those from the first that is surely outside.

    Before that stand, if they are the site's, the sentences right beside it.
    """
    parting = next((n for n, place in enumerate(side) if _parts(units[place])), len(side))
    before = list(takewhile(lambda place: _is_sentence_of_site(units[place]), reversed(side[:parting])))
    return side[parting - len(before) :] if parting < len(side) else ()


def _parts(unit: Unit) -> bool:
    """Whether a unit is surely not of the document: by a rule, or a repeated line that speaks of a site."""
    if unit.kind is not None:
        return unit.kind in _OUTSIDE and shape.has_words(unit.text)
    return unit.of_site and speaks_of_site(unit.text)


def _is_sentence_of_site(unit: Unit) -> bool:
    return unit.kind is None and unit.of_site and shape.is_prose(unit.text)


def _may_be_of_site(unit: Unit) -> bool:
    """Whether a unit is undecided and repeated, and not such as papers themselves repeat."""
    if unit.kind is not None or not unit.repeated:
        return False
    label = split_label(unit.text)
    return not (
        any(knowledge.has_formula(name, unit.text) for name in _FORMULAS)
        or dates.is_dateline(unit.text)
        or (label is not None and scope(label[1]) == "letter")
    )
