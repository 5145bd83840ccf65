"""What a person and a spreadsheet may do to an alignment table, and what they may not."""

from collections.abc import Callable

import pytest

from diptych.errors import TableError
from diptych.model import Bead, Document, Status
from diptych.tables import document_tables, read_alignment, read_table, write_table

Edit = Callable[[list[list[str]]], object]


def edited(document: Document, edit: Edit = lambda rows: None) -> bytes:
    """The table with its rows (the header is row 0) changed by `edit`."""
    data = write_table(document_tables(document)["de-en"]).decode().removesuffix("\n")
    rows = [line.split("\t") for line in data.split("\n")]
    edit(rows)
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def read(document: Document, data: bytes) -> tuple[Bead, ...]:
    source, target = ({s.id: s.text for s in version.stream()} for version in document.versions)
    return read_alignment(data, source, target, "t.tsv")


def put(row: int, column: int, value: str) -> Edit:
    return lambda rows: rows[row].__setitem__(column, value)


def test_beads_come_back_as_they_were_written(document: Document) -> None:
    beads = read(document, edited(document))
    assert [(b.source, b.target, b.reason) for b in beads] == [
        (b.source, b.target, b.reason) for b in document.alignments[0].beads
    ]
    assert [b.confidence for b in beads] == [0.973, 0.4, 0.5, 1.0]


def quoted(rows: list[list[str]]) -> None:
    for row in rows:
        row[:] = ['"' + cell.replace('"', '""') + '"' for cell in row]


def two_more_columns(rows: list[list[str]]) -> None:
    for row in rows:
        row += ["", " "]


def columns_moved(rows: list[list[str]]) -> None:
    for row in rows:
        row.reverse()


HARMLESS: dict[str, Edit] = {
    "all cells quoted": quoted,
    "empty columns": two_more_columns,
    "empty rows": lambda rows: rows.extend([[""] * 9, [""]]),
    "rows in another order": lambda rows: rows.insert(1, rows.pop(4)),
    "columns in another order": columns_moved,
    "kinds turned into dates": put(1, 1, "01.01.2026"),
    "numbers of beads gone": put(1, 0, ""),
    "trailing empty cells dropped": lambda rows: rows[1].pop(),
    "text cell emptied": put(1, 4, ""),
    "white space in text": put(1, 5, " One  two\u00a0three. "),
    "quotes eaten": put(4, 4, "Er sagte ja."),
    "blanks around ids": put(1, 2, " de.p1.s1  "),
    "status in capitals": put(1, 7, "Auto "),
}


@pytest.mark.parametrize("edit", HARMLESS.values(), ids=HARMLESS)
def test_harmless_changes_change_nothing(document: Document, edit: Edit) -> None:
    assert read(document, edited(document, edit)) == read(document, edited(document))


@pytest.mark.parametrize(
    "reencode",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.removesuffix(b"\n"),
        lambda data: data.decode().encode("utf-16"),
    ],
    ids=["byte order mark", "CRLF", "CR", "no last line end", "UTF-16"],
)
def test_encodings_of_spreadsheets(document: Document, reencode: Callable[[bytes], bytes]) -> None:
    assert read(document, reencode(edited(document))) == read(document, edited(document))


def merged(rows: list[list[str]]) -> None:
    rows[2] = ["", "", "de.p1.s2", "en.p1.s2", "", "", "", "confirmed", "mine"]
    del rows[3]


def test_a_person_makes_a_bead(document: Document) -> None:
    assert read(document, edited(document, merged))[1] == Bead(
        ("de.p1.s2",), ("en.p1.s2",), 1.0, Status.CONFIRMED, "mine"
    )


def test_ids_are_put_in_text_order(document: Document) -> None:
    def joined(rows: list[list[str]]) -> None:
        rows[1][2:7] = ["de.p1.s2 de.p1.s1", "en.p1.s1", "Vier fünf. Eins zweidrei.", "One two three.", "0,5"]
        del rows[2]

    bead = read(document, edited(document, joined))[0]
    assert (bead.source, bead.confidence) == (("de.p1.s1", "de.p1.s2"), 0.5)


def test_a_rejected_row_may_stand_beside_what_replaces_it(document: Document) -> None:
    beside = ["", "", "de.p1.s2", "en.p1.s2", "", "", "0.9", "rejected", ""]
    beads = read(document, edited(document, lambda rows: rows.insert(2, beside)))
    assert [bead.status for bead in beads].count(Status.REJECTED) == 1
    assert len(beads) == 5


def test_a_rejected_row_may_stand_alone(document: Document) -> None:
    assert read(document, edited(document, put(1, 7, "rejected")))[0].status is Status.REJECTED


REFUSED: dict[str, tuple[Edit, str]] = {
    "lost": (lambda rows: rows.pop(2), "t.tsv, row 2: de.p1.s2 is lost: it should follow here"),
    "first lost": (lambda rows: rows.pop(1), "t.tsv: de.p1.s1 is lost"),
    "lost on the other side": (put(3, 3, ""), "t.tsv, row 4: has no sentence ids"),
    "doubled": (lambda rows: rows.insert(2, list(rows[1])), "t.tsv, row 3: de.p1.s1 stands already in row 2"),
    "doubled in a row": (put(1, 2, "de.p1.s1 de.p1.s1"), "t.tsv, row 2: the text is not that of"),
    "unknown id": (put(1, 2, "de.p9.s1"), "t.tsv, row 2: de.p9.s1 is not a sentence of this side"),
    "id of the other side": (put(1, 2, "en.p1.s1"), "t.tsv, row 2: en.p1.s1 is not a sentence of this side"),
    "a note": (put(1, 2, "de.n1.s1"), "t.tsv, row 2: de.n1.s1 is not a sentence of this side"),
    "text changed": (put(1, 4, "Eins."), "t.tsv, row 2: the text is not that of de.p1.s1"),
    "text without ids": (put(2, 5, "Four"), "t.tsv, row 3: the text is not that of an empty side"),
    "status": (put(4, 7, "ok"), "t.tsv, row 5: 'ok' is no status (one of auto, confirmed, rejected)"),
    "confidence": (put(4, 6, "high"), "t.tsv, row 5: 'high' is no confidence"),
    "confidence nan": (put(4, 6, "nan"), "t.tsv, row 5: 'nan' is no confidence"),
    "confidence too large": (put(4, 6, "97"), "t.tsv, row 5: '97' is no confidence"),
    "column missing": (lambda rows: rows[0].__setitem__(2, "ids"), "t.tsv, row 1: has no column source_ids"),
    "column twice": (
        lambda rows: [row.append(row[2]) for row in rows],
        "row 1: has the column source_ids twice",
    ),
    "column of one's own": (lambda rows: [row.append("x") for row in rows], "t.tsv, row 1: has a column 'x'"),
    "cell of one's own": (lambda rows: rows[2].append("x"), "t.tsv, row 3: has 10 cells, the header 9"),
    "a tab in a cell": (put(2, 8, "a\tb"), "t.tsv, row 3: has 10 cells, the header 9"),
    "nothing": (lambda rows: rows.clear(), "t.tsv, row 1: is not separated by tabs"),
}


@pytest.mark.parametrize(("edit", "message"), REFUSED.values(), ids=REFUSED)
def test_what_loses_or_doubles_text_is_refused(document: Document, edit: Edit, message: str) -> None:
    with pytest.raises(TableError) as caught:
        read(document, edited(document, edit))
    assert message in str(caught.value)


def test_other_files_are_refused(document: Document, tmp_path) -> None:
    with pytest.raises(TableError, match="row 3: is not UTF-8"):
        read(document, b"a\tb\nc\td\n\xff\n")
    with pytest.raises(TableError, match="not separated by tabs"):
        read(document, edited(document).replace(b"\t", b";"))
    with pytest.raises(TableError, match="cannot be read: No such file"):
        read_table(tmp_path / "none.tsv", "blocks")
