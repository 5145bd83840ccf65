"""Learns the weights of alignment/data/calibration.tsv: `python benchmarks/calibration.py FOLDER`.

FOLDER is laid out as for alignment.py. Each set is aligned as it is, with random runs of 1 to 30 sentences
deleted on either side, with foreign sentences of another set inserted, cut into short documents with missing
edges, and once more as if the encoder did not know the languages. The weights are fitted by logistic
regression, every set weighing the same; printed is what they do on each set when they are learned from the
others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import click
import numpy as np
from alignment import Text, calibration_error, ordered, read_text

from diptych.alignment import Match, matching, read_pairs
from diptych.alignment.anchors import Gap
from diptych.alignment.calibration import NULL_FEATURES, PAIR_FEATURES, RISING, Calibration, Described
from diptych.alignment.coarse import WIDE_MARGIN, find_course
from diptych.alignment.encoder import Encoder, Parts, Vectors
from diptych.alignment.evidence import key_vectors

OUT = Path(__file__).parent.parent / "src/diptych/alignment/data/calibration.tsv"
LONGEST_RUN = 30
PENALTY = 2.0
"""Of the squared weights, against the log likelihood."""
EFFECTIVE = 1500
"""Beads that each set counts for."""
EDITIONS = 3
LOST = 0.7
"""Where fewer beads are right, the aligner lost its way altogether, which teaches nothing of single beads."""


class CachingEncoder(Encoder):
    """Encodes each sentence once, whatever document it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, tuple[Vectors, Vectors, Vectors, Any]] = {}

    def parts(self, texts: Any) -> Parts:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        made = super().parts(new)
        rows = zip(new, made.inner, made.begin, made.end, made.counts, strict=True)
        self._known.update((text, parts) for text, *parts in rows)  # type: ignore[misc]
        columns = zip(*(self._known[text] for text in texts), strict=True)
        return Parts(*(np.array(column, np.float32) for column in columns)) if texts else made


@dataclass(frozen=True)
class Set:
    """Two texts and their gold."""

    name: str
    source: Text
    target: Text
    gold: list[Match]

    @cached_property
    def beads(self) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
        return {(match.source, match.target) for match in self.gold}

    def changed(self, source: list[int], target: list[int], foreign: tuple[list[str], list[str]]) -> "Set":
        """The sentences that are named, in this order; an index beyond the text is a foreign sentence."""
        texts, places = [], []
        for text, wanted, others in zip((self.source, self.target), (source, target), foreign, strict=True):
            lines = text.lines + others
            texts.append(Text(text.language, [lines[k] for k in wanted]))
            places.append({k: place for place, k in enumerate(wanted)})
        gold = []
        for match in self.gold:
            one = tuple(places[0][k] for k in match.source if k in places[0])
            other = tuple(places[1][k] for k in match.target if k in places[1])
            gold += [Match(one, other, 1.0)] if one and other else []
            gold += [] if one and other else [Match((k,), (), 1.0) for k in one]
            gold += [] if one and other else [Match((), (k,), 1.0) for k in other]
        for side, text in enumerate((self.source, self.target)):
            for k, place in places[side].items():
                if k >= len(text.lines):
                    gold.append(Match((place,), (), 1.0) if side == 0 else Match((), (place,), 1.0))
        return Set(self.name, *texts, gold)


def read_sets(folder: Path) -> list[Set]:
    sets = []
    for path in sorted(folder.rglob("*.gold")):
        texts = [read_text(p) for p in sorted(path.parent.glob(f"{path.stem}.*.txt"))]
        gold = read_pairs(path)
        sets.append(Set(path.parent.name, *ordered(texts, gold, None, path.parent.name), gold))
    return sets


def _run(random: np.random.Generator, sentences: int) -> range:
    """A run of sentences, short ones more often than long ones."""
    length = min(int(np.exp(random.uniform(0, np.log(LONGEST_RUN + 1)))), sentences)
    start = int(random.integers(0, sentences - length + 1))
    return range(start, start + length)


def thinned(one: Set, share: float, random: np.random.Generator) -> Set:
    """The set without a share of its sentences, in runs, half of them on each side."""
    kept = []
    for text in (one.source, one.target):
        dead: set[int] = set()
        while len(dead) < share / 2 * len(text.lines):
            dead.update(_run(random, len(text.lines)))
        kept.append([k for k in range(len(text.lines)) if k not in dead])
    return one.changed(kept[0], kept[1], ([], []))


def mixed(one: Set, other: Set, share: float, random: np.random.Generator) -> Set:
    """The set with runs of foreign sentences on both sides."""
    foreign = (other.source.lines, other.target.lines)
    wanted = []
    for text, lines in zip((one.source, one.target), foreign, strict=True):
        order = list(range(len(text.lines)))
        while len(order) < (1 + share / 2) * len(text.lines):
            place = int(random.integers(0, len(order) + 1))
            order[place:place] = [
                k + len(text.lines) for k in _run(random, len(lines)) if k + len(text.lines) not in order
            ]
        wanted.append(order)
    return one.changed(wanted[0], wanted[1], foreign)


def excerpts(one: Set, other: Set, number: int, random: np.random.Generator) -> Iterator[Set]:
    """Short documents; some have a few foreign or missing sentences at an edge of one side."""
    full = [match for match in one.gold if match.source and match.target]
    for _ in range(number):
        size = int(np.exp(random.uniform(np.log(8), np.log(80))))
        first = int(random.integers(0, max(len(full) - size, 1)))
        chosen = full[first : first + size]
        sides = [
            list(range(chosen[0].source[0], chosen[-1].source[-1] + 1)),
            list(range(chosen[0].target[0], chosen[-1].target[-1] + 1)),
        ]
        foreign = (other.source.lines, other.target.lines)
        for side, text in enumerate((one.source, one.target)):
            chance, length = random.random(), int(random.integers(1, 6))
            at_end = random.random() < 0.5
            start = len(text.lines) + int(random.integers(0, len(foreign[side]) - 6))
            if chance < 0.3 and len(sides[side]) > 2 * length:
                sides[side] = sides[side][:-length] if at_end else sides[side][length:]
            elif chance < 0.6:
                extra = list(range(start, start + length))
                sides[side] = sides[side] + extra if at_end else extra + sides[side]
        yield one.changed(sides[0], sides[1], foreign)


@dataclass(frozen=True)
class Judged:
    """The beads of one set in all its editions, described, and whether each is right."""

    described: Described
    right: np.ndarray
    original: np.ndarray
    seen: np.ndarray


def judge(one: Set, unseen: bool) -> tuple[Described, np.ndarray, bool]:
    texts = one.source, one.target
    structures = tuple(matching._structure(text.lines, None, None, "source") for text in texts)
    task = matching._Task.make(
        one.source.lines, one.target.lines, (one.source.language, one.target.language), structures
    )
    if unseen:
        blind = replace(
            task.evidence,
            target=replace(
                task.evidence.target,
                runs=tuple(np.roll(run, 101, axis=1) for run in task.evidence.target.runs),
            ),
        )
        vectors = key_vectors(blind.source, blind.weights), key_vectors(blind.target, blind.weights)
        task = replace(
            task, evidence=blind, vectors=vectors, course=find_course(*vectors, WIDE_MARGIN), sees=False
        )
    whole = Gap(0, len(texts[0].lines), 0, len(texts[1].lines))
    stretch = next(task.second([task.first(whole, ())], ()))
    path = stretch.path()
    right = [(tuple(range(s.i - s.a, s.i)), tuple(range(s.j - s.b, s.j))) in one.beads for s in path]
    return task.described(stretch, path), np.array(right, float), task.sees


def editions(one: Set, other: Set, random: np.random.Generator) -> Iterator[tuple[Set, bool]]:
    yield one, False
    for number in range(EDITIONS):
        yield thinned(one, (0.05, 0.15, 0.4)[number % 3], random), False
        yield mixed(one, other, (0.05, 0.15, 0.4)[number % 3], random), False
    for excerpt in excerpts(one, other, 25, random):
        yield excerpt, False
    yield thinned(one, 0.1, random), True
    for excerpt in excerpts(one, other, 8, random):
        yield excerpt, True


def collect(one: Set, other: Set) -> Judged:
    random = np.random.default_rng(1)
    found, rights, original, seen = [], [], [], []
    for number, (edition, unseen) in enumerate(editions(one, other, random)):
        described, right, sees = judge(edition, unseen)
        if right.mean() < LOST:
            continue
        found.append(described)
        rights.append(right)
        original.append(np.full(len(right), number == 0))
        seen.append(np.full(len(right), sees))
    described = Described(
        *(np.concatenate([getattr(d, name) for d in found]) for name in ("null", "pairs", "nulls"))
    )
    return Judged(described, np.concatenate(rights), np.concatenate(original), np.concatenate(seen))


def fit(rows: np.ndarray, right: np.ndarray, weights: np.ndarray, rising: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method; weights that may not be negative and would be are left out."""
    free = np.ones(rows.shape[1], bool)
    while True:
        x, beta = rows[:, free], np.zeros(int(free.sum()))
        ridge = PENALTY * (np.arange(rows.shape[1])[free] > 0)
        for _ in range(50):
            chance = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
            gradient = x.T @ (weights * (right - chance)) - ridge * beta
            curvature = (x * (weights * chance * (1 - chance))[:, None]).T @ x + np.diag(ridge + 1e-6)
            step = np.linalg.solve(curvature, gradient)
            beta += step
            if np.abs(step).max() < 1e-6:
                break
        result = np.zeros(rows.shape[1])
        result[free] = beta
        wrong = rising & (result < 0)
        if not wrong.any():
            return result
        free &= ~wrong


def learn(sets: list[Judged]) -> Calibration:
    found = []
    for kind, names in (("pairs", PAIR_FEATURES), ("nulls", NULL_FEATURES)):
        # where languages are unseen, nulls come in blocks, all right or all wrong: nothing for a regression
        masks = [one.described.null if kind == "nulls" else ~one.described.null for one in sets]
        chosen = [mask & one.seen if kind == "nulls" else mask for one, mask in zip(sets, masks, strict=True)]
        rows = np.concatenate(
            [
                getattr(one.described, kind)[take[mask]]
                for one, mask, take in zip(sets, masks, chosen, strict=True)
            ]
        )
        right = np.concatenate([one.right[mask] for one, mask in zip(sets, chosen, strict=True)])
        weights = np.concatenate([np.full(mask.sum(), EFFECTIVE / max(mask.sum(), 1)) for mask in chosen])
        found.append(fit(rows, right, weights, np.isin(names, RISING)))
    return Calibration(*found)


def report(name: str, one: Judged, calibration: Calibration) -> str:
    confidence, right = calibration.confidences(one.described), one.right
    shown = [f"{name:14}"]
    for mask in (one.original, ~one.original, one.described.null & ~one.original):
        sure, true = confidence[mask], right[mask]
        doubtful = np.argsort(sure, kind="stable")[: len(sure) // 10]
        low = (1 - true)[doubtful].sum() / max((1 - true).sum(), 1)
        shown.append(f"ECE {calibration_error(sure, true):.3f} low10 {low:.3f} right {true.mean():.3f} |")
    return " ".join(shown)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Write the weights into the package.")
def main(folder: Path, write: bool) -> None:
    """Prints for each set, learned from the others: calibration of the gold itself, of the changed editions,
    and of their null beads; then the same with all sets learned from; and writes the weights."""
    encoder = CachingEncoder()
    matching.load_encoder = lambda: encoder  # type: ignore[assignment]
    sets = read_sets(folder)
    judged = [collect(one, sets[(k + 1) % len(sets)]) for k, one in enumerate(sets)]
    identity = Calibration(
        np.array([float(name == "posterior") for name in PAIR_FEATURES]),
        np.array([float(name == "posterior") for name in NULL_FEATURES]),
    )
    final = learn(judged)
    for title, choose in (
        ("posterior alone", lambda k: identity),
        ("learned from the others", lambda k: learn(judged[:k] + judged[k + 1 :])),
        ("learned from all", lambda k: final),
    ):
        click.echo(title)
        for k, (one, found) in enumerate(zip(sets, judged, strict=True)):
            click.echo(report(one.name, found, choose(k)))
    lines = [
        "# Weights of logistic regression, made by benchmarks/calibration.py: kind of bead, feature, weight.",
        f"# Learned from {', '.join(one.name for one in sets)}:",
        "# as they are, with sentences deleted and inserted, cut into short documents, and as if the encoder",
        "# did not know the languages.",
    ]
    for kind, names, weights in (("pair", PAIR_FEATURES, final.pairs), ("null", NULL_FEATURES, final.nulls)):
        lines += [f"{kind}\t{name}\t{weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    click.echo("\n".join(lines))
    if write:
        OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
