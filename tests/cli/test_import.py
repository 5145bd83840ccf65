"""What `diptych export` and `diptych import` print."""

from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.corpus import build

Run = Callable[..., "tuple[int, str, str]"]


@pytest.fixture
def built(project: Path) -> Path:
    build(project)
    return project


def test_there_and_back(diptych: Run, built: Path) -> None:
    out = built / "reviewers"
    status, printed, err = diptych("export", "--to", "jsonl", "--project", built, "-o", out)
    path = out / "corpus.de-en.jsonl"
    assert (status, printed) == (0, "")
    assert err.splitlines() == [
        f"diptych: wrote {path}",
        "diptych: 3 beads, 1 files",
        "diptych: note: nothing to align; it is in tei/note.xml",
    ]
    assert diptych("import", path, "--project", built) == (0, "", "diptych: nothing changed\n")
    path.write_text(path.read_text("utf-8").replace('"auto"', '"confirmed"', 2), "utf-8")
    status, printed, err = diptych("import", path, "--project", built)
    name = next((built / "seeds").glob("a_*")).stem
    assert (status, printed) == (0, "")
    assert err.splitlines() == [
        f"diptych: {name}.de-en: 2 confirmed",
        "diptych: run `diptych build` to align the rest around them",
    ]
    assert diptych("import", path, "--project", built, "-q") == (0, "", "")


def test_an_export_of_changed_seeds_says_so_however_quiet(diptych: Run, built: Path) -> None:
    seed = next((built / "seeds").glob("a_*"))
    seed.write_text(seed.read_text("utf-8") + "\n", "utf-8")
    _, _, err = diptych("export", "--to", "jsonl", "--project", built, "-q")
    assert err == (
        f"diptych: changed in seeds/ since the last build, handed on as it was: {seed.stem}; "
        "run `diptych build`\n"
    )


def test_a_file_that_does_not_fit_is_one_line_and_status_2(diptych: Run, built: Path) -> None:
    path = built / "x.jsonl"
    path.write_text("{}\n")
    status, printed, err = diptych("import", path, "--project", built)
    assert (status, printed) == (2, "")
    assert err == f"diptych: {path}:1: has no field 'document' (keep this field as the export has it)\n"


def test_the_formats_are_listed(diptych: Run) -> None:
    from diptych.exchange import FORMATS

    lines = [
        line.split()[0]
        for line in diptych("export", "--help")[1].partition("Formats:")[2].split("\n")
        if line
    ]
    assert set(FORMATS) <= set(lines)
