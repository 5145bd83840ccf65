"""An encoder that is asked for no text twice."""

from collections.abc import Sequence

import numpy as np

from diptych.alignment.encoders.protocol import Encoder, Vectors


class RememberingEncoder:
    """Keeps every vector as long as it lives, which is as long as two texts are aligned."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    @property
    def languages(self) -> frozenset[str]:
        """Those of the encoder behind."""
        return self._encoder.languages

    def encode(self, texts: Sequence[str]) -> Vectors:
        """What the encoder behind gives, or gave before."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], np.float32)

    def signature(self) -> str:
        """That of the encoder behind."""
        return self._encoder.signature()
