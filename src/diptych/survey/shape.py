"""What a line looks like, whatever its language: the small questions that the rules ask."""

import re
import unicodedata
from functools import lru_cache

from diptych.survey import knowledge

_UNSEEN = (
    "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
)
"""White space of any kind, and signs that show nothing."""
_ENDS = frozenset(".!?…。！？；;:：")
"""Without one of these near its end a text ends no sentence."""
_TERMINAL = re.compile(  # closing quotes and brackets may follow the mark
    r"[.!?…。！？；;][\"'”’»“)\]』」\u200b\s]*$|[:：]$"
)
_BEHIND_SENTENCE = re.compile(r"(?:\[\^?[^\[\]\s]{1,12}\]|[□■�*†‡¹²³⁰⁴-⁹\d])+$")
_SENTENCE_END = re.compile(  # not after an initial or a one-letter abbreviation, and not before a figure
    r"[.!?…。！？](?:(?<=[。！？])|(?<!\b[^\W_].)(?<!\b\d\d.)(?<!^\d\d\d.)"
    r"(?=[\"'”’»“)\]]*(?:\s+[^\Wa-zа-яё\d_]|\s+[\"'«„“(\[–—-]|\s*$)))"
)
_CLOSED = re.compile(r"[\"'”’»“)\]]*\s*")
_ORDINARY_ABBREVIATION = re.compile(r"(?<!\w)[^\W\d]{1,3}\.$")
_ORDINAL_OR_INITIAL = re.compile(r"(?<!\w)(?:\d{1,3}|[^\W\d_])\.$")
_LONGER_WORD = re.compile(r"[^\W\d_]{2,}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_LIST_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zа-я]|[ivxIVX]{1,5})[.)]|[-–—•*·])[\s\u00a0]+\S|[（(]?[一二三四五六七八九十]{1,3}[）)、．]"
)


def visible(text: str) -> tuple[int, int]:
    """Where the visible part of a text begins and ends; (0, 0) for none."""
    start = len(text) - len(text.lstrip(_UNSEEN))
    return (start, len(text.rstrip(_UNSEEN))) if start < len(text) else (0, 0)


def width(text: str) -> int:
    """Places that a text fills in a monospaced dump: Chinese, Japanese and Korean characters fill two.

    >>> width("Peking"), width("北京")
    (6, 4)
    """
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_wide(character: str) -> bool:
    """Whether a character fills two places."""
    return _WIDE.match(character) is not None


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence or an announcement, a note's anchor or a sign behind it aside.

    >>> ends_sentence("It was heard on the radio.[^1]"), ends_sentence("who assist in data")
    (True, False)
    """
    tail = text[-24:]
    if _ENDS.isdisjoint(tail):
        return False
    return bool(_TERMINAL.search(tail) or _TERMINAL.search(_BEHIND_SENTENCE.sub("", tail)))


def breaks_off(text: str) -> bool:
    """Whether a line ends in a word after which no sentence ends: an article, a conjunction, a preposition.

    >>> breaks_off("sowie über Ein- und"), breaks_off("Wir gehen aus")
    (True, False)
    """
    words = text.rsplit(maxsplit=1)
    return (
        len(words) == 2
        and knowledge.small_words("unfinished").fullmatch(words[1]) is not None
        and words[1].islower()
    )


@lru_cache(maxsize=4096)
def starts_lower(text: str) -> bool:
    """Whether a text begins, behind quotes at most, with a lower-case letter."""
    first = text.lstrip("\"'“„«(")[:1]
    return bool(first) and unicodedata.category(first) == "Ll"


@lru_cache(maxsize=4096)  # the rules ask it of the same lines over and over
def is_prose(text: str) -> bool:
    """Whether a text is made of sentences rather than a heading, a name or a label.

    >>> is_prose("The meeting was opened by Comrade Khrushchev. It lasted two hours.")
    True
    >>> is_prose("Record of Conversation"), is_prose("z rozmowy tow. Jana z ambasadorem Kosem w Pradze")
    (False, False)
    """
    words = len(text.split())
    cjk = _number_of_cjk(text[:400])
    ends = len(_sentence_ends(text[:4000]))
    if cjk * 2 > min(len(text), 400):
        return (ends >= 1 and cjk >= 8) or cjk >= 40
    return (ends >= 1 and words >= 7 and not _ends_only_in_abbreviation(text, words, ends)) or words >= 30


def _ends_only_in_abbreviation(text: str, words: int, ends: int) -> bool:
    if words >= 10 or ends != 1:
        return False
    end = _SENTENCE_END.search(text)
    inside = end is not None and end.end() < len(text) and not ends_sentence(text)
    before = text[: end.end()] if end and inside else text
    return bool(_ORDINARY_ABBREVIATION.search(before[-8:]))


@lru_cache(maxsize=4096)
def _sentence_ends(text: str) -> tuple[int, ...]:
    """Where sentences end, behind the mark."""
    return tuple(match.end() for match in _SENTENCE_END.finditer(text))


@lru_cache(maxsize=4096)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Where sentences but the first begin, by a look that errs on the side of too few.

    >>> sentence_starts("Er kam am 3. Mai. Sie blieb."), sentence_starts("J. Smith")
    ((18,), ())
    """
    ends = (
        _CLOSED.match(text, end)
        for end in _sentence_ends(text)
        if not _ORDINAL_OR_INITIAL.search(text, max(0, end - 6), end)
    )
    return tuple(end.end() for end in ends if end and end.end() < len(text))


def starts_list_item(text: str) -> bool:
    """Whether a line begins with a list label: `1.`, `a)`, `-`, `（一）`."""
    return bool(_LIST_LABEL.match(text[:12]))


@lru_cache(maxsize=4096)
def plain_letters(text: str) -> int:
    """Number of letters."""
    return sum(map(str.isalpha, text))


@lru_cache(maxsize=4096)
def letters(text: str) -> int:
    """Number of letters; Chinese and Japanese characters count three times, as they say more."""
    return plain_letters(text) + 2 * _number_of_cjk(text)


def _number_of_cjk(text: str) -> int:
    return 0 if text.isascii() else len(_CJK.findall(text))


def starts_caseless(text: str) -> bool:
    """Whether a text begins with a letter of a script without capitals, such as Chinese or Korean."""
    return unicodedata.category(text[:1] or " ") == "Lo"


def has_words(text: str) -> bool:
    """Whether there is any letter or digit."""
    return any(map(str.isalnum, text))


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals."""
    return text.isupper() and letters(text) > 2


@lru_cache(maxsize=4096)
def is_list_of_names(text: str) -> bool:
    """Whether most words of a text begin with a capital: names, whose language is anybody's guess.

    >>> is_list_of_names("Present: Gomułka, Kliszko."), is_list_of_names("He left Łódź in May.")
    (True, False)
    """
    initials = [word[0] for word in _LONGER_WORD.findall(text[:1000])]
    capital, small = sum(map(str.isupper, initials)), sum(map(str.islower, initials))
    return capital + small > 2 and capital > 0.66 * (capital + small)
