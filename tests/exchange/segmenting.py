"""An interpreter of SRX rules, which goes about it as OmegaT does."""

from functools import lru_cache
from itertools import pairwise

import regex

Rule = tuple[bool, str, str]
"""Whether it breaks, what stands before, what after."""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def segments(text: str, rules: list[Rule]) -> list[str]:
    """The sentences of a text, without blanks around them; the first rule that fits a place decides."""
    decided: dict[int, bool] = {}
    for breaks, before, after in rules:
        for found in _compiled(before).finditer(text):
            if found.end() not in decided and _compiled(after).match(text, found.end()):
                decided[found.end()] = breaks
    cuts = [0, *sorted(place for place, breaks in decided.items() if breaks and place), len(text)]
    pieces = (text[start:end].strip() for start, end in pairwise(cuts))
    return [piece for piece in pieces if piece]
