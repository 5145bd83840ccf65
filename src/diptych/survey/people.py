"""Lists in statements: authors, translators, subjects, each a statement of its own.

A list is divided only where all its parts are of the kind: "Ann Lee, B. Ray and Jan Kos" are
three people, "Tipton, Harold" is one, and so is the Ministry of Trade and Industry.
"""

import re

from diptych.survey import knowledge

_STRONG = re.compile(r"\s*[;；|、]\s*")
_COMMA = re.compile(r"\s*[,，]\s+|，")
_WORD = re.compile(r"[^\W\d_]+")
LONGEST_SUBJECT = 3
"""Words of a subject in a list divided by commas."""


def divide_people(text: str) -> list[str]:
    """The people of a list, as they are written.

    >>> divide_people("Ann Lee, B. Ray and Jan Kos"), divide_people("Tipton, Harold; Orme, Jane")
    (['Ann Lee', 'B. Ray', 'Jan Kos'], ['Tipton, Harold', 'Orme, Jane'])
    >>> divide_people("Ministry of Trade and Industry"), divide_people("王建国、李明")
    (['Ministry of Trade and Industry'], ['王建国', '李明'])
    """
    strong = _parts(_STRONG.split(text))
    if len(strong) > 1:
        return strong
    joined = rf",?\s+{knowledge.small_words('and').pattern}\s+"
    divided = _parts(re.split(rf"{joined}|{_COMMA.pattern}", text))
    return divided if len(divided) > 1 and all(map(_is_person, divided)) else strong


def divide_subjects(text: str) -> list[str]:
    """The subjects of a list; commas divide it only where nothing else does and all parts are short.

    >>> divide_subjects("Harvests; Trade, foreign"), divide_subjects("wood, foreign trade, prices")
    (['Harvests', 'Trade, foreign'], ['wood', 'foreign trade', 'prices'])
    >>> divide_subjects("Nagy, Imre")
    ['Nagy, Imre']
    """
    strong = _parts(_STRONG.split(text))
    weak = _parts(_COMMA.split(text))
    is_list = len(strong) == 1 and "--" not in text and all(len(p.split()) <= LONGEST_SUBJECT for p in weak)
    inverted = len(weak) == 2 and all(part[0].isupper() for part in weak)
    return weak if is_list and not inverted else strong


def _parts(parts: list[str]) -> list[str]:
    return [part.strip() for part in parts if part and part.strip()]


def _is_person(text: str) -> bool:
    """Whether a text is a person's full name: words with capitals, or a Chinese or Korean name."""
    words = _WORD.findall(text)
    if len(words) == 1:
        return text[0] > "\u3000" and 2 <= len(text) <= 4
    capitalised = sum(word[0].isupper() for word in words)
    return 2 <= len(words) <= 6 and words[0][0].isupper() and capitalised >= len(words) - 1
