"""What people call languages: "Original language: венгерский" must come out as `hu`.

Names are data (`data/languages/names.txt`), from Unicode CLDR in some thirty languages.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from diptych.survey.knowledge import rows

ENDINGS = re.compile(
    r"(?:ого|ому|ою|ом|ой|ая|ий|ый|ий|и|а|е|ul|ului|ă|ą|ského|ego|iego|iej|ie|i|ý|á|é|ém|ou|ej|om|um|em|er|en|es|e|a|o|y|u|ül)$"
)
"""Cases, genders and adverbs, of the Slavic and Romance languages and German above all."""

SHORTEST_STEM = 5

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # the shape of BCP 47, not its registry


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFC", name).casefold()
    return " ".join(re.findall(r"\w+", folded))


@cache
def _codes() -> Mapping[str, str]:
    """Name, folded -> code; an earlier line wins where two languages share a name.

    Names count without their accents too, as typewriters and old pages write them.
    """
    codes: dict[str, str] = {}
    for code, english, others in rows("languages/names.txt"):
        for name in (code, english, *others.split("; ")):
            codes.setdefault(_key(name), code)
    for name, code in list(codes.items()):
        codes.setdefault(_without_accents(name), code)
    return codes


def _without_accents(name: str) -> str:
    """A name in Latin letters without their accents; of other scripts the marks tell letters apart."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return bare if bare.isascii() else name


@cache
def _stems() -> Mapping[str, str]:
    """Names without their endings -> code, where only one language has them."""
    stems: dict[str, set[str]] = {}
    for name, code in _codes().items():
        stem = ENDINGS.sub("", name)
        if " " not in name and len(stem) >= SHORTEST_STEM:
            stems.setdefault(stem, set()).add(code)
    return {stem: min(codes) for stem, codes in stems.items() if len(codes) == 1}


@lru_cache(maxsize=1 << 14)  # asked of the words of short lines, which come again and again
def language_code(name: str) -> str:
    """BCP 47 code of a language, by its name in many languages or by a code; "" when unknown.

    Words around the name and its endings do no harm; two names make it unknown.

    >>> language_code("Hungarian"), language_code("на венгерском языке"), language_code("HU")
    ('hu', 'hu', 'hu')
    >>> language_code("French and German")
    ''
    """
    key = _key(name)
    if key in _codes():
        return _codes()[key]
    if re.fullmatch(r"\s*[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})+\s*", name):
        return _codes().get(key.split()[0], "")
    found = {code for code in map(_code_of_word, key.split()) if code}
    return min(found) if len(found) == 1 else ""


def _code_of_word(word: str) -> str:
    """The language that a word names, in whatever case it stands; codes do not count here."""
    if len(word) < SHORTEST_STEM and word.isascii():
        return ""
    return _codes().get(word, "") or _stems().get(ENDINGS.sub("", word), "")


@cache
def _english() -> Mapping[str, str]:
    return {code: english for code, english, _ in rows("languages/names.txt")}


def stated_code(said: str) -> str:
    """The code of a language that a person names by its code or its name; "" when unknown.

    >>> stated_code("DE"), stated_code("sr-Latn"), stated_code("German"), stated_code("Klingonish")
    ('de', 'sr-Latn', 'de', '')
    """
    if _TAG.fullmatch(said) and language_name(said) != said:
        primary, hyphen, rest = said.partition("-")
        return primary.lower() + hyphen + rest
    return language_code(said)


def language_name(code: str) -> str:
    """English name of a language; the code itself when unknown.

    >>> language_name("hu"), language_name("sr-Latn"), language_name("xx")
    ('Hungarian', 'Serbian', 'xx')
    """
    return _english().get(code.split("-")[0].lower(), code)
