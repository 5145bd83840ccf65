"""Workbooks for reviewers, as openpyxl sees them."""

import io
from collections.abc import Callable

import pytest

from diptych.errors import ExchangeError
from diptych.exchange import ReturnedBead, Written
from diptych.exchange import xlsx as module
from diptych.exchange.xlsx import MAX_CHARACTERS, read_xlsx, write_xlsx
from diptych.model import Bead, Role, Status
from tests.exchange.parallels import HOSTILE, HOSTILE_SENTENCES, LETTER, TELEGRAM, parallel, version

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

HEAD = [
    "document",
    "bead",
    "kind",
    "source (ru)",
    "target (en)",
    "confidence",
    "status",
    "reason",
    "source_ids",
    "target_ids",
]


def opened(written: Written):  # type: ignore[no-untyped-def]  # openpyxl has no types
    (data,) = written.files.values()
    return openpyxl.load_workbook(io.BytesIO(data))


def edited(change: Callable[..., None], text=LETTER) -> list[ReturnedBead]:  # type: ignore[no-untyped-def]
    """What comes back after a change of the sheet."""
    book = opened(write_xlsx([text]))
    change(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return [bead for one in read_xlsx(stream.getvalue(), "letter.xlsx", [text]) for bead in one.beads]


def test_a_bead_is_a_row() -> None:
    sheet = opened(write_xlsx([LETTER])).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == HEAD
    assert rows[2] == [
        "letter",
        "ru-en.2",
        "2-1",
        "Получил Ваше письмо от 4 мая. Благодарю.",
        "I have received your letter of 4 May; thank you.",
        0.91,
        "auto",
        None,
        "ru.p2.s1 ru.p2.s2",
        "en.p2.s1",
    ]
    assert [row[1] for row in rows[1:]] == [f"ru-en.{unit.id}" for unit in LETTER.units]


def test_it_is_made_for_reviewing() -> None:
    sheet = opened(write_xlsx([LETTER])).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:J6")
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("G2:G6", '"auto,confirmed,rejected"')
    (marked,) = sheet.conditional_formatting
    assert (str(marked.sqref), marked.rules[0].formula) == ("A2:J6", ['AND($F2<0.5,$G2="auto")'])
    assert sheet["D2"].alignment.wrap_text
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["A"].width > 10


def test_no_text_becomes_a_formula() -> None:
    sheet = opened(write_xlsx([HOSTILE])).worksheets[0]
    cells = {cell.value: cell for row in sheet.iter_rows(min_col=4, max_col=4) for cell in row}
    for words in ("=1+1", "@SUM(A1)", "-2+3"):
        assert cells[words].data_type == "s"
        assert cells[words].number_format == "@"


def test_hostile_text_survives_or_is_reported() -> None:
    written = write_xlsx([HOSTILE])
    sheet = opened(written).worksheets[0]
    found = [cell.value for (cell,) in sheet.iter_rows(min_row=2, min_col=4, max_col=4)]
    changed = [n for n, words in enumerate(HOSTILE_SENTENCES.values()) if words != found[n]]
    named = list(HOSTILE_SENTENCES)
    assert [named[n] for n in changed] == ["control", "surrogate"]
    told = {loss.bead for loss in written.losses if "U+0002 taken out" not in loss.what}
    assert told == {f"a b&c.ru-en.{n + 1}" for n in changed}
    reasons = {loss.bead for loss in written.losses if "U+0002 taken out" in loss.what}
    assert reasons >= {HOSTILE.id(unit) for unit in HOSTILE.units} - told, "each reason holds one, too"


@pytest.mark.parametrize("words", ["_x0041_", "a_x000D_b", "__x0041__", "_x005F_x0041_", "_xD83D_"])
def test_what_looks_like_an_escape_stays_what_it_is(words: str) -> None:
    text = parallel(
        "memo",
        version("ru", Role.ORIGINAL, (words,)),
        version("en", Role.TRANSLATION),
        Bead(("ru.p1.s1",), (), 0.5),
    )
    (bead,) = edited(lambda sheet: None, text)
    (data,) = write_xlsx([text]).files.values()
    assert b"_x005F_" in module_parts(data)["xl/sharedStrings.xml"]
    assert bead.source == ("ru.p1.s1",)


def module_parts(data: bytes) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_a_cell_holds_so_much_and_no_more() -> None:
    words = "😀" * MAX_CHARACTERS
    text = parallel(
        "memo",
        version("ru", Role.ORIGINAL, (words,)),
        version("en", Role.TRANSLATION),
        Bead(("ru.p1.s1",), (), 0.5),
    )
    written = write_xlsx([text])
    assert opened(written).worksheets[0]["D2"].value == "😀" * (MAX_CHARACTERS // 2)
    assert [str(loss) for loss in written.losses] == [
        "memo.ru-en.1: cut off after 32767 characters, a cell holds no more"
    ]
    (bead,) = (bead for one in read_xlsx(*written.files.values(), "x.xlsx", [text]) for bead in one.beads)
    assert bead.words is None


def test_what_one_sheet_cannot_hold_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 4)
    written = write_xlsx([LETTER])
    assert [sheet.max_row for sheet in opened(written).worksheets] == [4, 3]
    (one,) = read_xlsx(*written.files.values(), "letter.xlsx", [LETTER])
    assert [bead.source for bead in one.beads] == [unit.bead.source for unit in LETTER.units]


def test_a_text_without_beads_has_a_head() -> None:
    sheet = opened(write_xlsx([parallel("memo", LETTER.source, LETTER.target)])).worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEAD


def test_a_reviewer_s_work_comes_back() -> None:
    def review(sheet) -> None:  # type: ignore[no-untyped-def]
        sheet["G3"], sheet["H3"] = " Confirmed ", "seen"
        sheet["G4"] = None
        sheet.append(["letter", None, None, None, None, None, None, None, "ru.p2.s3", "en.p2.s2"])

    beads = edited(review)
    assert [(bead.status, bead.reason) for bead in beads[1:3]] == [
        (Status.CONFIRMED, "seen"),
        (None, "nothing like it"),
    ]
    assert (beads[5].source, beads[5].target, beads[5].status) == (("ru.p2.s3",), ("en.p2.s2",), None)
    assert beads[5].where == "letter.xlsx, row 7"


def test_columns_may_stand_in_another_order_with_others_between() -> None:
    def review(sheet) -> None:  # type: ignore[no-untyped-def]
        sheet.delete_cols(3, 3)
        sheet.insert_cols(1, 2)
        sheet["A1"], sheet["A2"] = "remark of mine", "good"

    beads = edited(review)
    assert [(bead.source, bead.words) for bead in beads] == [
        (unit.bead.source, None) for unit in LETTER.units
    ]


REFUSED = [
    (
        lambda sheet: sheet.delete_cols(9),
        r"letter\.xlsx: no sheet has the columns document, source_ids, target_ids",
    ),
    (lambda sheet: sheet.delete_rows(1), "no sheet has the columns"),
    (lambda sheet: sheet.__setitem__("A3", "lettre"), r"letter\.xlsx, row 3: there is no document 'lettre'"),
    (lambda sheet: sheet.__setitem__("A3", None), "row 3: there is no document ''"),
    (lambda sheet: sheet.__setitem__("G3", "ok"), "row 3: 'ok' is no status"),
]


@pytest.mark.parametrize(("change", "message"), REFUSED)
def test_what_cannot_be_understood_is_refused_with_its_row(change: Callable[..., None], message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        edited(change)


def test_of_several_pairs_a_row_says_which() -> None:
    german = version("de", Role.TRANSLATION, ("Lieber Genosse!",))
    other = parallel("letter", LETTER.source, german, Bead(("ru.p1.s1",), (), 0.5))
    texts = [LETTER, other, TELEGRAM]
    data = write_xlsx([other]).files["corpus.ru-de.xlsx"]
    (one,) = read_xlsx(data, "x.xlsx", texts)
    assert (one.source, one.target) == ("ru", "de")
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[0]["B2"] = None
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(
        ExchangeError, match=r"x\.xlsx, row 2: '' is of no pair of versions .begin it with ru-en\."
    ):
        read_xlsx(stream.getvalue(), "x.xlsx", texts)
