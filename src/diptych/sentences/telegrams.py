"""Telegrams in capitals, whose full stops are spelt out: STOP, ТЧК, КРПК. A sentence ends behind the word.

Only where a text is in capitals throughout, for elsewhere these are words like others.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from diptych.sentences.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
FEWEST_LETTERS = 20
BEGINNING = 200
"""Characters that show at once that a text is not in capitals."""
MOST_SMALL = 0.05
"""Share of small letters that a reading of capitals may have."""
FEWEST_WORDS = 2
"""Times that a word must come which means other things as well, such as PUNTO."""


def telegraph_stops(text: str, lexicon: Lexicon) -> Iterator[int]:
    """Where sentences end behind a stop that is spelt out, if the text is a telegram in capitals.

    A stop with which the text begins is a word, and one before another ends nothing.

    Args:
        text: of a paragraph.
        lexicon: of its language.
    """
    if not _is_in_capitals(text):
        return
    words = list(_WORD.finditer(text))
    ordinary = sum(word.group() in lexicon.telegraph_words for word in words) >= FEWEST_WORDS
    stops = lexicon.telegraph_stops | (lexicon.telegraph_words if ordinary else frozenset())
    for number, (word, following) in enumerate(pairwise(words)):
        between = text[word.end() : following.start()]
        if number and word.group() in stops and following.group() not in stops and "." not in between:
            yield word.end()


def _is_in_capitals(text: str) -> bool:
    beginning = text[:BEGINNING]
    small = sum(map(str.islower, beginning))
    if 2 * small >= len(beginning) or sum(map(str.isupper, beginning)) <= small:
        return False
    letters = [character for character in text if character.isupper() or character.islower()]
    small = sum(character.islower() for character in letters)
    return len(letters) >= FEWEST_LETTERS and small <= MOST_SMALL * len(letters)
