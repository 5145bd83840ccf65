"""What `diptych pair` prints."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "tuple[int, str, str]"]
PAPERS = Path(__file__).parent.parent / "alignment" / "papers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, paper in (("brief", "harvest.de"), ("report", "harvest.en"), ("play", "theatre.ru")):
        (tmp_path / f"{name}.txt").write_bytes((PAPERS / f"{paper}.txt").read_bytes())
    (tmp_path / "empty.txt").touch()
    (tmp_path / "README.md").write_text("Where they come from.")
    return tmp_path


def test_pairs_and_those_left_alone(diptych: Run, folder: Path) -> None:
    status, out, err = diptych("pair", folder)
    assert status == 0
    lines = out.splitlines()
    assert lines[0].split() == ["source", "target", "languages", "score", "reason"]
    assert lines[1].split()[:5] == ["brief.txt", "report.txt", "de", "en", "1.00"]
    assert "sentences in step" in lines[1]
    assert [line.split()[0] for line in lines[3:]] == ["left", "empty.txt", "play.txt"]
    assert "the file is empty" in out
    assert "no other document fits" in out
    assert err.splitlines()[-1] == "diptych: 1 pair, 2 left alone"
    assert "nothing says which is the original" in err


def test_a_table_for_other_programs(diptych: Run, folder: Path) -> None:
    _, out, _ = diptych("pair", folder, "--to", "tsv", "-q")
    header, row = (line.split("\t") for line in out.splitlines())
    assert header == ["source", "target", "languages", "score", "reason"]
    assert row[:4] == ["brief.txt", "report.txt", "de en", "1.00"]
    target = folder / "pairs.tsv"
    assert diptych("pair", folder, "-o", target, "-q") == (0, "", "")
    assert target.read_text("utf-8") == out


def test_the_least_score(diptych: Run, folder: Path) -> None:
    assert "0 pairs, 4 left alone" in diptych("pair", folder, "--min-score", "1")[2]


@pytest.mark.parametrize("args", [["nowhere"], [".", "--min-score", "2"], []])
def test_wrong_use(diptych: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = diptych("pair", *args)
    assert (status, out, len(err.splitlines())) == (2, "", 1)


def test_what_diptych_toml_states_holds(diptych: Run, folder: Path) -> None:
    stated = folder / "diptych.toml"
    for toml, reasons in (
        ('["play.txt"]\nalone = true', ["diptych.toml: alone"]),
        ('[pairing]\napart = [["brief.txt", "report.txt"]]', ["no other document fits"] * 3),
        ('[pairing]\ntogether = [["play.txt", "report.txt"]]', ["with report.txt", "with play.txt"]),
    ):
        stated.write_text(toml, "utf-8")
        status, out, _ = diptych("pair", folder)
        assert status == 0
        assert all(reason in out for reason in reasons), out
    stated.write_text('["nothing.txt"]\nalone = true', "utf-8")
    assert diptych("pair", folder)[0] == 2
