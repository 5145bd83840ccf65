"""Which sentence translates which, and how sure that is.

Loaded when first used, file by file: whoever needs a list of beads need not wait for encoders.
"""

from typing import TYPE_CHECKING

from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.alignment.dictionaries import Dictionary, read_dictionary
    from diptych.alignment.documents import align_document, version_pairs
    from diptych.alignment.encoders import Encoder, PoolingEncoder, TwoLooks, load_encoder
    from diptych.alignment.evaluation import Score, Scores, evaluate
    from diptych.alignment.matches import Match
    from diptych.alignment.matching import align_texts
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

if not TYPE_CHECKING:  # a checker reads the imports above
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "dictionaries": ("Dictionary", "read_dictionary"),
            "documents": ("align_document", "version_pairs"),
            "encoders": ("Encoder", "PoolingEncoder", "TwoLooks", "load_encoder"),
            "evaluation": ("Score", "Scores", "evaluate"),
            "matches": ("Match",),
            "matching": ("align_texts",),
            "pairs": ("read_anchor", "read_pair", "read_pairs", "write_pairs"),
        },
    )
