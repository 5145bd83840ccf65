"""References of archives, "РГАНИ. Ф. 3. Оп. 8. Д. 28" as well as "BArch, DY 30/3682", and their parts.

Countries cut their holdings differently and name the levels differently. Here they have
one set of names, after ISAD(G): repository, place, creator (the body whose papers they are),
fonds, series, container, file, item, leaves. A reference is kept as it is printed; the
parts stand beside it, and what no rule understands is in none of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from diptych.survey import dates, knowledge, shape
from diptych.survey.word_trees import FREE_BLANKS, WORD_ENDS, any_of

LEVELS = ("repository", "place", "creator", "fonds", "series", "container", "file", "item", "leaves")
"""The levels of a reference, from the archive down."""
LONGEST_REFERENCE = 400
_TWO_NUMBERS = re.compile(r"\d[^\d]+\d")
_BEGINNING = 100
"""Characters in which a reference that opens a text names two levels."""
LONGEST_REST = 60
"""Characters behind a reference that stands on a line of its own: “Original, typescript.”"""
MOST_WORDS = 14
"""Words of the name of an archive or a fonds."""

_COMMA = re.compile(r"[,;](?=\s|$)|[，；、]")
_SENTENCE_END = re.compile(r"(?<=\w)\.\s+(?=[^\W\d_]{3,})")
_NUMBER_SIGN = r"\s*(?:№|No\.|Nr\.?|č\.)?\s*"
_SIGN = r"[^\s,;\u3000-\u9fff\uac00-\ud7af]"
_FIGURE = rf"(?-i:[IVXLC]+\s+)?{_SIGN}*\d{_SIGN}*|(?-i:[IVXLC]+\b(?!\.\w))"
_MORE_LEAVES = r"(?:\s?[-–—]\s?\d\w*)*(?:\s?(?:об|ob|ff|f|v|verso|зв)\b\.?(?!\s*\d))?"
_SIGNATURE = re.compile(r"([^\W\d_]{1,4}[ -]?\d{1,5})/(.*\d.*)")
_ASIDE = re.compile(r"[-–—(\[<]")
_LONGEST_SHORT_NAME = 3
"""Letters of a level's name that words cannot follow in place of a number: “f.”, “op.”."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in its parts.

    Attributes:
        parts: (level, words as they are printed), in the order of the reference; a level may come twice.
        end: offset behind the last part in the text.
    """

    parts: tuple[tuple[str, str], ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two commas, or from the name of one level to that of the next.

    Attributes:
        levels: those that its name may mean, from the upper to the lower; none where it has no name.
        words: what follows the name.
        end: offset behind it in the text.
    """

    levels: tuple[str, ...]
    words: str
    end: int


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def parse_reference(text: str) -> Reference | None:
    """A text as an archive's reference; None where it is none.

    >>> parse_reference("РГАНИ. Ф. 3. Оп. 8. Д. 28. Л. 5-7 об. Подлинник.").parts
    (('repository', 'РГАНИ'), ('fonds', '3'), ('series', '8'), ('file', '28'), ('leaves', '5-7 об.'))
    >>> parse_reference("BArch, DY 30/3682, Bl. 12-15").parts
    (('repository', 'BArch'), ('fonds', 'DY 30'), ('file', '3682'), ('leaves', '12-15'))
    >>> parse_reference("He came to op. 3 late.") is None
    True
    """
    if len(text) > LONGEST_REFERENCE or not any(map(str.isdigit, text)):
        return None
    pieces = _pieces(_first_sentence(text))
    if not pieces or not _is_plausible(pieces):
        return None
    levelled = _levelled(pieces)
    if not _is_enough(levelled, sum(bool(piece.levels) for piece in pieces)):
        return None
    return Reference(tuple((level, piece.words) for level, piece in levelled), levelled[-1][1].end)


def is_reference(text: str) -> bool:
    """Whether a line is an archive's reference and hardly anything else.

    >>> is_reference("RGANI, f. 4, op. 16, d. 937"), is_reference("Our file d. 56, op. 12 of last year")
    (True, False)
    """
    found = None if shape.starts_lower(text) and "," not in text else parse_reference(text)
    return found is not None and len(text) - found.end <= LONGEST_REST


def opens_with_reference(text: str) -> bool:
    """Whether a text begins with an archive that is known, or a fonds, and names two levels at once.

    >>> opens_with_reference("РГАСПИ. Ф. 17. Оп. 163. Д. 571. Л. 33. Подлинник. Машинопись.")
    True
    >>> opens_with_reference("The file f. 17, op. 3 was lost.")
    False
    """
    beginning = text[:_BEGINNING]
    named = list(_named_level().finditer(beginning)) if _TWO_NUMBERS.search(beginning) else []
    if len(named) < 2:
        return False
    before = beginning[: named[0].start()].strip(" .,:;([")
    return not before or (names_archive(before) and len(before.split()) <= MOST_WORDS)


def levels_named(label: str) -> tuple[str, ...]:
    """The levels that a label may name, from the upper to the lower; none for any other.

    >>> levels_named("Опись"), levels_named("Folder"), levels_named("Mood")
    (('series',), ('file',), ())
    """
    key = _key(label.strip(" .:：*_"))
    return _names().get(key) or _names().get(f"{key}.", ())


def placed_levels(named: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[tuple[str, str]]:
    """(level, words) of a reference that is stated level by level; a label may mean several levels.

    >>> list(placed_levels([(("fonds", "leaves"), "3"), (("file",), "28"), (("fonds", "leaves"), "5")]))
    [('fonds', '3'), ('file', '28'), ('leaves', '5')]
    """
    lowest = -1
    for levels, words in named:
        level = next((level for level in levels if LEVELS.index(level) > lowest), levels[-1])
        lowest = max(lowest, LEVELS.index(level))
        yield level, words


def divide_references(text: str) -> list[str]:
    """The references of a list, parted by semicolons; the whole text where its parts are no references.

    >>> divide_references("РГАНИ. Ф. 3. Оп. 8. Д. 28; Ф. 5. Оп. 30. Д. 12")
    ['РГАНИ. Ф. 3. Оп. 8. Д. 28', 'Ф. 5. Оп. 30. Д. 12']
    >>> divide_references("RGANI, f. 3; op. 8; d. 28")
    ['RGANI, f. 3; op. 8; d. 28']
    """
    divided = [part.strip() for part in re.split(r"[;；](?:\s|$)", text) if part.strip()]
    read = [parse_reference(part) for part in divided]
    whole = all(found and {"fonds", "series"} & {level for level, _ in found.parts} for found in read)
    return divided if len(divided) > 1 and whole else [text]


def mentions_reference(text: str) -> bool:
    """Whether two levels of a reference are named anywhere in a text."""
    return sum(1 for _ in _named_level().finditer(text)) >= 2


def _first_sentence(text: str) -> str:
    """A text up to a sentence that follows its figures and names no level."""
    for match in _SENTENCE_END.finditer(text):
        before = text[: match.start()]
        if shape.starts_lower(text[match.end() :]):
            continue
        if re.search(r"\d\w*$|\bоб$", before) and not _named_level().match(text, match.end()):
            return text[: match.start() + before.endswith("об")]
    return text


def _pieces(text: str) -> list[_Piece]:
    """The pieces of a text, in order."""
    behind = _names_levels_behind().search(text) or _numbers_come_first(text)
    named = _level_named_behind() if behind else _named_level()
    pieces: list[_Piece] = []
    start = 0
    for begin, end in [*(match.span() for match in _COMMA.finditer(text)), (len(text), len(text))]:
        pieces.extend(_of_segment(text[start:begin], start, named, is_first=not pieces))
        start = end
    return pieces


def _of_segment(segment: str, offset: int, named: re.Pattern[str], is_first: bool) -> Iterator[_Piece]:
    """The pieces between two commas."""
    position = 0
    for match in named.finditer(segment):
        before = segment[position : match.start()]
        words = before.strip(" .([")
        if words and not (is_first or position):
            break  # a name that holds the word for a level: “Central Decimal File 1955-59”
        if words:
            yield from _unnamed(words, offset + position + len(before.rstrip(" .([")), is_first)
        group = "value" if match["value"] else "words"
        value = match[group]
        value = value.removesuffix(".") if value[-2:-1].isdigit() else value.rstrip()
        end = match.start(group) + len(value) if match.end(group) == match.end() else match.end()
        yield _Piece(_levels_of(match), value, offset + end)
        position = match.end()
    rest = segment[position:].lstrip(" .)]")
    if shape.has_words(rest) and not (position and _ASIDE.match(rest)):
        words = rest.rstrip(" .]").lstrip("([")
        words = words.rstrip(")") if "(" not in words else words
        yield from _unnamed(words, offset + segment.rindex(words) + len(words), is_first and not position)


def _levels_of(match: re.Match[str]) -> tuple[str, ...]:
    return _names()[_key(match["name"] or match["wordy"])]


def _unnamed(words: str, end: int, is_first: bool) -> Iterator[_Piece]:
    """A piece without the name of a level; an archive's short name apart from the code behind it."""
    known = _known_archive().match(words) if is_first else None
    if known and known.end() < len(words) and _is_code(words[known.end() :].strip()):
        rest = words[known.end() :].strip()
        yield _Piece((), known.group(), end - len(rest))
        words = rest
    yield _Piece((), words, end)


def _is_plausible(pieces: Sequence[_Piece]) -> bool:
    """Whether all pieces, up to what follows the last number, are names or numbers."""
    last = max((i for i, p in enumerate(pieces) if p.levels or _is_code(p.words)), default=-1)
    return last >= 0 and all(
        bool(piece.levels) or _is_code(piece.words) or _is_name(piece.words) for piece in pieces[: last + 1]
    )


def _levelled(pieces: Sequence[_Piece]) -> list[tuple[str, _Piece]]:
    """Each piece with its level; pieces without one are left out."""
    walk = _Levels(pieces)
    for index, piece in enumerate(pieces):
        for level, found in walk.place(index, piece):
            walk.found.append((level, found))
    return list(_files_for_want(walk.found))


class _Levels:
    """Walks down a reference; what a piece is depends on the levels above it and on those to come."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self.pieces = pieces
        self.found: list[tuple[str, _Piece]] = []

    def place(self, index: int, piece: _Piece) -> Iterable[tuple[str, _Piece]]:
        if piece.levels:
            return [(self._named(piece.levels), piece)]
        if _is_code(piece.words):
            return self._code(index, piece)
        level = self._name(index, piece.words)
        return [(level, piece)] if level else []

    def _has(self, level: str) -> bool:
        return any(name == level for name, _ in self.found)

    def _lowest(self) -> int:
        return max((LEVELS.index(level) for level, _ in self.found), default=0)

    def _follows(self, level: str, index: int) -> bool:
        """Whether the next piece with a name may be of that level, or one behind pieces of upper levels."""
        for piece in self.pieces[index + 1 :]:
            if piece.levels and LEVELS.index(piece.levels[0]) >= LEVELS.index(level):
                return piece.levels[0] == level
        return False

    def _named(self, levels: tuple[str, ...]) -> str:
        """The upper of the levels that a word may mean, if neither it nor a lower one was there before."""
        return next((level for level in levels if LEVELS.index(level) > self._lowest()), levels[-1])

    def _code(self, index: int, piece: _Piece) -> Iterable[tuple[str, _Piece]]:
        if self._has("file"):
            return []
        file_follows = self._follows("file", index) or self._follows("container", index)
        if not self._has("fonds") and not self._has("series"):
            if self._follows("fonds", index):
                return []
            signature = _SIGNATURE.fullmatch(piece.words)
            if signature and not file_follows:
                fonds, file = signature.groups()
                return [("fonds", replace(piece, words=fonds)), ("file", replace(piece, words=file))]
            return [("fonds", piece)]
        return [] if self._follows("file", index) else [("file", piece)]

    def _name(self, index: int, words: str) -> str:
        if index == 0:
            return "repository"
        is_place = _known_place().fullmatch(words) or _branch().match(words)
        if is_place and not self._has("fonds") and not self._has("series"):
            return "place"
        if self._lowest() > LEVELS.index("series"):
            return ""
        if self._has("fonds"):
            return "series"
        return "creator" if self._follows("fonds", index) else "fonds"


def _files_for_want(found: Sequence[tuple[str, _Piece]]) -> Iterator[tuple[str, _Piece]]:
    """A word for a container or a file means the file where no other word does."""
    has_file = any(level == "file" for level, _ in found)
    for level, piece in found:
        means_file = level == "container" and "file" in piece.levels and not has_file
        yield ("file" if means_file else level), piece


def _is_enough(found: Sequence[tuple[str, _Piece]], named: int) -> bool:
    """A level above the leaves behind a name that is an archive's; else two levels called by their names."""
    levels = {level for level, _ in found}
    archive = next((piece.words for level, piece in found if level == "repository"), "")
    if names_archive(archive):
        return bool(levels & {"fonds", "series", "container", "file"})
    return named >= 2 and bool(levels & {"fonds", "series", "container"})


def is_signature(text: str) -> bool:
    """Whether a text is nothing but capitals and figures, as an archive's bare signature is.

    >>> is_signature("PRC FMA 105-01524-02, 11-15"), is_signature("TASS, 5 May 1956"), is_signature("1956")
    (True, False, False)
    """
    found = text.split()
    has_figures = any(any(map(str.isdigit, word)) for word in found)
    is_named = any(word.isalpha() and word.isupper() and len(word) > 1 for word in map(_bare, found))
    plain = all(any(map(str.isdigit, word)) or word.isupper() for word in map(_bare, found) if word)
    return 2 <= len(found) <= MOST_WORDS and has_figures and is_named and plain and not dates.is_date(text)


def _bare(word: str) -> str:
    return word.strip(",.;()[]")


def names_archive(text: str) -> bool:
    """Whether a text begins with an archive that is known, or has a word that archives are called by.

    >>> names_archive("RGANI"), names_archive("Archiwum Akt Nowych"), names_archive("Pravda, 5 May 1956")
    (True, True, False)
    """
    return bool(_known_archive().match(text) or _archive_word().search(text))


def _is_code(words: str) -> bool:
    """Whether words are a signature: figures and capitals, no long word, no date."""
    has_figure = any(map(str.isdigit, words))
    is_long = any(len(word) > 4 and word[1:].islower() for word in _words(words))
    return has_figure and not is_long and len(words.split()) <= 5 and not _is_date(words)


def _is_date(words: str) -> bool:
    """Whether words are a date or the year alone; “A 1934” is a signature."""
    found = dates.find_date(words)
    return found is not None and (found.has_month or len(words) == len("1956")) and dates.is_date(words)


def _is_name(words: str) -> bool:
    """Whether words are a name: an archive's by its words, any other by its capitals."""
    if len(words.split()) > MOST_WORDS or ":" in words or not any(map(str.isalpha, words)):
        return False
    if names_archive(words):
        return True
    words = _branch().sub("", words)
    has_lower_word = any(len(word) > 3 and word.islower() for word in _words(words))
    return not shape.starts_lower(words) and not has_lower_word


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


@cache
def _rows(kind: str) -> list[str]:
    cells = (cell for name, cell in knowledge.rows("archives.txt") if name == kind)
    return sorted({entry.strip() for cell in cells for entry in cell.split("|")}, key=len, reverse=True)


@cache
def _known_archive() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _rows('archive')))})(?!\w)(?:\s*\([^()]*\))?")


@cache
def _branch() -> re.Pattern[str]:
    """A word for a branch of an archive, in front of its place: “prac. Komárno”."""
    words = sorted(_rows("branch"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s+(?=[^\W\d_])")


@cache
def _known_place() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _rows("place"))))


@cache
def _archive_word() -> re.Pattern[str]:
    """A word that archives are called by; Chinese and Korean words stand in longer ones."""
    words = [re.escape(word).replace(r"\*", r"\w*") for word in _rows("word")]
    apart, inside = [w for w in words if w[0] < "\u3000"], [w for w in words if w[0] > "\u3000"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(apart)})|{'|'.join(inside)}", re.IGNORECASE)


@cache
def _forms() -> list[tuple[str, str, str]]:
    """(level, words before the number, words behind it)."""
    forms = (
        (level, form.partition("#"))
        for level, cell in knowledge.rows("references.txt")
        for form in knowledge.words(cell)
    )
    return [(level, before.strip(), behind.strip()) for level, (before, _, behind) in forms]


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """A level's name -> the levels that it may mean, from the upper to the lower."""
    names: dict[str, list[str]] = {}
    for level, before, behind in _forms():
        names.setdefault(_key(before or behind), []).append(level)
    return {name: tuple(sorted(set(levels), key=LEVELS.index)) for name, levels in names.items()}


def _key(name: str) -> str:
    return re.sub(r"\s", "", name.casefold())


def _any_of(names: Iterable[str]) -> str:
    """A pattern for names of levels; the blank after a full stop may be missing."""
    return any_of(map(_units, names))


def _units(name: str) -> list[str]:
    signs = [FREE_BLANKS if sign == " " else re.escape(sign) for sign in name]
    return [*signs, WORD_ENDS] if name[-1].isalpha() and name.isascii() else signs


@cache
def _named_level() -> re.Pattern[str]:
    """A level's name and its number, or, for fonds and series, words up to the next comma."""
    before = _any_of(before for _, before, _ in _forms() if before)
    around = _any_of(behind for _, before, behind in _forms() if before and behind)
    wordy = _any_of(
        before
        for level, before, _ in _forms()
        if len(before) > _LONGEST_SHORT_NAME and level in {"fonds", "series"}
    )
    return re.compile(
        rf"(?<![\w/-])(?:(?P<wordy>{wordy})\s+(?!(?:{_FIGURE})\s*(?:[,;.]|$))(?P<words>[^\W\d_][^,;，；]*)"
        rf"|(?P<name>{before}){_NUMBER_SIGN}(?P<value>(?:{_FIGURE}){_MORE_LEAVES})(?:\s*(?:{around}))?)",
        re.IGNORECASE,
    )


@cache
def _level_named_behind() -> re.Pattern[str]:
    """A number and the name of its level, as in Hungary."""
    behind = _any_of(behind for _, before, behind in _forms() if not before)
    return re.compile(
        rf"(?<![\w/-])(?P<value>(?:[^\W\d_]+(?:-[^\W\d_]+)+\s)?[^\s,;]*\d[^\s,;]*?)[\s.]*(?P<name>{behind})(?P<wordy>)(?P<words>)",
        re.IGNORECASE,
    )


def _numbers_come_first(text: str) -> bool:
    """Whether two parts of a list are a number and the name of its level each: “22. l., 12. lp.”."""
    named = _level_named_behind()
    return sum(bool(named.fullmatch(part.strip())) for part in _COMMA.split(text)) >= 2


@cache
def _names_levels_behind() -> re.Pattern[str]:
    """A name that only ever stands behind its number."""
    before = {_key(before) for _, before, _ in _forms()}
    behind = _any_of(b for _, a, b in _forms() if not a and _key(b) not in before and len(b) > 3)
    return re.compile(rf"\d[\w/-]*[\s.]*(?:{behind})", re.IGNORECASE)
