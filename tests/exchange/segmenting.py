"""An interpreter of SRX rules, for any kind of regular expressions."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

import regex

Rule = tuple[bool, str, str]
"""Whether it breaks, what stands before, what after."""


def by_places(
    text: str,
    rules: Iterable[Rule],
    ends: Callable[[str, str], Iterable[int]],
    fits: Callable[[str, str, int], bool],
) -> list[str]:
    """The sentences of a text, without blanks around them; the first rule that fits a place decides.

    Args:
        text: a paragraph.
        rules: in their order.
        ends: where the matches of a pattern in the text end.
        fits: whether a pattern matches the text from a place on.
    """
    decided: dict[int, bool] = {}
    for breaks, before, after in rules:
        for place in ends(before, text):
            if place not in decided and fits(after, text, place):
                decided[place] = breaks
    cuts = [0, *sorted(place for place, breaks in decided.items() if breaks and place), len(text)]
    pieces = (text[start:end].strip() for start, end in pairwise(cuts))
    return [piece for piece in pieces if piece]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def segments(text: str, rules: Iterable[Rule]) -> list[str]:
    """The same with Python's `regex`."""
    return by_places(
        text,
        rules,
        lambda pattern, text: [found.end() for found in _compiled(pattern).finditer(text)],
        lambda pattern, text, place: _compiled(pattern).match(text, place) is not None,
    )
