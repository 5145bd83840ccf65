"""Which of many papers translate each other, and which are left alone."""

import random
from pathlib import Path

import pytest

from diptych.alignment.pairing import Fact, Pairing, Profile, origin, pair_profiles
from diptych.alignment.pairing.filenames import take_apart

PAPERS = Path(__file__).parent / "papers"


def paper(name: str, file: str = "", facts: tuple[Fact, ...] = ()) -> Profile:
    """A paper under a file name that says nothing, unless one is given."""
    sentences = tuple((PAPERS / f"{name}.txt").read_text("utf-8").splitlines())
    return Profile(
        file or f"{random.Random(name).getrandbits(32):08x}.txt", name.split(".")[1], sentences, facts
    )


def papers(names: str) -> dict[str, Profile]:
    return {name: paper(name) for name in names.split()}


def pairs(found: Pairing, named: dict[str, Profile]) -> set[frozenset[str]]:
    titles = {profile.name: name for name, profile in named.items()}
    return {frozenset(titles[name] for name in group.names) for group in found.groups}


TOGETHER = [
    "harvest.ru harvest.en",
    "bridge.de bridge.fr",
    "steel.zh steel.en",
    "uprising.hu uprising.en",
    "minutes12.cs minutes12.en",
    "minutes12.de minutes12.en",
    "harvest.ru harvest.en harvest.de",
]


@pytest.mark.parametrize("names", TOGETHER)
def test_translations_find_each_other(names: str) -> None:
    named = papers(names)
    found = pair_profiles(named.values())
    assert pairs(found, named) == {frozenset(names.split())}
    assert all(t.score > 0.95 for group in found.groups for t in group.translations)


@pytest.mark.parametrize("names", ["harvest.ru harvest.en", "uprising.hu uprising.en", "bridge.de bridge.fr"])
def test_they_are_found_without_an_encoder(names: str) -> None:
    named = papers(names)
    assert pairs(pair_profiles(named.values(), blind=True), named) == {frozenset(names.split())}


APART = [
    "weather.en theatre.ru",
    "harvest.ru weather.en",
    "harvest.ru uprising.en",
    "uprising.hu weather.en",
    "minutes12.de minutes13.en",
    "minutes12.cs minutes13.en",
    "minutes13.de minutes12.en",
    "minutes12.de minutes13.de harvest.en",
]


@pytest.mark.parametrize("names", APART)
@pytest.mark.parametrize("blind", [False, True])
def test_strangers_and_forms_of_one_series_stay_apart(names: str, blind: bool) -> None:
    found = pair_profiles(papers(names).values(), blind=blind)
    assert not found.groups
    assert len(found.alone) == len(names.split())


def test_each_form_finds_its_own_translation() -> None:
    named = papers("minutes12.cs minutes13.cs minutes12.de minutes13.de minutes12.en minutes13.en weather.en")
    found = pair_profiles(named.values())
    assert pairs(found, named) == {
        frozenset(f"minutes{day}.{language}" for language in ("cs", "de", "en")) for day in (12, 13)
    }
    assert [one.name for one in found.alone] == [named["weather.en"].name]


def test_a_form_without_a_translation_stays_alone() -> None:
    named = papers("minutes12.de minutes13.de minutes13.en")
    assert pairs(pair_profiles(named.values()), named) == {frozenset({"minutes13.de", "minutes13.en"})}


def test_all_together_in_any_order() -> None:
    names = sorted(path.stem for path in PAPERS.glob("*.txt"))
    named = papers(" ".join(names))
    groups = {
        title: {n for n in names if n.startswith(f"{title}.")} for title in {n.split(".")[0] for n in names}
    }
    wanted = {frozenset(group) for group in groups.values() if len(group) > 1}
    found = pair_profiles(named.values())
    assert pairs(found, named) == wanted
    assert pair_profiles(reversed(named.values())) == found


def test_two_that_fit_equally_well_are_told_and_not_guessed() -> None:
    copies = [paper("harvest.en", "a.txt"), paper("harvest.en", "b.txt")]
    found = pair_profiles([paper("harvest.ru", "c.txt"), *copies])
    assert not found.groups
    reasons = {one.name: one for one in found.alone}
    assert reasons["c.txt"].ambiguous
    assert "a.txt 0.50 and b.txt 0.50" in reasons["c.txt"].reason


def test_near_duplicates_of_one_language_are_no_pair() -> None:
    first = paper("harvest.en", "a.txt")
    found = pair_profiles([first, Profile("b.txt", "en", first.sentences[:-1])])
    assert [one.reason for one in found.alone] == ["no document in another language"] * 2


def test_languages_that_nobody_tells_apart_are_no_pair() -> None:
    sentences = paper("minutes12.cs").sentences
    found = pair_profiles([Profile("a.txt", "sr", sentences), Profile("b.txt", "hr", sentences)])
    assert not found.groups


def test_an_excerpt_finds_its_whole() -> None:
    whole = paper("uprising.hu", "whole.txt")
    excerpt = Profile("part.txt", "en", paper("uprising.en").sentences[2:7])
    assert [group.names for group in pair_profiles([whole, excerpt, paper("weather.en")]).groups] == [
        ("part.txt", "whole.txt")
    ]


def test_a_name_wins_over_the_contents() -> None:
    named = [
        paper("harvest.ru", "letter.ru.txt"),
        paper("weather.en", "letter.en.txt"),
        paper("harvest.en", "other.txt"),
    ]
    (group,) = pair_profiles(named).groups
    assert set(group.names) == {"letter.ru.txt", "letter.en.txt"}
    assert group.translations[0].score < 0.5
    assert "same name but for the language" in group.translations[0].reason


def test_the_least_score_does_not_overrule_a_name() -> None:
    by_name = [paper("harvest.ru", "letter.ru.txt"), paper("harvest.en", "letter.en.txt")]
    assert pair_profiles(by_name, least_score=1.0).groups
    assert not pair_profiles(papers("harvest.ru harvest.en").values(), least_score=1.0).groups


def test_other_dates_stated_speak_against() -> None:
    sides = [paper("steel.zh", "a.txt", (Fact("date", "1958-05-12"),)), paper("steel.en", "b.txt")]
    (surer,) = pair_profiles(sides, blind=True).groups[0].translations
    assert not pair_profiles(
        [sides[0], paper("steel.en", "b.txt", (Fact("date", "1958-05-13"),))], blind=True
    ).groups
    (same,) = (
        pair_profiles([sides[0], paper("steel.en", "b.txt", (Fact("date", "1958-05-12"),))], blind=True)
        .groups[0]
        .translations
    )
    assert same.score > surer.score
    assert "same date" in same.reason


NAMES = [
    ("letter.ru.txt", "ru", "letter", True),
    ("ru_letter.md", "ru", "letter", True),
    ("Letter (English).html", "en", "Letter", True),
    ("001en.txt", "en", "001", True),
    ("1958 zh-CN.txt", "zh", "1958", True),
    ("plan_hr_2.txt", "sr", "plan_2", True),
    ("letter.fr.txt", "ru", "letter.fr", False),
    ("en.txt", "en", "", True),
    ("no-man.txt", "en", "no-man", False),
    ("\u202e\udcff.txt", "en", "\u202e\udcff", False),
]


@pytest.mark.parametrize(("name", "language", "stem", "marked"), NAMES)
def test_file_names_taken_apart(name: str, language: str, stem: str, marked: bool) -> None:
    named = take_apart(name, language)
    assert (named.stem, named.marked) == (stem, marked)


def of(name: str, language: str, **stated: object) -> Profile:
    return Profile(name, language, ("A.",), **stated)  # type: ignore[arg-type]


ORIGINS = [
    ([of("a.txt", "en", missing="ru", translated=True), of("b.txt", "ru")], 1, ""),
    ([of("a.txt", "en", missing="und", translated=True), of("b.txt", "ru")], 1, ""),
    ([of("a.txt", "en"), of("b.txt", "ru", original=True)], 1, ""),
    ([of("a.en.txt", "en"), of("a.txt", "ru")], 1, ""),
    ([of("a.txt", "en", missing="hu", translated=True), of("b.txt", "ru")], None, "hu"),
    ([of("a.txt", "en"), of("b.txt", "ru")], 0, ""),
]


@pytest.mark.parametrize(("profiles", "place", "missing"), ORIGINS)
def test_which_is_the_original(profiles: list[Profile], place: int | None, missing: str) -> None:
    found = origin(profiles)
    assert (found.place, found.missing) == (place, missing)


def test_an_unstated_original_is_said_to_be_unstated() -> None:
    assert "nothing says which is the original" in origin([of("a.txt", "en"), of("b.txt", "ru")]).reason


def test_a_document_without_sentences_stays_alone() -> None:
    found = pair_profiles([*papers("steel.zh steel.en").values(), Profile("0.txt", "de", ())])
    assert [(one.name, one.reason) for one in found.alone] == [("0.txt", "no sentence in it")]
    assert len(found.groups) == 1


HOSTILE = ["\ud800", " ", "1" * 50_000, "\u202eabc\u0000", "。" * 300, "x"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_sentences(text: str) -> None:
    odd = Profile("a.txt", "ru", (text, text))
    found = pair_profiles([odd, Profile("b.txt", "en", (text,)), paper("weather.en")])
    assert len(found.alone) + 2 * len(found.groups) == 3


def test_nothing_and_one() -> None:
    assert pair_profiles([]) == Pairing()
    assert [one.reason for one in pair_profiles([paper("weather.en")]).alone] == [
        "no document in another language"
    ]
