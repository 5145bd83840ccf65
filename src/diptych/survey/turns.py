"""Paragraphs in which sentence and translation take turns, and headings in two languages on one line.

Scripts tell such places at once (`columns.py`). Here both languages are written alike, so that it takes
the languages of the page to see it, and a habit: one foreign sentence is a quotation and stays where it is.
"""

from collections.abc import Sequence

from diptych.model import UNKNOWN_LANGUAGE
from diptych.survey import dates, knowledge, shape
from diptych.survey.columns import STROKE, between_strokes, has_stroke
from diptych.survey.language import detect_each
from diptych.survey.units import Unit

SAMPLE = 6
"""Paragraphs that tell whether the page has the habit."""
LEAST_SHARE = 0.7
"""Of them, those that begin in one language and end in the other."""
SHORTEST = 30
"""Letters of a sentence that tells its language."""
SURE, LIKELY = 0.9, 0.6
"""Confidence in the language of all first or last sentences together, and of one."""


def cut_turns(units: list[Unit]) -> list[Unit]:
    """Cut paragraphs between their sentences on a page where the sentences take turns.

    The pieces but for each paragraph's first carry the mark `sentence`, by which `rejoin` knows them.
    """
    telling = [unit.text for unit in units if unit.kind is None and _may_tell(unit.text)]
    step = max(1, len(telling) // SAMPLE)
    if not _take_turns(telling[::step][:SAMPLE]):
        return units
    cut: list[Unit] = []
    for unit in units:
        divided = unit.kind is None and len(unit.text) >= 2 * SHORTEST and not dates.is_dateline(unit.text)
        starts = shape.sentence_starts(unit.text) if divided else ()
        first, *others = unit.cut(*starts)
        cut += [first, *(piece._replace(marks=piece.marks | {"sentence"}) for piece in others)]
    return cut


def _may_tell(text: str) -> bool:
    """Whether a paragraph has two sentences from which a language can be told."""
    starts = shape.sentence_starts(text)
    return bool(starts) and all(shape.letters(end) >= SHORTEST for end in _ends(text, starts))


def _ends(text: str, starts: Sequence[int]) -> tuple[str, str]:
    """A paragraph's first and last sentence."""
    return text[: starts[0]], text[starts[-1] :]


def _take_turns(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs begin in one language and end in another."""
    if not paragraphs:
        return False
    ends = [_ends(text, shape.sentence_starts(text)) for text in paragraphs]
    (one, sure_of_one), (other, sure_of_other) = detect_each(list(map(" ".join, zip(*ends, strict=True))), ())
    if one == other or UNKNOWN_LANGUAGE in {one, other} or min(sure_of_one, sure_of_other) < SURE:
        return False
    opposed = 0
    for pair in ends:
        found = detect_each(pair, [one, other])
        opposed += [language for language, _ in found] == [one, other] and min(
            found[0][1], found[1][1]
        ) >= LIKELY
    return opposed >= LEAST_SHARE * len(ends)


def cut_strokes(units: list[Unit], languages: Sequence[str]) -> list[Unit]:
    """Cut lines like “Streng geheim / Top secret”, whose parts are each in another language of the page."""
    return [
        piece
        for unit in units
        for piece in (
            _parts(unit, languages)
            if unit.kind is None and len(languages) > 1 and has_stroke(unit.text)
            else [unit]
        )
    ]


def _parts(unit: Unit, languages: Sequence[str]) -> list[Unit]:
    pieces = between_strokes(unit, STROKE, "a stroke between two languages")
    texts = [piece.text for piece in pieces if piece.kind is None]
    found = detect_each(texts, languages)
    differ = len({language for language, _ in found}) == len(texts) <= len(languages)
    sure = all(confidence >= LIKELY for _, confidence in found)
    marks = all(knowledge.has_formula("classification", text) for text in texts)
    return pieces if len(texts) > 1 and ((differ and sure) or marks) else [unit]


def rejoin(units: Sequence[Unit]) -> list[Unit]:
    """Let the sentences of a paragraph that was cut go on with it, each in its version."""
    joined: list[Unit] = []
    begun: set[str] = set()
    for unit in units:
        if "sentence" not in unit.marks:
            begun.clear()
        elif unit.version in begun:
            unit = unit._replace(continues=True)
        begun.add(unit.version)
        joined.append(unit)
    return joined
