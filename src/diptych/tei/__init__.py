"""Documents as TEI P5: written, validated, read back."""

from typing import TYPE_CHECKING

from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.tei.collection import Part, write_collection
    from diptych.tei.integrity import RULES
    from diptych.tei.parsing import Problem
    from diptych.tei.reader import TeiCorpus, TeiVersion, read_tei
    from diptych.tei.validation import SCHEMA, included_files, line_of_ids, validate_tei
    from diptych.tei.writer import SCHEMA_HREF, write_tei

__all__ = [
    "RULES",
    "SCHEMA",
    "SCHEMA_HREF",
    "Part",
    "Problem",
    "TeiCorpus",
    "TeiVersion",
    "included_files",
    "line_of_ids",
    "read_tei",
    "validate_tei",
    "write_collection",
    "write_tei",
]

if not TYPE_CHECKING:  # a checker reads the imports above
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "collection": ("Part", "write_collection"),
            "integrity": ("RULES",),
            "parsing": ("Problem",),
            "reader": ("TeiCorpus", "TeiVersion", "read_tei"),
            "validation": ("SCHEMA", "included_files", "line_of_ids", "validate_tei"),
            "writer": ("SCHEMA_HREF", "write_tei"),
        },
    )
