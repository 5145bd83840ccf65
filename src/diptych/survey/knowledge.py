"""The words that archives, editors and letter writers use, read from `data/`.

What a page looks like in one more language is a line in a data file, never a line of code.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from diptych.survey.beginnings import Beginnings
from diptych.survey.word_trees import ANY_ENDING, BLANKS, WORD_ENDS, any_of

_DATA = files(__package__) / "data"
_LONGEST_SHORT_WORD = 3
"""Letters of a word that means another thing without its accents: “à”, “za”."""
_PLURAL = re.compile(r"\((?:s|en|e|es|i|y|и|ы)\)")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
_OF_SITES = frozenset({"kept up", "visits"})
"""Small words of web sites, whose first pages had no accents."""
_STROKED = str.maketrans("łđøı", "ldoi")
_NOT_IN_A_WORD = r"(?<![^\W\d_\u2e80-\u9fff])"
"""Not behind a letter, unless it is Chinese or Japanese."""


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def fold(text: str) -> str:
    """The form in which words are compared: case folded, blanks single, marks of emphasis and colons off.

    >>> fold("  **Author(s):** ")
    'author'
    """
    text = _PLURAL.sub("", text.casefold())
    return " ".join(text.strip(" \t\r\n\u00a0*_#:：︰﹕.").split())


def rows(name: str) -> Iterator[list[str]]:
    """The tab-separated rows of a data file, comments left out."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def words(cell: str) -> list[str]:
    """The entries of one cell."""
    return [entry.strip().casefold() for entry in cell.split("|") if entry.strip()]


def plain(text: str) -> str:
    """A folded text without accents, as pages have it that lost them; short words need theirs.

    >>> plain("miesto uloženia"), plain("język źródła"), plain("à")
    ('miesto ulozenia', 'jezyk zrodla', 'à')
    """
    if len(text) <= _LONGEST_SHORT_WORD:
        return text
    apart = unicodedata.normalize("NFD", text)
    bare_letters = "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare_letters).translate(_STROKED)


@cache
def labels() -> dict[str, tuple[str, str]]:
    """Label word -> (field name, scope: who writes it); each word with its accents and without."""
    listed = [
        (fold(word), (field, scope)) for field, scope, cell in rows("labels.txt") for word in words(cell)
    ]
    return {plain(word): meaning for word, meaning in listed} | dict(listed)


@cache
def format_fields() -> dict[str, tuple[str, int, bool]]:
    """A format's name -> our name, its rank among those of that name, and whether only the best counts."""
    return {
        name: (field, rank, how == "one")
        for field, how, cell in rows("format_fields.txt")
        for rank, name in enumerate(words(cell))
    }


@cache
def name_spaces() -> frozenset[str]:
    """What names of formats begin with that are made of parts: `dc` of `dc.title`."""
    return frozenset(name.partition(".")[0] for name in format_fields() if "." in name)


@cache
def sections() -> dict[str, str]:
    """Section line -> what it opens; each line with its accents and without."""
    listed = [(word, name) for name, cell in rows("sections.txt") for word in words(cell)]
    return {plain(word): name for word, name in listed} | dict(listed)


@cache
def furniture() -> frozenset[str]:
    """Whole lines that web sites put on their pages, letters and digits only."""
    return frozenset(bare(row[0]) for row in rows("furniture.txt"))


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def bare(text: str) -> str:
    """Letters and digits of a text, case folded, words apart by one blank."""
    return " ".join(_LETTERS_AND_DIGITS.findall(text.casefold()))


@cache
def formulas(name: str) -> re.Pattern[str]:
    """Matches the formulas of that name (salutation, closing, ...) where a text begins."""
    return _alternatives("formulas.txt", name)


@lru_cache(maxsize=1 << 14)  # the same, and there are several formulas
def has_formula(name: str, text: str) -> bool:
    """Whether a text begins with a formula of that name."""
    return formulas(name).match(text) is not None


def small_list(name: str) -> list[str]:
    """The small words of that name, one by one."""
    return [word for row in rows("words.txt") if row[0] == name for word in words(row[1])]


@cache
def _small_entries(name: str) -> tuple[list[str], Beginnings]:
    """The small words of that name as they are looked for, and how they begin."""
    entries = small_list(name)
    if name in _OF_SITES:
        entries += map(plain, tuple(entries))
    return entries, Beginnings(entries)


@cache
def small_words(name: str) -> re.Pattern[str]:
    """Matches the small words of that name where they stand as words of their own."""
    return re.compile(_NOT_IN_A_WORD + _any_of(_small_entries(name)[0]).pattern)


def find_small_words(name: str, text: str) -> Iterator[re.Match[str]]:
    """The small words of that name in a text, each where it stands."""
    return small_words(name).finditer(text) if _small_entries(name)[1].may_stand_in(text) else iter(())


def has_small_word(name: str, text: str) -> bool:
    """Whether a small word of that name stands in a text."""
    return any(find_small_words(name, text))


@cache
def announcement_words(kind: str) -> re.Pattern[str]:
    """Matches the words of that kind in lines that announce a version."""
    return _alternatives("announcements.txt", kind)


@cache
def mail_words(kind: str) -> re.Pattern[str]:
    """Matches the words of that kind that heads of mails and mail programs have."""
    return _alternatives("mails.txt", kind)


@dataclass(frozen=True, slots=True)
class DateWords:
    """Patterns for the words of one kind that qualify a date, where they stand before it and behind it."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def date_words(kind: str) -> DateWords:
    """The words around a date that say this of it: "about", "not before", "early", ..."""
    entries = [word for row in rows("dates.txt") if row[0] == kind for word in words(row[1])]
    behind = [entry[1:].strip() for entry in entries if entry.startswith("#")]
    return DateWords(_any_of([entry for entry in entries if "#" not in entry]), _any_of(behind))


@cache
def credits() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(role, pattern for the verbs that give somebody this role)."""
    return tuple(
        (row[0], small_verbs)
        for row in rows("credits.txt")
        if (small_verbs := _alternatives("credits.txt", row[0]))
    )


@cache
def apparatus() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(what it says, pattern for how such a bracket begins), in the order of the file."""
    names = [row[0] for row in rows("apparatus.txt") if row[0] != "quantity"]
    return tuple((name, apparatus_words(name)) for name in names)


@cache
def apparatus_words(name: str) -> re.Pattern[str]:
    """Matches how a bracket that says this begins."""
    return _alternatives("apparatus.txt", name)


def _alternatives(file: str, name: str) -> re.Pattern[str]:
    return _any_of([word for row in rows(file) if row[0] == name for word in words(row[1])])


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    """Matches the entries, the longest first; with no entries, nothing."""
    return re.compile(any_of(map(_units, filter(None, entries))))


def _units(entry: str) -> list[str]:
    signs = [{"*": ANY_ENDING, " ": BLANKS}.get(sign) or re.escape(sign) for sign in entry]
    return [*signs, WORD_ENDS] if entry[-1].isalnum() and not _is_cjk(entry[-1]) else signs


def _is_cjk(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff" or "\u2e80" <= character <= "\ud7af"
