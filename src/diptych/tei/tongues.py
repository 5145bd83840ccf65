"""Passages in another language than the text around them, as far as their letters or the source tell."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from diptych.model import UNKNOWN_LANGUAGE
from diptych.survey.scripts import LATIN, languages_in, letters_in, script_of, scripts, scripts_of_language

_FEWEST_WORDS = {LATIN: 3}
"""Names and abbreviations in Latin letters stand in any text, and make no passage."""


def passages(text: str, language: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A text cut where letters begin or end in which its language is not written.

    Args:
        text: part of a version, or of a statement in the header.
        language: that it is taken to be in.
        others: languages of the document, one of which a passage is likely in.

    Returns:
        Pieces in their order, each with its language; empty where that is the text's own.

    >>> list(passages("the word «сговор» there", "en", ["ru", "en"]))
    [('', 'the word «'), ('ru', 'сговор'), ('', '» there')]
    """
    at, own = 0, scripts_of_language(language)
    for found in () if text.isascii() and LATIN in own else _foreign(own).finditer(text):
        script = script_of(found[0])
        beside = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
        is_mixed = _native(own).search(beside)  # a word in letters of two scripts is a slip
        if script and not is_mixed and len(found[0].split()) >= _FEWEST_WORDS.get(script, 1):
            yield "", text[at : found.start()]
            yield _language(script, others), found[0]
            at = found.end()
    yield "", text[at:]


def language_of_all(text: str, language: str, others: Iterable[str]) -> str:
    """The language of a text whose every letter belongs to another script; empty where it is its own.

    >>> language_of_all("[так в тексте]", "en", ["ru", "en"]), language_of_all("[sic]", "en", [])
    ('ru', '')
    >>> language_of_all("Записка", "en", ["bg", "ru"])
    'und-Cyrl'
    """
    pieces = passages(text, language, others)
    spoken = [found for found, piece in pieces if any(map(str.isalpha, piece))]
    return spoken[0] if len(spoken) == 1 else ""


def _language(script: str, others: Iterable[str]) -> str:
    """The one language of the document that is written so, else the one of the world, else the script."""
    likely = [one for one in dict.fromkeys(others) if script in scripts_of_language(one)]
    known = likely or languages_in(script)
    return known[0] if len(known) == 1 and script != LATIN else f"{UNKNOWN_LANGUAGE}-{script}"


@cache
def _foreign(own: frozenset[str]) -> re.Pattern[str]:
    """From the first letter of other scripts to the last before one of these; never searched twice."""
    native, foreign = letters_in(own), letters_in(scripts() - own)
    return re.compile(f"[{foreign}]++(?:[^{native}{foreign}]*+[{foreign}]++)*+")


@cache
def _native(own: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{letters_in(own)}]")
