"""A project folder: where its inputs lie, what its results are called.

seeds/   documents as received
corpus/  tables, the list of documents
tei/     TEI, and its schema
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from diptych.bitext import FILES
from diptych.errors import ProjectError
from diptych.reading import SUFFIXES

_PROVENANCE = "readme"
"""Stem of the file in seeds/ that says where the documents come from, and is none itself."""


@dataclass(frozen=True, slots=True)
class Input:
    """A document to be built.

    Attributes:
        paths: its file, or the files that translate each other, in the order of their names.
        name: what its results are named after.
    """

    paths: tuple[Path, ...]
    name: str

    @property
    def files(self) -> str:
        """The names of its files, as the list of documents has them."""
        return FILES.join(path.name for path in self.paths)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with seeds/, corpus/ and tei/.

    Attributes:
        root: the folder.
    """

    root: Path

    @property
    def seeds(self) -> Path:
        """Where the documents lie."""
        return self.root / "seeds"

    @property
    def corpus(self) -> Path:
        """Where the tables go."""
        return self.root / "corpus"

    @property
    def tei(self) -> Path:
        """Where the TEI goes."""
        return self.root / "tei"

    @property
    def schema(self) -> Path:
        """The RelaxNG schema of the TEI."""
        return self.tei / "schema" / "diptych.rng"

    @property
    def documents(self) -> Path:
        """The list of documents."""
        return self.corpus / "documents.tsv"

    @property
    def state(self) -> Path:
        """What the last build remembers; may be deleted at any time."""
        return self.corpus / ".build.json"

    @property
    def lock(self) -> Path:
        """Held by a running build."""
        return self.corpus / ".lock"

    def blocks(self, name: str) -> Path:
        """The blocks table of a document."""
        return self.corpus / f"{name}.blocks.tsv"

    def sentences(self, name: str) -> Path:
        """The sentences table of a document."""
        return self.corpus / f"{name}.sentences.tsv"

    def alignment(self, name: str, pair: str) -> Path:
        """The alignment table of a document; `pair` is `ru-en`."""
        return self.corpus / f"{name}.{pair}.tsv"

    def edition(self, name: str) -> Path:
        """The TEI of a document."""
        return self.tei / f"{name}.xml"

    def shown(self, path: Path) -> str:
        """A path as messages show it: from the project folder on."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def inputs(self) -> tuple[list[Input], list[str]]:
        """The documents, sorted by file name, and the names of what lies beside them.

        Files directly in seeds/ whose suffix can be read are documents, whatever
        else is wrong with them; README files, hidden files, other suffixes and
        folders are not.

        Raises:
            ProjectError: no seeds/, or nothing in it.
        """
        names, ignored = documents_in(self.seeds)
        return [Input((self.seeds / name,), result) for name, result in result_names(names).items()], ignored


def documents_in(folder: Path) -> tuple[list[str], list[str]]:
    """The names of the documents in a folder, sorted, and of what lies beside them.

    Raises:
        ProjectError: no such folder, or no document in it.
    """
    entries = [entry for entry in _entries(folder) if entry.stem.lower() != _PROVENANCE]
    names = [entry.name for entry in entries if _is_input(entry)]
    if not names:
        raise ProjectError(
            "holds no document", folder, f"put files there that end in {', '.join(sorted(SUFFIXES))}"
        )
    return names, [entry.name for entry in entries if not _is_input(entry)]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except FileNotFoundError:
        hint = "make a folder 'seeds' and put your documents there, or name the project with --project"
        raise ProjectError("no such folder", folder, hint if folder.name == "seeds" else "") from None
    except OSError as error:
        raise ProjectError(f"cannot be listed: {error.strerror}", folder) from error


def _is_input(entry: Path) -> bool:
    """Whether a thing in seeds/ is a document; a link that leads nowhere is one that will fail."""
    return not entry.name.startswith(".") and entry.suffix.lower() in SUFFIXES


def result_names(files: Sequence[str]) -> Mapping[str, str]:
    """What the results of each file are named after: its stem, or its whole name.

    Files that share a stem, also when only case or composition of letters tells
    them apart, all get their whole name, so that the result does not depend on
    which came first. What still collides is numbered.

    >>> result_names(["a.txt", "b.html", "b.txt"])
    {'a.txt': 'a', 'b.html': 'b.html', 'b.txt': 'b.txt'}
    """
    names = {file: PurePath(file).stem for file in files}
    while clashing := _clashing(names):
        names |= {file: file for file in clashing}
    taken: Counter[str] = Counter()
    for file in files:
        key = name_key(names[file])
        taken[key] += 1
        if taken[key] > 1:
            names[file] = f"{file}~{taken[key]}"
    return names


def _clashing(names: Mapping[str, str]) -> list[str]:
    """The files that share their name with others and could still get a longer one."""
    holders = Counter(name_key(name) for name in names.values())
    return [file for file, name in names.items() if holders[name_key(name)] > 1 and name != file]


def name_key(name: str) -> str:
    """Equal for names that a file system may hold to be the same."""
    return unicodedata.normalize("NFC", name).casefold()
