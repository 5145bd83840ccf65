"""Which sentence translates which, and how sure that is."""

from .documents import align_document
from .encoder import load_encoder
from .evaluation import Score, Scores, evaluate
from .matching import Match, align_texts
from .pairs import read_pairs, write_pairs

__all__ = [
    "Match",
    "Score",
    "Scores",
    "align_document",
    "align_texts",
    "evaluate",
    "load_encoder",
    "read_pairs",
    "write_pairs",
]
