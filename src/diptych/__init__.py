"""Diptych turns messy bilingual documents into parallel corpora.

Everything public is importable from here. The functions are loaded when first
used, so that `import diptych` does not wait for pandas and the encoder.

    import diptych

    diptych.build("my-project")                             # what `diptych build` does
    document = diptych.process(diptych.read("letter.txt"))  # one document, nothing written
    matches = diptych.align(["Guten Tag."], ["Good day."])  # sentences to sentences
"""

from typing import TYPE_CHECKING, Any

from diptych.errors import (
    AlignmentError,
    DiptychError,
    ExchangeError,
    ProjectError,
    ReadingError,
    TableError,
    TeiError,
)
from diptych.model import (
    Alignment,
    Bead,
    Block,
    Document,
    Doubt,
    Field,
    Kind,
    Mark,
    Metadata,
    Paragraph,
    Role,
    Sentence,
    Source,
    Span,
    Status,
    Version,
)
from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.alignment import (
        Dictionary,
        Encoder,
        Match,
        TwoLooks,
        align_document,
        evaluate,
        load_encoder,
        read_dictionary,
        read_pairs,
        write_pairs,
    )
    from diptych.alignment import align_texts as align
    from diptych.corpus import build, export, pair_folder, summarise, take_back
    from diptych.pipeline import prepare, process
    from diptych.reading import read, read_bytes
    from diptych.sentences import divide, explain, propose_abbreviations, split
    from diptych.tables import document_tables, read_alignment, read_table, write_table
    from diptych.tei import read_tei, validate_tei, write_tei
    from diptych.validating import validate

__version__ = "0.1.0"

__all__ = [
    "Alignment",
    "AlignmentError",
    "Bead",
    "Block",
    "Dictionary",
    "DiptychError",
    "Document",
    "Doubt",
    "Encoder",
    "ExchangeError",
    "Field",
    "Kind",
    "Mark",
    "Match",
    "Metadata",
    "Paragraph",
    "ProjectError",
    "ReadingError",
    "Role",
    "Sentence",
    "Source",
    "Span",
    "Status",
    "TableError",
    "TeiError",
    "TwoLooks",
    "Version",
    "align",
    "align_document",
    "build",
    "divide",
    "document_tables",
    "evaluate",
    "explain",
    "export",
    "load_encoder",
    "pair_folder",
    "prepare",
    "process",
    "propose_abbreviations",
    "read",
    "read_alignment",
    "read_bytes",
    "read_dictionary",
    "read_pairs",
    "read_table",
    "read_tei",
    "split",
    "summarise",
    "take_back",
    "validate",
    "validate_tei",
    "write_pairs",
    "write_table",
    "write_tei",
]

_load, __dir__ = on_demand(
    __name__,
    {
        "alignment": (
            "Dictionary",
            "Encoder",
            "Match",
            "TwoLooks",
            "align_document",
            "align_texts",
            "evaluate",
            "load_encoder",
            "read_dictionary",
            "read_pairs",
            "write_pairs",
        ),
        "corpus": ("build", "export", "pair_folder", "summarise", "take_back"),
        "pipeline": ("prepare", "process"),
        "reading": ("read", "read_bytes"),
        "sentences": ("divide", "explain", "propose_abbreviations", "split"),
        "tables": ("document_tables", "read_alignment", "read_table", "write_table"),
        "tei": ("read_tei", "validate_tei", "write_tei"),
        "validating": ("validate",),
    },
)


def __getattr__(name: str) -> Any:
    """Load a function's room when it is first asked for."""
    return _load("align_texts" if name == "align" else name)
