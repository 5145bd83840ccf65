"""What in seeds/ is a document, and what its results are named after."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from diptych.corpus.project import SETTINGS, WHOLE, Input, Project
from diptych.errors import ProjectError
from diptych.reading import SUFFIXES
from diptych.tei import included_files

_PROVENANCE = "readme"
"""Stem of the file in seeds/ that says where the documents come from, and is none itself."""

_UNNAMEABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What no name of a result holds: it acts on terminals, ends cells and lines, or is half a character."""


def inputs_of(project: Project) -> tuple[list[Input], list[str]]:
    """The documents, sorted by path, and the paths of what lies beside them.

    Files in seeds/ and its folders whose suffix can be read are documents,
    whatever else is wrong with them; README files, hidden files and folders,
    and other suffixes are not.

    Raises:
        ProjectError: no seeds/, or nothing in it.
    """
    names, ignored = documents_in(project.seeds)
    return [Input(project.seeds, (name,), result) for name, result in result_names(names).items()], ignored


def documents_in(folder: Path) -> tuple[list[str], list[str]]:
    """The documents in a folder and the folders in it, and what lies beside them.

    Args:
        folder: searched with the folders in it but hidden ones, each once, however many links lead there.

    Returns:
        Paths from the folder on, with slashes, sorted.

    Raises:
        ProjectError: no such folder, or no document in it.
    """
    found = [path for path in _files(folder) if PurePath(path).stem.lower() != _PROVENANCE]
    names = [path for path in found if _is_input(PurePath(path)) and not _is_whole(folder / path)]
    if not names:
        raise ProjectError(
            "holds no document", folder, f"put files there that end in {', '.join(sorted(SUFFIXES))}"
        )
    return names, [path for path in found if path not in names and path != SETTINGS]


def _files(folder: Path) -> list[str]:
    """Every file, or link that leads nowhere, in a folder and the folders in it."""
    found: list[str] = []
    waiting = [(folder, "")]
    searched: set[tuple[int, int]] = set()
    if folder.is_dir():
        _is_new(folder, searched)
    while waiting:
        place, prefix = waiting.pop()
        entries = _entries(place)
        for entry in entries:
            if not entry.is_dir():
                found.append(prefix + entry.name)
        folders = [entry for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
        new = [entry for entry in sorted(folders, key=Path.is_symlink) if _is_new(entry, searched)]
        waiting += [(entry, f"{prefix}{entry.name}/") for entry in reversed(new)]
    return sorted(found)


def _is_new(folder: Path, searched: set[tuple[int, int]]) -> bool:
    """Whether a folder was not searched before; links may lead round in a circle."""
    status = folder.stat()
    key = status.st_dev, status.st_ino
    is_new = key not in searched
    searched.add(key)
    return is_new


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except FileNotFoundError:
        hint = "make a folder 'seeds' and put your documents there, or name the project with --project"
        raise ProjectError("no such folder", folder, hint if folder.name == "seeds" else "") from None
    except OSError as error:
        raise ProjectError(f"cannot be listed: {error.strerror}", folder) from error


def _is_input(file: PurePath) -> bool:
    """Whether a file in seeds/ is a document; a link that leads nowhere is one that will fail."""
    return not file.name.startswith(".") and file.suffix.lower() in SUFFIXES


def _is_whole(path: Path) -> bool:
    """Whether a file is the corpus that a build wrote, which holds nothing but its documents' addresses."""
    if path.name != f"{WHOLE}.xml":
        return False
    try:
        return bool(included_files(path.read_bytes()))
    except OSError:
        return False


def result_names(files: Sequence[str]) -> Mapping[str, str]:
    r"""What the results of each file are named after: its stem, or more of its path where stems are shared.

    Files that share a stem, also when only case or composition of letters tells them apart, all
    get a longer name, so that the result does not depend on which came first: with the folders
    that they lie in, or with the suffix, or with both. What still collides is numbered.

    >>> result_names(["a.txt", "b.html", "b.txt", "1958/c.txt", "1960/c.txt"])
    {'a.txt': 'a', 'b.html': 'b.html', 'b.txt': 'b.txt', '1958/c.txt': '1958-c', '1960/c.txt': '1960-c'}
    >>> result_names(["corpus.txt"])
    {'corpus.txt': 'corpus.txt'}
    >>> result_names(["new\nline.txt"])
    {'new\nline.txt': 'new_line'}
    """
    longer = {file: list(_names(PurePath(file))) for file in files}
    names = {file: longer[file].pop(0) for file in files}
    while clashing := [file for file in _clashing(names) if longer[file]]:
        names |= {file: longer[file].pop(0) for file in clashing}
    taken = Counter([WHOLE])
    for file in files:
        key = name_key(names[file])
        taken[key] += 1
        if taken[key] > 1:
            names[file] = f"{names[file]}~{taken[key]}"
    return names


def _names(file: PurePath) -> Iterator[str]:
    """What results can be named after, from short to long; never with a slash or a line end in it."""
    yield nameable(file.stem)
    if len(file.parts) > 1:
        yield nameable("-".join((*file.parts[:-1], file.stem)))
    yield nameable("-".join(file.parts))


def nameable(name: str) -> str:
    """The name of a file as one that results can have."""
    return _UNNAMEABLE.sub("_", name)


def _clashing(names: Mapping[str, str]) -> list[str]:
    """The files that share their name with others."""
    holders = Counter([WHOLE, *map(name_key, names.values())])
    return [file for file, name in names.items() if holders[name_key(name)] > 1]


def name_key(name: str) -> str:
    """Equal for names that a file system may hold to be the same."""
    return unicodedata.normalize("NFC", name).casefold()
