"""An encoder that is asked for no text twice."""

from collections.abc import Sequence

import numpy as np

from diptych.alignment.encoders.protocol import Encoder, Vectors
from diptych.alignment.encoders.views import encoded
from diptych.errors import AlignmentError


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
        """What the encoder behind gives, or gave before.

        Raises:
            AlignmentError: it is not one finite row a text, or not as long as before.
        """
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, encoded(self._encoder, new), strict=True))
        if len({vector.shape for vector in self._known.values()}) > 1:
            raise AlignmentError("the encoder gave vectors of different length", self.signature())
        return np.array([self._known[text] for text in texts], np.float32)

    def signature(self) -> str:
        """That of the encoder behind."""
        return self._encoder.signature()
