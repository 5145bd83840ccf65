"""What is counted of alignments, paragraphs and vocabularies."""

from dataclasses import replace

import pytest

from diptych.exchange import ParallelText
from diptych.model import Bead, Role
from diptych.summary import TABLES, Summary, bitexts, occurrence_rows, rendering_rows, summed_up, told
from diptych.summary.paragraphs import deviation
from diptych.summary.running_words import WordUnit, running_words
from diptych.summary.tallies import Part, Tally, sizes, tally
from diptych.summary.vocabulary import moving, standardised, vocabulary, word_list
from diptych.tables import COLUMNS, summary_table, write_table
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN, parallel, version

ALL = (LETTER, TELEGRAM, CROSSED, TORN, HOSTILE)


def summary(*texts: ParallelText) -> Summary:
    return Summary(tuple(summed_up(text.document, (text.source, text.target), [text]) for text in texts))


def counted(text: ParallelText, part: Part = Part.TEXT) -> Tally:
    return tally(text, part, sizes((text.source, text.target)))


def test_sentences_without_counterpart_are_told_with_their_doubts() -> None:
    found = counted(LETTER)
    assert (found.source.alone.sentences, found.source.alone_doubtful) == (1, 1)  # confidence .42
    assert (found.target.alone.sentences, found.target.alone_doubtful) == (1, 0)  # confidence .5
    assert found.source.alone.characters == len("Ответ вышлю позже.")
    assert found.source.paragraphs == 2


def test_kinds_of_beads_are_told_with_confirmed_and_doubtful_ones() -> None:
    found = counted(LETTER)
    assert list(found.kinds) == ["1-0", "0-1", "1-1", "2-1"]
    assert found.kinds["1-1"].confirmed == 1
    assert (found.beads.beads, found.beads.doubtful) == (4, 1)
    assert found.beads.mean_confidence == pytest.approx((1 + 0.91 + 0.42 + 0.5) / 4)


def test_footnotes_are_counted_apart() -> None:
    assert counted(LETTER, Part.NOTES).source.size.sentences == 1
    assert counted(LETTER).source.size.sentences == 4
    assert [part.part.value for part in summary(LETTER).parts] == ["text", "notes"]


def test_sums_are_those_of_their_parts() -> None:
    one, other = counted(LETTER), counted(CROSSED)
    both = one + other
    assert both.source.size.words == one.source.size.words + other.source.size.words
    assert both.kinds["1-1"].beads == one.kinds["1-1"].beads + other.kinds["1-1"].beads
    assert one + Tally() == one


def test_rejected_or_open_sentences_are_neither_left_out_nor_lost() -> None:
    text = replace(LETTER, units=LETTER.units[:1])
    assert counted(text).source.size.sentences == 4
    assert counted(text).source.alone.sentences == 0


def test_paragraphs_are_measured_with_what_translates_them() -> None:
    pairs = summary(LETTER).paragraphs
    assert [pair.group.id for pair in pairs] == ["ru.p1", "ru.p2", "ru.n1"]
    assert pairs[1].source.characters == sum(
        len(words) for words in ("Получил Ваше письмо от 4 мая.", "Благодарю.", "Ответ вышлю позже.")
    )
    assert pairs[1].doubtful == 1


@pytest.mark.parametrize(("target", "expected"), [("x" * 20, 1.0), ("x" * 5, -1.0), ("x" * 10, 0.0)])
def test_deviation_is_one_where_a_paragraph_is_twice_as_long(target: str, expected: float) -> None:
    text = parallel(
        "d",
        version("ru", Role.ORIGINAL, ("y" * 10,)),
        version("en", Role.TRANSLATION, (target,)),
        Bead(("ru.p1.s1",), ("en.p1.s1",), 1.0),
    )
    (pair,) = summary(text).paragraphs
    assert deviation(pair, {("ru", "en"): 1.0}) == pytest.approx(expected)


def test_a_paragraph_that_was_left_out_has_no_ratio() -> None:
    text = parallel(
        "d",
        version("ru", Role.ORIGINAL, ("Нет.",)),
        version("en", Role.TRANSLATION),
        Bead(("ru.p1.s1",), (), 0.9),
    )
    found = summary(text)
    assert [pair.character_ratio for pair in found.paragraphs] == [None]
    (row,) = TABLES["paragraphs"](found)
    assert (row["character_ratio"], row["deviation"], row["kind"]) == (None, None, "1-0")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("— !!", []),
        ("Don't go, Кто-то.", ["don't", "go", "кто-то"]),
        ("他来了。", ["他", "来", "了"]),
        ("in 1958 г.", ["in", "1958", "г"]),
        ("שלום עולם", ["שלום", "עולם"]),
    ],
)
def test_words_that_are_counted(text: str, words: list[str]) -> None:
    assert running_words(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("talks with 毛", WordUnit.WORDS),
        ("他来了 1958", WordUnit.SIGNS),
        ("สวัสดี ครับ", WordUnit.RUNS),
        ("대표단이 왔다", WordUnit.WORDS),
        ("", WordUnit.WORDS),
    ],
)
def test_what_is_no_word_is_said(text: str, expected: WordUnit) -> None:
    assert vocabulary(running_words(text), 1).unit is expected
    made = parallel("d", version("xx", Role.ORIGINAL, (text,)), version("en", Role.TRANSLATION, ("x",)))
    assert counted(made).source.size.unit is expected


def test_the_moving_ratio_is_that_of_every_window() -> None:
    words = [f"w{k * k % 37}" for k in range(500)]
    windows = [len(set(words[k : k + 100])) / 100 for k in range(401)]
    assert moving(words) == pytest.approx(sum(windows) / 401)
    assert moving(words[:99]) is None
    assert standardised(words) is None
    assert standardised([*words, *words, *words]) == pytest.approx(len(set(words)) / 1000)


def test_a_vocabulary() -> None:
    found = vocabulary(["a", "b", "a", "ccc"], 2)
    assert (found.tokens, found.types, found.hapaxes) == (4, 3, 2)
    assert (found.type_token, found.word_length, found.sentence_length) == (0.75, 1.5, 2.0)
    assert found.list_head == 1.0
    assert vocabulary([], 0).type_token is None


def test_words_are_listed_by_frequency_and_then_by_themselves() -> None:
    texts = [text for text, _ in summary(LETTER, CROSSED).vocabularies if text.language == "en"]
    listed = word_list(texts)
    assert [count for _, count, _ in listed] == sorted((count for _, count, _ in listed), reverse=True)
    assert ("of", 1, 1) in listed


def test_originals_and_translations_of_a_language_are_told_apart() -> None:
    turned = parallel(
        "other",
        version("en", Role.ORIGINAL, ("One.",)),
        version("ru", Role.TRANSLATION, ("Один.",)),
        Bead(("en.p1.s1",), ("ru.p1.s1",), 1.0),
    )
    kinds = [(kind.language, kind.role) for kind in summary(LETTER, turned).languages if kind.part == "text"]
    assert sorted(kinds) == sorted((language, role) for language in ("ru", "en") for role in Role)


def test_a_document_of_one_version_counts_with_its_words_only() -> None:
    alone = Summary((summed_up("note", (LETTER.target,), []),))
    assert [row["tokens"] for row in TABLES["vocabulary"](alone)] == [16, 4]
    assert not alone.parts
    assert not list(TABLES["pairs"](alone))


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("texts", [(), (LETTER,), ALL], ids=["nothing", "one", "all"])
def test_every_row_has_the_columns_and_no_cell_breaks_the_table(
    kind: str, texts: tuple[ParallelText, ...]
) -> None:
    found = summary(*texts)
    assert all(tuple(row) == COLUMNS[kind] for row in TABLES[kind](found))
    lines = write_table(summary_table(kind, TABLES[kind](found))).decode().split("\n")[:-1]
    assert {line.count("\t") for line in lines} == {len(COLUMNS[kind]) - 1}


@pytest.mark.parametrize("term", ["half", "bell", "=1", "start \x02", "𝔘𝔫𝔦", "עולם", "\ud83d a"])
def test_terms_in_hostile_text(term: str) -> None:
    found = told([term], bitexts([HOSTILE]))
    for kind, rows in (("renderings", rendering_rows), ("occurrences", occurrence_rows)):
        assert all(tuple(row) == COLUMNS[kind] for row in rows(found))
        lines = write_table(summary_table(kind, rows(found))).decode().split("\n")[:-1]
        assert {line.count("\t") for line in lines} == {len(COLUMNS[kind]) - 1}
