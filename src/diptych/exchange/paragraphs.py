"""Paragraphs that translate each other, for tools that do not cut sentences, or cut them in another way.

Paragraphs belong together if a bead links them. A group is closed: all that its paragraphs hold on one
side is all that they translate to on the other; and it is the smallest that is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from diptych.exchange.parallel import Line, ParallelText, Text, Unit
from diptych.model import Status


@dataclass(frozen=True, slots=True)
class ParagraphGroup:
    """Paragraphs of both sides that translate each other; one side may have none.

    Attributes:
        source: the sentences of the paragraphs on the source side, in text order.
        target: the same of the target side.
        units: the beads within, in their order.
    """

    source: tuple[Line, ...]
    target: tuple[Line, ...]
    units: tuple[Unit, ...]

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the paragraphs on both sides, in text order."""
        source, target = (
            tuple(dict.fromkeys(line.paragraph for line in lines)) for lines in (self.source, self.target)
        )
        return source, target

    @property
    def id(self) -> str:
        """That of its first paragraph, which is in no other group."""
        return (self.source or self.target)[0].paragraph

    @property
    def kind(self) -> str:
        """Numbers of paragraphs: `1-1`, `2-1`."""
        return "-".join(str(len(side)) for side in self.paragraphs)

    @property
    def confidence(self) -> float:
        """That of the bead that is least sure."""
        return min(unit.bead.confidence for unit in self.units)

    @property
    def status(self) -> Status:
        """Confirmed if every bead is; rejected if one is."""
        statuses = {unit.bead.status for unit in self.units}
        if Status.REJECTED in statuses:
            return Status.REJECTED
        return Status.CONFIRMED if statuses == {Status.CONFIRMED} else Status.AUTO


def paragraph_groups(text: ParallelText) -> Iterator[ParagraphGroup]:
    """The groups in the order of their first beads.

    A group of which a sentence stands in no bead that was asked for is left out, as a half paragraph
    translates nothing.
    """
    roots = _linked(text)
    units: dict[str, list[Unit]] = {}
    for unit in text.units:
        units.setdefault(roots[_paragraphs(text, unit)[0]], []).append(unit)
    source, target = (_by_root(version, roots) for version in (text.source, text.target))
    for root, members in units.items():
        group = ParagraphGroup(tuple(source.get(root, ())), tuple(target.get(root, ())), tuple(members))
        asked = sum(len(unit.bead.source) + len(unit.bead.target) for unit in members)
        if asked == len(group.source) + len(group.target):
            yield group


def _paragraphs(text: ParallelText, unit: Unit) -> list[str]:
    source = [text.source.line(id).paragraph for id in unit.bead.source]
    return source + [text.target.line(id).paragraph for id in unit.bead.target]


def _linked(text: ParallelText) -> dict[str, str]:
    """Each paragraph with the one that stands for its group."""
    parents: dict[str, str] = {}

    def root(paragraph: str) -> str:
        parents.setdefault(paragraph, paragraph)
        while parents[paragraph] != paragraph:
            parents[paragraph] = parents[parents[paragraph]]
            paragraph = parents[paragraph]
        return paragraph

    for unit in text.units:
        first, *others = map(root, _paragraphs(text, unit))
        for other in others:
            parents[root(other)] = root(first)
    return {paragraph: root(paragraph) for paragraph in list(parents)}


def _by_root(version: Text, roots: dict[str, str]) -> dict[str, list[Line]]:
    """The sentences of a version in text order, by group."""
    found: dict[str, list[Line]] = {}
    for line in version.lines:
        if line.paragraph in roots:
            found.setdefault(roots[line.paragraph], []).append(line)
    return found
