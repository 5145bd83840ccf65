"""Encoders that the benchmarks put in the place of the embedded one."""

from typing import Any

import numpy as np

from diptych.alignment import matching
from diptych.alignment.encoder import Encoder, Parts, Vectors


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
