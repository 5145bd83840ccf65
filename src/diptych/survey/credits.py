"""Who contributed, translated or edited a document, and from which language, as running credits say it."""

import re
from functools import cache

from diptych.survey import knowledge

_BLANK = r"[\s\u00a0]"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яёђ-џěščřžýáíéůőűłąęńśźćăâîșț]"
_NAME = (
    rf"{_CAPITAL}[\w'’.-]*(?:{_BLANK}+(?:(?:de|von|van|der|da|di|la){_BLANK}+)?{_CAPITAL}[\w'’-]*\.?){{0,4}}?"
)
_NAME_ENDS = rf"(?={_BLANK}*(?:\.(?:\s|$)|[;<(\n]|https?:|$|{_BLANK}[a-zа-яё]))"
LONGEST_BETWEEN = 60
"""Characters that may stand between the verb and the name: “for the Cold War project by”."""


@cache
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(pattern.pattern for role, pattern in knowledge.credits() if role != "source language")
    conjunction, preposition = knowledge.small_words("and").pattern, knowledge.small_words("by").pattern
    joined = rf"(?:,|{_BLANK}+{conjunction}){_BLANK}+"
    names = rf"(?P<names>{_NAME}(?:(?:,{_BLANK}*|,?{_BLANK}+{conjunction}{_BLANK}+){_NAME})*)"
    introduced = rf"[^.;:\n]{{0,{LONGEST_BETWEEN}}}?(?:{preposition}{_BLANK}?:?|:)"
    between = rf"(?:{introduced}|(?:{_BLANK}+[a-zа-яё]\S*){{0,5}}?)"
    return re.compile(
        rf"(?<!\w)(?P<verbs>(?:{verbs})(?:{joined}(?:{verbs}))*){between}{_BLANK}+{names}{_NAME_ENDS}"
    )


def find_credits(text: str) -> list[tuple[str, str]]:
    """(role, name) for each person credited.

    >>> find_credits("Contributed and translated by Ann Lee.")
    [('contributor', 'Ann Lee'), ('translator', 'Ann Lee')]
    >>> find_credits("Translated for the project by Ann Lee and B. Ray.")
    [('translator', 'Ann Lee'), ('translator', 'B. Ray')]
    >>> find_credits("Перевод с венгерского И. Петрова.")
    [('translator', 'И. Петрова')]
    """
    return [credit for match in _pattern().finditer(text) for credit in _credited(match)]


def first_credit(text: str) -> int:
    """Where the first credit of a text begins; its length where it has none."""
    match = _pattern().search(text)
    return match.start() if match else len(text)


def _credited(match: re.Match[str]) -> list[tuple[str, str]]:
    names = re.split(
        rf",?{_BLANK}+{knowledge.small_words('and').pattern}{_BLANK}+|,{_BLANK}*", match["names"]
    )
    roles = [
        role
        for role, pattern in knowledge.credits()
        if pattern.search(match["verbs"]) and role != "source language"
    ]
    return [(role, _without_stop(name)) for role in roles for name in names if name]


def _without_stop(name: str) -> str:
    """A name without the full stop of its sentence; initials keep theirs."""
    name = name.strip()
    return name[:-1] if re.search(r"\w{3}\.$", name) else name


def translated_from(text: str) -> str:
    """The word for the language that a text says it was translated from.

    >>> translated_from("Translated from the Hungarian by A. B.")
    'Hungarian'
    """
    pattern = dict(knowledge.credits())["source language"]
    match = re.search(rf"(?<!\w){pattern.pattern}{_BLANK}+([^\W\d_]+)", text)
    return match.group(1) if match else ""
