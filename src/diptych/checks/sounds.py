"""How Chinese characters are read, in pinyin and by Wade and Giles; without tones and apostrophes."""

import re
from functools import cache, lru_cache
from importlib.resources import files

IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_LONGEST_SYLLABLE = 6


@lru_cache(maxsize=30_000)
def sounds(character: str) -> frozenset[str]:
    """The readings of a character, in either writing.

    >>> sorted(sounds("周"))
    ['chou', 'zhou']
    """
    return frozenset(
        form.replace("v", "u") for one in _readings(character) for form in (one, wade_giles(one))
    )


def pinyin(character: str) -> str:
    """The commonest reading of a character; nothing of what is none."""
    return next(iter(_readings(character)), "").replace("v", "ü")


@lru_cache(maxsize=30_000)
def _readings(character: str) -> tuple[str, ...]:
    import pypinyin  # a third of a second, for Chinese alone

    if not IDEOGRAPH.match(character):
        return ()
    return tuple(pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)[0])


@cache
def wade_giles(syllable: str) -> str:
    """A syllable of pinyin as Wade and Giles wrote it.

    >>> [wade_giles(syllable) for syllable in ("xiao", "jie", "ze", "dong")]
    ['hsiao', 'chieh', 'tse', 'tung']
    """
    for pattern, written in _rules():
        syllable = re.sub(pattern, written, syllable)
    return syllable


@cache
def _rules() -> list[tuple[str, str]]:
    path = files(__package__).joinpath("data", "names", "wade-giles.tsv")
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(pattern, written) for pattern, written in (line.split("\t") for line in lines)]


@cache
def _syllables() -> frozenset[str]:
    return frozenset(sound for code in range(0x4E00, 0x9FA6) for sound in sounds(chr(code)))


@lru_cache(maxsize=20_000)
def syllables(word: str) -> tuple[str, ...]:
    """The syllables that a lower-case word may be read in; none if it can be no Chinese name.

    >>> syllables("dehuai"), syllables("dulles")
    (('de', 'huai'), ())
    """
    if not word:
        return ()
    for size in range(min(_LONGEST_SYLLABLE, len(word)), 0, -1):
        if word[:size] in _syllables():
            rest = syllables(word[size:])
            if rest or size == len(word):
                return (word[:size], *rest)
    return ()


@lru_cache(maxsize=20_000)
def from_cyrillic(word: str) -> frozenset[str]:
    """A Chinese name in Cyrillic letters as it may be written in Latin ones; nothing if it can be none.

    >>> "yingqin" in from_cyrillic("инцинь")
    True
    """
    ways = {("", word)}
    found: set[str] = set()
    while ways:
        said, left = ways.pop()
        for syllable, written in _palladius(left[:_LONGEST_SYLLABLE]):
            for one in {written, wade_giles(written)}:
                if syllable == left:
                    found.add(said + one)
                else:
                    ways.add((said + one, left[len(syllable) :]))
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _palladius(letters: str) -> list[tuple[str, str]]:
    """The syllables that letters begin with, and their pinyin."""
    parts = _palladius_parts()
    found = [
        (end, written) for end, ways in parts["alone"].items() if letters.startswith(end) for written in ways
    ]
    for beginning, first in parts["initial"].items():
        if not letters.startswith(beginning):
            continue
        for end, second in parts["final"].items():
            if letters.startswith(end, len(beginning)):
                found += [(beginning + end, one + other) for one in first for other in second]
    return found


@cache
def _palladius_parts() -> dict[str, dict[str, list[str]]]:
    path = files(__package__).joinpath("data", "names", "palladius.tsv")
    parts: dict[str, dict[str, list[str]]] = {"initial": {}, "final": {}, "alone": {}}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, letters, written = line.split("\t")
            parts[kind][letters] = written.split()
    return parts
