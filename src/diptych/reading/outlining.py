"""A text layer written piece by piece together with its outline: for formats that state their structure."""

from collections.abc import Iterable
from dataclasses import replace

from diptych.model import Cue, Field, Kind, Link, Outline, Passage, Section, Side, Span
from diptych.reading.layers import Layer


class Outliner:
    """Writes a text layer from front to back."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.passages: list[Passage] = []
        self.sections: list[Section] = []
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.cues: list[Cue] = []

    def write(
        self,
        text: str,
        kind: Kind = Kind.BODY,
        section: str = "",
        sentence: str = "",
        reason: str = "",
        language: str = "",
    ) -> None:
        """A passage, or more of the one before; the arguments are those of `Passage`.

        White space alone makes no passage.
        """
        start = self.length
        self.space(text)
        made = Passage(Span(start, self.length), kind, section, sentence, reason, language)
        if self.passages and replace(self.passages[-1], span=made.span) == made:
            before = self.passages[-1].span
            if before.end == start and section:
                self.passages[-1] = replace(made, span=Span(before.start, made.span.end))
                return
        if text.strip():
            self.passages.append(made)

    def space(self, text: str) -> None:
        """White space between two passages."""
        self.pieces.append(text)
        self.length += len(text)

    def span_from(self, start: int) -> Span | None:
        """From the first passage of text written since, to the last; none where there is none."""
        texts = []
        for passage in reversed(self.passages):
            if passage.span.start < start:
                break
            texts += [passage.span] * bool(passage.section)
        return Span(texts[-1].start, texts[0].end) if texts else None

    def segment(self, text: str, side: str, key: str, reason: str) -> str:
        """A sentence that is a paragraph by itself, as it is; its key, or "" if it is blank."""
        if not text.strip():
            self.space(text)
            return ""
        self.sections.append(Section(key, side))
        self.write(text, Kind.BODY, key, f"{key}.s1", reason)
        return key

    def link(self, keys: Iterable[str]) -> None:
        """What belongs together; empty keys are passed over."""
        if members := tuple(filter(None, keys)):
            self.links.append(Link(members))

    def layer(self, sides: Iterable[Side], fields: Iterable[Field] = ()) -> Layer:
        """All that was written."""
        outline = Outline(
            tuple(self.passages), tuple(self.sections), tuple(sides), tuple(self.links), frozenset(self.ids)
        )
        return Layer("".join(self.pieces), fields=tuple(fields), outline=outline, cues=tuple(self.cues))
