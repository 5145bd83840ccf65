"""The TSV tables: what stands in their columns, how they are written, how they are taken back.

As cells they are read and held against the text; as frames of pandas they are made, and handed to whoever
reckons with them. Loaded when first used, file by file: whoever exports need not wait for pandas.
"""

from typing import TYPE_CHECKING

from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.tables.alignment import alignment_table, beads_table
    from diptych.tables.checking import check_decisions, check_rows, in_text_order, read_alignment
    from diptych.tables.columns import COLUMNS
    from diptych.tables.dialect import read_cells, read_records
    from diptych.tables.documents import document_row, documents_table, failed_row
    from diptych.tables.frames import read_table, write_table
    from diptych.tables.rows import OPEN, AlignmentRow, parse_rows
    from diptych.tables.summaries import Row, summary_table
    from diptych.tables.texts import blocks_table, document_tables, sentences_table

__all__ = [
    "COLUMNS",
    "OPEN",
    "AlignmentRow",
    "Row",
    "alignment_table",
    "beads_table",
    "blocks_table",
    "check_decisions",
    "check_rows",
    "document_row",
    "document_tables",
    "documents_table",
    "failed_row",
    "in_text_order",
    "parse_rows",
    "read_alignment",
    "read_cells",
    "read_records",
    "read_table",
    "sentences_table",
    "summary_table",
    "write_table",
]

if not TYPE_CHECKING:  # a checker reads the imports above
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "alignment": ("alignment_table", "beads_table"),
            "checking": ("check_decisions", "check_rows", "in_text_order", "read_alignment"),
            "columns": ("COLUMNS",),
            "dialect": ("read_cells", "read_records"),
            "documents": ("document_row", "documents_table", "failed_row"),
            "frames": ("read_table", "write_table"),
            "rows": ("OPEN", "AlignmentRow", "parse_rows"),
            "summaries": ("Row", "summary_table"),
            "texts": ("blocks_table", "document_tables", "sentences_table"),
        },
    )
