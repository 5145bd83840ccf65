"""Names between Chinese and English.

Chinese has no capitals and writes foreign names by characters that sound alike. What is compared: Chinese
names by how they are read, places and well-known persons by tables (`data/names/`). Of the English
side every name counts that may be Chinese or is known; of the Chinese side those that are known, that stand
beside a title, or in a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from diptych.checks.findings import Finding, Severity
from diptych.checks.known_names import first_characters, ideographic_names, is_common, is_place, known
from diptych.checks.pairs import Pair
from diptych.checks.sounds import IDEOGRAPH, pinyin, sounds, syllables
from diptych.model import Span
from diptych.months import month_names

_WORD = r"[A-ZÀ-Þ][^\W\d_]*(?:['’‘ʻ-][^\W\d_]+)*"
_GROUP = re.compile(rf"{_WORD}(?: {_WORD})*")
_ONE_WORD = re.compile(_WORD)
_BRACKETED = re.compile(r"\[[^\]]*\]")
_NO_LETTER = re.compile("[^a-z]")
_POSSESSIVE = re.compile("['’]s$")
_JOINT = re.compile("[、和与與及]")
_GIVEN = "[\u3400-\u9fff]{1,2}"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of one side.

    Attributes:
        text: as it stands there.
        span: where.
        concepts: the places and persons that it is known to be.
        is_listed: whether it stands in a list of names.
    """

    text: str
    span: Span
    concepts: frozenset[str] = frozenset()
    is_listed: bool = False


def check_ideographic_names(pair: Pair) -> Iterator[Finding]:
    """A name of a Chinese text is another one in English, or missing."""
    here, there = list(_chinese_names(pair.source)), list(_english_names(pair.target))
    here += [name for name in _missing_in_list(pair.source, pair.target) if not _overlaps(name.span, here)]
    strange = [name for name in there if not _stands_in_chinese(name, pair.source)]
    lost = [name for name in here if not _stands_in_english(name, pair.target, there)]
    if not strange:
        yield from (_lost(name) for name in lost if name.is_listed or _is_person(name))
    for other in strange:
        one = next((name for name in lost if _may_stand_for(name, other)), None)
        if one := one or _alike(other, pair.source):
            lost = [name for name in lost if name is not one]
            yield _changed(one, other)


def _is_person(name: _Name) -> bool:
    return bool(name.concepts) and not any(map(is_place, name.concepts))


def _missing_in_list(text: str, translation: str) -> Iterator[_Name]:
    """Chinese names beside one that the translation has, on the other side of a comma or an `and`."""
    letters = _NO_LETTER.sub("", translation.casefold())
    for joint in _JOINT.finditer(text):
        sides = _names_ending(text, joint.start()), _names_beginning(text, joint.end())
        heard = [any(_spelled(name.text, letters) for name in side) for side in sides]
        if all(sides) and heard[0] != heard[1]:
            yield sides[int(heard[0])][0]


def _names_ending(text: str, place: int) -> list[_Name]:
    """What may be a name of three or two characters before a place."""
    return [name for size in (3, 2) if (name := _person(text, Span(max(place - size, 0), place)))]


def _names_beginning(text: str, place: int) -> list[_Name]:
    """What may be a name of three or two characters behind a place."""
    return [name for size in (3, 2) if (name := _person(text, Span(place, place + size)))]


def _person(text: str, span: Span) -> _Name | None:
    said = span.of(text)
    is_name = len(said) > 1 and said[0] in _surnames() and all(map(IDEOGRAPH.match, said))
    return _Name(said, span, is_listed=True) if is_name and not _JOINT.search(said) else None


def _chinese_names(text: str) -> Iterator[_Name]:
    """The names that can be told in a Chinese text."""
    taken: list[Span] = []
    for span, concepts in ideographic_names(text):
        taken.append(span)
        yield _Name(span.of(text), span, concepts)
    for pattern in _person_patterns():
        for match in pattern.finditer(text):
            span = Span(*match.span("name"))
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
                yield _Name(match["name"], span)


def _overlaps(span: Span, names: list[_Name]) -> bool:
    return any(span.start < name.span.end and name.span.start < span.end for name in names)


def _english_names(text: str) -> Iterator[_Name]:
    """The names of an English text that may be Chinese or that are known, without titles."""
    text = _BRACKETED.sub(lambda match: " " * len(match[0]), text)
    for group in _GROUP.finditer(text):
        words = [
            word
            for word in _ONE_WORD.finditer(text, *group.span())
            if not _is_ordinary(word[0], len(group[0]))
        ]
        if not words:
            continue
        span = Span(words[0].start(), words[-1].end())
        concepts = known([_bare(word[0]) for word in words])
        if concepts or all(len(syllables(_letters(word[0]))) for word in words):
            yield _Name(span.of(text), span, concepts)


def _is_ordinary(word: str, group: int) -> bool:
    """Whether a word with a capital is no part of a name; a short one may be where others stand beside it."""
    lower = _bare(word)
    is_name = len(word) < group and len(syllables(_letters(word))) == 1 and len(word) <= 5
    return lower in month_names(abbreviated=False) or (is_common(lower) and not is_name) or word.isupper()


def _stands_in_chinese(name: _Name, text: str) -> bool:
    if any(not name.concepts.isdisjoint(found) for _, found in ideographic_names(text, shortest=1)):
        return True
    if any(is_place(concept) and not first_characters(concept).isdisjoint(text) for concept in name.concepts):
        return True  # 武钢 for the steelworks of 武汉
    words = [_letters(word[0]) for word in _ONE_WORD.finditer(name.text)]
    if _place_of(text, "".join(words)) is not None:
        return True
    is_short = not name.concepts and len(words) == 1 and len(syllables(words[0])) < 2
    return is_short or (
        len(words) > 1 and all(len(syllables(w)) > 1 and _place_of(text, w) is not None for w in words)
    )


def _stands_in_english(name: _Name, text: str, names: list[_Name]) -> bool:
    words = map(_bare, re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text))
    if name.concepts and not name.concepts.isdisjoint(
        known(words).union(*(other.concepts for other in names))
    ):
        return True
    letters = _NO_LETTER.sub("", text.casefold())
    return any(
        _spelled(name.text[start:end], letters)
        for start in (0, 1)
        for end in range(max(start + 2, len(name.text) - 1), len(name.text) + 1)
    )


def _spelled(characters: str, letters: str) -> bool:
    """Whether the readings of characters follow each other in letters."""
    ways = {""}
    for character in characters:
        ways = {way + sound for way in ways for sound in sounds(character) if way + sound in letters}
    return bool(ways - {""})


def _place_of(text: str, letters: str) -> int | None:
    """Where characters follow each other that are read like letters; none if nowhere."""
    for start in range(len(text)):
        if IDEOGRAPH.match(text[start]) and _reads(text, start, letters):
            return start
    return None


def _reads(text: str, start: int, letters: str) -> bool:
    if not letters:
        return True
    if start >= len(text):
        return False
    return any(
        letters.startswith(sound) and _reads(text, start + 1, letters[len(sound) :])
        for sound in sounds(text[start])
    )


def _may_stand_for(name: _Name, other: _Name) -> bool:
    """Whether a name may have become another one: places become places, persons persons."""
    kinds = [{is_place(concept) for concept in one.concepts} for one in (name, other)]
    return not all(kinds) or not kinds[0].isdisjoint(kinds[1])


def _alike(other: _Name, text: str) -> _Name | None:
    """The characters of a text that a strange name shares its first or last syllable with."""
    said = syllables("".join(_letters(word[0]) for word in _ONE_WORD.finditer(other.text)))
    if len(said) < 2:
        return None
    first, last = _place_of(text, said[0]), _place_of(text, said[-1])
    if first is not None and text[first] in _surnames() and len(said) > 1:
        span = Span(first, min(first + len(said), len(text)))
        return _Name(span.of(text), span)
    if last:
        span = Span(max(last + 1 - len(said), 0), last + 1)
        return _Name(span.of(text), span) if all(map(IDEOGRAPH.match, span.of(text))) else None
    return None


def names_in_english(name: str, text: str) -> Iterator[str]:
    """The names of an English text that a Chinese name is."""
    concepts = frozenset[str]().union(*(found for _, found in ideographic_names(name)))
    for other in _english_names(text):
        if not concepts.isdisjoint(other.concepts) or _spelled(
            name, _NO_LETTER.sub("", other.text.casefold())
        ):
            yield _POSSESSIVE.sub("", other.text)


def _changed(one: _Name, other: _Name) -> Finding:
    message = f"“{one.text}” of the source is “{other.text}” in the translation"
    suggestion = f"write the name {_romanised(one)}, or note why it differs"
    return Finding(
        "name-changed", Severity.WARNING, message, one.span, other.span, one.text, other.text, suggestion
    )


def _romanised(name: _Name) -> str:
    """A name as English may write it: as the tables have it, else in pinyin."""
    known_as = min(name.concepts, default="")
    latin = known_as or "".join(pinyin(character) for character in name.text)
    return f"“{name.text}” ({latin.title()})"


def _lost(name: _Name) -> Finding:
    severity = Severity.WARNING if name.is_listed else Severity.LOOK
    message = f"no name in the translation is “{name.text}”"
    suggestion = f"add the name {_romanised(name)}, or note why it is left out"
    return Finding("name-lost", severity, message, name.span, None, name.text, suggestion=suggestion)


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.casefold())


def _letters(word: str) -> str:
    return _NO_LETTER.sub("", _bare(word).replace("ü", "u"))


@cache
def _rows() -> dict[str, str]:
    lines = files(__package__).joinpath("data", "names", "chinese.txt").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_rows()["surname"])


@cache
def _person_patterns() -> tuple[re.Pattern[str], ...]:
    """A person before a title, and behind one."""
    titles = "|".join(sorted(_rows()["title"].split(), key=len, reverse=True))
    surname = f"[{_rows()['surname']}]"
    return (
        re.compile(f"(?P<name>{surname}{_GIVEN}?)(?={titles})"),
        re.compile(f"(?:{titles})(?P<name>{surname}{_GIVEN})"),
    )
