"""A project folder: where its inputs lie, what its results are called.

seeds/   documents as received
corpus/  tables, the list of documents
tei/     TEI, and its schema
"""

from dataclasses import dataclass
from pathlib import Path

from diptych.model import FILES

SETTINGS = "diptych.toml"
"""What a person states about the documents."""

WHOLE = "corpus"
"""What the TEI of all documents together is called; no document is named so."""


@dataclass(frozen=True, slots=True)
class Input:
    """A document to be built.

    Attributes:
        seeds: the folder in which its files lie, or in folders of it.
        members: its file, or the files that translate each other, in the order of their names; each
            as its path from the folder on, with slashes.
        name: what its results are named after.
    """

    seeds: Path
    members: tuple[str, ...]
    name: str

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where its files lie."""
        return tuple(self.seeds / member for member in self.members)

    @property
    def files(self) -> str:
        """Its files, as the list of documents has them."""
        return FILES.join(self.members)


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
    def findings(self) -> Path:
        """What `diptych check` found."""
        return self.corpus / "findings.tsv"

    @property
    def verdicts(self) -> Path:
        """What people said of findings."""
        return self.corpus / "verdicts.tsv"

    @property
    def summary(self) -> Path:
        """Where the tables and pictures of `diptych summary` go."""
        return self.corpus / "summary"

    @property
    def state(self) -> Path:
        """What the last build remembers; may be deleted at any time."""
        return self.corpus / ".build.json"

    @property
    def settings(self) -> Path | None:
        """What a person states; the file beside seeds/ wins over one inside."""
        places = (self.root / SETTINGS, self.seeds / SETTINGS)
        return next((path for path in places if path.is_file()), None)

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

    @property
    def whole(self) -> Path:
        """The TEI that includes that of all documents."""
        return self.edition(WHOLE)

    def edition(self, name: str) -> Path:
        """The TEI of a document."""
        return self.tei / f"{name}.xml"

    def shown(self, path: Path) -> str:
        """A path as messages show it: from the project folder on."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
