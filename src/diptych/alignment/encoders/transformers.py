"""Any model of sentence-transformers (LaBSE and others); the extra `transformers`.

The one module that knows that package. A model that is not on the disk is downloaded, since its name was
asked for. It runs on the processor, on as many threads as OMP_NUM_THREADS allows (`diptych` sets 1).
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from diptych.alignment.encoders.protocol import Vectors
from diptych.errors import AlignmentError

_LONE = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class TransformersEncoder:
    """A model of sentence-transformers.

    Args:
        name: as on the Hugging Face Hub (`sentence-transformers/LaBSE`), or a folder.
    """

    languages: frozenset[str] = frozenset()
    """Models do not say theirs in a way that could be read."""

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise AlignmentError(
                f"the encoder {name} needs sentence-transformers", hint="pip install 'diptych[transformers]'"
            ) from error
        try:
            self._model: Any = SentenceTransformer(name, device="cpu")
        except (
            Exception
        ) as error:  # from any of five libraries; what they share is that the model is not there
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            raise AlignmentError(
                f"the encoder {name} cannot be loaded: {reason}",
                hint="check its name, and the network: it is downloaded when first used",
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, (n, dimensions)."""
        vectors = self._model.encode(
            [text.translate(_LONE) for text in texts] or [""],
            batch_size=32,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        return np.asarray(vectors[: len(texts)], np.float32)

    def signature(self) -> str:
        """The model, its revision, and the versions of what runs it."""
        versions = " ".join(
            f"{package} {_version(package)}" for package in ("sentence-transformers", "torch")
        )
        return f"{self.name} {self._revision} by {versions}"

    @cached_property
    def _revision(self) -> str:
        """The commit of a model from the Hub; a digest of the files of a folder."""
        folder = Path(self.name)
        if not folder.is_dir():
            configs = (getattr(getattr(part, "auto_model", None), "config", None) for part in self._model)
            commits = (getattr(config, "_commit_hash", None) for config in configs)
            return next((f"revision {commit}" for commit in commits if commit), "of unknown revision")
        total = hashlib.sha256()
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            total.update(f"{path.relative_to(folder).as_posix()} {digest}\n".encode())
        return f"files {total.hexdigest()[:16]}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"
