"""py3langid's model, asked about many passages at once.

Its authors' own code walks through one text at a time, byte by byte. Here all texts stand in one row,
which is cut into stretches of equal length, and numpy walks through all of these in step. That is the same as
one walk, since a state of the automaton tells no more than the last bytes; each stretch begins with these.
"""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_FILE, RAW_FLOOR, LanguageIdentifier

LONGEST_FEATURE = 6
"""Bytes that a state of the automaton tells at most."""
APART = b"\xff"
"""Between two texts: a byte that no text has, behind which the automaton is where it began."""
AT_ONCE = 128
"""Texts that are weighed together at most; of very many the features would fill the memory."""
COST_OF_A_STEP = 500
"""Bytes in a walk that take as long as one step of all stretches."""

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Model:
    """What py3langid has learned.

    Attributes:
        moves: the state after each, by where the row of a state begins, and a byte.
        rows: where the row of each state begins.
        outputs: the feature that each state stands for, or -1.
        classes: languages; one that is written in two scripts comes twice.
        weights: of each feature for each class.
        priors: of the classes.
    """

    moves: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.int64]
    outputs: npt.NDArray[np.int32]
    classes: tuple[str, ...]
    weights: npt.NDArray[np.float16]
    priors: npt.NDArray[np.float32]


@cache
def _model() -> _Model:
    """The model; without py3langid's own lists, over which every collection of garbage would go."""
    own = LanguageIdentifier.from_model_file(MODEL_FILE)
    rows = np.asarray(own.tk_row, dtype=np.int64) << 8
    outputs = np.asarray(own.tk_output, dtype=np.int32)
    return _Model(np.asarray(own.tk_nextmove), rows, outputs, tuple(own.nb_classes), own.nb_ptc, own.nb_pc)


@cache
def known_languages() -> frozenset[str]:
    """The languages that py3langid tells apart."""
    return frozenset(_model().classes)


@lru_cache(maxsize=8)  # the general languages of a few scripts, and the rare ones that documents are in
def _weights(languages: tuple[str, ...]) -> tuple[Integers, Floats, Floats]:
    """Where the classes of each language begin, what features add to a class and what it has without."""
    model = _model()
    own = [[place for place, name in enumerate(model.classes) if name == code] for code in languages]
    first = np.array([0, *accumulate(map(len, own))][:-1])
    places = list(chain.from_iterable(own))
    weights = np.ascontiguousarray(model.weights[:, places], dtype=np.float32)
    return first, weights, model.priors[places]


def log_likelihoods(texts: Sequence[str], languages: Iterable[str]) -> list[dict[str, float]]:
    """Log likelihoods of texts, divided by the root of the length as the authors calibrate them.

    Args:
        texts: of any length.
        languages: codes; those that py3langid does not know are left out.
    """
    known = tuple(language for language in dict.fromkeys(languages) if language in known_languages())
    if not known:
        return [{} for _ in texts]
    batches = (texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE))
    return [found for batch in batches for found in _weighed(batch, known)]


def _weighed(texts: Sequence[str], languages: tuple[str, ...]) -> list[dict[str, float]]:
    first, weights, priors = _weights(languages)
    encoded = [_encoded(text) for text in texts]
    features, counts, edges = _counted(encoded)
    added, seen = weights[features], np.log1p(counts.astype(np.float32))
    scores = np.full((len(texts), len(priors)), RAW_FLOOR)
    for number, (start, end) in enumerate(pairwise(edges)):
        if start < end:
            scores[number] = seen[start:end] @ added[start:end] + priors
    lengths = np.array([len(data) or 1 for data in encoded])
    scaled = np.maximum.reduceat(scores, first, axis=1) / np.sqrt(lengths)[:, None]
    return [dict(zip(languages, row, strict=True)) for row in scaled.tolist()]


def _encoded(text: str) -> bytes:
    plain = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", plain).encode("utf-8", "surrogatepass")


def _counted(texts: Sequence[bytes]) -> tuple[Integers, Integers, list[int]]:
    """The features of texts, text by text, how often each has them, and where each text's begin."""
    features = _features(APART.join(texts)).astype(np.int64)
    of_text = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[: len(features)]
    kinds = len(_model().weights)
    keys = (of_text * kinds + features)[features >= 0]
    keys, counts = np.unique(keys, return_counts=True)
    edges = np.searchsorted(keys, np.arange(len(texts) + 1) * kinds).tolist()
    return keys % kinds, counts, edges


def _features(data: bytes) -> npt.NDArray[np.int32]:
    """The feature that ends with each byte; -1 where none does."""
    model = _model()
    length = max(1, math.isqrt(LONGEST_FEATURE * len(data) // COST_OF_A_STEP))
    stretches = -(-len(data) // length) or 1
    padded = np.frombuffer(
        APART * LONGEST_FEATURE + data + APART * (stretches * length - len(data)), np.uint8
    )
    starts = np.arange(stretches) * length
    states = np.zeros(stretches, dtype=np.int64)
    reached = np.empty((length, stretches), dtype=np.int64)
    for step in range(-LONGEST_FEATURE, length):
        states = model.moves[model.rows[states] + padded[starts + (step + LONGEST_FEATURE)]]
        if step >= 0:
            reached[step] = states
    return model.outputs[reached.T.ravel()[: len(data)]]
