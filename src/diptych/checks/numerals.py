"""Numbers in words: what each language's words are worth, and how they add up.

`data/numbers/<language>.txt` holds the words. The grammar is the same for all: cardinals add up as long as
each is smaller than what the one before leaves open, `times` words multiply what stands before them, an
ordinal ends the number. A number that is one word (German, Hungarian) is cut into such words first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

_ANY_ENDING = "~"
_LISTS = ("doubtful", "hour", "percent", "article", "and", "multiple", "century")
"""Kinds of words that say no number but stand beside one; doubtful ones are other words as well."""
_LONGEST_COMPOUND = 60
_MOST_WORDS = 50_000
"""Different words whose facts are kept."""
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a word says.

    Attributes:
        kind: cardinal, times, ordinal, decade, part, half, loose, or joint.
        value: the number; of a joint 0, or 1/2 if it stands before halves alone.
    """

    kind: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in words.

    Attributes:
        value: the number.
        kind: of its last word.
        words: how many words it takes.
    """

    value: Fraction
    kind: str
    words: int


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word.

    Attributes:
        parts: the words that it is put together of; itself where it is one.
        begins: whether a number may begin with it.
        prefix: the number that begins it, where it is none itself.
    """

    parts: tuple[str, ...]
    begins: bool
    prefix: Fraction | None


class Numerals:
    """The number words of a language.

    Args:
        language: BCP 47 code; of an unknown one no word is a number.
    """

    def __init__(self, language: str) -> None:
        self._known: dict[str, Word] = {}
        self.words: dict[str, list[Numeral]] = {}
        self.prefixes: dict[str, Fraction] = {}
        self.lists: dict[str, frozenset[str]] = dict.fromkeys(_LISTS, frozenset())
        self.endings: tuple[str, ...] = ()
        self.linker: str | None = None
        for kind, value, forms in _rows(language):
            self._learn(kind, value, forms)
        values = {numeral.value for found in self.words.values() for numeral in found}
        self.adds_to_ten = Fraction(11) not in values
        self._compounds = self._compound_pattern() if self.linker is not None else None

    def _learn(self, kind: str, value: str, forms: list[str]) -> None:
        match kind:
            case "endings":
                self.endings = tuple(forms)
            case "compound":
                self.linker = forms[0].strip("-")
            case _ if kind in _LISTS:
                self.lists[kind] = frozenset(forms)
            case "prefix":
                self.prefixes |= dict.fromkeys(forms, Fraction(value))
            case _:
                for form in self._inflected(forms):
                    self.words.setdefault(form, []).append(Numeral(kind, Fraction(value)))

    def _inflected(self, forms: list[str]) -> Iterator[str]:
        for form in forms:
            if form.endswith(_ANY_ENDING):
                yield from (form[:-1] + ending for ending in self.endings)
            else:
                yield form

    def _compound_pattern(self) -> re.Pattern[str]:
        parts = [w for w, found in self.words.items() if found[0].kind in {"cardinal", "times", "ordinal"}]
        longest_first = "|".join(sorted(map(re.escape, parts), key=len, reverse=True))
        return re.compile(f"{longest_first}|{re.escape(self.linker)}" if self.linker else longest_first)

    def readings(self, word: str) -> list[Numeral]:
        """What a lower-case word may say; nothing if it is no number."""
        return self.words.get(word.translate(_APOSTROPHES), [])

    def single(self, word: str) -> list[Numeral]:
        """What a lower-case word may say, its endings left off where the language puts words together."""
        parts = self.word(word).parts
        return self.readings(parts[0]) if len(parts) == 1 else []

    def prefix(self, word: str) -> Fraction | None:
        """The number that begins a word: 25 of `fünfundzwanzigjährig`, 2000 of `двухтысячный`."""
        if self._compounds is not None:
            parts = list(_from_the_start(self._compounds, word))
            written = _Sum(self, [parts]).read() if parts and "".join(parts) != word else None
            if written and (
                len(parts) > 1 or (parts[0] not in self.lists["doubtful"] and written.value >= 10)
            ):
                return written.value
        return self._listed_prefix(word)

    def _listed_prefix(self, word: str) -> Fraction | None:
        """The sum of the prefixes that follow each other: двадцати-пяти-летний."""
        total, open_, place = Fraction(0), Fraction(10**15), 0
        while found := self._prefix_at(word, place):
            size, value = found
            if value >= open_:
                break
            total, open_, place = total + value, _room_below(value), place + size
        powers = (n.value for n in self.readings(word[place:]) if n.kind == "ordinal" and n.value >= 1000)
        return total * next(powers, Fraction(1)) or None

    def _prefix_at(self, word: str, place: int) -> tuple[int, Fraction] | None:
        for size in range(min(len(word) - place - 2, 14), 1, -1):
            if (value := self.prefixes.get(word[place : place + size])) is not None:
                return size, value
        return None

    def compound(self, word: str) -> list[str]:
        """The number words that a word is put together of; nothing if anything else is in it.

        >>> Numerals("de").compound("neunzehnhundertachtundfünfzig")
        ['neunzehn', 'hundert', 'acht', 'und', 'fünfzig']
        """
        if self._compounds is None or len(word) > _LONGEST_COMPOUND:
            return []
        for cut in (len(word), *(len(word) - len(e) for e in self.endings if word.endswith(e))):
            parts = self._compounds.findall(word[:cut])
            if parts and "".join(parts) == word[:cut] and parts[-1] != self.linker:
                return parts
        return []

    def read(self, words: Sequence[str]) -> WrittenNumber | None:
        """The longest number that begins a list of lower-case words.

        >>> Numerals("ru").read("тысяча девятьсот пятьдесят восьмой год".split())
        WrittenNumber(value=Fraction(1958, 1), kind='ordinal', words=4)
        >>> Numerals("en").read("two and a half million tons".split())
        WrittenNumber(value=Fraction(2500000, 1), kind='times', words=5)
        """
        return _Sum(self, [self.word(word).parts for word in words]).read()

    def word(self, word: str) -> Word:
        """What is known of a lower-case word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
            known = self._known[word] = self._looked_up(word)
        return known

    def _looked_up(self, word: str) -> Word:
        readings = self.readings(word)
        parts = (word,) if readings else tuple(self.compound(word)) or (word,)
        begins = any(numeral.kind != "joint" for numeral in self.readings(parts[0]))
        return Word(parts, begins, None if begins else self.prefix(word))


class _Sum:
    """Adds up the words of one number; of each word the words that it is put together of."""

    def __init__(self, numerals: Numerals, words: Sequence[Sequence[str]]) -> None:
        self.numerals, self.words = numerals, words
        self.total, self.group = Fraction(0), Fraction(0)
        self.lowest = Fraction(10**15)
        self.open = Fraction(10**15)
        self.kind, self.taken = "", 0
        self.joint: Numeral | None = None

    def read(self) -> WrittenNumber | None:
        for place, parts in enumerate(self.words):
            if not all(self._step(part) for part in parts):
                break
            if self.joint is None:
                self.taken = place + 1
        return WrittenNumber(self.total + self.group, self.kind, self.taken) if self.taken else None

    def _step(self, part: str) -> bool:
        """Whether a word goes on with the number."""
        readings = self.numerals.readings(part)
        if any(self._add(numeral) for numeral in readings):
            self.joint = None
            return True
        joints = [numeral for numeral in readings if numeral.kind == "joint"]
        if part == self.numerals.linker != "":
            joints.append(Numeral("joint", Fraction(0)))
        self.joint = joints[0] if joints and self.kind else None
        return self.joint is not None

    def _add(self, numeral: Numeral) -> bool:
        if not (not self.kind or self._goes_on(numeral)):
            return False
        value = numeral.value
        match numeral.kind:
            case "cardinal" | "ordinal" | "decade" if self._fits(value):
                self._put(value)
            case "times" if self._multiplied(value):
                pass
            case "part" if self.kind == "cardinal" and not self.total and self.group < value:
                self.group /= value
            case "part" if not self.kind:
                self.group = 1 / value
            case "half" if self.kind == "times" and self.joint:
                self.total += value * self.lowest
            case "half" if self.kind in {"", "cardinal"} and self.group.denominator == 1:
                is_article = self.group == 1 and not self.joint
                self.group = value if is_article else self.group + value
            case "loose" if not self.kind:
                self.group = value
            case _:
                return False
        self.kind = numeral.kind
        return True

    def _goes_on(self, numeral: Numeral) -> bool:
        """Whether a number that has begun may have this word; ordinal tens may stand before ordinal ones."""
        if self.joint and self.joint.value and numeral.kind not in {"half", "part"}:
            return False
        match self.kind:
            case "ordinal":
                return numeral.kind == "ordinal" and self.open == 10
            case "cardinal" | "half":
                return True
            case "times":
                return numeral.kind != "part"
            case "part":
                return numeral.kind == "times"
            case _:
                return False

    def _fits(self, value: Fraction) -> bool:
        """Whether it may follow in the group: 5 after 20, 50 after 19 as in years, 20 after “5 and”."""
        if not self.kind:
            return True
        if self.kind == "half" or value == 0 or self.group.denominator > 1 or value.denominator > 1:
            return False
        if value < self.open:
            return True
        is_turned = (
            self.numerals.linker and 1 <= self.group % 100 <= 9 and 20 <= value <= 90 and value % 10 == 0
        )
        is_year = 10 <= self.group <= 20 and 10 <= value < 100 and not self.total and not self.numerals.linker
        return bool(is_turned) or is_year

    def _put(self, value: Fraction) -> None:
        if self.kind and not value < self.open and not self.numerals.linker:
            self.group = self.group * 100 + value
        else:
            self.group += value
        adds_to_ten = value == 10 and self.numerals.adds_to_ten
        self.open = Fraction(10) if adds_to_ten else _room_below(value)

    def _multiplied(self, value: Fraction) -> bool:
        if value == 100:
            if self.group >= 100 and self.group % 100 == 0:
                return False
            self.group = (self.group or Fraction(1)) * 100
            self.open = Fraction(100)
            return True
        if value >= self.lowest:
            return False
        self.total += (self.group or Fraction(1)) * value
        self.group, self.lowest, self.open = Fraction(0), value, value
        return True


def _room_below(value: Fraction) -> Fraction:
    """What a number must be smaller than to be added: 10 to 20, 100 to 300, nothing to 5."""
    if value >= 100 and value % 100 == 0:
        return Fraction(100)
    return Fraction(10 if value >= 20 and value % 10 == 0 else 0)


def _from_the_start(pattern: re.Pattern[str], word: str) -> Iterator[str]:
    """The parts that follow each other from the beginning of a word on."""
    place = 0
    while match := pattern.match(word, place):
        yield match[0]
        place = match.end()


@cache
def numerals(language: str) -> Numerals:
    """The number words of a language, by the first part of its code."""
    return Numerals(language.partition("-")[0])


def _rows(language: str) -> Iterator[tuple[str, str, list[str]]]:
    path = files(__package__).joinpath("data", "numbers", f"{language}.txt")
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, value, forms = line.split("\t")
            yield kind, value, forms.split()
