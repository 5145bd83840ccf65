"""The formats that can be written, by the name that `--to` takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diptych.exchange.jsonl import write_jsonl
from diptych.exchange.pairs import write_pairs_files
from diptych.exchange.parallel import ParallelText
from diptych.exchange.tei_split import write_tei_split
from diptych.exchange.tei_whole import write_tei_whole
from diptych.exchange.written import Written


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
    "tei": Format("TEI, the whole corpus as one file with ids unique over all documents", write_tei_whole),
    "tei-split": Format("TEI, a file each for the texts and the links between them", write_tei_split),
    "pairs": Format("indexes of sentences, as Vecalign and Bertalign have them", write_pairs_files),
}
