"""What `align_texts` promises for any two texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment import Match, align_texts
from diptych.errors import AlignmentError

from .passages import PASSAGES, Pair, Passage

RUSSIAN = [
    "11 декабря 1958 г. состоялась беседа т. Хрущева с послом.",
    "Посол заявил, что 340 000 человек уехали.",
    "Он спросил о Берлине.",
    "Тов. Микоян не присутствовал.",
]
ENGLISH = [
    "On 11 December 1958 Comrade Khrushchev talked with the ambassador.",
    "The ambassador said that 340,000 people had left.",
    "He asked about Berlin.",
    "Comrade Mikoyan was absent.",
]


def beads(matches: list[Match]) -> list[Pair]:
    return [(match.source, match.target) for match in matches]


def assert_complete(matches: list[Match], sources: int, targets: int) -> None:
    """Each sentence once, both sides in text order but for what crosses."""
    crossing = any(match.reason.startswith("crosses") for match in matches)
    target = [j for match in matches for j in match.target]
    assert [i for match in matches for i in match.source] == list(range(sources))
    assert (sorted(target) if crossing else target) == list(range(targets))
    assert all(0 <= match.confidence <= 1 for match in matches)


@pytest.mark.parametrize("passage", PASSAGES, ids=str)
def test_passages_come_out_as_a_person_aligns_them(passage: Passage) -> None:
    found = align_texts(passage.source, passage.target, *passage.languages)
    assert beads(found) == passage.beads


@pytest.mark.parametrize("passage", PASSAGES, ids=str)
def test_languages_need_not_be_named(passage: Passage) -> None:
    found = align_texts(passage.source, passage.target)
    assert_complete(found, len(passage.source), len(passage.target))
    assert len(set(beads(found)) & set(passage.beads)) >= len(passage.beads) / 2


@pytest.mark.parametrize("passage", PASSAGES, ids=str)
def test_the_same_texts_give_the_same_matches(passage: Passage) -> None:
    once, twice = (align_texts(passage.source, passage.target, *passage.languages) for _ in range(2))
    assert once == twice


ODD = {
    "nothing": ([], []),
    "no target": (ENGLISH, []),
    "no source": ([], RUSSIAN),
    "one and a thousand": (ENGLISH[:1], [f"Tea is served at gate {k}." for k in range(1000)]),
    "identical lines": (["The same line."] * 700, ["Dieselbe Zeile."] * 650),
    "only numbers": ([str(k) for k in range(40)], [str(k) for k in range(3, 40)]),
    "emoji": (["😀", "🎉 🎉", "👩‍👩‍👧"], ["😀", "🎉 🎉"]),
    "right to left": (["שלום עולם.", "מה שלומך?"], ["السلام عليكم.", "كيف حالك؟"]),
    "lone surrogates": (["\ud800", "a \udfff b"], ["\ud800"]),
    "control characters": (["\x00\x01", "\t", ""], ["\x7f", " "]),
    "long lines": (["мост через реку " * 3000, "Да."], ["bridge over the river " * 3000, "Yes."]),
    "scripts that no encoder knows": (
        ["ცა ლურჯია.", "მზე ანათებს."],
        ["Երկինքը կապույտ է։", "Արևը շողում է։"],
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_come_out_whole(name: str) -> None:
    source, target = ODD[name]
    assert_complete(align_texts(source, target), len(source), len(target))


def test_numbers_find_each_other() -> None:
    source, target = ODD["only numbers"]
    found = beads(align_texts(source, target))
    assert found[:3] == [((0,), ()), ((1,), ()), ((2,), ())]
    assert found[-1] == ((39,), (36,))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6), st.lists(st.text(max_size=12), max_size=6))
def test_any_texts_come_out_whole(source: list[str], target: list[str]) -> None:
    assert_complete(align_texts(source, target, "ru", "en"), len(source), len(target))


def test_a_hole_in_the_middle_is_survived() -> None:
    """Sentences of a form made so that each has its own words; a third of the translation is missing."""
    names = ["Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Irina", "Jakob"]
    source = [f"{a} wrote letter {k} to {b} in {1800 + k}." for k, (a, b) in enumerate(_pairs(names))]
    target = [f"{a} schrieb {b} im Jahr {1800 + k} den Brief {k}." for k, (a, b) in enumerate(_pairs(names))]
    found = beads(align_texts(source, target[:30] + target[60:], "en", "de"))
    expected = [((k,), (k,) if k < 30 else (k - 30,) if k >= 60 else ()) for k in range(90)]
    assert found == expected


def _pairs(names: list[str]) -> list[tuple[str, str]]:
    return [(a, b) for a in names for b in names if a != b]


def test_languages_that_the_encoder_only_finds_its_way_in_are_not_torn_apart() -> None:
    czech = [
        "Záznam o rozhovoru s velvyslancem Švédska dne 4. října 1957",
        "Velvyslanec přišel ve 14 hodin na vlastní žádost.",
        "Nejprve se zmínil o obchodních jednáních, která podle něho probíhají pomalu.",
        "Odpověděl jsem, že jsme připraveni podepsat dohodu ještě letos, pokud Švédové sníží ceny.",
        "Potom se velvyslanec zeptal na situaci v Maďarsku.",
        "Řekl jsem, že se k tomu nemohu vyjádřit.",
        "Rozhovor trval třicet minut.",
    ]
    english = [
        "Record of a Conversation with the Ambassador of Sweden on 4 October 1957",
        "The ambassador came at 2 p.m. at his own request.",
        "He first mentioned the trade negotiations, which in his view are proceeding slowly.",
        "I replied that we were prepared to sign the agreement this year if the Swedes lower the prices.",
        "The ambassador then asked about the situation in Hungary.",
        "I said that I could not comment on this.",
        "The conversation lasted thirty minutes.",
    ]
    assert beads(align_texts(czech, english, "cs", "en")) == [((k,), (k,)) for k in range(len(czech))]


def test_a_replaced_sentence_is_no_translation() -> None:
    target = [*ENGLISH[:2], "Whales sing in the deep and silent ocean.", *ENGLISH[3:]]
    pairs = {(m.source, m.target): m for m in align_texts(RUSSIAN, target, "ru", "en")}
    translated = {(m.source, m.target): m for m in align_texts(RUSSIAN, ENGLISH, "ru", "en")}
    if beside := pairs.get(((2,), (2,))):
        assert "similarity only" in beside.reason
        assert beside.confidence < translated[(2,), (2,)].confidence


def test_a_text_is_not_taken_for_its_letters() -> None:
    with pytest.raises(AlignmentError, match="list of sentences"):
        align_texts("Guten Tag.", "Good day.", "de", "en")


def test_the_same_anchor_twice_is_one_anchor() -> None:
    anchors = [((0,), (0,)), ((0,), (0,))]
    assert ((0,), (0,)) in beads(align_texts(RUSSIAN, ENGLISH, "ru", "en", anchors=anchors))


def test_doubtful_matches_say_why() -> None:
    target = ["On 12 December 1959 the weather was fine.", *ENGLISH[2:]]
    found = align_texts(RUSSIAN, target, "ru", "en")
    assert all(match.reason for match in found if match.confidence < 0.9)
    assert not any(match.reason for match in found if match.confidence >= 0.9)


def certainty(bead: Pair, **structure: list[int] | list[str]) -> float:
    source, target = ["Bericht", "Die Lage", "Die Lage ist gut."], ["The situation", "The situation is good."]
    found = align_texts(source, target, "de", "en", **structure)
    return next((match.confidence for match in found if (match.source, match.target) == bead), 0.0)


@pytest.mark.parametrize("gap", ["[...]", "* * *", "(3)"])
def test_a_sentence_without_words_is_no_partner_for_one_with_words(gap: str) -> None:
    source = [RUSSIAN[0], gap, RUSSIAN[2]]
    assert ((1,), ()) in beads(align_texts(source, ENGLISH[:3], "ru", "en"))
    alike = align_texts(source, [ENGLISH[0], gap, ENGLISH[2]], "ru", "en")
    assert beads(alike) == [((k,), (k,)) for k in range(3)]


@pytest.mark.parametrize(("kind", "partner"), [("heading", 0), ("body", 1)])
def test_kinds_align_with_their_like(kind: str, partner: int) -> None:
    source = ["Die Lage ist gut", "Die Lage ist gut"]
    kinds = {"source_kinds": ["heading", "body"], "target_kinds": [kind]}
    assert ((partner,), (0,)) in beads(align_texts(source, ["The situation is good"], "de", "en", **kinds))


def test_paragraphs_are_not_crossed_lightly() -> None:
    parted = {"source_paragraphs": [0, 1, 2], "target_paragraphs": [0, 1]}
    joined = {"source_paragraphs": [0, 0, 0], "target_paragraphs": [0, 0]}
    bead = ((2,), (1,))
    assert certainty(bead, **parted) > certainty(bead, **joined)


BAD_ANCHORS = {
    "overlap on the source": ([((0, 1), (0,)), ((1,), (1,))], "both hold source sentence 1"),
    "overlap on the target": ([((0,), (0,)), ((1,), (0,))], "both hold target sentence 0"),
    "not there": ([((9,), (0,))], "not there"),
    "empty": ([((), ())], "empty on both sides"),
    "hole in the middle": ([((0, 2), (0,))], "leaves out source sentences"),
}


class TestAnchors:
    def test_are_kept(self) -> None:
        anchors = [((0,), (1,)), ((1, 2), (2,))]
        found = align_texts(RUSSIAN, ENGLISH, "ru", "en", anchors=anchors)
        assert set(anchors) <= set(beads(found))
        assert_complete(found, 4, 4)

    def test_are_certain(self) -> None:
        found = align_texts(RUSSIAN, ENGLISH, "ru", "en", anchors=[((2,), (2,))])
        assert Match((2,), (2,), 1.0) in found

    @pytest.mark.parametrize("null", [((2,), ()), ((), (0,)), ((1, 2), ()), ((), (3,))])
    def test_may_have_one_side(self, null: Pair) -> None:
        found = align_texts(RUSSIAN, ENGLISH, "ru", "en", anchors=[null])
        assert Match(*null, 1.0) in found
        assert sorted(i for match in found for i in match.source) == [0, 1, 2, 3]
        assert sorted(j for match in found for j in match.target) == [0, 1, 2, 3]

    def test_may_be_larger_than_the_lattice_knows(self) -> None:
        anchor = ((0, 1, 2, 3), (0, 1, 2, 3))
        assert align_texts(RUSSIAN, ENGLISH, anchors=[anchor]) == [Match(*anchor, 1.0)]

    @pytest.mark.parametrize("name", BAD_ANCHORS)
    def test_that_cannot_be_kept_are_refused(self, name: str) -> None:
        anchors, message = BAD_ANCHORS[name]
        with pytest.raises(AlignmentError, match=message) as error:
            align_texts(RUSSIAN, ENGLISH, anchors=anchors)
        assert "[0]" in str(error.value) or name in ("empty", "not there", "hole in the middle")


@pytest.mark.parametrize("bead", [((1,), (1,)), ((0,), (0,)), ((3,), (3,))])
def test_forbidden_beads_do_not_occur(bead: Pair) -> None:
    assert bead in beads(align_texts(RUSSIAN, ENGLISH, "ru", "en"))
    found = align_texts(RUSSIAN, ENGLISH, "ru", "en", forbidden=[bead])
    assert bead not in beads(found)
    assert_complete(found, 4, 4)


def test_forbidden_nulls_do_not_occur() -> None:
    found = align_texts(RUSSIAN, ENGLISH[:2] + ENGLISH[3:], "ru", "en", forbidden=[((2,), ())])
    assert ((2,), ()) not in beads(found)


def test_paragraphs_must_be_one_a_sentence() -> None:
    with pytest.raises(AlignmentError, match="2 source paragraphs for 4 sentences"):
        align_texts(RUSSIAN, ENGLISH, source_paragraphs=[0, 0])
