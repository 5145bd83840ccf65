"""Our own alignment tables, copied out of the project and edited elsewhere."""

from diptych.exchange.parallel import ParallelText
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.tables import parse_rows


def is_alignment_table(data: bytes) -> bool:
    """Whether a file has the head of one; a spreadsheet may have made UTF-16 of it."""
    return b"source_ids" in data[:1000].replace(b"\0", b"")


def read_alignment_table(data: bytes, where: str, text: ParallelText) -> Returned:
    """The rows of a table of this text; rows that are not there were not asked for.

    Args:
        data: the file.
        where: its name, for errors.
        text: whose alignment it is.

    Raises:
        TableError: it is no such table, or a cell says nothing valid.
    """
    beads = tuple(
        ReturnedBead(
            row.bead.source,
            row.bead.target,
            row.where,
            row.bead.status,
            row.bead.confidence,
            (row.source_text, row.target_text) if row.source_text or row.target_text else None,
            reason=row.bead.reason,
        )
        for row in parse_rows(data, where)
    )
    return Returned(text.document, text.source.version, text.target.version, beads)
