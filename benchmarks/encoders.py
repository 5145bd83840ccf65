"""Encoders that the benchmarks put in the place of the embedded one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from goldsets import Set

from diptych.alignment import Match, align_texts, comparison
from diptych.alignment.coarse import WIDE_MARGIN, find_course
from diptych.alignment.comparison import Comparison
from diptych.alignment.encoders.embedded import EmbeddedEncoder, Parts, Vectors
from diptych.alignment.evidence import key_vectors
from diptych.alignment.scoring import load_weights

BLINDNESS, LOUDNESS = 0.93, 2.9
"""Share of nonsense in vectors of a language that is not known, and their length: so that cosines differ and
spread as those of German sentences and their Hungarian translations do."""


class CachingEncoder(EmbeddedEncoder):
    """Encodes each sentence once, whatever document it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, tuple[Vectors, Vectors, Vectors, Any]] = {}

    def parts(self, texts: Any) -> Parts:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        made = super().parts(new)
        rows = zip(new, made.inner, made.begin, made.end, made.counts, strict=True)
        self._known.update((text, parts) for text, *parts in rows)  # type: ignore[misc]
        columns = zip(*(self._known[text] for text in texts), strict=True)
        return Parts(*(np.array(column, np.float32) for column in columns)) if texts else made


@cache
def caching() -> CachingEncoder:
    return CachingEncoder()


def align(one: Set) -> list[Match]:
    texts, languages = [text.lines for text in one.texts], [text.language for text in one.texts]
    return align_texts(*texts, *languages, encoder=caching())


def blinded(seen: Comparison) -> Comparison:
    """As if the encoder did not know the languages: the vectors of one side are mixed with nonsense."""
    runs = tuple(
        LOUDNESS * (BLINDNESS * np.roll(run, 101, axis=1) + (1 - BLINDNESS) * run)
        for run in seen.evidence.target.runs
    )
    evidence = replace(seen.evidence, target=replace(seen.evidence.target, runs=runs))
    worths = evidence.worths(load_weights("unseen"))
    vectors = key_vectors(evidence.source, worths), key_vectors(evidence.target, worths)
    course = find_course(*vectors, WIDE_MARGIN)
    return replace(seen, evidence=evidence, vectors=vectors, course=course, sees=False, look=None)


@contextmanager
def blindness() -> Iterator[None]:
    """The aligner works as if the encoder knew no language."""
    make = Comparison.make
    comparison.Comparison.make = lambda *given: blinded(make(*given))  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        comparison.Comparison.make = make  # type: ignore[method-assign]
