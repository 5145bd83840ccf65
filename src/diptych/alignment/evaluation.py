"""How good an alignment is, measured against gold in the ways that the field reports.

Four measures, which must not be confused:

- strict: a bead is right if gold has exactly this bead. Vecalign's definition (Thompson & Koehn 2019,
score.py):
  precision counts null beads, recall does not. The headline figure of all published comparisons.
- lax: a bead is right if gold links one of its source sentences with one of its target sentences; the same
  counting. About .99 for every aligner, so it tells little.
- null: single sentences without partner, on both sides. Strict recall leaves them out, so an aligner that
never
  finds an omission loses little there; here it shows.
- rungs: the boundaries between beads as points (i, j), which hunalign's own regression tests count (Varga et
al.
  2005). Easier than strict: a wrong 2-2 for two 1-1 loses one rung.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence, Set
from dataclasses import dataclass

from diptych.alignment.chains import heaviest_chain
from diptych.alignment.matches import Match, Pair


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1; 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """One alignment against its gold; the module says what each measure counts."""

    strict: Score
    lax: Score
    null: Score
    rungs: Score


def evaluate(gold: Iterable[Match], found: Iterable[Match]) -> Scores:
    """Compares an alignment with gold.

    Args:
        gold: beads held to be right. Beads empty on both sides are left out, as Vecalign does.
        found: the beads to be judged.
    """
    right, tried = _beads(gold), _beads(found)
    right_pairs, tried_pairs = _two_sided(right), _two_sided(tried)
    linked_gold, linked_found = _links(right_pairs), _links(tried_pairs)
    return Scores(
        strict=Score(
            _share(bead in set(right) for bead in tried), _share(b in set(tried) for b in right_pairs)
        ),
        lax=Score(
            _share(bead in set(right) or _touches(bead, linked_gold) for bead in tried),
            _share(_touches(bead, linked_found) for bead in right_pairs),
        ),
        null=_compare(_nulls(right), _nulls(tried)),
        rungs=_compare(_rungs(right), _rungs(tried)),
    )


def _beads(matches: Iterable[Match]) -> list[Pair]:
    return list(dict.fromkeys((m.source, m.target) for m in matches if m.source or m.target))


def _two_sided(beads: Sequence[Pair]) -> list[Pair]:
    return [bead for bead in beads if bead[0] and bead[1]]


def _share(judged: Iterable[bool]) -> float:
    verdicts = list(judged)
    return sum(verdicts) / len(verdicts) if verdicts else 0.0


def _links(beads: Sequence[Pair]) -> dict[int, set[int]]:
    """The target sentences that each source sentence is linked with."""
    links: dict[int, set[int]] = defaultdict(set)
    for source, target in beads:
        for index in source:
            links[index].update(target)
    return links


def _touches(bead: Pair, links: dict[int, set[int]]) -> bool:
    return any(not links[index].isdisjoint(bead[1]) for index in bead[0] if index in links)


def _nulls(beads: Sequence[Pair]) -> set[tuple[str, int]]:
    """Sentences in beads with one side, with the name of their side."""
    sources = {("source", index) for source, target in beads if not target for index in source}
    return sources | {("target", index) for source, target in beads if not source for index in target}


def _rungs(beads: Sequence[Pair]) -> set[tuple[int, int]]:
    """The points after each bead, in numbers of sentences; without the last, which all alignments share.

    Rungs are those of a ladder that both texts climb, so beads that cross it are taken for sentences left
    alone.
    """
    two_sided = sorted(_two_sided(beads))
    places = [(source[0], target[0]) for source, target in two_sided]
    chain = heaviest_chain(places, [len(source) for source, _ in two_sided])
    fitting = {two_sided[number] for number in chain}
    i = j = 0
    rungs = []
    for source, target in beads:
        if source and target and (source, target) not in fitting:
            continue
        i, j = max([i, *(k + 1 for k in source)]), max([j, *(k + 1 for k in target)])
        rungs.append((i, j))
    return set(rungs[:-1])


def _compare(gold: Set[Hashable], found: Set[Hashable]) -> Score:
    both = len(gold & found)
    return Score(both / len(found) if found else 0.0, both / len(gold) if gold else 0.0)
