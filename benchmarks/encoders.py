"""Encoders that the benchmarks put in the place of the embedded one."""

from dataclasses import replace
from typing import Any

import numpy as np

from diptych.alignment import matching
from diptych.alignment.coarse import WIDE_MARGIN, find_course
from diptych.alignment.encoder import Encoder, Parts, Vectors
from diptych.alignment.evidence import key_vectors
from diptych.alignment.scoring import load_weights


def use(encoder: Encoder) -> None:
    """Lets the aligner ask this encoder from now on."""
    matching.load_encoder = lambda: encoder  # type: ignore[assignment]


class CachingEncoder(Encoder):
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


BLINDNESS = 0.75
"""Share of nonsense in the vectors of a language that is not known: names and numbers still show through."""


def blinded(task: matching._Task) -> matching._Task:
    """A task as if the encoder did not know the languages: the vectors of one side are mixed with nonsense."""
    runs = tuple(
        BLINDNESS * np.roll(run, 101, axis=1) + (1 - BLINDNESS) * run for run in task.evidence.target.runs
    )
    evidence = replace(task.evidence, target=replace(task.evidence.target, runs=runs))
    worths = evidence.worths(load_weights("unseen"))
    vectors = key_vectors(evidence.source, worths), key_vectors(evidence.target, worths)
    course = find_course(*vectors, WIDE_MARGIN)
    return replace(task, evidence=evidence, vectors=vectors, course=course, sees=False)
