"""FreeDict's dictionaries, as Debian packs them, from the folder that DIPTYCH_FREEDICT names."""

import os
from pathlib import Path

import pytest

from diptych.alignment import align_texts, read_dictionary

FOLDER = Path(os.environ["DIPTYCH_FREEDICT"])

ENTRIES = [
    ("eng-rus", 1_600, ("aromatic",), ("ароматический", "ароматичный")),
    ("eng-rus", 1_600, ("nice",), ("хороший", "аппетитный")),
    ("hun-eng", 130_000, ("tudatosság",), ("consciousness", "awareness")),
    ("hun-eng", 130_000, ("diffundálás",), ("diffusion",)),
]


@pytest.mark.parametrize(("name", "size", "headwords", "translations"), ENTRIES)
def test_entries(name: str, size: int, headwords: tuple[str, ...], translations: tuple[str, ...]) -> None:
    found = read_dictionary(FOLDER / f"freedict-{name}")
    assert len(found.concepts) > size
    assert (headwords, translations) in found.concepts
    texts = [text for concept in found.concepts for side in concept for text in side]
    assert not any(sign in text for text in texts for sign in "<>[]{}ˈ\n\t")
    assert not any("database" in text for text in texts)


@pytest.mark.parametrize(("name", "languages"), [("eng-rus", ("en", "ru")), ("hun-eng", ("hu", "en"))])
def test_languages(name: str, languages: tuple[str, str]) -> None:
    assert read_dictionary(FOLDER / f"freedict-{name}.index").languages == languages


def test_a_dictionary_serves_both_ways() -> None:
    known = read_dictionary(FOLDER / "freedict-hun-eng")
    hungarian = ["A kutya ugat.", "A macska alszik az ablakban.", "Holnap esni fog az eső."]
    english = ["The dog barks.", "The cat sleeps in the window.", "Rain will fall tomorrow."]
    for languages, texts in ((("hu", "en"), (hungarian, english)), (("en", "hu"), (english, hungarian))):
        found = align_texts(*texts, *languages, dictionaries=[known])
        assert [(match.source, match.target) for match in found] == [((k,), (k,)) for k in range(3)]
