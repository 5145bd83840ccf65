"""The formats that can be written, by the name that `--to` takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diptych.exchange.jsonl import write_jsonl
from diptych.exchange.pairs import write_pairs_files
from diptych.exchange.parallel import ParallelText
from diptych.exchange.srx import write_srx
from diptych.exchange.tmx import write_tmx, write_tmx_paragraphs
from diptych.exchange.written import Written
from diptych.exchange.xliff import write_xliff
from diptych.exchange.xliff12 import write_xliff12


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
    "pairs": Format("indexes of sentences, as Vecalign and Bertalign have them", write_pairs_files),
    "tmx": Format("TMX 1.4b, a translation memory of sentences for CAT tools", write_tmx),
    "tmx-paragraphs": Format("TMX 1.4b, a translation memory of paragraphs", write_tmx_paragraphs),
    "srx": Format("SRX 2.0, rules by which CAT tools cut sentences as the corpus has them", write_srx),
    "xliff": Format("XLIFF 2.1, a document to review in a CAT tool", write_xliff),
    "xliff12": Format("XLIFF 1.2, the same for tools that know no 2", write_xliff12),
}
