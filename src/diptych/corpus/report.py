"""What a build tells the person who started it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        name: what its results are named after.
        row: its row in the list of documents.
        built: False if the results of an earlier build were still good.
        doubtful: number of beads with a confidence under one half.
        unaligned: number of sentences in beads with an empty side, a version each.
        error: why it failed; empty if it did not.
    """

    name: str
    row: Mapping[str, str]
    built: bool
    doubtful: int = 0
    unaligned: Mapping[str, int] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of a project.

    Attributes:
        outcomes: sorted by name.
        ignored: names in seeds/ that were not taken for documents.
        notes: what the person should know, a line each.
    """

    outcomes: tuple[Outcome, ...]
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The documents that could not be built."""
        return tuple(outcome for outcome in self.outcomes if outcome.error)
