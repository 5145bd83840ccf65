"""Words matched through the encoder."""

import pytest

from diptych.alignment.anchors import Gap
from diptych.alignment.encoders import load_encoder
from diptych.alignment.encoders.views import view
from diptych.alignment.lexicon import Entry, words
from diptych.alignment.word_matches import MATCHED, match

RUSSIAN = (
    "Самовар кипел, а библиотека была закрыта.",
    "Лошади стояли у железной дороги.",
    "Комиссия отложила вопрос о картофеле.",
)
ENGLISH = (
    "The samovar was boiling, and the library was closed.",
    "The horses stood by the railway.",
    "The commission put off the question of potatoes.",
)
CHINESE = ("图书馆关门了。", "马站在铁路旁边。", "委员会推迟了土豆问题。")


def matched(source: tuple[str, ...], target: tuple[str, ...], places: list[Gap]) -> list[Entry]:
    encoder = load_encoder("embedded")
    units = [words(text) for text in source], [words(text) for text in target]
    return match((source, target), units, places, (view(encoder, source), view(encoder, target)))


def pairs(entries: list[Entry]) -> set[tuple[str, str]]:
    return {(entry.source, entry.target) for entry in entries}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Gap(0, 1, 0, 1), {("самова", "samova"), ("библио", "librar")}),
        (Gap(1, 2, 1, 2), {("лошади", "horses")}),
        (Gap(0, 3, 0, 3), {("библио", "librar"), ("лошади", "horses"), ("картоф", "potato")}),
    ],
)
def test_words_closest_to_each_other_translate_each_other(place: Gap, expected: set[tuple[str, str]]) -> None:
    assert expected <= pairs(matched(RUSSIAN, ENGLISH, [place]))


def test_scripts_without_blanks_are_matched_by_pairs_of_letters() -> None:
    assert ("铁路", "railwa") in pairs(matched(CHINESE, ENGLISH, [Gap(0, 3, 0, 3)]))


def test_a_word_goes_to_the_closest_of_all_doubtful_places() -> None:
    apart = matched(RUSSIAN, ENGLISH, [Gap(0, 1, 1, 2), Gap(1, 2, 0, 1)])
    assert {("самова", "samova"), ("лошади", "horses")} <= pairs(apart)


@pytest.mark.parametrize("places", [[], [Gap(0, 3, 1, 1)], [Gap(2, 2, 0, 3)]])
def test_nothing_is_matched_with_nothing(places: list[Gap]) -> None:
    assert matched(RUSSIAN, ENGLISH, places) == []


def test_words_of_every_sentence_tell_nothing() -> None:
    sentences = 12
    found = matched(("Самовар кипит.",) * sentences, ("The samovar boils.",) * sentences, [Gap(0, 1, 0, 1)])
    assert found == []


def test_a_pair_that_is_matched_in_several_places_counts_once() -> None:
    entries = matched(RUSSIAN, ENGLISH, [Gap(0, 3, 0, 3)] * 3)
    assert len(entries) == len(pairs(entries))
    assert {entry.kind for entry in entries} == {MATCHED}
    assert all(0 < entry.regularity <= 1 for entry in entries)


@pytest.mark.parametrize("text", ["\ud800", "", "… — !", "𝄞𝄞𝄞", "a" * 100_000, "\u202eabc\u202c"])
def test_any_text_may_stand_in_a_doubtful_place(text: str) -> None:
    for entry in matched((text, *RUSSIAN), (*ENGLISH, text), [Gap(0, 4, 0, 4)]):
        assert entry.source in words(text) or any(entry.source in words(one) for one in RUSSIAN)
