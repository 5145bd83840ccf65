"""What a person states of passages, in a file that states its structure itself: the person wins."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from diptych.model import TEXT_KINDS, Kind, Outline, Passage, Section
from diptych.survey.units import Stated

_IN_A_SECTION = TEXT_KINDS | {Kind.NOTE}


def with_stated(outline: Outline, passages: Sequence[Stated], languages: dict[str, str]) -> Outline:
    """The outline with its passages as they are stated; those that begin in a stated range are meant.

    Args:
        outline: of the source.
        passages: what is stated, in text order.
        languages: of each side, by its key.
    """
    sections = {section.key: section for section in outline.sections}
    sides = {language: key for key, language in reversed(languages.items())}
    starts = [stated.span.start for stated in passages]
    found: list[Passage] = []
    for passage in outline.passages:
        place = bisect_right(starts, passage.span.start) - 1
        stated = passages[place] if place >= 0 else None
        if stated is None or passage.span.start >= stated.span.end:
            found.append(passage)
            continue
        section = _section(passage, stated, sections, sides)
        if section:
            sections.setdefault(section.key, section)
        kind = stated.kind or (passage.kind if passage.kind in TEXT_KINDS else Kind.BODY)
        key = section.key if section else ""
        found.append(replace(passage, kind=kind, section=key, reason=stated.reason))
    return replace(outline, passages=tuple(found), sections=_in_order(found, sections))


def _section(
    passage: Passage, stated: Stated, sections: dict[str, Section], sides: dict[str, str]
) -> Section | None:
    """The paragraph that a stated passage belongs to: its own, or one like it that is as stated."""
    if not (stated.is_text or stated.kind in _IN_A_SECTION):
        return None
    own = sections.get(passage.section) or Section(
        f"stated {passage.span.start}", next(iter(sides.values()), "")
    )
    side = sides.get(stated.version, own.side)
    kind = stated.kind or (own.kind if own.kind in TEXT_KINDS else Kind.BODY)
    if (side, kind) == (own.side, own.kind):
        return own
    return replace(own, key=f"{own.key} {side} {kind}", side=side, kind=kind)


def _in_order(passages: Sequence[Passage], sections: dict[str, Section]) -> tuple[Section, ...]:
    """The sections that hold a passage, in text order."""
    return tuple(sections[key] for key in dict.fromkeys(p.section for p in passages if p.section))
