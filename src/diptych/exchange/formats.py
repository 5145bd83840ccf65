"""The formats that can be written, by the name that `--to` takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diptych.exchange.cwb import write_cwb
from diptych.exchange.hunalign import write_hunalign
from diptych.exchange.intertext import write_intertext
from diptych.exchange.jsonl import write_jsonl
from diptych.exchange.moses import write_moses
from diptych.exchange.pairs import write_pairs_files
from diptych.exchange.parallel import ParallelText
from diptych.exchange.parquet import write_parquet
from diptych.exchange.sketchengine import write_sketchengine
from diptych.exchange.srx import write_srx
from diptych.exchange.tei_split import write_tei_split
from diptych.exchange.tei_whole import write_tei_whole
from diptych.exchange.tmx import write_tmx, write_tmx_paragraphs
from diptych.exchange.written import Written
from diptych.exchange.xces import write_xces
from diptych.exchange.xliff import write_xliff
from diptych.exchange.xliff12 import write_xliff12
from diptych.exchange.xlsx import write_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the corpus can be handed on in.

    Attributes:
        description: what it is and who reads it, in half a line.
        write: from the texts asked for to files.
        has_comments: whether what is said of a bead can go with it.
        has_whole_texts: whether a text is handed on also where no bead of it is asked for.
    """

    description: str
    write: Callable[[Sequence[ParallelText]], Written]
    has_comments: bool = False
    has_whole_texts: bool = False


FORMATS: dict[str, Format] = {
    "tei": Format(
        "TEI, all aligned documents as one file with ids unique over them", write_tei_whole, True, True
    ),
    "tei-split": Format(
        "TEI, of aligned documents a file each for the texts and the links between them",
        write_tei_split,
        True,
        True,
    ),
    "tmx": Format("TMX 1.4b, a translation memory of sentences for CAT tools", write_tmx, True),
    "tmx-paragraphs": Format("TMX 1.4b, a translation memory of paragraphs", write_tmx_paragraphs),
    "srx": Format("SRX 2.0, rules by which CAT tools cut sentences as the corpus has them", write_srx),
    "xliff": Format("XLIFF 2.1, a document to review in a CAT tool", write_xliff, True),
    "xliff12": Format("XLIFF 1.2, the same for tools that know no 2", write_xliff12, True),
    "xlsx": Format("workbooks for reviewers: a bead a row, corrected there and read back", write_xlsx),
    "xces": Format("sentences and links, as OPUS has them", write_xces),
    "intertext": Format("numbered texts and their links, to be corrected in InterText", write_intertext),
    "moses": Format("a unit a line in a file a language, for training", write_moses),
    "jsonl": Format("a record a line, as Hugging Face datasets reads translations", write_jsonl),
    "parquet": Format("the same records in columns, for Hugging Face datasets and Arrow", write_parquet),
    "pairs": Format("indexes of sentences, as Vecalign and Bertalign have them", write_pairs_files),
    "hunalign": Format("a ladder and its sentences, as hunalign and its tools have them", write_hunalign),
    "sketchengine": Format(
        "verticals and mappings, for Sketch Engine and NoSketch Engine", write_sketchengine
    ),
    "cwb": Format("verticals and beads, for Corpus Workbench and CQPweb", write_cwb),
}
