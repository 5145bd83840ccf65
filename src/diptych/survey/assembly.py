"""From decided units to blocks that partition the source, and to the paragraphs of each version."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from diptych.model import INLINE_KINDS, INTERRUPTING_KINDS, TEXT_KINDS, Block, Kind, Paragraph, Span
from diptych.survey.units import Unit

LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
LETTERS = {
    Kind.HEADING: "h",
    Kind.CLASSIFICATION: "m",
    Kind.DATELINE: "d",
    Kind.SALUTATION: "g",
    Kind.SPEAKER: "k",
    Kind.BODY: "p",
    Kind.SIGNATURE: "c",
    Kind.NOTE: "n",
}


def partition(units: list[Unit], text: str) -> list[tuple[Block, Unit | None]]:
    """The units as blocks, with blocks for what lies between them: every character is in one."""
    blocks: list[tuple[Block, Unit | None]] = []
    position = 0
    for index, unit in enumerate(units):
        before = text[position : unit.span.start]
        own_end, blank_end = _split_filler(before, at_start=index == 0)
        if blocks and blocks[-1][0].kind in INTERRUPTING_KINDS and not LINE_END.search(before):
            own_end = blank_end = 0  # the blank behind a note's anchor belongs to the text
        if own_end and blocks:
            last, owner = blocks[-1]
            blocks[-1] = (_extended(last, position + own_end), owner)
        elif own_end:
            blank_end = max(blank_end, own_end)
        start = position + own_end if blocks else position
        if blank_end > own_end or (own_end and not blocks):
            blocks.append((_filler(Span(start, position + blank_end), unit, text), None))
            start = position + blank_end
        kind = unit.kind or Kind.BODY
        blocks.append(
            (
                Block(
                    Span(start, unit.span.end),
                    kind,
                    unit.language,
                    unit.confidence,
                    unit.version,
                    unit.reason,
                ),
                unit,
            )
        )
        position = unit.span.end
    return _closed(blocks, position, text)


def _closed(
    blocks: list[tuple[Block, Unit | None]], position: int, text: str
) -> list[tuple[Block, Unit | None]]:
    if position == len(text):
        return blocks
    own_end, _ = _split_filler(text[position:], at_start=not blocks)
    if blocks and own_end:
        last, owner = blocks[-1]
        blocks[-1] = (_extended(last, position + own_end), owner)
        position += own_end
    if position < len(text):
        blocks.append((Block(Span(position, len(text)), Kind.BLANK, reason="nothing to see"), None))
    return blocks


def _extended(block: Block, end: int) -> Block:
    return Block(
        Span(block.span.start, end), block.kind, block.language, block.confidence, block.version, block.reason
    )


@lru_cache(maxsize=256)  # most are one line end or two
def _split_filler(filler: str, at_start: bool) -> tuple[int, int]:
    """Where in the white space between two units the first one's line ends, and where the blank lines end."""
    ends = list(LINE_END.finditer(filler))
    if at_start:
        return 0, ends[-1].end() if ends else 0
    if not ends:
        return len(filler), len(filler)
    if len(ends) == 1:
        return ends[0].end(), ends[0].end()
    return ends[0].end(), ends[-1].end()


def _filler(span: Span, following: Unit, text: str) -> Block:
    if following.continues and following.kind in TEXT_KINDS | INLINE_KINDS:
        return Block(
            span, Kind.PAGE_BREAK, following.language, 0.0, following.version, "blank lines inside a sentence"
        )
    return Block(span, Kind.BLANK, reason="blank lines")


@dataclass(slots=True)
class _Open:
    """The paragraph of a version that may still go on."""

    id: str
    kind: Kind
    division: int
    label: str
    blocks: list[int] = field(default_factory=list)

    def closed(self) -> Paragraph:
        return Paragraph(self.id, self.kind, tuple(self.blocks), self.division, self.label)


def paragraphs(blocks: list[tuple[Block, Unit | None]]) -> dict[str, tuple[Paragraph, ...]]:
    """Version name -> its paragraphs, notes among them, in text order."""
    maker = _Paragraphs()
    for index in _in_order_of_reading(blocks):
        block, unit = blocks[index]
        opens_note = unit is not None and unit.whole is Kind.NOTE and block.kind is not Kind.PAGE_NUMBER
        if unit is None or (block.kind in INTERRUPTING_KINDS and not unit.continues and not opens_note):
            maker.hold(index)
        elif unit.version and block.kind in TEXT_KINDS | INLINE_KINDS | INTERRUPTING_KINDS | {Kind.NOTE}:
            maker.add(index, unit)
    return maker.done


def _in_order_of_reading(blocks: list[tuple[Block, Unit | None]]) -> list[int]:
    """Positions of the blocks, column by column; what lies behind a unit goes with it."""
    places: list[int] = []
    for _, unit in blocks:
        places.append(unit.place if unit else places[-1] if places else -1)
    return sorted(range(len(blocks)), key=places.__getitem__)


class _Paragraphs:
    """Collects blocks into paragraphs, one version at a time."""

    def __init__(self) -> None:
        self.open: dict[tuple[str, bool], _Open] = {}
        self.counts: Counter[tuple[str, Kind]] = Counter()
        self.divisions: Counter[str] = Counter()
        self.held: list[int] = []
        self.order: list[_Open] = []

    def hold(self, index: int) -> None:
        """Keep what may turn out to stand inside a paragraph."""
        self.held.append(index)

    def add(self, index: int, unit: Unit) -> None:
        """A block of text: of the paragraph before it, or of a new one."""
        is_note = unit.whole is Kind.NOTE or unit.kind is Kind.NOTE
        current = self.open.get((unit.version, is_note))
        if current is None or not unit.continues:
            current = self._new(unit, is_note)
        if self.held and current.blocks:
            current.blocks.extend(held for held in self.held if held > current.blocks[-1])
        current.blocks.append(index)
        self.held = []

    def _new(self, unit: Unit, is_note: bool) -> _Open:
        version = unit.version
        kind = unit.whole or unit.kind or Kind.BODY
        kind = kind if kind in LETTERS else Kind.BODY
        self.divisions[version] += unit.division or not self.divisions[version]
        self.counts[version, kind] += 1
        id = f"{version}.{LETTERS[kind]}{self.counts[version, kind]}"
        label = unit.field.removeprefix("opens ") if kind is Kind.NOTE else ""
        opened = _Open(id, kind, self.divisions[version], label)
        self.open[version, is_note] = opened
        self.order.append(opened)
        return opened

    @property
    def done(self) -> dict[str, tuple[Paragraph, ...]]:
        """All paragraphs, by version."""
        by_version: dict[str, list[Paragraph]] = {}
        for opened in self.order:
            by_version.setdefault(opened.id.rpartition(".")[0], []).append(opened.closed())
        return {version: tuple(found) for version, found in by_version.items()}
