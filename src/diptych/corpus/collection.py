"""`tei/corpus.xml`: all documents that were built, as one corpus that includes their files."""

from collections.abc import Mapping
from pathlib import Path

from diptych.corpus.project import Project
from diptych.corpus.state import Entry
from diptych.errors import TeiError
from diptych.tei import Part, read_tei, write_collection


def collection(project: Project, entries: Mapping[str, Entry]) -> bytes:
    """The corpus of what stands in tei/; empty where nothing does.

    Args:
        project: where the files lie.
        entries: every document, as it was last built.
    """
    found = (_part(project, name, entry) for name, entry in sorted(entries.items()))
    parts = [part for part in found if part]
    return write_collection(parts) if parts else b""


def _part(project: Project, name: str, entry: Entry) -> Part | None:
    """A document, unless there is no edition of it; of one that failed the edition that it had stays."""
    path = project.edition(name)
    if project.shown(path) not in entry.outputs or not path.is_file():
        return None
    return _of_row(name, entry.row) if entry.row["languages"] else _of_edition(name, path)


def _of_row(name: str, row: Mapping[str, str]) -> Part:
    numbers = tuple(map(int, row["sentences"].split()))
    return Part(name, row["title"], row["date"], tuple(row["languages"].split()), numbers, int(row["beads"]))


def _of_edition(name: str, path: Path) -> Part | None:
    try:
        corpus = read_tei(path.read_bytes(), path.name)
    except TeiError:
        return None
    languages = tuple(version.language for version in corpus.versions)
    numbers = tuple(len(version.sentences) for version in corpus.versions)
    return Part(name, corpus.title, "", languages, numbers, sum(len(a.beads) for a in corpus.alignments))
