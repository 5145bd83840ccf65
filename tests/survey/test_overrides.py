"""What a person states of a page: it holds against every rule, and the rest of the survey goes by it."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diptych.model import INLINE_KINDS, TEXT_KINDS, Block, Document, Kind, Role, Source, Span
from diptych.sentences import divide
from diptych.survey import STATEABLE, Overrides, Stated, repeated_lines, survey
from diptych.survey.repetition import line_marks
from tests.survey.pagecases import PAGES as FOLDER
from tests.survey.pagecases import load
from tests.survey.test_partition import PAGES, assert_accounts_for, every_text_block_has_a_paragraph

TEXT = """Архивная страница

Тов. Иванову

Просим выслать 300 тонн зерна. Мы ждём ответа от комитета.
Это второй абзац, который продолжается
на следующей строке без точки.

Translator: John Doe

To comrade Ivanov

We ask you to send 300 tons of grain. We await the answer of the committee.
This is the second paragraph, which goes on.

The letter was found in 1991. It had never been sent.
"""


def surveyed(*passages: tuple[str, Kind | None, str], text: str = TEXT, **stated: object) -> Document:
    placed = [
        Stated(Span(text.index(words), text.index(words) + len(words)), kind, version, "diptych.toml: stated")
        for words, kind, version in passages
    ]
    overrides = Overrides(passages=tuple(sorted(placed, key=lambda p: p.span)), reason="diptych.toml")
    return divide(survey(Source("a.txt", text, "utf-8", "0" * 64), replace(overrides, **stated)))


def block(document: Document, words: str) -> Block:
    place = document.source.text.index(words)
    return next(b for b in document.blocks if b.span.start <= place < b.span.end)


@pytest.mark.parametrize("kind", sorted(STATEABLE))
def test_a_stated_kind_holds(kind: Kind) -> None:
    for words in ("Архивная страница", "Translator: John Doe", "We ask you to send", "The letter was found"):
        document = surveyed((words, kind, ""))
        assert_accounts_for(document)
        found = block(document, words)
        assert (found.kind, found.reason) == (kind, "diptych.toml: stated")


def test_stated_text_is_divided_by_the_rules() -> None:
    document = surveyed(("Translator: John Doe\n\nTo comrade Ivanov\n\nWe ask", None, "en"))
    assert block(document, "Translator").kind in TEXT_KINDS
    assert block(document, "To comrade").version == "en"
    assert block(document, "Translator").reason == "diptych.toml: stated"
    assert not document.metadata.all("translator")


def test_stated_metadata_is_read() -> None:
    text = TEXT.replace("The letter was found", "Archive: RGANI, fond 5.\n\nThe letter was found")
    document = surveyed(("Archive: RGANI, fond 5.", Kind.METADATA, ""), text=text)
    assert document.metadata.first("archive").value == "RGANI, fond 5."
    document = surveyed(("Тов. Иванову", Kind.TITLE, ""), ("The letter was found in 1991.", Kind.SUMMARY, ""))
    assert document.metadata.first("title").value == "Тов. Иванову"
    assert document.metadata.first("summary").value == "The letter was found in 1991."


def test_a_stated_note_is_a_stream_of_its_own() -> None:
    document = surveyed(
        ("[3] We ask you to come.", Kind.NOTE, "en"), text="They ask us. [3] We ask you to come.\n"
    )
    (version,) = document.versions
    assert [(p.kind, p.label) for p in version.paragraphs] == [(Kind.BODY, ""), (Kind.NOTE, "3")]


def test_a_sentence_goes_on_behind_what_is_stated_to_be_none_of_it() -> None:
    document = surveyed(("300 tons", Kind.PAGE_HEADER, ""))
    texts = [sentence.text for sentence in document.version("en").sentences]
    assert "We ask you to send of grain." in texts


def test_so_does_a_sentence_of_stated_text() -> None:
    before, after = "We ask you to send ", " of grain. We await the answer of the committee."
    document = surveyed(
        (before, None, "en"),
        ("300 tons", Kind.PAGE_HEADER, ""),
        (after, None, "en"),
        ("To comrade", Kind.TITLE, ""),
    )
    texts = [sentence.text for sentence in document.version("en").sentences]
    assert "We ask you to send of grain." in texts


def test_wrapped_lines_are_joined_inside_stated_text_and_not_over_its_edge() -> None:
    second = "This is the second paragraph, which goes on."
    first = "Это второй абзац, который продолжается\nна следующей строке без точки."
    document = surveyed((first, Kind.BODY, "ru"), (second, Kind.SUMMARY, ""))
    assert "Это второй абзац, который продолжается на следующей строке без точки." in [
        sentence.text for sentence in document.version("ru").sentences
    ]
    assert document.metadata.first("summary").value == second


def test_a_stated_version_draws_no_line_to_its_side() -> None:
    document = surveyed(("To comrade Ivanov", None, "ru"), ("Тов. Иванову", None, "en"))
    assert block(document, "To comrade").version == "ru"
    assert block(document, "Тов.").version == "en"
    in_source_order = dict.fromkeys(block.version for block in document.blocks if block.version)
    assert [version.name for version in document.versions] == list(in_source_order)


def test_stated_languages_are_those_of_the_versions() -> None:
    document = surveyed(languages=("bg", "en"))
    assert [version.name for version in document.versions] == ["bg", "en"]
    assert block(document, "Просим").reason.endswith("; diptych.toml: in bg or en")
    (version,) = surveyed(languages=("en",)).versions
    assert version.name == "en"


def test_a_version_may_be_as_short_as_is_stated() -> None:
    text = TEXT + "\n\nNous attendons la réponse.\n"
    assert "fr" not in [version.name for version in surveyed(text=text).versions]
    stated = surveyed(("Nous attendons", None, "fr"), text=text)
    assert "fr" in [version.name for version in stated.versions]


@pytest.mark.parametrize("original", ["ru", "en"])
def test_the_stated_original(original: str) -> None:
    document = surveyed(original=original)
    assert {v.name: v.role for v in document.versions}[original] is Role.ORIGINAL
    assert document.version(original).role_reason == "diptych.toml: stated as the original's"
    assert document.missing == ""


def test_a_stated_original_that_is_not_there() -> None:
    document = surveyed(original="hu")
    assert document.missing == "hu"
    assert {version.role for version in document.versions} == {Role.TRANSLATION}


@st.composite
def pages_with_passages(draw: st.DrawFn) -> tuple[str, tuple[Stated, ...]]:
    text = draw(PAGES)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    kinds = st.sampled_from([None, *sorted(STATEABLE)])
    passages = []
    for span in spans:
        kind = draw(kinds)
        may_have_version = kind is None or kind in TEXT_KINDS | {Kind.NOTE}
        version = (
            draw(st.sampled_from(["ru", "en", ""] if kind else ["ru", "en"])) if may_have_version else ""
        )
        passages.append(Stated(span, kind, version, "stated"))
    return text, tuple(passages)


PAGE_MARKS = "{2}\ntext {3} and |4| and [стр. 5] of it\n"


@example((PAGE_MARKS, (Stated(Span(0, 4), None, "ru", "stated"),)), (), "")
@example((PAGE_MARKS, (Stated(Span(24, 35), Kind.NOTE, "ru", "stated"),)), (), "")
@settings(max_examples=100, deadline=None)
@given(pages_with_passages(), st.sampled_from([(), ("ru", "en"), ("de",)]), st.sampled_from(["", "ru", "hu"]))
def test_what_is_stated_holds_on_any_page(
    page: tuple[str, tuple[Stated, ...]], languages: tuple[str, ...], original: str
) -> None:
    text, passages = page
    source = Source("page.txt", text, "utf-8", "0" * 64)
    document = divide(survey(source, Overrides(languages, original, passages, "diptych.toml")))
    assert_accounts_for(document)
    assert every_text_block_has_a_paragraph(document) or not document.versions
    for passage in passages:
        for found in document.blocks:
            inside = passage.span.start <= found.span.start and found.span.end <= passage.span.end
            if inside and found.reason == "stated" and passage.kind:
                assert found.kind in {passage.kind, Kind.NOTE_ANCHOR}
            if inside and found.kind in TEXT_KINDS and passage.version:
                assert found.version == passage.version
            is_sign = found.kind is Kind.FURNITURE and found.reason.startswith(("mark of", "sign of"))
            is_sign |= found.kind is Kind.PAGE_NUMBER and found.reason.endswith("within the line")
            if inside and passage.is_text and found.kind is not Kind.BLANK and not is_sign:
                assert found.kind in TEXT_KINDS | INLINE_KINDS | {Kind.NOTE_ANCHOR, Kind.PAGE_BREAK}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.page"))[::4], ids=lambda path: path.stem)
def test_a_page_stated_line_by_line_is_as_stated(path) -> None:
    page = load(path)
    passages = tuple(
        Stated(Span(line.start, line.start + len(line.text)), Kind(line.kind), line.version, "stated")
        for line in page.lines
        if Kind(line.kind) in STATEABLE
    )
    document = survey(Source("a.txt", page.text, "utf-8", "0" * 64), Overrides(passages=passages))
    for passage in passages:
        found = next(b for b in document.blocks if b.span.start <= passage.span.start < b.span.end)
        assert (found.kind, found.version) == (
            passage.kind,
            passage.version,
        ) or found.kind in INLINE_KINDS | {Kind.NOTE_ANCHOR}


def test_repetition_does_not_overrule_a_person() -> None:
    text = "Read more on our website | Home\n\n" + TEXT
    repeated = repeated_lines([line_marks(text)] * 4)
    words = "Read more on our website | Home"
    overrides = Overrides(passages=(Stated(Span(0, len(words)), Kind.HEADING, "en", "stated"),))
    document = survey(Source("a.txt", text, "utf-8", "0" * 64), overrides, repeated)
    assert block(document, words).kind is Kind.HEADING
