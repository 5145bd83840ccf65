"""Learns the weights of alignment/data/calibration.tsv: `python benchmarks/calibration.py FOLDER`.

FOLDER is laid out as for alignment.py. Each set is aligned as it is, with random runs of 1 to 30 sentences
deleted on either side, with foreign sentences of another set inserted or in their place, cut into short
documents with missing edges, and once more as if the encoder did not know the languages. The weights are
fitted by logistic regression, every set weighing the same; printed is what they do on each set when they are
learned from the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from confidences import calibration_error
from editions import excerpts, mixed, replaced, thinned
from goldsets import Set, read_sets
from passages import compared

from diptych.alignment.anchors import Gap
from diptych.alignment.calibration import NULL_FEATURES, PAIR_FEATURES, RISING, Calibration, Described

OUT = Path(__file__).parent.parent / "src/diptych/alignment/data/calibration.tsv"
PENALTY = 2.0
"""Of the squared weights, against the log likelihood."""
EFFECTIVE = 1500
"""Beads that each set counts for."""
EDITIONS = 3
LOST = 0.7
"""Where fewer beads are right, the aligner lost its way altogether, which teaches nothing of single beads."""


@dataclass(frozen=True)
class Judged:
    """The beads of one set in all its editions, described, and whether each is right."""

    described: Described
    right: np.ndarray
    original: np.ndarray
    seen: np.ndarray


def judge(one: Set, unseen: bool) -> tuple[Described, np.ndarray, bool]:
    texts = compared(one, unseen)
    whole = Gap(0, len(one.source.lines), 0, len(one.target.lines))
    stretch = next(texts.second([texts.first(whole, ())], ()))
    path = stretch.path()
    right = [(tuple(range(s.i - s.a, s.i)), tuple(range(s.j - s.b, s.j))) in one.beads for s in path]
    return texts.described(stretch, path), np.array(right, float), texts.sees


def editions(one: Set, other: Set, random: np.random.Generator) -> Iterator[tuple[Set, bool]]:
    yield one, False
    for number in range(EDITIONS):
        yield thinned(one, (0.05, 0.15, 0.4)[number % 3], random), False
        yield mixed(one, other, (0.05, 0.15, 0.4)[number % 3], random), False
    yield replaced(one, other, 0.1, random), False
    for excerpt in excerpts(one, other, 25, random):
        yield excerpt, False
    yield thinned(one, 0.1, random), True
    for excerpt in excerpts(one, other, 20, random):
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
        chosen = [one.described.null if kind == "nulls" else ~one.described.null for one in sets]
        rows = np.concatenate([getattr(one.described, kind) for one in sets])
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
