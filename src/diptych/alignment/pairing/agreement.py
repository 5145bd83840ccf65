"""How well two documents agree in what needs no understanding: numbers, dates, statements, file names.

Each key that one text has is looked for in the other. What translations share and strangers do not speaks for
them; a number of five digits that the other lacks speaks against. How likely strangers are to share a thing
is counted in the collection itself, so what stands in every form says nothing, and what tells two forms
apart decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from diptych import witnesses
from diptych.alignment.pairing.collection import Collection, Paper
from diptych.alignment.pairing.profiles import Fact

_KEPT = {witnesses.NUMBER: 0.85, witnesses.MONTH: 0.7, witnesses.STRING: 0.9}
"""How often a translation has a key of each kind that its original has."""
_SPELT_OUT, _KEPT_SPELT = 12, 0.5
"""Numbers up to this are often written as words."""
_COMMONNESS = ((1, 0.5), (2, 0.2), (3, 0.05), (4, 0.05))
"""How often a text of twenty sentences has a certain number of so many digits."""
_RARE, _COMMON_YEAR, _MONTH = 0.005, 0.15, 0.3
_USUAL_LENGTH = 20
_PRIOR = 2.0
"""Imagined documents that the commonness of a key counts for."""
_FOUND_MOST = 6.0

_STATED = {
    "date": (0.95, 4.0),
    "archive": (0.8, 1.0),
    "record id": (0.9, 0.0),
    "url": (0.9, 0.0),
    "title": (0.6, 0.0),
}
"""How often a translation's page states the same, and what another statement of that kind costs."""
_STATED_COMMONNESS, _STATED_MOST, _COMPATIBLE = 0.05, 2.5, 0.7
_ORIGINAL_NAMED = 1.5

_SAME_STEM, _SAME_NAME = 3.0, 4.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """What speaks for and against two documents, as logarithms of likelihood ratios and in words.

    Attributes:
        found: for numbers, months and addresses that both have; 0 or more.
        missed: for those that only one has; 0 or less.
        facts: of what is stated about them, file names included.
        words: what they agree and disagree in.
    """

    found: float
    missed: float
    facts: float
    words: tuple[str, ...]


def agreement(one: Paper, other: Paper, collection: Collection) -> Agreement:
    """Compares two documents of a collection."""
    facts, said = _stated(one, other, collection)
    name, named = _names(one, other)
    told = [*_sought(one, other, collection), *_sought(other, one, collection)]
    found, missed = sum(t for t in told if t > 0), sum(t for t in told if t < 0)
    return Agreement(
        min(found, _FOUND_MOST), missed, facts + name, (*named, *said, *_counted(one, other, collection))
    )


def _sought(one: Paper, other: Paper, collection: Collection) -> Iterator[float]:
    """What each key of the one says by being found or missed in the other."""
    covered = min(1.0, sum(map(len, other.profile.sentences)) / max(sum(map(len, one.profile.sentences)), 1))
    for key in sorted(one.holds):
        if key[0] in _KEPT:
            kept = _KEPT_SPELT if _is_spelt_out(key) else _KEPT[key[0]]
            chance = _commonness(key, other, collection)
            if key in other.holds:
                yield max(log(kept / chance), 0.0) / 2  # found again from the other side
            else:
                yield min(log((1 - kept * covered) / (1 - chance)), 0.0)


def _is_spelt_out(key: str) -> bool:
    return key[0] == witnesses.NUMBER and key[1:].isdigit() and int(key[1:]) <= _SPELT_OUT


def _commonness(key: str, paper: Paper, collection: Collection) -> float:
    """How likely a document like this has a key if it has nothing to do with the one it is sought for."""
    usual = 1 - (1 - _usual(key)) ** (len(paper.keys) / _USUAL_LENGTH)
    others = max(len(collection.papers) - 2, 0)
    holding = max(collection.documents[key] - 1 - (key in paper.holds), 0)
    chance: float = (holding + _PRIOR * usual) / (others + _PRIOR)
    return chance


def _usual(key: str) -> float:
    if key[0] == witnesses.MONTH:
        return _MONTH
    value = key[1:]
    if key[0] != witnesses.NUMBER or not value.isdigit():
        return _RARE
    if len(value) == 4 and value.startswith(("18", "19", "20")):
        return _COMMON_YEAR
    return dict(_COMMONNESS).get(len(value), _RARE)


def _stated(one: Paper, other: Paper, collection: Collection) -> tuple[float, list[str]]:
    """What the statements about both documents say."""
    total, said = 0.0, []
    for kind, (kept, cost) in _STATED.items():
        sides = [{fact.value for fact in paper.facts if fact.kind == kind} for paper in (one, other)]
        if shared := sorted(sides[0] & sides[1]):
            holding = min(collection.stated[Fact(kind, value)] for value in shared) - 2
            others = len(collection.papers) - 2
            chance = (holding + _PRIOR * _STATED_COMMONNESS) / (others + _PRIOR)
            total += min(max(log(kept / chance), 0.0), _STATED_MOST)
            said.append(f"same {_shown(kind)}")
        elif all(sides):
            fits = kind == "date" and _compatible(*(min(side) for side in sides))
            total += _COMPATIBLE if fits else -cost
            said += [f"another {_shown(kind)}"] if cost and not fits else []
    for paper, partner in ((one, other), (other, one)):
        if paper.profile.missing and paper.profile.missing == partner.profile.language:
            total += _ORIGINAL_NAMED
            said.append("the language of the original fits")
    return total, said


def _shown(kind: str) -> str:
    return "archive reference" if kind == "archive" else kind


def _compatible(one: str, other: str) -> bool:
    """Whether one date may be a vaguer form of the other: 1958-12 of 1958-12-11."""
    plain = sorted((date.rstrip("~?%") for date in (one, other)), key=len)
    return plain[1].startswith(plain[0])


def _names(one: Paper, other: Paper) -> tuple[float, list[str]]:
    if not one.named.key or one.named.key != other.named.key:
        return 0.0, []
    if one.named.marked or other.named.marked:
        return _SAME_NAME, ["same name but for the language"]
    return _SAME_STEM, ["same name but for the suffix"]


def _counted(one: Paper, other: Paper, collection: Collection) -> Iterator[str]:
    """Numbers and names that both have and few others."""
    shared = one.holds & other.holds
    telling = [key for key in shared if collection.documents[key] <= max(2, len(collection.papers) // 10)]
    numbers = sum(key[0] == witnesses.NUMBER for key in telling)
    names = sum(key[0] == witnesses.NAME and len(key) > 3 for key in telling)
    if numbers:
        yield f"{numbers} number{'s' if numbers > 1 else ''}"
    if names:
        yield f"{names} name{'s' if names > 1 else ''}"
