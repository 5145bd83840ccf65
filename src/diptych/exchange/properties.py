"""What stands beside the words of a unit, by name and value, for formats with a place for such things.

Translation memories call them properties, XLIFF context or metadata. The names are ours; with their help
a file that another tool saved is read back.
"""

from collections.abc import Iterable, Mapping, Sequence

from diptych.errors import ExchangeError
from diptych.exchange.parallel import ParallelText, Unit, all_units
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.model import Status

_LOST = "the tool that saved the file dropped that; correct it in another, or in the table"

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


_COMMENT = "diptych check: "
"""How a comment begins, so that it is not taken for a person's remark when the file comes back."""


def remarks(unit: Unit) -> list[str]:
    """What is noted beside a unit: the reason of its bead, and comments."""
    reason = [unit.bead.reason] if unit.bead.reason else []
    return [*reason, *(f"{_COMMENT}{comment}" for comment in unit.comments)]


def reason_among(notes: Iterable[str]) -> str:
    """The reason among the notes of a unit, ours and others', without our comments."""
    return " ".join(note for note in notes if not note.startswith(_COMMENT))


Known = Mapping[str, tuple[Mapping[str, str], tuple[str, str]]]
"""The units of a project by their ids: where they belong, and their words."""


def known_units(texts: Sequence[ParallelText]) -> Known:
    """The units that a tool may have left nothing of but id and words."""
    return {text.id(unit): (properties(text, unit), text.words(unit)) for text, unit in all_units(texts)}


_PLACE = ("document", "versions", "source-ids", "target-ids", "footnote")


def recovered(stated: Mapping[str, str], id: str, words: tuple[str, str], known: Known) -> dict[str, str]:
    """The properties of a unit; where a tool dropped them, those of the unit of that id and these words.

    Status and confidence are not recovered: the file does not state them.
    """
    if "document" in stated or id not in known:
        return dict(stated)
    before, said = known[id]
    if any(now.split() == then.split() != [] for now, then in zip(words, said, strict=True)):
        return {name: before[name] for name in _PLACE} | dict(stated)
    return dict(stated)


def returned_bead(
    properties: Mapping[str, str], words: tuple[str, str], where: str, reason: str
) -> tuple[Alignment, ReturnedBead]:
    """What properties say, as a person or a tool left them.

    Args:
        properties: by name.
        words: of both sides.
        where: file and unit.
        reason: the remarks in the file; an empty one says nothing, as tools drop them.

    Raises:
        ExchangeError: there are no properties of ours, or one of them cannot be.
    """
    source, target = (tuple(properties.get(f"{side}-ids", "").split()) for side in ("source", "target"))
    versions = properties.get("versions", "").split()
    document = properties.get("document", "")
    if not document or len(versions) != 2 or not (source or target):
        raise ExchangeError("it does not say which sentences it is of", where, _LOST)
    bead = ReturnedBead(
        source,
        target,
        where,
        status=_status(properties, where),
        confidence=_confidence(properties, where),
        words=words,
        is_note=properties.get("footnote") == "yes",
        reason=reason or None,
    )
    return (document, versions[0], versions[1]), bead


def _status(properties: Mapping[str, str], where: str) -> Status | None:
    value = properties.get("status", "").strip().lower()
    if not value:
        return None
    try:
        return Status(value)
    except ValueError:
        raise ExchangeError(
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
        raise ExchangeError(f"{value!r} is no confidence", where, "a number from 0 to 1")
    return confidence


def by_alignment(beads: Iterable[tuple[Alignment, ReturnedBead]]) -> tuple[Returned, ...]:
    """The beads of each alignment, in the order of the file."""
    found: dict[Alignment, list[ReturnedBead]] = {}
    for alignment, bead in beads:
        found.setdefault(alignment, []).append(bead)
    return tuple(Returned(*alignment, tuple(members)) for alignment, members in found.items())


def reviewed_status(is_approved: bool | None, properties: Mapping[str, str]) -> str:
    """The status of a unit whose format says by itself whether a person approved of it.

    Args:
        is_approved: none if the unit does not say.
        properties: by name.

    >>> reviewed_status(True, {"status": "auto"}), reviewed_status(False, {"status": "confirmed"})
    ('confirmed', 'auto')
    """
    if is_approved:
        return Status.CONFIRMED.value
    before = properties.get("status", "")
    if is_approved is None:
        return before
    return Status.AUTO.value if before == Status.CONFIRMED else before
