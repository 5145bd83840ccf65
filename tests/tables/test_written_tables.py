"""What stands in the tables of a document, cell by cell."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.model import Bead, Document, Status
from diptych.tables import (
    COLUMNS,
    document_row,
    document_tables,
    documents_table,
    failed_row,
    read_table,
    write_table,
)
from diptych.tables.cells import cell


def written(document: Document, name: str) -> list[list[str]]:
    data = write_table(document_tables(document)[name]).decode()
    assert data.endswith("\n")
    assert "\r" not in data
    return [line.split("\t") for line in data.removesuffix("\n").split("\n")]


def test_a_document_has_blocks_sentences_and_a_table_for_each_pair(document: Document) -> None:
    assert list(document_tables(document)) == ["blocks", "sentences", "de-en"]


def test_blocks(document: Document) -> None:
    header, *rows = written(document, "blocks")
    assert tuple(header) == COLUMNS["blocks"]
    assert rows[1] == ["8", "36", "body", "de", "0.99", "de", "text", "Eins zwei- drei. Vier fünf. "]
    assert all(len(row[-1]) == int(row[1]) - int(row[0]) for row in rows)


def test_sentences_name_their_block_from_one_and_their_pieces(document: Document) -> None:
    header, *rows = written(document, "sentences")
    assert tuple(header) == COLUMNS["sentences"]
    assert rows[0] == ["de.p1.s1", "de", "de", "2", "8-17+19-24", "Eins zweidrei."]
    assert rows[1] == ["de.p1.s2", "de", "de", "2", "25-29 30-35", "Vier fünf."]
    assert rows[2][-1] == 'Er sagte "ja".'
    assert [row[0] for row in rows][3] == "de.n1.s1"


def test_beads(document: Document) -> None:
    header, *rows = written(document, "de-en")
    assert tuple(header) == COLUMNS["alignment"]
    assert rows == [
        ["1", "1-1", "de.p1.s1", "en.p1.s1", "Eins zweidrei.", "One two three.", "0.973", "auto", ""],
        ["2", "1-0", "de.p1.s2", "", "Vier fünf.", "", "0.400", "auto", "nothing like it"],
        ["3", "0-1", "", "en.p1.s2", "", "Four five.", "0.500", "auto", ""],
        ["4", "1-1", "de.p2.s1", "en.p2.s1", 'Er sagte "ja".', "He said yes.", "1.000", "auto", ""],
    ]


def test_rejected_beads_stand_before_what_replaces_them(document: Document) -> None:
    refused = Bead(("de.p1.s2",), ("en.p1.s2",), 0.8, Status.REJECTED)
    (alignment,) = document.alignments
    document = replace(document, alignments=(replace(alignment, rejected=(refused,)),))
    table = document_tables(document)["de-en"]
    assert list(table["kind"]) == ["1-1", "1-1", "1-0", "0-1", "1-1"]
    assert list(table["status"]) == ["auto", "rejected", "auto", "auto", "auto"]


def test_pandas_reads_them_raw(document: Document) -> None:
    import pandas as pd

    frame = document_tables(document)["sentences"]
    again = pd.read_csv(
        io.BytesIO(write_table(frame)), sep="\t", quoting=csv.QUOTE_NONE, dtype="str", na_filter=False
    )
    assert again.equals(frame)


def test_row_of_the_list_of_documents(document: Document) -> None:
    assert document_row(document, "page") == {
        "document": "page",
        "file": "page.txt",
        "sha256": "ab" * 32,
        "title": "A title",
        "date": "1958-12~",
        "languages": "de en",
        "original": "de",
        "translation": "en",
        "sentences": "4 3",
        "beads": "4",
        "mean_confidence": "0.718",
        "status": "ok",
        "error": "",
    }


def test_status_tells_what_is_missing(document: Document) -> None:
    alone = replace(document, versions=document.versions[1:], alignments=())
    assert document_row(alone, "x")["status"] == "one version"
    row = document_row(replace(alone, missing="hu"), "x")
    assert (row["status"], row["original"], row["translation"]) == ("hu missing", "", "en")
    assert (row["beads"], row["mean_confidence"]) == ("0", "")
    assert document_row(replace(document, versions=(), alignments=()), "x")["status"] == "no text"


def test_list_is_sorted_and_failures_have_their_error() -> None:
    rows = [failed_row("b", "b.txt", "", "two\nlines"), failed_row("a", "a\t.txt", "", "x")]
    table = documents_table(rows)
    assert list(table["document"]) == ["a", "b"]
    assert list(table["error"]) == ["x", "two lines"]
    assert list(table["file"]) == ["a .txt", "b.txt"]


@given(st.text(alphabet=st.characters() | st.sampled_from("\t\n\r\x85\u2028\x00\ud800\"'")))
def test_a_cell_keeps_its_length_and_can_be_written(text: str) -> None:
    made = cell(text)
    assert len(made) == len(text)
    assert len(made.splitlines()) <= 1
    made.encode()


@pytest.mark.parametrize("kind", COLUMNS)
@given(data=st.data())
def test_what_was_written_is_read_again(kind: str, data: st.DataObject) -> None:
    import pandas as pd

    columns = list(COLUMNS[kind])
    cells = st.text().map(cell)
    row = st.lists(cells, min_size=len(columns), max_size=len(columns)).filter(
        lambda r: any(c.strip() for c in r)
    )
    rows = data.draw(st.lists(row, max_size=4))
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    again = read_table(write_table(frame), kind)
    assert again.reset_index(drop=True).equals(frame)
    assert list(again.index) == list(range(2, len(rows) + 2))
