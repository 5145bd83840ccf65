"""hunalign: the ladder counts every line, paragraph marks among them, and comes back."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import ExchangeError
from diptych.exchange import ParallelText, Selection
from diptych.exchange.hunalign import parse_ladder, read_ladder, write_hunalign
from diptych.model import Bead, Role
from tests.exchange.coming_back import came_back, handed_on
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN, parallel, version

TEXTS = [LETTER, TELEGRAM, CROSSED, TORN, HOSTILE]


def file(text: ParallelText, suffix: str) -> bytes:
    return write_hunalign([text]).files[f"{text.document}.{suffix}"]


def ladder(text: ParallelText) -> bytes:
    return file(text, f"{text.pair}.ladder")


def test_the_letter() -> None:
    assert ladder(LETTER).decode().splitlines() == [
        "0\t0\t1.000",
        "1\t1\t0.000",
        "2\t2\t0.910",
        "4\t3\t0.420",
        "5\t3\t0.500",
        "5\t4\t0.000",
        "6\t5\t0.880",
        "7\t6\t0.000",
    ]
    assert file(LETTER, "ru-en.text").decode().splitlines()[1:4] == [
        "<p>\t<p>\t0.000",
        "Получил Ваше письмо от 4 мая. ~~~ Благодарю."
        "\tI have received your letter of 4 May; thank you.\t0.910",
        "Ответ вышлю позже.\t\t0.420",
    ]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.document)
def test_it_is_a_ladder_of_its_files(text: ParallelText) -> None:
    """The first rung is 0 0, the last counts the lines, none goes back."""
    rungs = [(rung.source, rung.target) for rung in parse_ladder(ladder(text), "x")]
    counts = tuple(
        file(text, f"{side.version}.txt").decode().count("\n") for side in (text.source, text.target)
    )
    assert rungs[0] == (0, 0)
    assert rungs[-1] == counts
    assert all(a <= c and b <= d for (a, b), (c, d) in pairwise(rungs))
    for side in (text.source, text.target):
        plain, tokens = (
            file(text, f"{side.version}.{kind}").decode().splitlines() for kind in ("txt", "tok")
        )
        assert [line == "<p>" for line in plain] == [line == "<p>" for line in tokens]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.document)
def test_the_form_with_text_holds_the_same(text: ParallelText) -> None:
    rungs = parse_ladder(ladder(text), "x")
    lines = file(text, f"{text.pair}.text").decode().split("\n")[:-1]
    assert len(lines) == len(rungs) - 1
    for line, (rung, after) in zip(lines, pairwise(rungs), strict=True):
        first, second, score = line.split("\t")
        counts = [len(side.split(" ~~~ ")) if side else 0 for side in (first, second)]
        assert counts == [after.source - rung.source, after.target - rung.target]
        assert float(score) == rung.score


@pytest.mark.parametrize("text", [LETTER, TELEGRAM, HOSTILE], ids=lambda text: text.document)
def test_it_comes_back(text: ParallelText) -> None:
    found = read_ladder(ladder(text), "x", text)
    assert came_back(found) == handed_on(text)
    assert found.is_complete
    assert {bead.confidence for bead in found.beads} == {None}


def test_what_crosses_is_left_alone_and_reported() -> None:
    losses = [loss.bead for loss in write_hunalign([CROSSED]).losses]
    assert losses == ["minutes.ru-en.2"]
    assert came_back(read_ladder(ladder(CROSSED), "x", CROSSED)) == [
        ((), ("en.p1.s2",), False),
        (("ru.p1.s1",), (), False),
        (("ru.p1.s2",), ("en.p1.s1",), False),
        (("ru.p1.s3", "ru.p2.s1"), ("en.p2.s1", "en.p2.s2"), False),
    ]
    assert [loss.bead for loss in write_hunalign([TORN]).losses] == ["report.ru-en.1"]


def test_what_was_not_asked_for_is_reported_once_a_text() -> None:
    (sure,) = Selection(min_confidence=0.9).of([LETTER])
    assert [str(loss) for loss in write_hunalign([sure]).losses] == [
        "letter.ru.p2.s3: has no bead that was asked for, as have 3 others in ru-en: untranslated here"
    ]


def test_what_hunalign_takes_for_a_sign_is_no_text() -> None:
    signs = version("ru", Role.ORIGINAL, ("<p>", "one ~~~ two"))
    text = parallel("signs", signs, LETTER.target, Bead(("ru.p1.s1",), ("en.p1.s1",), 0.5))
    written = write_hunalign([text])
    assert written.files["signs.ru.txt"] == b"< p >\none ~~~ two\n"
    assert b"one ~ ~ ~ two\t\t0.000\n" in written.files["signs.ru-en.text"]
    said = [str(loss) for loss in written.losses if "it parts" in loss.what]
    assert said == [
        "signs.ru.p1.s1: <p> written as < p >, it parts paragraphs",
        "signs.ru.p1.s2: ~~~ written as ~ ~ ~ in ru-en.text, it parts sentences there",
    ]


def test_a_ladder_of_sentences_without_marks() -> None:
    """As of tools that take plain sentences a line; two columns are enough."""
    found = read_ladder(b"0\t0\n1\t1\n3\t2\n4\t3\n5\t4\n", "x", LETTER)
    assert came_back(found) == sorted(
        [
            (("ru.p1.s1",), ("en.p1.s1",), False),
            (("ru.p2.s1", "ru.p2.s2"), ("en.p2.s1",), False),
            (("ru.p2.s3",), ("en.p2.s2",), False),
            (("ru.n1.s1",), ("en.n1.s1",), True),
        ]
    )
    assert found.beads[1].where == "x:2"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "x: holds no rung"),
        (b"1\t1\t0.3\n", "x:1: not a rung"),
        (b"0\t0\t1\n2\t1\t1\n1\t2\t1\n", "x:3: not a rung"),
        (b"0\t0\t1\n2 1 1\n", "x:2: not a rung: '2 1 1'"),
        (b"0\t0\t1\n9\t9\t1\n", "x:2: ends at 9 and 9; the texts have 5 and 4 sentences"),
    ],
)
def test_what_is_wrong_is_told(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        read_ladder(data, "x", LETTER)


@st.composite
def monotone(draw: st.DrawFn) -> ParallelText:
    """A text of random paragraphs whose beads do not cross."""
    sides = [
        version(
            name, role, *[("Да.",) * n for n in draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))]
        )
        for name, role in (("ru", Role.ORIGINAL), ("en", Role.TRANSLATION))
    ]
    left = [[line.id for line in side.lines] for side in sides]
    beads = []
    while any(left):
        sizes = [min(draw(st.integers(0, 3)), len(side)) for side in left]
        if not any(sizes):
            sizes = [min(1, len(side)) for side in left]
        taken = [tuple(side[:size]) for side, size in zip(left, sizes, strict=True)]
        left = [side[size:] for side, size in zip(left, sizes, strict=True)]
        beads.append(Bead(taken[0], taken[1], 0.5))
    return parallel("random", *sides, *beads)


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(monotone())
def test_whatever_does_not_cross_comes_back(text: ParallelText) -> None:
    assert came_back(read_ladder(ladder(text), "x", text)) == handed_on(text)
    assert not write_hunalign([text]).losses
