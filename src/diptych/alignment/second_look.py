"""Passages left in doubt, looked at anew: encoded really, and by another encoder if one is given.

The vectors of runs of sentences are sums, and an encoder that is quick is not the best there is. What that
costs is paid back where the first alignment left a doubt: there the two sides of every bead that is still
possible are encoded as they stand, and the cosines of both encoders mixed. Both are on one scale, because
what all sentences have in common is taken off (`encoders/views.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from diptych.alignment.coarse import Course
from diptych.alignment.encoders.memory import RememberingEncoder
from diptych.alignment.encoders.protocol import Encoder, TwoLooks
from diptych.alignment.encoders.views import CentredView, View, adds_up, scaled
from diptych.alignment.evidence import Evidence
from diptych.alignment.features import Features
from diptych.alignment.lattice import BEAD_TYPES, Floats32, Indexes, Posteriors, Region

Thing = TypeVar("Thing")
Texts = tuple[Sequence[str], Sequence[str]]

CONTESTED = 0.01
"""Beads are looked at that are more probable than this, and less so than 1 minus this."""
_SAMPLE = 100
"""Sentences of a text that show what all have in common, at most."""
_ENOUGH = 8
"""Sure pairs from which on they are that sample."""
_LONGEST = 1200
"""Characters of the longest passage that is encoded as it stands."""


@dataclass(frozen=True)
class Looks:
    """The encoders at work.

    Attributes:
        first: for all sentences.
        second: for passages in doubt, and for everything where the first does not see the languages; none if
            all that may be asked for are sentences.
        weight: what the second counts where both have looked, 0 to 1.
    """

    first: Encoder
    second: Encoder | None = None
    weight: float = 1.0

    @classmethod
    def of(cls, encoder: Encoder, languages: Sequence[str]) -> "Looks":
        """One encoder or two, the second asked for no passage twice.

        Args:
            encoder: as the user gave it.
            languages: of both texts.
        """
        if not isinstance(encoder, TwoLooks):
            return cls(encoder if adds_up(encoder) else RememberingEncoder(encoder))
        second = RememberingEncoder(encoder.second)
        if encoder.first is encoder.second:
            return cls(second, second)
        known = knows(encoder.first, languages)
        first = encoder.first if adds_up(encoder.first) else RememberingEncoder(encoder.first)
        return cls(first, second, encoder.known_weight if known else encoder.weight)

    def __iter__(self) -> Iterator[Encoder]:
        """The encoders in the order in which they are tried."""
        yield self.first
        if self.second not in (None, self.first):
            yield self.second


@dataclass(frozen=True)
class SecondLook:
    """What can be found out about the doubtful places of two texts.

    Attributes:
        clauses: both texts, for encoding clauses; None if the encoder must be asked for sentences only.
        encoder: of passages; none if passages are not looked at.
        sample: sentences of both texts that show what all of them have in common.
        pairs: which of these translate each other.
        weight: what the encoder's cosines count, 0 to 1.
    """

    clauses: tuple[View, View] | None
    encoder: Encoder | None = None
    sample: Texts = ((), ())
    pairs: tuple[tuple[int, int], ...] = ()
    weight: float = 1.0

    @classmethod
    def of(
        cls, looks: Looks, seer: Encoder, evidence: Evidence, course: Course, texts: Texts
    ) -> "SecondLook":
        """What the encoders can be asked for.

        Args:
            looks: both encoders.
            seer: that of them by which the texts are compared.
            evidence: of both texts, by that encoder.
            course: how the texts run along each other.
            texts: both, whole.
        """
        if looks.second is None:
            return cls(evidence.views if adds_up(seer) else None)
        if seer is looks.second:
            return cls(evidence.views, seer, texts, course.pairs)
        clauses = evidence.views if adds_up(seer) else None
        if not looks.weight:
            return cls(clauses)
        return cls(clauses, looks.second, *_sample(course, texts), looks.weight)

    @cached_property
    def _views(self) -> tuple[CentredView, CentredView]:
        """Both texts, for passages; made when the first one is looked at."""
        assert self.encoder
        source, target = (CentredView.of(self.encoder, side) for side in self.sample)
        return scaled(source, target, self.pairs)

    def revised(self, features: Features, chances: Posteriors, region: Region, texts: Texts) -> Features:
        """The features with the cosines of contested beads taken anew.

        Args:
            features: of all beads of a stretch.
            chances: posteriors of its first alignment.
            region: the nodes.
            texts: its sentences.
        """
        doubtful = contested(chances)
        if self.encoder is None or not doubtful.any():
            return features
        kinds, nodes = np.nonzero(doubtful)
        ends, counts = np.stack(region.nodes)[:, nodes], np.array(BEAD_TYPES)[kinds].T
        both = zip(self._views, texts, ends, counts, strict=True)
        (source, some), (target, others) = (_passages(*one) for one in both)
        anew, known = (source * target).sum(axis=1), some & others
        similarity = features.similarity.copy()
        similarity[kinds, nodes] += self.weight * known * (anew - similarity[kinds, nodes])
        return replace(features, similarity=similarity)


def contested(chances: Posteriors) -> NDArray[np.bool_]:
    """Which beads are neither sure nor out of the question, (types, nodes)."""
    return (chances.beads > CONTESTED) & (chances.beads < 1 - CONTESTED)


def knows(encoder: Encoder, languages: Sequence[str]) -> bool:
    """Whether an encoder says that it was trained on these languages."""
    return all(code.replace("_", "-").partition("-")[0].lower() in encoder.languages for code in languages)


def _sample(course: Course, texts: Texts) -> tuple[Texts, tuple[tuple[int, int], ...]]:
    """Sentences from all over two texts, and which of them translate each other."""
    pairs = _spread(course.pairs)
    if len(pairs) < _ENOUGH:
        return (_spread(texts[0]), _spread(texts[1])), ()
    sides = [texts[0][i] for i, _ in pairs], [texts[1][j] for _, j in pairs]
    return sides, tuple((k, k) for k in range(len(pairs)))


def _spread(things: Sequence[Thing]) -> Sequence[Thing]:
    """About a hundred of them, evenly spread."""
    return things[:: len(things) // _SAMPLE + 1]


def _passages(
    seen: CentredView, texts: Sequence[str], ends: Indexes, counts: Indexes
) -> tuple[Floats32, NDArray[np.bool_]]:
    """Vectors of the passages that end before the given sentences, and which are too long to have one."""
    spans, rows = np.unique(np.stack([ends - counts, ends], axis=1), axis=0, return_inverse=True)
    passages = [" ".join(texts[start:end]) for start, end in spans]
    known = np.array([len(passage) <= _LONGEST for passage in passages])
    vectors = seen.passages(
        [passage if short else "" for passage, short in zip(passages, known, strict=True)]
    )
    return vectors[rows.ravel()], known[rows.ravel()]
