"""Files appear whole or not at all.

All files of a document are first written beside their places under temporary
names, and only when every one is on the disk do they take their names. A full
disk, a crash or Ctrl-C on the way leaves what was there before.
"""

import errno
import os
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from diptych.errors import ProjectError

_PREFIX = ".diptych-"
_SUFFIX = ".part"

_HINTS = {
    errno.ENOSPC: "the disk is full; make room and build again, nothing was overwritten",
    errno.EDQUOT: "your disk quota is used up; make room and build again, nothing was overwritten",
    errno.EACCES: "you may not write there; check the permissions of the folder",
    errno.EPERM: "you may not write there; check the permissions of the folder",
    errno.EROFS: "the disk is read-only; copy the project to where you may write",
    errno.ENAMETOOLONG: "give the input file a shorter name",
}


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files, or none.

    They take their names in the order given.

    Raises:
        ProjectError: a file cannot be written; none was replaced.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            parts[path] = _reserve(path)
            _fill(parts[path], data)
        for path, part in parts.items():
            os.replace(part, path)
    except OSError as error:
        raise writing_error(error, error.filename2 or error.filename or path) from error
    finally:
        _discard(parts.values())
    for folder in {path.parent for path in files}:
        _sync_folder(folder)


def writing_error(error: OSError, where: object) -> ProjectError:
    """The same error as people should read it."""
    what = f"cannot be written: {error.strerror or error}"
    return ProjectError(what, where, _HINTS.get(error.errno or 0, ""))


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files that a killed build left; only call it under the project's lock."""
    for part in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            part.unlink()


def _reserve(path: Path) -> Path:
    """An empty temporary file in the folder of `path`, which is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    os.close(handle)
    return Path(name)


def _fill(part: Path, data: bytes) -> None:
    """Write to the disk itself, with the permissions that a new file would have."""
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.chmod(0o666 & ~_umask())


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _discard(parts: Iterable[Path]) -> None:
    for part in parts:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new names last; not every file system can, and none needs it to be right."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back to the end of a stretch in which files and books must change together."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed and callable(before):
        before(signal.SIGINT, None)
