"""What a document's survey goes by: what a person states, what repeats in the collection."""

import hashlib
from dataclasses import dataclass

from diptych.corpus.settings import NOTHING, FileSettings
from diptych.survey import NOTHING_REPEATED, Repeated


@dataclass(frozen=True, slots=True)
class Guidance:
    """For one file.

    Attributes:
        settings: what a person states about it.
        repeated: its lines that stand in many documents of the collection.
        all_pairs: whether the translations in it are to be aligned with each other, too.
    """

    settings: FileSettings = NOTHING
    repeated: Repeated = NOTHING_REPEATED
    all_pairs: bool = False

    @property
    def digest(self) -> str:
        """Empty where nothing is stated and nothing repeats."""
        if not self.repeated.lines:
            return self.settings.digest
        marks = sorted(self.repeated.lines), sorted(self.repeated.of_site)
        return hashlib.sha256(f"{self.settings.digest} {marks}".encode()).hexdigest()


NO_GUIDANCE = Guidance()


@dataclass(frozen=True, slots=True)
class JointGuidance:
    """For the files of one document, in their order."""

    files: tuple[Guidance, ...]

    @property
    def digest(self) -> str:
        """Of all of them; empty where there is none for any file."""
        return " ".join(one.digest for one in self.files).strip()

    @property
    def all_pairs(self) -> bool:
        """Whether it is so for one of the files."""
        return any(one.all_pairs for one in self.files)

    @property
    def originals(self) -> tuple[str, ...]:
        """The languages that a person states to be the original's, each once."""
        return tuple(dict.fromkeys(one.settings.original for one in self.files if one.settings.original))
