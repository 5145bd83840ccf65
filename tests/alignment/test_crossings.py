"""Passages in swapped order: found, marked, and not imagined."""

import numpy as np
import pytest

from diptych.alignment import Match, align_texts, evaluate
from diptych.alignment.crossings import Compared, Weighed, crossing_words, find_passages
from diptych.alignment.lattice import Step

from .crossed import ENGLISH, GEORGIAN, LETTERS, RUSSIAN
from .passages import Pair

COUNT = len(RUSSIAN)


def moved(start: int, end: int, to: int, count: int = COUNT) -> list[int]:
    """The numbers up to `count`, those from `start` to `end` put before the others' number `to`."""
    rest = [k for k in range(count) if not start <= k < end]
    return rest[:to] + list(range(start, end)) + rest[to:]


def expected(source: list[int], target: list[int]) -> set[Pair]:
    """The beads between sentences named by number; a number on one side only is a null bead."""
    places = {number: place for place, number in enumerate(target)}
    beads: set[Pair] = {((i,), (places[k],) if k in places else ()) for i, k in enumerate(source)}
    return beads | {((), (j,)) for k, j in places.items() if k not in source}


def aligned(source: list[int], target: list[int]) -> list[Match]:
    return align_texts([RUSSIAN[k] for k in source], [ENGLISH[k] for k in target], "ru", "en")


def beads(matches: list[Match]) -> set[Pair]:
    return {(match.source, match.target) for match in matches}


def crossing(matches: list[Match]) -> dict[int, str]:
    """What is said of the first source sentence of each bead that crosses."""
    return {m.source[0]: m.reason for m in matches if m.reason.startswith("crosses")}


MOVED = {
    "one sentence": (moved(12, 13, 3), range(12, 13), "stands 9 sentences earlier"),
    "one sentence, later": (moved(4, 5, 25), range(4, 5), "stands 21 sentences later"),
    "two sentences": (moved(10, 12, 24), range(10, 12), "stands 14 sentences later"),
    "a paragraph": (moved(10, 15, 2), range(10, 15), "stands 8 sentences earlier"),
    "a paragraph, later": (moved(3, 8, 20), range(3, 8), "stands 17 sentences later"),
    "the beginning": (moved(0, 10, 20), range(10), "stands 20 sentences later"),
    "the end": (moved(22, 30, 0), range(22, 30), "stands 22 sentences earlier"),
}


@pytest.mark.parametrize("name", MOVED)
def test_a_moved_passage_is_found_and_marked(name: str) -> None:
    order, passage, words = MOVED[name]
    found = aligned(list(range(COUNT)), order)
    assert beads(found) == expected(list(range(COUNT)), order)
    assert list(crossing(found)) == list(passage)
    assert all(words in reason for reason in crossing(found).values())


def test_of_swapped_blocks_one_crosses() -> None:
    order = [*range(15, COUNT), *range(15)]
    found = aligned(list(range(COUNT)), order)
    assert beads(found) == expected(list(range(COUNT)), order)
    assert list(crossing(found)) in (list(range(15)), list(range(15, COUNT)))


def test_several_passages_may_be_moved() -> None:
    order = moved(10, 15, 2)
    order = order[:20] + order[26:] + order[20:26]
    found = aligned(list(range(COUNT)), order)
    assert beads(found) == expected(list(range(COUNT)), order)
    assert {10, 11, 12, 13, 14} < set(crossing(found))


def test_a_moved_passage_may_lack_a_sentence() -> None:
    order = [k for k in moved(10, 16, 22) if k != 13]
    found = aligned(list(range(COUNT)), order)
    assert beads(found) == expected(list(range(COUNT)), order)


def test_matches_come_in_the_order_of_the_source() -> None:
    found = aligned(list(range(COUNT)), moved(10, 15, 2))
    assert [i for match in found for i in match.source] == list(range(COUNT))
    assert sorted(j for match in found for j in match.target) == list(range(COUNT))


def test_a_reversed_list_is_found_where_the_items_say_enough() -> None:
    order = list(range(COUNT))[::-1]
    found = aligned(list(range(COUNT)), order)
    right = beads(found) & expected(list(range(COUNT)), order)
    assert len(right) > COUNT / 2
    assert len(crossing(found)) > COUNT / 2


def test_languages_that_no_encoder_knows() -> None:
    order = moved(8, 18, 25, len(GEORGIAN))
    found = align_texts(GEORGIAN, [LETTERS[k] for k in order], "ka", "en")
    assert beads(found) == expected(list(range(len(GEORGIAN))), order)
    assert list(crossing(found)) == list(range(8, 18))


OMITTED = {
    "nothing": ((), ()),
    "single sentences": ((12, 20), (4, 5, 17)),
    "passages": (range(2, 7), range(18, 25)),
    "most of it": (range(0, COUNT, 2), range(1, COUNT, 3)),
}


@pytest.mark.parametrize("name", OMITTED)
def test_what_was_only_left_out_does_not_cross(name: str) -> None:
    source, target = ([k for k in range(COUNT) if k not in gone] for gone in OMITTED[name])
    assert not crossing(aligned(source, target))


@pytest.mark.parametrize("refrain", [("Аплодисменты.", "Applause."), ("***", "***"), ("Да.", "Yes.")])
def test_a_refrain_left_out_is_not_matched_with_another_place(refrain: tuple[str, str]) -> None:
    places = (4, 8, 13, 17, 22, 26)
    sides: list[list[str]] = []
    for texts, line, gone in ((RUSSIAN, refrain[0], (8, 22)), (ENGLISH, refrain[1], (4, 17, 26))):
        sides.append(
            [
                t
                for k, text in enumerate(texts)
                for t in ((text, line) if k in places and k not in gone else (text,))
            ]
        )
    assert not crossing(align_texts(*sides, "ru", "en"))


def test_identical_sentences_are_no_evidence() -> None:
    alike = np.ones((9000, 4), np.float32) / 2
    ones = np.ones(9000)
    steps = [Step(i + 1, 0, 1, 0) for i in range(9000)] + [Step(9000, j + 1, 0, 1) for j in range(9000)]
    path = [Weighed(step, 0.9, "") for step in steps]
    assert find_passages(path, lambda: Compared((alike, alike), (ones, ones))) == []


def test_nothing_is_compared_where_one_side_has_nothing_left_over() -> None:
    path = [Weighed(Step(1, 1, 1, 1), 0.9, ""), Weighed(Step(2, 1, 1, 0), 0.9, "")]
    assert find_passages(path, lambda: pytest.fail("compared")) == []


def test_words_count_the_translated_sentences_passed_over() -> None:
    one: list[Pair] = [((0,), (2, 3)), ((1,), (0,)), ((2,), (1,)), ((3,), (4,)), ((4,), ()), ((), (5,))]
    assert crossing_words(one) == {
        one[0]: "crosses: stands 2 sentences later in the target",
        one[1]: "crosses: stands 2 sentences earlier in the target",
        one[2]: "crosses: stands 2 sentences earlier in the target",
    }
    assert crossing_words([((0,), (0,)), ((1,), (1,))]) == crossing_words([]) == {}
    turned: list[Pair] = [((k,), (2 - k,)) for k in range(3)]
    assert crossing_words(turned)[turned[1]] == "crosses: its neighbours stand in another order in the target"


class TestConfirmed:
    """Beads that a person fixed, and that cross the rest."""

    def test_one_alone_does_not_turn_the_text_upside_down(self) -> None:
        anchor: Pair = ((3,), (27,))
        found = align_texts(RUSSIAN, ENGLISH, "ru", "en", anchors=[anchor])
        kept = next(match for match in found if (match.source, match.target) == anchor)
        assert kept.confidence == 1.0
        assert kept.reason.startswith("crosses: stands ")
        right = {((k,), (k,)) for k in range(COUNT) if k not in (3, 27)}
        assert len(beads(found) & right) >= len(right) - 2

    def test_a_moved_passage_stays_as_it_was_found(self) -> None:
        order = moved(10, 15, 2)
        found = aligned(list(range(COUNT)), order)
        anchors = [(m.source, m.target) for m in found if m.reason.startswith("crosses")]
        again = align_texts(RUSSIAN, [ENGLISH[k] for k in order], "ru", "en", anchors=anchors)
        assert beads(again) == beads(found)
        assert crossing(again).keys() == crossing(found).keys()
        everything = sorted(beads(found))
        kept = align_texts(RUSSIAN, [ENGLISH[k] for k in order], "ru", "en", anchors=everything)
        assert beads(kept) == set(everything)
        assert all(match.confidence == 1.0 for match in kept)

    def test_two_that_cross_are_both_kept(self) -> None:
        anchors: list[Pair] = [((0,), (1,)), ((1,), (0,))]
        found = align_texts(RUSSIAN[:4], ENGLISH[:4], "ru", "en", anchors=anchors)
        assert set(anchors) < beads(found)
        assert sum(match.reason.startswith("crosses") for match in found) == 1

    def test_a_rejected_crossing_does_not_come_back(self) -> None:
        order = moved(12, 13, 3)
        texts = RUSSIAN, [ENGLISH[k] for k in order]
        found = align_texts(*texts, "ru", "en", forbidden=[((12,), (3,))])
        assert ((12,), (3,)) not in beads(found)


def test_evaluation_takes_a_crossing_for_sentences_left_alone() -> None:
    """Rungs after it are those of the frame, so one moved bead does not spoil them all."""
    gold = [Match((0,), (9,), 1.0)] + [Match((k,), (k - 1,), 1.0) for k in range(1, 10)]
    scores = evaluate(gold, gold)
    assert scores.rungs.f1 == scores.strict.f1 == 1.0
    missed = [Match((0,), (), 1.0), *gold[1:], Match((), (9,), 1.0)]
    assert evaluate(gold, missed).rungs.recall > 0.8
