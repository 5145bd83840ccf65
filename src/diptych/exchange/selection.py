"""Which beads are handed on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from diptych.exchange.parallel import ParallelText, Unit
from diptych.model import Status


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; by default everything but what a person rejected.

    Attributes:
        min_confidence: lower ones are left out; a confirmed bead has 1.
        statuses: of the beads.
        kinds: `1-1`, `2-1`, ...; all where none is named.
        pairs: of languages or of versions, `ru-en`; all where none is named.
        documents: names or patterns for names; all where none is given.
        notes: whether footnotes are handed on.
    """

    min_confidence: float = 0.0
    statuses: frozenset[Status] = frozenset({Status.AUTO, Status.CONFIRMED})
    kinds: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    documents: tuple[str, ...] = ()
    notes: bool = True

    def names(self, document: str) -> bool:
        """Whether a document is asked for."""
        return not self.documents or any(fnmatchcase(document, pattern) for pattern in self.documents)

    def of(self, texts: Iterable[ParallelText]) -> Iterator[ParallelText]:
        """The texts asked for with the beads asked for; also those that are left with none."""
        for text in texts:
            if self.names(text.document) and self._holds_pair(text):
                yield replace(text, units=tuple(filter(self._holds, text.units)))

    def _holds_pair(self, text: ParallelText) -> bool:
        return not self.pairs or bool(self.pairs & {text.pair, "-".join(text.languages)})

    def _holds(self, unit: Unit) -> bool:
        bead = unit.bead
        return (
            bead.confidence >= self.min_confidence
            and bead.status in self.statuses
            and (not self.kinds or bead.kind in self.kinds)
            and (self.notes or not unit.is_note)
        )
