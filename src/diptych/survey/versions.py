"""Which language each unit is in, which languages make a version, and which version is the original."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from diptych.model import UNKNOWN_LANGUAGE, Kind, Role
from diptych.survey import dates, knowledge, shape
from diptych.survey.language import detect, document_languages
from diptych.survey.layout import script
from diptych.survey.units import Unit

SMALLEST_SHARE = 0.15
"""Of the longest version's letters; less is a quotation or a remark, not a version."""
SURE, FAIRLY_SURE = 0.9, 0.75
OTHER_SCRIPT = 6.0
CLEAR = 3.0
"""Evidence beyond which a short unit's own language overrules its place."""
_INITIAL = re.compile(r"[^\W\d_]\.[\s\u00a0]?[^\W\d_]")
FEW = 16
"""Letters; what is shorter, a name mostly, says the less about its language."""
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
    enough = shape.letters(unit.text) >= SHORT or (unit.confidence >= SURE and shape.letters(unit.text) >= 8)
    return unit.language != UNKNOWN_LANGUAGE and enough and unit.confidence >= 0.5


def _smooth(units: list[Unit]) -> list[Unit]:
    """Give the units between two sure ones a language; those of one stretch change at most once."""
    sure = [index for index, unit in enumerate(units) if _is_sure(unit)]
    if not sure:
        return units
    established = {units[index].language for index in sure}
    units = [
        unit if unit.language in established else replace(unit, language=UNKNOWN_LANGUAGE) for unit in units
    ]
    smoothed = list(units)
    edges = [-1, *sure, len(units)]
    for before, after in itertools.pairwise(edges):
        between = units[before + 1 : after]
        first = units[before] if before >= 0 else units[after]
        last = units[after] if after < len(units) else units[before]
        smoothed[before + 1 : after] = _between(between, first, last)
    return smoothed


def _between(units: list[Unit], first: Unit, last: Unit) -> list[Unit]:
    """Units between two sure ones: the first's language up to some point, then the last's.

    The point is where the evidence of all of them together is greatest: their own
    language, script, and whether they look like the end of a text or its beginning.
    """
    if first.language == last.language:
        return [_as_surroundings(unit, first) for unit in units]
    evidence = [_leaning(unit, first, last) for unit in units]
    scores = [sum(evidence[:cut]) - sum(evidence[cut:]) for cut in range(len(units) + 1)]
    cut = max(range(len(scores)), key=scores.__getitem__)
    languages = [first.language] * cut + [last.language] * (len(units) - cut)
    if any(evidence[i] < -CLEAR for i in range(cut)) or any(
        evidence[i] > CLEAR for i in range(cut, len(units))
    ):
        languages = [
            _of_two(weight, own, first, last) for weight, own in zip(evidence, languages, strict=True)
        ]
    return [replace(unit, language=language) for unit, language in zip(units, languages, strict=True)]


def _of_two(weight: float, otherwise: str, first: Unit, last: Unit) -> str:
    """Where versions alternate line by line, a clear line decides for itself."""
    if abs(weight) > CLEAR:
        return first.language if weight > 0 else last.language
    return otherwise


def _as_surroundings(unit: Unit, sure: Unit) -> Unit:
    foreign = unit.language != sure.language and unit.language != UNKNOWN_LANGUAGE
    other_script = bool(script(unit.text)) and script(unit.text) != script(sure.text)
    if foreign and (
        other_script or (unit.confidence >= SURE and shape.letters(unit.text) >= 5) or _knows(unit)
    ):
        return unit
    return replace(unit, language=sure.language)


def _knows(unit: Unit) -> bool:
    """A dateline tells its language by its month, though it is short."""
    return unit.confidence >= FAIRLY_SURE and dates.is_dateline(unit.text)


def _leaning(unit: Unit, first: Unit, last: Unit) -> float:
    """Evidence, in logarithmic units, that a unit belongs to the first (positive) or to the last (negative)."""
    written = script(unit.text)
    if written and script(first.text) != script(last.text):
        return OTHER_SCRIPT if written == script(first.text) else -OTHER_SCRIPT
    language, confidence = detect(unit.text, [first.language, last.language])
    share = min(max(confidence, 0.5), 0.98)
    weight = {first.language: log(share / (1 - share)), last.language: -log(share / (1 - share))}.get(
        language, 0.0
    )
    if knowledge.formulas("classification").match(unit.text) or knowledge.formulas("salutation").match(
        unit.text
    ):
        return weight - 1.0
    if knowledge.has_formula("closing", unit.text) or unit.text[-1:] == ")" or _INITIAL.match(unit.text):
        return weight + 1.0
    return weight - (0.3 if unit.gap > 1 else 0.0)


def assign_versions(units: list[Unit]) -> list[Unit]:
    """Give each undecided unit and each note the version it belongs to."""
    sizes: Counter[str] = Counter()
    for unit in units:
        if unit.kind is None:
            sizes[unit.language] += shape.letters(unit.text)
    known = {language: size for language, size in sizes.items() if language != UNKNOWN_LANGUAGE} or dict(
        sizes
    )
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
    order = list(dict.fromkeys(unit.version for unit in units if unit.version and unit.kind is None))
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
