"""Every encoding that the issue names comes back as the text it was, from 40 characters to 20 KB."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.errors import ReadingError
from diptych.reading import read_bytes
from diptych.reading.encodings import decode, python_name
from diptych.reading.letters import likeliest_encoding

TEXTS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent / "texts").glob("*.txt"))
}
CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866")
CENTRAL, WESTERN = ("cp1250", "iso8859_2"), ("cp1252", "iso8859_1")
ENCODINGS = {
    "ru": CYRILLIC,
    "bg": CYRILLIC,
    "uk": ("cp1251", "koi8_u", "iso8859_5"),
    **dict.fromkeys(["pl", "cs", "hu", "ro"], CENTRAL),
    **dict.fromkeys(["de", "fr", "es"], WESTERN),
    "zh": ("gb18030", "gb2312"),
    "zh-Hant": ("big5",),
    "ko": ("euc_kr",),
    "ja": ("shift_jis", "euc_jp"),
}
PAIRS = [(language, encoding) for language, encodings in ENCODINGS.items() for encoding in encodings]
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
LENGTHS = (80, 300, 20_000)
STEP = 37


def passages(text: str, length: int) -> list[str]:
    """Pieces of a text, from several places; long ones by repetition."""
    long = text * (length // len(text) + 2)
    return [
        long[start : start + length] for start in range(0, len(text), STEP if length < 1000 else len(text))
    ]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(("language", "encoding"), PAIRS)
def test_round_trip(language, encoding, length):
    for passage in passages(TEXTS[language], length):
        data = passage.encode(encoding)
        assert decode(data, "x.txt")[0] == passage, decode(data, "x.txt")[1]


def test_forty_characters_come_back_nearly_always():
    """One accented letter among forty can be Croatian as well as Polish."""
    cases = [(text, encoding) for lang, encoding in PAIRS for text in passages(TEXTS[lang], 40)]
    right = sum(decode(text.encode(encoding), "x.txt")[0] == text for text, encoding in cases)
    assert right >= 0.99 * len(cases)


@pytest.mark.parametrize(
    ("language", "encoding"), [pair for pair in PAIRS if pair[0] not in {"zh", "ja", "ko"}]
)
def test_round_trip_of_capitals(language, encoding):
    for passage in passages(TEXTS[language].replace("ß", "ss").upper(), 120):
        assert decode(passage.encode(encoding), "x.txt")[0] == passage


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("language", sorted(ENCODINGS))
def test_round_trip_of_unicode(language, encoding):
    text = TEXTS[language].replace("\n", "\r\n")
    if encoding.startswith("utf-16-") and language in {"zh", "zh-Hant", "ja"}:
        text = f"17 May 1956, No. 12: a telegram \n{text}"
    assert decode(text.encode(encoding), "x.txt")[0] == text


@pytest.mark.parametrize(("language", "encoding"), PAIRS)
def test_a_bilingual_document(language, encoding):
    english = "The ambassador said that the deliveries would be speeded up. He thanked the minister.\n" * 3
    text = english + TEXTS[language][:300]
    assert decode(text.encode(encoding), "x.txt")[0] == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf8_is_never_changed(text):
    assert decode(f"a{text}".encode(), "x.txt") == (f"a{text}", "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data):
    with suppress(ReadingError):
        text, encoding = decode(data, "x.txt")
        assert data.decode(encoding).removeprefix("\ufeff") == text


SIGNS = [
    "\r\n",
    "\xa0",
    "soft\xadhyphen",
    "\u2028",
    "\u200b",
    "e\u0301",
    "\ufeff in the middle",
    "\t",
    "\f",
    "\x1a",
]


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_signs_stay_as_they_are(sign):
    assert read_bytes(f"Letter{sign}of May\r\n".encode(), "x.txt").text == f"Letter{sign}of May\r\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_the_byte_order_mark_is_not_text(encoding):
    data = "Письмо".encode(encoding)
    assert decode(data, "x.txt")[0] == "Письмо"
    assert decode(data, "x.txt", encoding=encoding)[0] == "Письмо"
    assert decode("Письмо".encode("utf-8-sig"), "x.txt", encoding="utf-8")[0] == "Письмо"


def test_the_user_overrules():
    data = "Протокол".encode("koi8_r")
    assert decode(data, "x.txt", encoding="windows-1251")[1] == "cp1251"


@pytest.mark.parametrize("name", ["latin-0", "rot13", "hex", "", "x" * 50, "\0"])
def test_names_of_no_encoding(name):
    assert python_name(name) == ""


def test_an_unknown_encoding_lists_what_to_try():
    with pytest.raises(ReadingError, match=r"x\.txt: unknown encoding 'latin-0' .*windows-1251.*koi8-r"):
        decode(b"a", "x.txt", encoding="latin-0")


def test_undecodable_bytes_have_a_place():
    with pytest.raises(ReadingError, match=r"0xff at offset 8 \(line 2\) is not utf-8"):
        decode(b"line 1\na\xff", "x.txt", encoding="utf-8")


def test_damaged_utf8_does_not_become_rubbish():
    data = TEXTS["ru"].encode()
    with pytest.raises(ReadingError, match="is not utf-8"):
        decode(data[:301] + b"\xff" + data[301:], "x.txt")


def test_a_declared_encoding_is_believed_where_it_fits():
    data = "Größe".encode("cp1252")
    assert decode(data, "x.html", declared="iso-8859-1") == ("Größe", "cp1252")
    assert decode("Größe".encode(), "x.html", declared="iso-8859-1") == ("Größe", "utf-8")
    assert (
        decode("Протокол заседания".encode("koi8_r"), "x.html", declared="utf-8")[0] == "Протокол заседания"
    )


@pytest.mark.timeout(20)
def test_a_large_legacy_text_takes_bounded_time():
    text = TEXTS["pl"] * 20_000
    assert decode(text.encode("cp1250"), "x.txt")[1] == "cp1250"


@pytest.mark.parametrize("data", [b"", b"\x81", b"\xff\xfe\xfd"])
def test_no_encoding_for_nothing(data):
    assert likeliest_encoding(data) in {"", "cp1251", "koi8_r", "cp866", "cp1252", "cp1250"}


OTHERS = [
    ("cp1253", "Ο πρέσβης ανακοίνωσε ότι οι παραδόσεις σιτηρών θα επιταχυνθούν."),
    ("cp1254", "Büyükelçi, tahıl teslimatının hızlandırılacağını bildirdi."),
    ("cp1255", "השגריר הודיע כי משלוחי התבואה יוחשו אם הממשלה תאשר את בקשתה עד סוף החודש."),
    ("cp1256", "السفير قال إن تسليم الحبوب سوف يتم تسريعه إذا أكدت الحكومة طلبها قبل نهاية الشهر."),
    ("cp1257", "Sūtnis paziņoja, ka graudu piegādes tiks paātrinātas, ja valdība apstiprinās lūgumu."),
    ("cp874", "เอกอัครราชทูตแจ้งว่าการส่งมอบธัญพืชและถ่านหินจะเร่งขึ้นหากรัฐบาลยืนยันคำขอ"),
    ("cp852", TEXTS["cs"]),
    ("cp850", TEXTS["de"]),
    ("mac_roman", TEXTS["fr"]),
    ("mac_cyrillic", TEXTS["ru"]),
]


@pytest.mark.parametrize(("encoding", "text"), OTHERS, ids=[encoding for encoding, _ in OTHERS])
def test_encodings_that_are_seldom_met(encoding, text):
    assert decode(text.encode(encoding), "x.txt")[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "Привет\0мир. Да.\n\nHello\0world. Yes.\n",
        "Привет\0мир.\n",
        "Hello\0world. Yes.\n",
        "a\0" + "text " * 99,
    ],
)
def test_a_nul_does_not_make_utf16(text):
    data = text.encode()
    with pytest.raises(ReadingError, match="byte 0x00 at offset"):
        decode(data + b"\n" * (len(data) % 2), "x.txt")
