"""Diptych turns messy bilingual documents into parallel corpora.

Everything public is importable from here. The functions are loaded when first
used, so that `import diptych` does not wait for pandas and the encoder.

    import diptych

    diptych.build("my-project")                             # what `diptych build` does
    document = diptych.process(diptych.read("letter.txt"))  # one document, nothing written
    matches = diptych.align(["Guten Tag."], ["Good day."])  # sentences to sentences
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from diptych.errors import (
    AlignmentError,
    DiptychError,
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

if TYPE_CHECKING:
    from diptych.alignment import align_texts as align
    from diptych.corpus import build
    from diptych.pipeline import process
    from diptych.reading import read
    from diptych.sentences import split
    from diptych.tei import validate_tei, write_tei

__version__ = "0.1.0"

__all__ = [
    "Alignment",
    "AlignmentError",
    "Bead",
    "Block",
    "DiptychError",
    "Document",
    "Doubt",
    "Field",
    "Kind",
    "Mark",
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
    "Version",
    "align",
    "build",
    "process",
    "read",
    "split",
    "validate_tei",
    "write_tei",
]

_LAZY = {
    "align": ("diptych.alignment", "align_texts"),
    "build": ("diptych.corpus", "build"),
    "process": ("diptych.pipeline", "process"),
    "read": ("diptych.reading", "read"),
    "split": ("diptych.sentences", "split"),
    "validate_tei": ("diptych.tei", "validate_tei"),
    "write_tei": ("diptych.tei", "write_tei"),
}


def __getattr__(name: str) -> Any:
    """Load a function's room when it is first asked for (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)
