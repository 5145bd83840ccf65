"""Which version is the original: what the page says of it, what it shows, and the points that both have."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych.model import UNKNOWN_LANGUAGE, Kind, Role
from diptych.survey import knowledge, shape
from diptych.survey.announcements import (
    PREFIX,
    Announcement,
    announcement,
    names_translation_office,
    translated_into,
)
from diptych.survey.columns import CELL
from diptych.survey.scripts import LATIN, script
from diptych.survey.units import Unit
from diptych.survey.versions import MANY_TURNS, one_too_many, runs_of_text

HEADED, LISTED, OF_AN_OFFICE, ANNOTATED = 6.0, 4.0, 4.0, 2.0
"""Points for what the page says: in headings, in its record, by an office's name, in a translator's notes."""
LIKE_THE_ARCHIVE, FIRST_IN_TURN, FIRST = 1.5, 2.5, 1.0
"""Points for what it shows: the script of its references, and the order of the versions."""
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


def stated_roles(units: Sequence[Unit], original: str, reason: str) -> Roles:
    """The roles where a person states the language of the original, whether the page holds it or not."""
    order = _order(units)
    there = original in order
    return Roles(_with_original(order, original if there else "", reason), "" if there else original)


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
    return {
        unit.version
        for unit in units
        if unit.version
        and (unit.kind is None or unit.kind is Kind.NOTE)
        and knowledge.has_small_word("translator's note", unit.text)
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
    runs = runs_of_text(units)
    return runs[1][0].version if one_too_many(runs) == 0 and runs[0][0].version == first else first


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
