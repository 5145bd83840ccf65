"""Translation memories: segments as they are, units as beads."""

import pytest

from diptych.alignment import align_document
from diptych.errors import ReadingError
from diptych.model import Role, Status
from diptych.reading import read_bytes
from tests.reading.outlines import not_text, prepared, stated, texts

HEADER = '<header creationtool="Memo" srclang="{}" segtype="sentence"><prop type="x-fond">100</prop></header>'


def tmx(*units: str, source: str = "ru", doctype: str = "") -> str:
    body = "".join(f"<tu>{unit}</tu>" for unit in units)
    return (
        f'<?xml version="1.0"?>{doctype}<tmx version="1.4">{HEADER.format(source)}<body>{body}</body></tmx>'
    )


def tuv(language: str, segment: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{segment}</seg></tuv>'


PLAIN = tmx(
    tuv("EN-GB", "The note was sent on 3 May. Nobody answered.")
    + tuv("ru-RU", "Нота отправлена 3 мая. Никто не ответил."),
    tuv("ru-RU", "Ответа нет."),
    tuv("ru-RU", "Посол вернулся в столицу.") + tuv("EN-GB", "The ambassador returned to the capital."),
)


def test_a_segment_is_one_sentence_and_the_units_keep_their_order():
    document = prepared(PLAIN, "memory.tmx")
    assert texts(document) == {
        "ru": ["Нота отправлена 3 мая. Никто не ответил.", "Ответа нет.", "Посол вернулся в столицу."],
        "en": ["The note was sent on 3 May. Nobody answered.", "The ambassador returned to the capital."],
    }
    assert [version.role for version in document.versions] == [Role.ORIGINAL, Role.TRANSLATION]
    (alignment,) = align_document(document).alignments
    assert [(bead.source, bead.target) for bead in alignment.beads] == [
        (("ru.p1.s1",), ("en.p1.s1",)),
        (("ru.p2.s1",), ()),
        (("ru.p3.s1",), ("en.p2.s1",)),
    ]


RU = ["Посол вернулся.", "Зерно не пришло.", "Министр подписал договор.", "Завод закрыт.", "Снег выпал рано."]
EN = [
    "The ambassador returned.",
    "The grain did not come.",
    "The minister signed the treaty.",
    "The factory is closed.",
    "The snow came early.",
]


@pytest.mark.parametrize("shift", [0, 1, 2])
def test_the_confidence_is_the_models_and_not_the_files(shift):
    pairs = zip(RU, EN[shift:] + EN[:shift], strict=True)
    document = prepared(tmx(*(tuv("ru", ru) + tuv("en", en) for ru, en in pairs)), "memory.tmx")
    beads = align_document(document).alignments[0].beads
    assert {(bead.kind, bead.status) for bead in beads} == {("1-1", Status.AUTO)}
    if shift:
        assert max(bead.confidence for bead in beads) < 0.3
        assert all(bead.reason for bead in beads)
    else:
        assert min(bead.confidence for bead in beads) > 0.9


def test_several_languages_are_each_aligned_with_the_source_language():
    unit = tuv("de", "Guten Tag, Genossen!") + tuv("en", "Good day, comrades!")
    document = prepared(tmx(unit + tuv("pl", "Dzień dobry, towarzysze!"), unit, source="en"), "memory.tmx")
    aligned = align_document(document)
    assert [(a.source, a.target) for a in aligned.alignments] == [("en", "de"), ("en", "pl")]
    assert [bead.kind for bead in aligned.alignments[1].beads] == ["1-1", "1-0"]


def test_statements_of_header_and_properties():
    document = prepared(
        tmx('<prop type="x-domain">letters</prop>' + tuv("ru", "Привет.") + tuv("en", "Hello.")), "m.tmx"
    )
    assert stated(document) == {
        "creationtool": "Memo",
        "segtype": "sentence",
        "srclang": "ru",
        "fond": "100",
        "domain": "letters",
    }


INLINE = [
    ("A <bpt i='1'>&lt;b></bpt>bold<ept i='1'>&lt;/b></ept> word", "A bold word", []),
    ("A <hi>marked <ph>&lt;x/></ph>word</hi>, too", "A marked word, too", []),
    ("Line<ph type='lb'/>break", "Line break", []),
    ("<ut>{</ut>So<it pos='end'>}</it>", "So", []),
    ("See <ph>&lt;a title='<sub>a title</sub>'></ph>there", "See there", ["a title"]),
    ("one\n  two", "one two", []),
    ("a &lt; b &amp; c", "a < b & c", []),
    ("מכתב to the \u202bשגריר\u202c", "מכתב to the \u202bשגריר\u202c", []),
    ("e\u0301te\u0301", "e\u0301te\u0301", []),
]


@pytest.mark.parametrize(("segment", "text", "beside"), INLINE)
def test_codes_are_no_text_and_what_they_enclose_is(segment, text, beside):
    document = prepared(tmx(tuv("en", segment) + tuv("ru", "Да.")), "memory.tmx")
    assert texts(document)["en"] == [text]
    assert not_text(document) == beside


def test_a_second_variant_in_one_language_stays_in_the_account():
    document = prepared(tmx(tuv("en", "Yes.") + tuv("en", "Yeah.") + tuv("ru", "Да.")), "memory.tmx")
    assert texts(document) == {"ru": ["Да."], "en": ["Yes."]}
    assert not_text(document) == ["Yeah."]


def test_two_countries_of_one_language_stay_apart():
    document = prepared(tmx(tuv("en-us", "Color.") + tuv("en-gb", "Colour."), source="en-US"), "m.tmx")
    assert texts(document) == {"en-US": ["Color."], "en-GB": ["Colour."]}


def test_where_no_language_is_named_it_is_told():
    unit = (
        "<tuv><seg>Мы прибыли в город вечером.</seg></tuv><tuv><seg>We reached the town at night.</seg></tuv>"
    )
    assert set(texts(prepared(tmx(unit, source="*all*"), "m.tmx"))) == {"ru", "en"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(encoding):
    text = PLAIN.replace('<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{encoding}"?>')
    assert texts(prepared(text.encode(encoding), "m.tmx")) == texts(prepared(PLAIN, "m.tmx"))


def test_a_doctype_that_only_names_the_dtd_is_passed_over():
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    assert texts(prepared(tmx(tuv("ru", "Да.") + tuv("en", "Yes."), doctype=doctype), "m.tmx"))["en"] == [
        "Yes."
    ]


REFUSED = {
    "entities": (tmx(tuv("en", "&a;"), doctype='<!DOCTYPE tmx [<!ENTITY a "b">]>'), "declares entities"),
    "a file as entity": (
        tmx(tuv("en", "&a;"), doctype='<!-- x --><!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "declares entities",
    ),
    "unknown entity": (tmx(tuv("en", "&a;")), "m.tmx:1: not well-formed"),
    "cut off": (PLAIN[:300], "not well-formed"),
    "another root": ("<html/>", "no TMX: its root is <html>"),
    "no units": (tmx(), "no unit holds text"),
    "blank units": (tmx(tuv("en", " ")), "no unit holds text"),
    "too deep": (tmx(tuv("en", "<hi>" * 300 + "x" + "</hi>" * 300)), "too deep or too large"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(text, message):
    with pytest.raises(ReadingError, match=message) as caught:
        read_bytes(text.encode(), "m.tmx")
    assert caught.value.hint
    assert "\n" not in str(caught.value)
