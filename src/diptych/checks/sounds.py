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
    from pypinyin import Style, pinyin  # a third of a second, for Chinese alone

    if not IDEOGRAPH.match(character):
        return frozenset()
    read = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return frozenset(form.replace("v", "u") for one in read for form in (one, wade_giles(one)))


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
