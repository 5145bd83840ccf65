"""Which sentence translates which, and how sure that is."""

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
