"""Clauses that the other side does not have: half a sentence left out, or put in.

A text that is longer or shorter than translations usually are is looked at more closely: if the other side is
more like it without some of its clauses, these have no counterpart. Weights and limits were found by cutting
clauses out of good translations (`benchmarks/coverage.py`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from math import exp, log, sqrt
from typing import Any

import numpy as np

from diptych.alignment import load_encoder
from diptych.alignment.clauses import clauses
from diptych.alignment.encoders.protocol import PoolingEncoder
from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.checks.readings import Firmness, Value
from diptych.model import Span

_LENGTHS = {
    "zh": 0.25,
    "ja": 0.45,
    "ko": 0.55,
    "ru": 0.9,
    "uk": 0.9,
    "de": 1.05,
    "hu": 0.96,
    "fr": 1.08,
    "es": 1.08,
    "ar": 0.85,
    "he": 0.8,
}
"""Letters that a language takes for what takes one letter in English; 1 for those that are not named."""
_ACRONYM = re.compile(r"\b[^\W\d_]{2,6}\b")
_REMARK = re.compile(r"\[[^\]]*\]")
_GLOSS = re.compile(r"\((?=[^\d()]{2,25}\))[^()]*\)")
_SPELT_OUT = 6
"""Letters that a translation may have more for each letter of an acronym that it spells out."""
_OF_NUMBER = 4
"""Letters that a number counts for, in figures or in words."""
_LEAST = 40
"""Letters below which a length says nothing."""
_SUSPECT, _LOOK, _WARNING = 0.6, 1.8, 2.8
"""Deviations from the usual length, in spreads of what good translations show: from the first on clauses are
looked at, from the others on the length itself is told."""
_OF_LENGTH, _OF_CLAUSES = 0.5, 8.0
"""What a deviation counts, and a gain in cosine."""
_MAY_BE_MISSING, _IS_MISSING = 0.8, 1.5
"""Sums from which on a clause is told to be missing: as something to look at, as a warning."""
_SHARE = 0.2
"""Of a text, the least that is told to be missing."""
_AT_ONCE = 2000
"""Pairs whose clauses are encoded together."""


def check_coverage(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Finding]]:
    """Part of a sentence has no counterpart, or one side is far longer than usual."""
    deviations = ((pair, length_deviation(pair)) for pair in pairs)
    suspects = [(pair, deviation) for pair, deviation in deviations if abs(deviation) >= _SUSPECT]
    for start in range(0, len(suspects), _AT_ONCE):
        some = suspects[start : start + _AT_ONCE]
        places = [place for place, (pair, _) in enumerate(some) if _is_known(pair)]
        sides = [_longer_first(*some[place]) for place in places]
        found = dict(zip(places, uncovered(sides, _encoder()), strict=True)) if places else {}
        for place, (pair, deviation) in enumerate(some):
            span, gain = found.get(place, (Span(0, 0), 0.0))
            if finding := _clause(pair, deviation, span, gain) or _length(pair, deviation):
                yield pair, finding


def _longer_first(pair: Pair, deviation: float) -> tuple[str, str]:
    source, target = without_remarks(pair.source), without_remarks(pair.target)
    return (source, target) if deviation < 0 else (target, source)


def _is_known(pair: Pair) -> bool:
    """Whether the encoder was trained on both languages."""
    known = {language.partition("-")[0] for language in _encoder().languages}
    return {language.partition("-")[0] for language in (pair.source_language, pair.target_language)} <= known


def length_deviation(pair: Pair) -> float:
    """How much longer than usual the translation is, in spreads; negative if shorter, 0 for short texts."""
    texts = _without_glosses(pair.source, pair.target)
    source = _letters(texts[0], pair.source_language, pair.source_values)
    target = _letters(texts[1], pair.target_language, pair.target_values)
    if not source or not target or max(source, target) < _LEAST:
        return 0.0
    spelt_out = _SPELT_OUT * (_acronym_letters(pair.source) - _acronym_letters(pair.target))
    if spelt_out > 0:
        source = min(max(source, target), source + spelt_out)
    else:
        target = min(max(source, target), target - spelt_out)
    return log(target / source) / (0.1 + 1.2 / sqrt(max(source, target)))


def _without_glosses(source: str, target: str) -> tuple[str, str]:
    """Both texts, with blanks for the short words in brackets that one has more: Breslau (Wrocław)."""
    texts = [source, target]
    counts = [len(_GLOSS.findall(text)) for text in texts]
    if counts[0] != counts[1]:
        more = int(counts[1] > counts[0])
        texts[more] = _GLOSS.sub(lambda match: " " * len(match[0]), texts[more])
    return texts[0], texts[1]


def _acronym_letters(text: str) -> int:
    """Letters of the acronyms that stand between words in small letters."""
    if text.isupper():
        return 0
    return sum(len(match[0]) for match in _ACRONYM.finditer(text) if match[0].isupper())


def without_remarks(text: str) -> str:
    """The text with blanks for what editors put in square brackets; all of it if that is all."""
    blank = _REMARK.sub(lambda match: " " * len(match[0]), text)
    return blank if blank.strip() else text


def _letters(text: str, language: str, numbers: Sequence[Value]) -> float:
    """Letters, as many as an English text of this content would have; of each number as many as of others."""
    letters = sum(map(str.isalnum, without_remarks(text)))
    for number in numbers:
        letters -= sum(map(str.isalnum, number.span.of(text)))
    return max(letters, 0) / _LENGTHS.get(language.partition("-")[0], 1.0) + _OF_NUMBER * len(numbers)


def _clause(pair: Pair, deviation: float, span: Span, gain: float) -> Finding | None:
    """The clauses of the longer side that the other side does not have."""
    evidence = _OF_LENGTH * abs(deviation) + _OF_CLAUSES * gain
    is_lost = deviation < 0
    if not span or evidence < _MAY_BE_MISSING or _says_a_number(pair, span, is_lost):
        return None
    words = span.of(pair.source if is_lost else pair.target).strip()
    shown = words if len(words) <= 60 else f"{words[:59]}…"
    other = "translation" if is_lost else "source"
    return Finding(
        "clause-lost" if is_lost else "clause-added",
        Severity.WARNING if evidence >= _IS_MISSING else Severity.LOOK,
        f"“{shown}” seems to have no counterpart in the {other}",
        span if is_lost else None,
        None if is_lost else span,
        shown if is_lost else "",
        "" if is_lost else shown,
        f"translate “{shown}”, or mark the omission with […]"
        if is_lost
        else f"take “{shown}” out, or put it in square brackets",
    )


def _says_a_number(pair: Pair, span: Span, is_in_source: bool) -> bool:
    """Whether clauses have a number that the other side has, too."""
    sides = pair.source_values, pair.target_values
    here, there = sides if is_in_source else sides[::-1]
    said = (value for value in here if span.start <= value.span.start < span.end)
    return any(value.firmness > Firmness.LOOSE and any(map(value.same, there)) for value in said)


def uncovered(sides: Sequence[tuple[str, str]], encoder: PoolingEncoder[Any]) -> list[tuple[Span, float]]:
    """The clauses at the beginning or the end of a text without which it is most like another text.

    Args:
        sides: each text, and the other one that it is held against.
        encoder: compares them.

    Returns:
        For each where they stand, and by how much the cosine rises without them; an empty span where no
        clauses can be left out.
    """
    pieces = [clauses(longer) for longer, _ in sides]
    starts = list(accumulate(map(len, pieces), initial=0))
    cuts = [_cuts(found) for found in pieces]
    bounds = [
        (start + first, start + last)
        for start, found, of_one in zip(starts, pieces, cuts, strict=False)
        for first, last in ((0, len(found)), *(kept for kept, _ in of_one))
    ]
    vectors = encoder.stretches(encoder.parts([piece for found in pieces for piece in found]), bounds)
    others = encoder.encode([shorter for _, shorter in sides])
    best: list[tuple[Span, float]] = []
    row = 0
    for of_one, other in zip(cuts, others, strict=True):
        cosines = vectors[row : row + 1 + len(of_one)] @ other
        row += 1 + len(of_one)
        place = int(np.argmax(cosines[1:])) if of_one else -1
        gain = max(float(cosines[1 + place] - cosines[0]), 0.0) if of_one else 0.0
        best.append((of_one[place][1] if of_one else Span(0, 0), gain))
    return best


def _cuts(pieces: Sequence[str]) -> list[tuple[tuple[int, int], Span]]:
    """The ways to leave clauses out at an end of a text: which are kept, and where the others stand."""
    ends = list(accumulate(map(len, pieces)))
    count, size = len(pieces), ends[-1]
    ways = [((k, count), Span(0, ends[k - 1])) for k in range(1, count)]
    ways += [((0, k), Span(ends[k - 1], size)) for k in range(1, count)]
    return [(kept, gone) for kept, gone in ways if len(gone) >= _SHARE * size]


def _length(pair: Pair, deviation: float) -> Finding | None:
    if abs(deviation) < _LOOK:
        return None
    word, change = ("shorter", "missing") if deviation < 0 else ("longer", "added")
    ratio = exp(abs(deviation) * (0.1 + 1.2 / sqrt(max(len(pair.source), len(pair.target)))))
    return Finding(
        "length",
        Severity.WARNING if abs(deviation) >= _WARNING else Severity.LOOK,
        f"the translation is {ratio:.1f} times {word} than usual: is something {change}?",
        Span(0, len(pair.source)),
        Span(0, len(pair.target)),
        suggestion=f"compare both passages for what is {change}",
    )


@cache
def _encoder() -> PoolingEncoder[Any]:
    encoder = load_encoder("embedded")
    assert isinstance(encoder, PoolingEncoder)
    return encoder
