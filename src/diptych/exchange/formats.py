"""The formats that can be written, by the name that `--to` takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diptych.exchange.jsonl import write_jsonl
from diptych.exchange.pairs import write_pairs_files
from diptych.exchange.parallel import ParallelText
from diptych.exchange.parquet import write_parquet
from diptych.exchange.written import Written
from diptych.exchange.xlsx import write_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the corpus can be handed on in.

    Attributes:
        description: what it is and who reads it, in half a line.
        write: from the texts asked for to files.
    """

    description: str
    write: Callable[[Sequence[ParallelText]], Written]


FORMATS: dict[str, Format] = {
    "jsonl": Format("a record a line, as Hugging Face datasets reads translations", write_jsonl),
    "parquet": Format("the same records in columns, for Hugging Face datasets and Arrow", write_parquet),
    "pairs": Format("indexes of sentences, as Vecalign and Bertalign have them", write_pairs_files),
    "xlsx": Format("workbooks for reviewers: a bead a row, corrected there and read back", write_xlsx),
}
