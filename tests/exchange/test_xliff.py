"""XLIFF of both versions: what stands in it, and what comes back from a review."""

from dataclasses import replace

import pytest
from lxml import etree

from diptych.errors import ExchangeError
from diptych.exchange import FORMATS
from diptych.exchange.xliff import read_xliff
from diptych.model import Bead, Status
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM, parallel

BOTH = pytest.mark.parametrize("to", ["xliff", "xliff12"])
STATUSES = parallel(
    "letter",
    LETTER.source,
    LETTER.target,
    Bead(("ru.p1.s1",), (), 1.0, Status.CONFIRMED),
    Bead((), ("en.p1.s1",), 1.0, Status.CONFIRMED),
    Bead(("ru.p2.s1",), ("en.p2.s1",), 0.0, Status.REJECTED),
    Bead(("ru.p2.s2",), (), 0.0, Status.REJECTED),
    Bead(("ru.p2.s3",), (), 0.3),
    Bead((), ("en.p2.s2",), 0.3),
)


def written(to: str, text: object = LETTER) -> bytes:
    (data,) = FORMATS[to].write([text]).files.values()  # type: ignore[list-item]
    return data


def pairs(data: bytes) -> list[tuple[str | None, str | None]]:
    root = etree.fromstring(data)
    return [
        (segment.findtext("{*}source"), segment.findtext("{*}target"))
        for segment in [*root.iterfind(".//{*}segment"), *root.iterfind(".//{*}trans-unit")]
    ]


@BOTH
def test_a_unit_a_bead_and_nothing_left_out(to: str) -> None:
    expected = [LETTER.words(unit) for unit in LETTER.units]
    assert [(source or "", target or "") for source, target in pairs(written(to))] == expected
    assert pairs(written(to))[2] == ("Ответ вышлю позже.", None)


@BOTH
def test_a_file_a_document_named_after_its_versions(to: str) -> None:
    files = FORMATS[to].write([LETTER, TELEGRAM]).files
    assert list(files) == ["letter.ru-en.xlf", "电报.zh-en.xlf"]


@BOTH
@pytest.mark.parametrize("text", [LETTER, TELEGRAM, STATUSES], ids=["letter", "telegram", "statuses"])
def test_the_beads_come_back(to: str, text: object) -> None:
    (returned,) = read_xliff(written(to, text), "a.xlf")
    assert (returned.document, f"{returned.source}-{returned.target}") == (text.document, text.pair)  # type: ignore[attr-defined]
    for unit, bead in zip(text.units, returned.beads, strict=True):  # type: ignore[attr-defined]
        assert Bead(bead.source, bead.target, bead.confidence, bead.status, bead.reason or "") == unit.bead  # type: ignore[arg-type]
        assert (bead.words, bead.is_note) == (text.words(unit), unit.is_note)  # type: ignore[attr-defined]


@BOTH
def test_white_space_and_signs_survive(to: str) -> None:
    (returned,) = read_xliff(written(to, HOSTILE), "a.xlf")
    for unit, bead in zip(HOSTILE.units, returned.beads, strict=True):
        legal = [
            "".join(c for c in words if c not in "\x02\x07" and not "\ud800" <= c <= "\udfff")
            for words in HOSTILE.words(unit)
        ]
        assert list(bead.words or ()) == legal


@pytest.mark.parametrize(
    ("to", "old", "new", "statuses"),
    [
        ("xliff", b'"translated"', b'"final"', "confirmed confirmed auto confirmed confirmed"),
        ("xliff", b'"translated"', b'"reviewed"', "confirmed confirmed auto confirmed confirmed"),
        ("xliff", b'"final"', b'"translated"', "auto auto auto auto auto"),
        ("xliff12", b'"translated"', b'"signed-off"', "confirmed confirmed auto confirmed confirmed"),
        ("xliff12", b' approved="yes"', b"", "confirmed auto auto auto auto"),
        ("xliff12", b'approved="yes"', b'approved="no"', "auto auto auto auto auto"),
        ("xliff12", b'ru-en.2"', b'ru-en.2" approved="yes"', "confirmed confirmed auto auto auto"),
    ],
)
def test_the_state_says_what_a_person_confirmed(to: str, old: bytes, new: bytes, statuses: str) -> None:
    (returned,) = read_xliff(written(to).replace(old, new), "a.xlf")
    assert " ".join(bead.status or "" for bead in returned.beads) == statuses


@pytest.mark.parametrize(
    ("to", "old", "new"),
    [
        ("xliff", b'"translated"', b'"initial"'),
        ("xliff12", b'"translated"', b'"needs-translation"'),
        ("xliff12", b'"translated"', b'"new"'),
    ],
)
def test_a_state_rejects_nothing_and_that_is_told(to: str, old: bytes, new: bytes) -> None:
    (returned,) = read_xliff(written(to).replace(old, new, 1), "a.xlf")
    assert {bead.status for bead in returned.beads} == {"auto", "confirmed"}
    assert ["rejects nothing" in (bead.unheard or "") for bead in returned.beads].count(True) == 1


@BOTH
def test_what_was_rejected_before_stays_so(to: str) -> None:
    units = tuple(replace(unit, bead=replace(unit.bead, status=Status.REJECTED)) for unit in LETTER.units)
    (returned,) = read_xliff(written(to, replace(LETTER, units=units)), "a.xlf")
    assert {(bead.status, bead.unheard) for bead in returned.beads} == {("rejected", None)}


@pytest.mark.parametrize(
    ("to", "end", "note"),
    [
        ("xliff", b"<segment", b"<notes><note> Rejected</note><note>mine</note></notes><segment"),
        ("xliff12", b"</trans-unit>", b"<note>rejected</note><note>mine</note></trans-unit>"),
    ],
)
def test_a_note_rejects(to: str, end: bytes, note: bytes) -> None:
    (returned,) = read_xliff(written(to).replace(end, note, 1), "a.xlf")
    bead = returned.beads[0]
    assert (bead.status, bead.unheard) == ("rejected", None)
    assert "mine" in (bead.reason or "")
    assert "ejected" not in (bead.reason or "")


def test_a_unit_that_was_cut_in_two_is_whole_again() -> None:
    data = written("xliff").replace(
        "письмо от 4 мая. ".encode(),
        "письмо <pc id='1'>от 4 мая</pc>.</source><target>I have</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment state='translated'><source>".encode(),
    )
    (returned,) = read_xliff(data, "a.xlf")
    words = returned.beads[1].words
    assert words == (LETTER.words(LETTER.units[1])[0], "I have" + LETTER.words(LETTER.units[1])[1])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"mda:", b"other", r"not well-formed|does not say"),
        (b'type="source-ids"', b'type="lost"', r"a\.xlf, unit 3, line \d+: it does not say which sentences"),
        (b'version="2.1"', b'version="3.0"', "XLIFF 3.0 is not known"),
        (b"xliff", b"xlift", "its root is <xlift>"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(old: bytes, new: bytes, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        read_xliff(written("xliff").replace(old, new), "a.xlf")
