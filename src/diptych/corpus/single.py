"""Files looked at one by one, without a build: which are meant, and what a build would make of each."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from diptych.corpus.guidance import NO_GUIDANCE, Guidance
from diptych.corpus.inputs import documents_in, inputs_of
from diptych.corpus.project import Project
from diptych.corpus.repetition import repeated_then
from diptych.corpus.settings import project_settings
from diptych.corpus.state import load_state
from diptych.errors import ReadingError
from diptych.model import Document
from diptych.pipeline import prepare
from diptych.reading import MAX_BYTES, SUFFIXES, read


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as a build would see it.

    Attributes:
        document: before its versions are compared.
        guidance: what the survey went by.
    """

    document: Document
    guidance: Guidance


def meant(names: Iterable[Path | str]) -> list[Path]:
    """The files that a person names.

    Args:
        names: files, folders (searched with the folders in them) and patterns (`letters/**/*.txt`).

    Raises:
        ProjectError: a folder holds no document.
        ReadingError: a pattern fits no document.
    """
    return list(dict.fromkeys(path for name in names for path in _meant(Path(name))))


def _meant(name: Path) -> Iterator[Path]:
    if name.is_dir():
        files, _ = documents_in(name)
        yield from (name / file for file in files)
    elif name.exists() or not any(sign in str(name) for sign in "*?["):
        yield name
    else:
        found = (Path(path) for path in sorted(glob(str(name), recursive=True)))
        fitting = [path for path in found if path.suffix.lower() in SUFFIXES and not path.is_dir()]
        if not fitting:
            known = ", ".join(sorted(SUFFIXES))
            raise ReadingError("no document fits this pattern", name, f"documents end in {known}")
        yield from fitting


def look_at(path: Path, encoding: str | None = None, max_bytes: int = MAX_BYTES) -> Looked:
    """A file as a build of the project in which it lies would see it; any other file by itself.

    Args:
        path: the file.
        encoding: overrules what the project states and what would be detected.
        max_bytes: larger files are refused.

    Raises:
        ReadingError: the file is no document.
        ProjectError: the project's `diptych.toml` holds a mistake, or does not fit the file.
    """
    guidance = _guidance(path)
    source = read(path, encoding or guidance.settings.encoding or None, max_bytes)
    overrides = guidance.settings.overrides(source.text)
    return Looked(prepare(source, overrides, guidance.repeated), guidance)


def _guidance(path: Path) -> Guidance:
    """What a build of its project would go by for a file; what repeats is known from the last build."""
    whole = Path(os.path.abspath(path))
    for folder in whole.parents:
        project = Project(folder.parent)
        if folder == project.seeds and (project.settings or project.state.is_file()):
            inputs, _ = inputs_of(project)
            files = [member for input in inputs for member in input.members]
            settings = project_settings(project)
            settings.check(files)
            member = whole.relative_to(folder).as_posix()
            return Guidance(settings.of(member), repeated_then(load_state(project.state)))
    return NO_GUIDANCE
