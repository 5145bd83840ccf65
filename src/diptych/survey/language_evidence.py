"""What speaks for a language besides `language_model.py`: the letters of a text, its small words, langdetect.

langdetect is asked where the first opinion is unsure. Letters and words are
data, for the headings of one to three words on which detectors fail.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from langdetect import DetectorFactory, LangDetectException
from langdetect.detector import Detector
from langdetect.detector_factory import PROFILES_DIRECTORY

from diptych.survey.knowledge import rows
from diptych.survey.scripts import scripts_of_language, scripts_of_letters

FOREIGN_LETTER = -1.5
"""For each small word with a letter that the language does not have."""

FOREIGN_LETTER_IN_NAME = -0.4
"""The same for a word with a capital, which may be a foreign name."""

KNOWN_WORD = 0.7
MOST_FOR_WORDS = 4.0
MOST_AGAINST_LETTERS = -6.0
LETTERS_JUDGED = re.compile(r"[^\W\d_a-z]+")
NOT_ASKED = frozenset({"zh", "sr"})
"""langdetect takes Chinese for Korean and has no Serbian."""

SAME_MODEL = {"nb": "no", "sh": "hr", "iw": "he", "in": "id", "ji": "yi", "cmn": "zh", "mo": "ro"}
"""Codes that the detectors know under another name."""


@dataclass(frozen=True, slots=True, eq=False)
class _Clue:
    """What a word says: languages that it gives away, and its weight against those that lack its letters."""

    given_away: tuple[str, ...]
    lacking: frozenset[str]
    weight: float


@cache
def model_code(language: str) -> str:
    """The code under which detectors and data know a language.

    >>> model_code("sr-Latn"), model_code("nb")
    ('sr', 'no')
    """
    primary = language.split("-")[0].lower()
    return SAME_MODEL.get(primary, primary)


@cache
def _letters() -> Mapping[str, frozenset[str]]:
    return {
        row[0]: frozenset(row[1].replace(" ", "") if len(row) > 1 else "")
        for row in rows("languages/letters.txt")
    }


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in rows("languages/words.txt")}


@cache
def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    """Word -> the languages that it gives away."""
    found: dict[str, list[str]] = {}
    for language, words in _words().items():
        for word in words:
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def evidence(words: Sequence[str]) -> Mapping[str, float]:
    """What letters speak against languages, and known words for them; a language that is missing has nothing.

    Letters say nothing where a language has them all, or is not judged.

    >>> found = evidence(["сьогодні", "був"])
    >>> found["uk"] > 0 > found["ru"]
    True
    """
    known: dict[str, int] = {}
    against: dict[str, float] = {}
    for clue, times in Counter(map(_clue, words)).items():
        for language in clue.given_away:
            known[language] = known.get(language, 0) + times
        for language in clue.lacking:
            against[language] = against.get(language, 0.0) + clue.weight * times
    told = {language: min(KNOWN_WORD * times, MOST_FOR_WORDS) for language, times in known.items()}
    for language, weight in against.items():
        told[language] = told.get(language, 0.0) + max(weight, MOST_AGAINST_LETTERS)
    return told


@lru_cache(maxsize=1 << 15)  # a page says the same words again and again
def _clue(word: str) -> _Clue:
    small = word.lower()
    given_away = _languages_of_words().get(small, ())
    if small.isascii():
        return _clue_of(given_away, frozenset(), 0.0)
    weight = FOREIGN_LETTER if word[0].islower() or word.isupper() else FOREIGN_LETTER_IN_NAME
    letters = frozenset("".join(LETTERS_JUDGED.findall(small)))
    return _clue_of(given_away, _lacking(letters, scripts_of_letters(word)), weight)


@lru_cache(maxsize=1 << 12)
def _clue_of(given_away: tuple[str, ...], lacking: frozenset[str], weight: float) -> _Clue:
    """The same clue for all words that say the same, so that they can be counted."""
    return _Clue(given_away, lacking, weight)


@lru_cache(maxsize=1 << 14)
def _lacking(letters: frozenset[str], scripts: frozenset[str]) -> frozenset[str]:
    """The languages written in some scripts that do not have all of some letters."""
    return frozenset(
        language
        for language, own in _letters().items()
        if not letters <= own and not scripts.isdisjoint(scripts_of_language(language))
    )


@cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.seed = 0
    shares = factory.word_lang_prob_map
    factory.word_lang_prob_map = {word: tuple(share) for word, share in shares.items()}
    return factory


class _AmongFew(Detector):  # type: ignore[misc]
    """One that leaves the languages alone that cannot become likely, as nobody asked for them."""

    def set_prior_map(self, prior_map: Mapping[str, float]) -> None:
        super().set_prior_map(prior_map)
        self.asked = [place for place, prior in enumerate(self.prior_map) if prior]

    def _update_lang_prob(self, prob: list[float], word: str, alpha: float) -> None:
        shares, weight = self.word_lang_prob_map[word], alpha / self.BASE_FREQ
        for place in self.asked:
            prob[place] *= weight + shares[place]


def second_opinion(text: str, candidates: Sequence[str]) -> str:
    """The language by langdetect; "" where it must not be asked or has none.

    Args:
        text: it passes over words in capitals, so it gets them small.
        candidates: codes as the detectors know them.
    """
    if NOT_ASKED.intersection(candidates) or not set(candidates) <= set(_factory().get_lang_list()):
        return ""
    detector = _AmongFew(_factory())
    detector.set_prior_map(dict.fromkeys(candidates, 1.0))
    detector.append(text.lower())
    try:
        found: str = detector.detect()
    except LangDetectException:
        return ""
    return found if found in candidates else ""
