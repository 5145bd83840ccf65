"""Where a term stands, and what stands for it."""

from pathlib import Path

import pytest

from benchmarks.renderings import cases, read_corpus
from diptych.model import Bead, Role
from diptych.summary import Told, bitexts, told
from diptych.summary.terms.finding import Term, same_word
from diptych.summary.terms.renderings import How
from tests.exchange.parallels import parallel, version

FORMS = [
    ("ru", "Хрущев", "Хрущёв Хрущева Хрущеву Хрущевым ХРУЩЕВ", "Хрущевский хрущ"),
    ("ru", "Иванов", "Иванова Иванову Ивановым", "Иван Ивана Ивановский"),
    ("ru", "Иван", "Ивана Иваном Ивану", "Иванов Иванович"),
    ("ru", "Надь", "Надя Надю", "над Над"),
    ("ru", "партия", "партии Партий партиями", "партизан партнёр"),
    ("ru", "посол", "посла послу послом послы", "после послать"),
    ("ru", "дело", "дела делу делами", "делаем делать"),
    ("ru", "ЦК", "ЦК", "ЦКК цк"),
    ("ru", "ТАСС", "ТАСС ТАССа", "тассовка"),
    ("uk", "Київ", "Києва Києві", "Кий киянин"),
    ("ru", "гражданин", "граждане граждан гражданину", "гражданский"),
    ("uk", "партія", "партії партією партій", "партизан"),
    ("pl", "węgiel", "węgla węglem", "węgier"),
    ("pl", "Gomułka", "Gomułki Gomułką", "Gomuła"),
    ("hu", "párt", "pártot pártnak pártokat", "pártatlan part"),
    ("hu", "Imre", "Imrét Imrének", "Imola"),
    ("de", "Politbüro", "Politbüros", "Politik"),
    ("de", "Buch", "Bücher Buches", "Bucht"),
    ("en", "Kennedy", "Kennedys KENNEDY", "kennedy Kenneth"),
    ("en", "party", "Party parties", "part partly"),
    ("ko", "흐루쇼프", "흐루쇼프는 흐루쇼프에게", "흐루"),
    ("el", "κόμμα", "κόμματα κομμα", "κομήτης"),
]


@pytest.mark.parametrize(
    ("language", "term", "word", "is_one"),
    [
        (language, term, word, is_one)
        for language, term, forms, others in FORMS
        for words, is_one in ((forms, True), (others, False))
        for word in words.split()
    ],
)
def test_forms_of_a_word(language: str, term: str, word: str, is_one: bool) -> None:
    assert same_word(word, term, language) is is_one


@pytest.mark.parametrize(
    ("term", "language", "text", "found"),
    [
        ("ЦК КПСС", "ru", "Из ЦК КПСС в ЦК ВКП(б)", ["ЦК КПСС"]),
        ("верховный совет", "ru", "Верховного Совета", ["Верховного Совета"]),
        ("赫鲁晓夫", "zh", "赫鲁晓夫说赫鲁晓夫", ["赫鲁晓夫", "赫鲁晓夫"]),
        ("1958", "en", "1958, 11.1958", ["1958", "1958"]),
        ("Хру\u00adщев", "ru", "Хрущё\u00adв", ["Хрущё\u00adв"]),
        ("x", "en", "", []),
        ("!", "en", "!", []),
    ],
)
def test_places_of_a_term(term: str, language: str, text: str, found: list[str]) -> None:
    assert [span.of(text) for span in Term(term).spans(text, language)] == found


CORPORA = sorted((Path(__file__).parent / "renderings").glob("**/*.tsv"))
WRONG = {"de-en": 1, "en-ru": 2, "es-en": 2, "it-en": 3, "ru-de": 1, "ru-en": 1}
"""Places of each made corpus that are told wrong, or in part."""


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.stem)
def test_renderings_of_made_corpora(path: Path) -> None:
    wrong = [case for case in cases(read_corpus(path)) if not case.is_right]
    assert len(wrong) <= WRONG.get(path.stem, 0), wrong


def telling(term: str, *pairs: tuple[str, str], languages: tuple[str, str] = ("ru", "en")) -> list[Told]:
    text = parallel(
        "d",
        version(languages[0], Role.ORIGINAL, tuple(source for source, _ in pairs if source)),
        version(languages[1], Role.TRANSLATION, tuple(target for _, target in pairs if target)),
        *beads(pairs, languages),
    )
    return told([term], bitexts([text]))


def beads(pairs: tuple[tuple[str, str], ...], languages: tuple[str, str]) -> list[Bead]:
    numbers = [0, 0]
    made = []
    for pair in pairs:
        ids: list[tuple[str, ...]] = []
        for side, (words, language) in enumerate(zip(pair, languages, strict=True)):
            numbers[side] += bool(words)
            ids.append((f"{language}.p1.s{numbers[side]}",) if words else ())
        made.append(Bead(ids[0], ids[1], 0.4 if not pair[1] else 0.9))
    return made


def test_a_name_that_stands_twice_has_two_renderings() -> None:
    (one,) = telling("Хрущев", ("Хрущев ждал Хрущева.", "Khrushchev waited for Khrushchev."))
    assert [(place.text, place.span.start) for place in one.places if place.span] == [
        ("Khrushchev", 0),
        ("Khrushchev", 22),
    ]


@pytest.mark.parametrize("text", ["Хрущев " * 3_000, "Хрущев" + " слово" * 20_000, "Хрущев ушел" * 5_000])
def test_a_bead_that_is_no_sentence_takes_no_time(text: str) -> None:
    (one,) = telling("Хрущев", (text, "Khrushchev " * 3_000))
    assert one.places[0].text == "Khrushchev"
    assert len(one.places) == text.split().count("Хрущев")


def test_a_term_without_counterpart_is_told_as_such() -> None:
    (one,) = telling("Хрущев", ("Хрущев ушел.", ""), ("Дождь шел.", "It rained."))
    assert [(place.text, place.how) for place in one.places] == [("", How.ALONE)]
    (group,) = one.groups()
    assert (group.rendering, group.doubtful, group.beads) == ("", 1, ["d.ru-en.1"])


def test_a_pronoun_is_not_taken_for_a_rendering() -> None:
    (one,) = telling("Хрущев", ("Хрущев ушел.", "He left."), ("Дождь шел.", "It rained."))
    assert [(place.text, place.how) for place in one.places] == [("", How.UNKNOWN)]


def test_forms_of_a_rendering_are_one() -> None:
    (one,) = telling(
        "Khrushchev",
        ("Khrushchev left.", "Хрущев уехал."),
        ("We saw Khrushchev.", "Мы видели Хрущёва."),
        ("Khrushchev again.", "Опять с Хрущевым."),
        languages=("en", "ru"),
    )
    (group,) = one.groups()
    assert sorted(group.forms) == ["Хрущев", "Хрущевым", "Хрущёва"]
    assert group.how is How.SOUND


def test_a_term_is_found_on_either_side() -> None:
    (one,) = telling("Khrushchev", ("Хрущев ушел.", "Khrushchev left."))
    assert (one.language, one.other_language) == ("en", "ru")
    assert [(place.occurrence.couple.side, place.text) for place in one.places] == [("target", "Хрущев")]


def test_languages_that_no_encoder_knows_need_sound_or_company() -> None:
    pairs = [(f"dielo {word}", f"дело {word}") for word in ("a", "b")]
    pairs += [("xyzzy abc", "щюця бва"), *((f"w{k} z", f"в{k} з") for k in range(20))]
    assert telling("xyzzy", *pairs, languages=("sq", "mk"))[0].places[0].how is How.UNKNOWN


def test_what_stands_nowhere_is_not_told() -> None:
    assert telling("Микоян", ("Хрущев ушел.", "He left.")) == []
    assert told(["x"], bitexts([])) == []


def test_a_term_in_nearly_every_bead_is_told_by_its_company() -> None:
    pairs = [(f"совет {k} дом{k}", f"council {k} house{k}") for k in range(80)] + [("дождь", "rain")]
    (one,) = telling("совет", *pairs)
    assert {place.text for place in one.places} == {"council"}
