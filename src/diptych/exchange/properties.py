"""What stands beside the words of a unit, by name and value, for formats with a place for such things.

Translation memories call them properties, XLIFF context or metadata. The names are ours; with their help
a file that another tool saved is read back.
"""

from collections.abc import Iterable, Mapping

from diptych.errors import ReadingError
from diptych.exchange.parallel import ParallelText, Unit
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.model import Status

LOST = "the tool that saved it dropped them; `diptych export` writes them anew"

Alignment = tuple[str, str, str]
"""Document, source version, target version."""


def properties(text: ParallelText, unit: Unit) -> dict[str, str]:
    """The properties of a unit, in the order in which they are written."""
    bead = unit.bead
    return {
        "document": text.document,
        "versions": f"{text.source.version} {text.target.version}",
        "source-ids": " ".join(bead.source),
        "target-ids": " ".join(bead.target),
        "kind": bead.kind,
        "confidence": f"{bead.confidence:.3f}",
        "status": bead.status.value,
        "footnote": "yes" if unit.is_note else "no",
    }


def returned_bead(
    properties: Mapping[str, str], words: tuple[str, str], where: str, reason: str
) -> tuple[Alignment, ReturnedBead]:
    """What properties say, as a person or a tool left them.

    Args:
        properties: by name.
        words: of both sides.
        where: file and unit.
        reason: the remarks in the file.

    Raises:
        ReadingError: there are no properties of ours, or one of them cannot be.
    """
    source, target = (tuple(properties.get(f"{side}-ids", "").split()) for side in ("source", "target"))
    versions = properties.get("versions", "").split()
    document = properties.get("document", "")
    if not document or len(versions) != 2 or not (source or target):
        raise ReadingError("it does not say which sentences it is of", where, LOST)
    bead = ReturnedBead(
        source,
        target,
        where,
        status=_status(properties, where),
        confidence=_confidence(properties, where),
        words=words,
        is_note=properties.get("footnote") == "yes",
        reason=reason,
    )
    return (document, versions[0], versions[1]), bead


def _status(properties: Mapping[str, str], where: str) -> Status | None:
    value = properties.get("status", "").strip().lower()
    if not value:
        return None
    try:
        return Status(value)
    except ValueError:
        raise ReadingError(
            f"{value!r} is no status", where, f"one of {', '.join(s.value for s in Status)}"
        ) from None


def _confidence(properties: Mapping[str, str], where: str) -> float | None:
    value = properties.get("confidence", "").strip()
    if not value:
        return None
    try:
        confidence = float(value)
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise ReadingError(f"{value!r} is no confidence", where, "a number from 0 to 1")
    return confidence


def by_alignment(beads: Iterable[tuple[Alignment, ReturnedBead]]) -> tuple[Returned, ...]:
    """The beads of each alignment, in the order of the file."""
    found: dict[Alignment, list[ReturnedBead]] = {}
    for alignment, bead in beads:
        found.setdefault(alignment, []).append(bead)
    return tuple(Returned(*alignment, tuple(members)) for alignment, members in found.items())


def reviewed_status(is_approved: bool, properties: Mapping[str, str]) -> str:
    """The status of a unit whose format says by itself whether a person approved of it.

    >>> reviewed_status(True, {"status": "auto"}), reviewed_status(False, {"status": "confirmed"})
    ('confirmed', 'auto')
    """
    if is_approved:
        return Status.CONFIRMED.value
    before = properties.get("status", "")
    return Status.AUTO.value if before == Status.CONFIRMED else before
