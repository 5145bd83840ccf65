"""Whether any of some listed words may stand in a text at all, by how its words begin.

A pattern of hundreds of words takes its time over every line, and most lines have none of them. How the
words of a line begin is found once for all lists.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

LENGTH = 5
"""Letters of a beginning."""
_WORDS = re.compile(r"[^\W\d_]+")
_UNPARTED = re.compile(r"[\u1100-\u11ff\u2e80-\ud7af]")
"""Scripts that write no blanks between words, or none between a word and its ending."""


@lru_cache(maxsize=4096)  # the rules look for many lists of words in the same lines
def _beginnings(text: str) -> tuple[str, ...] | None:
    """How the words of a text begin, each once; None where nothing parts them."""
    if not text.isascii() and _UNPARTED.search(text):
        return None
    return tuple({word[:LENGTH] for word in _WORDS.findall(text.casefold())})


class Beginnings:
    """How listed words begin."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Takes entries as data files have them, in small letters, a `*` for any ending."""
        self._whole: set[str] = set()
        self._open: tuple[str, ...] = ()
        for entry in entries:
            first = _WORDS.search(entry)
            if first is None:
                self._open += ("",)
            elif entry[first.end() :].startswith("*") and len(first[0]) < LENGTH:
                self._open += (first[0],)
            else:
                self._whole.add(first[0][:LENGTH])

    def may_stand_in(self, text: str) -> bool:
        """Whether one of the words may stand in a text; if not, none does.

        >>> papers = Beginnings(["typescript*", "sign* copy"])
        >>> papers.may_stand_in("Two signed copies."), papers.may_stand_in("Two of them.")
        (True, False)
        """
        found = _beginnings(text)
        if found is None or not self._whole.isdisjoint(found):
            return True
        return bool(self._open) and any(word.startswith(self._open) for word in found)
