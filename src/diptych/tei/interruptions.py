"""Elements for what stands between the words: note anchors, page turns, running heads, stray remarks."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diptych.model import Document, Kind, Paragraph, Version
from diptych.tei.markup import RESP, TEI, Element, append_text, element, legal, pointers
from diptych.tei.names import translator_ids
from diptych.tei.remarks import remark

_NOT_BETWEEN = frozenset(TEI + tag for tag in ("ref", "supplied", "add", "del", "unclear"))


@dataclass(frozen=True, slots=True)
class Interruptions:
    """Makes the elements for one version.

    Attributes:
        document: the document.
        notes: the version's notes by the label that their anchors use, in text order.
        translators: pointers to those of the version.
    """

    document: Document
    notes: Mapping[str, Sequence[Paragraph]]
    translators: str

    def elements(self, numbers: Sequence[int]) -> list[Element]:
        """Elements for blocks that follow each other and are no part of a sentence's text."""
        made: list[Element] = []
        turn: Element | None = None
        break_ahead = self._breaks_ahead(numbers)
        for at, number in enumerate(numbers):
            kind = self.document.blocks[number].kind
            if kind is Kind.PAGE_NUMBER and turn is not None:
                turn.set("n", page_number(self._text(number)))
                turn = None
            elif kind is Kind.PAGE_NUMBER and break_ahead[at]:
                made.append(element("fw", self._text(number), type="pageNum", place="bottom"))
            else:
                made.append(self._element(number))
                turn = made[-1] if kind is Kind.PAGE_BREAK else turn if kind is Kind.PAGE_HEADER else None
        return made

    def _breaks_ahead(self, numbers: Sequence[int]) -> list[bool]:
        """For each whether a page ends behind it, so that a number belongs to the foot of the page before."""
        ahead = [False] * len(numbers)
        for at in range(len(numbers) - 2, -1, -1):
            following = self.document.blocks[numbers[at + 1]].kind
            ahead[at] = ahead[at + 1] if following is Kind.PAGE_HEADER else following is Kind.PAGE_BREAK
        return ahead

    def between(self, numbers: Sequence[int]) -> list[Element]:
        """The same between two paragraphs, where anchors and words of the text need a note around them."""
        return [
            element("note", made, type="editorial", place="inline", resp=f"#{RESP}")
            if made.tag in _NOT_BETWEEN
            else made
            for made in self.elements(numbers)
        ]

    def _element(self, number: int) -> Element:
        kind, text = self.document.blocks[number].kind, self._text(number)
        match kind:
            case Kind.NOTE_ANCHOR:
                return self._anchor(number, text)
            case Kind.PAGE_HEADER:
                return element("fw", text, type="header")
            case Kind.PAGE_NUMBER:
                return element("pb", n=page_number(text) or None)
            case Kind.PAGE_BREAK:
                return element("pb")
        outer, inner = remark(kind, text, self.document.blocks[number].reason, self.translators)
        append_text(inner, text)
        return outer

    def _anchor(self, number: int, text: str) -> Element:
        """A reference to the next note of that label; notes are often counted anew on each page."""
        notes = self.notes.get(anchor_label(text), ())
        if notes:
            following = bisect_right(notes, number, key=_first_block)
            target = notes[min(following, len(notes) - 1)]
            return element("ref", text, type="noteAnchor", target=pointers([target.id]))
        return element("ref", text, type="noteAnchor", n=anchor_label(text) or None)

    def _text(self, number: int) -> str:
        return folded(self.document.blocks[number].span.of(self.document.source.text)).strip()


def interruptions(document: Document, version: Version) -> Interruptions:
    """The maker for a version, which knows its notes."""
    notes: dict[str, list[Paragraph]] = {}
    for paragraph in version.paragraphs:
        if paragraph.kind is Kind.NOTE and paragraph.label:
            notes.setdefault(paragraph.label, []).append(paragraph)
    ordered = {label: sorted(named, key=_first_block) for label, named in notes.items()}
    return Interruptions(document, ordered, pointers(translator_ids(document, version)))


def _first_block(paragraph: Paragraph) -> int:
    return paragraph.blocks[0] if paragraph.blocks else -1


def anchor_label(anchor: str) -> str:
    """What an anchor calls its note.

    >>> anchor_label("[1]"), anchor_label("¹"), anchor_label("(*)")
    ('1', '1', '*')
    """
    return unicodedata.normalize("NFKC", anchor).strip("[](){}<>^.: \t\r\n")


def page_number(text: str) -> str:
    """A page's number.

    >>> page_number("- 12 -"), page_number("Page 3 of 9"), page_number("xii.")
    ('12', '3', 'xii')
    """
    digits = re.search(r"\d+", text)
    return digits[0] if digits else text.strip("-–—.[]() ")


def folded(text: str) -> str:
    r"""White space folded to blanks, characters that XML forbids left out.

    >>> folded("two\n\nlines\f")
    'two lines '
    """
    return legal(re.sub(r"\s+", " ", text), "")
