"""Segmentation rules: tools that go by them cut our test sentences as we do."""

import re
from functools import lru_cache

import pytest
from lxml import etree

from diptych.exchange.srx import write_srx
from diptych.model import Bead, Role
from diptych.sentences import break_rules, split
from diptych.sentences.patterns import RULES
from diptych.sentences.vetoes import VETOES
from tests.exchange.parallels import LETTER, TELEGRAM, parallel, version
from tests.exchange.segmenting import Rule, segments
from tests.sentences.test_splitting import passages

NAMESPACE = {"srx": "http://www.lisa.org/srx20"}
OTHERWISE = {
    "1. Принять к сведению сообщение т. Пономарёва Б. Н. 2. Разослать членам Президиума.",  # counts on
}
"""Passages that no pair of patterns cuts as the splitter does, and why."""
LANGUAGES = sorted({language for language, _ in passages()})


@lru_cache
def srx(*languages: str) -> etree._Element:
    texts = [
        parallel("a", version(language, Role.ORIGINAL, ("1",)), version("en", Role.TRANSLATION, ("1",)))
        for language in languages
    ]
    return etree.fromstring(write_srx(texts).files["segmentation.srx"])


def rules(root: etree._Element, code: str) -> list[Rule]:
    """The rules that a tool takes for a language: those of the first map whose pattern its code matches."""
    maps = root.iterfind(".//srx:languagemap", NAMESPACE)
    name = next(m.get("languagerulename") for m in maps if re.fullmatch(m.get("languagepattern", ""), code))
    (found,) = (
        r for r in root.iterfind(".//srx:languagerule", NAMESPACE) if r.get("languagerulename") == name
    )
    return [
        (
            rule.get("break") == "yes",
            rule.findtext("srx:beforebreak", "", NAMESPACE),
            rule.findtext("srx:afterbreak", "", NAMESPACE),
        )
        for rule in found
    ]


@pytest.mark.parametrize("language", ["de", "ko", "ru", "zh"])
def test_passages_are_cut_as_the_splitter_cuts_them(language: str) -> None:
    """In all languages: tests/strict/test_srx_icu.py."""
    found = [(rule.breaks, rule.before, rule.after) for rule in break_rules(language)]
    for of, passage in passages():
        text = re.sub(" {2,}", " ", passage.replace("\\n", "" if language == "zh" else " ").replace("‖", ""))
        if of == language:
            assert (segments(text, found) == split(text, language)) is (text not in OTHERWISE), text


def test_the_file_holds_the_rules_of_its_languages() -> None:
    assert rules(srx("ru", "de"), "de") == [
        (rule.breaks, rule.before, rule.after) for rule in break_rules("de")
    ]


@pytest.mark.parametrize("code", ["ru", "RU", "ru-RU", "RU-RU", "ru_BY"])
def test_codes_of_a_language_find_its_rules(code: str) -> None:
    root = srx("ru", "de")
    assert rules(root, code) == rules(root, "ru") != rules(root, "de")


def test_other_languages_have_general_rules() -> None:
    assert segments("Il vit 3 kg. Puis S. A. Nagy. Fin.", rules(srx("ru"), "rum")) == [
        "Il vit 3 kg.",
        "Puis S. A. Nagy.",
        "Fin.",
    ]


def test_every_veto_has_its_pattern() -> None:
    """A blank that is missing is what no pattern for the end of a sentence lets pass."""
    named = {rules.__name__.removeprefix("_") for rules in RULES}
    assert {veto.__name__ for _, veto in VETOES} - {"no_blank"} <= named


NOT_EVERYWHERE = re.compile(r"\\[wbBWAzZXQEK<>]|\(\?[a-zA-Z#>P|]|[*+?]\+|\d\}\+|\\p\{[^LNM]")
"""Classes that differ, flags, atomic and named groups, possessive quantifiers, properties of Unicode."""


def test_patterns_keep_to_what_all_tools_read_alike() -> None:
    for language in LANGUAGES:
        for rule in break_rules(language):
            assert not NOT_EVERYWHERE.search(rule.before + rule.after), rule


def test_omegats_own_file_says_the_same() -> None:
    files = write_srx([LETTER, TELEGRAM]).files
    beans = etree.fromstring(files["segmentation.conf"]).iterfind(
        ".//object[@class='org.omegat.core.segmentation.Rule']"
    )
    theirs = [
        (
            bean.find("void[@property='breakRule']") is not None,
            bean.findtext("void[@property='beforebreak']/string"),
            bean.findtext("void[@property='afterbreak']/string"),
        )
        for bean in beans
    ]
    ours = [
        (rule.get("break") == "yes", rule[0].text, rule[1].text)
        for rule in etree.fromstring(files["segmentation.srx"]).iterfind(".//srx:rule", NAMESPACE)
    ]
    assert [(breaks, before or "", after or "") for breaks, before, after in theirs] == [
        (breaks, before or "", after or "") for breaks, before, after in ours
    ]


def test_what_a_bead_holds_together_stays_together() -> None:
    text = "Получил Ваше письмо от 4 мая. Благодарю. Ответ вышлю позже."
    found = rules(etree.fromstring(write_srx([LETTER]).files["segmentation.srx"]), "ru")
    assert segments(text, found) == ["Получил Ваше письмо от 4 мая. Благодарю.", "Ответ вышлю позже."]
    assert len(segments(text.replace(" ", "\n"), found)) == 2
    assert segments(text, rules(srx("ru"), "ru"))[0] == "Получил Ваше письмо от 4 мая."


def test_where_the_same_words_are_cut_and_kept_together_the_rules_decide() -> None:
    sentences = ("Так он и ответил нам в тот вечер: да, да.", "Нет, это неправда, и никто ему не поверил.")
    beads = [Bead(("ru.p1.s1", "ru.p1.s2"), ("en.p1.s1",), 0.9)]
    beads += [Bead((f"ru.p2.s{n}",), (f"en.p2.s{n}",), 0.9) for n in (1, 2)]
    text = parallel(
        "talk",
        version("ru", Role.ORIGINAL, sentences, sentences),
        version("en", Role.TRANSLATION, ("Yes. No.",), ("Yes.", "No.")),
        *beads,
    )
    found = rules(etree.fromstring(write_srx([text]).files["segmentation.srx"]), "ru")
    assert segments(" ".join(sentences), found) == list(sentences)


def test_what_a_person_cut_otherwise_is_cut_so() -> None:
    """A place that no rule knows, and one that a rule would have cut."""
    sentences = (
        "В списке: Иванов, Петров; прочие.",
        "товарищи не указаны",
        "и не найдены. Никто. Совсем никто.",
    )
    beads = [Bead((f"ru.p1.s{n}",), (f"en.p1.s{n}",), 1.0) for n in (1, 2, 3)]
    text = parallel(
        "list",
        version("ru", Role.ORIGINAL, sentences),
        version("en", Role.TRANSLATION, ("A.", "B.", "C.")),
        *beads,
    )
    found = rules(etree.fromstring(write_srx([text]).files["segmentation.srx"]), "ru")
    assert segments(" ".join(sentences), found) == list(sentences)
