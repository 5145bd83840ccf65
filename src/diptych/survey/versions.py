"""Which languages make a version, what belongs to each, and which version is the original."""

import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from diptych.model import UNKNOWN_LANGUAGE, Kind, Role
from diptych.survey import knowledge, shape
from diptych.survey.announcements import PREFIX
from diptych.survey.notes import called_labels
from diptych.survey.scripts import script, words_in
from diptych.survey.units import Unit

SMALLEST_SHARE = 0.15
"""Of the longest version's letters; less is a quotation or a remark, not a version."""
PLAIN = 0.95
"""Confidence from which a single paragraph is enough to make a version."""


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
    return _labels_with_notes(_where_their_anchors_are(named))


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
    headed = _under_headings(units)
    marked = next((version for version in order if headed.get(version) == "original"), "")
    others = [version for version in order if headed.get(version) != "translation"]
    if marked or (len(others) == 1 and len(order) > 1):
        return Roles(_with_original(order, marked or others[0], "the headings say which is the original"))
    listed = next((language for language in described if language in order), "")
    if len(order) > 1 and listed:
        return Roles(_with_original(order, listed, "the record gives it as the document's language"))
    if len(order) == 1 and len(set(described)) == 1 and not listed:
        return Roles(
            _with_original(order, "", "the record gives another language as the document's"), described[0]
        )
    if len(order) == 1 and (translated or headed.get(order[0]) == "translation"):
        return Roles(_with_original(order, "", "the page says that it is a translation"), UNKNOWN_LANGUAGE)
    return Roles(_with_original(order, order[0] if order else "", "it stands first on the page"))


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
    """Version -> "original" or "translation", by the section line above its longest part."""
    sizes: Counter[tuple[str, str]] = Counter()
    section = ""
    for unit in units:
        if unit.field.startswith(("section ", PREFIX)):
            name = unit.field.removeprefix("section ").removeprefix(PREFIX)
            section = name if name in {"original", "translation"} else ""
        elif unit.version and unit.kind is None and section:
            sizes[unit.version, section] += len(unit.text)
    best: dict[str, str] = {}
    for (version, name), _ in sizes.most_common():
        best.setdefault(version, name)
    return best
