"""Which languages make a version, and what belongs to each."""

import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from math import log
from statistics import pvariance

from diptych.model import UNKNOWN_LANGUAGE, Kind
from diptych.survey import knowledge, shape
from diptych.survey.announcements import (
    is_announced,
)
from diptych.survey.language import detect
from diptych.survey.note_anchors import STRONG, find_anchors
from diptych.survey.notes import called_labels
from diptych.survey.scripts import script, words_in
from diptych.survey.units import Unit

SMALLEST_SHARE = 0.15
"""Of the longest version's letters; less is a quotation or a remark, not a version."""
PLAIN = 0.95
"""Confidence from which a single paragraph is enough to make a version."""
SURE_OF_NOTES = 0.6
"""Confidence from which the language of a row of notes is believed."""
MANY_TURNS = 3
"""Changes from one version to another from which the versions take turns."""
LITTLE = 0.35
"""Share of a version's letters up to which a text in its language, apart from it, is a remark."""
CLEARLY = 0.4
"""Spread of the lengths in right pairs, as a share of that in wrong ones, up to which they are told apart."""


def assign_versions(units: list[Unit], stated: Collection[str] = ()) -> list[Unit]:
    """Give each undecided unit and each note the version it belongs to.

    Args:
        units: with languages assigned.
        stated: languages that a person says are those of versions, however little is in them.
    """
    sizes: Counter[str] = Counter()
    for unit in units:
        if unit.kind is None:
            sizes[unit.language] += shape.letters(unit.text)
    told = _languages_told(units)
    known = {language: size for language, size in sizes.items() if language in told} or dict(sizes)
    largest = max(known.values(), default=0)
    versions = {language for language, size in known.items() if size >= SMALLEST_SHARE * largest}
    versions |= sizes.keys() & set(stated)
    quoting = _quotations(units, versions)
    written = {
        unit.language: script(unit.text) for unit in units if unit.kind is None and unit.language in versions
    }
    named: list[Unit] = []
    current = next((unit.language for unit in units if unit.kind is None and unit.language in versions), "")
    for unit in units:
        if unit.kind is None:
            if unit.language in versions:
                current = unit.language
            elif not words_in(unit.text, written.get(current, "")):
                current = next((name for name, own in written.items() if own == script(unit.text)), current)
            unit = unit._replace(version=quoting.get(id(unit), current))
        elif unit.kind is Kind.NOTE or unit.field.startswith("opens "):
            unit = unit._replace(version=unit.language if unit.language in versions else current)
        named.append(unit)
    named = _where_their_anchors_are(_row_by_row(named, versions))
    return _labels_with_notes(_inside_others(named))


def _quotations(units: Sequence[Unit], versions: set[str]) -> dict[int, str]:
    """Paragraphs that quote another language inside a version (by identity), and that version.

    A quotation stands between two paragraphs of one version, in quotation marks or behind a
    colon, and the page has it in both versions, or the versions do not take turns.
    """
    text = [unit for unit in units if unit.kind is None and unit.language in versions]
    times = Counter(knowledge.bare(unit.text) for unit in text)
    turns = sum(one.language != other.language for one, other in itertools.pairwise(text))
    found = {}
    for before, unit, after in zip(text, text[1:], text[2:], strict=False):
        enclosed = before.language == after.language != unit.language
        marked = unit.text[0] in "\"“„«‘'»" or before.text[-1:] in ":："
        if enclosed and marked and (times[knowledge.bare(unit.text)] > 1 or 4 * turns < len(text)):
            found[id(unit)] = before.language
    return found


def _languages_told(units: Sequence[Unit]) -> set[str]:
    """Languages with running text of their own, or with a script of their own."""
    undecided = [unit for unit in units if unit.kind is None and unit.language != UNKNOWN_LANGUAGE]
    prose = [unit for unit in undecided if shape.is_prose(unit.text)]
    counts = Counter(unit.language for unit in undecided)
    told = {unit.language for unit in prose if counts[unit.language] > 1 or unit.confidence >= PLAIN}
    told = told or {unit.language for unit in prose}
    scripts = {script(unit.text) for unit in undecided if unit.language in told}
    return told | {unit.language for unit in undecided if script(unit.text) not in scripts}


def _row_by_row(units: list[Unit], versions: Collection[str]) -> list[Unit]:
    """The notes of a row are in one language: together they tell it, one by one they are too short."""
    moved = list(units)
    for row in _rows_of_notes(units):
        texts = " ".join(units[place].text for place in row)
        language, confidence = detect(texts, sorted(versions))
        if language in versions and confidence >= SURE_OF_NOTES:
            for place in row:
                moved[place] = units[place]._replace(version=language, language=language)
    return moved


def _rows_of_notes(units: Sequence[Unit]) -> list[list[int]]:
    """Positions of notes one below the other, in one script, until a label comes again."""
    rows: list[list[int]] = [[]]
    labels: set[str] = set()
    for place, unit in enumerate(units):
        if unit.kind is Kind.NOTE:
            same = unit.continues and rows[-1] and units[rows[-1][-1]].field == unit.field
            if rows[-1] and (
                (unit.field in labels and not same) or script(unit.text) != script(units[rows[-1][0]].text)
            ):
                rows.append([])
                labels = set()
            rows[-1].append(place)
            labels.add(unit.field)
        elif rows[-1] and (not unit.field.startswith("opens ") or unit.field[len("opens ") :] in labels):
            rows.append([])
            labels = set()
    return [row for row in rows if len(row) > 1]


def _where_their_anchors_are(units: list[Unit]) -> list[Unit]:
    """A note belongs to the version that calls it, if only one does."""
    labels: dict[str, set[str]] = {}
    for unit in units:
        if unit.kind is None and unit.version:
            labels.setdefault(unit.version, set()).update(called_labels(unit))
    moved = []
    for unit in units:
        if unit.kind is Kind.NOTE and unit.field:
            calling = [name for name, called in labels.items() if unit.field in called]
            unit = unit._replace(version=calling[0]) if len(calling) == 1 else unit
        moved.append(unit)
    return moved


def _inside_others(units: list[Unit]) -> list[Unit]:
    """Notes at a page end, inside a paragraph that it cuts: each goes with the last text that calls it."""
    calling: dict[str, Unit] = {}
    moved = []
    for unit in units:
        if unit.kind is not None or not unit.version:
            moved.append(unit)
            continue
        begins = {unit.offset(piece.span.start) for piece in unit.apart}
        calls = [
            (anchor.start, anchor.label)
            for anchor in find_anchors(unit.text)
            if anchor.form in STRONG and anchor.start not in begins
        ]
        pieces = []
        for piece in unit.apart:
            place = unit.offset(piece.span.start)
            calling |= {label: unit for start, label in calls if start < place}
            calls = [(start, label) for start, label in calls if start >= place]
            label = piece.field.removeprefix("opens ")
            if piece.kind is Kind.NOTE_ANCHOR and piece.whole is None:
                calling[label] = unit
            elif label and Kind.NOTE in {piece.kind, piece.whole}:
                caller = calling.get(label, unit)
                piece = piece._replace(version=caller.version, language=caller.language)
            pieces.append(piece)
        calling |= {label: unit for _, label in calls}
        moved.append(unit._replace(apart=tuple(pieces)) if pieces else unit)
    return moved


def _labels_with_notes(units: list[Unit]) -> list[Unit]:
    """A note's label belongs to the version of its note."""
    for index in range(len(units) - 1):
        if units[index].field.startswith("opens "):
            note = units[index + 1]
            units[index] = units[index]._replace(version=note.version, language=note.language)
    return units


def set_apart_surplus(units: list[Unit]) -> list[Unit]:
    """Decide on text at an end of the page that has no place among the versions.

    Above versions that take turns it is what they match pair by pair without; text too many below them
    may be what nobody translated. Beside versions that stand one behind the other it is a little text in
    the one's language on the other's far side.

    Args:
        units: with versions assigned.
    """
    runs = runs_of_text(units)
    place = _beyond(runs) if len(runs) == 3 else 0 if one_too_many(runs) == 0 else None
    if place is None or not any(shape.is_prose(unit.text) for unit in runs[place]):
        return units
    if len({run[0].version for run in runs}) > 2 or any(u.stated or is_announced(u) for u in runs[place]):
        return units
    surplus = {id(unit) for unit in runs[place]}
    kind, field = (Kind.SUMMARY, "summary") if place == 0 else (Kind.FURNITURE, "")
    return [
        unit.decided(kind, "has no place among the versions", field)._replace(version="")
        if id(unit) in surplus
        else unit
        for unit in units
    ]


def _beyond(runs: Sequence[Sequence[Unit]]) -> int | None:
    """Of three runs the first or the last (-1), if it is a little text in the language of the other."""
    first, last = (sum(shape.letters(unit.text) for unit in runs[place]) for place in (0, -1))
    if runs[0][0].version != runs[-1][0].version or min(first, last) > LITTLE * max(first, last):
        return None
    return 0 if first < last else -1


def runs_of_text(units: Sequence[Unit]) -> list[list[Unit]]:
    """The text, cut where it turns to another version."""
    text = [unit for unit in units if unit.kind is None and unit.version]
    return [list(run) for _, run in itertools.groupby(text, key=lambda unit: unit.version)]


def one_too_many(runs: Sequence[Sequence[Unit]]) -> int | None:
    """The first of the runs of two versions or the last (-1), if it has no partner; None where all have one.

    The pairs are right in which the one's length goes with the other's.
    """
    if len(runs) < 2 * MANY_TURNS or runs[0][0].version != runs[-1][0].version:
        return None
    sizes = [log(1 + sum(shape.letters(unit.text) for unit in run)) for run in runs]
    from_first, from_second = (
        pvariance([one - other for one, other in zip(sizes[start::2], sizes[start + 1 :: 2], strict=False)])
        for start in (0, 1)
    )
    if min(from_first, from_second) > CLEARLY * max(from_first, from_second):
        return None
    return 0 if from_second < from_first else -1
