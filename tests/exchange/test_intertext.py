"""InterText: numbers, sides and statuses as its editor has them, and back."""

from collections import Counter
from dataclasses import replace

import pytest
from lxml import etree

from diptych.errors import ExchangeError
from diptych.exchange import ParallelText, Selection
from diptych.exchange.intertext import alignment_file, read_intertext, write_intertext
from diptych.model import Bead, Role, Status
from tests.exchange.coming_back import came_back, handed_on
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN, parallel, version

TEXTS = [LETTER, TELEGRAM, CROSSED, TORN, HOSTILE]


def links(text: ParallelText) -> tuple[etree._Element, list[Counter[str]]]:
    """The links of a text, and the numbers of its sentences: those of toDoc, then those of fromDoc."""
    files = write_intertext([text]).files
    root = etree.fromstring(files[alignment_file(text)])
    numbers = [
        Counter(s.get("id") for s in etree.fromstring(files[root.get(doc)]).iter("s"))
        for doc in ("toDoc", "fromDoc")
    ]
    return root, numbers


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.document)
def test_it_is_as_intertext_reads_it(text: ParallelText) -> None:
    """What its editor does: sides of xtargets and type are to and from, each sentence in one link."""
    root, numbers = links(text)
    assert root.tag == "linkGrp"
    for column, known in enumerate(numbers):
        assert all(count == 1 for count in known.values())
        assert all(part.isdecimal() for number in known for part in number.split(":"))
        assert Counter(n for link in root for n in link.get("xtargets").split(";")[column].split()) == known
    for link in root:
        sides = [side.split() for side in link.get("xtargets").split(";")]
        assert link.get("type") == "-".join(str(len(side)) for side in sides)
        assert link.get("status") in ("man", "auto", "plain")


def test_the_target_comes_first() -> None:
    root, _ = links(LETTER)
    assert (root.get("toDoc"), root.get("fromDoc")) == ("letter.en.xml", "letter.ru.xml")
    assert [(link.get("xtargets"), link.get("type"), link.get("status")) for link in root] == [
        ("1:1;1:1", "1-1", "man"),
        ("2:1;2:1 2:2", "1-2", "auto"),
        (";2:3", "0-1", "auto"),
        ("2:2;", "1-0", "auto"),
        ("3:1;3:1", "1-1", "auto"),
    ]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.document)
def test_it_comes_back(text: ParallelText) -> None:
    (found,) = read_intertext(write_intertext([text]).files[alignment_file(text)], "x", [TELEGRAM, text])
    assert came_back(found) == handed_on(text)
    assert Counter(bead.status for bead in found.beads) == Counter(unit.bead.status for unit in text.units)


def test_what_was_not_asked_for_is_plain_and_does_not_come_back() -> None:
    (sure,) = Selection(min_confidence=0.9).of([LETTER])
    root, _ = links(sure)
    assert [link.get("status") for link in root] == ["man", "auto", *["plain"] * 4]
    (found,) = read_intertext(write_intertext([sure]).files[alignment_file(sure)], "x", [TELEGRAM, LETTER])
    assert came_back(found) == handed_on(sure)


def test_a_rejected_bead_is_nobodys() -> None:
    rejected = tuple(replace(u, bead=replace(u.bead, status=Status.REJECTED)) for u in LETTER.units)
    root, _ = links(replace(LETTER, units=rejected))
    assert {link.get("status") for link in root} == {"plain"}


CORRECTED = b"""<?xml version="1.0" encoding="UTF-8"?>
<linkGrp fromDoc="note.cs.xml" toDoc="note.no.xml">
 <link type="1-1" xtargets="1:1;1:1" status="man" mark="0"/>
 <link type="1-1" xtargets="2:1;1:2" status="man" mark="1"/>
 <link type="2-1" xtargets="2:2 2:3;2:1" status="auto" mark="0"/>
 <link type="0-1" xtargets=";2:2" status="man" mark="0"/>
</linkGrp>
"""
"""As its editor saves; where the paragraphs differ the order of the sides shows."""

NOTE = parallel(
    "note",
    version("cs", Role.ORIGINAL, ("Jedna.", "Dvě."), ("Tři.", "Čtyři.")),
    version("no", Role.TRANSLATION, ("En.",), ("To.", "Tre,", "tre.")),
    Bead(("cs.p1.s1",), ("no.p1.s1",), 0.9),
)


@pytest.mark.parametrize("is_turned", [False, True])
def test_the_sides_are_those_that_the_file_names(is_turned: bool) -> None:
    text = replace(NOTE, source=NOTE.target, target=NOTE.source, units=()) if is_turned else NOTE
    (found,) = read_intertext(CORRECTED, "x", [TELEGRAM, text])
    pairs = [(bead.source, bead.target) for bead in found.beads]
    expected = [
        (("cs.p1.s1",), ("no.p1.s1",)),
        (("cs.p1.s2",), ("no.p2.s1",)),
        (("cs.p2.s1",), ("no.p2.s2", "no.p2.s3")),
        (("cs.p2.s2",), ()),
    ]
    assert pairs == [side[::-1] if is_turned else side for side in expected]
    statuses = [bead.status for bead in found.beads]
    assert statuses == [Status.CONFIRMED, Status.CONFIRMED, Status.AUTO, Status.CONFIRMED]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"2:2 2:3;", b"2:2;", "sentence 2:3 of no is in no link"),
        (b"2:2 2:3;", b"2:2 2:4;", r"x:5: there is no sentence 2:4 in no"),
        (b'xtargets=";2:2"', b'xtargets="2:2"', "x:6: a link without two sides"),
        (
            b"note.cs.xml",
            b"memo.cs.xml",
            r"links memo.* and note.* .these are no two texts",
        ),
        (b"linkGrp", b"links", "begins with <links>"),
    ],
)
def test_what_is_wrong_is_told(old: bytes, new: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        read_intertext(CORRECTED.replace(old, new), "x", [LETTER, NOTE])
