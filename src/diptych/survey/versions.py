"""Which languages make a version, what belongs to each, and which version is the original."""

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from statistics import pvariance

from diptych.model import UNKNOWN_LANGUAGE, Kind, Role
from diptych.survey import knowledge, shape
from diptych.survey.announcements import (
    PREFIX,
    Announcement,
    announcement,
    is_announced,
    names_translation_office,
    translated_into,
)
from diptych.survey.columns import CELL
from diptych.survey.language import detect
from diptych.survey.note_anchors import STRONG, find_anchors
from diptych.survey.notes import called_labels
from diptych.survey.scripts import LATIN, script, words_in
from diptych.survey.units import Unit

SMALLEST_SHARE = 0.15
"""Of the longest version's letters; less is a quotation or a remark, not a version."""
PLAIN = 0.95
"""Confidence from which a single paragraph is enough to make a version."""
HEADED, LISTED, OF_AN_OFFICE, ANNOTATED = 6.0, 4.0, 4.0, 2.0
"""Points for what the page says: in headings, in its record, by an office's name, in a translator's notes."""
LIKE_THE_ARCHIVE, FIRST_IN_TURN, FIRST = 1.5, 2.5, 1.0
"""Points for what it shows: the script of its references, and the order of the versions."""
SURE_OF_NOTES = 0.6
"""Confidence from which the language of a row of notes is believed."""
MANY_TURNS = 3
"""Changes from one version to another from which the versions take turns."""
LITTLE = 0.35
"""Share of a version's letters up to which a text in its language, apart from it, is a remark."""
CLEARLY = 0.4
"""Spread of the lengths in right pairs, as a share of that in wrong ones, up to which they are told apart."""
USUAL_TARGETS = {"en": 1.5, "fr": 0.4}
"""Points against languages into which archives and ministries have had others translated."""
_OF_THE_ARCHIVE = frozenset({"archive", "source", "stamp"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The versions in the order of the page, with what each is to the document.

    Attributes:
        roles: version name -> (role, what decided it).
        missing: language of an original that the page speaks of and does not hold.
    """

    roles: dict[str, tuple[Role, str]]
    missing: str = ""


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
            unit = replace(unit, version=quoting.get(id(unit), current))
        elif unit.kind is Kind.NOTE or unit.field.startswith("opens "):
            unit = replace(unit, version=unit.language if unit.language in versions else current)
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
                moved[place] = replace(units[place], version=language, language=language)
    return moved


def _rows_of_notes(units: Sequence[Unit]) -> list[list[int]]:
    """Positions of notes one below the other, in one script, until a label comes again."""
    rows: list[list[int]] = [[]]
    labels: set[str] = set()
    for place, unit in enumerate(units):
        if unit.kind is Kind.NOTE:
            same = rows[-1] and units[rows[-1][-1]].field == unit.field
            if rows[-1] and (
                (unit.field in labels and not same) or script(unit.text) != script(units[rows[-1][0]].text)
            ):
                rows.append([])
                labels = set()
            rows[-1].append(place)
            labels.add(unit.field)
        elif not unit.field.startswith("opens ") and rows[-1]:
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
            unit = replace(unit, version=calling[0]) if len(calling) == 1 else unit
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
                piece = replace(piece, version=caller.version, language=caller.language)
            pieces.append(piece)
        calling |= {label: unit for _, label in calls}
        moved.append(replace(unit, apart=tuple(pieces)) if pieces else unit)
    return moved


def _labels_with_notes(units: list[Unit]) -> list[Unit]:
    """A note's label belongs to the version of its note."""
    for index in range(len(units) - 1):
        if units[index].field.startswith("opens "):
            units[index] = replace(
                units[index], version=units[index + 1].version, language=units[index + 1].language
            )
    return units


def assign_roles(
    units: Sequence[Unit], original: Sequence[str], described: Sequence[str], translated: bool
) -> Roles:
    """Which version is the original.

    Args:
        units: with versions assigned.
        original: languages of the original that the record states.
        described: languages of the document that the record lists.
        translated: whether the page says that it holds a translation.
    """
    order = _order(units)
    stated = next((language for language in original if language in order), "")
    if stated:
        return Roles(_with_original(order, stated, "the record names the original's language"))
    if original:
        return Roles(
            _with_original(order, "", "the record names another language as the original's"), original[0]
        )
    evidence = _evidence(units, order, described)
    missing = _source_that_is_not_there(units, order)
    if len(order) == 1:
        return _alone(order, evidence, described, missing, translated)
    if missing and all(evidence[name].worth < 0 for name in order):
        return Roles(_with_original(order, "", "the page names another language as the original's"), missing)
    best = max(order, key=lambda name: evidence[name].worth, default="")
    return Roles(_with_original(order, best, evidence[best].reason if best else "nothing is text"))


@dataclass(slots=True)
class _Evidence:
    """What speaks for a version to be the original, in points, and the reason that weighs most."""

    worth: float = 0.0
    most: float = 0.0
    reason: str = "nothing says that it is a translation"


_Claim = tuple[str, float, str]
"""A version, points for or against it, and the reason, as one says it of the original."""


def _evidence(units: Sequence[Unit], order: Sequence[str], described: Sequence[str]) -> dict[str, _Evidence]:
    """All that the page says, directly or by its habits, of which version is the original.

    What speaks against a version is a reason for all others.
    """
    found = {name: _Evidence() for name in order}
    for version, points, reason in (*_said(units, order, described), *_shown(units, order)):
        found[version].worth += points
        for name, evidence in found.items():
            if (name == version) == (points > 0) and abs(points) > evidence.most:
                evidence.most, evidence.reason = abs(points), reason
    return found


def _said(units: Sequence[Unit], order: Sequence[str], described: Sequence[str]) -> Iterator[_Claim]:
    """What the page says in words."""
    for name, role in _under_headings(units).items():
        if name in order:
            sign = 1 if role == "original" else -1
            yield name, sign * HEADED, "the headings say which is the original"
    for name in sorted(_translated_from(units).intersection(order)):
        yield name, HEADED, "the page says from which language it was translated"
    for name in sorted(_credited_into(units).intersection(order)):
        yield name, -LISTED, "the record credits a translator into the other's language"
    if len(order) > 1:
        for name in [language for language in described if language in order][:1]:
            yield name, LISTED, "the record gives it as the document's language"
    for name in sorted(_of_an_office(units).intersection(order)):
        yield name, -OF_AN_OFFICE, "the other is headed by an office that translates"
    for name in sorted(_annotated_by_translator(units).intersection(order)):
        yield name, -ANNOTATED, "the other has a translator's notes"


def _shown(units: Sequence[Unit], order: Sequence[str]) -> Iterator[_Claim]:
    """What the page shows of several versions: how the archive writes, what stands first, what is usual."""
    if len(order) < 2:
        return
    for name in _written_like_the_archive(units, order):
        yield name, LIKE_THE_ARCHIVE, "the archive's reference and stamps are written like it"
    texts = _running_versions(units)
    turns = sum(one != other for one, other in itertools.pairwise(texts))
    first = next((name for name in texts if name in order), order[0])
    if turns >= MANY_TURNS and len(order) == 2:
        first = _first_in_pairs(units, first)
    yield first, FIRST_IN_TURN if turns >= MANY_TURNS else FIRST, "it stands first on the page"
    for name in sorted(USUAL_TARGETS.keys() & set(order)):
        yield name, -USUAL_TARGETS[name], "the other is in a language of translations"


def _alone(
    order: Sequence[str],
    evidence: Mapping[str, _Evidence],
    described: Sequence[str],
    missing: str,
    translated: bool,
) -> Roles:
    """The role of the only version of a page."""
    if len(set(described)) == 1 and described[0] not in order:
        return Roles(
            _with_original(order, "", "the record gives another language as the document's"), described[0]
        )
    if missing or translated or evidence[order[0]].worth <= -OF_AN_OFFICE:
        return Roles(
            _with_original(order, "", "the page says that it is a translation"), missing or UNKNOWN_LANGUAGE
        )
    return Roles(_with_original(order, order[0], "it stands first on the page"))


def _announcements(units: Sequence[Unit]) -> Iterator[Announcement]:
    for unit in units:
        if unit.field.startswith("section ") and (said := announcement(unit.text)):
            yield said


def _translated_from(units: Sequence[Unit]) -> set[str]:
    """Languages that the page says something was translated from."""
    return {said.source for said in _announcements(units) if said.source}


def _credited_into(units: Sequence[Unit]) -> set[str]:
    """Languages that labels of translators name: “英文翻译”, “Suomennos”."""
    labels = (unit.text.rstrip(" :：*_") for unit in units if unit.field == "label translator")
    told = ((announcement(label), knowledge.fold(label)) for label in labels)
    return {(said.language if said else "") or translated_into(folded) for said, folded in told}


def _source_that_is_not_there(units: Sequence[Unit], order: Sequence[str]) -> str:
    """The language that the page says its text was translated from, if none of the versions is in it."""
    named = _translated_from(units)
    return min(named) if named and not named & set(order) else ""


def _of_an_office(units: Sequence[Unit]) -> set[str]:
    """The versions above whose text an office that translates is named."""
    found = set()
    above = False
    for unit in units:
        if unit.kind is None and shape.is_prose(unit.text):
            found |= {unit.version} if above else set()
            above = False
        elif unit.kind is not Kind.NOTE and names_translation_office(unit.text):
            above = True
    return found


def _annotated_by_translator(units: Sequence[Unit]) -> set[str]:
    """The versions in whose text or notes a translator speaks."""
    notes = knowledge.small_words("translator's note")
    return {
        unit.version
        for unit in units
        if unit.version and (unit.kind is None or unit.kind is Kind.NOTE) and notes.search(unit.text)
    }


def _written_like_the_archive(units: Sequence[Unit], order: Sequence[str]) -> list[str]:
    """The versions in the script of the archive's reference and stamps, if they are not in one script."""
    scripts = {
        name: script(
            " ".join(unit.text for unit in units if unit.kind is None and unit.version == name)[:400]
        )
        for name in order
    }
    said = " ".join(unit.text for unit in units if unit.kind and unit.field in _OF_THE_ARCHIVE)
    written = script(said) if said else ""
    alike = [name for name in order if scripts[name] == written]
    return alike if len(set(scripts.values())) > 1 and written != LATIN else []


def _running_versions(units: Sequence[Unit]) -> list[str]:
    """The versions of the page's paragraphs of running text, one by one."""
    return [
        unit.version for unit in units if unit.kind is None and unit.version and shape.is_prose(unit.text)
    ]


def _first_in_pairs(units: Sequence[Unit], first: str) -> str:
    """Which of two versions that take turns comes first in each pair.

    Args:
        units: of the whole page.
        first: the version of the first text.
    """
    runs = _runs(units)
    return runs[1][0].version if _one_too_many(runs) == 0 and runs[0][0].version == first else first


def set_apart_surplus(units: list[Unit]) -> list[Unit]:
    """Decide on text at an end of the page that has no place among the versions.

    Above versions that take turns it is what they match pair by pair without; text too many below them
    may be what nobody translated. Beside versions that stand one behind the other it is a little text in
    the one's language on the other's far side.

    Args:
        units: with versions assigned.
    """
    runs = _runs(units)
    place = _beyond(runs) if len(runs) == 3 else 0 if _one_too_many(runs) == 0 else None
    if place is None or not any(shape.is_prose(unit.text) for unit in runs[place]):
        return units
    if len({run[0].version for run in runs}) > 2 or any(u.stated or is_announced(u) for u in runs[place]):
        return units
    surplus = {id(unit) for unit in runs[place]}
    kind, field = (Kind.SUMMARY, "summary") if place == 0 else (Kind.FURNITURE, "")
    return [
        replace(unit.decided(kind, "has no place among the versions", field), version="")
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


def _runs(units: Sequence[Unit]) -> list[list[Unit]]:
    """The text, cut where it turns to another version."""
    text = [unit for unit in units if unit.kind is None and unit.version]
    return [list(run) for _, run in itertools.groupby(text, key=lambda unit: unit.version)]


def _one_too_many(runs: Sequence[Sequence[Unit]]) -> int | None:
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


def stated_roles(units: Sequence[Unit], original: str, reason: str) -> Roles:
    """The roles where a person states the language of the original, whether the page holds it or not."""
    order = _order(units)
    there = original in order
    return Roles(_with_original(order, original if there else "", reason), "" if there else original)


def _order(units: Sequence[Unit]) -> list[str]:
    """The versions in the order of the page."""
    stated = (unit for unit in units if unit.kind is None or (unit.stated and unit.stated.version))
    return list(dict.fromkeys(unit.version for unit in stated if unit.version))


def _with_original(order: Sequence[str], original: str, reason: str) -> dict[str, tuple[Role, str]]:
    """The roles of all versions; a translation's reason is what makes another version the original."""
    other = f"the original is “{original}”: {reason}" if original else reason
    return {
        name: (Role.ORIGINAL, reason) if name == original else (Role.TRANSLATION, other) for name in order
    }


def _under_headings(units: Sequence[Unit]) -> dict[str, str]:
    """Version -> "original" or "translation", by what announces its longest part."""
    sizes: Counter[tuple[str, str]] = Counter()
    section = ""
    heads: list[str] = []
    columns: dict[str, str] = {}
    for unit in units:
        if unit.field.startswith(("section ", PREFIX)):
            name = unit.field.removeprefix("section ").removeprefix(PREFIX)
            section = name if name in {"original", "translation"} else ""
            heads.append(section)
            columns |= dict.fromkeys(_cell(unit), section)
        elif unit.version and unit.kind is None:
            if len(set(heads)) > 1 and not columns:
                return dict(zip(_order(units), heads, strict=False))
            heads = []
            said = next(
                (columns[cell] for cell in _cell(unit) if cell in columns), "" if columns else section
            )
            if said:
                sizes[unit.version, said] += len(unit.text)
    best: dict[str, str] = {}
    for (version, name), _ in sizes.most_common():
        best.setdefault(version, name)
    return best


def _cell(unit: Unit) -> list[str]:
    """The mark of the column in which a unit stands, if it stands in one."""
    return [mark for mark in unit.marks if mark.startswith(CELL)]
