"""Patterns for any of hundreds of words, in a tree of their beginnings.

The rules look for such words at every word of a page. Where none of them begins, nothing is
tried, and what several begin with is tried once.
"""

import re
from collections.abc import Iterable, Sequence

ANY_ENDING = r"\w*"
WORD_ENDS = r"(?!\w)"
BLANKS = r"[ \t\u00a0\r\n]+"
FREE_BLANKS = r"\s*"
"""Blanks that may be missing."""

_Tree = dict[str, "_Tree"]
_END = ""
_LAST = (ANY_ENDING, WORD_ENDS, _END)


def any_of(words: Iterable[Sequence[str]]) -> str:
    """A pattern that matches one of some words, the longest first; with no words, nothing.

    Args:
        words: each in units, which are patterns: signs, blanks, an ending. The first is no blank.

    >>> pattern = re.compile(any_of(["fond", "fonds"]))
    >>> pattern.findall("Fonds 3, fond 5")
    ['Fonds', 'fond']
    """
    tree: _Tree = {}
    for units in words:
        node = tree
        for unit in (*units, _END):
            node = node.setdefault(unit, {})
    if not tree:
        return r"(?!)"
    begins = "".join(sorted(map(_first_sign, tree)))
    return f"(?i:(?=[{begins}]){_branches(tree)})"


def _first_sign(unit: str) -> str:
    return r"\w" if unit == ANY_ENDING else re.sub(r"^([\]^-])$", r"\\\1", unit)


def _branches(tree: _Tree) -> str:
    """What a tree matches: longer words before those that end at its root."""
    order = sorted(tree, key=lambda unit: (_LAST.index(unit) if unit in _LAST else -1, unit))
    found = [unit + _branches(tree[unit]) for unit in order]
    return f"(?:{'|'.join(found)})" if len(found) > 1 else "".join(found)
