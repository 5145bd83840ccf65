"""TEI that is handed on: split into files, and the corpus as one file. Every pointer leads somewhere."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

import pytest
from lxml import etree

from diptych.exchange import FORMATS, Line, ParallelText, Selection
from diptych.tei.parsing import string_value
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
POINTING = ("target", "corresp", "ana", "resp", "domains", "who")


def written(to: str, *texts: ParallelText) -> dict[str, etree._Element]:
    return {name: etree.fromstring(data) for name, data in FORMATS[to].write(texts).files.items()}


def ids(root: etree._Element) -> list[str]:
    return [id for one in root.iter(TEI + "*") if (id := one.get(XML_ID))]


def pointers(root: etree._Element) -> Iterator[str]:
    for one in root.iter(TEI + "*"):
        for name in POINTING:
            yield from (one.get(name) or "").split()


def test_a_document_is_three_files() -> None:
    files = written("tei-split", LETTER)
    assert list(files) == ["letter.ru.xml", "letter.en.xml", "letter.ru-en.align.xml"]
    assert {root.tag for root in files.values()} == {f"{TEI}TEI"}


@pytest.mark.parametrize("to", ["tei", "tei-split"])
def test_every_pointer_leads_somewhere(to: str) -> None:
    files = written(to, LETTER, TELEGRAM, HOSTILE)
    places = {f"{name}#{id}" for name, root in files.items() for id in ids(root)}
    for name, root in files.items():
        for pointer in pointers(root):
            file, _, id = pointer.partition("#")
            assert f"{unquote(file) or name}#{id}" in places or (not id and unquote(file) in files), pointer


@pytest.mark.parametrize("to", ["tei", "tei-split"])
def test_ids_are_unique_in_a_file(to: str) -> None:
    twin = replace(LETTER, document="let ter"), replace(LETTER, document="let+ter")
    for root in written(to, LETTER, *twin).values():
        assert len(ids(root)) == len(set(ids(root)))


@pytest.mark.parametrize("to", ["tei", "tei-split"])
def test_the_words_are_there(to: str) -> None:
    roots = written(to, TELEGRAM).values()
    words = {string_value(s) for root in roots for s in root.iter(f"{TEI}s")}
    assert words == {line.text for text in (TELEGRAM.source, TELEGRAM.target) for line in text.lines}


@pytest.mark.parametrize("to", ["tei", "tei-split"])
def test_only_the_beads_asked_for_are_links(to: str) -> None:
    selected = list(Selection(kinds=frozenset({"2-1", "1-0"}), notes=False).of([LETTER]))
    roots = list(written(to, *selected).values())
    links = [one for root in roots for one in root.iterfind(f".//{TEI}linkGrp/*")]
    assert [one.get("n") for one in links] == ["2:1", "1:0"]
    linked = [s for root in roots for s in root.iter(f"{TEI}s") if s.get("corresp")]
    assert len(linked) == 3
    assert len([s for root in roots for s in root.iter(f"{TEI}s")]) == 9
    beads = [one for root in roots for one in root.iterfind(f".//{TEI}measure[@unit='bead']")]
    assert {one.get("quantity") for one in beads} == {"2"}


def test_a_version_that_was_not_asked_for_leaves_no_trace() -> None:
    target = replace(LETTER.target, version="de", language="de")
    german = replace(LETTER, target=replace(target, lines=_renamed(target.lines)), units=())
    edition = FORMATS["tei"].write([LETTER, german]).files["corpus.xml"]
    document = etree.fromstring(edition)[1]
    for one in document.iter(TEI + "*"):
        for name in (XML_ID, *POINTING):
            if value := one.get(name):
                one.set(name, value.replace("doc-letter.", "") if one.tag != f"{TEI}TEI" else value)
    whole = replace(LETTER, edition=etree.tostring(document))
    files = written("tei-split", whole)
    assert list(files) == ["letter.ru.xml", "letter.en.xml", "letter.ru-en.align.xml"]
    assert not any(pointer.endswith("#de.text") for root in files.values() for pointer in pointers(root))


def _renamed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(
        replace(line, id=line.id.replace("en.", "de."), paragraph=line.paragraph.replace("en.", "de."))
        for line in lines
    )


def test_a_decision_names_the_reviewer() -> None:
    alignment = written("tei-split", LETTER)["letter.ru-en.align.xml"]
    first = next(alignment.iter(f"{TEI}link"))
    assert (first.get("cert"), first.get("resp")) == ("high", "#resp.review")
    assert "resp.review" in ids(alignment)


def test_an_alignment_without_links_is_a_file_all_the_same() -> None:
    files = written("tei-split", replace(LETTER, units=()))
    assert not list(files["letter.ru-en.align.xml"].iter(f"{TEI}link"))


def test_forbidden_characters_are_told_with_their_sentence() -> None:
    for to in ("tei", "tei-split"):
        lost = {loss.bead for loss in FORMATS[to].write([HOSTILE]).losses}
        assert {"a b&c.ru.p1.s1", "a b&c.en.p1.s1"} <= lost
