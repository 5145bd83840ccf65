"""People that the translation calls by another name, compared by sound and not by spelling.

Only who is plainly a person is asked for: somebody with initials, a title, or a surname's ending. Countries,
towns and offices have names of their own in every language.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.model import Span
from diptych.witnesses import romanise, skeletons

_NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.\s?){1,3}$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s*|[\"“„«»”(—–-]\s*)$")
_LEAST_LETTERS = 3
_LEAST_SOUNDS = 2
_ALIKE = 0.75
"""Share of the sounds of two names that are the same and in the same order."""
_WITH_PATRONYMICS = frozenset({"ru", "uk", "be", "bg"})


def check_names(pair: Pair) -> Iterator[Finding]:
    """A person's name is another one on the other side, or missing."""
    if not pair.source.strip() or not pair.target.strip():
        return
    there = [_sounds(match[0]) for match in _capitalised(pair.target)]
    lost = [match for match in _people(pair.source, pair.source_language) if not _is_among(match[0], there)]
    if not lost:
        return
    here = [_sounds(match[0]) for match in _capitalised(pair.source)]
    strange = [match for match in _people(pair.target, pair.target_language) if not _is_among(match[0], here)]
    for match, other in zip(lost, strange, strict=False):
        yield Finding(
            "name-changed",
            Severity.WARNING,
            f"“{match[0]}” of the source is “{other[0]}” in the translation",
            Span(*match.span()),
            Span(*other.span()),
            match[0],
            other[0],
        )
    for match in lost[len(strange) :]:
        yield Finding(
            "name-lost",
            Severity.LOOK,
            f"no name in the translation sounds like “{match[0]}”",
            Span(*match.span()),
            None,
            match[0],
        )


def _capitalised(text: str) -> Iterator[re.Match[str]]:
    return (
        match for match in _NAME.finditer(text) if match[0][0].isupper() and len(match[0]) >= _LEAST_LETTERS
    )


def _people(text: str, language: str) -> Iterator[re.Match[str]]:
    """The surnames of who is plainly a person."""
    for match in _capitalised(text):
        if match[0].isupper():
            continue
        before = text[max(match.start() - 14, 0) : match.start()]
        is_named = _INITIALS.search(before) or _follows_title(text, match.start())
        is_named = is_named or _precedes_title(text, match.end())
        may_be_surname = language[:2] in _WITH_PATRONYMICS and not _SENTENCE_START.search(before)
        if is_named or (may_be_surname and _is_surname(match[0])):
            yield match


def _follows_title(text: str, place: int) -> bool:
    words = _NAME.findall(text[max(place - 30, 0) : place])
    between = text[max(place - 3, 0) : place].strip(" .\u00a0")
    return (
        bool(words)
        and words[-1].casefold() in _words("before")
        and len(between) <= 3
        and text[place - 1] in " .\u00a0"
    )


def _precedes_title(text: str, place: int) -> bool:
    match = _NAME.match(text, place) or _NAME.match(text, place + 1)
    return match is not None and match[0].casefold() in _words("behind")


def _is_surname(word: str) -> bool:
    lower = word.casefold()
    return len(lower) >= 5 and any(lower.endswith(ending) for ending in _words("surname"))


def _sounds(word: str) -> frozenset[str]:
    return frozenset(skeletons(romanise(word.casefold())))


def _is_among(word: str, others: list[frozenset[str]]) -> bool:
    """Whether a name sounds like one of the others but for an ending."""
    sounds = _sounds(word)
    if not sounds or max(map(len, sounds)) < _LEAST_SOUNDS:
        return True
    return any(_alike(one, other) for one in sounds for found in others for other in found)


def _alike(one: str, other: str) -> bool:
    """Whether two names have much the same sounds; one may lack an ending of the other."""
    short, long = sorted((one, other), key=len)
    if len(short) >= _LEAST_SOUNDS and long.startswith(short) and len(long) - len(short) <= 2:
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= _ALIKE


@cache
def _words(kind: str) -> frozenset[str]:
    lines = files(__package__).joinpath("data", "names", "titles.txt").read_text("utf-8").splitlines()
    rows = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    return frozenset(rows[kind].split())
