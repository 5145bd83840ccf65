"""seeds/ with folders in it, and builds of a part of it."""

from pathlib import Path

import pytest

from diptych.corpus import build, pair_folder
from diptych.errors import ProjectError
from diptych.tei import validate_tei

from .conftest import LETTER, NOTE
from .results import listed, results, rows
from .test_settings import PAIR, states


@pytest.fixture
def years(root: Path) -> Path:
    """The letter in three places, the note in one."""
    for year in ("1958", "1960"):
        (root / "seeds" / year).mkdir()
        (root / "seeds" / year / "letter.txt").write_text(LETTER, "utf-8")
    return root


def test_results_lie_side_by_side(years: Path) -> None:
    assert states(build(years)) == {n: "built" for n in ("1958-letter", "1960-letter", "letter.txt", "note")}
    table = rows(years / "corpus" / "documents.tsv")
    assert [row[:2] for row in table][:2] == [
        ["1958-letter", "1958/letter.txt"],
        ["1960-letter", "1960/letter.txt"],
    ]
    assert all(place.count("/") == 1 for place in results(years) if not place.startswith("tei/schema"))
    edition = (years / "tei" / "1958-letter.xml").read_bytes()
    assert validate_tei(edition) == []
    assert b"1958/letter.txt" in edition
    before = results(years)
    assert set(states(build(years)).values()) == {"kept"}
    assert results(years) == before


def test_errors_name_the_whole_path(years: Path) -> None:
    (years / "seeds" / "1960" / "letter.txt").write_bytes(b"")
    assert build(years).failed[0].error.startswith("seeds/1960/letter.txt: the file is empty")


@pytest.mark.parametrize(
    "names", [("ru/letter.txt", "en/letter.txt"), ("5/letter.ru.txt", "5/letter.en.txt")]
)
def test_translations_find_each_other_in_folders(tmp_path: Path, names: tuple[str, str]) -> None:
    texts = LETTER.partition("The Cuban")
    for name, text in zip(names, (texts[0], "".join(texts[1:])), strict=True):
        (tmp_path / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    build(tmp_path)
    assert listed(tmp_path) == {"letter": ("ok", "")}
    assert sorted(rows(tmp_path / "corpus" / "documents.tsv")[0][1].split("; ")) == sorted(names)
    assert set(states(build(tmp_path)).values()) == {"kept"}
    assert {pair_folder(tmp_path / "seeds").groups[0].names} <= {names, names[::-1]}


def test_the_same_name_in_other_folders_pairs_nothing(tmp_path: Path) -> None:
    for name, text in (("1958/letter.ru.txt", LETTER.partition("The")[0]), ("1960/letter.en.txt", NOTE)):
        (tmp_path / "seeds" / name).parent.mkdir(parents=True)
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    assert set(states(build(tmp_path))) == {"letter.ru", "letter.en"}


def made(root: Path) -> dict[str, bytes]:
    """All results but what the build remembers for itself."""
    return {place: data for place, data in results(root).items() if place != "corpus/.build.json"}


def test_only_what_is_asked_for_is_built(years: Path) -> None:
    assert states(build(years, only=["1958/*"])) == {"1958-letter": "built"}
    assert set(listed(years)) == {"1958-letter"}
    assert states(build(years, only=["note.txt", "1958/**"])) == {"1958-letter": "kept", "note": "built"}
    before = made(years)
    (years / "seeds" / "note.txt").write_text("Something else was found in the archive much later.\n")
    assert states(build(years, only=["1958/*"])) == {"1958-letter": "kept"}
    assert made(years) == before
    assert states(build(years, only=["1958/*"], force=True)) == {"1958-letter": "built"}
    assert made(years) == before
    assert states(build(years))["note"] == "built"


def test_asking_for_one_file_of_a_pair_builds_the_pair(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name, text in PAIR.items():
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    build(tmp_path)
    with (tmp_path / "seeds" / "report.txt").open("a") as file:
        file.write("Nothing more was said.\n")
    assert states(build(tmp_path, only=["bericht.txt"])) == {"bericht": "built"}


def test_a_file_that_loses_its_pair_is_built_too(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name, text in PAIR.items():
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    build(tmp_path)
    (tmp_path / "diptych.toml").write_text('["report.txt"]\nalone = true')
    assert states(build(tmp_path, only=["bericht.txt"])) == {"bericht": "built", "report": "built"}


def test_asking_for_nothing_that_is_there(years: Path) -> None:
    with pytest.raises(ProjectError, match=r"no document in seeds/ matches '1959/\*'"):
        build(years, only=["1959/*"])
    with pytest.raises(
        ProjectError, match=r"there is no document 'lettre.txt' in seeds/ .did you mean 'letter"
    ):
        build(years, only=["lettre.txt"])
