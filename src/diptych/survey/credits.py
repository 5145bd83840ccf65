"""Who contributed, translated or edited a document, and from which language, as running credits say it."""

import itertools
import re
from functools import cache, lru_cache

from diptych.survey import knowledge
from diptych.survey.beginnings import Beginnings
from diptych.survey.language_names import language_code

_BLANK = r"[\s\u00a0]"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яёђ-џěščřžýáíéůőűłąęńśźćăâîșț]"
_PARTICLE = rf"(?:{knowledge.small_words('name particle').pattern}{_BLANK}+)"
_NAME_GOES_ON = rf"(?:{_CAPITAL}\w?\.|{_CAPITAL}[\w'’-]*)"
"""Behind the first word of a name only initials have a full stop; any other ends the sentence."""
_NAME = rf"{_CAPITAL}[\w'’.-]*(?:{_BLANK}+{_PARTICLE}{{0,2}}{_NAME_GOES_ON}){{0,4}}?"
_NAME_ENDS = (
    rf"(?=[»”“\"]?{_BLANK}*(?:\.(?:[\s\])”»]|$)"
    rf"|[;<(\])\n]|https?:|$|,?{_BLANK}(?!{_PARTICLE})[a-zа-яё]))"
)
_IDEOGRAPHS = r"[\u3400-\u9fff\uac00-\ud7af]"
_IDEOGRAPH = re.compile(_IDEOGRAPHS)
_IDEOGRAPHIC_NAMES = rf"(?P<names>{_IDEOGRAPHS}{{2,4}}(?:[、，,]\s*{_IDEOGRAPHS}{{2,4}})*)"
LONGEST_BETWEEN = 60
"""Characters that may stand between the verb and the name: “for the Cold War project by”."""


_ROLES = ("contributor", "translator", "editor", "transcriber")


@cache
def _verbs() -> str:
    return "|".join(pattern.pattern for role, pattern in knowledge.credits() if role in _ROLES)


@cache
def _beginnings() -> Beginnings:
    """How the words begin without one of which nobody is credited."""
    kinds = {*_ROLES, "source language"}
    return Beginnings(
        word for row in knowledge.rows("credits.txt") if row[0] in kinds for word in knowledge.words(row[1])
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What credits look like: names stand behind the verb."""
    source, verbs = dict(knowledge.credits())["source language"].pattern, _verbs()
    conjunction, preposition = knowledge.small_words("and").pattern, knowledge.small_words("by").pattern
    joined = rf"(?:,|{_BLANK}+{conjunction}){_BLANK}+"
    names = rf"(?P<names>{_NAME}(?:(?:,{_BLANK}*|,?{_BLANK}+{conjunction}{_BLANK}+){_NAME})*)"
    introduced = rf"[^.;:\n]{{0,{LONGEST_BETWEEN}}}?(?:{preposition}{_BLANK}?:?|:)"
    between = rf"(?:{introduced}|(?:{_BLANK}+[a-zа-яё]\S*){{0,5}}?)"
    return (
        re.compile(
            rf"(?<!\w)(?P<verbs>(?:{verbs})(?:{joined}(?:{verbs}))*){between}{_BLANK}+{names}{_NAME_ENDS}"
        ),
        re.compile(
            rf"(?<!\w)(?P<source>{source}){_BLANK}+(?P<language>[^\W\d_]+){_BLANK}+"
            rf"{preposition}{_BLANK}+{names}{_NAME_ENDS}"
        ),
    )


@cache
def _ideographic_patterns() -> tuple[re.Pattern[str], ...]:
    """What they look like in East Asia: names stand behind the verb and a colon, or before it."""
    behind = dict(knowledge.credits())["translator behind"].pattern
    return (
        re.compile(rf"(?P<verbs>{_verbs()})\s*[:：]\s*{_IDEOGRAPHIC_NAMES}(?!{_IDEOGRAPHS})"),
        re.compile(
            rf"^[（(]?{_IDEOGRAPHIC_NAMES}\s*(?P<behind>{behind})[)）。.]?$",
            re.MULTILINE,
        ),
    )


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[re.Match[str], ...]:
    """The credits of a text, in order, each place once."""
    if not _beginnings().may_stand_in(text):
        return ()
    in_ideographs = _IDEOGRAPH.search(text) is not None
    patterns = (*_patterns(), *_ideographic_patterns()) if in_ideographs else _patterns()
    matches = sorted(
        (match for pattern in patterns for match in pattern.finditer(text) if _is_credit(match)),
        key=lambda match: match.start(),
    )
    ends = [0, *itertools.accumulate((match.end() for match in matches), max)]
    return tuple(m for m, before in zip(matches, ends, strict=False) if m.start() >= before)


def _is_credit(match: re.Match[str]) -> bool:
    """“Aus dem Polnischen von” credits a translator, “aus dem Haus von” nobody."""
    language = match.groupdict().get("language")
    return language is None or bool(language_code(language))


def find_credits(text: str) -> list[tuple[str, str]]:
    """(role, name) for each person credited.

    >>> find_credits("Contributed and translated by Ann Lee.")
    [('contributor', 'Ann Lee'), ('translator', 'Ann Lee')]
    >>> find_credits("Translated for the project by Ann Lee and B. Ray.")
    [('translator', 'Ann Lee'), ('translator', 'B. Ray')]
    >>> find_credits("Перевод с венгерского И. Петрова."), find_credits("译者：王建国")
    ([('translator', 'И. Петрова')], [('translator', '王建国')])
    >>> find_credits("Translated by Ann Lee. The Polish text is lost."), find_credits("Trad. de Jan K. Kos.")
    ([('translator', 'Ann Lee')], [('translator', 'Jan K. Kos')])
    >>> find_credits("Помета: «Перевела с чешского Е. Д. Попова».")
    [('translator', 'Е. Д. Попова')]
    """
    return [credit for match in _found(text) for credit in _credited(match)]


def first_credit(text: str) -> int:
    """Where the first credit of a text begins; its length where it has none."""
    return next((match.start() for match in _found(text)), len(text))


def _credited(match: re.Match[str]) -> list[tuple[str, str]]:
    conjunction = knowledge.small_words("and").pattern
    names = re.split(rf",?{_BLANK}+{conjunction}{_BLANK}+|[,，、]{_BLANK}*", match["names"])
    verbs = match.groupdict().get("verbs")
    roles = [role for role, pattern in knowledge.credits() if role in _ROLES and pattern.search(verbs or "")]
    return [(role, _without_stop(name)) for role in roles or ["translator"] for name in names if name]


def _without_stop(name: str) -> str:
    """A name without the full stop of its sentence; initials keep theirs."""
    name = name.strip()
    return name[:-1] if re.search(r"\w{3}\.$", name) else name


def names_source_language(text: str) -> bool:
    """Whether a line says what a text was translated from, and nothing else.

    >>> names_source_language("Übersetzung aus dem Serbischen"), names_source_language("Aus dem Leben")
    (True, False)
    """
    said = re.fullmatch(
        rf"{dict(knowledge.credits())['source language'].pattern}{_BLANK}+([^\W\d_]+)[.:]?", text
    )
    return said is not None and bool(language_code(said.group(1)))


def translated_from(text: str) -> str:
    """The word for the language that a text says it was translated from.

    >>> translated_from("Translated from the Hungarian by A. B."), translated_from("Z czeskiego przełożył J.")
    ('Hungarian', 'czeskiego')
    >>> translated_from("aus dem Haus von A. B."), translated_from("Oroszból fordította Kis P.")
    ('', 'Orosz')
    >>> translated_from("Letter from the Korean Party. Translated by A. B.")
    ''
    """
    known = dict(knowledge.credits())
    for match in re.finditer(rf"(?<!\w){known['source language'].pattern}{_BLANK}+([^\W\d_]+)", text):
        if language_code(match.group(1)):
            return match.group(1)
    verb, between = known["translator"].pattern, rf"(?:{_BLANK}+[^\W\d_]+){{0,3}}?{_BLANK}+"
    of_it = rf"(?:{known['from'].pattern}{_BLANK}+(?P<named>[^\W\d_]{{4,}}))"
    for pattern in (
        rf"(?<!\w){of_it}{between}{verb}",
        rf"(?<!\w){verb}{between}{of_it}",
        rf"(?<!\w)(?P<named>[^\W\d_]{{3,}}){known['from behind'].pattern}{between}{verb}",
    ):
        for match in re.finditer(pattern, text):
            if language_code(match["named"]):
                return match["named"]
    return ""
