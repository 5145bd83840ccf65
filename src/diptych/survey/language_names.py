"""What people call languages: "Original language: венгерский" must come out as `hu`.

Names are data (`data/languages/names.txt`), from Unicode CLDR in some thirty languages.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from diptych.survey.knowledge import rows

AROUND = re.compile(
    r"\b(?:language|lang|sprache|langue|lengua|idioma|lingua|limba|język|jezik|jazyk|nyelv|nyelven|nyelvű)\b"
    r"|\b(?:язык|языке|языка|мова|мовою|език|језик|in|en|auf|the|на|с|со|из|po|по)\b",
    re.IGNORECASE,
)
"""Words that stand around the name of a language and mean nothing here."""

ENDINGS = re.compile(r"(?:ом|ого|ой|ою|ая|ий|ый|и|а|е|ul|ă|ský|ská|ského|ul|om|ego|im|ul|ül|en|n)$")
SHORTEST_STEM = 5


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFC", name).casefold()
    return " ".join(re.sub(r"[^\w()-]+", " ", folded).split())


@cache
def _codes() -> Mapping[str, str]:
    """Name, folded -> code; an earlier line wins where two languages share a name."""
    codes: dict[str, str] = {}
    for code, english, others in rows("languages/names.txt"):
        for name in (code, english, *others.split("; ")):
            codes.setdefault(_key(name), code)
    return codes


@cache
def _stems() -> Mapping[str, str]:
    """Names without their endings -> code, where only one language has them."""
    stems: dict[str, set[str]] = {}
    for name, code in _codes().items():
        stem = ENDINGS.sub("", name)
        if len(stem) >= SHORTEST_STEM:
            stems.setdefault(stem, set()).add(code)
    return {stem: min(codes) for stem, codes in stems.items() if len(codes) == 1}


def language_code(name: str) -> str:
    """BCP 47 code of a language, by its name in many languages or by a code; "" when unknown.

    >>> language_code("Hungarian"), language_code("на венгерском языке"), language_code("HU"), language_code("?")
    ('hu', 'hu', 'hu', '')
    """
    key = _key(name)
    bare = _key(AROUND.sub(" ", key))
    primary = key.split("-")[0] if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})+", key) else key
    for form in (key, bare, primary):
        if form in _codes():
            return _codes()[form]
    stem = ENDINGS.sub("", bare)
    return _stems().get(stem, "")


@cache
def _english() -> Mapping[str, str]:
    return {code: english for code, english, _ in rows("languages/names.txt")}


def language_name(code: str) -> str:
    """English name of a language; the code itself when unknown.

    >>> language_name("hu"), language_name("sr-Latn"), language_name("xx")
    ('Hungarian', 'Serbian', 'xx')
    """
    return _english().get(code.split("-")[0].lower(), code)
