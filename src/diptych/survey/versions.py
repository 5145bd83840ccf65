"""Which language each unit is in, which languages make a version, and which version is the original."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from diptych.model import UNKNOWN_LANGUAGE, Kind, Role
from diptych.survey import dates, shape
from diptych.survey.language import detect, document_languages
from diptych.survey.units import Unit

SMALLEST_SHARE = 0.15
"""Of the longest version's letters; less is a quotation or a remark, not a version."""
SURE = 0.9
SHORT = 40
"""Letters; what is shorter takes its language from its neighbours unless it is quite sure."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The versions in the order of the page, with what each is to the document.

    Attributes:
        roles: version name -> (role, what decided it).
        missing: language of an original that the page speaks of and does not hold.
    """

    roles: dict[str, tuple[Role, str]]
    missing: str = ""


def assign_languages(units: list[Unit], stated: Sequence[str]) -> list[Unit]:
    """Find each undecided unit's language, and smooth what is short by its neighbours.

    Args:
        units: of the whole page; decided ones get a language too.
        stated: languages that the record names.
    """
    texts = [unit.text for unit in units if unit.kind is None]
    candidates = list(dict.fromkeys([*document_languages(texts), *stated]))
    if not candidates:
        return units
    detected = [_detected(unit, candidates) for unit in units]
    document = [index for index, unit in enumerate(detected) if unit.kind in {None, Kind.NOTE}]
    smoothed = _smooth([detected[index] for index in document])
    for index, unit in zip(document, smoothed, strict=True):
        detected[index] = unit
    return detected


def _detected(unit: Unit, candidates: Sequence[str]) -> Unit:
    language, confidence = detect(unit.text, candidates)
    return replace(unit, language=language, confidence=confidence)


def _is_sure(unit: Unit) -> bool:
    enough = shape.letters(unit.text) >= SHORT or unit.confidence >= SURE and shape.letters(unit.text) >= 8
    return unit.language != UNKNOWN_LANGUAGE and enough and unit.confidence >= 0.5


def _smooth(units: list[Unit]) -> list[Unit]:
    sure = [index for index, unit in enumerate(units) if _is_sure(unit)]
    if not sure:
        return units
    before: int | None = None
    upcoming = iter(sure)
    after: int | None = next(upcoming, None)
    smoothed = []
    for index, unit in enumerate(units):
        if index == after:
            before, after = after, next(upcoming, None)
            smoothed.append(unit)
        else:
            smoothed.append(_as_neighbours(unit, units, before, after, index))
    return smoothed


def _as_neighbours(unit: Unit, units: list[Unit], before: int | None, after: int | None, index: int) -> Unit:
    """A short unit between sure ones: theirs if they agree, its own if it knows, else the nearer one's."""
    neighbours = [units[i].language for i in (before, after) if i is not None]
    if unit.language in neighbours and len(set(neighbours)) == 2 and unit.confidence >= 0.6:
        return unit
    if len(set(neighbours)) == 1:
        if unit.language != neighbours[0] and unit.confidence >= SURE and shape.letters(unit.text) >= 5:
            return unit
        return replace(unit, language=neighbours[0])
    ends = dates.is_dateline(unit.text) and unit.gap == 0 or unit.text[-1:] in ".)]"
    opens = unit.gap > 0 and not ends and index + 1 == after
    return replace(unit, language=neighbours[-1] if opens else neighbours[0])


def assign_versions(units: list[Unit]) -> list[Unit]:
    """Give each undecided unit and each note the version it belongs to."""
    sizes: Counter[str] = Counter()
    for unit in units:
        if unit.kind is None:
            sizes[unit.language] += shape.letters(unit.text)
    known = {language: size for language, size in sizes.items() if language != UNKNOWN_LANGUAGE} or dict(sizes)
    largest = max(known.values(), default=0)
    versions = {language for language, size in known.items() if size >= SMALLEST_SHARE * largest}
    named: list[Unit] = []
    current = next((unit.language for unit in units if unit.kind is None and unit.language in versions), "")
    for unit in units:
        if unit.kind is None:
            current = unit.language if unit.language in versions else current
            unit = replace(unit, version=current)
        elif unit.kind is Kind.NOTE or unit.field.startswith("opens "):
            unit = replace(unit, version=unit.language if unit.language in versions else current)
        named.append(unit)
    return _labels_with_notes(named)


def _labels_with_notes(units: list[Unit]) -> list[Unit]:
    """A note's label belongs to the version of its note."""
    for index in range(len(units) - 1):
        if units[index].field.startswith("opens "):
            units[index] = replace(units[index], version=units[index + 1].version, language=units[index + 1].language)
    return units


def assign_roles(units: Sequence[Unit], original: Sequence[str], translated: bool) -> Roles:
    """Which version is the original.

    Args:
        units: with versions assigned.
        original: languages of the original that the record states.
        translated: whether the page says that it holds a translation.
    """
    order = list(dict.fromkeys(unit.version for unit in units if unit.version and unit.kind is None))
    stated = next((language for language in original if language in order), "")
    if stated:
        return Roles(_with_original(order, stated, "the record names the original's language"))
    if original:
        return Roles(_with_original(order, "", "the record names another language as the original's"), original[0])
    headed = _under_headings(units)
    marked = next((version for version in order if headed.get(version) == "original"), "")
    others = [version for version in order if headed.get(version) != "translation"]
    if marked or len(others) == 1 and len(order) > 1:
        return Roles(_with_original(order, marked or others[0], "the headings say which is the original"))
    if len(order) == 1 and (translated or headed.get(order[0]) == "translation"):
        return Roles(_with_original(order, "", "the page says that it is a translation"), UNKNOWN_LANGUAGE)
    return Roles(_with_original(order, order[0] if order else "", "the first version on the page"))


def _with_original(order: Sequence[str], original: str, reason: str) -> dict[str, tuple[Role, str]]:
    return {name: (Role.ORIGINAL if name == original else Role.TRANSLATION, reason) for name in order}


def _under_headings(units: Sequence[Unit]) -> dict[str, str]:
    """Version -> "original" or "translation", by the section line above its longest part."""
    sizes: Counter[tuple[str, str]] = Counter()
    section = ""
    for unit in units:
        if unit.field.startswith("section "):
            name = unit.field.removeprefix("section ")
            section = name if name in {"original", "translation"} else ""
        elif unit.version and unit.kind is None and section:
            sizes[unit.version, section] += len(unit.text)
    best: dict[str, str] = {}
    for (version, name), _ in sizes.most_common():
        best.setdefault(version, name)
    return best
