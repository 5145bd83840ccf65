"""Files whose names are the same but for the language: `letter.ru.txt` and `letter.en.txt`."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePath

from diptych.alignment.pairing.tongues import tongue
from diptych.survey.language_names import language_code

_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}(?:[-_](?:[A-Z]{2}|Latn|Cyrl|Hans|Hant))?(?![^\W\d_])")
_BEFORE, _AFTER = " ._-,([{/", " ._-,)]}/"


@dataclass(frozen=True, slots=True)
class Named:
    """A file's name taken apart.

    Attributes:
        stem: without suffix and mark of language, as the file writes it; may be empty.
        marked: whether it states the language of its text.
    """

    stem: str
    marked: bool

    @property
    def key(self) -> str:
        """Equal for stems that differ only in capitals, composition of letters and signs between words."""
        return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", self.stem).casefold()))


def take_apart(name: str, language: str) -> Named:
    """The name of a file without the mark of its language.

    Args:
        name: of the file, with its suffix; folders before it count as words of it.
        language: of its text; what would be the mark of another language is taken for a word.

    >>> take_apart("letter.ru.txt", "ru"), take_apart("EN - Letter.txt", "en")
    (Named(stem='letter', marked=True), Named(stem='Letter', marked=True))
    >>> take_apart("Vertrag (Deutsch) 2.txt", "de"), take_apart("what-is-it.txt", "en")
    (Named(stem='Vertrag 2', marked=True), Named(stem='what-is-it', marked=False))
    >>> take_apart("ru/1958/letter.txt", "ru"), take_apart("1958/letter.txt", "en")
    (Named(stem='1958/letter', marked=True), Named(stem='1958/letter', marked=False))
    """
    stem = PurePath(name).with_suffix("").as_posix()
    for word in reversed(list(_WORD.finditer(stem))):
        code = language_code(word[0])
        if code and tongue(code) == tongue(language):
            before, after = stem[: word.start()].rstrip(_BEFORE), stem[word.end() :].lstrip(_AFTER)
            joint = stem[len(before)] if before and after else ""
            return Named(before + joint + after, marked=True)
    return Named(stem, marked=False)


def common_stem(named: Sequence[Named]) -> str:
    """What the names of several files have in common, in whole words and without folders; empty if nothing.

    >>> common_stem([take_apart("letter.ru.txt", "ru"), take_apart("Letter_en.txt", "en")])
    'letter'
    >>> common_stem([take_apart("plan 7 draft.txt", "en"), take_apart("plan 7 Entwurf.txt", "de")])
    'plan 7'
    """
    if len({one.key for one in named}) == 1:
        return named[0].stem.rpartition("/")[2]
    stems = [one.stem for one in named]
    shared = takewhile(lambda letters: len(set(letters)) == 1, zip(*stems, strict=False))
    prefix = "".join(letters[0] for letters in shared)
    while prefix[-1:].isalnum() and any(stem[len(prefix) : len(prefix) + 1].isalnum() for stem in stems):
        prefix = prefix[:-1]
    return prefix.rpartition("/")[2].strip(_BEFORE)
