"""Whether two documents translate each other: all that speaks for and against them, as one sum."""

from dataclasses import dataclass
from math import log

from diptych.alignment.coarse import find_course
from diptych.alignment.pairing.agreement import agreement
from diptych.alignment.pairing.collection import Collection, Paper
from diptych.alignment.pairing.running import Run, run_along

_PRIOR, _PRIOR_EACH = -2.0, 0.3
"""Log odds that a document has its translation among the others, and what their number takes off."""
_STEP, _BETTER = 1.2, 0.5
"""What a sentence must earn where the encoder sees both languages: by itself, and above the way back."""
_SEEN_MOST, _SHARE = 12.0, 8.0
"""The most that this says, and what it may say for each unit above one that the mean sentence earns: of two
forms, half of the sentences may fit as well as any."""
_CHANCE = 0.3
"""Cosine that unrelated sentences easily have where the encoder sees both languages."""
_ORDER, _UNORDERED = 1.2, 2.5
"""What the square of the order is worth where it does not, and what it must make good first."""
_UNSEEN_MOST = 7.0
_MISSED = 1.5
"""Numbers that only one has count more than by themselves: of two forms, they are what differs."""
_LEAST = -12.0
"""The least that run and missing numbers say together; what both have cannot outweigh it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about two documents.

    Attributes:
        evidence: log odds that they translate each other.
        run: how they run along each other.
        words: what they agree and disagree in.
    """

    evidence: float
    run: Run
    words: tuple[str, ...]


def judge(one: Paper, other: Paper, collection: Collection) -> Verdict:
    """Compares two documents of different languages closely."""
    sees = one.sees and other.sees
    lines = collection.line(one, sees), collection.line(other, sees)
    run = run_along(*lines, collection.ratio(one, other), _CHANCE if sees else 0.0)
    agreed = agreement(one, other, collection)
    rivals = max(len(collection.by_tongue[one.tongue]), len(collection.by_tongue[other.tongue]))
    prior = _PRIOR - _PRIOR_EACH * log(rivals)
    told, most = _seen(run) if sees else _unseen(run)
    content = max(min(told + _MISSED * agreed.missed, most), _LEAST)
    return Verdict(prior + content + agreed.found + agreed.facts, run, agreed.words)


def _seen(run: Run) -> tuple[float, float]:
    """What the run says, and what it may say: every sentence must earn something, and more than backwards."""
    expected = max(_STEP * run.steps, run.backwards + _BETTER * run.steps)
    return run.forwards - expected, min(_SHARE * (run.forwards / run.steps - 1), _SEEN_MOST)


def _unseen(run: Run) -> tuple[float, float]:
    """The same where only the order counts: what lengths and chance names earn is earned backwards too."""
    told = _ORDER * run.order * abs(run.order) - _UNORDERED
    return min(told, run.forwards - run.backwards), _UNSEEN_MOST


def described(one: Paper, other: Paper, verdict: Verdict) -> tuple[str, ...]:
    """What speaks for two documents, in words."""
    if one.sees and other.sees:
        return (*_in_step(one, other), *verdict.words)
    return ("lengths and names run in step", *verdict.words) if _unseen(verdict.run)[0] > 0 else verdict.words


def _in_step(one: Paper, other: Paper) -> tuple[str, ...]:
    if one.vectors is None or other.vectors is None:
        return ()
    links = len(find_course(one.vectors, other.vectors).links)
    shorter = min(len(one.vectors), len(other.vectors))
    return (f"{links} of {shorter} sentences in step",) if links else ()
