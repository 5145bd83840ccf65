"""tei/corpus.xml: all documents as one corpus, written at the end of every build."""

import shutil
from pathlib import Path

import pytest
from lxml import etree

from diptych import validate
from diptych.corpus import build
from diptych.tei import SCHEMA

from .conftest import LETTER, NOTE

TEI = "{http://www.tei-c.org/ns/1.0}"


def whole(root: Path) -> etree._Element:
    return etree.parse(root / "tei" / "corpus.xml").getroot()


def hrefs(root: Path) -> list[str]:
    return [str(one.get("href")) for one in whole(root).iter("{http://www.w3.org/2001/XInclude}include")]


def numbers(root: Path) -> dict[tuple[str, str], int]:
    measures = whole(root).iterfind(f"{TEI}teiHeader//{TEI}extent/{TEI}measure")
    return {(m.get("unit", ""), m.get("type", "")): int(m.get("quantity", "")) for m in measures}


def test_it_includes_every_document_and_counts_them(root: Path) -> None:
    build(root)
    assert hrefs(root) == ["letter.xml", "note.xml"]
    assert numbers(root) == {("document", ""): 2, ("s", "en"): 6, ("s", "ru"): 4, ("bead", ""): 4}
    usage = whole(root).findall(f".//{TEI}language")
    assert [(one.get("ident"), one.get("usage")) for one in usage] == [("en", "60"), ("ru", "40")]
    assert len(whole(root).findall(f".//{TEI}category")) == 6
    assert validate(root / "tei" / "corpus.xml") == []


def test_resolved_it_is_one_corpus_of_corpora(root: Path) -> None:
    build(root)
    tree = etree.parse(root / "tei" / "corpus.xml")
    tree.xinclude()
    documents = tree.getroot().findall(f"{TEI}teiCorpus")
    assert [len(one.findall(f"{TEI}TEI")) for one in documents] == [2, 1]
    ours = etree.RelaxNG(etree.fromstring(SCHEMA))
    assert all(ours.validate(etree.fromstring(etree.tostring(one))) for one in documents)


def test_it_follows_the_documents(root: Path) -> None:
    build(root)
    first = (root / "tei" / "corpus.xml").read_bytes()
    (root / "seeds" / "memo.txt").write_text(NOTE, "utf-8")
    build(root, only=["memo.txt"])
    assert hrefs(root) == ["letter.xml", "memo.xml", "note.xml"]
    (root / "seeds" / "memo.txt").unlink()
    build(root)
    assert (root / "tei" / "corpus.xml").read_bytes() == first


def test_a_document_that_fails_stays_as_it_was(root: Path) -> None:
    build(root)
    before = numbers(root)
    (root / "seeds" / "letter.txt").write_bytes(b"\x00\x01\x02" * 100)
    assert build(root).failed
    assert numbers(root) == before
    assert validate(root / "tei" / "corpus.xml") == []


def test_without_a_document_there_is_no_corpus(root: Path) -> None:
    build(root)
    for path in (root / "seeds").iterdir():
        path.unlink()
    (root / "seeds" / "empty.txt").write_text("\n", "utf-8")
    build(root)
    assert not (root / "tei" / "corpus.xml").exists()


def test_no_document_takes_its_name(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    ru, _, en = LETTER.partition("\n\nThe Cuban")
    (tmp_path / "seeds" / "corpus.ru.txt").write_text(ru, "utf-8")
    (tmp_path / "seeds" / "corpus.en.txt").write_text(f"The Cuban{en}", "utf-8")
    (tmp_path / "seeds" / "Corpus.txt").write_text(NOTE, "utf-8")
    assert not build(tmp_path).failed
    assert len(hrefs(tmp_path)) == 2
    assert validate(tmp_path / "tei" / "corpus.xml") == []


def test_as_a_seed_it_is_no_document(root: Path) -> None:
    build(root)
    (root / "tei" / "corpus.xml").rename(root / "seeds" / "corpus.xml")
    report = build(root)
    assert not report.failed
    assert report.ignored == ("corpus.xml",)


CHANGES = {
    "E401": (' href="letter.xml"', ' href="../letter.xml"'),
    "E402": ('<xi:include href="note.xml"/>', '<xi:include href="note.xml"/><xi:include href="note.xml"/>'),
    "E403": ('<xi:include href="note.xml"/>', ""),
    "E404": ('unit="bead" quantity="4"', 'unit="bead" quantity="5"'),
    "schema": ("<xi:include href", "<xi:include parse='text' href"),
}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is built once for all."""
    root = tmp_path_factory.mktemp("once")
    (root / "seeds").mkdir()
    (root / "seeds" / "letter.txt").write_text(LETTER, "utf-8")
    (root / "seeds" / "note.txt").write_text(NOTE, "utf-8")
    build(root)
    return root


@pytest.mark.parametrize("code", CHANGES)
def test_what_is_wrong_with_it_is_said(once: Path, tmp_path: Path, code: str) -> None:
    root = tmp_path / "changed"
    shutil.copytree(once, root)
    path = root / "tei" / "corpus.xml"
    old, new = CHANGES[code]
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    problems = validate(path)
    assert code in {problem.code for problem in problems}
    assert all(problem.line > 1 for problem in problems)
