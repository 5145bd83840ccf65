"""Which language each unit is in, which languages make a version, and which version is the original."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from diptych.model import UNKNOWN_LANGUAGE, Kind, Role
from diptych.survey import knowledge, shape
from diptych.survey.language import common_languages, detect, document_languages
from diptych.survey.scripts import script, words_in
from diptych.survey.units import Unit

SMALLEST_SHARE = 0.15
"""Of the longest version's letters; less is a quotation or a remark, not a version."""
SURE = 0.9
OTHER_LANGUAGE = -8.0
"""Logarithm of the likelihood of a sure unit, or of another script, in a language."""
_ROMAN = re.compile(r"[IVXLC]+")
LEAST_OF_A_SCRIPT = 0.1
"""Share of the letters; a script with less of them is in names and quotations only."""
_INITIAL = re.compile(r"[^\W\d_]\.[\s\u00a0]?[^\W\d_]")
NAMES = 0.3
"""Weight of the language that names and titles seem to be in."""
FEW = 16
"""Letters; what is shorter, a name mostly, says the less about its language."""
PLAIN = 0.95
"""Confidence from which a single paragraph is enough to make a version."""
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
    candidates = _languages_of(texts) or list(dict.fromkeys(stated))
    if not candidates:
        return units
    detected = [_detected(unit, candidates) for unit in units]
    document = [index for index, unit in enumerate(detected) if unit.kind in {None, Kind.NOTE}]
    smoothed = _smooth([detected[index] for index in document])
    for index, unit in zip(document, smoothed, strict=True):
        detected[index] = unit
    return detected


def _languages_of(texts: Sequence[str]) -> list[str]:
    """The languages of a page, script by script: two scripts are never one language."""
    by_script: dict[str, list[str]] = {}
    for text in texts:
        by_script.setdefault(script(text), []).append(text.lower() if text.isupper() else text)
    total = sum(shape.letters(text) for text in texts) or 1
    found: list[str] = []
    for name, written in by_script.items():
        if name and sum(shape.letters(text) for text in written) >= LEAST_OF_A_SCRIPT * total:
            found.extend(_languages_in(written))
    return [language for language in dict.fromkeys(found) if language != UNKNOWN_LANGUAGE]


def _languages_in(texts: Sequence[str]) -> list[str]:
    """The languages of passages in one script; of short ones, the likeliest among the common languages."""
    plain = [text for text in texts if not shape.is_list_of_names(text)] or list(texts)
    long_enough = sum(shape.letters(text) for text in plain) >= SHORT
    found = document_languages(plain) if long_enough else []
    return found or [detect(" ".join(plain), common_languages())[0]]


def _detected(unit: Unit, candidates: Sequence[str]) -> Unit:
    language, confidence = detect(unit.text, candidates)
    return replace(unit, language=language, confidence=confidence)


def _is_sure(unit: Unit) -> bool:
    enough = shape.letters(unit.text) >= SHORT or (unit.confidence >= SURE and shape.letters(unit.text) >= 8)
    plain = shape.is_capitals(unit.text) or not shape.is_list_of_names(unit.text)
    return unit.language != UNKNOWN_LANGUAGE and enough and unit.confidence >= 0.5 and plain


def _smooth(units: list[Unit]) -> list[Unit]:
    """Weigh each unit's language against its neighbours': the likeliest sequence of languages (Viterbi)."""
    sure = [unit.language for unit in units if _is_sure(unit)]
    languages = list(dict.fromkeys([*sure, *_alone_in_their_script(units)]))
    if not languages:
        return units
    switches = sum(one != other for one, other in itertools.pairwise(sure))
    odds = log((switches + 1) / (len(sure) + 2 - switches))
    scripts = _scripts_of(languages, units)
    emissions = [_likelihoods(unit, languages, scripts) for unit in units]
    turns = [odds + _turn(unit) for unit in units]
    path = _likeliest(emissions, turns)
    return [replace(unit, language=languages[state]) for unit, state in zip(units, path, strict=True)]


def _alone_in_their_script(units: Sequence[Unit]) -> list[str]:
    """Languages of units that are too short to be sure, in scripts that no sure unit is written in."""
    taken = {script(unit.text) for unit in units if _is_sure(unit)}
    sizes: Counter[tuple[str, str]] = Counter()
    for unit in units:
        if (
            unit.language != UNKNOWN_LANGUAGE
            and script(unit.text) not in taken
            and not _says_nothing(unit.text)
        ):
            sizes[script(unit.text), unit.language] += shape.letters(unit.text)
    best: dict[str, str] = {}
    for (written, language), _ in sizes.most_common():
        best.setdefault(written, language)
    return list(best.values())


def _says_nothing(text: str) -> bool:
    """Numerals, single letters and signs, which tell no language."""
    return shape.letters(text) < 3 or bool(_ROMAN.fullmatch(text.strip(" .()")))


def _likelihoods(unit: Unit, languages: Sequence[str], scripts: Mapping[str, set[str]]) -> list[float]:
    """Logarithm of how well a unit goes with each language; short units say little, scripts much."""
    if _says_nothing(unit.text):
        return [0.0] * len(languages)
    written = script(unit.text)
    fits = [not written or written in scripts[language] for language in languages]
    if _is_sure(unit):
        return [0.0 if language == unit.language else OTHER_LANGUAGE for language in languages]
    possible = [language for language, fit in zip(languages, fits, strict=True) if fit]
    language, confidence = (
        detect(unit.text, possible) if len(possible) > 1 else (next(iter(possible), ""), 1.0)
    )
    share = min(max(confidence, 0.5), 0.98)
    weight = (
        log(share / (1 - share))
        * min(1.0, shape.letters(unit.text) / FEW)
        * (NAMES if _is_names(unit) else 1.0)
    )
    weights = [0.0 if language == own or language not in languages else -weight for own in languages]
    return [each if fit or not any(fits) else OTHER_LANGUAGE for each, fit in zip(weights, fits, strict=True)]


def _is_names(unit: Unit) -> bool:
    if shape.is_capitals(unit.text) or knowledge.has_formula("classification", unit.text):
        return False
    return shape.is_list_of_names(unit.text)


def _scripts_of(languages: Sequence[str], units: Sequence[Unit]) -> dict[str, set[str]]:
    """The scripts in which the page writes each language."""
    return {
        language: {script(unit.text) for unit in itertools.islice(_sure_in(units, language), 3)}
        or {script(unit.text) for unit in units if unit.language == language and not _says_nothing(unit.text)}
        for language in languages
    }


def _sure_in(units: Sequence[Unit], language: str) -> Iterator[Unit]:
    return (unit for unit in units if unit.language == language and _is_sure(unit))


def _turn(unit: Unit) -> float:
    """How much likelier than elsewhere another language begins with this unit, as a logarithm."""
    if knowledge.has_formula("classification", unit.text) or knowledge.has_formula("salutation", unit.text):
        return 1.0
    if knowledge.has_formula("closing", unit.text) or unit.text[-1:] == ")" or _INITIAL.match(unit.text):
        return -1.0
    return 0.3 if unit.gap > 1 else 0.0


def _likeliest(emissions: list[list[float]], turns: list[float]) -> list[int]:
    """The best sequence of states where staying costs nothing and turning to another state costs `-turns`."""
    scores = emissions[0]
    back: list[list[int]] = []
    for emission, turn in zip(emissions[1:], turns[1:], strict=True):
        best = max(range(len(scores)), key=scores.__getitem__)
        came = [best if scores[best] + turn > score else state for state, score in enumerate(scores)]
        scores = [max(score, scores[best] + turn) + emission[state] for state, score in enumerate(scores)]
        back.append(came)
    path = [max(range(len(scores)), key=scores.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def assign_versions(units: list[Unit]) -> list[Unit]:
    """Give each undecided unit and each note the version it belongs to."""
    sizes: Counter[str] = Counter()
    for unit in units:
        if unit.kind is None:
            sizes[unit.language] += shape.letters(unit.text)
    told = _languages_told(units)
    known = {language: size for language, size in sizes.items() if language in told} or dict(sizes)
    largest = max(known.values(), default=0)
    versions = {language for language, size in known.items() if size >= SMALLEST_SHARE * largest}
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
    return _labels_with_notes(named)


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
    counts = Counter(unit.language for unit in prose)
    told = {unit.language for unit in prose if counts[unit.language] > 1 or unit.confidence >= PLAIN}
    told = told or set(counts)
    scripts = {script(unit.text) for unit in undecided if unit.language in told}
    return told | {unit.language for unit in undecided if script(unit.text) not in scripts}


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
    return Roles(_with_original(order, order[0] if order else "", "it stands first on the page"))


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
        if unit.field.startswith("section "):
            name = unit.field.removeprefix("section ")
            section = name if name in {"original", "translation"} else ""
        elif unit.version and unit.kind is None and section:
            sizes[unit.version, section] += len(unit.text)
    best: dict[str, str] = {}
    for (version, name), _ in sizes.most_common():
        best.setdefault(version, name)
    return best
