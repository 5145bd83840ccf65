"""Writing systems: which letters a text is written in, and which of them frame it.

A Russian quotation in an English note does not make the note Russian. What counts is
the frame: the words outside quotation marks and brackets, small words before names.
The systems and their languages are data (`data/languages/scripts.txt`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from diptych.survey.knowledge import rows

LATIN = "Latn"
CASED = frozenset({LATIN, "Cyrl", "Grek", "Armn"})
SMALL_WORD_WEIGHT = 3
"""Against a word with a capital, which is more often a name."""

CASELESS_WEIGHT = 4
"""A character of the scripts without case, most of which pack a word into one or two."""

OPENING = 400
"""Characters of a passage that tell its script."""

KANA_SHARE = 0.05
"""Among Chinese characters, enough kana to make them Japanese."""

QUOTED = re.compile(
    r"«[^«»]{1,600}»|„[^„”“\"]{1,600}[”“\"]|“[^“”]{1,600}”|\"[^\"]{1,600}\"|\([^()]{1,600}\)|\[[^\[\]]{1,600}\]"
)
BRACKETED = re.compile(r"\s*[\[(](.*)[\])]\W*", re.DOTALL)
_ASCII_LETTER = re.compile(r"[A-Za-z]")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")


@cache
def _ranges() -> Sequence[tuple[int, int, str]]:
    """First and last code point of each range, and its script."""
    ranges = []
    for script, points, _ in rows("languages/scripts.txt"):
        for item in points.split():
            first, _, last = item.partition("-")
            ranges.append((int(first, 16), int(last or first, 16), script))
    return ranges


@cache
def _scripts() -> Mapping[str, frozenset[str]]:
    """Language -> its scripts."""
    scripts: dict[str, set[str]] = {}
    for script, _, languages in rows("languages/scripts.txt"):
        for language in languages.split():
            scripts.setdefault(language, set()).add(script)
    return {language: frozenset(found) for language, found in scripts.items()}


def scripts_of_language(language: str) -> frozenset[str]:
    """The scripts that a language is written in.

    >>> sorted(scripts_of_language("sr")), sorted(scripts_of_language("pl"))
    (['Cyrl', 'Latn'], ['Latn'])
    """
    return _scripts().get(language, frozenset({LATIN}))


def scripts() -> frozenset[str]:
    """ISO 15924 codes of all scripts that are known."""
    return frozenset(script for _, _, script in _ranges())


def letters_in(scripts: frozenset[str]) -> str:
    """The letters of scripts, as they stand between the brackets of a regular expression."""
    return "".join(f"{chr(first)}-{chr(last)}" for first, last, script in _ranges() if script in scripts)


def languages_in(script: str) -> list[str]:
    """The languages that are listed under a script.

    >>> languages_in("Hang")
    ['ko']
    """
    return sorted(language for language, written in _scripts().items() if script in written)


@cache
def _script_of_letter(letter: str) -> str:
    point = ord(letter)
    return next((script for first, last, script in _ranges() if first <= point <= last), "")


def words_in(text: str, script: str) -> list[str]:
    """The words of a text that begin in a script."""
    words = WORD.findall(text)
    if script == LATIN and text.isascii():
        return words
    return [word for word in words if _script_of_letter(word[0]) == script]


@lru_cache(maxsize=4096)
def scripts_of_letters(text: str) -> frozenset[str]:
    """All scripts that a text has letters of.

    >>> sorted(scripts_of_letters("Нота New York Times, 1956"))
    ['Cyrl', 'Latn']
    """
    return frozenset(map(_script_of_letter, filter(str.isalnum, set(text)))) - {""}


def frame(text: str) -> str:
    """A text without what it quotes and brackets, unless that is all.

    >>> frame("In the original: «Сов. секретно» [sic]")
    'In the original:    '
    >>> frame("[Resolution: «Согласен»]")
    'Resolution:  '
    """
    whole = BRACKETED.fullmatch(text)
    inner = whole.group(1) if whole and not re.search(r"[\])].*[\[(]", whole.group(1), re.DOTALL) else text
    outside = QUOTED.sub(" ", inner)
    return outside if WORD.search(outside) else inner


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def script_of(text: str) -> str:
    """ISO 15924 code of the script that frames a text; "" where it has no letters.

    Japanese is `Kana`, even where most of its characters are Chinese.

    >>> script_of("Газета «New York Times» опубликовала ноту"), script_of("1956"), script_of("東京の大使")
    ('Cyrl', '', 'Kana')
    """
    if text.isascii():
        return LATIN if _ASCII_LETTER.search(text) else ""
    found = scripts_of_letters(text)
    return _heaviest(WORD.findall(frame(text))) if len(found) > 1 else next(iter(found), "")


def _heaviest(words: Iterable[str]) -> str:
    """The script that most of some words are in."""
    weights: Counter[str] = Counter()
    for word in words:
        for script, weight in _weights(word):
            weights[script] += weight
    if weights["Kana"] > KANA_SHARE * weights["Hani"]:
        weights["Kana"] += weights.pop("Hani", 0)
    return max(weights, key=lambda script: weights[script], default="") if weights.total() else ""


def script(text: str) -> str:
    """The script of a passage, by its beginning: what a rule that goes over a whole page can afford."""
    return script_of(text[:OPENING])


@lru_cache(maxsize=1 << 14)
def _weights(word: str) -> list[tuple[str, int]]:
    """The scripts of a word with the number of their letters, each as heavy as its kind of word."""
    first = _script_of_letter(word[0])
    small = SMALL_WORD_WEIGHT if word[0].islower() else 1
    if first in CASED:
        return [(first, len(word) * small)]
    counts = Counter(map(_script_of_letter, word))
    return [
        (script, count * (small if script in CASED else CASELESS_WEIGHT))
        for script, count in counts.items()
        if script
    ]
