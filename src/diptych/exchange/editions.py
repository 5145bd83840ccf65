"""The TEI of parallel texts, for formats that are made of it: the built one, with the beads asked for."""

from collections.abc import Iterable, Sequence

from diptych.exchange.parallel import ParallelText, Text, Unit
from diptych.exchange.written import Losses
from diptych.model import (
    Alignment,
    Bead,
    Block,
    Document,
    Field,
    Kind,
    Metadata,
    Paragraph,
    Sentence,
    Source,
    Span,
    Status,
    Version,
)
from diptych.tei import write_tei
from diptych.tei.markup import TEI, XML_ID, Element, element, legal
from diptych.tei.parsing import parse


def tree_of(texts: Sequence[ParallelText], losses: Losses) -> Element:
    """The TEI of one document.

    Args:
        texts: every two of its versions that are handed on.
        losses: told of characters that XML forbids; TEI has U+FFFD for each.
    """
    for version in versions_of(texts):
        for line in version.lines:
            if legal(line.text) != line.text:
                losses.add(f"{texts[0].document}.{line.id}", "a character that XML forbids became U+FFFD")
    return parse(texts[0].edition or write_tei(_document(texts)), texts[0].document)


def versions_of(texts: Iterable[ParallelText]) -> list[Text]:
    """The versions of a document, each once."""
    found = {version.version: version for text in texts for version in (text.source, text.target)}
    return list(found.values())


def alignment_of(text: ParallelText) -> Alignment:
    """The beads asked for as an alignment."""

    def those(is_note: bool, is_rejected: bool) -> tuple[Bead, ...]:
        return tuple(unit.bead for unit in text.units if _is(unit, is_note, is_rejected))

    rejected = (*those(False, True), *those(True, True))
    return Alignment(
        text.source.version, text.target.version, those(False, False), those(True, False), rejected
    )


def add_comments(links: Element, texts: Iterable[ParallelText]) -> None:
    """Write the comments of units beside their links, as notes that point to them.

    Args:
        links: the `<standOff>` of all of these texts.
        texts: with their units.
    """
    homes = {
        frozenset(word.partition("#")[2] for word in (link.get("target") or "").split()): link.get(XML_ID)
        for tag in ("link", "ptr")
        for link in links.iter(TEI + tag)
    }
    notes = [
        element("note", comment, type="comment", target=f"#{home}")
        for text in texts
        for unit in text.units
        for comment in unit.comments
        if (home := homes.get(frozenset((*unit.bead.source, *unit.bead.target))))
    ]
    if notes:
        links.append(element("listAnnotation", *notes, type="comments"))


def correspond(sentence: Element, partners: str) -> None:
    """Have a sentence point to its partners; to none where there are none."""
    if partners:
        sentence.set("corresp", partners)
    elif sentence.get("corresp") is not None:
        del sentence.attrib["corresp"]


def _is(unit: Unit, is_note: bool, is_rejected: bool) -> bool:
    return unit.is_note is is_note and (unit.bead.status is Status.REJECTED) is is_rejected


def _document(texts: Sequence[ParallelText]) -> Document:
    """A document that has nothing but sentences: of texts that no build wrote."""
    pieces: list[str] = []
    blocks: list[Block] = []
    versions = [_version(version, pieces, blocks) for version in versions_of(texts)]
    title = Field("title", texts[0].title)
    return Document(
        Source(f"{texts[0].document}.txt", "".join(pieces), "utf-8", ""),
        tuple(blocks),
        Metadata((title,) if title.value else ()),
        tuple(versions),
        tuple(map(alignment_of, texts)),
    )


def _version(text: Text, pieces: list[str], blocks: list[Block]) -> Version:
    """A version whose every sentence is a block of the source."""
    paragraphs: dict[str, list[int]] = {}
    sentences = []
    start = sum(map(len, pieces))
    for line in text.lines:
        span = Span(start, start + len(line.text))
        kind = Kind.NOTE if line.is_note else Kind.BODY
        paragraphs.setdefault(line.paragraph, []).append(len(blocks))
        sentences.append(Sentence(line.id, line.paragraph, len(blocks), (span,), (), line.text))
        pieces += [line.text, " "]
        blocks.append(Block(Span(start, span.end + 1), kind, text.language, 1.0, text.version))
        start = span.end + 1
    notes = {line.paragraph for line in text.lines if line.is_note}
    made = (
        Paragraph(id, Kind.NOTE if id in notes else Kind.BODY, tuple(members))
        for id, members in paragraphs.items()
    )
    return Version(text.version, text.language, text.role, tuple(made), tuple(sentences))


def places_of(texts: Iterable[ParallelText]) -> dict[str, int]:
    """As which of its version's sentences each one stands."""
    return {line.id: place for text in versions_of(texts) for place, line in enumerate(text.lines)}
