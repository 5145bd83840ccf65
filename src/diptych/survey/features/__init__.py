"""What is known of a line of which nothing says what it is, in words: its features.

`lines.py` gathers what is asked of a line and of the page again and again; the other files
hold the features by what they look at. A feature that only some lines can have is asked
of these only. What a feature says is learned (`belonging.py`).
"""

from diptych.survey.features.lines import Line, Page
from diptych.survey.features.naming import features_of

__all__ = ["Line", "Page", "features_of"]
