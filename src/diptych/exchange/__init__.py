"""What other tools read: the aligned texts in their formats, and back what was corrected there.

A format is a file of this room and a line in `formats.py`, and one in `readers.py` if it is read back.
Writers are pure: they turn parallel texts into files as bytes; `corpus/exporting.py` finds the texts and puts
the files where they belong. Readers turn bytes into beads; `corrections.py` holds them against ours, and
`corpus/importing.py` writes the tables.
"""

from typing import TYPE_CHECKING

from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.exchange.corrections import Corrected, corrected
    from diptych.exchange.formats import FORMATS, Format
    from diptych.exchange.memory_rules import validate_tmx
    from diptych.exchange.parallel import Line, ParallelText, Text, Unit
    from diptych.exchange.readers import READERS, Reader, read_back
    from diptych.exchange.returned import Returned, ReturnedBead, turned
    from diptych.exchange.selection import Selection
    from diptych.exchange.written import Loss, Written

__all__ = [
    "FORMATS",
    "READERS",
    "Corrected",
    "Format",
    "Line",
    "Loss",
    "ParallelText",
    "Reader",
    "Returned",
    "ReturnedBead",
    "Selection",
    "Text",
    "Unit",
    "Written",
    "corrected",
    "read_back",
    "turned",
    "validate_tmx",
]

if not TYPE_CHECKING:  # a checker reads the imports above
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "corrections": ("Corrected", "corrected"),
            "formats": ("FORMATS", "Format"),
            "memory_rules": ("validate_tmx",),
            "parallel": ("Line", "ParallelText", "Text", "Unit"),
            "readers": ("READERS", "Reader", "read_back"),
            "returned": ("Returned", "ReturnedBead", "turned"),
            "selection": ("Selection",),
            "written": ("Loss", "Written"),
        },
    )
