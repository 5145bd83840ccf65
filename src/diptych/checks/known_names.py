"""Names that languages have of their own (Wien, Bécs, Vienna), and words with a capital that are no names."""

from functools import cache, lru_cache
from importlib.resources import files

_ANY_ENDING = "~"
_LEAST_STEM = 2


@lru_cache(maxsize=50_000)
def places(word: str) -> frozenset[str]:
    """The places, peoples and bodies that a word may name, in whatever language.

    >>> places("Wiener") & places("венский")
    frozenset({'vienna'})
    """
    return _matching(_places(), word.casefold())


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether an English word is written with a capital without being a name."""
    return bool(_matching(_common(), word.casefold().removesuffix("'s").removesuffix("’s")))


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
def _common() -> _Stems:
    return {form: frozenset({form}) for line in _lines("common.txt") for form in line.split()}


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath("data", "names", name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
