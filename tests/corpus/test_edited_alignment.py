"""A person's decisions in an alignment table win and stay."""

from pathlib import Path

import pytest

from diptych.corpus import build
from diptych.tei import validate_tei

from .results import listed, results, rows, write_rows

EDITED = [
    ["1", "2-1", "ru.p1.s1 ru.p1.s2", "en.p1.s1", "", "", "", "auto", "mine"],
    ["2", "0-1", "", "en.p1.s2", "", "", "", "auto", ""],
]


def beads(table: Path) -> list[tuple[str, str, str]]:
    """Ids and status of each row."""
    return [(row[2], row[3], row[7]) for row in rows(table)]


@pytest.fixture
def built(root: Path, table: Path) -> list[tuple[str, str, str]]:
    build(root)
    return beads(table)


def test_the_alignment_these_tests_start_from(built: list[tuple[str, str, str]]) -> None:
    ids = ["p1.s1", "p1.s2", "p2.s1", "p2.s2"]
    assert built == [(f"ru.{id}", f"en.{id}", "auto") for id in ids]


@pytest.mark.parametrize("state", ["known", "lost"])
@pytest.mark.parametrize("edition", ["known", "lost"])
def test_changed_rows_are_taken_over_as_confirmed(
    root: Path, table: Path, built: list[tuple[str, str, str]], state: str, edition: str
) -> None:
    write_rows(table, EDITED + rows(table)[2:])
    if state == "lost":
        (root / "corpus" / ".build.json").unlink()
    if edition == "lost":
        (root / "tei" / "letter.xml").unlink()
    report = build(root)
    expected = [
        ("ru.p1.s1 ru.p1.s2", "en.p1.s1", "confirmed"),
        ("", "en.p1.s2", "confirmed"),
        *built[2:],
    ]
    assert beads(table) == expected
    assert report.notes == ("corpus/letter.ru-en.tsv: 2 changed rows were taken over as confirmed",)
    assert rows(table)[0][4].startswith("Кубинские товарищи")
    assert rows(table)[0][8] == "mine"
    assert not build(root, force=True).notes
    assert beads(table) == expected


def test_confirmed_rows_survive_a_changed_program(
    root: Path, table: Path, built: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(table, EDITED + rows(table)[2:])
    build(root)
    monkeypatch.setattr("diptych.corpus.building.signature", lambda *options: "another")
    before = beads(table)
    build(root)
    assert beads(table) == before


def test_a_confirmation_can_be_taken_back(root: Path, table: Path, built: list[tuple[str, str, str]]) -> None:
    write_rows(table, EDITED + rows(table)[2:])
    build(root)
    write_rows(table, [[*row[:7], "auto", row[8]] for row in rows(table)])
    build(root)
    assert beads(table) == built


def test_a_rejected_bead_does_not_come_back(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    write_rows(
        table,
        [[*row[:7], "rejected" if number == 1 else row[7], row[8]] for number, row in enumerate(rows(table))],
    )
    build(root)
    first = beads(table)
    assert (*built[1][:2], "rejected") in first
    assert (*built[1][:2], "auto") not in first
    build(root, force=True)
    assert beads(table) == first


def test_a_spreadsheet_that_changed_nothing_changes_nothing(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    before = results(root)
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n").replace(b"0.", b"0,"))
    assert not build(root).notes
    assert results(root) == before


def test_a_table_that_lost_text_is_refused_and_kept(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    write_rows(table, rows(table)[1:])
    before = results(root)
    for force in (False, True):
        report = build(root, force=force)
        assert [outcome.name for outcome in report.failed] == ["letter"]
        assert listed(root)["letter"][1].startswith("corpus/letter.ru-en.tsv: ru.p1.s1 is lost")
        assert {name for name, data in results(root).items() if before[name] != data} <= {
            "corpus/documents.tsv",
            "corpus/.build.json",
        }
    write_rows(table, EDITED + rows(table)[1:])
    assert not build(root).failed


def test_a_table_that_doubled_text_is_refused(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    write_rows(table, [*rows(table), rows(table)[0]])
    build(root)
    assert "corpus/letter.ru-en.tsv, row 6: ru.p1.s1 stands already in row 2" in listed(root)["letter"][1]


def test_decisions_about_text_that_is_gone_are_not_lost(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    write_rows(table, EDITED + rows(table)[2:])
    build(root)
    before = table.read_bytes()
    letter = root / "seeds" / "letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("Кубинские", "Болгарские"), "utf-8")
    build(root)
    error = listed(root)["letter"][1]
    assert "row 2" in error
    assert "rename the table and build again" in error
    assert table.read_bytes() == before
    table.rename(table.with_suffix(".mine"))
    assert not build(root).failed
    assert beads(table) == built


def test_decisions_stay_when_other_text_changes(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    write_rows(table, EDITED + rows(table)[2:])
    build(root)
    letter = root / "seeds" / "letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("Печать и радио", "Газеты и радио"), "utf-8")
    assert not build(root).failed
    assert beads(table)[0] == ("ru.p1.s1 ru.p1.s2", "en.p1.s1", "confirmed")


def test_a_table_nobody_touched_gives_way_when_the_text_changes(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    letter = root / "seeds" / "letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("Кубинские", "Болгарские"), "utf-8")
    assert not build(root).failed
    assert rows(table)[0][4].startswith("Болгарские")


def test_a_table_with_decisions_outlives_its_document(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    write_rows(table, EDITED + rows(table)[2:])
    build(root)
    (root / "seeds" / "letter.txt").unlink()
    report = build(root)
    assert [name for name in results(root) if "letter" in name] == ["corpus/letter.ru-en.tsv"]
    assert len(report.notes) == 1


def test_rows_that_cross_are_kept_as_confirmed(
    root: Path, table: Path, built: list[tuple[str, str, str]]
) -> None:
    new = [list(row) for row in rows(table)]
    new[0][3], new[2][3] = new[2][3], new[0][3]
    write_rows(table, [[*row[:4], "", "", *row[6:]] for row in new])
    build(root)
    expected = [
        ("ru.p1.s1", "en.p2.s1", "confirmed"),
        ("ru.p1.s2", "en.p1.s2", "auto"),
        ("ru.p2.s1", "en.p1.s1", "confirmed"),
        ("ru.p2.s2", "en.p2.s2", "auto"),
    ]
    assert beads(table) == expected
    edition = (root / "tei" / "letter.xml").read_bytes()
    assert b"#al.reviewed #al.crossing" in edition
    assert validate_tei(edition) == []
    build(root, force=True)
    assert beads(table) == expected
