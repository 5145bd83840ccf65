"""The columns of every table in one place, because readers and writers must agree on them."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": (
        "document",
        "file",
        "sha256",
        "title",
        "date",
        "languages",
        "original",
        "translation",
        "sentences",
        "beads",
        "mean_confidence",
        "status",
        "error",
    ),
    "blocks": (
        "start",
        "end",
        "kind",
        "language",
        "language_confidence",
        "version",
        "reason",
        "text",
    ),
    "sentences": ("id", "version", "language", "block", "spans", "text"),
    "alignment": (
        "bead",
        "kind",
        "source_ids",
        "target_ids",
        "source_text",
        "target_text",
        "confidence",
        "status",
        "reason",
    ),
}
"""Kind of table -> its columns, in order."""
