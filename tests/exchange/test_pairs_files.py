"""Indexes of sentences: as Vecalign reads them, and back without taking a cost for a confidence."""

from ast import literal_eval

import pytest

from diptych.errors import ExchangeError
from diptych.exchange import ParallelText
from diptych.exchange.pairs import read_pairs_file, write_pairs_files
from tests.exchange.coming_back import came_back, handed_on
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN, parallel, version

TEXTS = [LETTER, TELEGRAM, CROSSED, TORN, HOSTILE]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.document)
def test_indexes_count_the_lines(text: ParallelText) -> None:
    files = write_pairs_files([text]).files
    for index, side in enumerate((text.source, text.target)):
        lines = files[f"{text.document}.{side.version}.txt"].decode()
        assert len(lines.splitlines()) == lines.count("\n") == len(side.lines)
        beads = files[f"{text.document}.{text.pair}.pairs"].decode().splitlines()
        ids = [tuple(side.lines[n].id for n in literal_eval(bead.split(":")[index])) for bead in beads]
        assert ids == [(unit.bead.source, unit.bead.target)[index] for unit in text.units]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.document)
def test_it_comes_back(text: ParallelText) -> None:
    data = write_pairs_files([text]).files[f"{text.document}.{text.pair}.pairs"]
    assert came_back(read_pairs_file(data, "x", text)) == handed_on(text)


def test_a_cost_is_no_confidence() -> None:
    """Vecalign writes 0 for a sentence left out, and large numbers for what is least sure."""
    found = read_pairs_file(b"[0]:[0]:0.241\n[1, 2]:[1]:1.204\n[3]:[]:0.000000\n", "x", LETTER)
    assert [(bead.source, bead.target) for bead in found.beads][2] == (("ru.p2.s3",), ())
    assert {bead.confidence for bead in found.beads} == {None}


def test_footnotes_come_back_apart_from_text() -> None:
    """An aligner that knows nothing of footnotes puts the last sentences together."""
    found = read_pairs_file(b"[3, 4]:[2, 3]\n", "x", LETTER)
    assert came_back(found) == [
        (("ru.n1.s1",), ("en.n1.s1",), True),
        (("ru.p2.s3",), ("en.p2.s2",), False),
    ]


def test_a_sentence_without_words_keeps_its_line() -> None:
    text = parallel("blank", version("ru", LETTER.source.role, ("Да.", " ", "Нет.")), LETTER.target)
    written = write_pairs_files([text])
    assert written.files["blank.ru.txt"].decode().splitlines() == ["Да.", "\ufffd", "Нет."]
    assert [loss.bead for loss in written.losses] == ["blank.ru.p1.s2"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[0]:[0]\n\n0 0\n", r"x:3: not a bead: '0 0'"),
        (b"[5]:[]\n", r"x:1: there is no sentence 5 in ru, which has 5, counted from 0"),
        (b"\xff\xfe[", "is not in UTF-8"),
    ],
)
def test_what_is_wrong_is_told(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        read_pairs_file(data, "x", LETTER)
