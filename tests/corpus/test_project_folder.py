"""What lies in seeds/, and what its results are called."""

from pathlib import Path

import pytest

from diptych.corpus import Project, result_names
from diptych.errors import ProjectError

NAMES = [
    (["a.txt", "b.html"], {"a.txt": "a", "b.html": "b"}),
    (["a.html", "a.txt"], {"a.html": "a.html", "a.txt": "a.txt"}),
    (["A.txt", "a.html"], {"A.txt": "A.txt", "a.html": "a.html"}),
    (["A.txt", "a.txt"], {"A.txt": "A.txt", "a.txt": "a.txt~2"}),
    (["a.html", "a.txt", "a.txt.md"], {"a.html": "a.html", "a.txt": "a.txt", "a.txt.md": "a.txt.md"}),
    (["\u00e9.txt", "e\u0301.md"], {"\u00e9.txt": "\u00e9.txt", "e\u0301.md": "e\u0301.md"}),
    (["x.1.txt", "x.2.txt"], {"x.1.txt": "x.1", "x.2.txt": "x.2"}),
]


@pytest.mark.parametrize(("files", "names"), NAMES)
def test_every_document_has_a_name_of_its_own(files: list[str], names: dict[str, str]) -> None:
    assert result_names(files) == names
    assert len({name.casefold() for name in names.values()}) == len(files)


def test_only_files_that_can_be_read_are_documents(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "README.md", ".hidden.txt", "scan.jpg", "noted"):
        (tmp_path / "seeds" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "seeds" / name).touch()
    (tmp_path / "seeds" / "folder").mkdir()
    (tmp_path / "seeds" / "folder.txt").mkdir()
    inputs, ignored = Project(tmp_path).inputs()
    assert [input.name for input in inputs] == ["a", "b", "folder"]
    assert ignored == [".hidden.txt", "folder", "noted", "scan.jpg"]


def test_no_seeds(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"seeds: no such folder .make a folder"):
        Project(tmp_path).inputs()
    (tmp_path / "seeds").mkdir()
    with pytest.raises(ProjectError, match=r"holds no document .put files there that end in .csv, .*.txt"):
        Project(tmp_path).inputs()
    (tmp_path / "seeds").rmdir()
    (tmp_path / "seeds").touch()
    with pytest.raises(ProjectError, match="cannot be listed: Not a directory"):
        Project(tmp_path).inputs()
