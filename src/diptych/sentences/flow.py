"""The running text of a paragraph, and the way back from it to the source.

Blocks cut a paragraph wherever a note anchor, a page header or a line end stands. Splitting needs the
text without them; citing needs the source. A `Flow` is both: pieces of the source, what joins them, and
the joined text, with an offset map of one entry a piece.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from diptych.model import INLINE_KINDS, TEXT_KINDS, Block, Kind, Paragraph, Span
from diptych.sentences.hyphens import HYPHENS, Hyphen, Hyphenation
from diptych.sentences.linebreaks import LINE_BREAKS, line_joint

_UNWRITABLE = "\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff"
"""What XML 1.0 forbids and is no white space, as part of a character class."""

_SEAM = re.compile(f"[{LINE_BREAKS}\\t\\x1f{_UNWRITABLE}][\\s{_UNWRITABLE}]*+")
_BREAK = re.compile(f"[{LINE_BREAKS}]")
_UNWRITABLES = re.compile(f"[{_UNWRITABLE}]+")

_BEHIND_WORDS = frozenset(".,;:!?…)]»”’")
_PAGE_ENDS = frozenset({Kind.PAGE_NUMBER, Kind.PAGE_HEADER, Kind.PAGE_BREAK})

LINE_END = "\n"
"""Stands in a flow's text where a line end stood for a blank; the splitter sees it, the sentence has " "."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A paragraph's text as it runs.

    Attributes:
        text: the pieces joined, LINE_END where a line end stood for a blank.
        pieces: spans of the source, in order, none empty, none with white space at an end.
        joints: what stands between two pieces, "" or " "; one less than pieces.
        starts: where each piece begins in `text`.
    """

    text: str
    pieces: tuple[Span, ...]
    joints: tuple[str, ...]
    starts: tuple[int, ...]

    def cut(self, start: int, end: int) -> tuple[tuple[Span, ...], tuple[str, ...]]:
        """The spans and joints of a part of `text` that neither begins nor ends with white space."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        spans = list(self.pieces[first : last + 1])
        spans[-1] = Span(spans[-1].start, self._source(last, end))
        spans[0] = Span(self._source(first, start), spans[0].end)
        return tuple(spans), self.joints[first:last]

    def _source(self, piece: int, offset: int) -> int:
        return self.pieces[piece].start + offset - self.starts[piece]


def contributes(block: Block, paragraph: Paragraph) -> bool:
    """Whether a block's text belongs to the sentences of its paragraph."""
    if block.kind is Kind.NOTE:
        return paragraph.kind is Kind.NOTE
    return block.kind in TEXT_KINDS or block.kind in INLINE_KINDS


def _runs(blocks: Sequence[Block], paragraph: Paragraph) -> Iterator[Span]:
    """The contributing text, blocks that touch taken as one."""
    start = end = -1
    for position in paragraph.blocks:
        block = blocks[position]
        if not contributes(block, paragraph):
            continue
        if block.span.start != end:
            if end > start:
                yield Span(start, end)
            start = block.span.start
        end = block.span.end
    if end > start:
        yield Span(start, end)


def _pieces(text: str, run: Span) -> Iterator[Span]:
    """A run without line breaks, tabs and unwritable characters, and without the blanks around them."""
    at = run.start
    for seam in _SEAM.finditer(text, run.start, run.end):
        yield from _trimmed(text, at, seam.start())
        at = seam.end()
    yield from _trimmed(text, at, run.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without white space at its ends, if anything is left."""
    stripped = text[start:end].lstrip()
    start = end - len(stripped)
    end = start + len(stripped.rstrip())
    if end > start:
        yield Span(start, end)


def _gap(text: str, left: Span, right: Span, anchors: Sequence[Span]) -> str:
    """What stands between two pieces, without the note anchors there and the blank before `(1),`."""
    if anchors and anchors[-1].end == right.start and text[right.start] in _BEHIND_WORDS:
        return ""
    pieces, at = [], left.end
    for anchor in anchors:
        if left.end <= anchor.start and anchor.end <= right.start:
            pieces.append(text[at : anchor.start])
            at = anchor.end
    return "".join(pieces) + text[at : right.start]


def build_flow(text: str, blocks: Sequence[Block], paragraph: Paragraph, hyphenation: Hyphenation) -> Flow:
    """The running text of a paragraph.

    Args:
        text: the source's text.
        blocks: all blocks of the document.
        paragraph: one of its paragraphs.
        hyphenation: what is known of hyphens in the paragraph's version.
    """
    anchors = [blocks[i].span for i in paragraph.blocks if blocks[i].kind is Kind.NOTE_ANCHOR]
    page_ends = [blocks[i].span for i in paragraph.blocks if blocks[i].kind in _PAGE_ENDS]
    pieces: list[Span] = []
    joints: list[str] = []
    for run in _runs(blocks, paragraph):
        for piece in _pieces(text, run):
            if pieces:
                gap = _gap(text, pieces[-1], piece, _between(anchors, pieces[-1].end, piece.start))
                if text[pieces[-1].end - 1] in HYPHENS and _between(page_ends, pieces[-1].end, piece.start):
                    gap += LINE_END  # a page ended there, and its last line with it
                pieces[-1], joint = _join(text, pieces[-1], piece, gap, hyphenation)
                joints.append(joint)
            pieces.append(piece)
    return _assemble(text, pieces, joints)


def _between(anchors: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """The anchors that begin within a gap."""
    low = bisect_right(anchors, start, key=lambda anchor: anchor.end)
    high = bisect_right(anchors, end - 1, lo=low, key=lambda anchor: anchor.start)
    return anchors[low:high]


def _join(text: str, left: Span, right: Span, gap: str, hyphenation: Hyphenation) -> tuple[Span, str]:
    """The left piece, perhaps without its hyphen, and what joins it to the right one."""
    if not _BREAK.search(gap):
        visible = _UNWRITABLES.sub("", gap)
        return left, " " if visible[:1].isspace() or visible[-1:].isspace() else ""
    found = hyphenation.at_line_end(left, right)
    if found.hyphen is Hyphen.UNDONE:
        return Span(left.start, left.end - found.cut), ""
    if found.hyphen is Hyphen.KEPT:
        return left, ""
    return left, LINE_END if line_joint(text[left.end - 1], text[right.start]) else ""


def _assemble(text: str, pieces: list[Span], joints: list[str]) -> Flow:
    parts: list[str] = []
    for position, piece in enumerate(pieces):
        if position:
            parts.append(joints[position - 1])
        parts.append(text[piece.start : piece.end])
    starts = tuple(accumulate((len(part) for part in parts), initial=0))[:-1:2] if parts else ()
    plain = tuple(" " if joint == LINE_END else joint for joint in joints)
    return Flow("".join(parts), tuple(pieces), plain, starts)
