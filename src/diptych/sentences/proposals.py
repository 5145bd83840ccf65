"""Abbreviations that a collection seems to use and no list has, for a person to look at.

nltk's PunktTrainer learns from raw text which words keep a full stop for themselves (Kiss and Strunk,
Unsupervised Multilingual Sentence Boundary Detection, Computational Linguistics 32, 2006). Its findings
are suggestions: nothing in the splitter uses them until somebody adds them to a list.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from diptych.sentences.lexicon import Lexicon, lexicon


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that may be an abbreviation.

    Attributes:
        abbreviation: as most often written, without its last full stop.
        with_stop: how often it stands with a full stop.
        without_stop: how often it stands without.
    """

    abbreviation: str
    with_stop: int
    without_stop: int


def _is_new(word: str, words: Lexicon) -> bool:
    """Whether a mined word is a word, and neither listed nor seen as an abbreviation by rule."""
    letters = word.replace(".", "").replace("-", "")
    parts = [part for part in re.split(r"[.\-]", word) if part]
    if not letters.isalpha() or all(len(part) == 1 for part in parts):
        return False
    return words.ending(word) is None and words.ending(parts[-1]) is None


def propose_abbreviations(texts: Iterable[str], language: str) -> list[Proposal]:
    """Abbreviations that PunktTrainer finds in a collection and that the language's list lacks.

    Args:
        texts: the texts of the collection in one language.
        language: BCP 47 code.

    Returns:
        The proposals, most frequent first, then by alphabet.
    """
    # imported here: half a second and more that nobody should pay who only splits
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    trainer.INCLUDE_ALL_COLLOCS = False
    spellings: Counter[str] = Counter()
    for text in texts:
        trainer.train(text, finalize=False)
        spellings.update(re.findall(r"[^\W\d_](?:[\w.\-]*\w)?\.?", text))
    trainer.finalize_training()
    words = lexicon(language)
    mined = sorted(word for word in trainer.get_params().abbrev_types if _is_new(word, words))
    proposals = [_proposal(word, spellings) for word in mined]
    return sorted(proposals, key=lambda found: (-found.with_stop, found.abbreviation))


def _proposal(word: str, spellings: Counter[str]) -> Proposal:
    forms = {word, word.capitalize(), word.upper(), word.title()}
    with_stop = {form: spellings[f"{form}."] for form in forms}
    usual = max(sorted(with_stop, reverse=True), key=lambda form: with_stop[form])
    return Proposal(usual, sum(with_stop.values()), sum(spellings[form] for form in forms))
