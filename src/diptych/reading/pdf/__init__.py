"""PDFs with a text layer: words with their places, columns, lines, notes; then text with marks."""

from diptych.reading.pdf.document import OCR, read_pdf

__all__ = ["OCR", "read_pdf"]
