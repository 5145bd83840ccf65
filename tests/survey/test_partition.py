"""Whatever comes in, its blocks partition it and its paragraphs name blocks that exist."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.model import INLINE_KINDS, TEXT_KINDS, Document, Kind, Source
from diptych.survey import as_one_text, survey

PIECES = st.sampled_from(
    [
        "Citation:",
        "**Summary:**",
        "Related Documents",
        "Document Information",
        "Сов. секретно",
        "TOP SECRET",
        "[illegible]",
        "[1]",
        "[1] A note on the text.",
        "¹ Eine Anmerkung.",
        "- 12 -",
        "Page 3 of 7",
        "Dear Comrade Ulbricht!",
        "With socialist greetings",
        "Attachment",
        "12 May 1956",
        "[undated, c. December 1958]",
        "Посол сообщил, что положение остаётся тяжёлым. Ответа не последовало.",
        "The ambassador reported that the situation remained grave. There was no answer,",
        "and nobody expected one [i.e., the staff[1]] before the winter.",
        "怎么办？大家都没有回答。",
        "Translated by A. Petrov and B. Lee.",
        "\u200b\u00ad",
        "\u00a0",
        "\f",
        "#",
        "****",
        "e\u0301",
        "\ud800",
        "\x00",
        "🙂",
        "שלום",
        "_so_ и ~~нет~~ <u>да</u>",
        "ко[митет] был[?] (подпись) <...> [5]",
        "{2}",
        "text {3} and |4| and [стр. 5] of it",
        "5    a line with its number in the margin",
        "10   another one, and a word that is bro-",
        "министр1 сказал.2 Потом (3) ушёл",
        "1 Сноска.",
        "(3) Третья.",
        "2. Вторая.",
        "Протокол № 5 – стр. 2",
        "Протокол № 5 – стр. 3",
        "ВХОДЯЩИЙ № 12",
        "____________",
        "[незакрытая",
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\u2028", " ", "\t", "\n \n", "\x0b", ""])
PAGES = st.lists(st.tuples(st.one_of(PIECES, st.text(max_size=30)), BREAKS), max_size=30).map(
    lambda pairs: "".join(piece + end for piece, end in pairs)
)


def assert_accounts_for(document: Document) -> None:
    position = 0
    for block in document.blocks:
        assert block.span.start == position < block.span.end
        assert block.reason
        position = block.span.end
    assert position == len(document.source.text)
    for version in document.versions:
        ids = [paragraph.id for paragraph in version.paragraphs]
        assert len(ids) == len(set(ids))
        for paragraph in version.paragraphs:
            assert list(paragraph.blocks) == sorted(set(paragraph.blocks))
            kinds = {document.blocks[index].kind for index in paragraph.blocks}
            assert kinds & (TEXT_KINDS | INLINE_KINDS | {Kind.NOTE})


def every_text_block_has_a_paragraph(document: Document) -> bool:
    named = [index for version in document.versions for p in version.paragraphs for index in p.blocks]
    texts = {
        i for i, block in enumerate(document.blocks) if block.kind in TEXT_KINDS | {Kind.NOTE} | INLINE_KINDS
    }
    return texts <= set(named) and len(named) == len(set(named))


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_blocks_partition_any_page(text: str) -> None:
    document = survey(Source("page.txt", text, "utf-8", "0" * 64))
    assert_accounts_for(document)
    assert every_text_block_has_a_paragraph(document)


@settings(max_examples=50, deadline=None)
@given(PAGES)
def test_blocks_partition_a_text_taken_as_it_is(text: str) -> None:
    assert_accounts_for(as_one_text(Source("page.txt", text, "utf-8", "0" * 64)))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "слово " * 200_000,
        "a\n" * 10_000,
        "[" * 20_000,
        "(" * 20_000,
        "*" * 20_000,
        "Re: " * 20_000,
        "слово1 " * 20_000,
        "{2} {3} " * 5_000,
        "_a " * 20_000,
        "<u>a</u> " * 5_000,
        "".join(f"{n} слово\n" for n in range(3_000)),
        "".join(f"Протокол № {n} – стр. {n}\n" for n in range(2_000)),
        "".join(f"Слово{n % 90} и дело.\n\n{n % 90} Сноска.\n\n" for n in range(1_500)),
        "".join(f"Заголовок {chr(1072 + n % 32)}{chr(1072 + n // 32 % 32)}{n}\n" for n in range(4_000)),
    ],
    ids=[
        *("one word", "one line", "many lines", "brackets", "parentheses", "stars", "labels", "figures"),
        *("page marks", "signs", "tags", "line numbers", "heads", "notes", "almost the same head"),
    ],
)
def test_long_and_hostile_pages_take_no_time_out_of_proportion(text: str) -> None:
    assert_accounts_for(survey(Source("page.txt", text, "utf-8", "0" * 64)))
