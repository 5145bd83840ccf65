"""Lines and prefixes that announce a version: “Übersetzung aus dem Serbischen”, “【原文】”, “RU:”.

Such a line is made of words for translation, original and text, of names of languages, and of
nothing else. Words are data (`data/announcements.txt`, `data/languages/names.txt`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from diptych.model import UNKNOWN_LANGUAGE, Kind
from diptych.survey import knowledge, shape
from diptych.survey.language import detect, language_code
from diptych.survey.units import Unit

LONGEST = 60
"""Characters of an announcement."""
MOST_WORDS = 8
FEWEST_PREFIXES = 2
"""Paragraphs with the same prefix; one is enough where running text follows each."""
LONGEST_PREFIX = 40
SAMPLE = 1_000
"""Characters behind a prefix that tell which language it stands for."""
PREFIX = "prefix "
"""How the field of a prefix begins; the announcement's role follows."""

_SECTIONS = frozenset({"section original", "section translation", "section version"})
AFTER = "after "
"""How the mark of a paragraph behind a prefix begins."""
HEAD_OF_A_TALK = "head of a talk"
"""The mark of lines that give a conversation's time, place and participants."""

_NUMBER = re.compile(r"(?:§\s*)?(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])[.)]\s+")
_SIGNS = " \t\u00a0\u3000*_#=~—–-•·+|"
_PARTS = re.compile(r"[:：/|\n\t]")
"""What parts two things; an announcement says one."""
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNPARTED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]+")
_PREFIX = re.compile(
    r"[*_]{0,3}(?:"
    rf"(?P<opening>[\[(（【〔［<])[*_]*(?P<enclosed>[^\])）】〕］>\n]{{2,{LONGEST_PREFIX}}})[\])）】〕］>][*_]*[:：.]?"
    rf"|(?P<bare>[^:：\n*_\[\]()]{{2,{LONGEST_PREFIX}}}?)[*_]*[:：]"
    rf"|(?<=[*_])(?P<strong>[^\W\d_][^:：\n*_\[\]()]{{1,{LONGEST_PREFIX}}}?)(?=[*_])"
    r")[*_]{0,3}[ \t\u00a0\u3000]*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a line says of the text below it.

    Attributes:
        role: "original", "translation", or "version" where the line leaves that open.
        language: of the text; empty where the line does not say.
        source: language that it was translated from; empty where the line does not say.
    """

    role: str
    language: str = ""
    source: str = ""


@lru_cache(maxsize=4096)
def announcement(text: str) -> Announcement | None:
    """What a line announces that stands alone on a page; None for any other line.

    >>> announcement("Übersetzung aus dem Serbischen")
    Announcement(role='translation', language='', source='sr')
    >>> announcement("【原文】"), announcement("Русский текст:").language, announcement("Original sin")
    (Announcement(role='original', language='', source=''), 'ru', None)
    """
    line = bare_line(text)
    if len(line) <= LONGEST and len(parts := re.split(r"\s+[/|]\s+", line)) > 1:
        said = {found.role if (found := announcement(part)) else "" for part in parts}
        return Announcement(min(said)) if len(said) == 1 and "" not in said else None
    if len(line) > LONGEST or _PARTS.search(line.rstrip(" :*_")) or _is_label(line):
        return None
    words = _words(line)
    if not 0 < len(words) <= MOST_WORDS or _has_other_letters(line, words):
        return None
    languages = {place: code for place, word in enumerate(words) if (code := _language(word))}
    kinds = {place: _kinds(word) for place, word in enumerate(words)}
    if any(not kinds[place] and place not in languages for place in kinds):
        return None
    said = {kind for found in kinds.values() for kind in found}
    if "translated" in said and languages:
        said.add("translation")
    role = next((name for name in ("translation", "original") if name in said), "version")
    if role == "version" and not (languages and "text" in said):
        return None
    return _read(role, languages, kinds)


def bare_line(text: str) -> str:
    """A line without the signs, brackets and numbers that set it off.

    >>> bare_line("=== ČESKY ==="), bare_line("II. [Übersetzung]")
    ('ČESKY', 'Übersetzung')
    """
    return _NUMBER.sub("", text.strip(_SIGNS), count=1).strip(_SIGNS + "[](){}【】〔〕［］（）<>《》「」")


def _is_label(line: str) -> bool:
    """Whether a line is a record's label, such as “Original language”."""
    return knowledge.labels().get(knowledge.fold(line), ("", ""))[0] in {"original language", "language"}


def _read(role: str, languages: dict[int, str], kinds: dict[int, frozenset[str]]) -> Announcement | None:
    """Which of the languages named is the text's own, and which it was translated from."""
    if role != "translation":
        named = set(languages.values())
        return (
            Announcement(role, min(named)) if len(named) == 1 else Announcement(role) if not named else None
        )
    source = language = ""
    for place, code in languages.items():
        if _direction(place, languages, kinds) == "from":
            source = source or code
        else:
            language = language or code
    return Announcement(role, language, source)


def _direction(place: int, languages: dict[int, str], kinds: dict[int, frozenset[str]]) -> str:
    """The nearest word before a language that says whether the text is from it or in it."""
    for before in range(place - 1, -1, -1):
        if before in languages or kinds[before] & {"translation", "translated", "original"}:
            return "into"
        for direction in ("from", "into"):
            if direction in kinds[before]:
                return direction
    return "into"


def _words(line: str) -> list[str]:
    """The words of a line; those of scripts without blanks are cut at what is known of them."""
    found: list[str] = []
    for word in _WORDS.findall(line):
        if language_code(word) or _kinds(word) or not _UNPARTED.fullmatch(word):
            found.append(word)
        else:
            found.extend(_cut_unparted(word))
    return found


def _cut_unparted(word: str) -> list[str]:
    """Chinese, Japanese or Korean words that stand together, the longest known first."""
    pieces: list[str] = []
    start = 0
    while start < len(word):
        ends = range(len(word), start, -1)
        end = next((e for e in ends if _kinds(word[start:e]) or _language(word[start:e])), start + 1)
        pieces.append(word[start:end])
        start = end
    return pieces


def _has_other_letters(line: str, words: Sequence[str]) -> bool:
    """Whether figures stand in a line, or words that are none."""
    return any(character.isdigit() for character in line) or sum(map(_letters, words)) < _letters(line)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _language(word: str) -> str:
    """The language that a word names; codes of two letters count only in capitals."""
    if len(word) < 3 and not (word.isupper() or _UNPARTED.fullmatch(word)):
        return ""
    return language_code(word)


@lru_cache(maxsize=4096)
def _kinds(word: str) -> frozenset[str]:
    """What a word is in an announcement; of several kinds where it is ambiguous."""
    folded = word.casefold()
    return frozenset(kind for kind, pattern in _patterns().items() if pattern.fullmatch(folded))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    kinds = ("translation", "translated", "original", "text", "manner", "from", "into")
    return {kind: knowledge.announcement_words(kind) for kind in kinds}


def translated_into(word: str) -> str:
    """The language of a word that means a translation into one; empty for any other.

    >>> translated_into("suomennos"), translated_into("translation")
    ('fi', '')
    """
    return _words_for_translations().get(word, "")


@cache
def _words_for_translations() -> dict[str, str]:
    entries = (
        entry.rpartition(" ")
        for kind, cell in knowledge.rows("announcements.txt")
        if kind == "translated into"
        for entry in knowledge.words(cell)
    )
    return {word: language for word, _, language in entries}


def names_translation_office(text: str) -> bool:
    """Whether a line of a heading names an office that translates."""
    pattern = knowledge.announcement_words("office")
    return len(text) <= 2 * LONGEST and pattern.search(text) is not None


def cut_prefixes(units: list[Unit]) -> list[Unit]:
    """Set apart what announces the version of each paragraph on its first line: `RU:`, `**Original:**`.

    It must do so for two versions at least, in different languages. The paragraphs get the mark
    `after ...`, by which those with the same prefix are known.
    """
    found = {place: prefix for place, unit in enumerate(units) if (prefix := _prefix(unit))}
    names = _names_of_versions(units, found)
    pieces: list[Unit] = []
    for place, unit in enumerate(units):
        if place not in found or found[place].name not in names:
            pieces.append(unit)
            continue
        prefix = found[place]
        label, *text = unit.cut(prefix.end)
        pieces.append(
            label.decided(Kind.METADATA, "announces the version of a paragraph", PREFIX + prefix.said.role)
        )
        pieces += [piece._replace(marks=piece.marks | {AFTER + prefix.name}) for piece in text]
    return pieces


def mark_turns(units: list[Unit]) -> list[Unit]:
    """Mark what stands below lines that announce version by version, paragraph for paragraph: `【原文】`.

    Each of two lines at least comes again. The paragraphs get the mark that they would have behind a
    prefix; below the last line, no more of them than below any other.
    """
    heads = [n for n, unit in enumerate(units) if unit.field in _SECTIONS]
    names = {n: knowledge.fold(units[n].text) for n in heads}
    times = Counter(names.values())
    if min(times.values(), default=0) < FEWEST_PREFIXES or len(times) < 2:
        return units
    ends = [*heads[1:], len(units)]
    below = {head: list(_paragraphs(units, head + 1, end)) for head, end in zip(heads, ends, strict=True)}
    most = max(len(places) for head, places in below.items() if head != heads[-1])
    marked = list(units)
    for head, places in below.items():
        for place in places[:most]:
            marked[place] = units[place]._replace(marks=units[place].marks | {AFTER + names[head]})
    return marked


def _paragraphs(units: Sequence[Unit], start: int, end: int) -> Iterator[int]:
    """Positions of the undecided units between two places, up to what a record states."""
    for place in range(start, end):
        if units[place].field.startswith(("label ", "section ")):
            return
        if units[place].kind is None:
            yield place


def is_announced(unit: Unit) -> bool:
    """Whether a prefix or the head of a talk says of a line that it is the document's."""
    return HEAD_OF_A_TALK in unit.marks or is_behind_prefix(unit)


def is_behind_prefix(unit: Unit) -> bool:
    """Whether a prefix or a line above announces the version of a paragraph."""
    return bool(unit.marks) and any(mark.startswith(AFTER) for mark in unit.marks)


@dataclass(frozen=True, slots=True)
class _Prefix:
    name: str
    said: Announcement
    end: int


def _prefix(unit: Unit) -> _Prefix | None:
    match = _PREFIX.match(unit.text[: 2 * LONGEST_PREFIX]) if unit.kind is None else None
    if not match or not shape.has_words(unit.text[match.end() :]):
        return None
    label = match["enclosed"] or match["bare"] or match["strong"]
    name = knowledge.fold(label)
    said = announcement(label)
    if said is None and len(name.split()) == 1 and (code := _language(label.strip())):
        said = Announcement("version", code)
    return _Prefix(name, said, match.end()) if said else None


def _names_of_versions(units: Sequence[Unit], found: dict[int, _Prefix]) -> set[str]:
    """The prefixes that part a page's versions: each is regular, and they stand for several languages."""
    texts: dict[str, list[str]] = {}
    for place, prefix in found.items():
        texts.setdefault(prefix.name, []).append(units[place].text[prefix.end :])
    regular = {
        name: rests
        for name, rests in texts.items()
        if len(rests) >= FEWEST_PREFIXES or all(map(shape.is_prose, rests))
    }
    languages = {name: detect(" ".join(rests)[:SAMPLE], ())[0] for name, rests in regular.items()}
    told = set(languages.values())
    return set(regular) if len(told) > 1 and UNKNOWN_LANGUAGE not in told else set()
