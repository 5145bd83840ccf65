"""Sentences of two texts into beads: the whole way from texts to matches, around what a person has fixed."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import TypeVar

import numpy as np

from diptych.alignment.anchors import Anchors, read_anchors
from diptych.alignment.chains import heaviest_chain
from diptych.alignment.comparison import Comparison
from diptych.alignment.crossings import Weighed, crossing_words, sentences
from diptych.alignment.dictionaries import Dictionary
from diptych.alignment.encoders import Encoder, load_encoder
from diptych.alignment.encoders.threads import one_thread
from diptych.alignment.lattice import Step
from diptych.alignment.matches import Match, Pair
from diptych.alignment.scoring import Structure
from diptych.alignment.second_look import Looks
from diptych.alignment.timing import Times, same_clock
from diptych.errors import AlignmentError

Placed = TypeVar("Placed")

_ROUNDS = 2
"""Passages in swapped order are looked for so many times: with the first ones out, others are seen."""


def align_texts(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str = "und",
    target_language: str = "und",
    *,
    source_paragraphs: Sequence[int] | None = None,
    target_paragraphs: Sequence[int] | None = None,
    source_kinds: Sequence[str] | None = None,
    target_kinds: Sequence[str] | None = None,
    source_times: Times = (),
    target_times: Times = (),
    anchors: Sequence[Pair] = (),
    forbidden: Sequence[Pair] = (),
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
) -> list[Match]:
    """Aligns two texts that are already divided into sentences.

    Args:
        source: sentences of one text, in order.
        target: sentences of the other.
        source_language: BCP 47 code, `und` if unknown; regions and scripts are ignored.
        target_language: the same for the target.
        source_paragraphs: number of the paragraph that each source sentence stands in.
        target_paragraphs: the same for the target.
        source_kinds: kind of each source sentence (`heading`, `signature`, ...); `body` is the plain one.
        target_kinds: the same for the target.
        source_times: when each source sentence is shown, as in subtitles: begin and end in seconds.
        target_times: the same for the target; its clock may run otherwise. Both count if a linear relation
            between them is clear.
        anchors: beads to keep exactly as they are, as (source indexes, target indexes). They may cross.
        forbidden: beads that must not occur. A sentence is left alone all the same where nothing else is
            possible.
        dictionaries: of the two languages, in whatever order.
        encoder: what compares the sentences; by default the embedded one. Anything with the three members of
            `Encoder` will do; it is asked for the sentences of either side and nothing else, unless it can do
            more (`PoolingEncoder`) or `TwoLooks` says so.

    Returns:
        Matches in the order of the source; every sentence stands in exactly one. They follow the target's
        order too, but for those whose reason begins with `crosses`.

    Raises:
        AlignmentError: a text instead of sentences; anchors that overlap or name sentences that are not
            there; paragraphs or kinds that are not one a sentence; a dictionary of other languages; an
            encoder that does not give one vector a sentence.
    """
    if isinstance(source, str) or isinstance(target, str):
        raise AlignmentError("a text was given where sentences are wanted", hint="give a list of sentences")
    for dictionary in dictionaries:
        dictionary.check_fits(source_language, target_language)
    structures = _timed(
        _structure(source, source_paragraphs, source_kinds, "source"),
        _structure(target, target_paragraphs, target_kinds, "target"),
        (source_times, target_times),
    )
    fixed = read_anchors(anchors, len(source), len(target))
    remaining = partial(
        _remaining,
        (source, target),
        (source_language, target_language),
        structures,
        dictionaries,
        Looks.of(encoder or load_encoder(), (source_language, target_language)),
    )
    moved: list[Match] = []
    with one_thread():
        task = remaining(fixed)
        if crossed := fixed.crossed(task.course.pairs):
            moved = [Match(*pair, 1.0) for pair in crossed]
            fixed = fixed.without(crossed)
            task = remaining(fixed)
        banned = _positions(forbidden, fixed)
        beads = task.aligned(fixed, banned)
        for _ in range(_ROUNDS):
            if not (crossing := task.crossing(beads, banned)):
                break
            found = [_match(bead, fixed) for bead in crossing]
            moved += found
            fixed = fixed.without([(match.source, match.target) for match in found])
            task = remaining(fixed)
            banned = _positions(forbidden, fixed)
            beads = task.aligned(fixed, banned)
    nulls = [Match(*null, 1.0) for null in fixed.nulls]
    matches = [*_marked(moved, [_match(bead, fixed) for bead in beads]), *nulls]
    return in_text_order(matches, lambda match: match.source, lambda match: match.target)


def _match(bead: Weighed, fixed: Anchors) -> Match:
    """A bead of what remains, in indexes of the texts."""
    one, other = sentences(bead.step)
    source, target = tuple(fixed.source[i] for i in one), tuple(fixed.target[j] for j in other)
    return Match(source, target, bead.confidence, bead.reason)


def _marked(moved: list[Match], others: list[Match]) -> list[Match]:
    """All matches, those that were moved with words that say so."""
    words = crossing_words([(match.source, match.target) for match in (*moved, *others)])
    said = [[words.get((match.source, match.target), ""), match.reason] for match in moved]
    marked = zip(moved, said, strict=True)
    return [replace(match, reason="; ".join(filter(None, reasons))) for match, reasons in marked] + others


def _remaining(
    texts: tuple[Sequence[str], Sequence[str]],
    languages: tuple[str, str],
    structures: tuple[Structure, Structure],
    dictionaries: Sequence[Dictionary],
    looks: Looks,
    fixed: Anchors,
) -> Comparison:
    """What remains of two texts to be aligned."""
    source, target = [texts[0][i] for i in fixed.source], [texts[1][j] for j in fixed.target]
    chosen = structures[0].chosen(fixed.source), structures[1].chosen(fixed.target)
    task = Comparison.make(source, target, languages, chosen, dictionaries, looks)
    return replace(task, seams=fixed.seams()) if fixed.crossing else task


def _structure(
    sentences: Sequence[str], paragraphs: Sequence[int] | None, kinds: Sequence[str] | None, side: str
) -> Structure:
    for name, values in (("paragraphs", paragraphs), ("kinds", kinds)):
        if values is not None and len(values) != len(sentences):
            raise AlignmentError(
                f"{len(values)} {side} {name} for {len(sentences)} sentences",
                hint="give one for each sentence, or none",
            )
    return Structure.of(sentences, paragraphs or (), kinds or ())


def _timed(one: Structure, other: Structure, times: tuple[Times, Times]) -> tuple[Structure, Structure]:
    """The structures with the times of both on one clock, if there are times and a relation between them."""
    shown = [np.array(side, np.float64).reshape(-1, 2) for side in times]
    for side, name, structure in zip(shown, ("source", "target"), (one, other), strict=True):
        if len(side) not in {0, len(structure.letters)}:
            raise AlignmentError(
                f"{len(side)} {name} times for {len(structure.letters)} sentences",
                hint="give one for each sentence, or none",
            )
    clock = same_clock(*shown)
    if clock is None:
        return one, other
    return replace(one, times=shown[0]), replace(other, times=clock.told(shown[1]))


def _positions(forbidden: Sequence[Pair], fixed: Anchors) -> list[Step]:
    """Forbidden beads as steps over the sentences that remain, without those that cannot occur anyway."""
    rows = {index: place for place, index in enumerate(fixed.source)}
    columns = {index: place for place, index in enumerate(fixed.target)}
    steps = []
    for source, target in forbidden:
        i, j = [rows.get(k, -1) for k in sorted(source)], [columns.get(k, -1) for k in sorted(target)]
        if _neighbouring(i) and _neighbouring(j):
            steps.append(Step(i[-1] + 1 if i else 0, j[-1] + 1 if j else 0, len(i), len(j)))
    return steps


def _neighbouring(places: list[int]) -> bool:
    return not places or (places[0] >= 0 and places == list(range(places[0], places[0] + len(places))))


def in_text_order(
    beads: Sequence[Placed],
    source: Callable[[Placed], Sequence[int]],
    target: Callable[[Placed], Sequence[int]],
) -> list[Placed]:
    """Beads in the order of the source; those without source follow what precedes them in the target.

    Where a passage stands elsewhere in the target, what was added beside it stays with the rest of the text,
    what was added inside it goes along.

    Args:
        beads: in any order.
        source: gives the places of a bead's source sentences.
        target: gives the places of its target sentences.
    """
    both = sorted((bead for bead in beads if source(bead) and target(bead)), key=lambda bead: source(bead)[0])
    places = [(source(bead)[0], target(bead)[0]) for bead in both]
    chain = set(heaviest_chain(places, [len(source(bead)) for bead in both]))
    by_target = sorted((place[1], place[0], number in chain) for number, place in enumerate(places))
    starts = [start for start, _, _ in by_target]
    fitting = list(accumulate((at if fits else -1 for _, at, fits in by_target), max))

    def key(bead: Placed) -> tuple[int, int, int]:
        if places := source(bead):
            return places[0], 0, 0
        first = target(bead)[0]
        before = bisect_left(starts, first)
        if not before:
            return -1, 1, first
        inside = not any(fits for _, _, fits in by_target[before - 1 : before + 1])
        return by_target[before - 1][1] if inside else fitting[before - 1], 1, first

    return sorted(beads, key=key)
