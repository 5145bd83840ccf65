"""Small documents for tests: text with the kind of each block before it."""

from diptych.model import (
    INTERRUPTING_KINDS,
    Block,
    Document,
    Kind,
    Metadata,
    Paragraph,
    Role,
    Source,
    Span,
    Version,
)


def document(*parts: tuple[Kind, str], language: str = "en", kind: Kind = Kind.BODY) -> Document:
    """A document of one version with one paragraph that names every part but blank ones."""
    blocks, at = [], 0
    for part_kind, text in parts:
        blocks.append(Block(Span(at, at + len(text)), part_kind, language))
        at += len(text)
    named = tuple(i for i, block in enumerate(blocks) if block.kind is not Kind.BLANK)
    paragraph = Paragraph(f"{language}.p1", kind, named)
    version = Version(language, language, Role.ORIGINAL, (paragraph,))
    source = Source("x.txt", "".join(text for _, text in parts), "utf-8", "0")
    return Document(source, tuple(blocks), Metadata(), (version,))


def contributing(found: Document) -> list[Span]:
    """The blocks of the first version that contribute text."""
    paragraph = found.versions[0].paragraphs[0]
    named = [found.blocks[position] for position in paragraph.blocks]
    return [block.span for block in named if block.kind not in INTERRUPTING_KINDS]
