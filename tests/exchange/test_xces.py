"""XCES: the sides the right way round, ids that lead to sentences, and back."""

import pytest
from lxml import etree

from diptych.errors import ExchangeError
from diptych.exchange.intertext import is_intertext, write_intertext
from diptych.exchange.xces import is_xces, read_xces, write_xces
from diptych.model import Role, Status
from tests.exchange.coming_back import came_back, handed_on, names
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN, parallel, version

TEXTS = [LETTER, TELEGRAM, CROSSED, TORN, HOSTILE]


def test_what_xtargets_names_first_is_of_from_doc() -> None:
    files = write_xces(TEXTS).files
    for name in ("corpus.ru-en.xml", "corpus.zh-en.xml"):
        for group in etree.fromstring(files[name]).iter("linkGrp"):
            ids = [
                {s.get("id") for s in etree.fromstring(files[group.get(doc)]).iter("s")}
                for doc in ("fromDoc", "toDoc")
            ]
            assert group.get("fromDoc").startswith(("ru/", "zh/"))
            for link in group.iter("link"):
                sides = [set(side.split()) for side in link.get("xtargets").split(";")]
                assert sides[0] <= ids[0]
                assert sides[1] <= ids[1]


def test_null_beads_and_confidence_are_carried() -> None:
    links = etree.fromstring(write_xces([LETTER]).files["corpus.ru-en.xml"]).findall(".//link")
    assert [(link.get("xtargets"), link.get("certainty")) for link in links] == [
        ("ru.p1.s1;en.p1.s1", "1.000"),
        ("ru.p2.s1 ru.p2.s2;en.p2.s1", "0.910"),
        ("ru.p2.s3;", "0.420"),
        (";en.p2.s2", "0.500"),
        ("ru.n1.s1;en.n1.s1", "0.880"),
    ]


def test_sentences_are_as_they_were() -> None:
    root = etree.fromstring(write_xces([HOSTILE]).files["ru/a b&c.xml"])
    words = {s.get("id"): s.text for s in root.iter("s")}
    losses = {loss.bead for loss in write_xces([HOSTILE]).losses}
    kept = [line for line in HOSTILE.source.lines if f"a b&c.{line.id}" not in losses]
    assert len(kept) == len(HOSTILE.source.lines) - 2
    assert all(words[line.id] == line.text for line in kept)


@pytest.mark.parametrize("name", ["ru-en", "zh-en"])
def test_it_comes_back(name: str) -> None:
    texts = [text for text in TEXTS if text.pair == name]
    found = read_xces(write_xces(TEXTS).files[f"corpus.{name}.xml"], "x.xml")
    assert names(found) == [(text.document, text.source.version, text.target.version) for text in texts]
    assert [came_back(one) for one in found] == [handed_on(text) for text in texts]
    for one, text in zip(found, texts, strict=True):
        stated = [(bead.status, bead.confidence) for bead in one.beads]
        assert stated == [(unit.bead.status, unit.bead.confidence) for unit in text.units]


def test_two_translations_into_a_language_stay_apart() -> None:
    again = parallel("letter", LETTER.target, version("en2", Role.TRANSLATION, ("Dear Comrade!",)))
    assert "en2/letter.xml" in write_xces([LETTER, again]).files


OPUS = b"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">
<cesAlign version="1.0">
<linkGrp targType="s" fromDoc="de/1962/memo.xml.gz" toDoc="fr/1962/memo.xml.gz">
<link certainty="1.27" xtargets="1 2;1" id="SL0" />
<link certainty="-0.3" xtargets=";2" id="SL1" />
<link xtargets="3;3" status="man" />
</linkGrp>
</cesAlign>
"""


def test_what_opus_has() -> None:
    (found,) = read_xces(OPUS, "de-fr.xml")
    assert names([found]) == [("1962/memo", "de", "fr")]
    assert [(bead.source, bead.target, bead.where) for bead in found.beads] == [
        (("1", "2"), ("1",), "de-fr.xml:5"),
        ((), ("2",), "de-fr.xml:6"),
        (("3",), ("3",), "de-fr.xml:7"),
    ]
    assert {bead.confidence for bead in found.beads} == {None}  # scores, not probabilities
    assert {bead.status for bead in found.beads} == {None}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<cesAlign><linkGrp", r"x\.xml:1: not well-formed"),
        (b"<TEI/>", "begins with <TEI>"),
        (b"<cesAlign><linkGrp toDoc='en/a.xml'/></cesAlign>", r"x\.xml:1: does not say which files"),
        (b"<cesAlign><linkGrp fromDoc='ru/b.xml' toDoc='en/a.xml'/></cesAlign>", "two documents"),
        (
            b"<cesAlign><linkGrp fromDoc='ru/a.xml' toDoc='en/a.xml'>\n<link/></linkGrp></cesAlign>",
            r"x\.xml:2: a link without two sides",
        ),
        (b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><cesAlign>&e;</cesAlign>", "entities"),
    ],
)
def test_what_is_wrong_is_told(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        read_xces(data, "x.xml")


def test_statuses_are_ours() -> None:
    (found,) = read_xces(write_xces([LETTER]).files["corpus.ru-en.xml"], "x")
    assert found.beads[0].status is Status.CONFIRMED


def test_it_is_told_from_intertext() -> None:
    assert is_xces(OPUS)
    assert not is_intertext(OPUS)
    links = write_intertext([LETTER]).files["letter.ru.en.alignment.xml"]
    assert is_intertext(links)
    assert not is_xces(links)
    assert not is_intertext(b"<tmx><linkGrp/></tmx>")
