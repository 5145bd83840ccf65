"""Which 8-bit or East Asian encoding makes a text of these bytes.

Bytes above 127 mean nothing by themselves: 0xCF is "П" in windows-1251 and "о"
in KOI8-R. What tells is the text that comes out. Each candidate decodes the
words that hold such bytes, and the candidate whose letters are the likeliest in
some language written with it wins; a capital after a small letter counts
against it, because KOI8-R and windows-1251 read as each other swap the case.

The frequencies are data (`data/letters.tsv`, `data/characters.tsv`); a language
or an encoding is added there. Of pieces of 40 characters in the fourteen languages of
`tests/reading/texts` this brings back 99.8 %, charset-normalizer with the same
candidates 89 %; that is asked only where no candidate fits.
"""

import math
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

FLOOR = math.log(2e-6)
"""Log probability of a letter that a language does not have."""

SIGNS = dict.fromkeys("“”„‟‘’‚«»‹›–—…№§°•·£©®±½\xa0\xad´¨", math.log(2e-3))
"""Punctuation of any language."""

COMMON = frozenset({"cp1251", "koi8_r", "koi8_u", "cp1250", "iso8859_2", "cp1252"})
VERY_RARE = frozenset({"cp850", "cp852", "mac_roman", "mac_cyrillic"})
RARE_PENALTY, VERY_RARE_PENALTY = -3.0, -9.0
"""Encodings that archives seldom hold must fit better."""

CASE_PENALTY = -4.0
"""For a capital after a small letter."""

UNFIT = -9.0
"""A mean log probability per letter below this is no text of the language."""

MIXED_SCRIPT = re.compile(r"[a-z][^\W\d_a-z]*[\u0370-\u04ff]|[\u0370-\u04ff][^\W\d_]*[a-z]", re.IGNORECASE)
HIGH_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
ASCII_WORD = re.compile(rb"(?<![\x80-\xff])[A-Za-z]+(?![A-Za-z\x80-\xff])")
SAMPLE_BYTES = 200_000
SAMPLE_WORDS = 400
CONTEXT_WORDS = 40
CONTEXT_WEIGHT = 0.3
"""What the words without such bytes count for the language: "piątku" alone could be Croatian."""

FOREIGN_PENALTY = -4.0
"""For another alphabet in a text of Latin letters: a lone "à" would make a likely Cyrillic "а"."""

COMMON_SHARE = 0.35
"""So much of an East Asian text must be common characters."""


def _table(name: str) -> Iterator[list[str]]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _languages() -> Mapping[str, tuple[Mapping[str, float], ...]]:
    """Encoding -> log letter probabilities of each language written in it."""
    tables: dict[str, list[Mapping[str, float]]] = {}
    for _, encodings, letters in _table("letters.tsv"):
        logs = {item[0]: math.log(int(item[1:]) / 100_000) for item in letters.split()}
        for encoding in encodings.split():
            tables.setdefault(encoding, []).append({**SIGNS, **logs})
    return {encoding: tuple(languages) for encoding, languages in tables.items()}


@cache
def _characters() -> Mapping[str, frozenset[str]]:
    """East Asian encoding -> common characters of its language."""
    return {
        encoding: frozenset(characters)
        for _, encodings, characters in _table("characters.tsv")
        for encoding in encodings.split()
    }


def likeliest_encoding(data: bytes) -> str:
    """Python's name of the encoding that makes the likeliest text; "" where none does.

    >>> likeliest_encoding("Протокол заседания".encode("koi8_r"))
    'koi8_r'
    >>> likeliest_encoding("Jegyzőkönyv készült".encode("cp1250"))
    'cp1250'
    """
    return _east_asian(data) or _eight_bit(data)


def _east_asian(data: bytes) -> str:
    """The East Asian encoding under which the characters are common ones."""
    shares = {encoding: _common_share(data, encoding) for encoding in _characters()}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= COMMON_SHARE else ""


def _common_share(data: bytes, encoding: str) -> float:
    """Share of common characters among the letters outside ASCII; 0 where bytes do not fit."""
    try:
        text = getincrementaldecoder(encoding)().decode(data[:SAMPLE_BYTES])
    except UnicodeDecodeError:
        return 0.0
    letters = [c for c in text if c > "\x80" and c.isalpha()]
    common = _characters()[encoding]
    return sum(c in common for c in letters) / len(letters) if letters else 0.0


def _eight_bit(data: bytes) -> str:
    """The 8-bit encoding with the likeliest letters."""
    probe = data if len(data) <= 2 * SAMPLE_BYTES else data[:SAMPLE_BYTES] + data[-SAMPLE_BYTES:]
    words = _sample(HIGH_WORD.findall(probe), SAMPLE_WORDS)
    context = b"".join(_sample(ASCII_WORD.findall(probe), CONTEXT_WORDS)).decode("ascii").lower()
    least = UNFIT * (sum(len(word) for word in words) + CONTEXT_WEIGHT * len(context))
    scores = {encoding: _score(words, context, encoding) for encoding in _languages()}
    ranking = sorted((e for e in scores if scores[e] > least), key=lambda e: -scores[e])
    return next((encoding for encoding in ranking if _decodes(data, encoding)), "")


def _sample(words: list[bytes], size: int) -> list[bytes]:
    """At most so many different words, evenly from the whole."""
    different = list(dict.fromkeys(words))
    return different[:: len(different) // size + 1]


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _score(words: list[bytes], context: str, encoding: str) -> float:
    """Log likelihood of the words in the encoding's likeliest language, and of their case."""
    decoded = [word.decode(encoding, errors="replace") for word in words]
    letters = "".join(decoded).lower()
    case = sum(map(_case_faults, decoded)) * CASE_PENALTY
    likeliest = max(
        _likelihood(letters, table) + _context(context, table) for table in _languages()[encoding]
    )
    return _rarity(encoding) + case + likeliest


def _rarity(encoding: str) -> float:
    if encoding in COMMON:
        return 0.0
    return VERY_RARE_PENALTY if encoding in VERY_RARE else RARE_PENALTY


def _likelihood(letters: str, table: Mapping[str, float]) -> float:
    return sum(table.get(letter, FLOOR) for letter in letters)


def _context(context: str, table: Mapping[str, float]) -> float:
    """What the ASCII words say for a language; no more against another alphabet than against English."""
    if not context:
        return 0.0
    if "a" in table:
        return CONTEXT_WEIGHT * _likelihood(context, table)
    english = _languages()["cp1252"][0]
    return CONTEXT_WEIGHT * _likelihood(context, english) + FOREIGN_PENALTY


def _case_faults(word: str) -> int:
    """Capitals after small letters, and scripts mixed within a word.

    >>> _case_faults("оТЧЕТ"), _case_faults("Отчет"), _case_faults("ОТЧЕТ")
    (1, 0, 0)
    """
    swaps = sum(a.islower() and b.isupper() for a, b in pairwise(word))
    return swaps + bool(MIXED_SCRIPT.search(word))
