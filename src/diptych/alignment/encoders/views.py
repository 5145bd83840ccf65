"""One text as an encoder sees it: the vectors of its sentences, of runs of them, and of its passages.

Any encoder will do. The one that can add sentences up does so; for the others runs are sums of sentences.
What all sentences of a text have in common, its language first of all, says nothing about which of them
translates which; it is taken off their vectors. In E5, any two sentences then have a cosine about zero and a
sentence and its translation .5 to .6, instead of .8 and .9. The rest is a factor, so that worths and
probabilities mean the same whatever the encoder.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self, TypeGuard, TypeVar

import numpy as np

from diptych.alignment.encoders.protocol import Bounds, Encoder, PoolingEncoder, Vectors
from diptych.errors import AlignmentError

USUAL = 0.66
"""Mean cosine of a sentence and its translation by the embedded encoder, which the weights were learned with:
.65 to .70 on all dev sets in languages that it knows."""
_FEW = 2.0
"""Of so many sentences, half their mean is taken for what all have in common; of so many sure pairs, half
their mean cosine for what is theirs."""


class View(Protocol):
    """One text as an encoder sees it; all vectors have the same length, which is one unless scaled."""

    def runs(self, length: int) -> Vectors:
        """Vectors of all runs of `length` consecutive sentences, (n - length + 1, dimensions)."""

    def stretches(self, pieces: Sequence[str], bounds: Bounds) -> Vectors:
        """Vectors of runs of pieces of the text that are no sentences, (runs, dimensions)."""

    def of_norm(self, norm: float) -> Self:
        """The same view with longer or shorter vectors."""


AnyView = TypeVar("AnyView", bound=View)


def adds_up(encoder: Encoder) -> TypeGuard[PoolingEncoder[Any]]:
    """Whether an encoder can add sentences up by itself: the one place that asks."""
    return isinstance(encoder, PoolingEncoder)


def view(encoder: Encoder, texts: Sequence[str]) -> View:
    """The view of a text that an encoder gives."""
    if adds_up(encoder):
        return PooledView(encoder, encoder.parts(texts))
    return CentredView.of(encoder, texts)


@dataclass(frozen=True)
class PooledView:
    """Of an encoder that adds up by itself."""

    encoder: PoolingEncoder[Any]
    parts: Any
    norm: float = 1.0

    def runs(self, length: int) -> Vectors:
        """As the encoder adds them up."""
        return self.norm * self.encoder.runs(self.parts, length)

    def stretches(self, pieces: Sequence[str], bounds: Bounds) -> Vectors:
        """As the encoder adds them up."""
        return self.norm * self.encoder.stretches(self.encoder.parts(pieces), bounds)

    def of_norm(self, norm: float) -> "PooledView":
        """The same view with longer or shorter vectors."""
        return replace(self, norm=norm)


@dataclass(frozen=True)
class CentredView:
    """Of an encoder that knows texts only.

    Attributes:
        encoder: for what is no sentence of the text.
        centre: what the sentences have in common, (dimensions,).
        vectors: of the sentences, (n, dimensions).
        weights: what each counts in a run: its length, (n,).
        norm: of the vectors that it gives.
    """

    encoder: Encoder
    centre: Vectors
    vectors: Vectors
    weights: Vectors
    norm: float = 1.0

    @classmethod
    def of(cls, encoder: Encoder, texts: Sequence[str]) -> "CentredView":
        """Encodes all sentences of a text."""
        vectors = encoded(encoder, texts)
        return cls(encoder, vectors.sum(axis=0) / (len(texts) + _FEW), vectors, _lengths(texts))

    def runs(self, length: int) -> Vectors:
        """Sums of the sentences, the longer ones counting more."""
        n = max(len(self.vectors) - length + 1, 0)
        weighted = self.weights[:, None] * (self.vectors - self.centre)
        return self.norm * _unit(
            sum((weighted[k : k + n] for k in range(length)), np.zeros_like(weighted[:n]))
        )

    def stretches(self, pieces: Sequence[str], bounds: Bounds) -> Vectors:
        """Sums of the pieces, the longer ones counting more."""
        weighted = _lengths(pieces)[:, None] * (encoded(self.encoder, pieces) - self.centre)
        sums = [weighted[start:end].sum(axis=0) for start, end in bounds]
        return self.norm * _unit(np.array(sums, np.float32).reshape(len(bounds), len(self.centre)))

    def of_norm(self, norm: float) -> "CentredView":
        """The same view with longer or shorter vectors."""
        return replace(self, norm=norm)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages of the text, each really encoded, (n, dimensions)."""
        return self.norm * _unit(encoded(self.encoder, texts) - self.centre)


def scaled(source: AnyView, target: AnyView, pairs: Sequence[tuple[int, int]]) -> tuple[AnyView, AnyView]:
    """Two views by which pairs that surely translate each other are as close as such pairs usually are.

    Args:
        source: the source text.
        target: the target text.
        pairs: source and target sentences, in indexes of the views.
    """
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    cosines = (source.runs(1)[rows] * target.runs(1)[columns]).sum(axis=1)
    factor = USUAL * (len(pairs) + _FEW) / max(float(cosines.sum()) + USUAL * _FEW, USUAL)
    norm = float(np.sqrt(factor))
    return source.of_norm(norm), target.of_norm(norm)


def encoded(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """What an encoder makes of some texts, looked at before it is trusted.

    Raises:
        AlignmentError: it is not one finite row a text.
    """
    try:
        vectors = np.asarray(encoder.encode(texts), np.float32)
    except (TypeError, ValueError) as error:
        raise AlignmentError(f"the encoder gave no vectors: {error}", encoder.signature()) from error
    if vectors.ndim != 2 or len(vectors) != len(texts):
        what = f"gave an array of shape {vectors.shape} for {len(texts)} texts"
        raise AlignmentError(f"the encoder {what}", encoder.signature(), "it must give one row a text")
    if not np.isfinite(vectors).all():
        raise AlignmentError("the encoder gave numbers that are not finite", encoder.signature())
    return _unit(vectors)


def _lengths(texts: Sequence[str]) -> Vectors:
    return np.array([len(text) + 1 for text in texts], np.float32)


def _unit(vectors: Vectors) -> Vectors:
    """Rows of length one; a row of zeros stays one."""
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return unit
