"""Editors' brackets inside a text: gaps, remarks, note anchors. Each becomes a block of its own.

A bracket's words stay in the sentence; the anchor of a note does not.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from diptych.model import TEXT_KINDS, Kind, Span
from diptych.survey import knowledge
from diptych.survey.units import Unit

_BRACKET = re.compile(r"\[[^\[\]]{0,400}(?:\[[^\[\]]{0,60}\][^\[\]]{0,400}){0,6}\]")
_INNER_ANCHOR = re.compile(r"\[(?:\d{1,3}|\*{1,3}|[a-z])\]")
_PARENTHESIS = re.compile(r"(?<!\w)(?:\([^()\n]{2,80}\)|/[^/\n]{2,40}/)(?!\w)")
_CUT = re.compile(r"\[\s*(?:\.[\s\u00a0]?\.[\s\u00a0]?\.|…|‥|\.{3,6}|-{2,}|—)\s*\]")
_RAISED = re.compile(
    r"(?<=[\w.,;:!?»”\"’)\]])(?:[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}|\\?\*{1,4}|†|‡)(?![\w²³*])"
)
_REST = re.compile(r"\[[^\[\]]{1,3}\]|[¹²³⁰⁴-⁹*†‡\s]")
_GAPS = frozenset({"illegible", "missing", "redacted"})


def cut_apparatus(unit: Unit, labels: frozenset[str], anchors: Sequence[Span] = ()) -> list[Unit]:
    """Cut a text unit at its brackets and at the anchors of notes.

    Args:
        unit: a unit of a text kind, or a note.
        labels: of the notes that the document has; a raised figure is an anchor only if it names one.
        anchors: of notes, as the file format marks them, in text order.
    """
    if unit.kind not in TEXT_KINDS and unit.kind is not Kind.NOTE:
        return [unit]
    marked = _marked(unit, anchors)
    kept = [place for place in _places(unit.text, labels) if not _covered(place, marked)]
    found = sorted([*kept, *marked])
    if not found:
        return [unit]
    if all(kind is Kind.NOTE_ANCHOR for _, _, kind, *_ in found) and not _REST.sub("", unit.text):
        return [unit]
    pieces = unit.cut(*(offset for start, end, *_ in found for offset in (start, end)))
    places = {place[0]: place for place in found}
    return [_named(piece, unit, places, number) for number, piece in enumerate(pieces)]


def _marked(unit: Unit, anchors: Sequence[Span]) -> list["_Place"]:
    """The anchors that the format marks inside a unit."""
    first = bisect_left(anchors, unit.span.start, key=lambda span: span.start)
    last = bisect_left(anchors, unit.span.end, key=lambda span: span.start)
    places = []
    for span in anchors[first:last]:
        start, end = span.start - unit.span.start, span.end - unit.span.start
        label = unit.text[start:end].strip("[]()^ \u00a0").translate(_DIGITS)
        if label and end - start < len(unit.text):
            places.append((start, end, Kind.NOTE_ANCHOR, "marked as the anchor of a note", label))
    return places


def _covered(place: "_Place", marked: Sequence["_Place"]) -> bool:
    return any(start < place[1] and place[0] < end for start, end, *_ in marked)


_Place = tuple[int, int, Kind, str, str]


def _places(text: str, labels: frozenset[str]) -> list[_Place]:
    """(start, end, kind, reason, note label), in text order, without overlap."""
    places: list[_Place] = []
    for match in _BRACKET.finditer(text):
        places.extend(_bracket(text, match.start(), match.end()))
    covered = [(start, end) for start, end, *_ in places]
    for match in _PARENTHESIS.finditer(text):
        meaning = _meaning(match.group())
        if meaning in {"illegible", "signed", "handwritten", "stamp", "sic", "redacted"} and not _overlaps(
            match, covered
        ):
            kind = Kind.GAP if meaning in _GAPS else Kind.EDITORIAL
            places.append((match.start(), match.end(), kind, meaning, ""))
    for match in _RAISED.finditer(text):
        label = match.group().lstrip("\\").translate(_DIGITS)
        if label in labels and not _overlaps(match, covered):
            places.append(
                (match.start(), match.end(), Kind.NOTE_ANCHOR, "a raised sign that names a note", label)
            )
    return sorted(places)


_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _overlaps(match: re.Match[str], covered: list[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in covered)


def _bracket(text: str, start: int, end: int) -> list[_Place]:
    """The block or blocks of one bracket: an anchor inside a remark stands apart from it."""
    bracket = text[start:end]
    if _INNER_ANCHOR.fullmatch(bracket):
        return [(start, end, Kind.NOTE_ANCHOR, "anchor of a note", bracket[1:-1])]
    kind, reason = _kind_of_bracket(bracket)
    places: list[_Place] = []
    position = start
    for anchor in _INNER_ANCHOR.finditer(text, start + 1, end - 1):
        places.append((position, anchor.start(), kind, reason, ""))
        places.append(
            (
                anchor.start(),
                anchor.end(),
                Kind.NOTE_ANCHOR,
                "anchor of a note inside a remark",
                anchor.group()[1:-1],
            )
        )
        position = anchor.end()
    return [*places, (position, end, kind, reason, "")]


def _kind_of_bracket(bracket: str) -> tuple[Kind, str]:
    if _CUT.fullmatch(bracket):
        return Kind.GAP, "cut by the editor"
    meaning = _meaning(bracket)
    if meaning in _GAPS:
        return Kind.GAP, meaning
    return Kind.EDITORIAL, meaning or "a remark in brackets"


def _meaning(bracket: str) -> str:
    """What the words of a bracket say, by the list of editors' words; empty for none."""
    inner = bracket[1:-1].strip(" \u00a0*_")
    return next((name for name, pattern in knowledge.apparatus() if pattern.match(inner)), "")


def _named(piece: Unit, whole: Unit, places: Mapping[int, _Place], number: int) -> Unit:
    """A piece as what stands at its place; other pieces stay what the whole is."""
    piece = replace(piece, whole=whole.kind, continues=number > 0 or whole.continues)
    place = places.get(whole.offset(piece.span.start))
    return replace(piece.decided(place[2], place[3]), field=place[4]) if place else piece
