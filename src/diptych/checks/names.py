"""People that the translation calls by another name, compared by sound and not by spelling.

Who is plainly a person is asked for first: somebody with initials, a title, or a surname's ending. Of other
names one has to be missing on either side, and what languages call in their own way (`data/names/places.txt`)
is known.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from diptych.checks.findings import Finding, Severity
from diptych.checks.known_names import is_common, places
from diptych.checks.pairs import Pair
from diptych.model import Span
from diptych.months import month_names
from diptych.witnesses import romanise, skeletons

_NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.\s?){1,3}$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s*|[\"“„«»”(\[—–-]\s*)$")
_LEAST_LETTERS = 3
_LEAST_NAME = 4
"""Letters of a name that is nobody's with a title or initials."""
_MOST_STRANGE = 2
"""Names that may be without counterpart; where there are more, the texts write names in different ways."""
_WITHOUT_CAPITALS = frozenset({"zh", "ja", "ko", "ar", "he", "fa", "th", "ka"})
_CAPITAL_NOUNS = frozenset({"de"})
"""Languages that write all nouns with a capital."""
_LISTED = frozenset({"ru", "uk", "hu", "fr", "pl", "de"})
"""Languages whose own names of places are listed; of others nobody knows that Κύπρος is Cyprus."""
_LEAST_SOUNDS = 2
_LONGEST_ENDING = 3
"""Sounds that an ending may add to a name: Kirov, Кировского."""
_ALIKE = 0.75
"""Share of the sounds of two names that are the same and in the same order."""
_WITH_PATRONYMICS = frozenset({"ru", "uk", "be", "bg"})


def check_names(pair: Pair) -> Iterator[Finding]:
    """A name is another one on the other side, or missing."""
    if not pair.source.strip() or not pair.target.strip():
        return
    found = list(_changed_people(pair))
    yield from found or _changed_names(pair)


def _changed_people(pair: Pair) -> Iterator[Finding]:
    """Those who are plainly people."""
    there = [_sounds(match[0]) for match in _capitalised(pair.target)]
    lost = [match for match in _people(pair.source, pair.source_language) if not _is_among(match[0], there)]
    if not lost:
        return
    here = [_sounds(match[0]) for match in _capitalised(pair.source)]
    strange = [match for match in _people(pair.target, pair.target_language) if not _is_among(match[0], here)]
    for match, other in zip(lost, strange, strict=False):
        yield _changed(pair, match, other, Severity.WARNING)
    for match in lost[len(strange) :]:
        yield _lost(match, Severity.LOOK)


def _changed(pair: Pair, match: re.Match[str], other: re.Match[str], severity: Severity) -> Finding:
    return Finding(
        "name-changed",
        severity,
        f"“{match[0]}” of the source is “{other[0]}” in the translation",
        Span(*match.span()),
        Span(*other.span()),
        match[0],
        other[0],
    )


def _lost(match: re.Match[str], severity: Severity) -> Finding:
    message = f"no name in the translation sounds like “{match[0]}”"
    return Finding("name-lost", severity, message, Span(*match.span()), None, match[0])


def _changed_names(pair: Pair) -> Iterator[Finding]:
    """Names of whatever kind that the other side does not have, one on each, or one of a list."""
    if pair.target_language[:2] != "en" or pair.source_language[:2] in _WITHOUT_CAPITALS:
        return
    nouns_too = pair.source_language[:2] in _CAPITAL_NOUNS
    source, target = list(_capitalised(pair.source)), list(_capitalised(pair.target))
    strange = [
        match
        for match in _without_counterpart(target, source, pair.source)
        if _is_strange(match, pair.target) and not (nouns_too and _begins(match, pair.target))
    ]
    lost = [
        match
        for match in _without_counterpart(source, target, pair.target)
        if not match[0].isupper() and (not _begins(match, pair.source) or _is_surname(match[0]))
    ]
    if lost and 1 <= len(strange) <= _MOST_STRANGE:
        is_sure = not any(_begins(*place) for place in ((strange[0], pair.target), (lost[0], pair.source)))
        is_one_each = len(lost) == len(strange) == 1
        is_sure = is_sure and is_one_each and not nouns_too and pair.source_language[:2] in _LISTED
        severity = Severity.WARNING if is_sure else Severity.LOOK
        yield _changed(pair, lost[0], strange[0], severity)
    if not strange:
        yield from (
            _lost(match, Severity.LOOK if nouns_too else Severity.WARNING)
            for match in lost
            if _is_listed(match, source, lost, pair.source)
        )


def _without_counterpart(
    names: list[re.Match[str]], others: list[re.Match[str]], other_text: str
) -> list[re.Match[str]]:
    """The names of a text that nothing in the other one sounds like or is known to be."""
    there = [_sounds(match[0]) for match in others]
    unheard = [match for match in names if len(match[0]) >= _LEAST_NAME and not _is_among(match[0], there)]
    known = (
        frozenset(place for word in _NAME.findall(other_text) for place in places(word)) if unheard else ()
    )
    return [match for match in unheard if places(match[0]).isdisjoint(known)]


def _is_strange(match: re.Match[str], text: str) -> bool:
    """Whether an English word can only be a name."""
    lower = match[0].casefold()
    if lower in month_names(abbreviated=False) or lower in _words("before"):
        return False
    if match[0].isupper() or is_common(match[0].partition("-")[0]):
        return False
    return not _begins(match, text) or not lower.endswith(_word_endings())


def _begins(match: re.Match[str], text: str) -> bool:
    return bool(_SENTENCE_START.search(text[max(match.start() - 14, 0) : match.start()]))


def _is_listed(
    match: re.Match[str], names: list[re.Match[str]], lost: list[re.Match[str]], text: str
) -> bool:
    """Whether a name stands beside another in a list, and that one is in the translation."""
    for one, other in pairwise(names):
        between = text[one.end() : other.start()].strip()
        if match in (one, other) and (between == "," or between in _words("and")):
            beside = other if match is one else one
            if beside not in lost and not beside[0].isupper() and not _begins(match, text):
                return True
    return False


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


@lru_cache(maxsize=50_000)
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
    most = _LEAST_SOUNDS if len(short) == _LEAST_SOUNDS else _LONGEST_ENDING
    if len(short) >= _LEAST_SOUNDS and long.startswith(short) and len(long) - len(short) <= most:
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= _ALIKE


@cache
def _word_endings() -> tuple[str, ...]:
    """Endings of words that begin a sentence and are hardly a name."""
    return tuple(_words("ending"))


@cache
def _words(kind: str) -> frozenset[str]:
    lines = files(__package__).joinpath("data", "names", "titles.txt").read_text("utf-8").splitlines()
    rows = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    return frozenset(rows[kind].split())
