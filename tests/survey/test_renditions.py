"""Texts that stand on a page more than once in one language; cases in passages/renditions.txt."""

from diptych.model import Document, Role, Source
from diptych.pipeline import process
from diptych.survey.renditions import MAY_HOLD_TWO, find_renditions
from diptych.survey.units import Unit, cut_lines
from diptych.tei import read_tei, validate_tei, write_tei

POLISH = """Minister Wolski przyjął 12 maja delegację z Gdańska i obiecał 40 wagonów drewna.

Na pytanie inżyniera Kota o stocznię odpowiedział, że decyzja zapadnie w Moskwie.
"""
DRAFT = """Minister Wolski received the delegation from Gdansk on 12 May and promised 40 wagons of timber.

To engineer Kot's question about the shipyard he replied that the decision would be taken in Moscow.
"""
FINAL = """On 12 May the Gdansk delegation was received by Minister Wolski, who promised 40 wagons of timber.

Asked by engineer Kot about the shipyard, he replied: the decision would be taken in Moscow.
"""
RELATED = """Engineer Kot wrote to minister Wolski again on 12 May. Gdansk had waited long enough, he said.
The shipyard needs steel plates, and the delegation asks that Moscow be told so at once.
"""
"""Of the same people, and no second rendition."""


def made(*texts: str) -> Document:
    return process(Source("page.txt", "\n".join(texts), "utf-8", "0" * 64))


def test_two_originals_are_each_aligned_with_the_translation() -> None:
    document = made("Original\n", DRAFT, "Original text\n", FINAL, "Translation\n", POLISH)
    assert {v.name: v.role for v in document.versions} == {
        "en": Role.ORIGINAL,
        "en2": Role.ORIGINAL,
        "pl": Role.TRANSLATION,
    }
    assert [(a.source, a.target) for a in document.alignments] == [("en", "pl"), ("en2", "pl")]


def test_two_translations_become_tei_and_come_back() -> None:
    document = made(POLISH, DRAFT, FINAL)
    assert [(v.name, v.language) for v in document.versions] == [("pl", "pl"), ("en", "en"), ("en2", "en")]
    data = write_tei(document)
    assert validate_tei(data) == []
    assert [v.name for v in read_tei(data).versions] == ["pl", "en", "en2"]


def test_a_version_twice_as_long_without_a_second_rendition_says_so() -> None:
    first, second = DRAFT.split("\n\n")
    document = made(POLISH, first, "", RELATED, second)
    assert [v.name for v in document.versions] == ["pl", "en"]
    assert MAY_HOLD_TWO in document.versions[1].role_reason


def units_of(text: str, language: str) -> list[Unit]:
    return [unit._replace(language=language) for unit in cut_lines(text)]


def test_what_repeats_in_every_language_is_no_second_rendition() -> None:
    units = [*units_of(POLISH + POLISH, "pl"), *units_of(DRAFT + DRAFT, "en")]
    assert find_renditions(units) == {}
    assert set(find_renditions([*units_of(POLISH, "pl"), *units_of(DRAFT + FINAL, "en")]).values()) == {"en2"}
