"""People that the translation calls by another name, compared by sound and not by spelling.

Who is plainly a person is asked for first: somebody with initials, a title, or a surname's ending. Of other
names one has to be missing on either side, and what languages call in their own way (`data/names/places.txt`)
is known.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from diptych.checks.findings import Finding, Severity
from diptych.checks.ideographic_names import check_ideographic_names
from diptych.checks.known_names import is_common, places
from diptych.checks.likeness import CYRILLIC, is_among
from diptych.checks.pairs import Pair
from diptych.model import Span
from diptych.months import month_names
from diptych.witnesses import romanise

_NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.\s?){1,3}$")
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_ORDINAL_NUMERAL = re.compile(r"(?:^|[^\W\d_]{2,}\s)[IVX]\.\s$")
"""im I. Quartal, where a numeral is no initial."""
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
_WITH_PATRONYMICS = frozenset({"ru", "uk", "be", "bg"})


def check_names(pair: Pair) -> Iterator[Finding]:
    """A name is another one on the other side, or missing."""
    if not pair.source.strip() or not pair.target.strip():
        return
    if (pair.source_language[:2], pair.target_language[:2]) == ("zh", "en"):
        yield from check_ideographic_names(pair)
        return
    people = list(_changed_people(pair))
    if any(finding.target_span for finding in people):
        yield from people
    else:
        yield from list(_changed_names(pair)) or people


def _changed_people(pair: Pair) -> Iterator[Finding]:
    """Those who are plainly people."""
    there = [match[0] for match in _capitalised(pair.target)]
    lost = [match for match in _people(pair.source, pair.source_language) if not is_among(match[0], there)]
    lost = [match for match in lost if not _is_known(match[0], pair.target)]
    if not lost:
        return
    here = [match[0] for match in _capitalised(pair.source)]
    strange = [match for match in _people(pair.target, pair.target_language) if not is_among(match[0], here)]
    for match, other in zip(lost, strange, strict=False):
        yield _changed(pair, match, other, Severity.WARNING)
    names = list(_capitalised(pair.source))
    for match in lost[len(strange) :]:
        is_listed = _is_listed(match, names, lost, pair.source)
        yield _lost(match, Severity.WARNING if is_listed else Severity.LOOK)


def _changed(pair: Pair, match: re.Match[str], other: re.Match[str], severity: Severity) -> Finding:
    return Finding(
        "name-changed",
        severity,
        f"“{match[0]}” of the source is “{other[0]}” in the translation",
        Span(*match.span()),
        Span(*other.span()),
        match[0],
        other[0],
        f"write the name {romanised(match[0])}, or note why it differs",
    )


def _lost(match: re.Match[str], severity: Severity) -> Finding:
    message = f"no name in the translation sounds like “{match[0]}”"
    suggestion = f"add the name {romanised(match[0])}, or note why it is left out"
    return Finding("name-lost", severity, message, Span(*match.span()), None, match[0], suggestion=suggestion)


def romanised(name: str) -> str:
    """A name of another script as English may write it, beside itself."""
    latin = romanise(name.casefold()) if name[:1] >= CYRILLIC else ""
    return f"“{name}” ({latin.title()})" if latin else f"“{name}”"


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
    spelt_out = _beside_known(target, source, pair.target)
    strange = [
        match for match in strange if match not in spelt_out or not _has_initial(match[0], pair.source)
    ]
    beside = _beside_known(source, target, pair.source)
    lost = [
        match
        for match in _without_counterpart(source, target, pair.target)
        if not match[0].isupper()
        and (not _begins(match, pair.source) or _is_surname(match[0]) or places(match[0]) or match in beside)
    ]
    if lost and 1 <= len(strange) <= _MOST_STRANGE:
        one, other = min(lost, key=lambda match: _rank(match, strange[0], pair.source)), strange[0]
        is_sure = len(lost) == len(strange) == 1 and _are_sure(one, other, pair)
        yield _changed(pair, one, other, Severity.WARNING if is_sure else Severity.LOOK)
    if not strange:
        yield from (
            _lost(match, Severity.LOOK if nouns_too else Severity.WARNING)
            for match in lost
            if _is_listed(match, source, lost, pair.source)
        )


def _rank(match: re.Match[str], strange: re.Match[str], text: str) -> int:
    """How soon a lost name is the one that a strange one stands for."""
    if places(match[0]) and places(strange[0]):
        return 0
    if _is_surname(match[0]):
        return 1
    return 3 if _begins(match, text) else 2


def _are_sure(one: re.Match[str], other: re.Match[str], pair: Pair) -> bool:
    """Whether two words without counterpart are names: known places, or within their sentences."""
    if places(one[0]) and places(other[0]):
        return True
    language = pair.source_language[:2]
    are_within = not _begins(other, pair.target) and (not _begins(one, pair.source) or _is_surname(one[0]))
    return are_within and language in _LISTED and language not in _CAPITAL_NOUNS


def _without_counterpart(
    names: list[re.Match[str]], others: list[re.Match[str]], other_text: str
) -> list[re.Match[str]]:
    """The names of a text that nothing in the other one sounds like or is known to be."""
    there = [match[0] for match in others]
    unheard = [match for match in names if len(match[0]) >= _LEAST_NAME and not is_among(match[0], there)]
    return [match for match in unheard if not _is_known(match[0], other_text)]


def _is_known(name: str, other_text: str) -> bool:
    """Whether the other text has a place, people or body by another name."""
    named = places(name)
    return bool(named) and any(not named.isdisjoint(places(word)) for word in _NAME.findall(other_text))


def _beside_known(names: list[re.Match[str]], others: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """The names right before one that the other side has: part of somebody's whole name."""
    there = [match[0] for match in others]
    return [
        one
        for one, other in pairwise(names)
        if text[one.end() : other.start()] in {" ", "\u00a0"} and is_among(other[0], there)
    ]


def _is_strange(match: re.Match[str], text: str) -> bool:
    """Whether an English word can only be a name."""
    lower = match[0].casefold()
    if lower in month_names(abbreviated=False) or lower in _words("before"):
        return False
    if match[0].removesuffix("s").isupper() or is_common(match[0].partition("-")[0]):
        return False
    return not _begins(match, text) or not lower.endswith(_word_endings())


def _begins(match: re.Match[str], text: str) -> bool:
    return bool(_SENTENCE_START.search(text[max(match.start() - 14, 0) : match.start()]))


def _has_initial(name: str, text: str) -> bool:
    """Whether a text has the initial that a given name is spelt out from."""
    initials = (romanise(match[0][0].casefold()) for match in _INITIAL.finditer(text))
    return any(initial[:1] == romanise(name[0].casefold())[:1] for initial in initials)


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
        if match[0].isupper() or match[0].casefold() in _words("before") or is_common(match[0]):
            continue
        before = text[max(match.start() - 14, 0) : match.start()]
        has_initials = _INITIALS.search(before) and not _ORDINAL_NUMERAL.search(before)
        is_named = has_initials or _follows_title(text, match.start())
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


@cache
def _word_endings() -> tuple[str, ...]:
    """Endings of words that begin a sentence and are hardly a name."""
    return tuple(_words("ending"))


@cache
def _words(kind: str) -> frozenset[str]:
    lines = files(__package__).joinpath("data", "names", "titles.txt").read_text("utf-8").splitlines()
    rows = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    return frozenset(rows[kind].split())
