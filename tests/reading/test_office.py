"""Word, OpenDocument, RTF and EPUB: what is text, what its notes are, what is told of the rest."""

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import ReadingError
from diptych.model import Document, Kind, Source
from diptych.reading import read_bytes
from diptych.survey import survey
from tests.reading.zip_files import docx, epub, footnotes, note, odt, p, r, table, zipped

FILES = Path(__file__).parent / "letters"
RU = "Посол сообщил, что первый груз зерна прибудет в Одессу к концу месяца."
EN = "The ambassador said that the first cargo of grain would reach Odessa by the end of the month."


def marked(source: Source, name: str) -> list[str]:
    return [mark.span.of(source.text) for mark in source.marks if mark.name == name]


def stated(source: Source) -> list[tuple[str, str]]:
    return [(field.name, field.value) for field in source.fields]


def word(body: str, **options: object) -> Source:
    return read_bytes(docx(body, **options), "letter.docx")


def open_document(body: str, **options: object) -> Source:
    return read_bytes(odt(body, **options), "letter.odt")


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf", "epub", "pdf"])
def test_a_letter_in_every_format_from_file_to_versions(suffix):
    """The same document, saved by LibreOffice (its EPUB made by hand)."""
    document = survey(read_bytes((FILES / f"letter.{suffix}").read_bytes(), f"letter.{suffix}"))
    assert [(version.name, version.role.value) for version in document.versions] == [
        ("ru", "original"),
        ("en", "translation"),
    ]
    assert headings(document) == ["Запись беседы с послом", "Record of Conversation with the Ambassador"]
    notes = [(v.name, q.label) for v in document.versions for q in v.paragraphs if q.kind is Kind.NOTE]
    assert notes == [("ru", "1"), ("en", "2")]
    anchors = [b.span.of(document.source.text).strip() for b in document.blocks if b.kind is Kind.NOTE_ANCHOR]
    assert sorted(anchor.strip("[]") for anchor in anchors) == ["1", "1", "2", "2"]
    assert document.metadata.first("title").value == "Запись беседы"
    assert document.metadata.first("author").value == "А. Громов"


def headings(document: Document) -> list[str]:
    blocks = [block for block in document.blocks if block.kind is Kind.HEADING]
    return [" ".join(block.span.of(document.source.text).split()) for block in blocks]


STYLES = (
    '<w:style w:styleId="Ueber"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Mine"/><w:basedOn w:val="Ueber"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
    '<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>'
)


def test_headings_of_word_are_told_by_style_and_level():
    level = '<w:outlineLvl w:val="0"/>'
    body = p("One", style="T") + p("Two", style="Own") + p("Three", inner=level) + p("Four", style="A")
    source = word(body, parts={"styles": STYLES})
    assert source.text == "One\n\nTwo\n\nThree\n\nFour"
    assert [(mark.name, mark.span.of(source.text)) for mark in source.marks] == [
        ("h1", "One"),
        ("h2", "Two"),
        ("h1", "Three"),
        ("p", "Four"),
    ]


def test_notes_of_word_stand_behind_the_text_with_their_anchors():
    body = p(RU, note(7)) + p(EN, note(2), note(9))
    source = word(body, parts={"footnotes": footnotes({2: "Of wheat.", 7: "Из Аргентины.", 8: "Uncalled."})})
    assert source.text == f"{RU}[1]\n\n{EN}[2]\n\n[1] Из Аргентины.\n\n[2] Of wheat."
    assert marked(source, "noteref") == ["[1]", "[2]"]
    assert marked(source, "note") == ["[1] Из Аргентины.", "[2] Of wheat."]


def test_a_note_with_a_sign_of_its_own():
    notes = f'<w:footnote w:id="1">{p("* Из Аргентины.")}</w:footnote>'
    source = word(p(RU, note(1, own="*")), parts={"footnotes": notes})
    assert source.text == f"{RU}*\n\n* Из Аргентины."
    assert (marked(source, "noteref"), marked(source, "note")) == (["*"], ["* Из Аргентины."])


def test_a_note_in_a_note():
    notes = footnotes({1: "First", 2: "Second"}).replace("First</w:t></w:r>", f"First</w:t></w:r>{note(2)}")
    source = word(p(RU, note(1)), parts={"footnotes": notes})
    assert source.text == f"{RU}[1]\n\n[1] First[2]\n\n[2] Second"


def test_a_bilingual_table_is_two_texts():
    source = word(table([RU, EN], [RU, EN]))
    assert marked(source, "cell") == [RU, EN, RU, EN]
    assert [version.name for version in survey(source).versions] == ["ru", "en"]


def test_a_table_of_data_stays_rows():
    assert word(table(["1956", "340 000"], ["1957", "360 000"])).text == "1956\t340 000\n1957\t360 000"


def test_deleted_and_hidden_text_is_left_out_and_told():
    moved = f"<w:moveFrom>{r('here')}</w:moveFrom>"
    gone = f"<w:del><w:r><w:delText>not </w:delText></w:r></w:del>{moved}"
    body = p("It was ", gone, f"<w:ins>{r('really ')}</w:ins>", r("secret", "<w:vanish/>"), "sent.")
    source = word(body)
    assert source.text == "It was really sent."
    assert stated(source) == [("left out", "2 deleted passages"), ("left out", "1 hidden passage")]
    assert [field.value for field in survey(source).metadata.all("left out")] == [
        "2 deleted passages",
        "1 hidden passage",
    ]


def test_what_stands_in_a_run():
    inner = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:t>e</w:t><w:instrText>PAGE</w:instrText><w:sym w:char="2020"/><w:sym w:char="D800"/></w:r>'
    )
    assert word(p(inner)).text == "a\tb\nc\u2011d\u00ade†"


def test_raised_figures_and_links():
    link = f"<w:hyperlink>{r('Odessa')}</w:hyperlink>"
    source = word(p("To ", link, r("2", '<w:vertAlign w:val="superscript"/>'), "."))
    assert (source.text, marked(source, "noteref")) == ("To Odessa2.", ["2"])


def test_a_text_box_stands_behind_its_paragraph_once():
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    run = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    assert word(p("Before ", run, "and after.")).text == "Before and after.\n\nIn the box."


def test_languages_of_paragraphs():
    body = p(r(RU, '<w:lang w:val="ru-RU"/>')) + p(
        r("a", '<w:lang w:val="ru-RU"/>'), r("b", '<w:lang w:val="en-US"/>')
    )
    assert marked(word(body), "lang:ru") == [RU]


def test_heads_feet_and_properties_of_word_are_fields():
    core = "<dc:title>Запись</dc:title><dc:creator>А. Громов</dc:creator><t:created>2019-03-04</t:created>"
    parts = {"header": p("Архив, ф. 5"), "footer": p("12")}
    assert stated(word(p(RU), parts=parts, core=core)) == [
        ("title", "Запись"),
        ("author", "А. Громов"),
        ("file date", "2019-03-04"),
        ("page header", "Архив, ф. 5"),
    ]


ODF_STYLES = (
    '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="P2"><style:text-properties fo:language="ru"/></style:style>'
    '<style:style style:name="X" style:parent-style-name="X"/>'
)


def test_headings_lists_and_languages_of_opendocument():
    body = (
        '<text:h text:outline-level="2">One</text:h><text:p text:style-name="P1">Two</text:p>'
        "<text:list><text:list-item><text:p>Three</text:p></text:list-item></text:list>"
        f'<text:p text:style-name="P2">{RU}</text:p><text:p text:style-name="X">Four</text:p>'
    )
    source = open_document(body, styles=ODF_STYLES)
    assert source.text == f"One\n\nTwo\n\nThree\n\n{RU}\n\nFour"
    assert [marked(source, name) for name in ("h2", "h1", "li", "lang:ru")] == [
        ["One"],
        ["Two"],
        ["Three"],
        [RU],
    ]


def test_notes_remarks_and_blanks_of_opendocument():
    note_body = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Of wheat.</text:p></text:note-body></text:note>"
    )
    own = note_body.replace("citation>1", 'citation text:label="*">*', 1).replace("Of", "* Of")
    remark = "<office:annotation><text:p>Check this</text:p></office:annotation>"
    body = f'<text:p>To{remark}<text:s text:c="3"/>Odessa{note_body}, to Riga{own}<text:tab/>now.'
    source = open_document(
        f'{body}<text:line-break/>Soon<text:span text:style-name="T1">2</text:span></text:p>',
        styles=ODF_STYLES,
    )
    assert source.text == "To Odessa[1], to Riga*\tnow.\nSoon2\n\n[1] Of wheat.\n\n* Of wheat."
    assert marked(source, "noteref") == ["[1]", "*", "2"]
    assert marked(source, "note") == ["[1] Of wheat.", "* Of wheat."]


def test_tables_frames_and_changes_of_opendocument():
    changes = ("<text:deletion><text:p>gone</text:p></text:deletion>", "<text:insertion/>")
    regions = "".join(f"<text:changed-region>{change}</text:changed-region>" for change in changes)
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in (RU, EN))
    frame = "<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>"
    grid = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    tracked = f"<text:tracked-changes>{regions}</text:tracked-changes>"
    body = f"{tracked}<text:p>Before {frame}after.</text:p>{grid}"
    source = open_document(body)
    assert source.text == f"Before after.\n\nIn the box.\n\n{RU}\n\n{EN}"
    assert stated(source) == [("left out", "1 deleted passage")]


def test_heads_and_properties_of_opendocument_are_fields():
    header = "<style:header><text:p>Архив</text:p></style:header>"
    master = f"<style:master-page>{header}</style:master-page>"
    page = f"<office:master-styles>{master}</office:master-styles>"
    source = open_document(f"<text:p>{RU}</text:p>", meta="<dc:title>Запись</dc:title>", page=page)
    assert stated(source) == [("title", "Запись"), ("page header", "Архив")]


def test_an_e_book_is_read_in_its_own_order():
    meta = "<dc:title>Письма</dc:title><dc:creator>А. Громов</dc:creator><dc:language>ru</dc:language>"
    note_page = '<p>See<a href="#fn1">1</a></p><aside role="doc-footnote" id="fn1"><p>1 Of wheat.</p></aside>'
    source = read_bytes(
        epub({"b.xhtml": f"<h1>Один</h1><p>{RU}</p>", "a.xhtml": note_page}, meta), "letter.epub"
    )
    assert source.text == f"Один\n\n{RU}\n\nSee1\n\n1 Of wheat."
    assert [marked(source, name) for name in ("h1", "noteref", "note")] == [["Один"], ["1"], ["1 Of wheat."]]
    assert stated(source) == [("dc.title", "Письма"), ("dc.creator", "А. Громов"), ("lang", "ru")]
    assert survey(source).metadata.first("title").value == "Письма"


def test_an_e_book_with_protection():
    lock = '<encryption xmlns:e="x"><e:CipherReference URI="OEBPS/{}"/></encryption>'
    pages = {"a.xhtml": f"<p>{RU}</p>"}
    fonts = epub(pages, more={"META-INF/encryption.xml": lock.format("font.otf")})
    assert read_bytes(fonts, "a.epub").text == RU
    with pytest.raises(ReadingError, match=r"encrypted \(DRM\)"):
        read_bytes(epub(pages, more={"META-INF/encryption.xml": lock.format("a.xhtml")}), "a.epub")


def test_pages_outside_of_an_e_book_are_not_read(tmp_path):
    secret = tmp_path / "secret.xhtml"
    secret.write_text("<p>Eyes only</p>")
    names = ["../../../etc/passwd", secret.as_uri(), str(secret), "http://archive.example/a.xhtml"]
    book = epub({"a.xhtml": f"<p>{RU}</p>", **dict.fromkeys(names, "<p>Outside</p>")})
    assert "Eyes" not in read_bytes(book, "a.epub").text


def rtf(body: str, head: str = "") -> bytes:
    fonts = r"{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset0 Arial;}}"
    return rf"{{\rtf1\ansi\ansicpg1251{fonts}{head}\f0 {body}\par}}".encode("latin-1")


def hexed(text: str) -> str:
    return "".join(rf"\'{byte:02x}" for byte in text.encode("cp1251"))


RTF = [
    (hexed("Протокол"), "Протокол"),
    ("\xcf\xf0\xee", "Про"),
    (r"\u1055?\u1088? na\f1\'efve", "Пр naïve"),
    (r"a\line b\tab c\~d\_e\-f", "a\nb\tc\u00a0d\u2011e\u00adf"),
    (r"a{\footnote\pard\f0 {\super\chftn} \'cf\'f0.}, b", "a[1], b\n\n[1]  Пр."),
    (r"a*{\footnote * Note.}, b", "a*, b\n\n * Note."),
    (r"a{\deleted gone} b{\revised kept}", "a bkept"),
    (r"{\pict\bin4 {}{}}a", "a"),
    (r'{\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt link}}', "link"),
    (r"\trowd A\cell B\cell\row \trowd C\cell D\cell\row", "A\tB\t\nC\tD\t\n"),
    (r"\u-10179?\u-8704?", "\U0001f600"),
    (r"\u-10179?.", "\ufffd."),
]


@pytest.mark.parametrize(("body", "text"), RTF)
def test_rtf(body, text):
    found = read_bytes(rtf(body), "a.rtf").text
    assert found.replace("\t ", "\t").strip("\n") == text.strip("\n")


def test_properties_and_heads_of_rtf_are_fields():
    head = rf"{{\info{{\title {hexed('Запись')}}}{{\author A. Gromov}}}}{{\header {hexed('Архив')}\par}}"
    assert stated(read_bytes(rtf(r"a{\deleted b}c", head), "a.rtf")) == [
        ("title", "Запись"),
        ("author", "A. Gromov"),
        ("page header", "Архив"),
        ("left out", "1 deleted passage"),
    ]


def test_rtf_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "striprtf.striprtf", None)
    with pytest.raises(ReadingError, match=r"striprtf \(pip install 'diptych\[docx\]'\)"):
        read_bytes(rtf("a"), "a.rtf")


def bent(data: bytes, name: str, change: dict[str, int]) -> bytes:
    """The archive with other values in the directory entry and the header of a part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
        for field, value in change.items():
            setattr(archive.getinfo(name), field, value)
    return out.getvalue()


MAIN = "word/document.xml"
BOMB = "<w:document>" + " " * 80 * 2**20 + "</w:document>"
LAUGHS = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'
LETTER = docx(p(RU))
HOSTILE = {
    "bomb": (zipped({MAIN: BOMB}), r"unpacks to more than .*--max-size 128"),
    "ratio": (zipped({MAIN: "<a>" + " " * 3 * 2**20}), r"more than 200 times its size.*--max-size"),
    "bomb under a false size": (
        bent(zipped({MAIN: BOMB}), MAIN, {"file_size": 10}),
        r"unpacks to more|damaged",
    ),
    "bzip2": (zipped({MAIN: "<a/>"}, zipfile.ZIP_BZIP2), "packed in no way"),
    "many parts": (zipped({f"{n}": "" for n in range(10_001)}), "more than 10,000 parts"),
    "entities": (zipped({MAIN: LAUGHS}), "DOCTYPE"),
    "outside": (zipped({MAIN: OUTSIDE}), "DOCTYPE"),
    "encrypted part": (bent(LETTER, MAIN, {"flag_bits": 1}), "encrypted.*password"),
    "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted.*without a password"),
    "cut": (LETTER[:-100], "damaged.*again"),
    "no XML": (zipped({MAIN: "Dear Friend"}), "not well-formed"),
    "deep": (zipped({MAIN: "<a>" * 100_000 + "</a>" * 100_000}), "too deep|not well-formed"),
    "empty archive": (zipped({"a.txt": "a"}), "without a Word document"),
    "other archive": (odt("<text:p>a</text:p>"), "without a Word document"),
    "nested": (zipped({"letter.docx": LETTER}), "without a Word document"),
    "no text": (docx(p(" ")), "no text"),
    "text": (b"Dear Friend", "this is not a Word document"),
    "pdf": (b"%PDF-1.4", r"this is a PDF.*\.pdf"),
    "empty": (b"", "empty"),
}


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=HOSTILE)
def test_refused(data, message):
    with pytest.raises(ReadingError, match=message) as caught:
        read_bytes(data, "letter.docx")
    assert caught.value.where == "letter.docx"
    assert caught.value.hint
    assert "\n" not in str(caught.value)


MORE = {
    "an encrypted ODT": (
        "a.odt",
        zipped({"content.xml": "x", "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        "encrypted",
    ),
    "a spreadsheet": ("a.odt", zipped({"content.xml": "<a><body><spreadsheet/></body></a>"}), "no text"),
    "entities in a package": ("a.epub", zipped({"META-INF/container.xml": LAUGHS}), "declares entities"),
    "a package that is not there": ("a.epub", zipped({"META-INF/container.xml": "<a/>"}), "has no part"),
    "a cut RTF": ("a.rtf", rtf("a")[:-1], "cut off"),
    "RTF under the name of text": ("a.txt", rtf("a"), r"RTF.*\.rtf"),
    "Word under the name of a page": ("a.html", LETTER, r"Office document.*suffix"),
}


@pytest.mark.parametrize(("name", "data", "message"), MORE.values(), ids=MORE)
def test_refused_too(name, data, message):
    with pytest.raises(ReadingError, match=message):
        read_bytes(data, name)


def test_the_limits_can_be_raised():
    with pytest.raises(ReadingError, match="unpacks to more than 900 bytes"):
        read_bytes(LETTER, "letter.docx", max_bytes=900)
    dense = docx(p(RU) + "<w:p/>" * 300_000)
    with pytest.raises(ReadingError, match="more than 200 times its size"):
        read_bytes(dense, "letter.docx")
    assert read_bytes(dense, "letter.docx", max_bytes=400 * 2**20).text == RU


def test_deep_documents_are_read_without_recursion():
    assert word("<w:sdt>" * 200 + p(RU) + "</w:sdt>" * 200).text == RU


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["docx", "odt", "epub", "rtf"]), st.integers(0, 4000), st.binary(max_size=60))
def test_damaged_files_are_read_or_refused(suffix, place, rubbish):
    data = (FILES / f"letter.{suffix}").read_bytes()
    place = place % len(data)
    try:
        text = read_bytes(data[:place] + rubbish + data[place + len(rubbish) :], f"a.{suffix}").text
    except ReadingError as error:
        text = str(error)
    assert text.strip()
