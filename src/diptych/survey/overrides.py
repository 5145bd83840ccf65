"""What a person states about a document: languages, the original, what a passage is. It overrules every rule.

A stated passage is cut out as units of its own before the rules run. What is the
document's text waits as decided till the languages are sought, so that no rule
takes it for something around the document; then it is released, and the rest of the
survey goes by it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diptych.model import TEXT_KINDS, UNKNOWN_LANGUAGE, Kind
from diptych.survey.notes import as_note
from diptych.survey.units import Stated, Unit

STATEABLE = frozenset(Kind) - {Kind.BLANK, Kind.EDITORIAL, Kind.GAP, Kind.NOTE_ANCHOR, Kind.PAGE_BREAK}
"""Kinds that a passage can be stated to be; the others are told by brackets, signs and white space."""

_FIELDS = {Kind.TITLE: "title", Kind.DATE: "date", Kind.SUMMARY: "summary"}
_PARTS_OF_NOTES = frozenset({Kind.NOTE, Kind.NOTE_ANCHOR})


@dataclass(frozen=True, slots=True)
class Overrides:
    """What is stated about one document.

    Attributes:
        languages: of its versions, as BCP 47 codes; empty where they are to be found.
        original: language of the original, held or not; empty where it is to be found.
        passages: what is stated of passages; they are in text order and do not overlap.
        reason: who states the languages and the original.
    """

    languages: tuple[str, ...] = ()
    original: str = ""
    passages: tuple[Stated, ...] = ()
    reason: str = ""


NOTHING_STATED: Overrides = Overrides()


def cut_at_passages(lines: Iterable[Unit], passages: Sequence[Stated]) -> list[Unit]:
    """Lines cut where stated passages begin and end; each piece knows what is stated of it."""
    ends = [passage.span.end for passage in passages]
    pieces: list[Unit] = []
    for line in lines:
        first = bisect_left(ends, line.span.start + 1)
        here: list[Stated] = []
        for passage in passages[first:]:
            if passage.span.start >= line.span.end:
                break
            here.append(passage)
        edges = {offset - line.span.start for p in here for offset in (p.span.start, p.span.end)}
        cuts = [edge for edge in edges if 0 < edge < len(line.text)]
        pieces += _going_on([_stated_of(piece, here) for piece in (line.cut(*cuts) if cuts else [line])])
    return pieces


def _stated_of(piece: Unit, passages: Sequence[Stated]) -> Unit:
    place = piece.span.start
    found = next((p for p in passages if p.span.start <= place < p.span.end), None)
    return piece._replace(stated=found) if found else piece


def _going_on(pieces: list[Unit]) -> list[Unit]:
    """The pieces of one line; behind a passage that is not of the text, the text goes on."""
    found: list[Unit] = []
    for index, piece in enumerate(pieces):
        is_cut = index > 1 and not _is_of_text(pieces[index - 1]) and _is_of_text(pieces[index - 2])
        if is_cut and _is_of_text(piece) and _said(piece) == _said(pieces[index - 2]):
            piece = piece._replace(continues=True)
        found.append(piece)
    return found


def _is_of_text(piece: Unit) -> bool:
    return piece.stated is None or piece.stated.is_text


def _said(piece: Unit) -> tuple[Kind | None, str] | None:
    """What is stated of a piece, wherever."""
    return (piece.stated.kind, piece.stated.version) if piece.stated else None


def decide_stated(units: list[Unit]) -> list[Unit]:
    """Decide on stated passages before all rules; the text among them waits for `release_text`."""
    return [piece for unit in units for piece in (_decided(unit, unit.stated) if unit.stated else [unit])]


def _decided(unit: Unit, stated: Stated) -> list[Unit]:
    if stated.is_text:
        return [unit.decided(Kind.BODY, stated.reason)]
    if stated.kind is Kind.NOTE:
        return [piece._replace(reason=stated.reason) for piece in as_note(unit._replace(kind=None))]
    if stated.kind is Kind.METADATA:  # the rules know its labels and values best
        return [unit._replace(kind=None)]
    assert stated.kind is not None
    return [unit.decided(stated.kind, stated.reason, _FIELDS.get(stated.kind, ""))]


def release_text(units: list[Unit]) -> list[Unit]:
    """Stated text as text that is still to be divided among versions; the rest as stated."""
    return [_released(unit, unit.stated) if unit.stated else unit for unit in units]


def _released(unit: Unit, stated: Stated) -> Unit:
    if stated.is_text:
        return unit._replace(kind=None, reason="", field="")
    return _kept(unit, stated)


def keep_stated(units: list[Unit]) -> list[Unit]:
    """Undo what rules made of stated passages against what is stated."""
    return [_kept(unit, unit.stated) if unit.stated else unit for unit in units]


def _kept(unit: Unit, stated: Stated) -> Unit:
    if stated.is_text:
        return unit if unit.kind in TEXT_KINDS | {None} else unit._replace(kind=None, reason="", field="")
    if stated.kind is Kind.NOTE and unit.kind in _PARTS_OF_NOTES:
        return unit
    assert stated.kind is not None
    return unit._replace(kind=stated.kind, reason=stated.reason)


def keep_versions(units: list[Unit]) -> list[Unit]:
    """Stated passages in the versions that they are stated to belong to; stated notes at least in one."""
    kept = [
        unit._replace(version=unit.stated.version, language=unit.stated.version)
        if unit.stated and unit.stated.version
        else unit
        for unit in units
    ]
    first = next((unit.version for unit in kept if unit.version), "")
    return [
        unit._replace(version=first)
        if unit.stated and unit.kind in _PARTS_OF_NOTES and not unit.version
        else unit
        for unit in kept
    ]


def name_stated(units: list[Unit], overrides: Overrides) -> list[Unit]:
    """Text with its stated kinds and with who stated them, or its language."""
    named = [_named(unit, overrides) if unit.kind in TEXT_KINDS else unit for unit in units]
    before: dict[str, int] = {}
    for index, unit in enumerate(named):
        if unit.kind not in TEXT_KINDS:
            continue
        start = before.get(unit.version)
        if unit.continues and start is not None and named[start].kind is not unit.kind:
            body = next(named[i] for i in (start, index) if i == index or named[i].kind is Kind.BODY)
            for i in (start, index):
                named[i] = named[i]._replace(kind=Kind.BODY, reason=body.reason)
        before[unit.version] = index
    return named


def _named(unit: Unit, overrides: Overrides) -> Unit:
    if unit.stated and unit.stated.is_text:
        return unit._replace(kind=unit.stated.kind or unit.kind, reason=unit.stated.reason)
    if overrides.languages and unit.language != UNKNOWN_LANGUAGE:
        stated = f"{overrides.reason}: in {' or '.join(overrides.languages)}"
        return unit._replace(reason=f"{unit.reason}; {stated}")
    return unit
