"""What a dictionary says of two texts: which of their sentences hold words that translate each other.

Every word of either text that the dictionary translates is a key, which stands in the sentences that hold the
word, and in the sentences opposite that hold one of its translations. Words with many translations and
translations of many words so count once for each text.

Words are compared as those that the texts teach (`lexicon.py`): by six letters without accents and vowel
marks, ideographs one by one and in pairs. Stemming with nltk's Snowball was no better. Expressions
of several words say nothing: in running text their words are inflected and stand apart, and by chance
together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import product

from diptych.alignment.dictionaries.dictionary import Dictionary
from diptych.alignment.lexicon import first_unit, stem, tokens, words
from diptych.witnesses import DICTIONARY

Keys = list[list[str]]
"""For each sentence of a text the keys that stand in it."""
Lexeme = str
"""A word without accents, and without its ending where a script has such."""

_OFTEN, _ALWAYS_RARE = 0.1, 5
"""A word in more than this share of the sentences (and in more than so many) says nothing."""
_SAMPLE = 20_000
"""Entries of a dictionary that are looked at to find the words that go without saying."""
_FILLER, _FILLERS = 0.01, 20
"""A word in this share of the expressions (and in so many of the sample) may be missing in a text."""


def translations(
    dictionaries: Iterable[Dictionary],
    languages: tuple[str, str],
    source: Sequence[str],
    target: Sequence[str],
) -> tuple[Keys, Keys]:
    """The keys that dictionaries give to the sentences of two texts.

    Time is linear in the texts, and in the entries that begin like a word in them.

    Args:
        dictionaries: those of other languages are left out.
        languages: of the two texts, `und` if unknown.
        source: sentences.
        target: sentences.
    """
    texts = _Text(source), _Text(target)
    pairs = {pair for dictionary in dictionaries for pair in _found(dictionary, languages, texts)}
    keys: tuple[Keys, Keys] = [[] for _ in source], [[] for _ in target]
    for side in (0, 1):
        partners: dict[Lexeme, set[Lexeme]] = defaultdict(set)
        for pair in pairs:
            partners[pair[side]].add(pair[1 - side])
        for lexeme in sorted(partners):
            opposite = set().union(*map(texts[1 - side].holding, partners[lexeme]))
            if texts[1 - side].is_telling(opposite):
                for text, sentences in ((side, texts[side].holding(lexeme)), (1 - side, opposite)):
                    for sentence in sentences:
                        keys[text][sentence].append(f"{DICTIONARY}{side}{lexeme}")
    return keys


class _Text:
    """A text, looked at for where its words stand."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._most = max(_OFTEN * len(sentences), _ALWAYS_RARE)
        self._places: dict[str, set[int]] = defaultdict(set)
        for place, sentence in enumerate(sentences):
            for word in words(sentence):
                self._places[word].add(place)
        self._held: dict[Lexeme, Set[int]] = {}

    @property
    def words(self) -> Iterable[str]:
        """All that stand in it."""
        return self._places

    def is_telling(self, sentences: Set[int]) -> bool:
        """Whether what stands in these sentences is rare enough to say something."""
        return 0 < len(sentences) <= self._most

    def holding(self, lexeme: Lexeme) -> Set[int]:
        """The sentences that hold a word; none if there are too many."""
        if lexeme not in self._held:
            found = set.intersection(*(self._places.get(unit, set()) for unit in words(lexeme)))
            self._held[lexeme] = found if self.is_telling(found) else frozenset()
        return self._held[lexeme]


def _found(
    dictionary: Dictionary, languages: tuple[str, str], texts: tuple[_Text, _Text]
) -> set[tuple[Lexeme, Lexeme]]:
    """The words of a dictionary that stand in both texts; where its languages are not stated, the way round
    that finds most."""
    tried = [_found_in(dictionary, columns, texts) for columns in dictionary.columns(*languages)]
    return max(tried, key=len, default=set())


def _found_in(
    dictionary: Dictionary, columns: tuple[int, int], texts: tuple[_Text, _Text]
) -> set[tuple[Lexeme, Lexeme]]:
    leading = columns.index(min(columns))  # of a dictionary with headwords, they are looked up
    index = _index(dictionary, columns[leading])
    numbers = {number for word in texts[leading].words for number in index.get(word, ())}
    pairs: set[tuple[Lexeme, Lexeme]] = set()
    for number in numbers:
        one, other = (
            [lexeme for lexeme in _lexemes(dictionary, number, column) if text.holding(lexeme)]
            for column, text in zip(columns, texts, strict=True)
        )
        pairs.update(product(one, other))
    return pairs


@lru_cache(maxsize=32)
def _index(dictionary: Dictionary, column: int) -> dict[str, list[int]]:
    """For the first unit of each word of a column the entries that have it."""
    index: dict[str, list[int]] = {}
    for number in range(len(dictionary.concepts)):
        for lexeme in _lexemes(dictionary, number, column):
            index.setdefault(first_unit(lexeme), []).append(number)
    return index


def _lexemes(dictionary: Dictionary, number: int, column: int) -> list[Lexeme]:
    """The single words among the expressions of an entry."""
    return [
        lexeme
        for expression in dictionary.concepts[number][column]
        if (lexeme := _lexeme(expression, _fillers(dictionary, column)))
    ]


def _lexeme(expression: str, fillers: Set[str]) -> Lexeme:
    """An expression that is a single word, fillers apart; empty if it is none."""
    found = tokens(expression)
    if len(found) > 1:
        found = [token for token in found if stem(token) not in fillers]
    return stem(found[0]) if len(found) == 1 else ""


@lru_cache(maxsize=64)
def _fillers(dictionary: Dictionary, column: int) -> frozenset[str]:
    """The words that go without saying: "to" before verbs, articles, "sb." and "sth."."""
    concepts = dictionary.concepts[:: len(dictionary.concepts) // _SAMPLE + 1]
    sample = [tokens(expression) for concept in concepts for expression in concept[column]]
    counts = Counter(stem(token) for found in sample if len(found) > 1 for token in found)
    least = max(_FILLER * len(sample), _FILLERS)
    return frozenset(token for token, count in counts.items() if count >= least)
