"""Beads that a file states: weighed as they are, whatever they are."""

import pytest

from diptych.alignment import align_texts
from diptych.alignment.given import stated_beads, weigh_beads
from diptych.model import Link, Status

DE = [
    "Der Botschafter kehrte gestern in die Hauptstadt zurück.",
    "Er brachte eine Note der Regierung mit.",
    "Darin war von Getreide die Rede.",
    "Die Lieferung sollte im Mai beginnen.",
    "Niemand glaubte daran.",
    "Am Abend schneite es.",
]
EN = [
    "The ambassador returned to the capital yesterday.",
    "He brought a note of the government.",
    "It spoke of grain.",
    "The delivery was to begin in May.",
    "Nobody believed it.",
    "In the evening it snowed.",
]
LANGUAGES = ("de", "en")
IN_STEP = [((i,), (i,)) for i in range(6)]


def test_the_aligners_own_path_has_the_aligners_own_confidence():
    found = align_texts(DE, EN, *LANGUAGES)
    given = weigh_beads(DE, EN, [(match.source, match.target) for match in found], LANGUAGES)
    assert [(m.source, m.target, m.confidence) for m in given] == [
        (m.source, m.target, m.confidence) for m in found
    ]


PATHS = {
    "shifted": [((0,), ()), *(((i + 1,), (i,)) for i in range(5)), ((), (5,))],
    "reversed": [((i,), (5 - i,)) for i in range(6)],
    "everything at once": [(tuple(range(6)), tuple(range(6)))],
    "large": [((0, 1, 2, 3), (0, 1, 2, 3, 4)), ((4, 5), (5,))],
    "all alone": [*(((i,), ()) for i in range(6)), *(((), (j,)) for j in range(6))],
    "several alone at once": [((0, 1), ()), ((), (0, 1)), *IN_STEP[2:]],
    "target first": [((), (0,)), ((0,), ()), *IN_STEP[1:]],
}


@pytest.mark.parametrize("beads", PATHS.values(), ids=PATHS)
def test_any_path_is_weighed_in_its_own_order(beads):
    weighed = weigh_beads(DE, EN, beads, LANGUAGES)
    assert [(match.source, match.target) for match in weighed] == beads
    assert all(0 <= match.confidence < 1 for match in weighed)


def test_wrong_beads_are_less_sure_than_right_ones_and_say_why():
    least = min(match.confidence for match in weigh_beads(DE, EN, IN_STEP, LANGUAGES))
    for name in ("shifted", "reversed"):
        weighed = weigh_beads(DE, EN, PATHS[name], LANGUAGES)
        assert max(match.confidence for match in weighed) < least
        assert all(match.reason for match in weighed)
    assert all("crosses" in match.reason for match in weigh_beads(DE, EN, PATHS["reversed"], LANGUAGES))


def test_long_texts_are_weighed_in_stretches(monkeypatch):
    monkeypatch.setattr("diptych.alignment.given._STRETCH", 50)
    beads = [((i,), (i,)) for i in range(120)]
    weighed = weigh_beads(DE * 20, EN * 20, beads, LANGUAGES)
    assert [(match.source, match.target) for match in weighed] == beads
    assert sum(match.confidence for match in weighed) > 100


@pytest.mark.parametrize("texts", [([], []), (["a"], []), ([""], [" "]), (["\ud800"], ["\0"])])
def test_hardly_anything(texts):
    beads = [((i,), ()) for i in range(len(texts[0]))] + [((), (j,)) for j in range(len(texts[1]))]
    assert len(weigh_beads(*texts, beads)) == len(beads)


PLACES = {"s1": (0,), "s2": (1,), "s3": (2,), "p1": (0, 1)}, {"t1": (0,), "t2": (1,), "t3": (2,)}
LINKS = {
    "sentences": ([("s1", "t1"), ("t2", "s2")], [((0,), (0,)), ((1,), (1,))]),
    "a paragraph": ([("p1", "t1")], [((0, 1), (0,))]),
    "one side": ([("s1", "s2")], [((0,), ()), ((1,), ())]),
    "a gap": ([("s1", "s3", "t1")], []),
    "twice": ([("s1", "t1"), ("s1", "t2"), ("s2", "t2")], [((0,), (0,)), ((1,), (1,))]),
    "of another text": ([("u1", "u2")], []),
}


@pytest.mark.parametrize(("links", "beads"), LINKS.values(), ids=LINKS)
def test_links_as_beads(links, beads):
    assert list(stated_beads([Link(members) for members in links], *PLACES)) == beads


def test_a_links_status_is_its_beads():
    links = [Link(("s1", "t1"), Status.CONFIRMED)]
    assert stated_beads(links, *PLACES) == {((0,), (0,)): links[0]}


def test_a_rejected_link_takes_no_sentence_from_others():
    links = [Link(("s1", "t1"), Status.REJECTED), Link(("s1", "t2"))]
    assert stated_beads(links, *PLACES) == {((0,), (0,)): links[0], ((0,), (1,)): links[1]}


def test_a_link_of_one_alignment_keeps_several_sentences_without_counterpart_together():
    links = [Link(("s1", "s2"), between=("ru", "en"), confidence=0.5)]
    assert stated_beads(links, *PLACES) == {((0, 1), ()): links[0]}
