"""Words and phrases of a language that data files list, found wherever they stand.

Set phrases, in which words do not say what they say elsewhere (unter vier Augen, семь пятниц на неделе), are
listed in `data/idioms/`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from diptych.model import Span
from diptych.survey.word_trees import ANY_ENDING, WORD_ENDS, any_of

UNSPACED = frozenset({"zh", "ja"})
"""Languages that leave no blanks between words."""
_SIGNS = {"~": ANY_ENDING, "…": ".{1,12}?", " ": r"\s+", "'": "['’]"}


class Phrases:
    """Phrases of a language, the longest first.

    Args:
        said: the phrases; `~` stands for the rest of a word, `…` for a few characters. Blanks may be missing
            behind a stop.
        are_apart: whether blanks stand between words.

    >>> [span.start for span in Phrases(["с. г.", "сего года"], True).spans("3 мая с.г.")]
    [6]
    """

    def __init__(self, said: Iterable[str], are_apart: bool) -> None:
        ends = [WORD_ENDS] if are_apart else []
        tree = any_of([*_units(phrase), *ends] for phrase in said if phrase)
        self._pattern = re.compile(rf"(?<!\w){tree}" if are_apart else tree)

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where phrases stand in a text, none within another."""
        return self._pattern.finditer(text)

    def spans(self, text: str) -> list[Span]:
        """Where phrases stand in a text."""
        return [Span(*match.span()) for match in self.matches(text)]


def phrase_pattern(phrase: str) -> str:
    """A regular expression for one phrase."""
    return "".join(_units(phrase))


def _units(phrase: str) -> Iterator[str]:
    for before, sign in zip(" " + phrase, phrase, strict=False):
        yield r"\s?" if (before, sign) == (".", " ") else _SIGNS.get(sign) or re.escape(sign)


@cache
def idioms(language: str) -> Phrases:
    """The phrases of a language in which a number says no number."""
    path = files(__package__).joinpath("data", "idioms", f"{language}.txt")
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return Phrases((line for line in lines if not line.startswith("#")), language not in UNSPACED)
