"""What dictionaries of any format are read into: concepts, and the expressions for each in every language."""

import re
from typing import NamedTuple

Concept = tuple[tuple[str, ...], ...]
"""For each language of a dictionary the expressions, none or several, that mean the same."""

MAX_BYTES = 2**30
"""Dictionaries that are larger, packed or unpacked, are refused."""

_ASIDE = re.compile(r"<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\}|\((?:[^()]|\([^()]*\))*\)|(?<![^\s,;])/[^/]*/")
"""Grammar, subjects, references, remarks, pronunciation."""
_OPENING = re.compile(r"[<\[{(/]")
_COMMA = re.compile(r"[,;|،؛，；、]")


class Contents(NamedTuple):
    """What a file says.

    Attributes:
        languages: what it calls the language of each column; empty where it does not say.
        concepts: in the order of the file.
    """

    languages: tuple[str, ...]
    concepts: list[Concept]


def expressions(text: str) -> tuple[str, ...]:
    """The expressions in a list that was written for people, without remarks in brackets.

    >>> expressions("[jur.] section <n>, clause (of a contract); /kloːz/ proviso")
    ('section', 'clause', 'proviso')
    """
    if _OPENING.search(text):
        text = _ASIDE.sub(" ", text)
    return tuple(part for part in map(str.strip, _COMMA.split(text)) if part)
