"""Finds what on a page is the original, what the translation, and what neither."""

from typing import TYPE_CHECKING

from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.survey.overrides import NOTHING_STATED, STATEABLE, Overrides
    from diptych.survey.repetition import NOTHING_REPEATED, Repeated, line_marks, repeated_lines
    from diptych.survey.surveying import as_one_text, survey
    from diptych.survey.units import Stated

__all__ = [
    "NOTHING_REPEATED",
    "NOTHING_STATED",
    "STATEABLE",
    "Overrides",
    "Repeated",
    "Stated",
    "as_one_text",
    "line_marks",
    "repeated_lines",
    "survey",
]

if not TYPE_CHECKING:  # a checker reads the imports above
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "overrides": ("NOTHING_STATED", "STATEABLE", "Overrides"),
            "repetition": ("NOTHING_REPEATED", "Repeated", "line_marks", "repeated_lines"),
            "surveying": ("as_one_text", "survey"),
            "units": ("Stated",),
        },
    )
