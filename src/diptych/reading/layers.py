"""What a format reader hands over: the text and what the format says of it."""

from dataclasses import dataclass

from diptych.model import Cue, Field, Mark, Outline


@dataclass(frozen=True, slots=True)
class Layer:
    """A text layer with the format's own statements.

    Attributes:
        text: the characters that become `Source.text`.
        marks: in order of their spans; spans are offsets into the text.
        fields: metadata that the format states.
        outline: the document's structure, if the format states it.
        cues: when passages are shown, if the format states it.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    fields: tuple[Field, ...] = ()
    outline: Outline | None = None
    cues: tuple[Cue, ...] = ()


def in_order(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks by start, the longer first, then by name; without repetition.

    >>> from diptych.model import Span
    >>> a, b = Mark(Span(0, 2), "li"), Mark(Span(0, 5), "nav")
    >>> [mark.name for mark in in_order([a, b, a])]
    ['nav', 'li']
    """
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: (mark.span.start, -mark.span.end, mark.name)))
