"""A document in more than two languages: the original with each translation, or every two of them."""

from pathlib import Path

import pytest

from diptych.corpus import build
from diptych.tei import read_tei, validate_tei

from .conftest import LETTER, NOTE
from .results import results, rows, write_rows
from .test_settings import states

GERMAN = """
Die kubanischen Genossen bitten um Hilfe. Sie berichten über die Lage im Lande.

Das Zentralkomitee will zur Unterstützung des Volkes auftreten. Presse und Rundfunk werden sich beteiligen.
"""


@pytest.fixture
def three(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "letter.txt").write_text(LETTER + GERMAN, "utf-8")
    (tmp_path / "seeds" / "note.txt").write_text(NOTE, "utf-8")
    return tmp_path


def tables(root: Path) -> list[str]:
    return [path.name for path in sorted((root / "corpus").glob("letter.??-??.tsv"))]


def test_every_pair_has_its_table_and_its_group(three: Path) -> None:
    build(three, all_pairs=True)
    assert tables(three) == ["letter.en-de.tsv", "letter.ru-de.tsv", "letter.ru-en.tsv"]
    edition = (three / "tei" / "letter.xml").read_bytes()
    assert validate_tei(edition) == []
    pairs = [(a.source, a.target) for a in read_tei(edition).alignments]
    assert pairs == [("ru", "en"), ("ru", "de"), ("en", "de")]


def test_the_option_builds_again_what_it_is_about(three: Path) -> None:
    build(three)
    before = results(three)
    assert tables(three) == ["letter.ru-de.tsv", "letter.ru-en.tsv"]
    assert states(build(three, all_pairs=True)) == {"letter": "built", "note": "kept"}
    assert states(build(three, all_pairs=True)) == {"letter": "kept", "note": "kept"}
    assert states(build(three)) == {"letter": "built", "note": "kept"}
    assert results(three) == before


def test_it_can_be_stated_for_one_document(three: Path) -> None:
    (three / "diptych.toml").write_text('["letter.txt"]\nall-pairs = true')
    build(three)
    assert "letter.en-de.tsv" in tables(three)
    assert set(states(build(three, all_pairs=True)).values()) == {"kept"}


def test_decisions_between_translations_stay(three: Path) -> None:
    build(three, all_pairs=True)
    table = three / "corpus" / "letter.en-de.tsv"
    first, second, *rest = rows(table)
    joined = ["", "", f"{first[2]} {second[2]}", f"{first[3]} {second[3]}", "", "", "", "confirmed", ""]
    write_rows(table, [joined, *rest])
    build(three, all_pairs=True)
    assert rows(table)[0][1:4] == ["2-2", *joined[2:4]]
    report = build(three)
    assert table.exists()
    assert any("letter.en-de.tsv: kept" in note for note in report.notes)
    build(three, all_pairs=True)
    assert rows(table)[0][7] == "confirmed"
    assert validate_tei((three / "tei" / "letter.xml").read_bytes()) == []


def test_three_files_as_one_document(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    ru, _, en = LETTER.partition("The Cuban")
    for name, text in (("a", ru), ("b", f"The Cuban{en}"), ("c", GERMAN)):
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "diptych.toml").write_text('[pairing]\ntogether = [["c.txt", "a.txt", "b.txt"]]')
    build(tmp_path, all_pairs=True)
    assert len(list((tmp_path / "corpus").glob("*.??-??.tsv"))) == 3
    assert validate_tei((tmp_path / "tei" / "a.xml").read_bytes()) == []
