"""The rows of an alignment table that a person may have edited, each understood on its own."""

from dataclasses import dataclass
from pathlib import Path

from diptych.errors import TableError
from diptych.model import Bead, Status
from diptych.tables.dialect import read_cells, unquote

OPEN = "to be aligned by the next build"
"""The reason of a row for a sentence whose bead gave way to a person's decision: it decides nothing."""


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """A row of an alignment table as it was found.

    Attributes:
        where: file and row, as errors name it.
        bead: what the row says; its ids are in the order of the cell.
        source_text: the cell, for comparison only.
        target_text: the cell, for comparison only.
    """

    where: str
    bead: Bead
    source_text: str
    target_text: str

    @property
    def is_open(self) -> bool:
        """Whether the row only keeps a sentence for the next build."""
        bead = self.bead
        is_one = len(bead.source) + len(bead.target) == 1
        return is_one and bead.status is Status.AUTO and bead.reason == OPEN


def parse_rows(table: Path | bytes, where: str = "") -> list[AlignmentRow]:
    """The rows of an alignment table, each understood on its own.

    Raises:
        TableError: no such table, or a cell that says nothing valid.
    """
    where = where or (str(table) if isinstance(table, Path) else "alignment table")
    rows = []
    for number, cells in read_cells(table, "alignment", where).items():
        place = f"{where}, row {number}"
        _, _, source, target, source_text, target_text, confidence, status, reason = cells
        bead = Bead(
            source=_ids(source),
            target=_ids(target),
            confidence=_confidence(confidence, place),
            status=_status(status, place),
            reason=unquote(reason),
        )
        rows.append(AlignmentRow(place, bead, source_text, target_text))
    return rows


def _ids(text: str) -> tuple[str, ...]:
    return tuple(unquote(text).replace(",", " ").replace(";", " ").split())


def _confidence(text: str, where: str) -> float:
    """A number as a spreadsheet may have rewritten it; a person's new row may leave it empty."""
    number = unquote(text).strip().replace(",", ".")
    try:
        confidence = float(number) if number else 1.0
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise TableError(f"{text!r} is no confidence", where, "a number from 0 to 1, or nothing")
    return confidence


def _status(text: str, where: str) -> Status:
    """A person's new row may leave it empty."""
    try:
        return Status(unquote(text).strip().lower() or Status.AUTO)
    except ValueError:
        raise TableError(
            f"{text!r} is no status", where, f"one of {', '.join(status.value for status in Status)}"
        ) from None
