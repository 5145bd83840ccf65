"""Which blocks of the source a paragraph's element has to hold, and which stand between two paragraphs.

A page break belongs to the paragraph that runs over it; one between two paragraphs
belongs to neither and must not get lost either.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diptych.model import INLINE_KINDS, INTERRUPTING_KINDS, Document, Kind, Span, Version

_LOOSE_KINDS = INLINE_KINDS | INTERRUPTING_KINDS


@dataclass(frozen=True, slots=True)
class Membership:
    """The blocks of one version.

    Attributes:
        blocks: for each paragraph id the positions of its blocks, in text order.
        between: for each paragraph id the loose blocks (page breaks, gaps, ...)
            before it that belong to no paragraph; those after the last one stand under "".
    """

    blocks: Mapping[str, tuple[int, ...]]
    between: Mapping[str, tuple[int, ...]]


def membership(document: Document, version: Version) -> Membership:
    """Where each block of the version belongs."""
    blocks = {p.id: p.blocks for p in version.paragraphs}
    inside: dict[str, list[int]] = {}
    between: dict[str, list[int]] = {}
    text = [p for p in version.paragraphs if p.kind is not Kind.NOTE and p.blocks]
    text.sort(key=lambda paragraph: paragraph.blocks[0])
    starts = [paragraph.blocks[0] for paragraph in text]
    for n in _loose(document, version):
        at = bisect_right(starts, n)
        if at and n < text[at - 1].blocks[-1]:
            inside.setdefault(text[at - 1].id, []).append(n)
        else:
            between.setdefault(text[at].id if at < len(text) else "", []).append(n)
    blocks |= {id: tuple(sorted((*blocks[id], *numbers))) for id, numbers in inside.items()}
    return Membership(blocks, {id: tuple(numbers) for id, numbers in between.items()})


def _loose(document: Document, version: Version) -> Iterator[int]:
    """Inline and interrupting blocks in no paragraph: the version's own, or nobody's behind its blocks."""
    owner = {n: v.name for v in document.versions for p in v.paragraphs for n in p.blocks}
    last = max((n for n, name in owner.items() if name == version.name), default=-1)
    current = ""
    for n, block in enumerate(document.blocks):
        current = owner.get(n, current)
        nearest = current if n < last else ""
        if n not in owner and block.kind in _LOOSE_KINDS and (block.version or nearest) == version.name:
            yield n


def overlapping(document: Document, starts: list[int], span: Span) -> Iterator[tuple[int, Span]]:
    """The blocks that a span touches, each with the part that it covers."""
    n = bisect_right(starts, span.start) - 1
    while n < len(document.blocks) and document.blocks[n].span.start < span.end:
        block = document.blocks[n].span
        part = Span(max(span.start, block.start), min(span.end, block.end))
        if part.start < part.end:
            yield n, part
        n += 1
