"""Patterns for files, as people write them: `*.txt`, `letters/*`, `**/1958-??.md`."""

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from diptych.errors import ProjectError


def matches(pattern: str, file: str) -> bool:
    """Whether a file is meant by a pattern.

    A pattern without a slash is about the file's name, in whatever folder; one with a slash is
    about the whole path. `*` and `?` stand for what is not a slash, `**` for any number of folders.
    A file's own name means it even where it holds such signs.

    Args:
        pattern: as a person wrote it.
        file: path from seeds/ on, with slashes.

    >>> [matches(p, "letters/1958/a.txt") for p in ("*.txt", "letters/*.txt", "letters/**", "a.txt")]
    [True, False, True, True]
    """
    pattern, file = (unicodedata.normalize("NFC", text) for text in (pattern, file))
    if pattern == file:
        return True
    path = file.split("/")
    sought = pattern.removeprefix("/").split("/")
    if "/" not in pattern:
        return pattern == path[-1] or fnmatchcase(path[-1], pattern)
    return _matches(tuple(sought), tuple(path))


def _matches(pattern: Sequence[str], path: Sequence[str]) -> bool:
    """Whether the parts of a path follow the parts of a pattern."""
    reached = {0}  # numbers of parts of the path that the pattern has come to
    for part in pattern:
        if part == "**":
            reached = set(range(min(reached), len(path) + 1)) if reached else set()
        else:
            reached = {n + 1 for n in reached if n < len(path) and fnmatchcase(path[n], part)}
    return len(path) in reached


def check_patterns(patterns: Iterable[str], files: Sequence[str], where: str = "") -> None:
    """Refuse what means no document.

    Args:
        patterns: files or patterns, as a person wrote them.
        files: the documents, by their paths from seeds/ on.
        where: a person wrote them, for the message.

    Raises:
        ProjectError: one of them means none of the documents.
    """
    for pattern in patterns:
        if any(matches(pattern, file) for file in files):
            continue
        if any(sign in pattern for sign in "*?["):
            hint = "a pattern with a slash is about the whole path from seeds/ on, one without about the name"
            raise ProjectError(f"no document in seeds/ matches {pattern!r}", where, hint)
        known = list(dict.fromkeys([*files, *(file.rpartition("/")[2] for file in files)]))
        raise ProjectError(f"there is no document {pattern!r} in seeds/", where, suggestion(pattern, known))


def suggestion(word: str, known: Sequence[str], spelt_out: bool = False) -> str:
    """What a misspelt word may have meant, for the hint of a message.

    Args:
        word: as it was written.
        known: what could have been meant.
        spelt_out: whether all that is known is named in any case.
    """
    close = get_close_matches(word, known, 1)
    said = [f"did you mean {close[0]!r}?"] if close else []
    said += [f"known are {', '.join(known)}"] if spelt_out or (not close and len(known) < 20) else []
    return "; ".join(said)
