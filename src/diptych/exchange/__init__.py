"""What other tools read: the aligned texts in their formats, and back what was corrected there.

A format is a file of this room and a line in `formats.py`. Writers are pure: they turn parallel texts into
files as bytes; `corpus/exporting.py` finds the texts and puts the files where they belong.
"""

from diptych.exchange.formats import FORMATS, Format
from diptych.exchange.memory_rules import validate_tmx
from diptych.exchange.parallel import Line, ParallelText, Text, Unit
from diptych.exchange.selection import Selection
from diptych.exchange.written import Loss, Written

__all__ = [
    "FORMATS",
    "Format",
    "Line",
    "Loss",
    "ParallelText",
    "Selection",
    "Text",
    "Unit",
    "Written",
    "validate_tmx",
]
