"""Corpus Workbench: what cwb-align-import would stop at is never written."""

import re
from collections.abc import Sequence

import pytest

from diptych.errors import ExchangeError
from diptych.exchange import ParallelText
from diptych.exchange.cwb import read_cwb, text_id, write_cwb
from diptych.model import Role
from tests.exchange.coming_back import came_back, handed_on
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN, parallel, version
from tests.exchange.strict_verticals import sentences

BEADS = "corpus.ru-en.beads"


@pytest.mark.parametrize("texts", [[LETTER, CROSSED, TORN, HOSTILE], [TELEGRAM]])
def test_it_is_as_cwb_align_import_reads_it(texts: Sequence[ParallelText]) -> None:
    """Ids unique, both sides there, members of a bead side by side, no sentence in two beads."""
    files = write_cwb(texts).files
    pair = "-".join(texts[0].languages)
    ids = [[s.id for s in sentences(files[f"corpus.{pair}.{side}.vrt"])] for side in texts[0].languages]
    places = [{id: place for place, id in enumerate(side)} for side in ids]
    assert [len(known) for known in places] == [len(side) for side in ids]
    assert not any(re.search(r"\s", id) for side in ids for id in side)
    header, *beads = files[f"corpus.{pair}.beads"].decode().splitlines()
    first, second, grid, key = header.split("\t")
    assert first != second
    assert re.fullmatch(r"[A-Z][A-Z0-9_]*", first)
    assert re.fullmatch(r"[A-Z][A-Z0-9_]*", second)
    assert (grid, key) == ("s", "{id}")
    for column, known in enumerate(places):
        members = [[known[id] for id in bead.split("\t")[column].split(" ")] for bead in beads]
        assert all(side == list(range(side[0], side[0] + len(side))) for side in members)
        flat = [place for side in members for place in side]
        assert len(flat) == len(set(flat))
        assert column == 1 or flat == sorted(flat)


def test_what_cannot_be_is_reported_with_its_bead() -> None:
    assert [str(loss) for loss in write_cwb([LETTER, CROSSED, TORN]).losses] == [
        "letter.ru-en.3: left out of the beads, one side is empty",
        "letter.ru-en.4: left out of the beads, one side is empty",
        "report.ru-en.1: left out of the beads, not in one piece",
    ]


def test_the_rest_comes_back() -> None:
    texts = [LETTER, CROSSED]
    found = read_cwb(write_cwb(texts).files[BEADS], BEADS, texts)
    for one, text in zip(found, texts, strict=True):
        assert came_back(one) == [bead for bead in handed_on(text) if bead[0] and bead[1]]
        assert not one.is_complete


@pytest.mark.parametrize("name", ["letter_1958", "a b&c", "电报", "a-b", "a_b", "a.b", "1", "_"])
def test_cqpweb_takes_the_names_of_documents(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_]+", text_id(name))


def test_no_two_documents_get_one_name() -> None:
    names = ["a b", "a_b", "a-b", "a.b", "电报", "文件"]
    assert len({text_id(name) for name in names}) == len(names)


def test_a_title_does_not_end_its_attribute() -> None:
    text = parallel(
        "title", version("ru", Role.ORIGINAL, ("Да.",)), version("en", Role.TRANSLATION, ("Yes.",))
    )
    text = text.__class__(text.document, 'On "peace" & <bread>\n', text.source, text.target, ())
    data = write_cwb([text]).files["corpus.ru-en.ru.vrt"]
    assert b' title="On &quot;peace&quot; &amp; &lt;bread&gt;" ' in data
    assert sentences(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"letter.ru.p1.s1\n", r"beads:1: not a bead"),
        (b"letter.ru.p1.s9\tletter.en.p1.s1\n", r"beads:1: there is no sentence letter\.ru\.p1\.s9"),
        (b"letter.ru.p1.s1\tminutes.en.p1.s1\n", r"beads:1: not a bead of one document"),
    ],
)
def test_what_is_wrong_is_told(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        read_cwb(data, BEADS, [LETTER, CROSSED])


def test_the_name_tells_the_corpora() -> None:
    with pytest.raises(ExchangeError, match=r"x\.beads: its name says of no corpus .* corpus\.ru-en"):
        read_cwb(b"", "x.beads", [LETTER])
