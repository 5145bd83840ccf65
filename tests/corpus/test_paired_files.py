"""Files in seeds/ that translate each other become one document, and stop being one when they do not."""

import os
from pathlib import Path

import pytest

from diptych.corpus import BuildReport, build
from diptych.tei import read_tei, validate_tei

from .results import listed, results, rows, write_rows

PAPERS = Path(__file__).parent.parent / "alignment" / "papers"


def put(root: Path, **files: str) -> None:
    """Papers under other names: `put(root, brief="harvest.de")`."""
    (root / "seeds").mkdir(exist_ok=True)
    for name, paper in files.items():
        text = (PAPERS / f"{paper}.txt").read_text("utf-8")
        (root / "seeds" / f"{name.replace('__', '.')}.txt").write_text(text.replace("\n", "\n\n"), "utf-8")


def states(report: BuildReport) -> dict[str, str]:
    return {o.name: "failed" if o.error else "built" if o.built else "kept" for o in report.outcomes}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, letter__ru="harvest.ru", letter__en="harvest.en", weather="weather.en")
    return tmp_path


def test_two_files_become_one_document(root: Path) -> None:
    report = build(root)
    assert states(report) == {"letter": "built", "weather": "built"}
    assert listed(root) == {"letter": ("ok", ""), "weather": ("one version", "")}
    row = rows(root / "corpus" / "documents.tsv")[0]
    assert row[1] == "letter.en.txt; letter.ru.txt"
    assert row[5] == "en ru"
    assert [row[3] for row in rows(root / "corpus" / "letter.en-ru.tsv")] == [
        row[2].replace("en", "ru") for row in rows(root / "corpus" / "letter.en-ru.tsv")
    ]
    edition = (root / "tei" / "letter.xml").read_bytes()
    assert not list(validate_tei(edition, "letter.xml"))
    assert [version.name for version in read_tei(edition).versions] == ["en", "ru"]
    assert any("letter.en.txt and letter.ru.txt belong together" in note for note in report.notes)


def test_nothing_is_lost_where_files_meet(root: Path) -> None:
    build(root)
    text = "".join(row[7] for row in rows(root / "corpus" / "letter.blocks.tsv"))
    sources = [(root / "seeds" / f"letter.{language}.txt").read_text("utf-8") for language in ("en", "ru")]
    assert text == "\n\n".join(sources).replace("\n", " ")


def test_an_unchanged_pair_is_kept(root: Path) -> None:
    build(root)
    before = results(root)
    report = build(root)
    assert states(report) == {"letter": "kept", "weather": "kept"}
    assert not report.notes
    assert results(root) == before
    (root / "corpus" / ".build.json").unlink()
    build(root)
    assert results(root) == before
    build(root, force=True)
    assert results(root) == before


def test_any_number_of_processes_makes_the_same(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    put(root, a="minutes12.cs", b="minutes13.cs", c="minutes13.en", d="minutes12.en", e="harvest.de")
    other = tmp_path_factory.mktemp("other")
    os.symlink(root / "seeds", other / "seeds")
    build(root, jobs=1)
    build(other, jobs=2)
    assert results(root) == results(other)
    found = {row[0]: (row[1], row[5]) for row in rows(root / "corpus" / "documents.tsv")}
    assert found == {
        "e": ("e.txt; letter.en.txt; letter.ru.txt", "de en ru"),
        "a": ("a.txt; d.txt", "cs en"),
        "b": ("b.txt; c.txt", "cs en"),
        "weather": ("weather.txt", "en"),
    }


def test_a_changed_file_rebuilds_its_pair(root: Path) -> None:
    build(root)
    path = root / "seeds" / "letter.en.txt"
    path.write_text(path.read_text("utf-8") + "\nWith comradely greetings to you and your family.\n", "utf-8")
    assert states(build(root)) == {"letter": "built", "weather": "kept"}
    assert rows(root / "corpus" / "documents.tsv")[0][8] == "8 7"


def test_a_removed_file_leaves_the_other_alone(root: Path) -> None:
    build(root)
    (root / "seeds" / "letter.ru.txt").unlink()
    report = build(root)
    assert states(report) == {"letter.en": "built", "weather": "kept"}
    assert not [name for name in results(root) if "letter" in name and "letter.en." not in name]
    put(root, letter__ru="harvest.ru")
    assert states(build(root)) == {"letter": "built", "weather": "kept"}
    assert not [name for name in results(root) if "letter.en.b" in name]


def test_a_better_partner_takes_the_place(root: Path) -> None:
    put(root, some="minutes13.en", other="minutes13.de")
    (root / "seeds" / "letter.ru.txt").unlink()
    build(root)
    assert set(listed(root)) == {"letter.en", "other", "weather"}
    put(root, brief="harvest.de")
    assert set(states(build(root))) == {"brief", "other", "weather"}


def test_decisions_survive_while_their_text_does(root: Path) -> None:
    build(root)
    table = root / "corpus" / "letter.en-ru.tsv"
    decided = [[*row[:7], "confirmed", row[8]] for row in rows(table)[:2]]
    write_rows(table, [*decided, *rows(table)[2:]])
    assert states(build(root))["letter"] == "built"
    path = root / "seeds" / "letter.ru.txt"
    path.write_text(path.read_text("utf-8").replace("Прошу вас", "Очень прошу вас"), "utf-8")
    assert states(build(root))["letter"] == "built"
    assert [row[7] for row in rows(table)[:3]] == ["confirmed", "confirmed", "auto"]
    (root / "seeds" / "letter.ru.txt").unlink()
    assert any("letter.en-ru.tsv: kept" in note for note in build(root).notes)
    assert table.exists()


def test_a_pair_with_an_unreadable_file_fails_and_keeps_its_results(root: Path) -> None:
    build(root)
    before = results(root)
    path = root / "seeds" / "letter.ru.txt"
    text = path.read_bytes()
    path.write_bytes(b"")
    for _ in range(2):
        assert states(build(root)) == {"letter": "failed", "weather": "kept"}
        assert "seeds/letter.ru.txt: the file is empty" in listed(root)["letter"][1]
        after = results(root)
        assert all(after[name] == data for name, data in before.items() if "letter" in name)
    path.write_bytes(text)
    assert set(states(build(root)).values()) == {"built", "kept"}
    assert listed(root)["letter"] == ("ok", "")


def test_the_original_by_what_the_page_says(root: Path) -> None:
    path = root / "seeds" / "letter.en.txt"
    head = "Letter on the harvest\n\nOriginal Language:\n\nRussian\n\nTranslated by Jane Doe.\n\n"
    path.write_text(head + path.read_text("utf-8"), "utf-8")
    build(root)
    row = rows(root / "corpus" / "documents.tsv")[0]
    assert (row[1], row[6], row[7]) == ("letter.ru.txt; letter.en.txt", "ru", "en")
    assert (root / "corpus" / "letter.ru-en.tsv").exists()


PAGES = {
    "en": "Report on the harvest\n\nTranslated by Jane Doe.\n\nOriginal Language: Russian\n\n"
    "Citation: Report on the harvest, 5 May 1958, Example Archive, Moscow, F. 12, d. 7.\n\n",
    "ru": "Доклад об урожае\n\nИсточник: Доклад об урожае, 5 мая 1958, Архив, Москва, Ф. 12, д. 7.\n\n",
}


def test_pages_with_metadata_and_notes(root: Path) -> None:
    notes = {"en": "[1] Sidorenko was dismissed later.", "ru": "[1] Сидоренко был позднее снят."}
    for language, head in PAGES.items():
        path = root / "seeds" / f"letter.{language}.txt"
        text = path.read_text("utf-8")
        for name in ("Sidorenko", "Сидоренко"):
            text = text.replace(name, f"{name}[1]")
        path.write_text(f"{head}{text}\n{notes[language]}\n", "utf-8")
    assert not build(root).failed
    edition = (root / "tei" / "letter.xml").read_bytes()
    assert not list(validate_tei(edition, "letter.xml"))
    (alignment,) = read_tei(edition).alignments
    assert (alignment.source, alignment.target) == ("ru", "en")
    assert [(len(bead.source), len(bead.target)) for bead in alignment.notes] == [(1, 1)]
    assert edition.decode().count("Jane Doe") >= 1


def test_a_name_that_is_taken_is_not_taken_again(root: Path) -> None:
    put(root, letter="theatre.ru")
    build(root)
    assert set(listed(root)) == {"letter", "letter.en", "weather"}


def test_strangers_in_two_languages_are_not_joined(tmp_path: Path) -> None:
    put(tmp_path, one="theatre.ru", two="weather.en", three="minutes12.de", four="minutes13.en")
    assert set(states(build(tmp_path))) == {"one", "two", "three", "four"}


def test_names_that_separate_like_ours(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name, paper in (("a; b.txt", "harvest.ru"), ("c\td.txt", "harvest.en")):
        text = (PAPERS / f"{paper}.txt").read_text("utf-8")
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    first = build(tmp_path)
    assert len(first.outcomes) == 1
    before = results(tmp_path)
    build(tmp_path)
    assert results(tmp_path) == before


def test_a_pair_that_is_alone_is_compared_again(tmp_path: Path) -> None:
    put(tmp_path, one="harvest.ru", other="harvest.en")
    assert len(build(tmp_path).outcomes) == 1
    put(tmp_path, one="bridge.de")
    assert {name for name, _ in listed(tmp_path).items()} != {"one", "other"}
    build(tmp_path)
    assert listed(tmp_path) == {"one": ("one version", ""), "other": ("one version", "")}


def test_decisions_wait_for_a_file_that_comes_back(root: Path) -> None:
    build(root)
    table = root / "corpus" / "letter.en-ru.tsv"
    write_rows(table, [[*row[:7], "confirmed", row[8]] for row in rows(table)[:2]] + rows(table)[2:])
    build(root)
    path = root / "seeds" / "letter.ru.txt"
    text = path.read_bytes()
    path.unlink()
    build(root)
    path.write_bytes(text)
    assert states(build(root))["letter"] == "built"
    assert [row[7] for row in rows(table)[:3]] == ["confirmed", "confirmed", "auto"]
