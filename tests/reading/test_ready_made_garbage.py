"""Whatever stands in a file, it is refused with a reason or accounted for to the last character."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import ReadingError
from tests.reading.outlines import prepared

PIECES = {
    "a.tsv": [
        "\t",
        "\n",
        '"',
        '""',
        "ru",
        "en",
        "Ответа нет. ",
        "No answer. ",
        "=1+1",
        "12",
        "\u2028",
        "\r",
        "\x85",
    ],
    "a.csv": [",", ";", "\n", '"', "Ответа нет. ", "No answer. ", "1", "\r\n", "\x0c"],
    "a.srt": [
        "1\n",
        "00:00:01,000 --> 00:00:02,000\n",
        "0:0:0.1-->9:9:9.9 X\n",
        "Ответа нет.\n",
        "- No.",
        "\n",
        "<i>",
        "</i>",
        "{\\an8}",
        "[NOISE]",
        "♪",
        "—",
        " ",
        "\r",
        "\u200f",
        "\ufeff",
        "\u0301",
    ],
    "a.tmx": [
        "<tu>",
        "</tu>",
        '<tu><tuv xml:lang="en"><seg>No.</seg></tuv><tuv xml:lang="ru"><seg>Нет.</seg></tuv></tu>',
        "<tu><tuv><seg> </seg></tuv></tu>",
        "&lt;",
        '<tu><tuv lang="x-_"><seg>a<ph/>b\n</seg></tuv></tu>',
    ],
    "a.xml": [
        "<p>",
        "</p>",
        "<s>No.</s>",
        "<p>Нет.</p>",
        "text ",
        "<pb n='1'/>",
        "<note n='2'>N</note>",
        "<lb/>",
        "<gap><desc>[x]</desc></gap>",
        "<head>H</head>",
        "<div xml:lang='ru'><p>Да.</p></div>",
        "<w>a</w><w>b</w>",
        "<fw>F</fw>",
        "<list><item>I</item></list>",
        "<note place='inline'>[e]</note>",
        "\n ",
        "<p xml:id='a'>x</p>",
    ],
}
AROUND = {
    "a.tmx": '<tmx version="1.4"><header srclang="en"/><body>{}</body></tmx>',
    "a.xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>',
}


@pytest.mark.parametrize("name", PIECES)
def test_garbage(name):
    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.sampled_from(PIECES[name]) | st.text(max_size=4), max_size=30))
    def check(pieces):
        text = AROUND.get(name, "{}").replace("{}", "".join(pieces))
        with suppress(ReadingError):
            prepared(text.encode("utf-8", "replace"), name)

    check()
