"""The inside of a paragraph: its sentences, and in them what interrupts or comments on the text.

The elements are made again from the blocks of the source. Whatever they are, the
characters stay: the string value of an `<s>`, without anchors and running heads, is
the sentence.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from diptych.model import (
    INLINE_KINDS,
    INTERRUPTING_KINDS,
    TEXT_KINDS,
    UNKNOWN_LANGUAGE,
    Document,
    Kind,
    Paragraph,
    Sentence,
    Span,
    Version,
)
from diptych.tei.interruptions import Interruptions, anchor_label, folded, interruptions
from diptych.tei.markup import RESP, XML_LANG, Content, Element, element, extend, pointers
from diptych.tei.membership import Membership, membership, overlapping
from diptych.tei.remarks import is_set_off, remark
from diptych.tei.tongues import language_of_all, passages

_Mark = tuple[Kind | None, int, str]
"""What a run of characters is wrapped in: a kind and its block; None and a doubt (-1: none), and a language
where that is another than the paragraph's."""
_PLAIN: _Mark = (None, -1, "")
_OWN_KINDS = TEXT_KINDS | {Kind.NOTE}
_Token = tuple[_Mark, str] | str | Element
"""A run of characters with its mark; a joint; an element that interrupts."""


def doubt_id(number: int) -> str:
    """The id of the statement about a doubt, counted from 0."""
    return f"doubt{number + 1}"


@dataclass(frozen=True, slots=True)
class Inside:
    """Makes the contents of one version's paragraphs.

    Attributes:
        document: the document.
        partners: for each sentence id the ids that it is aligned with.
        belongs: where each block of the version belongs.
        version: of the document.
        loose: makes what is no part of a sentence's text.
        starts: where each block of the document starts.
        doubts_end: where each doubt and all before it have ended; doubts are in text order.
    """

    document: Document
    version: Version
    partners: Mapping[str, Iterable[str]]
    belongs: Membership
    loose: Interruptions
    starts: list[int]
    doubts_end: list[int]

    def paragraph(self, paragraph: Paragraph, sentences: tuple[Sentence, ...]) -> list[Content]:
        """The sentences, with the blanks and whatever else stands around them."""
        numbers = self.belongs.blocks[paragraph.id]
        owned = frozenset(numbers)
        at = self.document.blocks[numbers[0]].span.start if numbers else 0
        end = self.document.blocks[numbers[-1]].span.end if numbers else 0
        label = self._label(paragraph, numbers)
        content: list[Content] = []
        language = "" if self.language(paragraph, sentences) else self.version.language
        for sentence in sentences:
            content += self._outside(Span(at, sentence.span.start), owned, label)
            content.append(self._sentence(sentence, owned, language))
            at = sentence.span.end
        return _trimmed(content + self._outside(Span(at, end), owned, label))

    def language(self, paragraph: Paragraph, sentences: tuple[Sentence, ...]) -> str:
        """The language of a whole paragraph, where it is another than the version's; else empty."""
        stated = {self._stated(n) for n in paragraph.blocks if self.document.blocks[n].kind in _OWN_KINDS}
        if len(stated) == 1 and stated != {""}:
            return stated.pop()
        text = " ".join(sentence.text for sentence in sentences)
        return language_of_all(text, self.version.language, self._languages())

    def _stated(self, number: int) -> str:
        """The language of a block, where it is another than the version's; else empty."""
        language = self.document.blocks[number].language
        return language if language not in (self.version.language, UNKNOWN_LANGUAGE, "") else ""

    def _languages(self) -> list[str]:
        return [version.language for version in self.document.versions]

    def before(self, paragraph: str) -> list[Element]:
        """What stands between the paragraph and the one before it; "" asks for the end of the text."""
        return self.loose.between(self.belongs.between.get(paragraph, ()))

    def _outside(self, span: Span, owned: frozenset[int], label: int) -> list[Content]:
        """What is in no sentence: one blank for white space, and whatever else stands there."""
        content: list[Content] = []
        waiting: list[tuple[int, str]] = []
        for n, part in overlapping(self.document, self.starts, span):
            text = part.of(self.document.source.text)
            if n in owned and n != label and self._is_whole(n, part):
                waiting.append((n, text))
                continue
            content += self._elements(waiting)
            waiting = []
            if n not in owned:
                content.append(" " * any(map(str.isspace, text)))
            elif n == label:
                content += [element("label", text.strip()), " " * text[-1:].isspace()]
            else:
                content.append(folded(text))
        return _one_blank([*content, *self._elements(waiting)])

    def _label(self, paragraph: Paragraph, numbers: tuple[int, ...]) -> int:
        """The block with the number at the beginning of a note; -1 where there is none."""
        if paragraph.kind is not Kind.NOTE or not numbers:
            return -1
        first = self.document.blocks[numbers[0]]
        named = anchor_label(first.span.of(self.document.source.text)) == anchor_label(paragraph.label)
        return numbers[0] if first.kind is Kind.NOTE_ANCHOR and named else -1

    def _is_whole(self, n: int, part: Span) -> bool:
        """Whether the part is all of a block that becomes an element; the rest of one is mere text."""
        block, text = self.document.blocks[n], self.document.source.text
        if block.kind in INTERRUPTING_KINDS:
            return part == block.span
        words = part.of(text).strip()
        return block.kind in INLINE_KINDS and words != "" and words == block.span.of(text).strip()

    def _elements(self, found: list[tuple[int, str]]) -> list[Content]:
        """Elements outside of sentences, with the blanks that their blocks begin and end with."""
        if not found:
            return []
        before, after = found[0][1][:1].isspace(), any(text[-1:].isspace() for _, text in found)
        return [" " * before, *self.loose.elements([n for n, _ in found]), " " * after]

    def _sentence(self, sentence: Sentence, owned: frozenset[int], language: str) -> Element:
        partners = pointers(self.partners.get(sentence.id, ()))
        made = element("s", xml_id=sentence.id, corresp=partners or None)
        return _assembled(made, self._tokens(sentence, owned, language), self)

    def _tokens(self, sentence: Sentence, owned: frozenset[int], language: str) -> Iterator[_Token]:
        for n, span in enumerate(sentence.spans):
            if n:
                cut = Span(sentence.spans[n - 1].end, span.start)
                yield from self._joint(cut, sentence.joints[n - 1], owned)
            for number, part in overlapping(self.document, self.starts, span):
                kind, reason = self.document.blocks[number].kind, self.document.blocks[number].reason
                if kind in INLINE_KINDS or is_set_off(reason):
                    text = part.of(self.document.source.text)
                    tongue = language_of_all(text, language, self._languages()) if language else ""
                    yield from _bare((kind, number, tongue), text)
                elif language and (tongue := self._stated(number)):
                    yield (None, -1, tongue), part.of(self.document.source.text)
                else:
                    yield from self._doubted(part, language)

    def _joint(self, between: Span, joint: str, owned: frozenset[int]) -> Iterator[str | Element]:
        """The joint, and what was cut out there, in the order of the source."""
        blocks = self.document.blocks
        touched = overlapping(self.document, self.starts, between)
        whole = [n for n, part in touched if n in owned and part == blocks[n].span]
        cut = self.loose.elements([n for n in whole if blocks[n].kind in INTERRUPTING_KINDS])
        blank_first = between.of(self.document.source.text)[:1].isspace()
        yield joint if blank_first else ""
        yield from cut
        yield "" if blank_first else joint

    def _doubted(self, part: Span, language: str) -> Iterator[tuple[_Mark, str]]:
        """The text cut where a doubt begins or ends, and where its language changes."""
        text, at = self.document.source.text, part.start
        doubts = self.document.doubts
        for n in range(bisect_right(self.doubts_end, at), len(doubts)):
            begin, end = max(at, doubts[n].span.start), min(part.end, doubts[n].span.end)
            if doubts[n].span.start >= part.end:
                break
            if begin < end:
                yield from self._spoken(text[at:begin], language)
                yield (None, n, ""), text[begin:end]
                at = end
        yield from self._spoken(text[at : part.end], language)

    def _spoken(self, text: str, language: str) -> Iterator[tuple[_Mark, str]]:
        """The text cut where its language changes, unless the whole paragraph is marked already."""
        for tongue, piece in passages(text, language, self._languages()) if language else [("", text)]:
            yield (None, -1, tongue), piece


def inside(document: Document, version: Version, partners: Mapping[str, Iterable[str]]) -> Inside:
    """The maker of a version's paragraphs."""
    starts = [block.span.start for block in document.blocks]
    doubts_end = list(accumulate((doubt.span.end for doubt in document.doubts), max))
    belongs, loose = membership(document, version), interruptions(document, version)
    return Inside(document, version, partners, belongs, loose, starts, doubts_end)


def _assembled(sentence: Element, tokens: Iterator[_Token], inside: Inside) -> Element:
    """The sentence's element filled; a remark broken by an anchor or a page stays one element."""
    mark, holder = _PLAIN, sentence
    held: list[Content] = []
    waiting: list[Content] = []
    for token in tokens:
        if not isinstance(token, tuple):
            waiting.append(token)
        elif token[1]:
            if not _goes_on(mark, token[0], held, waiting):
                extend(holder, held)
                extend(sentence, waiting)
                mark, holder = token[0], _opened(sentence, token[0], inside)
                held, waiting = [], []
            held += [*waiting, token[1]]
            waiting = []
    extend(holder, held)
    extend(sentence, waiting)
    return sentence


def _goes_on(mark: _Mark, following: _Mark, held: list[Content], waiting: list[Content]) -> bool:
    """Whether the next characters belong into the element that is open."""
    if mark[0] is Kind.GAP and any(not isinstance(part, str) for part in waiting):
        return False  # its `desc` must not hold a page break
    if mark == following:
        return True
    return (
        mark[0] is following[0] is Kind.EDITORIAL
        and _balance("".join(part for part in held if isinstance(part, str))) > 0
    )


def _bare(mark: _Mark, text: str) -> Iterator[tuple[_Mark, str]]:
    """A remark without the blanks around it, which belong to the sentence; those in its brackets stay."""
    core = text.strip()
    begin = text.index(core) if _balance(core) >= 0 else 0
    end = text.index(core) + len(core) if _balance(core) <= 0 else len(text)
    yield from ((_PLAIN, text[:begin]), (mark, text[begin:end]), (_PLAIN, text[end:]))


def _balance(text: str) -> int:
    """Brackets opened less those closed."""
    return sum(map(text.count, "[［〔")) - sum(map(text.count, "]］〕"))


def _opened(sentence: Element, mark: _Mark, inside: Inside) -> Element:
    """The element that takes the characters of that mark, appended to the sentence."""
    kind, number, language = mark
    if mark == _PLAIN:
        return sentence
    if kind is None and number < 0:
        made = inner = element("foreign", xml_lang=language, resp=f"#{RESP}")
    elif kind is None:
        made = inner = element("sic", cert="medium", resp=f"#{RESP}", corresp=f"#{doubt_id(number)}")
    else:
        block = inside.document.blocks[number]
        wording = folded(block.span.of(inside.document.source.text))
        made, inner = remark(kind, wording, block.reason, inside.loose.translators)
        if language:
            made.set(XML_LANG, language)
    sentence.append(made)
    return inner


def _one_blank(content: list[Content]) -> list[Content]:
    """At most one blank for all white space, where the first of it stood, unless there is text as well."""
    if any(isinstance(part, str) and part.strip() for part in content):
        return content
    kept: list[Content] = []
    for part in content:
        if not isinstance(part, str) or (part and " " not in kept):
            kept.append(part)
    return kept


def _trimmed(content: list[Content]) -> list[Content]:
    """Without blanks at the beginning and at the end."""
    while content and isinstance(content[0], str) and not content[0].strip():
        content = content[1:]
    while content and isinstance(content[-1], str) and not content[-1].strip():
        content = content[:-1]
    return content
