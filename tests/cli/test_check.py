"""What `diptych check` prints, writes and returns."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "tuple[int, str, str]"]

PAIRS = """id\tsource_lang\ttarget_lang\tsource\ttarget
1\tru\ten\tВ 1958 г. сдано 300 тонн.\tIn 1959 300 tons were delivered.
2\tRussian\tEnglish\tДвадцатый съезд.\tThe 20th Congress.
"""


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(PAIRS, "utf-8")
    return path


def test_a_table_of_pairs_gives_a_table_of_findings(diptych: Run, pairs: Path) -> None:
    status, out, err = diptych("check", "--pairs", pairs)
    header, row = (line.split("\t") for line in out.splitlines())
    assert header == ["id", "code", "severity", "message", "source_value", "target_value"]
    assert row[:3] == ["1", "date-changed", "error"]
    assert row[4:] == ["1958", "1959"]
    assert status == 1
    assert "1 error, 0 warning, 0 look" in err


@pytest.mark.parametrize(("fail_on", "status"), [("error", 1), ("warning", 1), ("look", 1)])
def test_the_exit_status_tells_of_grave_findings(
    diptych: Run, pairs: Path, fail_on: str, status: int
) -> None:
    assert diptych("check", "--pairs", pairs, "--fail-on", fail_on)[0] == status
    pairs.write_text(PAIRS.replace("1959", "1958"), "utf-8")
    assert diptych("check", "--pairs", pairs, "--fail-on", fail_on)[0] == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id\tsource\ttarget\n1\ta\tb\n", "has no column source_lang, target_lang"),
        (PAIRS.replace("Russian", "Klingonisch"), "'Klingonisch' is no language we know"),
        (PAIRS + "3\tru\ten\ta\tb\tc\td\n", "is no table"),
        ("", "is no table"),
    ],
)
def test_what_is_no_table_of_pairs_is_refused(diptych: Run, pairs: Path, text: str, message: str) -> None:
    pairs.write_text(text, "utf-8")
    status, out, err = diptych("check", "--pairs", pairs)
    assert (status, out) == (2, "")
    assert message in err


def test_the_table_of_pairs_is_not_overwritten(diptych: Run, pairs: Path) -> None:
    assert diptych("check", "--pairs", pairs, "-o", pairs)[0] == 2
    assert pairs.read_text("utf-8") == PAIRS


def test_pages_are_for_projects(diptych: Run, pairs: Path, tmp_path: Path) -> None:
    status, _, err = diptych("check", "--pairs", pairs, "--html", tmp_path / "x.html")
    assert status == 2
    assert "--html and --json are for projects" in err


def test_a_page_and_json_beside_the_table(diptych: Run, project: Path, tmp_path: Path) -> None:
    diptych("build", "--project", project)
    page, data = tmp_path / "x.html", tmp_path / "x.json"
    status, _, _ = diptych("check", "--project", project, "--html", page, "--json", data)
    assert status == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert data.read_text("utf-8") == "[]\n"
    assert (project / "corpus" / "findings.tsv").is_file()


def test_a_rule_that_fits_no_finding_is_told(diptych: Run, project: Path) -> None:
    (project / "diptych.toml").write_text('[checks]\nignore = [{ code = "term", before = "x" }]\n', "utf-8")
    diptych("build", "--project", project)
    assert (
        "diptych.toml hides nothing more by code term, before x" in diptych("check", "--project", project).err
    )


def test_a_quiet_check_says_nothing_of_verdicts(diptych: Run, project: Path) -> None:
    pages = [page for page in (project / "seeds").iterdir() if page.name != "note.txt"]
    for page in pages:
        page.write_text(page.read_text().replace("neun", "9").replace("nine", "7"))
    diptych("build", "--project", project)
    diptych("check", "--project", project)
    table = project / "corpus" / "findings.tsv"
    header, *rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    for row in rows:
        row[header.index("verdict")] = "accepted"
    table.write_text("".join("\t".join(row) + "\n" for row in (header, *rows)), "utf-8")
    assert f"{len(rows)} settled by a verdict" in diptych("check", "--project", project).err
    assert diptych("check", "--project", project, "-q").err == ""
