"""What the last build remembers, so that the next one does only what is new.

The file may be deleted at any time: everything is then built again, and what a
person wrote into a table is told from what we wrote by the TEI beside it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from diptych.corpus.project import Input, Project
from diptych.digests import digest, joint_digest

_FORMAT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as it was last built.

    Attributes:
        sha256: of the input.
        signature: of the program and its options.
        outputs: path from the project folder on -> sha256.
        row: the document's row in the list of documents.
        doubtful: number of beads with a confidence under one half.
        unaligned: number of sentences in beads with an empty side, a version each.
        guidance: digest of what its survey went by beside the program.
        all_pairs: whether its translations were aligned with each other, too.
    """

    sha256: str
    signature: str
    outputs: Mapping[str, str]
    row: Mapping[str, str]
    doubtful: int = 0
    unaligned: Mapping[str, int] = field(default_factory=dict)
    guidance: str = ""
    all_pairs: bool = False

    def is_current(
        self, project: Project, sha256: str, signature: str, guidance: str, all_pairs: bool
    ) -> bool:
        """Whether building the document again would change nothing."""
        if (self.sha256, self.signature, self.guidance) != (sha256, signature, guidance):
            return False
        if self.all_pairs != all_pairs and len(self.row["languages"].split()) > 2:
            return False
        return all(digest(project.root / path) == known for path, known in self.outputs.items())


@dataclass(frozen=True, slots=True)
class State:
    """All that is remembered.

    Attributes:
        documents: by name.
        pairing: digest of what a person stated about which files belong together.
        lines: marks of the lines of each file, as `corpus/repetition.py` packs them, by digest.
        reader: signature of the program that made the marks.
    """

    documents: Mapping[str, Entry] = field(default_factory=dict)
    pairing: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)
    reader: str = ""


def load_state(path: Path) -> State:
    """The state; an empty one where the file is missing, damaged or of another format."""
    try:
        data: Any = json.loads(path.read_text("utf-8"))
        if data["format"] != _FORMAT:
            return State()
        documents = {name: Entry(**entry) for name, entry in data["documents"].items()}
        lines = {str(key): str(marks) for key, marks in data["lines"].items()}
        return State(documents, str(data["pairing"]), lines, str(data["reader"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def state_bytes(state: State) -> bytes:
    """The state as a file; it holds no time, so that the same build leaves the same bytes."""
    data = {
        "format": _FORMAT,
        "pairing": state.pairing,
        "reader": state.reader,
        "documents": {name: asdict(entry) for name, entry in sorted(state.documents.items())},
        "lines": dict(sorted(state.lines.items())),
    }
    return (json.dumps(data, indent=1) + "\n").encode("ascii")


def input_digest(input: Input) -> str:
    """One sha256 for the files of a document; empty where one of them cannot be read."""
    digests = [digest(path) for path in input.paths]
    if not all(digests):
        return ""
    return digests[0] if len(digests) == 1 else joint_digest(digests)
