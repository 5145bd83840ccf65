"""From blocks to sentences and back: what each kind of gap stands for, and that nothing is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych.model import Document, Kind, Sentence
from diptych.sentences import divide

from .documents import contributing, document

BODY, NOTE, ANCHOR, HEADER, NUMBER, BREAK, REMARK, BLANK = (
    Kind.BODY,
    Kind.NOTE,
    Kind.NOTE_ANCHOR,
    Kind.PAGE_HEADER,
    Kind.PAGE_NUMBER,
    Kind.PAGE_BREAK,
    Kind.EDITORIAL,
    Kind.BLANK,
)


def sentences(*parts: tuple[Kind, str], language: str = "en", kind: Kind = BODY) -> tuple[Sentence, ...]:
    return divide(document(*parts, language=language, kind=kind)).versions[0].sentences


def texts(*parts: tuple[Kind, str], language: str = "en", kind: Kind = BODY) -> list[str]:
    return [sentence.text for sentence in sentences(*parts, language=language, kind=kind)]


@pytest.mark.parametrize(
    "line_break", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
)
@pytest.mark.parametrize("before", ["", " ", "\t", "\u00a0"])
def test_a_line_break_is_a_blank(before: str, line_break: str) -> None:
    assert texts((BODY, f"one{before}{line_break} \ttwo")) == ["one two"]


def test_blank_lines_within_a_sentence_are_one_blank() -> None:
    assert texts((BODY, "one\n\n  \ntwo")) == ["one two"]


def test_a_tab_is_a_blank_and_blanks_stay() -> None:
    assert texts((BODY, "one\ttwo  three\u00a0four")) == ["one two  three\u00a0four"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会谈\n开始", "会谈开始"),
        ("会谈，\n开始", "会谈，开始"),
        ("かな \nカナ", "かなカナ"),
        ("회의\n시작", "회의 시작"),
        ("会\t谈", "会 谈"),
    ],
)
def test_chinese_and_japanese_lines_join_without_a_blank(text: str, expected: str) -> None:
    assert texts((BODY, text), language="zh") == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the nego-\ntiations", "the negotiations"),
        ("en", "the nego\u2010\n  tiations", "the negotiations"),
        ("en", "the nego\u00ad\ntiations", "the negotiations"),
        ("en", "the Sino-\nSoviet split", "the Sino-Soviet split"),
        ("en", "an up-\nto-date list", "an up-to-date list"),
        ("en", "in the nineteen-\nfifties", "in the nineteen-fifties"),
        ("en", "cease-fire now, then a cease-\nfire again", "cease-fire now, then a cease-fire again"),
        ("en", "by negotiations, by nego-\ntiations", "by negotiations, by negotiations"),
        ("en", "pre- and post-\nand now", "pre- and post- and now"),
        ("en", "1956-\n1957", "1956-1957"),
        ("en", "he came -\nthen went", "he came - then went"),
        ("ru", "сове-\nщание", "совещание"),
        ("ru", "СОВЕ-\nЩАНИЕ", "СОВЕЩАНИЕ"),
        ("ru", "из-\nза границы", "из-за границы"),
        ("ru", "кто-\nто пришёл", "кто-то пришёл"),
        ("ru", "советско-\nкитайские дела", "советско-китайские дела"),
        ("ru", "Чжоу Энь-\nЛай", "Чжоу Энь-Лай"),
        ("de", "Sowjet-\nunion", "Sowjetunion"),
        ("de", "Ein-\nund Ausfuhr", "Ein- und Ausfuhr"),
        ("fr", "est-\nil venu", "est-il venu"),
    ],
)
def test_hyphens_at_line_ends(language: str, text: str, expected: str) -> None:
    assert texts((BODY, text), language=language) == [expected]


def test_a_hyphen_is_undone_across_a_page() -> None:
    parts = (
        (BODY, "the nego-\n"),
        (NUMBER, "12\n"),
        (BREAK, "\x0c"),
        (HEADER, "SECRET\n"),
        (BODY, "tiations went on."),
    )
    (found,) = sentences(*parts)
    assert found.text == "the negotiations went on."
    assert found.joints == ("",)
    assert len(found.spans) == 2


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (((BODY, "agenda:"), (ANCHOR, "[2]"), (BODY, " firstly")), ["agenda: firstly"]),
        (((BODY, "x "), (ANCHOR, "[2]"), (BODY, " y")), ["x y"]),
        (((BODY, "x"), (ANCHOR, "[2]"), (BODY, "y")), ["xy"]),
        (((BODY, "word"), (ANCHOR, "[2]"), (BODY, ", then")), ["word, then"]),
        (((BODY, "word\n"), (ANCHOR, "[2]"), (BODY, "\nthen")), ["word then"]),
        (((BODY, "The wording."), (ANCHOR, "[1]"), (BODY, " Then more.")), ["The wording.", "Then more."]),
        (
            ((BODY, "He said [so] "), (REMARK, "[sic]"), (BODY, " and left.")),
            ["He said [so] [sic] and left."],
        ),
        (((BODY, "one "), (BREAK, "\x0c"), (BODY, "two")), ["one two"]),
        (((BODY, "one"), (BLANK, "\n\n"), (NUMBER, "7"), (BLANK, "\n"), (BODY, "two")), ["one two"]),
        (((BODY, "a\x00b \x07 c\ud800d"),), ["ab cd"]),
        (((BODY, "* * *"),), ["* * *"]),
        (((BODY, " \n\t\x00 "),), []),
        (((BODY, ""),), []),
    ],
)
def test_what_stands_between(parts: tuple[tuple[Kind, str], ...], expected: list[str]) -> None:
    assert texts(*parts) == expected


def test_a_note_is_split_without_its_label() -> None:
    parts = ((ANCHOR, "[1]"), (NOTE, " See vol. 3. It is rare."))
    assert texts(*parts, kind=Kind.NOTE) == ["See vol. 3.", "It is rare."]


def test_a_note_within_a_body_paragraph_does_not_contribute() -> None:
    assert texts((BODY, "One "), (NOTE, "note\n"), (BODY, "two.")) == ["One two."]


def test_an_inline_block_does_not_cut_a_span() -> None:
    (found,) = sentences((BODY, "He said "), (REMARK, "[sic]"), (BODY, " no."))
    assert len(found.spans) == 1


def test_ids_and_first_blocks() -> None:
    found = sentences((BODY, "One. "), (ANCHOR, "[1]"), (BODY, "Two. Three."))
    assert [s.id for s in found] == ["en.p1.s1", "en.p1.s2", "en.p1.s3"]
    assert [s.block for s in found] == [0, 2, 2]


def test_a_megabyte_in_one_paragraph() -> None:
    found = sentences((BODY, "The words run on and\nthe lines break. " * 30_000))
    assert len(found) == 30_000


KINDS = st.sampled_from([BODY, BODY, BODY, REMARK, ANCHOR, HEADER, NUMBER, BREAK, BLANK])
PART = st.tuples(
    KINDS,
    st.text(
        alphabet=st.sampled_from(list("ab Aя.!-\u00ad\u2010\n\t\x00\ud800\u00a0\x1f\u200b会한1[]«»")),
        max_size=12,
    ),
)


def dropped(char: str) -> bool:
    return char in "-\u00ad\u2010\x00\ud800" or char.isspace()


@given(st.lists(PART, max_size=8), st.sampled_from(["en", "ru", "zh", "de"]))
@example([(Kind.BODY, "-"), (Kind.BODY, "\u00ad\nA")], "en")
@example([(Kind.BODY, "--\n\u00adA")], "en")
def test_sentences_are_spans_of_the_source(parts: list[tuple[Kind, str]], language: str) -> None:
    given_document = document(*parts, language=language)
    check(given_document, divide(given_document))


def check(before: Document, after: Document) -> None:
    text, covered, at = before.source.text, set[int](), -1
    allowed = {i for span in contributing(before) for i in range(span.start, span.end)}
    for number, sentence in enumerate(after.versions[0].sentences, start=1):
        assert sentence.id == f"{sentence.paragraph}.s{number}"
        pieces = [span.of(text) for span in sentence.spans]
        joined = pieces[0] + "".join(j + p for j, p in zip(sentence.joints, pieces[1:], strict=True))
        assert joined == sentence.text
        assert set(sentence.joints) <= {"", " "}
        assert (
            before.blocks[sentence.block].span.start
            <= sentence.spans[0].start
            < before.blocks[sentence.block].span.end
        )
        for span, piece in zip(sentence.spans, pieces, strict=True):
            assert at <= span.start < span.end
            assert piece == piece.strip()
            at = span.end
            covered |= set(range(span.start, span.end))
    assert covered <= allowed
    assert all(dropped(text[i]) for i in allowed - covered)
    lost_hyphens = [i for i in allowed - covered if text[i] in "-\u00ad\u2010"]
    assert all(i and text[i - 1].isalpha() for i in lost_hyphens)
