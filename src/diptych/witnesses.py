"""What can be seen of a translation without understanding it: numbers, dates, names, shared words, marks.

Each sentence is turned into keys, short strings that its translation has too: `n340000` whatever the
thousands are separated by, `m12` for December and for .XII., `shrsv` for Хрущев, Khrushchev, Chruschtschow
and Hruscsov. The aligner adds up the weights of the keys that two sides share. Nobody's embedding sees these
well, and in diplomatic papers they decide.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from diptych.months import month_names

MONTH, NUMBER, NAME, STEM, COGNATE, STRING, MARK, LABEL = "m", "n", "s", "w", "c", "u", "p", "l"
"""First letters of keys, by kind."""
DICTIONARY = "d"
"""That of the keys that a user's dictionary gives (`dictionaries/`)."""

_OF_NUMBERS_AND_NAMES = frozenset({NUMBER, MONTH, NAME})
_STRING = re.compile(r"https?://\S+|www\.\S+|(?<!\S)[^\s@]{1,64}@[^\s@]+\.\w+")
_OF_ADDRESSES = ("://", "www.", "@")
"""Signs without one of which there is no address."""
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-]\s?(\d{1,2}|[IVX]{1,4})[./-]\s?(\d{4}|\d{2})(?!\d)")
_NUMBER = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?!\d)|\d{1,30}[.,]\d{1,30}|\d{1,30}")
_IDEOGRAPHS = re.compile("[〇零一二三四五六七八九十百千万萬亿億]{2,}")
_ROMAN = re.compile(r"\b(?=[IVXL]{2,}\b)(X{0,3}|XL|LX{0,3})(IX|IV|V?I{0,3})\b")
_LIKE_ROMAN = re.compile(r"[IVXL]{2}")
_MONTH_SIGN = re.compile(r"(\d{1,2})\s?[月월]")
_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"\s*\(?([^\W\d_]|\d{1,3})[.)]\s")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_LONGEST_WORD = 40
_LONGEST_TEXT = 20_000
"""Characters of a sentence that are looked at; a longer one is not a sentence, and has keys enough."""


def keys(text: str) -> Counter[str]:
    """The keys of a sentence and how often each stands in it.

    >>> sorted(keys("11.XII.58"))
    ['m12', 'n11', 'n1958']
    >>> sorted(keys("340 000") & keys("340,000"))
    ['n340000']
    """
    text = text[:_LONGEST_TEXT]
    found = list(_label(text))
    text = _read_figures(text, found)
    marks = _marks()
    found.extend(MARK + marks[c] for c in text if c in marks)
    for word in _WORD.findall(text):
        found.extend(_word_keys(word))
    return Counter(found)


def _read_figures(text: str, found: list[str]) -> str:
    """The text without its addresses, dates and numbers, whose keys are added to those found."""
    if any(sign in text for sign in _OF_ADDRESSES):
        text = _read_with(_STRING, _read_string, text, found)
    if _DIGIT.search(text):
        text = _read_with(_DATE, _read_date, text, found)
        text = _read_with(_MONTH_SIGN, _read_month_sign, text, found)
        text = _read_with(_NUMBER, _read_number, text, found)
    if not text.isascii():
        text = _read_with(_IDEOGRAPHS, _read_ideographs, text, found)
    return _read_with(_ROMAN, _read_roman, text, found) if _LIKE_ROMAN.search(text) else text


def _read_with(
    pattern: re.Pattern[str], read: Callable[[re.Match[str]], Iterator[str]], text: str, found: list[str]
) -> str:
    matches = list(pattern.finditer(text))
    for match in matches:
        found.extend(read(match))
    return pattern.sub(" ", text) if matches else text


def numbers_and_names(text: str) -> set[str]:
    """The keys of the numbers, months and names in a text, each once; the rest is not looked for.

    >>> sorted(numbers_and_names("on 3 May Khrushchev"))
    ['m5', 'n3', 'shrsv']
    """
    figures: list[str] = []
    text = _read_figures(text[:_LONGEST_TEXT], figures)
    found = {key for key in figures if key[0] in _OF_NUMBERS_AND_NAMES}
    return found.union(*map(_names_of, set(_WORD.findall(text))))


def numbers(text: str) -> Counter[str]:
    """The values of the numbers in a text, years and days of dates among them, as written in the keys."""
    return Counter({key[1:]: n for key, n in keys(text).items() if key[0] == NUMBER})


def _label(text: str) -> Iterator[str]:
    if match := _LABEL.match(text):
        yield LABEL + (romanise(match[1].casefold()) or match[1])


def _read_string(match: re.Match[str]) -> Iterator[str]:
    yield STRING + match[0].casefold().rstrip(".,;)")


def _read_date(match: re.Match[str]) -> Iterator[str]:
    day, month = int(match[1]), int(match[2]) if match[2].isdigit() else _roman(match[2])
    if month > 12:
        day, month = month, day
    year = int(match[3])
    yield f"{NUMBER}{day}"
    yield f"{MONTH}{month}"
    yield f"{NUMBER}{year if year > 99 else 1900 + year}"


def _read_month_sign(match: re.Match[str]) -> Iterator[str]:
    yield f"{MONTH}{int(match[1])}"


def _read_number(match: re.Match[str]) -> Iterator[str]:
    whole, *rest = re.split(r"\D", match[0])
    if rest and (len(rest[-1]) != 3 or whole == "0"):
        yield f"{NUMBER}{int(whole)}.{''.join(rest).rstrip('0') or 0}"
    else:
        yield f"{NUMBER}{int(whole + ''.join(rest))}"


def _read_ideographs(match: re.Match[str]) -> Iterator[str]:
    """一九五八 is written digit by digit, 三十四万 with powers of ten."""
    values = [int(unicodedata.numeric(c)) for c in match[0]]
    if max(values) < 10:
        yield NUMBER + "".join(map(str, values))
        return
    total = section = digit = 0
    for value in values:
        if value < 10:
            digit = value
        elif value < 10_000:
            section, digit = section + (digit or 1) * value, 0
        else:
            total, section, digit = (total + section + digit) * value, 0, 0
    yield f"{NUMBER}{total + section + digit}"


def _read_roman(match: re.Match[str]) -> Iterator[str]:
    if match[0]:
        yield f"{NUMBER}{_roman(match[0])}"


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[c] for c in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values, 0][1:], strict=True))


@lru_cache(maxsize=200_000)
def _word_keys(word: str) -> tuple[str, ...]:
    """Keys of a word: a month, its stem, and for a capitalised word the skeleton of a name."""
    lower = word.casefold()[:_LONGEST_WORD]
    if month := month_names(abbreviated=False).get(unicodedata.normalize("NFC", lower)):
        return (f"{MONTH}{month}",)
    plain = romanise(lower)
    folded = _folded(plain)
    found = [STEM + folded[:4]] if len(folded) >= 4 else []
    if len(folded) >= 7:
        found.append(COGNATE + folded[:6])
    if not word[0].islower():  # scripts without capitals too
        found += [NAME + skeleton[:4] for skeleton in skeletons(plain) if len(skeleton) > 1]
    return tuple(found)


@lru_cache(maxsize=200_000)
def _names_of(word: str) -> tuple[str, ...]:
    """Those keys of a word that are a month or a name."""
    return tuple(key for key in _word_keys(word) if key[0] in _OF_NUMBERS_AND_NAMES)


def romanise(word: str) -> str:
    """A lower-case word in plain Latin letters; letters of scripts without a table are dropped.

    >>> romanise("хрущев"), romanise("kádár")
    ('khrushchev', 'kadar')
    """
    table = _table("romanisation.tsv")
    letters = unicodedata.normalize(
        "NFKD", "".join(table.get(c, c) for c in unicodedata.normalize("NFC", word))
    )
    return "".join(table.get(c, c) for c in letters if c in table or "a" <= c <= "z").replace("-", "")


def _folded(plain: str) -> str:
    """A romanised word with what languages spell differently made the same, double letters single."""
    for one, other in (("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"), ("y", "i"), ("j", "i"), ("w", "v")):
        plain = plain.replace(one, other)
    return re.sub(r"(.)\1+", r"\1", plain)


def skeletons(plain: str) -> set[str]:
    """The consonants of a romanised name by classes of sound; several where a spelling is ambiguous.

    >>> skeletons("khrushchev") & skeletons("chruschtschow") & skeletons("hruscsov")
    {'hrsv'}
    """
    found = {""}
    place = 0
    while place < len(plain):
        size, classes = next(
            ((len(s), c.split()) for s, c in _table("skeleton.tsv").items() if plain.startswith(s, place)),
            (1, ["-"]),
        )
        place += size
        found = {one if c == "-" or one.endswith(c) else one + c for one in found for c in classes}
        if len(found) > 8:
            break
    return found


@cache
def _table(name: str) -> dict[str, str]:
    """A table of two columns from data/."""
    lines = files(__package__).joinpath("data", name).read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


@cache
def _marks() -> dict[str, str]:
    return {form: mark for mark, forms in _table("punctuation.tsv").items() for form in forms.split()}
