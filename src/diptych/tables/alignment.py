"""The alignment table as it is written: one bead a row, in text order."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from diptych.model import Alignment, Bead, Document
from diptych.tables.cells import cell
from diptych.tables.columns import COLUMNS


def alignment_table(document: Document, alignment: Alignment) -> pd.DataFrame:
    """The beads of the text, one a row, in text order; rejected ones stand before what replaces them."""
    return beads_table(_with_rejected(alignment.beads, alignment.rejected), document.text)


def beads_table(beads: Iterable[Bead], words: Callable[[tuple[str, ...]], str]) -> pd.DataFrame:
    """Beads as an alignment table, in their order.

    Args:
        beads: of one alignment.
        words: the sentences of ids, one blank between two.
    """
    rows = [
        (
            str(number),
            bead.kind,
            " ".join(bead.source),
            " ".join(bead.target),
            cell(words(bead.source)),
            cell(words(bead.target)),
            f"{bead.confidence:.3f}",
            bead.status.value,
            cell(bead.reason),
        )
        for number, bead in enumerate(beads, start=1)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["alignment"]), dtype="str")


def _with_rejected(beads: Sequence[Bead], rejected: Sequence[Bead]) -> list[Bead]:
    """The beads, and before the first that shares a sentence with it each rejected one."""
    known = {(bead.source, bead.target) for bead in beads}
    waiting = [bead for bead in rejected if (bead.source, bead.target) not in known]
    rows: list[Bead] = []
    for bead in beads:
        members = {*bead.source, *bead.target}
        rows += [refused for refused in waiting if members & {*refused.source, *refused.target}]
        waiting = [refused for refused in waiting if not members & {*refused.source, *refused.target}]
        rows.append(bead)
    return rows
