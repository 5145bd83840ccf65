"""Reading: from a file to its text, with nothing changed and nothing guessed in silence."""

from diptych.reading.reader import MAX_BYTES, SUFFIXES, Format, read, read_bytes

__all__ = ["MAX_BYTES", "SUFFIXES", "Format", "read", "read_bytes"]
