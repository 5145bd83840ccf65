"""What `diptych summary` prints, writes and returns."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "tuple[int, str, str]"]


@pytest.fixture
def built(diptych: Run, project: Path) -> Path:
    diptych("build", "--project", project)
    return project


def test_figures_are_printed_and_files_written(diptych: Run, built: Path) -> None:
    status, out, err = diptych("summary", "--project", built)
    assert status == 0
    header, _, row = (line.split() for line in out.splitlines()[:3])
    assert "beads" in {*header, *out.splitlines()[1].split()}
    assert row[:6] == ["1", "de-en", "3", "3", "16", "16"]
    folder = built / "corpus" / "summary"
    assert f"wrote 7 tables and {len(list(folder.glob('*.svg')))} pictures to {folder}" in err
    assert (folder / "omissions.svg").read_bytes().startswith(b"<svg ")


def test_renderings_are_printed(diptych: Run, built: Path) -> None:
    status, out, err = diptych("summary", "--project", built, "--term", "Sitzung", "--term", "Nix")
    assert status == 0
    assert out.splitlines()[-1].split() == ["Sitzung", "de-en", "meeting", "1", "meaning"]
    assert "'Nix' stands in no aligned text; a word with a capital is found only with one" in err


def test_a_page_and_another_folder(diptych: Run, built: Path, tmp_path: Path) -> None:
    page, folder = tmp_path / "x.html", tmp_path / "figures"
    status, out, err = diptych("summary", "--project", built, "-o", folder, "--html", page, "--quiet")
    assert (status, out, err) == (0, "", "")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (folder / "texts.tsv").is_file()
    assert not (built / "corpus" / "summary").exists()


def test_one_version_alone_has_a_vocabulary(diptych: Run, built: Path) -> None:
    status, out, _ = diptych("summary", "--project", built, "--documents", "note")
    assert (status, out) == (0, "nothing is aligned; the vocabulary was counted\n")


@pytest.mark.parametrize("option", ["-o", "--html"])
@pytest.mark.parametrize(
    "place", ["seeds/figures", "seeds/letter.txt", "diptych.toml", "corpus/documents.tsv"]
)
def test_nothing_of_the_project_is_written_over(diptych: Run, built: Path, option: str, place: str) -> None:
    (built / "diptych.toml").touch()
    before = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    for command in ("summary", *(["check"] if option == "--html" else [])):
        status, out, err = diptych(command, "--project", built, option, built / place)
        assert (status, out) == (2, "")
        assert "belongs to the project" in err or "is a file" in err
    assert {path: path.read_bytes() for path in built.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--term", "?"), "'?' is no term (give a word or a name: --term Хрущев)"),
        (("--documents", "nota"), "there is no document 'nota'"),
    ],
)
def test_what_cannot_be_done_is_told(
    diptych: Run, built: Path, arguments: tuple[str, ...], message: str
) -> None:
    status, out, err = diptych("summary", "--project", built, *arguments)
    assert (status, out) == (2, "")
    assert message in err
