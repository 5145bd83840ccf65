"""What lies in seeds/, and what its results are called."""

from pathlib import Path

import pytest

from diptych.corpus import Project, result_names
from diptych.corpus.inputs import documents_in, inputs_of
from diptych.errors import ProjectError

NAMES = [
    (["a.txt", "b.html"], {"a.txt": "a", "b.html": "b"}),
    (["a.html", "a.txt"], {"a.html": "a.html", "a.txt": "a.txt"}),
    (["A.txt", "a.html"], {"A.txt": "A.txt", "a.html": "a.html"}),
    (["A.txt", "a.txt"], {"A.txt": "A.txt", "a.txt": "a.txt~2"}),
    (["a.html", "a.txt", "a.txt.md"], {"a.html": "a.html", "a.txt": "a.txt", "a.txt.md": "a.txt.md"}),
    (["\u00e9.txt", "e\u0301.md"], {"\u00e9.txt": "\u00e9.txt", "e\u0301.md": "e\u0301.md"}),
    (["x.1.txt", "x.2.txt"], {"x.1.txt": "x.1", "x.2.txt": "x.2"}),
    (["a/x.txt", "b/y.txt"], {"a/x.txt": "x", "b/y.txt": "y"}),
    (["a/x.txt", "b/x.txt"], {"a/x.txt": "a-x", "b/x.txt": "b-x"}),
    (["a/b/x.txt", "x.txt"], {"a/b/x.txt": "a-b-x", "x.txt": "x.txt"}),
    (["a/x.html", "a/x.txt"], {"a/x.html": "a-x.html", "a/x.txt": "a-x.txt"}),
    (["a-x.txt", "a/x.txt", "x.txt"], {"a-x.txt": "a-x.txt", "a/x.txt": "a-x.txt~2", "x.txt": "x.txt"}),
]


@pytest.mark.parametrize(("files", "names"), NAMES)
def test_every_document_has_a_name_of_its_own(files: list[str], names: dict[str, str]) -> None:
    assert result_names(files) == names
    assert len({name.casefold() for name in names.values()}) == len(files)


def test_only_files_that_can_be_read_are_documents(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "README.md", ".hidden.txt", "scan.jpg", "noted"):
        (tmp_path / "seeds" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "seeds" / name).touch()
    (tmp_path / "seeds" / "diptych.toml").touch()
    inputs, ignored = inputs_of(Project(tmp_path))
    assert [input.name for input in inputs] == ["a", "b"]
    assert ignored == [".hidden.txt", "noted", "scan.jpg"]


def test_folders_are_searched(tmp_path: Path) -> None:
    for name in (
        "1960/b.txt",
        "1958/c/a.txt",
        "1958.txt/d.txt",
        ".git/e.txt",
        "1958/README.txt",
        "1958/f.jpg",
    ):
        (tmp_path / "seeds" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "seeds" / name).touch()
    names, ignored = documents_in(tmp_path / "seeds")
    assert names == ["1958.txt/d.txt", "1958/c/a.txt", "1960/b.txt"]
    assert ignored == ["1958/f.jpg"]


def test_links_that_lead_round_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "seeds" / "a" / "b").mkdir(parents=True)
    (tmp_path / "seeds" / "a" / "x.txt").touch()
    (tmp_path / "seeds" / "a" / "b" / "up").symlink_to(tmp_path / "seeds")
    (tmp_path / "seeds" / "a" / "b" / "here").symlink_to(".")
    (tmp_path / "seeds" / "z").symlink_to("a")
    assert documents_in(tmp_path / "seeds") == (["a/x.txt"], [])


def test_no_seeds(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"seeds: no such folder .make a folder"):
        inputs_of(Project(tmp_path))
    (tmp_path / "seeds").mkdir()
    with pytest.raises(ProjectError, match=r"holds no document .put files there that end in .csv, .*.txt"):
        inputs_of(Project(tmp_path))
    (tmp_path / "seeds").rmdir()
    (tmp_path / "seeds").touch()
    with pytest.raises(ProjectError, match="cannot be listed: Not a directory"):
        inputs_of(Project(tmp_path))
