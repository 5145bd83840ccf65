"""Plain text: the text as it is. What its lines are is for the survey to find out."""

from diptych.reading.layers import Layer


def read_plain(text: str) -> Layer:
    """The text without marks; plain text says nothing of itself."""
    return Layer(text)
