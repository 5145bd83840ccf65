"""What a check looks at: a source text and its translation."""

from dataclasses import dataclass
from functools import cached_property

from diptych.checks.readings import Value
from diptych.checks.units import units
from diptych.checks.values import values


@dataclass(frozen=True)
class Pair:
    """A text and its translation, one bead of an alignment or a row of a table.

    Attributes:
        id: as findings name it.
        source_language: BCP 47 code.
        target_language: BCP 47 code.
        source: the text; empty where the translation adds something.
        target: the translation; empty where it leaves something out.
    """

    id: str
    source_language: str
    target_language: str
    source: str
    target: str

    @cached_property
    def source_values(self) -> list[Value]:
        """Numbers and dates of the source."""
        return values(self.source, self.source_language, self._is_measured)

    @cached_property
    def target_values(self) -> list[Value]:
        """Numbers and dates of the target."""
        return values(self.target, self.target_language, self._is_measured)

    @property
    def _is_measured(self) -> bool:
        """Whether the units of both languages are known."""
        return all(units(language).sizes for language in (self.source_language, self.target_language))
