"""Where a term stands in a text, in whatever form.

Words are the same if their stems are. Three things are asked beyond that. Who writes a capital means one:
Надь is no над. An abbreviation in capitals keeps its letters: ЦК, in ЦК, but not in ЦКК. And as stemmers take
parts of names for endings (Хрущев, but Хрущева), a word that begins with the term and goes on with an ending
is the term, too: a name in Cyrillic, and any word of a language without a stemmer.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

from diptych.model import Span
from diptych.stems import has_stemmer, stem, word_spans
from diptych.summary.terms.phrases import small_words

_LONGEST_ENDING = 3
_SHORT, _SHORT_ENDING = 4, 2
"""A word of fewer letters has endings of fewer letters."""
_VOWEL = regex.compile(r"[аеиоуыэюяйьъіїєaeiouyąęėįųūāēīōőűœæøåαεηιουωا]$")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_CYRILLIC_ENDING = regex.compile(r"[аеиоуыэюяйьъмхіїє]*")
"""Without г and в, so that Иван is not in Иванов; adjectives are known by their stems."""
_FLEETING = regex.compile(
    r"([бвгджзклмнпрстфхцчшщ])[оеі]([бвгджзклмнпрстфхцчшщ])ь?$|([b-df-hj-np-tv-zł])i?e([b-df-hj-np-tv-zł])$"
)
_CLOSED = regex.compile(r"і([бвгджзклмнпрстфхцчшщ])ь?$")
"""Ukrainian, without marks: Київ, Києва; Львів, Львова."""
_ONE_OF_MANY = regex.compile(r"([ая]н)ин$")
_WITHOUT_ENDING = ("ан", "ян")
"""What a changed trunk ends in that is a form by itself: граждан."""
_SLAVIC = frozenset({"be", "bg", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk"})
_NOT_COUNTED = regex.compile(r"[\p{M}\p{Cf}]")
_STEMMED_TWICE = frozenset({"hu"})
"""Languages whose stemmer takes an ending off what has none: párt, pártnak."""


@dataclass(frozen=True)
class Term:
    """What is looked for.

    Attributes:
        text: as it was given; one word or several.
    """

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, one after the other."""
        return tuple(span.of(self.text) for span in word_spans(self.text))

    @cached_property
    def beginning(self) -> str:
        """Letters that every text has, `folded`, in which it stands."""
        return folded(self.words[0])[:2] if self.words else ""

    def spans(self, text: str, language: str) -> Iterator[Span]:
        """Where it stands in a text; no two over each other."""
        places = list(word_spans(text))
        words = [span.of(text) for span in places]
        at = 0
        while self.words and at <= len(words) - len(self.words):
            if self._stands(words[at : at + len(self.words)], language):
                yield Span(places[at].start, places[at + len(self.words) - 1].end)
                at += len(self.words)
            else:
                at += 1

    def _stands(self, words: Sequence[str], language: str) -> bool:
        return all(same_word(*pair, language) for pair in zip(words, self.words, strict=True))


def is_form(text: str, wanted: str, language: str) -> bool:
    """Whether a text is a form of a term and nothing else."""
    words, known = Term(text).words, Term(wanted).words
    return len(words) == len(known) and all(
        same_word(word, one, language) or stem(word, language) == stem(one, language)
        for word, one in zip(words, known, strict=True)
    )


@lru_cache(maxsize=100_000)
def same_word(word: str, wanted: str, language: str) -> bool:
    """Whether a word of a text is a form of one that is looked for.

    >>> same_word("Хрущёвым", "Хрущев", "ru"), same_word("Иванов", "Иван", "ru")
    (True, False)
    >>> same_word("над", "Надь", "ru"), same_word("ЦКК", "ЦК", "ru"), same_word("ТАССа", "ТАСС", "ru")
    (False, False, True)
    """
    if len(wanted) > 1 and wanted.isupper():
        ending = word[len(wanted) :]
        return word.startswith(wanted) and len(ending) <= _SHORT_ENDING and not ending[:1].isupper()
    if wanted[:1].isupper() and not word[:1].isupper():
        return False
    if word.casefold() in small_words(language.partition("-")[0]):
        return folded(word) == folded(wanted)
    if stem(word, language) == stem(wanted, language) and not _is_cut(wanted, language):
        return True
    if language[:2] in _STEMMED_TWICE and stem(stem(word, language), language) == stem(wanted, language):
        return True
    if folded(word) == folded(wanted) + "s" or _has_changed(word, wanted, language):
        return True
    has_endings = bool(_CYRILLIC.match(wanted)) or language[:2] in _STEMMED_TWICE
    is_name = wanted[:1].isupper() and has_endings
    return (is_name or not has_stemmer(language)) and _goes_on(word, wanted)


def _is_cut(wanted: str, language: str) -> bool:
    """Whether the stem of a name lacks what belongs to the name: Иванов, which Иваном is not."""
    is_name = wanted[:1].isupper() and language[:2] == "ru"
    return is_name and not _VOWEL.search(folded(wanted)) and len(stem(wanted, language)) < len(wanted)


def _has_changed(word: str, wanted: str, language: str) -> bool:
    """Whether a Slavic noun has changed before its ending: посол, посла; Київ, Києва; гражданин, граждане."""
    code = language.partition("-")[0]
    return code in _SLAVIC and any(_is_trunk(trunk, word) for trunk in _changed(folded(wanted), code))


def _changed(plain: str, language: str) -> Iterator[str]:
    if _FLEETING.search(plain):
        yield _FLEETING.sub(r"\1\2\3\4", plain)
    if language == "uk":
        yield from (_CLOSED.sub(rf"{vowel}\1", plain) for vowel in "оеє" if _CLOSED.search(plain))
    if _ONE_OF_MANY.search(plain):
        yield _ONE_OF_MANY.sub(r"\1", plain)


def _is_trunk(trunk: str, word: str) -> bool:
    ending = folded(word).removeprefix(trunk)
    least = 0 if trunk.endswith(_WITHOUT_ENDING) else 1
    is_form = folded(word).startswith(trunk) and least <= len(ending) <= _LONGEST_ENDING
    return len(trunk) >= _SHORT - 1 and is_form and _may_be_ending(ending)


def _goes_on(word: str, wanted: str) -> bool:
    """Whether a word has the trunk of the wanted one and then an ending."""
    plain, known = folded(word), folded(wanted)
    trunk = _VOWEL.sub("", known) if len(known) >= _SHORT else known
    ending = plain[len(trunk) :]
    longest = _SHORT_ENDING if len(known) < _SHORT else _LONGEST_ENDING
    return plain.startswith(trunk) and len(plain) <= len(known) + longest and _may_be_ending(ending)


def _may_be_ending(letters: str) -> bool:
    return not _CYRILLIC.match(letters) or bool(_CYRILLIC_ENDING.fullmatch(letters))


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """A text in small letters without marks and what cannot be seen.

    >>> folded("Хрущёв"), folded("Österreich")
    ('хрущев', 'osterreich')
    """
    if text.isascii():
        return text.lower()
    plain = _NOT_COUNTED.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", plain)
