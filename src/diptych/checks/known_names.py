"""Names that languages have of their own (Wien, Bécs, Vienna), and words with a capital that are no names."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from diptych.model import Span

_ANY_ENDING = "~"
_LEAST_STEM = 2


@lru_cache(maxsize=50_000)
def places(word: str) -> frozenset[str]:
    """The places, peoples and bodies that a word may name, in whatever language.

    >>> places("Wiener") & places("венский")
    frozenset({'vienna'})
    """
    lower = word.casefold()
    parts = lower.split("-") if "-" in lower else ()
    return _matching(_places(), lower).union(*(_matching(_places(), part) for part in parts))


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether an English word is written with a capital without being a name."""
    return bool(_matching(_common(), word.casefold().removesuffix("'s").removesuffix("’s")))


def is_place(concept: str) -> bool:
    """Whether what a word names is a place, a people or a body, and no person."""
    return concept not in _persons()


def known(words: Iterable[str]) -> frozenset[str]:
    """The places and the person that words in Latin letters name: of several persons the likeliest.

    >>> known(["kim", "il", "sung"])
    frozenset({'kim il sung'})
    """
    said = set(words) | {part for word in words for part in word.split("-")}
    found = {name: len(said & forms) for name, forms in _persons().items()}
    most = max(found.values(), default=0)
    persons = {name for name, count in found.items() if count == most > 0}
    return frozenset(persons).union(*map(places, said))


def ideographic_names(text: str, shortest: int = 2) -> Iterator[tuple[Span, frozenset[str]]]:
    """Where a Chinese text has names that the tables know, and whom or what they name.

    Args:
        text: the text.
        shortest: characters of a name; of single ones most are other words.
    """
    for match in _ideographic(shortest).finditer(text):
        yield Span(*match.span()), _ideographic_forms()[match[0]]


_Stems = dict[str, frozenset[str]]


def _matching(stems: _Stems, word: str) -> frozenset[str]:
    found = stems.get(word, frozenset())
    for size in range(_LEAST_STEM, len(word) + 1):
        found |= stems.get(word[:size] + _ANY_ENDING, frozenset())
    return found


@cache
def _places() -> _Stems:
    stems: _Stems = {}
    for line in _lines("places.txt"):
        name, forms = line.split("\t")
        for form in forms.split():
            stems[form] = stems.get(form, frozenset()) | {name}
    return stems


@cache
def _persons() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in _lines("persons.txt"))
    return {name: frozenset(forms.split()) for name, forms, _ in rows}


@cache
def _ideographic_forms() -> dict[str, frozenset[str]]:
    """Names in characters, and whom or what they name."""
    forms = {form: names for form, names in _places().items() if form[0] >= "\u3400"}
    for name, _, said in (line.split("\t") for line in _lines("persons.txt")):
        for form in said.split():
            forms[form] = forms.get(form, frozenset()) | {name}
    return forms


@cache
def first_characters(place: str) -> frozenset[str]:
    """The characters that the Chinese names of a place begin with, which stand for it in compounds."""
    return frozenset(form[0] for form, names in _ideographic_forms().items() if place in names)


@cache
def _ideographic(shortest: int) -> re.Pattern[str]:
    forms = [form for form in _ideographic_forms() if len(form) >= shortest]
    return re.compile("|".join(sorted(map(re.escape, forms), key=len, reverse=True)))


@cache
def _common() -> _Stems:
    return {form: frozenset({form}) for line in _lines("common.txt") for form in line.split()}


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath("data", "names", name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
