"""How much two lines have in common, before anything slow looks at them."""

from collections.abc import Mapping
from functools import lru_cache


def in_common(one: str, other: str) -> int:
    """Length of the longest common subsequence of two lines.

    What `difflib` finds in common is never longer, so where this is too short it need not be asked.

    Source: H. Hyyrö, Bit-parallel LCS-length computation revisited (2004): a row of the
    table is one number, its zeros are the letters in common.

    >>> in_common("SECRET - Page", "SEGRET Page")
    10
    """
    full = (1 << len(other)) - 1
    places = _places(other)
    row = full
    for letter in one:
        found = row & places.get(letter, 0)
        row = ((row + found) | (row - found)) & full
    return len(other) - row.bit_count()


@lru_cache(maxsize=1024)  # a line is compared with many
def _places(text: str) -> Mapping[str, int]:
    """Letter -> a number whose bits tell where in a text it stands."""
    places: dict[str, int] = {}
    for place, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | 1 << place
    return places
