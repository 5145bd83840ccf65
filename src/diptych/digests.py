"""The sha256 of files, by which it is told whether they are as they were."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(path: Path) -> str:
    """The sha256 of a file; empty where it cannot be read or is none."""
    if not path.is_file():  # a pipe would block, a folder fail
        return ""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def joint_digest(digests: Iterable[str]) -> str:
    """One digest for several files, whatever their order."""
    return hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()
