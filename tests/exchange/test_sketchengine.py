"""Sketch Engine: structures counted as it counts them, and the mapping that it documents."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from diptych.errors import ExchangeError
from diptych.exchange import ParallelText, Selection
from diptych.exchange.sketchengine import read_mapping, read_sketchengine, write_mapping, write_sketchengine
from diptych.model import Bead, Role
from tests.exchange.coming_back import came_back, handed_on, names
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN, parallel, version
from tests.exchange.strict_verticals import sentences

RUSSIAN = [LETTER, CROSSED, HOSTILE]

THERE = "corpus.ru-en.ru-en.map"
DOCUMENTED = b"0\t0\n1\t1,3\n-1\t4\n2,4\t5\n5\t-1\n6:8\t6:8\n"
MEANING = [
    ([0], [0]),
    ([1], [1, 2, 3]),
    ([], [4]),
    ([2, 3, 4], [5]),
    ([5], []),
    ([6], [6]),
    ([7], [7]),
    ([8], [8]),
]


def pairs(data: bytes) -> list[tuple[list[int], list[int]]]:
    return [(list(one.source), list(one.target)) for one in read_mapping(data, "x")]


def test_the_documented_mapping_means_what_is_documented() -> None:
    assert pairs(DOCUMENTED) == MEANING
    assert write_mapping(list(read_mapping(DOCUMENTED, "x"))) == DOCUMENTED


def test_the_letter() -> None:
    files = write_sketchengine([LETTER]).files
    assert files["corpus.ru-en.ru-en.map"] == b"0\t0\n1,2\t1\n3\t-1\n-1\t2\n4\t3\n"
    assert files["corpus.ru-en.en-ru.map"] == b"0\t0\n1\t1,2\n2\t-1\n-1\t3\n3\t4\n"


@pytest.mark.parametrize("texts", [RUSSIAN, [TELEGRAM], [LETTER, TORN]])
def test_numbers_are_those_of_the_structures(texts: Sequence[ParallelText]) -> None:
    files = write_sketchengine(texts).files
    pair = "-".join(texts[0].languages)
    found = [sentences(files[f"corpus.{pair}.{side}.vert"]) for side in texts[0].languages]
    for column, order in ((0, "{0}-{1}"), (1, "{1}-{0}")):
        mapped = pairs(files[f"corpus.{pair}.{order.format(*texts[0].languages)}.map"])
        first = [number for source, _ in mapped for number in source]
        assert first == list(range(len(found[column])))  # in the order of the first corpus
        assert sorted(n for _, target in mapped for n in target) == list(range(len(found[1 - column])))
    for number, side in enumerate(found):
        versions = [(text.document, (text.source, text.target)[number]) for text in texts]
        assert [s.id for s in side] == [f"{name}.{line.id}" for name, text in versions for line in text.lines]


def test_words_and_glue_give_the_text_back() -> None:
    written = write_sketchengine([HOSTILE])
    reported = {loss.bead for loss in written.losses}
    found = sentences(written.files["corpus.ru-en.ru.vert"])
    kept = [
        (s.text, line.text)
        for s, line in zip(found, HOSTILE.source.lines, strict=True)
        if f"a b&c.{line.id}" not in reported
    ]
    assert all(words == text for words, text in kept)
    assert len(kept) == len(found) - 5  # control, surrogate, three with other blanks


@pytest.mark.parametrize("name", [THERE, "corpus.ru-en.en-ru.map"])
def test_it_comes_back(name: str) -> None:
    found = read_sketchengine(write_sketchengine(RUSSIAN).files[name], name, RUSSIAN)
    assert names(found) == [(text.document, "ru", "en") for text in RUSSIAN]
    assert [came_back(one) for one in found] == [handed_on(text) for text in RUSSIAN]


def test_a_bead_in_pieces_is_reported() -> None:
    assert [loss.bead for loss in write_sketchengine([TORN]).losses] == ["report.ru-en.1"]
    assert not write_sketchengine([CROSSED]).losses


def test_a_selection_is_reported_once_a_text() -> None:
    (sure,) = Selection(min_confidence=0.95).of([LETTER])
    assert [loss.bead for loss in write_sketchengine([sure]).losses] == ["letter.ru.p2.s1"]


def test_a_second_translation_stands_in_a_corpus_of_its_own() -> None:
    again = parallel("letter", LETTER.source, version("en2", Role.TRANSLATION, ("Dear Comrade!",)))
    files = write_sketchengine([LETTER, again, CROSSED]).files
    assert [name for name in files if name.endswith(".vert")] == [
        "corpus.ru-en.ru.vert",
        "corpus.ru-en.en.vert",
        "corpus.ru-en.2.ru.vert",
        "corpus.ru-en.2.en.vert",
    ]
    assert files["corpus.ru-en.ru.vert"].count(b"<doc ") == 2


def test_a_sentence_without_words_keeps_its_number() -> None:
    text = parallel("blank", version("ru", Role.ORIGINAL, ("Да.", "\x02", "Нет.")), LETTER.target)
    written = write_sketchengine([text])
    assert [s.words for s in sentences(written.files["corpus.ru-en.ru.vert"])] == [
        ["Да", "."],
        ["\ufffd"],
        ["Нет", "."],
    ]
    assert "blank.ru.p1.s2" in {loss.bead for loss in written.losses}


def test_one_language_on_both_sides() -> None:
    unit = replace(LETTER.units[0], bead=Bead(("ru.p1.s1",), ("ru.p1.s1",), 1.0))
    files = write_sketchengine([replace(LETTER, target=LETTER.source, units=(unit,))]).files
    assert set(files) == {
        f"corpus.ru-ru.{end}" for end in ("ru.vert", "ru2.vert", "ru-ru2.map", "ru2-ru.map")
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"0 0\n", r"map:1: not a line of a mapping"),
        (b"0\t0\t0\n", r"map:1: not a line of a mapping"),
        (b"-1\t-1\n", r"map:1: the sides do not match"),
        (b"6:8\t6:7\n", r"map:1: the sides do not match"),
        (b"6:8\t6,8\n", r"map:1: the sides do not match"),
        (b"0:4\t0:4\n", r"map:1: there is no sentence 4"),
        (b"0:999999999999\t0:999999999999\n", r"map:1: there is no sentence"),
        (b"0\t0\n0\t1\n", r"map:2: names sentence 0 again"),
        (b"0\t0\n", "does not name sentence 1"),
    ],
)
def test_what_is_wrong_is_told(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        read_sketchengine(data, THERE, [LETTER])


def test_a_line_over_two_documents_is_refused() -> None:
    with pytest.raises(ExchangeError, match=r"map:1: puts two documents together"):
        read_sketchengine(b"3,4\t0,5\n0,2\t-1\n5,6\t-1\n", THERE, [CROSSED, TORN])


def test_the_name_tells_the_corpora() -> None:
    with pytest.raises(ExchangeError, match=r"x\.map: its name says of no corpus .* corpus\.ru-en\.ru-en"):
        read_sketchengine(b"", "x.map", [LETTER])
