"""Splitting plain text into sentences, and saying why a place is or is not a boundary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from diptych.sentences.candidates import Candidates
from diptych.sentences.lexicon import lexicon
from diptych.sentences.linebreaks import fold_line_breaks
from diptych.sentences.telegrams import telegraph_stops
from diptych.sentences.vetoes import verdict

_CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one candidate boundary.

    Attributes:
        offset: where the sentence would end, in characters of the text.
        boundary: whether it does.
        rule: the rule that objected, or `sentence end`.
        before: the text just before, for a reader.
        after: the text just after.
    """

    offset: int
    boundary: bool
    rule: str
    before: str
    after: str


def _decide(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Each candidate's offset with the objection to it, empty where there is none."""
    candidates = Candidates(text, lexicon(language))
    for candidate in candidates:
        objection = verdict(candidate)
        if not objection:
            candidates.accept(candidate)
        yield candidate.end, objection


def boundaries(text: str, language: str) -> list[int]:
    """Where sentences end within a text.

    Args:
        text: any string; line breaks in it are white space like any other.
        language: BCP 47 code; general rules where it has no data of its own.

    Returns:
        Offsets, each just after the final marks of a sentence. The end of the text is not among them,
        nor is any place with no letter or digit before it or after it.

    >>> boundaries("Dr. Nagy left. He was late.", "en")
    [14]
    """
    ends = {offset for offset, objection in _decide(text, language) if not objection}
    return sorted(ends.union(telegraph_stops(text, lexicon(language))))


def split(text: str, language: str) -> list[str]:
    """The sentences of a text, without the white space around them.

    A line break with the blanks around it becomes one blank, or nothing between two Chinese or Japanese
    characters; everything else stays as it is. (`divide` also undoes line-end hyphens; here the string
    is all there is, and no character but white space is ever dropped.)

    Args:
        text: any string.
        language: BCP 47 code; general rules where it has no data of its own.

    >>> split("Is it so? The U.S. delegation\\nsaid no.", "en")
    ['Is it so?', 'The U.S. delegation said no.']
    """
    cuts = [0, *boundaries(text, language), len(text)]
    pieces = (text[start:end].strip() for start, end in pairwise(cuts))
    return [fold_line_breaks(piece) for piece in pieces if piece]


def explain(text: str, language: str) -> list[Decision]:
    """Every candidate boundary with the decision and the rule behind it, for review.

    >>> for found in explain("Dr. Nagy left. He was late.", "en"):
    ...     print(found.offset, found.boundary, found.rule)
    3 False abbreviation
    14 True sentence end
    """
    return [
        Decision(
            offset=offset,
            boundary=not objection,
            rule=objection or "sentence end",
            before=re.sub(r"\s+", " ", text[max(0, offset - _CONTEXT) : offset]),
            after=re.sub(r"\s+", " ", text[offset : offset + _CONTEXT]),
        )
        for offset, objection in _decide(text, language)
    ]
