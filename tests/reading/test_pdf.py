"""PDFs: reading order, lines, notes and heads from their setting; and files that are refused."""

import sys
from collections import Counter
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import ReadingError
from diptych.model import Kind, Source
from diptych.reading import read_bytes
from diptych.survey import survey
from tests.reading.pdf_files import ENCRYPTED, PICTURE, Words, bomb, lines, pdf

RU = [
    "Посол сообщил, что первый груз зерна",
    "прибудет в Одессу к концу месяца, если",
    "только погода не помешает разгрузке.",
    "Министр спросил, почему стоят желез-",
    "ные дороги, ведь вагоны свободны уже",
    "с весны и из-за этого копится груз.",
]
EN = [
    "The ambassador said that the first",
    "cargo of grain would reach Odessa by",
    "the end of the month unless weather",
    "hindered the unloading. The minister",
    "asked why the railways stood idle, as",
    "the wagons had been free since spring.",
]


def read(pages: list, **options: object) -> Source:
    return read_bytes(pdf(pages, **options), "letter.pdf")


def marked(source: Source, name: str) -> list[str]:
    return [mark.span.of(source.text) for mark in source.marks if mark.name == name]


def test_lines_stay_lines_and_hyphens_hyphens():
    assert read([lines(60, 700, RU)]).text == "\n".join(RU)


def test_a_page_ends_with_a_form_feed_and_has_a_mark():
    source = read([lines(60, 700, RU), lines(60, 700, EN)])
    assert source.text == "\n".join(RU) + "\n\x0c" + "\n".join(EN)
    assert marked(source, "page") == ["\n".join(RU), "\n".join(EN)]
    assert source.encoding == "binary"


def test_columns_are_read_one_after_the_other():
    title = [Words(180, 760, "Protocol No. 5 / Протокол № 5", 14)]
    rows = [word for pair in zip(lines(60, 700, RU), lines(310, 700, EN), strict=True) for word in pair]
    text = read([[*title, *rows]]).text
    assert text == "Protocol No. 5 / Протокол № 5\n\n" + "\n".join(RU) + "\n\n" + "\n".join(EN)


def test_columns_whose_lines_stand_on_other_heights():
    assert read([[*lines(60, 700, RU), *lines(310, 706, EN)]]).text == "\n".join(RU) + "\n\n" + "\n".join(EN)


def test_three_columns():
    thirds = [[line[:22] for line in texts] for texts in (RU, EN, RU)]
    words = [word for x, texts in zip((40, 220, 400), thirds, strict=True) for word in lines(x, 700, texts)]
    assert [part.split("\n") for part in read([words]).text.split("\n\n")] == [
        [line.strip() for line in texts] for texts in thirds
    ]


def test_a_record_is_read_row_by_row():
    record = [("Date:", "12 May 1956"), ("Author:", "A. Gromov"), ("Original Language:", "Russian")]
    record += [
        ("Archive:", "AVPRF, f. 077, op. 37"),
        ("Rights:", "The archive's"),
        ("Subject:", "Trade in grain"),
    ]
    words = [
        word
        for number, (label, value) in enumerate(record)
        for word in (Words(60, 700 - 14 * number, label), Words(200, 700 - 14 * number, value))
    ]
    assert read([words]).text == "\n".join(f"{label}\t{value}" for label, value in record)


def test_a_list_of_terms_is_read_row_by_row():
    terms = ["-c, --check", "-o, --output=FILE", "-h, --help", "-v, --version"]
    meanings = [
        "checks the signs only",
        "the file of results",
        "shows this help and ends",
        "shows the version",
    ]
    words = [*lines(60, 700, terms), *lines(200, 700, meanings)]
    assert read([words]).text == "\n".join(map("\t".join, zip(terms, meanings, strict=True)))


def test_a_table_keeps_its_columns_where_a_cell_is_full():
    left, right = ["Стороны договорились.", "Встреча в июне."], ["The parties agreed.", "They meet in June."]
    words = [*lines(60, 700, left), *lines(173, 700, right)]
    assert read([words]).text == "\n".join(map("\t".join, zip(left, right, strict=True)))


def test_paragraphs_are_told_by_gaps_and_indents():
    words = [*lines(60, 700, RU), *lines(60, 700 - 13 * 6 - 9, EN[:2])]
    assert read([words]).text == "\n".join(RU) + "\n\n" + "\n".join(EN[:2])
    words = [Words(80, 713, EN[0]), *lines(60, 700, EN[1:])]
    assert read([words]).text == "    " + "\n".join(EN)


def test_larger_and_bold_lines():
    body = lines(60, 640, [*RU, *RU, *RU])
    source = read([[Words(60, 700, "Запись беседы", 16), Words(60, 670, "Сов. секретно", bold=True), *body]])
    assert (marked(source, "h1"), marked(source, "emphasis")) == (["Запись беседы"], ["Сов. секретно"])


def test_a_heading_of_two_lines_is_one():
    head = lines(60, 720, ["Запись беседы с послом", "Народной Республики Албании"], 20, 16)
    document = survey(read([[*head, *lines(60, 660, [*RU, *RU, *RU])]]))
    assert [p.id for version in document.versions for p in version.paragraphs] == ["ru.h1", "ru.p1"]


def page_with_note(label: str, text: list[str], note: list[str], head: str = "") -> list[Words]:
    """A page with a raised figure after its second line, and the note in small type at its foot."""
    body = lines(60, 700, text)
    foot = [Words(60, 123, label, 5), *lines(64, 120, note, 10, 8)]
    return [
        *([Words(60, 790, head, 8)] if head else []),
        *body,
        Words(body[1].end, body[1].y + 4, label, 6),
        *foot,
    ]


def test_raised_figures_and_their_notes():
    source = read([page_with_note("1", EN, ["Bought in Argentina; see the cable", "of 3 May 1956."])])
    assert EN[1] + "1\n" in source.text
    assert source.text.endswith("\n\n1 Bought in Argentina; see the cable\nof 3 May 1956.")
    assert marked(source, "sup") == ["1", "1"]
    assert marked(source, "noteref") == ["1"]
    assert marked(source, "note") == ["1 Bought in Argentina; see the cable\nof 3 May 1956."]


def test_a_note_goes_on_at_the_foot_of_the_next_page():
    first = page_with_note("1", EN, ["Bought in Argentina, as the cable"])
    source = read([first, [*lines(60, 700, EN), *lines(60, 120, ["of 3 May says."], 10, 8)]])
    assert marked(source, "note") == ["1 Bought in Argentina, as the cable", "of 3 May says."]


def test_small_type_that_answers_nothing_is_no_note():
    assert not marked(read([[*lines(60, 700, EN), *lines(60, 120, ["12 copies printed."], 10, 8)]]), "note")


def test_facing_pages_are_two_versions_with_their_notes():
    pages = []
    for number in (1, 2, 3):
        russian = page_with_note(
            f"{number}", [*RU, *RU], ["Зерно из Аргентины."], f"Запись беседы   {2 * number}"
        )
        english = page_with_note(
            f"{number}", [*EN, *EN], ["Grain of Argentina."], f"Conversation   {2 * number + 1}"
        )
        pages += [russian, english]
    document = survey(read(pages))
    assert [(v.name, v.role.value) for v in document.versions] == [("ru", "original"), ("en", "translation")]
    for version in document.versions:
        notes = [paragraph for paragraph in version.paragraphs if paragraph.kind is Kind.NOTE]
        assert [note.label for note in notes] == ["1", "2", "3"]
    heads = [b for b in document.blocks if b.kind is Kind.PAGE_HEADER]
    assert len(heads) == 6
    assert sum(b.kind is Kind.NOTE_ANCHOR for b in document.blocks) == 12


def test_the_same_first_line_twice_is_no_running_head():
    pages = [
        [Words(60, 760, "ПРОТОКОЛ"), *lines(60, 700, RU)],
        [Words(60, 760, "ПРОТОКОЛ"), *lines(60, 700, RU)],
    ]
    assert not marked(read(pages), "running head")


def test_numbers_that_count_the_pages():
    pages = [[*lines(60, 700, EN), Words(300, 40, f"- {number} -")] for number in (7, 8, 9)]
    assert marked(read(pages), "running head") == ["- 7 -", "- 8 -", "- 9 -"]


def test_the_same_note_at_one_height_is_no_running_head():
    pages = [page_with_note(f"{number}", EN, ["Там же."]) for number in (1, 2, 3)]
    source = read(pages)
    assert not marked(source, "running head")
    assert marked(source, "note") == ["1 Там же.", "2 Там же.", "3 Там же."]


RIGHT_TO_LEFT = "השגריר הודיע כי בשנת 1956 פגש את Andrei Gromyko במוסקבה."


def visual(text: str) -> str:
    """As it stands on the page from left to right."""
    words = [word if word[0].isascii() else word[::-1] for word in reversed(text.split())]
    return " ".join(words).replace("Gromyko Andrei", "Andrei Gromyko")


def test_writing_from_right_to_left():
    words = [
        Words(500 - 5 * len(RIGHT_TO_LEFT), 700, visual(RIGHT_TO_LEFT)),
        Words(410, 687, "והשר השיב מיד.."[::-1][2:]),
    ]
    text = read([words]).text
    assert text.split("\n")[0] == RIGHT_TO_LEFT


def test_chinese_has_no_blanks():
    assert (
        read([lines(60, 700, ["会议讨论了粮食问题。", "代表们同意了。"])]).text
        == "会议讨论了粮食问题。\n代表们同意了。"
    )


def test_words_drawn_piece_by_piece():
    pieces = [Words(60, 700, "Mos"), Words(75, 700, "cow,"), Words(97.5, 700, "12 May")]
    assert read([pieces]).text == "Moscow, 12 May"
    assert read([pieces[::-1]]).text == "Moscow, 12 May"


def test_a_page_on_its_side_and_a_stamp_across():
    turned = [Words(100 + 13 * number, 60, text, turned=True) for number, text in enumerate(EN)]
    assert read([turned]).text == "\n".join(EN)
    assert (
        read([[*lines(60, 700, RU), Words(30, 60, "DECLASSIFIED", turned=True)]]).text
        == "\n".join(RU) + "\n\nDECLASSIFIED"
    )


def test_properties_are_fields():
    info = {
        "Title": "Запись беседы",
        "Author": "А. Громов",
        "CreationDate": "D:20190304120000Z",
        "Producer": "x",
    }
    fields = [(field.name, field.value) for field in read([lines(60, 700, RU)], info=info).fields]
    assert fields == [("title", "Запись беседы"), ("author", "А. Громов"), ("file date", "2019-03-04")]


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - letter.doc", "scan_12.pdf", "..."])
def test_titles_that_nobody_gave(title):
    assert read([lines(60, 700, RU)], info={"Title": title}).fields == ()


def test_pages_without_text_layer_are_told():
    source = read([PICTURE, lines(60, 700, RU), [], PICTURE, PICTURE])
    (field,) = [field for field in source.fields if field.name == "left out"]
    assert field.value.startswith("pages 1, 4-5: no text layer")
    assert "OCRmyPDF" in field.value
    assert survey(source).metadata.first("left out").value == field.value


def test_no_text_layer_at_all():
    with pytest.raises(ReadingError, match=r"no text layer.*OCRmyPDF or Tesseract"):
        read([PICTURE])


def test_glyphs_that_no_font_explains_are_no_text_layer():
    with pytest.raises(ReadingError, match=r"no text layer.*OCR"):
        read([lines(60, 700, ["\x01\x02\x03\x04\x05"])], mapped=False)


REFUSED = {
    "encrypted": (partial(pdf, [lines(60, 700, RU)], extra=ENCRYPTED), "encrypted.*password"),
    "cut": (lambda: b"%PDF-1.4\n" + pdf([lines(60, 700, RU)])[20:300], "damaged"),
    "rubbish": (lambda: b"%PDF-1.4\nrubbish", "damaged"),
    "bomb": (partial(bomb, 80), r"unpacks to more than 67,108,864 bytes.*--max-size 128"),
    "bomb in a bomb": (partial(bomb, 80, twice=True), r"unpacks to more than 67,108,864 bytes"),
    "other": (lambda: b"Dear Friend", "not a PDF.*suffix"),
    "image": (lambda: b"\x89PNG\r\n\x1a\n", r"PNG image.*OCR"),
    "empty": (lambda: b"", "the file is empty"),
}


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(make, message):
    with pytest.raises(ReadingError, match=message) as caught:
        read_bytes(make(), "letter.pdf")
    assert caught.value.where == "letter.pdf"
    assert "\n" not in str(caught.value)


def test_the_limit_can_be_raised():
    with pytest.raises(ReadingError, match="no text layer"):
        read_bytes(bomb(80), "letter.pdf", max_bytes=128 * 1024**2)
    with pytest.raises(ReadingError, match="unpacks"):
        read_bytes(pdf([lines(60, 700, RU)]), "letter.pdf", max_bytes=100)


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadingError, match=r"pypdfium2 \(pip install 'diptych\[pdf\]'\)"):
        read([lines(60, 700, RU)])


PLACES = [(x, y) for x in range(20, 520, 70) for y in range(40, 800, 14)]
PLACE, SIZE = st.sampled_from(PLACES), st.sampled_from([5, 8, 10, 10, 10])
UPRIGHT = st.builds(
    lambda place, text, size, bold: Words(*place, text, size, bold),
    PLACE,
    st.text("абвгдежзabcdefשגר1.,-", min_size=2, max_size=12),
    SIZE,
    st.booleans(),
)
TURNED = st.builds(
    lambda place, text, size: Words(*place, text, size, turned=True),
    PLACE,
    st.text("abcdef1", min_size=1, max_size=12),
    SIZE,
)
WORDS = st.one_of(UPRIGHT, UPRIGHT, UPRIGHT, TURNED)
PAGES = st.lists(
    st.lists(WORDS, min_size=1, max_size=30, unique_by=lambda words: (words.x, words.y)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_no_letter_is_lost_or_doubled(pages):
    text = read(pages).text
    placed = Counter(letter for page in pages for words in page for letter in words.text)
    assert Counter("".join(text.split())) == placed


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3000))
def test_damaged_files_are_read_or_refused(rubbish, place):
    data = pdf([lines(60, 700, RU)])
    with suppress(ReadingError):
        source = read_bytes(data[:place] + rubbish + data[place + len(rubbish) :], "letter.pdf")
        assert source.text.strip()
