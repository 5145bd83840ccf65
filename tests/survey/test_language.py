"""Language detection on passages of our own (`languages.tsv`), and what must not mislead it."""

import csv
from pathlib import Path

import pytest

from diptych.survey.language import (
    detect,
    document_languages,
    language_code,
    script_of,
    signature,
)
from diptych.survey.language_names import language_name

with (Path(__file__).parent / "languages.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
LANGUAGES = sorted({row["lang"] for row in ROWS})
KNOWN_FAILURES = {"Протокол наради", "Zpráva o práci komise"}
"""Among thirty languages; with the document's own two, both are right."""

RUSSIAN = "Посол сообщил, что поставки хлеба будут ускорены, и просил передать благодарность правительства."
ENGLISH = "The ambassador said that the deliveries of grain would be speeded up, and asked to pass on thanks."
CZECH = "Velvyslanec sdělil, že dodávky obilí budou urychleny, a žádal vyřídit poděkování vlády za pomoc."


@pytest.mark.parametrize("change", [str, str.upper], ids=["as written", "upper case"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_a_document_and_its_translation(row, change):
    other = "ru" if row["lang"] == "en" else "en"
    language, confidence = detect(change(row["text"]), [row["lang"], other])
    assert language == row["lang"]
    assert 0 < confidence <= 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_among_all_languages(row, request):
    if row["text"] in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(strict=True, reason="three words, close relatives"))
    assert detect(row["text"], LANGUAGES)[0] in row["accept"].split(",")


@pytest.mark.parametrize("text", ["", "1956", "№ 17", "- 3 -", "* * *", "\0\0", "\u200b", "😀", "\ud800"])
def test_no_letters_no_language(text):
    assert detect(text, ["ru", "en"]) == ("und", 0.0)


def test_a_script_that_no_candidate_is_written_in():
    assert detect("Ο υπουργός ζήτησε απάντηση.", ["ru", "en"]) == ("und", 0.0)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Письмо Dwight Eisenhower получено вчера", "Cyrl"),
        ("In the margin: «Согласен. Прошу ускорить ответ и доложить»", "Latn"),
        ("[Stamp: «Совершенно секретно»]", "Latn"),
        ("大使 (P. F. Yudin) 求见", "Hani"),
        ("東京の大使", "Kana"),
        ("흐루쇼브 동지", "Hang"),
        ("12.V.1956 №", "Latn"),
        ("", ""),
    ],
)
def test_the_frame_decides_on_the_script(text, script):
    assert script_of(text) == script


def test_chinese_characters_alone():
    assert detect("外交部", ["zh", "en"])[0] == "zh"
    assert detect("外務省", ["ja", "en"])[0] == "ja"
    assert detect("外交部", ["ja", "zh"])[0] == "zh"


def test_candidates_keep_their_names():
    assert detect("Ministar je tražio odgovor.", ["sr-Latn", "en"])[0] == "sr-Latn"
    assert detect("部長要求答覆。", ["zh-Hant", "en"])[0] == "zh-Hant"
    assert detect("Statsråden bad om et svar.", ["nb", "en"])[0] == "nb"


def test_a_candidate_that_no_detector_knows():
    assert detect("The minister asked for a reply.", ["en", "xx"])[0] == "en"
    assert detect("The minister asked for a reply.", ["xx", "yy"]) == ("xx", 0.0)


def test_more_text_is_surer():
    candidates = ["de", "no"]
    assert detect("Notat", candidates)[1] < detect("Der Minister bat um eine Antwort.", candidates)[1]


def test_a_third_language_lowers_the_confidence():
    own = detect(ENGLISH, ["ru", "en"])[1]
    third = detect(CZECH, ["ru", "en"])[1]
    assert third < 0.6 < own


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 слово",
        "слово " * 900_000,
        "a" * 5_000_000,
        '"' * 99_999,
        "(" * 99_999 + "слово",
        "«а" * 50_000,
    ],
    ids=["surrogate", "words", "one word", "quotes", "brackets", "open quotes"],
)
@pytest.mark.timeout(10)
def test_odd_text(text):
    assert detect(text, ["ru", "en"])[0] in {"ru", "en", "und"}
    assert script_of(text) in {"Cyrl", "Latn", ""}


def test_same_answer_every_time():
    answers = {detect("Strict secret. Notă", ["ro", "en", "fr", "es"]) for _ in range(3)}
    assert len(answers) == 1


def test_languages_of_a_document():
    assert document_languages([RUSSIAN, "№ 17", ENGLISH]) == ["ru", "en"]
    assert document_languages([ENGLISH, "Протокол"]) == ["en"]
    assert document_languages([]) == []
    assert document_languages(["№ 17"]) == []


def test_a_stray_quotation_is_no_language_of_the_document():
    assert document_languages([ENGLISH] * 30 + ["Source: Národní archiv České republiky, Praha."]) == ["en"]
    assert document_languages([f"{ENGLISH} He quoted: «{RUSSIAN}»"] * 3) == ["en"]


def test_one_clear_paragraph_is():
    assert document_languages([RUSSIAN] * 20 + [f"{ENGLISH} {ENGLISH}"]) == ["ru", "en"]


def test_a_document_of_short_lines():
    assert document_languages(["Сов. секретно", "Экз. № 2", "Протокол", "Слушали:"]) == ["ru"]


HUNGARIAN = """Hungarian; венгерский; Ungarisch; hongrois; magyar; HU; hun; hu-HU; на венгерском языке;
    по-венгерски; język węgierski; auf Ungarisch; Hungarian language; húngaro; maďarština; угорською мовою"""


@pytest.mark.parametrize("name", HUNGARIAN.split(";"))
def test_names_of_hungarian(name):
    assert language_code(name) == "hu"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Chinese (Simplified)", "zh"),
        ("Перевод с китайского", "zh"),
        ("Slovak", "sk"),
        ("Slovenian", "sl"),
        ("English", "en"),
        ("українська", "uk"),
        ("조선어", "ko"),
        ("Klingon", ""),
        ("", ""),
        ("in", ""),
        ("French and German", ""),
    ],
)
def test_names_of_languages(name, code):
    assert language_code(name) == code


def test_english_names():
    assert language_name("hu") == "Hungarian"
    assert language_name("xx") == "xx"


def test_the_signature_names_the_versions():
    assert "py3langid/0.4.0" in signature()
    assert "langdetect/1.0.9" in signature()
