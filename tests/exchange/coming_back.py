"""What of a text came back, beside what was handed on."""

from collections.abc import Iterable

from diptych.exchange import ParallelText
from diptych.exchange.returned import Returned

Beads = list[tuple[tuple[str, ...], tuple[str, ...], bool]]


def handed_on(text: ParallelText) -> Beads:
    """The beads by ids, and whether of footnotes, sorted."""
    return sorted((unit.bead.source, unit.bead.target, unit.is_note) for unit in text.units)


def came_back(returned: Returned) -> Beads:
    """The same of what was read."""
    return sorted((bead.source, bead.target, bead.is_note) for bead in returned.beads)


def names(returned: Iterable[Returned]) -> list[tuple[str, str, str]]:
    """Which alignments came back."""
    return [(one.document, one.source, one.target) for one in returned]
