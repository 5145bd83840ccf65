"""Reading: from a file to its text, with nothing changed and nothing guessed in silence."""

from typing import TYPE_CHECKING

from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.reading.formats import MAX_BYTES, BinaryFormat, Format, TextFormat
    from diptych.reading.reader import SUFFIXES, read, read_bytes

__all__ = ["MAX_BYTES", "SUFFIXES", "BinaryFormat", "Format", "TextFormat", "read", "read_bytes"]

if not TYPE_CHECKING:  # a checker reads the imports above
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "formats": ("MAX_BYTES", "BinaryFormat", "Format", "TextFormat"),
            "reader": ("SUFFIXES", "read", "read_bytes"),
        },
    )
