"""The formats that can be written, by the name that `--to` takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from diptych.exchange.parallel import ParallelText
from diptych.exchange.written import Written


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the corpus can be handed on in.

    Attributes:
        description: what it is and who reads it, in half a line.
        writer: the function that writes it, by its file in this room and its name; it is loaded when it is
            called, so that no format waits for what another one needs.
        has_comments: whether what is said of a bead can go with it.
        has_whole_texts: whether a text is handed on also where no bead of it is asked for.
    """

    description: str
    writer: str
    has_comments: bool = False
    has_whole_texts: bool = False

    def write(self, texts: Sequence[ParallelText]) -> Written:
        """The files of the texts asked for."""
        file, _, name = self.writer.partition(".")
        written: Written = getattr(import_module(f"{__package__}.{file}"), name)(texts)
        return written


FORMATS: dict[str, Format] = {
    "tei": Format(
        "TEI, all aligned documents as one file with ids unique over them",
        "tei_whole.write_tei_whole",
        True,
        True,
    ),
    "tei-split": Format(
        "TEI, of aligned documents a file each for the texts and the links between them",
        "tei_split.write_tei_split",
        True,
        True,
    ),
    "tmx": Format("TMX 1.4b, a translation memory of sentences for CAT tools", "tmx.write_tmx", True),
    "tmx-paragraphs": Format("TMX 1.4b, a translation memory of paragraphs", "tmx.write_tmx_paragraphs"),
    "srx": Format("SRX 2.0, rules by which CAT tools cut sentences as the corpus has them", "srx.write_srx"),
    "xliff": Format("XLIFF 2.1, a document to review in a CAT tool", "xliff.write_xliff", True),
    "xliff12": Format("XLIFF 1.2, the same for tools that know no 2", "xliff12.write_xliff12", True),
    "xlsx": Format("workbooks for reviewers: a bead a row, corrected there and read back", "xlsx.write_xlsx"),
    "xces": Format("sentences and links, as OPUS has them", "xces.write_xces"),
    "intertext": Format(
        "numbered texts and their links, to be corrected in InterText", "intertext.write_intertext"
    ),
    "moses": Format("a unit a line in a file a language, for training", "moses.write_moses"),
    "jsonl": Format("a record a line, as Hugging Face datasets reads translations", "jsonl.write_jsonl"),
    "parquet": Format(
        "the same records in columns, for Hugging Face datasets and Arrow", "parquet.write_parquet"
    ),
    "pairs": Format("indexes of sentences, as Vecalign and Bertalign have them", "pairs.write_pairs_files"),
    "hunalign": Format(
        "a ladder and its sentences, as hunalign and its tools have them", "hunalign.write_hunalign"
    ),
    "sketchengine": Format(
        "verticals and mappings, for Sketch Engine and NoSketch Engine", "sketchengine.write_sketchengine"
    ),
    "cwb": Format("verticals and beads, for Corpus Workbench and CQPweb", "cwb.write_cwb"),
}
