"""Learns the weights of alignment/data/weights.tsv: `python benchmarks/weights.py FOLDER`.

FOLDER is laid out as for alignment.py. Learned from are each set as it is, with random runs of 1 to 30
sentences deleted, with neighbouring sentences joined, with passages replaced by foreign ones, and cut into
short documents; once with the encoder and once as if it did not know the languages. The weights maximise the
conditional likelihood of the gold paths (a semi-Markov conditional random field, Sarawagi & Cohen 2004) less
a ridge around a guess. Printed is the accuracy on each set, learned from all sets and from all others.
"""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import click
import numpy as np
from editions import excerpts, joined, replaced, thinned
from encoders import align, blindness
from goldsets import Set, read_sets
from passages import NAMES, Batch, batches, passages
from scipy.optimize import minimize

from diptych.alignment import comparison, evaluate
from diptych.alignment.encoders.embedded import LANGUAGES
from diptych.alignment.scoring import Weights, load_weights

OUT = Path(__file__).parent.parent / "src/diptych/alignment/data/weights.tsv"
RIDGE = 5.0
"""Against the log likelihood, of the squared distance from the prior in deviations."""
EFFECTIVE = 700
"""Beads that each edition of a set counts for."""
PARTLY_REVIEWED = ("enru-dev", "deen-dev", "dehu-dev")
"""Sets of OPUS Books count half, because a part of their gold is what a length-based tool found."""
DELETED, JOINED, REPLACED, EXCERPTS = 0.2, 0.12, 0.1, 30
ROUNDS = 100
PRIOR = {"similarity": 12.0, "surroundings": -4.0, "gain": 8.0, "numbers": 4.0, "names": 2.0}
PRIOR |= {"words": 2.0, "marks": 2.0, "lexicon": 1.0, "split": 3.0, "opening": -2.0, "turning": -1.0}
"""The middle of the ridge: about what a search by hand had found."""
SEEN_PRIOR = PRIOR | {"unlikeness": -12.0, "matched": 1.0}
UNLIKENESS = -10.0
"""The most that unlikeness may weigh where the encoder sees: sides with nothing in common hardly ever stand
together. Left alone, it is learned from the places where gold made by lengths joins them wrongly."""
SPEAK_FOR = ("similarity", "gain", "numbers", "names", "words", "marks", "lexicon", "matched", "split")
"""Features whose weights may not be negative."""
SPEAK_AGAINST = ("unlikeness", "surroundings", "length", "length_square", "whole", "opening", "turning")
"""Features whose weights may not be positive."""


def bounds(unseen: bool) -> list[tuple[float | None, float | None]]:
    most = dict.fromkeys(SPEAK_AGAINST, 0.0) | ({} if unseen else {"unlikeness": UNLIKENESS})
    return [(0.0 if name in SPEAK_FOR else None, most.get(name)) for name in NAMES]


def editions(one: Set, other: Set, number: int) -> Iterator[list[Set]]:
    """The set, the set changed in several ways, and the set cut into short documents."""
    random = np.random.default_rng(5 + number)
    yield [one]
    yield [thinned(one, DELETED, random)]
    yield [joined(one, JOINED, random)]
    yield [replaced(one, other, REPLACED, random)]
    yield list(excerpts(one, other, EXCERPTS, random))


def known(one: Set) -> bool:
    return {one.source.language, one.target.language} <= LANGUAGES


def lessons(sets: Sequence[Set], number: int, unseen: bool) -> list[tuple[Batch, float]]:
    """Batches of the contested passages of a set, each with what it counts."""
    one, found = sets[number], []
    for parts in editions(one, sets[number - 1], number):
        beads = sum(len(part.gold) for part in parts)
        weight = EFFECTIVE / beads * (0.5 if one.name in PARTLY_REVIEWED else 1.0)
        contested = [passage for part in parts for passage in passages(part, unseen)]
        found += [(batch, weight) for batch in batches(contested)]
    return found


def learn(
    chosen: Sequence[tuple[Batch, float]], start: np.ndarray, deviations: np.ndarray, unseen: bool
) -> np.ndarray:
    prior = PRIOR if unseen else SEEN_PRIOR
    centre = np.array([prior.get(name, 0.0) for name in NAMES]) * deviations

    def cost(scaled: np.ndarray) -> tuple[float, np.ndarray]:
        weights, distance = scaled / deviations, scaled - centre
        value, gradient = 0.0, np.zeros(len(weights))
        for batch, count in chosen:
            likelihood, slope = batch.likelihood(weights)
            value, gradient = value + count * likelihood, gradient + count * slope
        return RIDGE / 2 * distance @ distance - value, RIDGE * distance - gradient / deviations

    limits = [
        tuple(None if limit is None else limit * deviation for limit in pair)
        for pair, deviation in zip(bounds(unseen), deviations, strict=True)
    ]
    result = minimize(
        cost, start * deviations, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": ROUNDS}
    )
    return result.x / deviations


def deviations_of(chosen: Sequence[tuple[Batch, float]]) -> np.ndarray:
    """Standard deviations of the features; nulls and gaps count as they are."""
    features = np.concatenate([batch.features for batch, _ in chosen])
    return np.array([*np.maximum(features.std(axis=0), 0.02), 1.0, 1.0, 1.0])


def accuracy(sets: Sequence[Set], number: int, unseen: bool, weights: np.ndarray) -> str:
    """Strict F1 of a set as it is, strict and null F1 with deletions, mean strict F1 of short documents."""
    given = Weights(**dict(zip(NAMES, weights.tolist(), strict=True)))
    (whole,), (thin,), *_, short = editions(sets[number], sets[number - 1], number)
    before, comparison.load_weights = comparison.load_weights, lambda languages: given  # type: ignore
    try:
        with blindness() if unseen else nullcontext():
            scores = [evaluate(one.gold, align(one)) for one in (whole, thin, *short)]
    finally:
        comparison.load_weights = before
    mean = float(np.mean([score.strict.f1 for score in scores[2:]]))
    return f"{scores[0].strict.f1:.3f} {scores[1].strict.f1:.3f} {scores[1].null.f1:.3f} {mean:.3f}"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Write the weights into the package.")
@click.option("--all", "only_all", is_flag=True, help="Do not learn from all others for each set.")
def main(folder: Path, write: bool, only_all: bool) -> None:
    """Prints for each set strict F1, strict and null F1 with deletions, and mean strict F1 of short
    documents: by the weights of the package, by those learned from all sets, and from all others."""
    sets = read_sets(folder)
    lines = [
        "# What each feature adds to the log-probability of a bead, for languages seen or unseen.",
        "# Made by benchmarks/weights.py from " + ", ".join(one.name for one in sets) + ":",
        "# as they are, with sentences deleted, joined, replaced by foreign ones, and cut short.",
    ]
    for languages, unseen in (("seen", False), ("unseen", True)):
        chosen = [k for k, one in enumerate(sets) if unseen or known(one)]
        found = {k: lessons(sets, k, unseen) for k in chosen}
        present = np.array([getattr(load_weights(languages), name) for name in NAMES])
        together = [lesson for k in chosen for lesson in found[k]]
        deviations = deviations_of(together)
        final = learn(together, present, deviations, unseen)
        click.echo(f"{languages:14} {'package':^23} {'from all':^23} {'from the others':^23}")
        for k in chosen:
            tried = [present, final]
            if not only_all:
                others = [lesson for other in chosen if other != k for lesson in found[other]]
                tried.append(learn(others, final, deviations, unseen))
            figures = (accuracy(sets, k, unseen, weights) for weights in tried)
            click.echo(f"{sets[k].name:14} " + " ".join(figures))
        names = (name.replace("_", " ") for name in NAMES)
        lines += [f"{languages}\t{name}\t{x:.3f}" for name, x in zip(names, final, strict=True)]
    click.echo("\n".join(lines))
    if write:
        OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
