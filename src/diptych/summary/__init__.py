"""What students of translation ask of a whole corpus: how much, how long, how various, what stands for what.

Pure functions from parallel texts to counts, and from counts to rows of tables. `corpus/summarising.py` finds
the texts and writes the tables; `review/` draws them.
"""

from collections.abc import Callable, Iterator, Mapping

from diptych.summary.rows import (
    bead_rows,
    language_rows,
    occurrence_rows,
    pair_rows,
    paragraph_rows,
    rendering_rows,
    text_rows,
    vocabulary_rows,
    word_rows,
)
from diptych.summary.summarising import Counted, DocumentSummary, LanguageKind, PairKind, Summary, summed_up
from diptych.summary.terms import Told, bitexts, told
from diptych.tables import Row

TABLES: Mapping[str, Callable[[Summary], Iterator[Row]]] = {
    "texts": text_rows,
    "pairs": pair_rows,
    "bead_kinds": bead_rows,
    "paragraphs": paragraph_rows,
    "vocabulary": vocabulary_rows,
    "languages": language_rows,
    "words": word_rows,
}
"""Kind of table -> what makes its rows."""

__all__ = [
    "TABLES",
    "Counted",
    "DocumentSummary",
    "LanguageKind",
    "PairKind",
    "Summary",
    "Told",
    "bitexts",
    "occurrence_rows",
    "rendering_rows",
    "summed_up",
    "told",
]
