"""Whether an edited alignment table still holds the whole text, each sentence once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from diptych.errors import TableError
from diptych.model import Bead, Status
from diptych.tables.rows import AlignmentRow, parse_rows


def read_alignment(
    table: Path | bytes, source: Mapping[str, str], target: Mapping[str, str], where: str = ""
) -> tuple[Bead, ...]:
    """The beads of an alignment table that a person may have edited.

    Ids, confidence, status and reason count; number and kind follow from them
    and are not looked at (spreadsheets like to turn `2-1` into a date).

    Args:
        table: the file or its bytes.
        source: id and text of the sentences on the source side, in text order.
        target: the same for the target side.
        where: what errors call the table.

    Returns:
        The beads in text order, rejected ones among them.

    Raises:
        TableError: names the row that lost, doubled or changed something.
    """
    return check_rows(parse_rows(table, where), source, target, where or str(table))


def check_rows(
    rows: Sequence[AlignmentRow], source: Mapping[str, str], target: Mapping[str, str], where: str = ""
) -> tuple[Bead, ...]:
    """The beads of the rows in text order, if they are all sound.

    A rejected row may name sentences that stand in other rows too: it says what
    they are not. All other rows hold each sentence once.

    Args:
        rows: from `parse_rows`.
        source: id and text of the sentences on the source side, in text order.
        target: the same for the target side.
        where: the table as errors name it where no row is at fault.

    Raises:
        TableError: names the row.
    """
    beads = check_decisions(rows, source, target)
    places = [row.where for row in rows]
    _check_side([(b.source, b.status, place) for b, place in zip(beads, places, strict=True)], source, where)
    _check_side([(b.target, b.status, place) for b, place in zip(beads, places, strict=True)], target, where)
    return in_text_order(beads, source, target)


def check_decisions(
    rows: Iterable[AlignmentRow], source: Mapping[str, str], target: Mapping[str, str]
) -> list[Bead]:
    """The bead of each row, its ids in text order, if these sentences exist and read as the row has them.

    Raises:
        TableError: names the row.
    """
    sides = _Sentences(source), _Sentences(target)
    return [_checked(row, *sides) for row in rows]


class _Sentences:
    """One side's sentences with their places, which are counted once for all rows."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.places = {id: number for number, id in enumerate(texts)}


def _checked(row: AlignmentRow, source: _Sentences, target: _Sentences) -> Bead:
    bead = row.bead
    if not bead.source and not bead.target:
        raise TableError("has no sentence ids", row.where, "remove the row, or put its ids back")
    source_ids = _checked_ids(bead.source, row.source_text, source, row.where)
    target_ids = _checked_ids(bead.target, row.target_text, target, row.where)
    if (source_ids, target_ids) == (bead.source, bead.target):
        return bead
    return replace(bead, source=source_ids, target=target_ids)


def _checked_ids(ids: tuple[str, ...], text: str, sentences: _Sentences, where: str) -> tuple[str, ...]:
    unknown = next((id for id in ids if id not in sentences.places), None)
    if unknown is not None:
        raise TableError(
            f"{unknown} is not a sentence of this side",
            where,
            "see the ids in the .sentences.tsv beside it",
        )
    ordered = tuple(sorted(ids, key=sentences.places.__getitem__))
    if text.strip() and not any(_reads(text, sentences, order) for order in (ids, ordered)):
        raise TableError(
            f"the text is not that of {' '.join(ids) or 'an empty side'}",
            where,
            "ids and text must move together; an empty text cell is filled in by the next build",
        )
    return ordered


def _reads(text: str, sentences: _Sentences, ids: Sequence[str]) -> bool:
    """Whether a text is that of these sentences, but for what spreadsheets do to it."""
    expected = " ".join([sentences.texts[id] for id in ids])
    return text == expected or _folded(text) == _folded(expected)


def _folded(text: str) -> str:
    """Without white space runs and double quotes, which spreadsheets add and take away."""
    return " ".join(text.replace('"', "").split())


def _check_side(
    rows: Sequence[tuple[tuple[str, ...], Status, str]], sentences: Iterable[str], where: str
) -> None:
    """Each sentence stands in one row that is not rejected, or at least in a rejected one.

    Args:
        rows: for each its ids on this side, its status, and how errors name it.
        sentences: all ids of this side, in text order.
        where: how errors name the table.
    """
    found = {id: place for ids, status, place in rows if status is Status.REJECTED for id in ids}
    live: set[str] = set()
    for ids, status, place in rows:
        for id in ids if status is not Status.REJECTED else ():
            if id in live:
                raise TableError(f"{id} stands already in {_row(found[id])}", place, "remove one of the two")
            live.add(id)
            found[id] = place
    last = ""
    for id in sentences:
        if id not in found:
            what = f"{id} is lost: it should follow here" if last else f"{id} is lost"
            hint = "put the id back, in a row of its own if nothing translates it"
            raise TableError(what, last or where, hint)
        last = found[id]


def _row(place: str) -> str:
    return place.rpartition(", ")[2]


def in_text_order(beads: Sequence[Bead], source: Iterable[str], target: Iterable[str]) -> tuple[Bead, ...]:
    """Beads with two sides by the source; between them those with one, left out before added.

    Args:
        beads: of one alignment.
        source: ids of the sentences on the source side, in text order.
        target: the same for the target side.
    """
    place = {id: number for number, id in enumerate((*source, *target))}
    both = sorted(
        (place[bead.source[0]], row) for row, bead in enumerate(beads) if bead.source and bead.target
    )
    keys = {row: (number, 0, 0) for number, (_, row) in enumerate(both, start=1)}
    for side in (1, 2):
        sides = ((row, (bead.source, bead.target)[side - 1]) for row, bead in enumerate(beads))
        passed = 0
        for first, row in sorted((place[ids[0]], row) for row, ids in sides if ids):
            passed = keys.setdefault(row, (passed, side, first))[0]
    return tuple(beads[row] for row in sorted(range(len(beads)), key=keys.__getitem__))
