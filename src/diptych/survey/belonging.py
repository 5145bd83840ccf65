"""What nothing on the page names: whether a line is the document's, or a title, date or summary around it.

Each line has features (`features/`); a weight says how much a feature speaks for a role
against the document (`data/belonging.tsv`, learned by `benchmarks/belonging.py`); and
the likeliest sequence of roles down the page is taken. The reason names what decided.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum
from operator import add

from diptych.model import Kind
from diptych.survey import credits, dates, knowledge, references
from diptych.survey.announcements import is_announced
from diptych.survey.features import Page, features_of
from diptych.survey.features.words import LONGEST_REMARK
from diptych.survey.repetition import ANNOUNCE_TEXT
from diptych.survey.units import Unit

DOCUMENT = "document"
ROLES = (DOCUMENT, "title", "date", "summary", "furniture")
KINDS = {"title": Kind.TITLE, "date": Kind.DATE, "summary": Kind.SUMMARY, "furniture": Kind.FURNITURE}
MOST_REASONS = 3
FEWEST_LEVELS = 4
"""Of a reference that nothing else must prove, the archive among them; one less if it is all of its line."""
MOST_AT_AN_END = 150
"""Lines at the beginning and at the end of a page that are judged; those between are the document's."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the features of a line and the role of the line above say.

    Attributes:
        features: (feature, role) -> what it adds to the role.
        steps: (role, role of the next line) -> what that adds.
    """

    features: Mapping[tuple[str, str], float]
    steps: Mapping[tuple[str, str], float]


@cache
def weights() -> Weights:
    """The weights that were learned."""
    features, steps = {}, {}
    for name, role, weight in knowledge.rows("belonging.tsv"):
        if name.startswith("after "):
            steps[name.removeprefix("after "), role] = float(weight)
        else:
            features[name, role] = float(weight)
    return Weights(features, steps)


def find_roles(units: list[Unit], titles: Sequence[str]) -> list[Unit]:
    """Decide on the title, date and summary that nothing names, and on what else is not the document's.

    Args:
        units: of the whole page, with languages.
        titles: what the file format or the record states as title.
    """
    places = [place for place, unit in enumerate(units) if unit.kind is None and not _is_sure(unit)]
    if len(places) > 2 * MOST_AT_AN_END:
        places = places[:MOST_AT_AN_END] + places[-MOST_AT_AN_END:]
    page = Page(units, titles)
    found = _found(page, set(places))
    decided = list(units)
    roles = likeliest(found, weights())
    if DOCUMENT not in roles and len(places) == len(page.open):
        return decided  # a page of a line or two, of which something is the document
    announced = next((n for n, unit in enumerate(units) if unit.field in ANNOUNCE_TEXT), len(units))
    for place, named, role in zip(places, found, roles, strict=True):
        if role == "title" and place > announced:
            continue  # below “Original” and the like stands the document's own heading
        if _is_full_reference(units[place].text):
            decided[place] = units[place].decided(Kind.METADATA, "an archive's full reference", "source")
        elif role != DOCUMENT:
            decided[place] = _outside(units[place], role, named, page.proposed[place])
    return decided


def _is_sure(unit: Unit) -> bool:
    """Whether a unit is the document's without asking: announced, or what minutes begin with."""
    return is_announced(unit) or knowledge.has_formula("minutes", unit.text)


def _outside(unit: Unit, role: str, named: Sequence[str], proposed: Unit) -> Unit:
    """A unit that is not the document's; one that only says when is a date whatever else it looks like."""
    role = "date" if dates.is_date(unit.text) else role
    if role == "furniture" and credits.first_credit(unit.text) == 0:
        return unit.decided(Kind.METADATA, _reason(role, named), "credits")
    kind, field = KINDS[role], {"title": "title", "date": "date", "summary": "summary"}.get(role, "")
    if role == "furniture" and (stated := _stated_in(unit.text)):
        kind, field = Kind.METADATA, stated
    return unit.decided(kind, _reason(role, named), proposed.field if proposed.kind is kind else field)


def _stated_in(text: str) -> str:
    """The field of a remark that opens with a reference or names a translator; empty for others."""
    if references.parse_reference(text) is not None:
        return "source"
    return "credits" if credits.find_credits(text) else ""


def _is_full_reference(text: str) -> bool:
    """Whether a paragraph begins with an archive and levels of its holdings, as no document's own does."""
    found = references.parse_reference(text) if len(text) <= LONGEST_REMARK else None
    names = {level for level, _ in found.parts} if found else set()
    return "repository" in names and len(names) + references.is_reference(text) >= FEWEST_LEVELS


def _reason(role: str, named: Sequence[str]) -> str:
    """The features that spoke loudest for a role against the document."""
    known = weights().features
    worth = {name: known.get((name, role), 0.0) - known.get((name, DOCUMENT), 0.0) for name in named}
    loudest = sorted(worth, key=lambda name: -worth[name])[:MOST_REASONS]
    return "; ".join(name for name in loudest if worth[name] > 0) or "by where it stands"


def likeliest(found: Sequence[Sequence[str]], known: Weights) -> list[str]:
    """The best sequence of roles (Viterbi)."""
    worths = _worths(found, known)
    steps = [[known.steps.get((one, role), 0.0) for one in ROLES] for role in ROLES]
    scores = next(worths, [])
    back: list[list[int]] = []
    for own in worths:
        reached = [list(map(add, scores, step)) for step in steps]
        best = list(map(max, reached))
        back.append([row.index(most) for row, most in zip(reached, best, strict=True)])
        scores = list(map(add, best, own))
    path = [scores.index(max(scores))] if scores else []
    for came in reversed(back):
        path.append(came[path[-1]])
    return [ROLES[role] for role in reversed(path)]


def _worths(found: Sequence[Sequence[str]], known: Weights) -> Iterator[list[float]]:
    """What the features of each line add to each of `ROLES`, in whatever order they are named."""
    names = {name for line in found for name in line}
    added = {name: [known.features.get((name, role), 0.0) for role in ROLES] for name in names}
    for line in found:
        yield list(map(fsum, zip(*(added[name] for name in line), strict=True)))


def features(
    units: Sequence[Unit], titles: Sequence[str], places: Collection[int] | None = None
) -> list[list[str]]:
    """What is known of each undecided unit, in words.

    Args:
        units: of the whole page, with languages.
        titles: what the file format or the record states as title.
        places: positions of the units that are asked for, if not all.
    """
    return _found(Page(units, titles), places)


def _found(page: Page, places: Collection[int] | None) -> list[list[str]]:
    asked = (n for n, place in enumerate(page.open) if places is None or place in places)
    return [features_of(page, page.line(n)) for n in asked]
