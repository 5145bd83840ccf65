"""What comes back from another tool: beads by the ids of their sentences, as a person left them there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diptych.model import Status


@dataclass(frozen=True, slots=True)
class ReturnedBead:
    """A bead as a file has it.

    Attributes:
        source: ids of the sentences on the source side.
        target: ids of the sentences on the target side.
        where: file and place, as errors name it.
        status: what the file says of it; none where the format has no status.
        confidence: what the file says; none where the format has none.
        words: both sides as the file has them; none where the format holds no words.
        is_note: whether it aligns footnotes.
        reason: a remark; none where the format has none.
        unheard: what the file says and cannot be taken over, to be told with the place; none if all can.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    where: str
    status: Status | None = None
    confidence: float | None = None
    words: tuple[str, str] | None = None
    is_note: bool = False
    reason: str | None = None
    unheard: str | None = None

    @property
    def is_null(self) -> bool:
        """Whether a side is empty."""
        return not (self.source and self.target)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file says of one alignment.

    Attributes:
        document: what the document's results are named after.
        source: name of the version on the source side.
        target: name of the version on the target side.
        beads: in the file's order.
        is_complete: whether its format knows whole alignments only, so that a sentence alone may have none to
            go with, or a bead that was not asked for.
    """

    document: str
    source: str
    target: str
    beads: Sequence[ReturnedBead]
    is_complete: bool = False


def turned(returned: Returned) -> Returned:
    """The same, the other way round."""
    beads = [_turned(bead) for bead in returned.beads]
    return replace(returned, source=returned.target, target=returned.source, beads=beads)


def _turned(bead: ReturnedBead) -> ReturnedBead:
    words = (bead.words[1], bead.words[0]) if bead.words else None
    return replace(bead, source=bead.target, target=bead.source, words=words)
