"""`diptych validate` in a project: TEI and tables tell the same."""

from pathlib import Path

import pytest

from diptych import validate
from diptych.corpus import build

CHANGES = {
    "E301": ("letter.sentences.tsv", "просят о помощи", "просили о помощи"),
    "E302": ("letter.ru-en.tsv", "\tauto\t", "\tconfirmed\t"),
}


@pytest.fixture
def edition(root: Path) -> Path:
    build(root)
    return root / "tei" / "letter.xml"


def test_what_a_build_wrote_agrees(edition: Path) -> None:
    assert validate(edition) == []
    assert validate(edition.with_name("note.xml")) == []


@pytest.mark.parametrize("code", CHANGES)
def test_a_changed_table_is_told_until_it_is_built(edition: Path, code: str) -> None:
    name, old, new = CHANGES[code]
    table = edition.parent.parent / "corpus" / name
    assert old in table.read_text("utf-8")
    table.write_text(table.read_text("utf-8").replace(old, new, 1), "utf-8")
    (problem,) = validate(edition)
    assert problem.code == code
    assert "diptych build" in problem.hint
    line = edition.read_text("utf-8").splitlines()[problem.line - 1]
    assert 'xml:id="ru.p1.s1"' in line
    build(edition.parent.parent)
    assert validate(edition) == []


def test_a_table_that_is_none_is_told(edition: Path) -> None:
    (edition.parent.parent / "corpus" / "letter.ru-en.tsv").write_text("nothing\n", "utf-8")
    (problem,) = validate(edition)
    assert problem.code == "E302"
    assert "letter.ru-en.tsv" in problem.what


def test_a_file_alone_is_looked_at_alone(edition: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.xml"
    alone.write_bytes(edition.read_bytes())
    assert validate(alone) == []
