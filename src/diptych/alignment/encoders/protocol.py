"""What an encoder is: three members, so that anybody's can stand in; and what it may do beyond them."""

from collections.abc import Sequence
from typing import Protocol, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from diptych.errors import AlignmentError

Vectors = NDArray[np.float32]
"""Rows are texts."""
Bounds = Sequence[tuple[int, int]]
"""Runs, each from a first one up to another, not included."""


class Encoder(Protocol):
    """Turns sentences into vectors; sentences that translate each other get similar ones.

    An encoder with no more than this is asked for the sentences of both texts, each text in one call, and for
    nothing else; so its vectors may have been made beforehand.
    """

    @property
    def languages(self) -> frozenset[str]:
        """BCP 47 codes of the languages that it was trained on.

        Empty if nobody says: whether it sees two texts is then told by whether it finds its way through them.
        """

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts, (n, dimensions), float32, of unit length. Dimensions are always the same."""

    def signature(self) -> str:
        """Names encoder and version: what has the same signature gives the same vectors."""


Parts = TypeVar("Parts")


@runtime_checkable
class PoolingEncoder(Encoder, Protocol[Parts]):
    """An encoder that encodes sentences as far as they can be added up, and runs of them almost for free."""

    def parts(self, texts: Sequence[str]) -> Parts:
        """What is to be added up."""

    def runs(self, parts: Parts, length: int) -> Vectors:
        """Unit vectors of all runs of `length` consecutive sentences, (n - length + 1, dimensions)."""

    def stretches(self, parts: Parts, bounds: Bounds) -> Vectors:
        """Unit vectors of the runs that are named, (runs, dimensions)."""


class TwoLooks:
    """Two encoders that share the work: one for all sentences, the other for the places left in doubt.

    There, passages are really encoded by the second one, whatever it costs. If the first does not see the
    texts, the second does everything. Both may be the same.

    Args:
        first: for all sentences.
        second: for passages in doubt.
        weight: what the second counts there beside the first, 0 to 1.
        known_weight: the same where the first says that it was trained on both languages; with 0, the second
            is not asked then. By default as `weight`.
    """

    def __init__(
        self, first: Encoder, second: Encoder, weight: float = 1.0, known_weight: float | None = None
    ) -> None:
        self.first, self.second, self.weight = first, second, weight
        self.known_weight = weight if known_weight is None else known_weight
        if not (0 <= self.weight <= 1 and 0 <= self.known_weight <= 1):
            raise AlignmentError(f"a weight of {weight:g} is not between 0 and 1", hint="give a share")

    @property
    def languages(self) -> frozenset[str]:
        """Those of the first."""
        return self.first.languages

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the first does."""
        return self.first.encode(texts)

    def signature(self) -> str:
        """Both, and what the second counts."""
        second = "the same" if self.first is self.second else self.second.signature()
        weights = f"{self.weight:g}, {self.known_weight:g} where languages are known"
        return f"{self.first.signature()}; passages in doubt: {second} by {weights}"
