"""Subtitles with two languages in each cue: one above, the other below."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from diptych.model import Kind, Link, Outline, Passage, Section, Side, Source
from diptych.survey.language import detect

_SHARE = 0.6
"""Of the cues with several lines, as many must have both languages, each in its place."""
_CLEAR, _FEWEST = 0.8, 3
"""How sure the languages of the upper and of the lower lines must be, and of how many cues."""


def by_language(source: Source) -> Outline | None:
    """The outline of subtitles in two languages, a side each and a link for each cue; none for others."""
    outline = source.outline
    if not source.cues or not outline or len(outline.sides) != 1:
        return None
    cues = _grouped(source, outline)
    several = [lines for lines in cues if len(lines) > 1]
    if not several or 2 * len(several) < len(cues):
        return None
    above, below = (_told([lines[place] for lines in several], source) for place in (0, -1))
    if not above or not below or above == below:
        return None
    both = (above, below)
    fitting = sum((_one(lines[0], source, both), _one(lines[-1], source, both)) == both for lines in several)
    return _parted(source, outline, cues, both) if fitting >= _SHARE * len(several) else None


def _grouped(source: Source, outline: Outline) -> list[list[Passage]]:
    """The passages of text of each cue."""
    starts = [cue.span.start for cue in source.cues]
    groups: list[list[Passage]] = [[] for _ in starts]
    for passage in outline.passages:
        if passage.kind is Kind.BODY:
            groups[bisect_right(starts, passage.span.start) - 1].append(passage)
    return groups


def _told(passages: Sequence[Passage], source: Source) -> str:
    """The language of the upper lines, or of the lower ones, of many cues; empty if it is not clear."""
    text = "\n".join(passage.span.of(source.text) for passage in passages)
    language, confidence = detect(text, [])
    return language if confidence >= _CLEAR and len(passages) >= _FEWEST else ""


def _one(passage: Passage, source: Source, languages: Sequence[str]) -> str:
    return detect(passage.span.of(source.text), languages)[0]


def _parted(
    source: Source, outline: Outline, cues: Sequence[Sequence[Passage]], languages: tuple[str, str]
) -> Outline:
    """Each cue's lines divided into the upper and the lower language."""
    sections: dict[str, Section] = {}
    links = []
    placed: dict[Passage, str] = {}
    for number, lines in enumerate(cues, start=1):
        cut = _cut(lines, source, languages)
        for place, passage in enumerate(lines):
            side = languages[place >= cut]
            placed[passage] = key = f"{number}.{side}"
            sections[key] = Section(key, side)
        links.append(Link(tuple(dict.fromkeys(placed[passage] for passage in lines))))
    passages = tuple(
        replace(
            one, section=placed[one], sentence=f"{placed[one]}.s", reason="line of a cue in two languages"
        )
        if one in placed
        else one
        for one in outline.passages
    )
    sides = tuple(Side(language, language) for language in languages)
    return Outline(passages, tuple(sections.values()), sides, tuple(links))


def _cut(lines: Sequence[Passage], source: Source, languages: tuple[str, str]) -> int:
    """How many of a cue's lines are in the upper language."""
    told = [detect(passage.span.of(source.text), languages) for passage in lines]
    sure = [confidence if language == languages[0] else -confidence for language, confidence in told]
    worth = [sum(sure[:cut]) - sum(sure[cut:]) for cut in range(len(lines) + 1)]
    return max(range(len(worth)), key=lambda cut: (worth[cut], -abs(2 * cut - len(lines))))
