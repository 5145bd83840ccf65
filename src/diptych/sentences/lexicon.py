"""What the splitter knows about a language, read from `data/`, so that knowledge stays out of the code.

`data/abbreviations/<lang>.txt` sorts abbreviations by what may follow them, `data/words/<lang>.txt` holds
the other word lists. Both are UTF-8, one or more entries a line (separated by commas), `#` starts a
comment, `[name]` starts a section. What stands in `default.txt` holds for every language.

An entry in lower case matches any casing; one with a capital matches itself and its all-capitals form.
Abbreviations are written without their last full stop and without blanks: `т.д`, `z.B`.
"""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

_DATA = files("diptych.sentences") / "data"


class Ending(StrEnum):
    """When an abbreviation may end a sentence before a word that could begin one."""

    NEVER = "never"
    """Titles and the like: a name follows."""
    STARTER = "before a starter"
    """Only before a word that usually begins a sentence, such as an article or a pronoun."""
    NUMBER = "unless a number follows"
    """Words that are abbreviations only before a number: No., Art."""
    NAME = "unless a name or number follows"
    """Words that are abbreviations only before a name, an acronym or a number: ред. (also order), полк."""
    UNIT = "after a number"
    """After a number as MAY, else as STARTER: 1956 г., but г. Москва."""
    MAY = "may end"
    """Before any capital: etc., usw."""


VOWELS = frozenset("aeiouyæøœıаеёиоуыэюяіїєўѣѵαεηιουω")
"""Of Latin, Cyrillic and Greek, without accents."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of one language.

    Attributes:
        language: the code it was asked for, without region or script.
        abbreviations: abbreviation -> when it may end a sentence.
        starters: words that usually begin a sentence, in lower case.
        months: month names and their abbreviations, in lower case.
        initials: initials of more than one letter: Yu, Дж.
        acronym_followers: capitalised words that go on after an acronym (U.S. Embassy).
        titles: titles in full that open a speaker's label (Товарищ Молотов.).
        labels: words that with a number make a heading label (Article 5.).
        speech: verbs that say who spoke, after a quotation.
        quotation_particles: what ties a quotation to the words after it (ja と, ko 고).
        surname_endings: endings by which surnames are known.
        adjective_endings: those of them that adjectives have as well.
        magnitudes: thousand, million and so on, cut or in full, in lower case.
        currencies: names of currencies as they follow a magnitude (3 mil. Kčs.).
        currency_followers: whose currency it is (долл. США).
        openers: what opens a sentence with its full stops, without them: PS, NB.
        glued_endings: letters after which a full stop needs no blank.
        hyphened: patterns of words that keep their hyphen where a line ends behind it, in lower case: `*` is
            any letters, `+` a word that the text has by itself; without a hyphen, words that have none.
        doubled: letters that a line end writes out twice: asz-szony is asszony.
        suspended: words before which a hyphen stands for a part left out (Ein- und Ausfuhr).
        telegraph_stops: words for a full stop in telegrams in capitals.
        telegraph_words: those of them that mean other things as well.
        marks: further characters that end a sentence.
        traits: `dotted ordinals`, `syllabic consonants`.
    """

    language: str
    abbreviations: dict[str, Ending] = field(repr=False)
    starters: frozenset[str]
    months: frozenset[str]
    initials: frozenset[str]
    acronym_followers: frozenset[str]
    titles: frozenset[str]
    labels: frozenset[str]
    speech: tuple[str, ...]
    quotation_particles: tuple[str, ...]
    surname_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    magnitudes: frozenset[str]
    currencies: frozenset[str]
    currency_followers: frozenset[str]
    openers: frozenset[str]
    glued_endings: tuple[str, ...]
    hyphened: tuple[str, ...]
    doubled: tuple[str, ...]
    suspended: frozenset[str]
    telegraph_stops: frozenset[str]
    telegraph_words: frozenset[str]
    marks: str
    traits: frozenset[str]

    def ending(self, word: str) -> Ending | None:
        """When the abbreviation (without its full stop) may end a sentence; None for other words."""
        known = self.abbreviations
        if word.isupper() and (len(word) == 1 or word[1] == "."):
            return known.get(word)  # initials are capitals: "Г. Иванов" is not "г."
        found = known.get(word) or known.get(word.lower())
        if found is None and word.isupper() and len(word) > 1:
            found = known.get(word.capitalize())
        return found

    def looks_cut(self, word: str) -> bool:
        """Whether no word of the language looks like this: a lone small letter, or no vowel at its end.

        Only for Latin, Greek and Cyrillic; and not by vowels where r and l are syllabic.
        """
        if not word.isalpha() or word[0] >= "\u0530":
            return False
        if len(word) == 1:
            return word.islower()
        if word.isupper() or "syllabic consonants" in self.traits:
            return False
        return VOWELS.isdisjoint(unicodedata.normalize("NFD", word[-5:].lower()))


def _sections(folder: str, language: str) -> dict[str, list[str]]:
    """The entries of a data file by section; empty where the language has no file."""
    path = _DATA / folder / f"{language}.txt"
    sections: dict[str, list[str]] = {}
    if not path.is_file():
        return sections
    entries: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            entries = sections.setdefault(line.strip("[]"), [])
        elif line:
            entries.extend(entry.strip() for entry in line.split(",") if entry.strip())
    return sections


def _abbreviations(language: str) -> dict[str, Ending]:
    found: dict[str, Ending] = {}
    for name in ("default", language):
        for section, entries in _sections("abbreviations", name).items():
            found.update(dict.fromkeys(entries, Ending(section)))
    return found


def base_language(language: str) -> str:
    """A code without region and script, lower case: `zh-Hant` -> `zh`.

    >>> base_language("pt_BR")
    'pt'
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    return code if code.isalpha() and code.isascii() else "und"


def lexicon(language: str) -> Lexicon:
    """The word lists of a language; the general ones where it has none of its own.

    Args:
        language: BCP 47 code; region and script are ignored.
    """
    return _lexicon(base_language(language))


@lru_cache(maxsize=64)
def _lexicon(language: str) -> Lexicon:
    words = _sections("words", "default")
    for section, entries in _sections("words", language).items():
        words.setdefault(section, []).extend(entries)

    def lower(section: str) -> frozenset[str]:
        return frozenset(entry.lower() for entry in words.get(section, ()))

    def plain(section: str) -> tuple[str, ...]:
        return tuple(words.get(section, ()))

    return Lexicon(
        language=language,
        abbreviations=_abbreviations(language),
        starters=lower("starters"),
        months=lower("months"),
        initials=frozenset(plain("initials")),
        acronym_followers=lower("acronym followers"),
        titles=lower("titles"),
        labels=lower("labels"),
        speech=plain("speech"),
        quotation_particles=plain("quotation particles"),
        surname_endings=plain("surname endings"),
        adjective_endings=plain("adjective endings"),
        magnitudes=lower("magnitudes"),
        currencies=frozenset(plain("currencies")),
        currency_followers=frozenset(plain("currency followers")),
        openers=frozenset(plain("openers")),
        glued_endings=plain("glued endings"),
        hyphened=plain("hyphened"),
        doubled=plain("doubled at line end"),
        suspended=lower("suspended"),
        telegraph_stops=frozenset(plain("telegraph stops")),
        telegraph_words=frozenset(plain("telegraph words")),
        marks="".join(plain("marks")),
        traits=lower("traits"),
    )
