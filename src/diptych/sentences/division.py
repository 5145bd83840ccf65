"""Each version's paragraphs become sentences; the stage `divide` of the pipeline."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from diptych.model import Document, Kind, Paragraph, Sentence, Version
from diptych.sentences.flow import LINE_END, Flow, build_flow, contributes
from diptych.sentences.hyphens import Hyphenation
from diptych.sentences.lexicon import lexicon
from diptych.sentences.splitting import boundaries

_OF_ONE_SENTENCE = frozenset({Kind.HEADING, Kind.CLASSIFICATION, Kind.DATELINE, Kind.SALUTATION})
"""Kinds of lines that say one thing, whatever stops they have: “CIPHER. URGENT.”"""
LONGEST_LINE = 60
"""Characters of such a line; telegrams in capitals look like headings, and are longer."""


def divide(document: Document) -> Document:
    """The document with the sentences of every version, in place of any it had.

    Every character of the contributing blocks that is no white space stands in exactly one sentence,
    but for line-end hyphens that were undone (in Hungarian with the letter that the line end doubled) and
    characters that XML 1.0 cannot hold. A paragraph's end ends a sentence.
    """
    return replace(document, versions=tuple(_divided(document, version) for version in document.versions))


def _divided(document: Document, version: Version) -> Version:
    blocks = document.blocks
    spans = [
        blocks[position].span
        for paragraph in version.paragraphs
        for position in paragraph.blocks
        if contributes(blocks[position], paragraph)
    ]
    hyphenation = Hyphenation(document.source.text, spans, lexicon(version.language))
    sentences = (
        sentence
        for paragraph in version.paragraphs
        for sentence in _sentences(document, version, paragraph, hyphenation)
    )
    return replace(version, sentences=tuple(sentences))


def _sentences(
    document: Document, version: Version, paragraph: Paragraph, hyphenation: Hyphenation
) -> Iterator[Sentence]:
    if paragraph.stated:
        yield from _stated_sentences(document, paragraph, hyphenation)
        return
    flow = build_flow(document.source.text, document.blocks, paragraph, hyphenation)
    positions = iter([i for i in paragraph.blocks if contributes(document.blocks[i], paragraph)])
    block = next(positions, -1)
    is_one = paragraph.kind in _OF_ONE_SENTENCE and len(flow.text) <= LONGEST_LINE
    cuts = [] if is_one else boundaries(flow.text, version.language)
    for number, (start, end) in enumerate(_ranges(flow, cuts), start=1):
        spans, joints = flow.cut(start, end)
        while document.blocks[block].span.end <= spans[0].start:
            block = next(positions)
        text = flow.text[start:end].replace(LINE_END, " ")
        yield Sentence(f"{paragraph.id}.s{number}", paragraph.id, block, spans, joints, text)


def _stated_sentences(
    document: Document, paragraph: Paragraph, hyphenation: Hyphenation
) -> Iterator[Sentence]:
    """The sentences that the source itself marks, each as it is."""
    for id, blocks in paragraph.stated:
        flow = build_flow(
            document.source.text, document.blocks, replace(paragraph, blocks=blocks), hyphenation
        )
        if flow.text:
            spans, joints = flow.cut(0, len(flow.text))
            block = next(b for b in blocks if document.blocks[b].span.end > spans[0].start)
            yield Sentence(id, paragraph.id, block, spans, joints, flow.text.replace(LINE_END, " "))


def _ranges(flow: Flow, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The sentences of a flow between cuts, without the white space around them."""
    for start, end in pairwise([0, *cuts, len(flow.text)]):
        stripped = flow.text[start:end].lstrip()
        start = end - len(stripped)
        end = start + len(stripped.rstrip())
        if end > start:
            yield start, end
