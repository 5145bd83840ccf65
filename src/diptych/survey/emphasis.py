"""Signs of emphasis in a plain text, as **word**, *word*, _word_, ~~word~~, and no stars of notes.

A sign opens before a word and closes behind one. What pairs calls no note, and stands apart from the words.
"""

import re
from functools import lru_cache

from diptych.survey import shape

_SIGN = re.compile(r"(?P<escape>\\(?=[*_~\[\]#>|`.)(!+\\-]).)|\*+|_+|~~+")
_KNOWN = frozenset({"*", "**", "***", "_", "__", "___", "~~"})
_OPENING = frozenset("([{<«“„\"'‘‚–—-/|*_~¿¡")
"""What may stand directly before the first sign, besides a blank."""
_INSIDE = frozenset("([{<«“„\"'‘‚–—-*_~¿¡…§№#$£†.\\")
"""With what emphasised words may begin, besides letters and figures."""
LONGEST = 1500
"""Characters of an emphasised passage."""
DEEPEST = 6
"""Signs that are open at a time."""

Pair = tuple[tuple[int, int], tuple[int, int], str]
"""Where the first and the last sign stand, and which sign it is."""


@lru_cache(maxsize=256)
def emphasis_pairs(text: str) -> tuple[Pair, ...]:
    """The signs of emphasis that pair, in the order in which they close.

    >>> [text[one[0] : other[1]] for text in ("**Tov. Maurer:** Eu* aș _scoate_ a*b",)
    ...  for one, other, _ in emphasis_pairs(text)]
    ['**Tov. Maurer:**', '_scoate_']
    """
    pairs: list[Pair] = []
    waiting: list[tuple[int, int, str]] = []
    for match in _SIGN.finditer(text):
        sign, start, end = match.group(), match.start(), match.end()
        if match["escape"] or sign not in _KNOWN:
            continue
        place = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][2] == sign), None)
        if place is not None and _closes(text, start, end) and 0 < start - waiting[place][1] <= LONGEST:
            pairs.append((waiting[place][:2], (start, end), sign))
            del waiting[place:]
        elif _opens(text, start, end):
            waiting = [*waiting[1 - DEEPEST :], (start, end, sign)]
    return tuple(pairs)


def escapes(text: str) -> list[int]:
    r"""Where a backslash stands that keeps a sign from being read as markup.

    >>> escapes(r"a \* b \n")
    [2]
    """
    return [m.start() for m in _SIGN.finditer(text) if m["escape"]] if "\\" in text else []


@lru_cache(maxsize=256)
def sign_offsets(text: str) -> frozenset[int]:
    """The offsets of all characters that belong to signs which pair."""
    return frozenset(
        offset for one, other, _ in emphasis_pairs(text) for edge in (one, other) for offset in range(*edge)
    )


def _opens(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not (after.isalnum() or after in _INSIDE) or not after:
        return False
    return not before or before.isspace() or before in _OPENING or _between_wide(before, end - start)


def _closes(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isspace() and (
        not after or not (after.isalnum() or after == "_") or _between_wide(after, end - start)
    )


def _between_wide(character: str, length: int) -> bool:
    """Where words are written without blanks, a sign of two may stand between any characters."""
    return length > 1 and shape.is_wide(character)
