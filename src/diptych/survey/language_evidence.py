"""What speaks for a language: two detectors, the letters of a text, and its small words.

py3langid gives the first opinion, by identifiers of our own, so that no global state is
touched. langdetect is asked where the first opinion is unsure. Letters and words are
data, for the headings of one to three words on which detectors fail.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from langdetect import DetectorFactory, LangDetectException
from langdetect.detector_factory import PROFILES_DIRECTORY
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from diptych.survey.knowledge import rows

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

Judged = tuple[frozenset[str], float]
"""The letters of a word, and what they weigh against a language that does not have them."""


@cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


@cache
def known_languages() -> frozenset[str]:
    """The languages that py3langid tells apart."""
    return frozenset(_model().labels)


@lru_cache(maxsize=8)  # the general languages of a few scripts, and the rare ones that documents are in
def _identifier(languages: frozenset[str]) -> LanguageIdentifier:
    """One that weighs these languages only, which is the quicker the fewer they are."""
    identifier = copy(_model())
    identifier.set_languages(languages)
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc, dtype=np.float32)  # as it multiplies them
    return identifier


@cache
def model_code(language: str) -> str:
    """The code under which detectors and data know a language.

    >>> model_code("sr-Latn"), model_code("nb")
    ('sr', 'no')
    """
    primary = language.split("-")[0].lower()
    return SAME_MODEL.get(primary, primary)


def first_opinion(text: str, languages: Iterable[str]) -> Mapping[str, float]:
    """Log likelihoods by py3langid, divided by the root of the length as its authors calibrate them.

    Args:
        text: of any length.
        languages: codes; those that py3langid does not know are left out.
    """
    known = known_languages().intersection(languages)
    if not known:
        return {}
    text = text.lower() if text.isupper() else text
    scale = math.sqrt(len(text.encode("utf-8", "surrogatepass")) or 1)
    return {language: score / scale for language, score in _identifier(known).rank(text)}


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


def evidence(words: Sequence[str], languages: Iterable[str]) -> Mapping[str, float]:
    """What letters speak against each of some languages, and known words for it; 0 where nothing does.

    Letters say nothing where a language has them all, or is not judged.

    >>> found = evidence(["сьогодні", "був"], ["uk", "ru"])
    >>> found["uk"] > 0 > found["ru"]
    True
    """
    clues = list(map(_clues, words))
    known = Counter(chain.from_iterable(given_away for given_away, _ in clues if given_away))
    judged = Counter(letters for _, letters in clues if letters)
    told = {language: min(KNOWN_WORD * times, MOST_FOR_WORDS) for language, times in known.items()}
    if not judged:
        return told
    return {language: told.get(language, 0.0) + _against(judged, language) for language in languages}


@lru_cache(maxsize=1 << 15)  # a page says the same words again and again
def _clues(word: str) -> tuple[tuple[str, ...], Judged | None]:
    """The languages that a word gives away, and its letters, if any are judged, with what they weigh."""
    small = word.lower()
    given_away = _languages_of_words().get(small, ())
    if small.isascii():
        return given_away, None
    foreign = FOREIGN_LETTER if word[0].islower() or word.isupper() else FOREIGN_LETTER_IN_NAME
    return given_away, (frozenset("".join(LETTERS_JUDGED.findall(small))), foreign)


def _against(judged: Counter[Judged], language: str) -> float:
    own = _letters().get(language)
    if own is None:
        return 0.0
    total = 0.0
    for (letters, foreign), times in judged.items():
        if not letters <= own:
            total += foreign * times
            if total <= MOST_AGAINST_LETTERS:
                return MOST_AGAINST_LETTERS
    return total


@cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.seed = 0
    return factory


def second_opinion(text: str, candidates: Sequence[str]) -> str:
    """The language by langdetect; "" where it must not be asked or has none.

    Args:
        text: it passes over words in capitals, so it gets them small.
        candidates: codes as the detectors know them.
    """
    if NOT_ASKED.intersection(candidates) or not set(candidates) <= set(_factory().get_lang_list()):
        return ""
    detector = _factory().create()
    detector.set_prior_map(dict.fromkeys(candidates, 1.0))
    detector.append(text.lower())
    try:
        found: str = detector.detect()
    except LangDetectException:
        return ""
    return found if found in candidates else ""
