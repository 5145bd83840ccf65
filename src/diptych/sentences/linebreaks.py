"""What a line break within a sentence stands for: a blank, or nothing between two Chinese characters."""

import re

LINE_BREAKS = "\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
"""Every line break of `str.splitlines`, as part of a character class."""

_CJK = re.compile(
    r"[\u2e80-\u2fff\u3001-\u30ff\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f\U00020000-\U0003ffff]"
)
_BREAK = re.compile(f"[{LINE_BREAKS}\\t\\x1f]\\s*+")


def line_joint(before: str, after: str) -> str:
    """What a line break between two characters stands for.

    Chinese and Japanese are written without blanks (their full-width punctuation too), Korean with.

    >>> line_joint("会", "议"), line_joint("회", "의"), line_joint("a", "b")
    ('', ' ', ' ')
    """
    return "" if _CJK.match(before) and _CJK.match(after) else " "


def fold_line_breaks(text: str) -> str:
    """A stripped text on one line: breaks and tabs with the blanks around them become their joints.

    >>> fold_line_breaks("one \\n two\\t three")
    'one two three'
    """
    pieces: list[str] = []
    done = 0
    for found in _BREAK.finditer(text):
        piece = text[done : found.start()].rstrip()
        pieces.append(piece)
        is_tab = not re.search(f"[{LINE_BREAKS}]", found.group())
        pieces.append(" " if is_tab else line_joint(piece[-1:], text[found.end() : found.end() + 1]))
        done = found.end()
    pieces.append(text[done:])
    return "".join(pieces)
