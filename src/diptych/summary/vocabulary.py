"""How various a vocabulary is.

The ratio of types to tokens falls with every page, as words come again; so it compares only texts of one
length. Two measures stand beside it that do not fall: the mean ratio of all stretches of 1,000 words one
after the other (standardised type/token ratio, as Scott's WordSmith has it and Baker and Laviosa use it),
and the mean over a window that moves word by word (Covington & McFall 2010), here of 100 words, because
letters and telegrams are short.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diptych.exchange import Text
from diptych.summary.running_words import WordUnit, running_words, signs_and_runs, unit
from diptych.summary.tallies import Part, lines_of, ratio

STRETCH = 1_000
WINDOW = 100
LIST_HEAD = 100
"""How many of the most frequent words are the head of the list (Laviosa 1998 took 108)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one stream of one version.

    Attributes:
        document: the document's name.
        version: its name.
        language: BCP 47 code.
        role: original or translation; a document of one version has no counterpart here.
        part: the stream.
        words: in text order, in small letters.
        sentences: how many.
    """

    document: str
    version: str
    language: str
    role: str
    part: Part
    words: tuple[str, ...]
    sentences: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is counted of some words.

    Attributes:
        unit: what is counted for a word.
        tokens: how many words.
        types: how many different ones.
        type_token: types by tokens.
        standardised: mean of the same over stretches of `STRETCH` words; none of a shorter text.
        moving: mean of the same in a moving window of `WINDOW` words; none of a shorter text.
        hapaxes: words that stand there once.
        word_length: mean number of characters.
        sentence_length: mean number of words.
        list_head: share of the tokens that are one of the `LIST_HEAD` most frequent words.
    """

    unit: WordUnit
    tokens: int
    types: int
    type_token: float | None
    standardised: float | None
    moving: float | None
    hapaxes: int
    word_length: float | None
    sentence_length: float | None
    list_head: float | None


def words_of(document: str, version: Text, part: Part) -> Words:
    """The words of one stream of a version."""
    lines = lines_of(version, part)
    words = tuple(word for line in lines for word in running_words(line.text))
    return Words(document, version.version, version.language, version.role.value, part, words, len(lines))


def vocabulary(words: Sequence[str], sentences: int) -> Vocabulary:
    """What is to be counted of words in text order."""
    counts = Counter(words)
    head = sum(count for _, count in counts.most_common(LIST_HEAD))
    return Vocabulary(
        unit(len(words), *signs_and_runs(words)),
        len(words),
        len(counts),
        ratio(len(counts), len(words)),
        standardised(words),
        moving(words),
        sum(count == 1 for count in counts.values()),
        ratio(sum(len(word) * count for word, count in counts.items()), len(words)),
        ratio(len(words), sentences),
        ratio(head, len(words)),
    )


def standardised(words: Sequence[str], stretch: int = STRETCH) -> float | None:
    """The mean type/token ratio of the whole stretches of a text.

    >>> standardised(["a", "b", "a", "a", "c"], 2)
    0.75
    """
    starts = range(0, len(words) - stretch + 1, stretch)
    return ratio(sum(len({*words[start : start + stretch]}) / stretch for start in starts), len(starts))


def moving(words: Sequence[str], window: int = WINDOW) -> float | None:
    """The mean type/token ratio in a window that moves by one word.

    >>> moving(["a", "b", "a", "a"], 2)
    0.8333333333333334
    """
    if len(words) < window:
        return None
    inside = Counter(words[:window])
    types = len(inside)
    for gone, come in zip(words, words[window:], strict=False):
        inside[come] += 1
        inside[gone] -= 1
        if not inside[gone]:
            del inside[gone]
        types += len(inside)
    return types / window / (len(words) - window + 1)


def word_list(texts: Iterable[Words]) -> list[tuple[str, int, int]]:
    """Every word with how often it stands there and in how many texts, the most frequent first."""
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for text in texts:
        counts.update(text.words)
        spread.update(set(text.words))
    return [
        (word, count, spread[word])
        for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
