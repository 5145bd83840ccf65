"""Set phrases, in which words do not say what they say elsewhere: unter vier Augen, семь пятниц на неделе."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from diptych.model import Span

UNSPACED = frozenset({"zh", "ja"})
"""Languages that leave no blanks between words."""


class Phrases:
    """Phrases of a language, found wherever they stand.

    Args:
        said: the phrases; `~` stands for the rest of a word, `…` for a few characters.
        are_apart: whether blanks stand between words.
    """

    def __init__(self, said: Iterable[str], are_apart: bool) -> None:
        longest_first = sorted(said, key=len, reverse=True)
        edges = (r"(?<!\w)", r"(?!\w)") if are_apart else ("", "")
        any_of = "|".join(map(_pattern, longest_first))
        self._pattern = re.compile(f"{edges[0]}(?:{any_of}){edges[1]}", re.IGNORECASE) if any_of else None

    def spans(self, text: str) -> list[Span]:
        """Where phrases stand in a text."""
        return [Span(*match.span()) for match in self._pattern.finditer(text)] if self._pattern else []


def _pattern(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\~", r"\w*").replace("~", r"\w*").replace("…", ".{1,12}?")
    return escaped.replace(r"\ ", r"\s+").replace("'", "['’]")


@cache
def idioms(language: str) -> Phrases:
    """The phrases of a language in which a number says no number."""
    path = files(__package__).joinpath("data", "idioms", f"{language}.txt")
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return Phrases((line for line in lines if line and not line.startswith("#")), language not in UNSPACED)
