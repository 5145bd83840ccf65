"""Which language a passage is in, and which languages a document holds.

In this order: no letters, no language; the script that frames the passage
(`scripts.py`), which settles it where one candidate is written so; py3langid among the
candidates (`language_model.py`), with letters and small words added (`language_evidence.py`); langdetect
where that is unsure, only to raise or lower the confidence. Passages are best asked about together.
`benchmarks/languages.py` measures it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.metadata import version

from diptych.model import UNKNOWN_LANGUAGE
from diptych.survey.knowledge import rows
from diptych.survey.language_evidence import evidence, model_code, second_opinion
from diptych.survey.language_model import log_likelihoods
from diptych.survey.language_names import language_code
from diptych.survey.scripts import CASED, frame, script_of, scripts_of_language, words_in
from diptych.survey.shape import plain_letters

__all__ = [
    "common_languages",
    "detect",
    "detect_each",
    "document_languages",
    "language_code",
    "script_of",
    "signature",
]

SLICE = 1_500
"""Of a long text its beginning, middle and end are looked at, so many characters each."""

UNSURE = 0.8
"""Below this the second opinion is asked."""

SECOND_OPINION_LETTERS = 6
PARAGRAPH_LETTERS = 25
MOST_PARAGRAPHS = 60
"""Passages of a document that are looked at for its languages."""
GOLDEN = 0.6180339887498949
SHARE = 0.1
"""A language with so much of the text is a language of the document."""

CLEAR_LETTERS, CLEAR_SHARE, CLEAR = 120, 0.01, 0.97
"""So is one with a paragraph of so many letters, so much of the text, and so sure."""


LONGEST_WITHOUT_KANA = 24
"""Characters; Japanese of more than that has kana."""
UNTOLD = 0.45
"""Confidence in one of two languages between which nothing tells."""


@cache
def general_languages() -> tuple[str, ...]:
    """The languages looked for where nobody says which there are."""
    return tuple(code for (line,) in rows("languages/general.txt") for code in line.split())


@cache
def common_languages() -> tuple[str, ...]:
    """The languages to think of first where a text is too short to tell."""
    return tuple(code for (line,) in rows("languages/common.txt") for code in line.split())


@cache
def close_languages() -> tuple[frozenset[str], ...]:
    """Groups of languages that no detector tells apart."""
    return tuple(frozenset(line.split()) for (line,) in rows("languages/close.txt"))


def signature() -> str:
    """Name and versions of the method, for the record.

    >>> signature().startswith("diptych-language/1 py3langid/")
    True
    """
    return f"diptych-language/1 py3langid/{version('py3langid')} langdetect/{version('langdetect')}"


class _Passage:
    """What detectors are asked about.

    Attributes:
        script: that frames it; "" where it has no letters.
        words: of that script; those outside quotations where there are two or more.
        plain: the words in a row.
        certainty: what so many letters can prove at most.
        general: log evidence for each general language of its script; asked once, whatever the candidates.
    """

    def __init__(self, text: str) -> None:
        self.script = script_of(text)
        self.words = _words_of(text, self.script)
        self.plain = " ".join(self.words)
        self.certainty = _certainty(self.words, self.script)
        self.general: Mapping[str, float] | None = None


@lru_cache(maxsize=4096)  # the same passages are looked at among all languages, then among the document's
def _passage(text: str) -> _Passage:
    return _Passage(text)


def _evidence(passages: Sequence[_Passage], languages: Sequence[str]) -> Iterable[Mapping[str, float]]:
    """Log evidence for each language that the first detector knows."""
    opinions = log_likelihoods([passage.plain for passage in passages], languages)
    for passage, opinion in zip(passages, opinions, strict=True):
        told = evidence(passage.words)
        yield {language: score + told.get(language, 0.0) for language, score in opinion.items()}


def _weigh_together(passages: Iterable[_Passage]) -> None:
    """Find what speaks for the general languages in passages of which nobody asked that before."""
    by_script: dict[str, list[_Passage]] = {}
    for passage in passages:
        if passage.general is None:
            by_script.setdefault(passage.script, []).append(passage)
    for script, unweighed in by_script.items():
        found = _evidence(unweighed, _written_in(script, general_languages()))
        for passage, general in zip(unweighed, found, strict=True):
            passage.general = general


@lru_cache(maxsize=4096)
def _detect(text: str, candidates: tuple[str, ...]) -> tuple[str, float]:
    passage = _passage(text)
    written = _written_in(passage.script, candidates)
    if not passage.script or not written:
        return UNKNOWN_LANGUAGE, 0.0
    if passage.script == "Hani" and {"zh", "ja"} <= {model_code(c) for c in candidates}:
        return _chinese_or_japanese(passage.plain, candidates, passage.certainty)
    if len(written) == 1:
        return written[0], passage.certainty * _at_home(passage, written[0])
    probabilities = _probabilities(passage, written)
    best = max(probabilities, key=probabilities.__getitem__)
    confidence = _with_second_opinion(passage.plain, best, probabilities)
    return best, min(confidence, passage.certainty)


def detect_each(texts: Sequence[str], candidates: Sequence[str]) -> list[tuple[str, float]]:
    """The languages of passages, as `detect` tells them, and much faster than one by one."""
    samples, asked = [_sample(text) for text in texts], tuple(candidates) or general_languages()
    passages = dict.fromkeys(map(_passage, samples))
    _weigh_together(passage for passage in passages if _is_open(passage, asked))
    return [_detect(sample, asked) for sample in samples]


def _is_open(passage: _Passage, candidates: tuple[str, ...]) -> bool:
    """Whether the script does not settle which of some languages a passage is in, or how surely."""
    written = _written_in(passage.script, candidates) if passage.script else []
    return len(written) > 1 or any(_other_languages(passage.script, model_code(own)) for own in written)


def _chinese_or_japanese(text: str, candidates: Sequence[str], certainty: float) -> tuple[str, float]:
    """The language of a passage in Chinese characters on a page with Japanese: by those that only one has.

    Each country's standard code of characters has the forms that it writes. Without such
    characters a long passage is Chinese, as Japanese sentences have kana.
    """
    chinese, japanese = (next(c for c in candidates if model_code(c) == code) for code in ("zh", "ja"))
    forms = Counter(_forms_of(character) for character in text)
    if forms["ja"] != forms["zh"]:
        return (japanese if forms["ja"] > forms["zh"] else chinese), certainty
    return chinese, certainty if len(text) >= LONGEST_WITHOUT_KANA else UNTOLD


@lru_cache(maxsize=4096)
def _forms_of(character: str) -> str:
    """The language whose form of a character this is; empty where both have it."""
    if not character.isalpha():
        return ""
    in_japan, in_china, in_taiwan = (_has(code, character) for code in ("shift_jis", "gb2312", "big5"))
    if in_japan and not in_china and not in_taiwan:
        return "ja"
    return "zh" if (in_china or in_taiwan) and not in_japan else ""


def _has(code: str, character: str) -> bool:
    try:
        character.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def detect(text: str, candidates: Sequence[str]) -> tuple[str, float]:
    """The language of a passage and how sure that is.

    Args:
        text: of any length; of a long one a sample is looked at.
        candidates: BCP 47 codes to choose from; an empty list stands for `general_languages()`.

    Returns:
        One of the candidates and a confidence from 0 to 1; `("und", 0.0)` where the text
        has no letters, or none in which a candidate is written.

    >>> detect("Посол не ответил на этот вопрос.", ["ru", "en"])[0]
    'ru'
    >>> detect("№ 17/58", ["ru", "en"])
    ('und', 0.0)
    """
    return detect_each([text], candidates)[0]


@lru_cache(maxsize=256)
def _written_in(script: str, candidates: tuple[str, ...]) -> list[str]:
    """The candidates written in a script; Chinese characters alone are Chinese if that is among them."""
    written = [c for c in candidates if script in scripts_of_language(model_code(c))]
    chinese = [c for c in written if model_code(c) == "zh"]
    return chinese if script == "Hani" and chinese else written


def _sample(text: str) -> str:
    """A bounded part of a text: beginning, middle and end."""
    if len(text) <= 3 * SLICE:
        return text
    middle = len(text) // 2
    return " ".join((text[:SLICE], text[middle : middle + SLICE], text[-SLICE:]))


def _words_of(text: str, script: str) -> list[str]:
    """The words of the framing script; those outside quotations where there are two or more."""
    if script not in CASED:
        return [text]
    outside = words_in(frame(text), script)
    return outside if len(outside) > 1 else words_in(text, script)


def _certainty(words: Sequence[str], script: str) -> float:
    """What so many letters can prove at most; capitals alone may be names."""
    letters = sum(map(len, words)) * (1 if script in CASED else 4)
    return 1.0 - 0.5 * math.exp(-letters / 12)


def _scores(passage: _Passage, candidates: Sequence[str]) -> Mapping[str, float]:
    """Log evidence for each candidate that is known."""
    _weigh_together([passage])
    scores = passage.general or {}
    if list(scores) == candidates:
        return scores
    codes = {candidate: model_code(candidate) for candidate in candidates}
    others = [code for code in codes.values() if code not in scores]
    if others:
        scores = {**scores, **next(iter(_evidence([passage], others)))}
    return {candidate: scores[code] for candidate, code in codes.items() if code in scores}


def _probabilities(passage: _Passage, candidates: Sequence[str]) -> Mapping[str, float]:
    """The evidence as probabilities; a language that nobody knows gets none."""
    scores = _scores(passage, candidates)
    if not scores:
        return {candidates[0]: 0.0}
    most = max(scores.values())
    weights = {language: math.exp(score - most) for language, score in scores.items()}
    total = sum(weights.values())
    return {language: weight / total for language, weight in weights.items()}


def _with_second_opinion(plain: str, best: str, probabilities: Mapping[str, float]) -> float:
    """The confidence in the best language after langdetect was asked, where it was unsure."""
    confidence = probabilities[best]
    if confidence >= UNSURE or len(plain) < SECOND_OPINION_LETTERS:
        return confidence
    other = second_opinion(plain, [model_code(language) for language in probabilities])
    if not other:
        return confidence
    return 1 - 0.5 * (1 - confidence) if other == model_code(best) else 0.7 * confidence


def _at_home(passage: _Passage, language: str) -> float:
    """From 1 down to about a half: how little another language of the script would fit better."""
    others = _other_languages(passage.script, model_code(language))
    if not others:
        return 1.0
    return 0.5 + 0.5 * _probabilities(passage, [language, *others]).get(language, 1.0)


@cache
def _other_languages(script: str, language: str) -> list[str]:
    """The languages of a script but for one."""
    return [other for other in _written_in(script, general_languages()) if other != language]


def document_languages(paragraphs: Sequence[str]) -> list[str]:
    """The languages that a document holds, in the order in which they first appear.

    A language counts with a tenth of the text or with one clear paragraph; a quotation
    or a foreign title does not make one.

    Args:
        paragraphs: the document's passages; short lines count only where there is nothing else.

    >>> document_languages(["Посол сообщил, что поставки хлеба будут ускорены."] * 3)
    ['ru']
    """
    telling = [text for text in paragraphs if plain_letters(text[: 3 * SLICE]) >= PARAGRAPH_LETTERS]
    telling = _sampled(telling) or ["\n".join(paragraphs)]
    sizes = [plain_letters(text) for text in telling]
    first = _languages_found(telling, sizes, general_languages())
    return _languages_found(telling, sizes, first) if len(first) > 1 else first


def _sampled(paragraphs: Sequence[str]) -> list[str]:
    """Of very many passages the longest, and others from all over the document, in their order.

    Their distances are uneven (by the golden section), so that no habit of taking turns hides a language.
    """
    if len(paragraphs) <= MOST_PARAGRAPHS:
        return list(paragraphs)
    longest = sorted(range(len(paragraphs)), key=lambda n: -len(paragraphs[n]))[: MOST_PARAGRAPHS // 3]
    spread = {int(len(paragraphs) * (n * GOLDEN % 1)) for n in range(MOST_PARAGRAPHS - len(longest))}
    return [paragraphs[n] for n in sorted(spread.union(longest))]


def _languages_found(paragraphs: Sequence[str], sizes: Sequence[int], candidates: Sequence[str]) -> list[str]:
    """Languages with enough of the text, in the order of the text; sizes are in letters."""
    amounts: Counter[str] = Counter()
    clear: Counter[str] = Counter()
    detected = detect_each(paragraphs, candidates)
    for (language, confidence), letters in zip(detected, sizes, strict=True):
        amounts[language] += letters
        if confidence >= CLEAR:
            clear[language] = max(clear[language], letters)
    amounts.pop(UNKNOWN_LANGUAGE, None)
    total = amounts.total()
    least = max(CLEAR_LETTERS, CLEAR_SHARE * total)
    return [
        language
        for language, amount in amounts.items()
        if amount >= SHARE * total or clear[language] >= least
    ]
