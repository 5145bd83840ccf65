"""Which sentence translates which, and how sure that is.

Loaded when first used, file by file: whoever needs a list of beads need not wait for encoders.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diptych.alignment.dictionaries import Dictionary, read_dictionary
    from diptych.alignment.documents import align_document, version_pairs
    from diptych.alignment.encoders import Encoder, PoolingEncoder, TwoLooks, load_encoder
    from diptych.alignment.evaluation import Score, Scores, evaluate
    from diptych.alignment.matching import Match, align_texts
    from diptych.alignment.pairs import read_anchor, read_pair, read_pairs, write_pairs

__all__ = [
    "Dictionary",
    "Encoder",
    "Match",
    "PoolingEncoder",
    "Score",
    "Scores",
    "TwoLooks",
    "align_document",
    "align_texts",
    "evaluate",
    "load_encoder",
    "read_anchor",
    "read_dictionary",
    "read_pair",
    "read_pairs",
    "version_pairs",
    "write_pairs",
]

_FILES = {
    "dictionaries": ("Dictionary", "read_dictionary"),
    "documents": ("align_document", "version_pairs"),
    "encoders": ("Encoder", "PoolingEncoder", "TwoLooks", "load_encoder"),
    "evaluation": ("Score", "Scores", "evaluate"),
    "matching": ("Match", "align_texts"),
    "pairs": ("read_anchor", "read_pair", "read_pairs", "write_pairs"),
}


def __getattr__(name: str) -> Any:
    """Load what a name stands for when it is first asked for (PEP 562)."""
    file = next((file for file, names in _FILES.items() if name in names), None)
    if file is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{file}"), name)
