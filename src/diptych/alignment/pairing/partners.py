"""From verdicts to groups: an original and its translations, or a document that is left alone."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import exp

from diptych.alignment.encoders import Encoder, load_encoder
from diptych.alignment.pairing.candidates import candidates
from diptych.alignment.pairing.collection import Collection, Paper
from diptych.alignment.pairing.filenames import Named, common_stem
from diptych.alignment.pairing.originals import Origin, origin
from diptych.alignment.pairing.profiles import Profile
from diptych.alignment.pairing.tongues import tongue
from diptych.alignment.pairing.verdicts import Verdict, described, judge

LEAST_SCORE = 0.8
"""Pairs below this are not made."""
_AGAINST = -2.0
"""Log odds below which a pair speaks against the group that other pairs would make of it."""
_WORTH_TELLING = 0.05

Edge = tuple[int, int]
"""Places of two documents in the order of their file names, the smaller first."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A document that belongs to an original.

    Attributes:
        name: of its file.
        language: BCP 47 code.
        score: probability that it translates the original and no other document does.
        reason: what speaks for it, and the runner-up.
    """

    name: str
    language: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that translate each other.

    Attributes:
        original: name of the file that stands on the source side.
        language: of this file.
        translations: in the order of their file names.
        origin: which is the original, and what says so.
        stem: what the files' names have in common, without their languages; may be empty.
    """

    original: str
    language: str
    translations: tuple[Translation, ...]
    origin: Origin
    stem: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Of all files, the original first."""
        return (self.original, *(translation.name for translation in self.translations))


@dataclass(frozen=True, slots=True)
class Alone:
    """A document that belongs to no other.

    Attributes:
        name: of its file.
        reason: why it was left alone.
        ambiguous: whether several others fit so well that one must be right, and none could be told.
    """

    name: str
    reason: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which documents belong together.

    Attributes:
        groups: in the order of their originals' file names.
        alone: in the order of their file names.
    """

    groups: tuple[Group, ...] = ()
    alone: tuple[Alone, ...] = ()


def pair_profiles(
    profiles: Iterable[Profile],
    least_score: float = LEAST_SCORE,
    blind: bool = False,
    apart: Container[frozenset[str]] = (),
) -> Pairing:
    """Finds which of some documents translate each other.

    In each language a document has one partner at most. Two documents that fit
    equally well share the probability between them, and so neither is taken.
    Files whose names are the same but for the language belong together whatever
    they hold.

    Args:
        profiles: documents of one language each, with file names of their own.
        least_score: pairs below this are not made.
        blind: compare without sentence vectors, as with languages that the encoder does not know.
        apart: pairs of file names that do not belong together, as a person knows.
    """
    ordered = sorted(profiles, key=lambda profile: profile.name)
    full = [profile for profile in ordered if profile.sentences]
    if len({tongue(profile.language) for profile in full}) < 2:
        return Pairing((), tuple(Alone(p.name, "no document in another language") for p in ordered))
    found = _Matching(full, None if blind else load_encoder(), apart).pairing(least_score)
    empty = [Alone(profile.name, "no sentence in it") for profile in ordered if not profile.sentences]
    return Pairing(found.groups, tuple(sorted((*found.alone, *empty), key=lambda one: one.name)))


def _both_ways(edge: Edge) -> tuple[Edge, Edge]:
    """Each place with its partner."""
    return edge, (edge[1], edge[0])


class _Matching:
    """All verdicts about a collection, and the probabilities that follow from them."""

    def __init__(
        self, profiles: Sequence[Profile], encoder: Encoder | None, apart: Container[frozenset[str]]
    ) -> None:
        self.collection = Collection(profiles, encoder)
        self.papers = self.collection.papers
        self.apart = apart
        self.verdicts: dict[Edge, Verdict] = {}
        for one, other in candidates(self.collection):
            if not self._are_apart((one, other)):
                self.verdicts[one, other] = judge(self.papers[one], self.papers[other], self.collection)
        self.by_name = self._by_name()
        self.scores = self._scores()

    def pairing(self, least: float) -> Pairing:
        """The groups, and those left alone."""
        members = self._members(least)
        groups = [self._group(places) for places in members if len(places) > 1]
        alone = [
            self._alone(place, least)
            for place in sorted(place for places in members if len(places) == 1 for place in places)
        ]
        return Pairing(tuple(sorted(groups, key=lambda group: group.original)), tuple(alone))

    def _by_name(self) -> set[Edge]:
        """Pairs whose file names are the same but for the language, where only two documents have them."""
        named: dict[tuple[str, str], list[int]] = {}
        for place, paper in enumerate(self.papers):
            if paper.named.key:
                named.setdefault((paper.named.key, paper.tongue), []).append(place)
        return {
            edge
            for edge in self.verdicts
            if _same_but_for_language(*(self.papers[k].named for k in edge))
            and all(len(named[self.papers[k].named.key, self.papers[k].tongue]) == 1 for k in edge)
        }

    def _scores(self) -> dict[Edge, float]:
        """For each candidate pair the smaller of two probabilities: that each is the other's only partner."""
        settled = {
            (place, self.papers[partner].tongue) for e in self.by_name for place, partner in _both_ways(e)
        }
        odds: dict[Edge, float] = {}
        for edge, verdict in self.verdicts.items():
            if edge in self.by_name or not any(
                (place, self.papers[partner].tongue) in settled for place, partner in _both_ways(edge)
            ):
                odds[edge] = exp(verdict.evidence)
        totals: dict[tuple[int, str], float] = {}
        for edge, odd in odds.items():
            for place, partner in _both_ways(edge):
                side = place, self.papers[partner].tongue
                totals[side] = totals.get(side, 1.0) + odd
        return {
            edge: min(odd / totals[place, self.papers[partner].tongue] for place, partner in _both_ways(edge))
            for edge, odd in odds.items()
        }

    def _members(self, least: float) -> list[list[int]]:
        """Places that belong together, each language once: the surest pairs first."""
        group = {place: [place] for place in range(len(self.papers))}
        for edge in sorted(self.scores, key=lambda e: (e not in self.by_name, -self.scores[e], e)):
            one, other = (group[place] for place in edge)
            if one is other or (self.scores[edge] < least and edge not in self.by_name):
                continue
            if self._fit_together(one, other):
                one.extend(other)
                group.update((place, one) for place in other)
        return [sorted(places) for place, places in sorted(group.items()) if place == min(places)]

    def _fit_together(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two groups share no language, and no pair across them speaks against it."""
        tongues = [self.papers[place].tongue for place in (*one, *other)]
        if len(set(tongues)) < len(tongues):
            return False
        across = [(min(pair), max(pair)) for pair in product(one, other)]
        if any(map(self._are_apart, across)):
            return False
        return len(across) == 1 or all(
            e in self.by_name or self._verdict(e).evidence >= _AGAINST for e in across
        )

    def _are_apart(self, edge: Edge) -> bool:
        return frozenset(self.papers[place].profile.name for place in edge) in self.apart

    def _verdict(self, edge: Edge) -> Verdict:
        """What is found about two documents, which need not be candidates."""
        if edge not in self.verdicts:
            one, other = edge
            self.verdicts[edge] = judge(self.papers[one], self.papers[other], self.collection)
        return self.verdicts[edge]

    def _group(self, places: Sequence[int]) -> Group:
        found = origin([self.papers[place].profile for place in places])
        first = places[found.place or 0]
        rest = [place for place in places if place != first]
        original = self.papers[first].profile
        translations = tuple(self._translation(first, place, places) for place in rest)
        stem = common_stem([self.papers[place].named for place in (first, *rest)])
        return Group(original.name, original.language, translations, found, stem)

    def _translation(self, original: int, place: int, group: Sequence[int]) -> Translation:
        edges = [edge for edge in combinations(group, 2) if place in edge and edge in self.scores]
        direct = (min(original, place), max(original, place))
        edge = direct if direct in edges else max(edges, key=lambda e: (self.scores[e], e))
        one, other = (self.papers[end] for end in edge)
        words = [*described(one, other, self.verdicts[edge])]
        if edge != direct:
            words.append(f"by way of {self._partner(edge, place)}")
        runner_up = self._runner_up(edge)
        reason = ", ".join(words) + (f"; runner-up {runner_up}" if runner_up else "")
        profile = self.papers[place].profile
        return Translation(profile.name, profile.language, self.scores[edge], reason)

    def _runner_up(self, edge: Edge) -> str:
        """The best other candidate of either document in the other's language, if it is worth telling."""
        rivals = [
            rival
            for rival in self.scores
            if rival != edge
            and any(
                place in rival and self._other(rival, place).tongue == self.papers[partner].tongue
                for place, partner in _both_ways(edge)
            )
        ]
        best = max(rivals, key=lambda e: (self.scores[e], e), default=None)
        if best is None or self.scores[best] < _WORTH_TELLING:
            return ""
        return f"{self._partner(best, next(p for p in edge if p in best))} {self.scores[best]:.2f}"

    def _other(self, edge: Edge, place: int) -> Paper:
        return self.papers[edge[1] if edge[0] == place else edge[0]]

    def _partner(self, edge: Edge, place: int) -> str:
        return self._other(edge, place).profile.name

    def _alone(self, place: int, least: float) -> Alone:
        name = self.papers[place].profile.name
        edges = sorted((e for e in self.scores if place in e), key=lambda e: (-self.scores[e], e))
        told = [
            f"{self._partner(e, place)} {self.scores[e]:.2f}"
            for e in edges[:2]
            if self.scores[e] >= _WORTH_TELLING
        ]
        if not told:
            return Alone(name, "no other document fits")
        by_tongue: dict[str, float] = {}
        for edge in edges:
            other = self._other(edge, place).tongue
            by_tongue[other] = by_tongue.get(other, 0.0) + self.scores[edge]
        if len(told) > 1 and max(by_tongue.values()) >= least > self.scores[edges[0]]:
            return Alone(name, f"fits more than one: {' and '.join(told)}", ambiguous=True)
        if self.scores[edges[0]] >= least:
            return Alone(name, f"{told[0]} fits, but belongs to another")
        return Alone(name, f"too unsure: {told[0]}")


def _same_but_for_language(one: Named, other: Named) -> bool:
    return bool(one.key) and one.key == other.key and (one.marked or other.marked)
