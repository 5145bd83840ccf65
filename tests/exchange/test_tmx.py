"""Translation memories: what stands in them, and what comes back."""

import pytest
from lxml import etree

from diptych.errors import ExchangeError
from diptych.exchange.tmx import read_tmx, write_tmx, write_tmx_paragraphs
from diptych.model import Bead, Role, Status
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM, parallel, version

MEMORY = "corpus.ru-en.tmx"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def units(data: bytes) -> list[etree._Element]:
    return etree.fromstring(data).findall("body/tu")


def said(unit: etree._Element) -> list[tuple[str | None, str | None]]:
    return [(variant.get(LANG), variant.findtext("seg")) for variant in unit.findall("tuv")]


def test_a_unit_a_bead_and_a_variant_a_side_that_holds_anything() -> None:
    found = [said(unit) for unit in units(write_tmx([LETTER]).files[MEMORY])]
    assert found == [
        [(language, words) for language, words in zip(("ru", "en"), LETTER.words(unit), strict=True) if words]
        for unit in LETTER.units
    ]


def test_a_script_without_blanks_gets_none() -> None:
    (unit,) = units(write_tmx([TELEGRAM]).files["corpus.zh-en.tmx"])
    assert said(unit)[0] == ("zh", "代表团已到。会谈明天开始。")


def test_the_bytes_are_plain_utf_8() -> None:
    data = write_tmx([LETTER]).files[MEMORY]
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    assert "Дорогой товарищ!".encode() in data


def test_every_sign_of_a_tool_survives_but_what_xml_forbids() -> None:
    for unit, element in zip(HOSTILE.units, units(write_tmx([HOSTILE]).files[MEMORY]), strict=True):
        legal = [
            "".join(c for c in words if c not in "\x02\x07" and not "\ud800" <= c <= "\udfff")
            for words in HOSTILE.words(unit)
        ]
        assert [words for _, words in said(element)] == legal


def test_documents_of_one_pair_share_a_memory_with_ids_of_their_own() -> None:
    ids = [unit.get("tuid") for unit in units(write_tmx([LETTER, HOSTILE]).files[MEMORY])]
    assert len(ids) == len(set(ids)) == len(LETTER.units) + len(HOSTILE.units)


def test_the_beads_come_back() -> None:
    (returned,) = read_tmx(write_tmx([LETTER]).files[MEMORY], "a.tmx")
    assert (returned.document, returned.source, returned.target) == ("letter", "ru", "en")
    assert not returned.is_complete
    for unit, bead in zip(LETTER.units, returned.beads, strict=True):
        assert Bead(bead.source, bead.target, bead.confidence, bead.status, bead.reason or "") == unit.bead  # type: ignore[arg-type]
        assert (bead.words, bead.is_note) == (LETTER.words(unit), unit.is_note)


def test_each_alignment_of_a_memory_comes_back_by_itself() -> None:
    texts = [LETTER, HOSTILE]
    returned = read_tmx(write_tmx(texts).files[MEMORY], "a.tmx")
    assert [(r.document, len(r.beads)) for r in returned] == [(t.document, len(t.units)) for t in texts]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b">auto<", b">confirmed<", [Status.CONFIRMED] * 5),
        (b"</seg>", b"<ph x='1'>{b}</ph></seg>", [Status.CONFIRMED, *[Status.AUTO] * 4]),
        (b"x-diptych-status", b"x-other", [None] * 5),
    ],
    ids=["status", "codes", "no status"],
)
def test_a_tool_changed_the_memory(old: bytes, new: bytes, found: list[Status | None]) -> None:
    data = write_tmx([LETTER]).files[MEMORY].replace(old, new)
    (returned,) = read_tmx(data, "a.tmx")
    assert [bead.status for bead in returned.beads] == found
    assert [bead.words for bead in returned.beads] == [LETTER.words(unit) for unit in LETTER.units]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            b"x-diptych-source-ids",
            b"x-lost",
            r"a\.tmx, unit letter\.ru-en\.3, line \d+: it does not say which",
        ),
        (b"x-diptych-document", b"x-lost", r"unit letter\.ru-en\.1.*does not say which sentences.*dropped"),
        (b">auto<", b">sure<", "'sure' is no status"),
        (b">0.910<", b">91 %<", "'91 %' is no confidence"),
        (b"</tmx>", b"", r"a\.tmx, line \d+: not well-formed"),
        (b"tmx", b"tmy", "its root is <tmy>"),
        (b'segtype="sentence"', b'segtype="paragraph"', "holds paragraphs"),
        (b'tmx14.dtd">', b'tmx14.dtd" [<!ENTITY a "b">]>', "declares entities"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(old: bytes, new: bytes, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        read_tmx(write_tmx([LETTER]).files[MEMORY].replace(old, new), "a.tmx")


PARAGRAPHS = parallel(
    "report",
    version("ru", Role.ORIGINAL, ("а1", "а2"), ("б1",), ("в1", "в2"), ("г1",), ("д1",)),
    version("en", Role.TRANSLATION, ("a1", "a2 b1"), ("c1",), ("c2",), ("e1",), ("f1",)),
    Bead(("ru.p1.s1",), ("en.p1.s1",), 0.9, Status.CONFIRMED),
    Bead(("ru.p1.s2", "ru.p2.s1"), ("en.p1.s2",), 0.7),
    Bead(("ru.p3.s1",), ("en.p2.s1",), 0.8, Status.CONFIRMED),
    Bead(("ru.p3.s2",), ("en.p3.s1",), 1.0, Status.CONFIRMED),
    Bead(("ru.p4.s1",), (), 0.5),
    Bead(("ru.p5.s1",), ("en.p4.s1",), 0.6),
    Bead((), ("en.p5.s1",), 0.5),
)
"""Paragraphs joined on one side, divided on the other, left out, as they are, added."""


def test_paragraphs_are_grouped_until_they_are_closed_on_both_sides() -> None:
    found = units(write_tmx_paragraphs([PARAGRAPHS]).files[MEMORY])
    assert [[words for _, words in said(unit)] for unit in found] == [
        ["а1 а2 б1", "a1 a2 b1"],
        ["в1 в2", "c1 c2"],
        ["г1"],
        ["д1", "e1"],
        ["f1"],
    ]
    status, confidence = (
        [unit.findtext(f"prop[@type='x-diptych-{name}']") for unit in found]
        for name in ("status", "confidence")
    )
    assert status == ["auto", "confirmed", "auto", "auto", "auto"]
    assert confidence == ["0.700", "0.800", "0.500", "0.600", "0.500"]


def test_half_a_paragraph_is_not_handed_on() -> None:
    from diptych.exchange import Selection

    (text,) = Selection(min_confidence=0.75).of([PARAGRAPHS])
    found = units(write_tmx_paragraphs([text]).files[MEMORY])
    assert [unit.get("tuid") for unit in found] == ["report.ru-en.ru.p3"]


def without_properties(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for prop in [*root.iterfind(".//prop")]:
        prop.getparent().remove(prop)  # type: ignore[union-attr]
    return etree.tostring(root, encoding="UTF-8")


def test_a_tool_that_keeps_nothing_but_ids_and_words() -> None:
    bare = without_properties(write_tmx([LETTER]).files[MEMORY])
    (returned,) = read_tmx(bare, "a.tmx", [LETTER, TELEGRAM])
    assert [(bead.source, bead.target) for bead in returned.beads] == [
        (unit.bead.source, unit.bead.target) for unit in LETTER.units
    ]
    assert {(bead.status, bead.confidence) for bead in returned.beads} == {(None, None)}
    assert [bead.words for bead in returned.beads] == [LETTER.words(unit) for unit in LETTER.units]


def test_ids_alone_are_not_trusted() -> None:
    bare = without_properties(write_tmx([LETTER]).files[MEMORY])
    other = bare.replace("Дорогой товарищ!".encode(), b"A").replace(b"Dear Comrade,", b"B")
    with pytest.raises(ExchangeError, match=r"unit letter\.ru-en\.1.*does not say which sentences"):
        read_tmx(other if other != bare else b"", "a.tmx", [LETTER])
