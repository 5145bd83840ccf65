"""Tables as ready-made bitext: which columns are text, and what becomes of the others."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from diptych.alignment import align_document
from diptych.errors import ReadingError
from diptych.model import Role
from diptych.reading import read_bytes
from tests.reading.outlines import not_text, prepared, texts

RU = ["Первая нота была отправлена в мае.", "Ответа на неё не последовало.", "Посол покинул страну."]
EN = ["The first note was sent in May.", "There was no reply to it.", "The ambassador left the country."]
BOTH = {"ru": RU, "en": EN}


def rows(*columns: list[str], sign: str = "\t", heading: str = "") -> str:
    lines = [sign.join(cells) for cells in zip(*columns, strict=True)]
    return "\n".join([heading, *lines] if heading else lines) + "\n"


IDS, SHORT, NOTES = ["n-1", "n-2", "n-3"], ["ok", "ok", "see"], ["", "Doubtful reading of a word.", ""]
TABLES = {
    "two columns": (rows(RU, EN), []),
    "headed by codes": (rows(RU, EN, heading="ru\ten"), ["ru", "en"]),
    "headed by names": (rows(RU, EN, heading="Русский\tEnglish"), ["Русский", "English"]),
    "ids, states and notes": (
        rows(IDS, RU, SHORT, EN, NOTES),
        ["n-1", "ok", "n-2", "ok", "Doubtful reading of a word.", "n-3", "see"],
    ),
    "numbers and dates": (
        rows(["1", "2", "3"], RU, EN, ["5.5.58", "6.5.58", "7.5.58"]),
        ["1", "5.5.58", "2", "6.5.58", "3", "7.5.58"],
    ),
    "a note in every row": (
        rows(RU, EN, EN[::-1], heading="Original\tTranslation\tComment"),
        ["Original", "Translation", "Comment", *EN[::-1]],
    ),
    "CRLF and no end": (rows(RU, EN).replace("\n", "\r\n").rstrip(), []),
    "an empty line": (rows(RU, EN).replace("\n", "\n\n", 1), []),
}


@pytest.mark.parametrize(("text", "others"), TABLES.values(), ids=TABLES)
def test_the_columns_of_text(text, others):
    document = prepared(text, "table.tsv")
    assert texts(document) == BOTH
    assert not_text(document) == others


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_commas_and_their_like(sign):
    quoted = [[f'"{text}"' for text in side] for side in (RU, EN)]
    assert texts(prepared(rows(*quoted, sign=sign), "table.csv")) == BOTH


def test_quotation_marks_are_a_spreadsheets_or_the_texts():
    said = (
        ['"Да", сказал он.', "Он повторил.", 'Потом - "нет".'],
        ['"Yes", he said.', "He repeated it.", 'Then "no".'],
    )
    assert texts(prepared(rows(*said), "table.tsv")) == {"ru": said[0], "en": said[1]}
    doubled = [[cell.replace('"', '""') for cell in side] for side in said]
    quoted = rows(*[[f'"{cell}"' if '"' in cell else cell for cell in side] for side in doubled])
    assert texts(prepared(quoted, "table.tsv")) == {"ru": said[0], "en": said[1]}


def test_a_heading_says_which_is_the_original():
    document = prepared(rows(EN, RU, heading="Translation\tOriginal"), "table.tsv")
    assert {version.name: version.role for version in document.versions} == {
        "ru": Role.ORIGINAL,
        "en": Role.TRANSLATION,
    }


def test_more_than_two_languages():
    de = ["Die erste Note ging im Mai ab.", "Darauf kam keine Antwort.", "Der Botschafter verließ das Land."]
    document = prepared(rows(RU, EN, de, heading="ru\ten\tde"), "table.tsv")
    assert [(a.source, a.target) for a in align_document(document).alignments] == [("ru", "en"), ("ru", "de")]


def test_an_empty_cell_leaves_the_other_alone():
    document = prepared(rows(RU, [EN[0], "", EN[2]], heading="ru\ten"), "table.tsv")
    assert [bead.kind for bead in align_document(document).alignments[0].beads] == ["1-1", "1-0", "1-1"]


def test_a_table_of_ours_is_read_without_what_was_rejected():
    columns = "bead\tkind\tsource_ids\ttarget_ids\tsource_text\ttarget_text\tconfidence\tstatus\treason"
    body = [
        f"{n}\t1-1\tru.p1.s{n}\ten.p1.s{n}\t{ru}\t{en}\t0.9\t{status}\t"
        for n, ru, en, status in (
            (1, RU[0], EN[1], "rejected"),
            (2, RU[0], EN[0], "confirmed"),
            (3, RU[1], EN[1], "auto"),
        )
    ]
    document = prepared("\n".join([columns, *body]), "a.ru-en.tsv")
    assert texts(document) == {"ru": RU[:2], "en": EN[:2]}


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-8-sig"])
def test_encodings(encoding):
    assert texts(prepared(rows(RU, EN).encode(encoding), "table.tsv")) == BOTH


@pytest.mark.parametrize("text", ["1\t2\n3\t4\n", "one column of text\nand no more\n", "\t\n", "a\n"])
def test_no_two_columns(text):
    with pytest.raises(ReadingError, match=r"no two columns|only white space"):
        read_bytes(text.encode(), "table.tsv")


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_spreadsheet():
    cells = [[1, RU[0], EN[0], date(1958, 5, 12)], [2.5, "=1+1", EN[1]], [], [3, "две\nстроки", EN[2], True]]
    document = prepared(workbook(["№", "Русский", "English"], *cells), "table.xlsx")
    assert texts(document) == {"ru": [RU[0], "=1+1", "две строки"], "en": EN}
    assert not_text(document) == ["№", "Русский", "English", "1", "1958-05-12", "2.5", "3", "True"]


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("_", "."), data)
    return file.getvalue()


REFUSED = {
    "no zip": (b"text", "not an Excel workbook"),
    "a zip of something else": (packed(a_xml=b"<a/>"), "cannot be read as a spreadsheet"),
    "a doctype": (packed(a_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "has a DOCTYPE"),
    "a doctype in UTF-16": (packed(a_xml="<!DOCTYPE a><a/>".encode("utf-16")), "has a DOCTYPE"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_refused_spreadsheets(data, message):
    with pytest.raises(ReadingError, match=message) as caught:
        read_bytes(data, "table.xlsx")
    assert caught.value.hint


def test_what_a_spreadsheet_unpacks_to_is_measured(monkeypatch):
    with pytest.raises(ReadingError, match="unpacks to more than 100,000 bytes"):
        read_bytes(packed(a_xml=b"0" * 100_001), "table.xlsx", max_bytes=100_000)
    monkeypatch.setattr("diptych.reading.spreadsheets.MAX_CELLS", 3)
    with pytest.raises(ReadingError, match="more than 3 cells"):
        read_bytes(workbook(["a", "b", "c"], ["d"]), "table.xlsx")
