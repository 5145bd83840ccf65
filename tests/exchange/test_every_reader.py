"""What holds for every format that is read back: what was written and not changed says nothing new."""

import re
from pathlib import PurePath

import pytest

from diptych.errors import DiptychError
from diptych.exchange import FORMATS, READERS, ParallelText, Returned, corrected, read_back
from diptych.model import Bead, Role, Status
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM, parallel, version

TWO_TRANSLATIONS = parallel(
    "report",
    version("en", Role.TRANSLATION, ("The harvest was good.",)),
    version("en2", Role.TRANSLATION, ("It was a good harvest.", "So they said.")),
    Bead(("en.p1.s1",), ("en2.p1.s1",), 0.9),
    Bead((), ("en2.p1.s2",), 0.3, reason="nothing like it"),
)
TEXTS = [LETTER, TELEGRAM, HOSTILE, TWO_TRANSLATIONS]
READABLE = [name for name in FORMATS if name in READERS]


def read(to: str, texts: list[ParallelText]) -> list[Returned]:
    files = FORMATS[to].write(texts).files
    reader = READERS[to]
    with_beads = {
        name: data
        for name, data in files.items()
        if PurePath(name).suffix in reader.suffixes and reader.recognises(data)
    }
    assert with_beads
    return [one for name, data in with_beads.items() for one in read_back(data, name, texts)]


@pytest.mark.parametrize("to", READABLE)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.document)
def test_what_was_not_changed_changes_nothing(to: str, text: ParallelText) -> None:
    there = [one for one in read(to, TEXTS) if one.document == text.document]
    assert {(one.source, one.target) for one in there} == {(text.source.version, text.target.version)}
    found = corrected(text, there)
    assert (found.changes, found.remarks) == ({}, ())
    beads = [unit.bead for unit in text.units if not unit.is_note]
    assert sorted(found.beads, key=lambda bead: bead.source + bead.target) == sorted(
        beads, key=lambda bead: bead.source + bead.target
    )


@pytest.mark.parametrize("to", READABLE)
def test_every_bead_comes_back_with_its_sentences(to: str) -> None:
    there = {(bead.source, bead.target) for one in read(to, [LETTER]) for bead in one.beads}
    ours = [(unit.bead.source, unit.bead.target) for unit in LETTER.units]
    assert {(source, target) for source, target in ours if source and target} <= there
    assert there <= {*ours}


@pytest.mark.parametrize("to", READABLE)
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00nonsense", b"[1, 2]\n", b"<a/>", b"{}\n", b"PK\x03\x04"])
def test_what_is_no_such_file_is_refused_by_its_name(to: str, data: bytes) -> None:
    name = f"letter.ru-en{READERS[to].suffixes[0]}"
    with pytest.raises(DiptychError, match=re.escape(name)):
        read_back(data, name, TEXTS)


def test_statuses_come_back_where_the_format_has_them() -> None:
    for to in ("jsonl", "parquet", "xlsx"):
        (one,) = read(to, [LETTER])
        assert [bead.status for bead in one.beads] == [unit.bead.status for unit in LETTER.units], to
        assert one.beads[0].status is Status.CONFIRMED
