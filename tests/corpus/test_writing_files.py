"""Files appear whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from diptych.corpus.writing import remove_leftovers, write_all
from diptych.errors import ProjectError


@pytest.fixture
def two(tmp_path: Path) -> dict[Path, bytes]:
    (tmp_path / "a").write_bytes(b"old a")
    return {tmp_path / "a": b"new a", tmp_path / "b": b"new b"}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_are_written_with_usual_permissions(two: dict[Path, bytes], tmp_path: Path) -> None:
    write_all(two | {tmp_path / "new" / "folder" / "c": b"c"})
    assert all(path.read_bytes() == data for path, data in two.items())
    assert names(tmp_path) == ["a", "b", "new"]
    (tmp_path / "usual").touch()
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.ENOSPC, "No space left on device .the disk is full; make room"),
        (errno.EDQUOT, "your disk quota"),
        (errno.EROFS, "Read-only file system"),
        (errno.EIO, "cannot be written"),
    ],
)
def test_nothing_is_lost_when_a_write_fails(
    two: dict[Path, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    code: int,
    message: str,
) -> None:
    real, calls = getattr(os, step), []

    def failing(*args: object) -> None:
        calls.append(args)
        if len(calls) == (2 if step == "fsync" else 1):
            raise OSError(code, os.strerror(code), str(args[0]))
        real(*args)

    monkeypatch.setattr(os, step, failing)
    with pytest.raises(ProjectError, match=message):
        write_all(two)
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old a"


def test_an_interruption_leaves_nothing_behind(
    two: dict[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(two)
    assert names(tmp_path) == ["a"]


def test_leftovers_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    for name in (".diptych-x.part", ".other.part", "kept"):
        (tmp_path / name).touch()
    remove_leftovers(tmp_path)
    assert names(tmp_path) == [".other.part", "kept"]
