"""Sentence ends in passages of our own, by language; the cases stand in cases/<lang>.txt."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.sentences import boundaries, explain, split

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\s*‖\s*")


def passages() -> list[tuple[str, str]]:
    return [
        (path.stem, line)
        for path in sorted(CASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("language", "passage"), passages())
def test_passage(language: str, passage: str) -> None:
    expected = [" ".join(piece.split("\\n")) for piece in MARK.split(passage)]
    text = passage.replace("\\n", "\n").replace("‖", "")
    if language == "zh":
        expected = [piece.replace("\\n", "") for piece in MARK.split(passage)]
    found = split(re.sub(r" {2,}", " ", text), language)
    assert found == expected, [(d.rule, d.before[-15:], d.after[:15]) for d in explain(text, language)]


ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from(list(" .!?…。\n\t\u00a0\u00ad\u200b\u2028\u0301\ud800«»„“”\"'()[]—-aBЯж1X会א한😀ა")),
        st.characters(),
    ),
    max_size=60,
)
LANGUAGES = st.sampled_from(
    ["ru", "en", "de", "hu", "zh", "ko", "el", "ka", "und", "", "x", "zh-Hans", "../x"]
)


@given(ODD, LANGUAGES)
def test_nothing_but_white_space_is_lost(text: str, language: str) -> None:
    assert "".join("".join(split(text, language)).split()) == "".join(text.split())


@given(ODD, LANGUAGES)
def test_sentences_are_clean_and_have_words(text: str, language: str) -> None:
    sentences = split(text, language)
    assert all(sentence == sentence.strip() != "" for sentence in sentences)
    assert not any(set(sentence) & set("\t\n\r\x0b\x0c\x85\u2028\u2029") for sentence in sentences)
    if len(sentences) > 1:
        assert all(any(char.isalnum() for char in sentence) for sentence in sentences)


@given(ODD, LANGUAGES)
def test_explanations_hold_every_boundary_in_order(text: str, language: str) -> None:
    decisions = explain(text, language)
    assert [d.offset for d in decisions if d.boundary] == boundaries(text, language)
    assert [d.offset for d in decisions] == sorted(d.offset for d in decisions)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 5_000_000,
        "." * 1_000_000,
        ". " * 500_000,
        " " * 2_000_000 + ".",
        '."' * 300_000,
        "A. " * 200_000,
        "( a. B " * 100_000,
        "«a. B " * 100_000,
        "!\n" * 300_000 + "x",
        "word.\u00ad" * 100_000,
        "1. " * 200_000,
        "会。" * 200_000,
        "x\t\n" * 200_000,
    ],
    ids=lambda text: repr(text[:4]),
)
def test_long_hostile_texts_lose_nothing(text: str) -> None:
    visible = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", "".join(split(text, "de"))) == visible


def test_rules_are_reported_by_name() -> None:
    found = {d.before[-7:]: d.rule for d in explain("Er kam am 17. Juni mit Gen. Rau an. Wer noch?", "de")}
    assert found[" am 17."] == "date"
    assert found["it Gen."] == "abbreviation"
    assert found["Rau an."] == "sentence end"


def test_languages_without_data_go_by_the_general_rules() -> None:
    assert split("Prof. Rossi è qui. Lei no.", "it") == ["Prof. Rossi è qui.", "Lei no."]
    assert split("დიახ. არა. კი.", "ka") == ["დიახ.", "არა.", "კი."]
    assert split("نعم. لماذا؟ لا أعرف.", "ar") == ["نعم.", "لماذا؟", "لا أعرف."]
    assert split("वह गया। मैं रुका।", "hi") == ["वह गया।", "मैं रुका।"]
    assert split("Τι είναι; Δεν ξέρω.", "el") == ["Τι είναι;", "Δεν ξέρω."]
