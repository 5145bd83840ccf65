"""What comes after a final mark, asked by many vetoes: small letters, numbers, words that begin sentences."""

import re

from diptych.sentences.candidates import Candidate

_LABEL_AHEAD = re.compile(r"(?:\d{1,3}[.)]|[^\W\d_]\))\s+[^\w\s]?[^\W\d_]")
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def is_small(letter: str) -> bool:
    """Whether a letter is a small one of a script that has capitals (Georgian's are for titles only)."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def is_roman(word: str) -> bool:
    """Whether a word is a Roman numeral in capitals."""
    return _ROMAN.fullmatch(word) is not None


def starts_with_starter(candidate: Candidate) -> bool:
    """Whether the next word is a capitalised one that usually begins a sentence (`The`, not `A.`)."""
    word = candidate.after
    if not word or is_small(word[0]):
        return False
    place = candidate.ahead + len(word)
    if len(word) == 1 and candidate.text[place : place + 1] == ".":
        return False
    word = word.lower().replace("’", "'")
    starters = candidate.lexicon.starters
    return word in starters or word.partition("'")[0] + "'" in starters


def label_ahead(candidate: Candidate) -> bool:
    """Whether a list label comes next: `2. `, `3) `, `a) `."""
    return _LABEL_AHEAD.match(candidate.text, candidate.ahead) is not None


def name_ahead(candidate: Candidate) -> bool:
    """Whether a name comes next: an initial, an acronym, a known ending, or two capitalised words."""
    word, lexicon = candidate.after, candidate.lexicon
    following = candidate.text[candidate.ahead + len(word) : candidate.ahead + len(word) + 3]
    if is_small(word[:1]) or not word[:1].isalpha():
        return False
    if following[:1] == "." and (len(word) == 1 or word in lexicon.initials):
        return True
    if starts_with_starter(candidate):
        return False
    if word.isupper() and 1 < len(word) < 7:
        return True
    lower = word.lower()
    adjective = lower.endswith(lexicon.adjective_endings)
    if len(word) > 3 and lower.endswith(lexicon.surname_endings) and not adjective:
        return True
    return following[:1] == " " and following[1:2].isupper() and lower not in lexicon.titles


def number_ahead(candidate: Candidate) -> bool:
    """Whether the next word is an Arabic or Roman number."""
    return candidate.after[:1].isdigit() or is_roman(candidate.after)
