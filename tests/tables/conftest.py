"""A small document made by hand: two versions, a note, one undone hyphen."""

import pytest

from diptych.model import (
    Alignment,
    Bead,
    Block,
    Document,
    Field,
    Kind,
    Metadata,
    Paragraph,
    Role,
    Sentence,
    Source,
    Span,
    Version,
)

TEXT = """A title
Eins zwei-
drei. Vier\tfünf.
Er sagte "ja".
1 Note.
One two three. Four five.
He said yes.
"""


def span(piece: str) -> Span:
    start = TEXT.index(piece)
    return Span(start, start + len(piece))


def sentence(id: str, block: int, *pieces: str, joint: str = "", text: str = "") -> Sentence:
    spans = tuple(span(piece) for piece in pieces)
    return Sentence(
        id, id.rpartition(".")[0], block, spans, (joint,) * (len(pieces) - 1), text or joint.join(pieces)
    )


@pytest.fixture
def document() -> Document:
    blocks = (
        Block(span("A title\n"), Kind.TITLE, reason="first line"),
        Block(span("Eins zwei-\ndrei. Vier\tfünf.\n"), Kind.BODY, "de", 0.987, "de", "text"),
        Block(span('Er sagte "ja".\n'), Kind.BODY, "de", 0.9, "de", "text"),
        Block(span("1 Note.\n"), Kind.NOTE, "de", 0.5, "de", "a number begins it"),
        Block(span("One two three. Four five.\n"), Kind.BODY, "en", 1.0, "en", "text"),
        Block(span("He said yes.\n"), Kind.BODY, "en", 1.0, "en", "text"),
    )
    german = Version(
        "de",
        "de",
        Role.ORIGINAL,
        (
            Paragraph("de.p1", Kind.BODY, (1,)),
            Paragraph("de.p2", Kind.BODY, (2,)),
            Paragraph("de.n1", Kind.NOTE, (3,), label="1"),
        ),
        (
            sentence("de.p1.s1", 1, "Eins zwei", "drei."),
            sentence("de.p1.s2", 1, "Vier", "fünf.", joint=" "),
            sentence("de.p2.s1", 2, 'Er sagte "ja".'),
            sentence("de.n1.s1", 3, "Note."),
        ),
    )
    english = Version(
        "en",
        "en",
        Role.TRANSLATION,
        (Paragraph("en.p1", Kind.BODY, (4,)), Paragraph("en.p2", Kind.BODY, (5,))),
        (
            sentence("en.p1.s1", 4, "One two three."),
            sentence("en.p1.s2", 4, "Four five."),
            sentence("en.p2.s1", 5, "He said yes."),
        ),
    )
    beads = (
        Bead(("de.p1.s1",), ("en.p1.s1",), 0.9734),
        Bead(("de.p1.s2",), (), 0.4, reason="nothing like it"),
        Bead((), ("en.p1.s2",), 0.5),
        Bead(("de.p2.s1",), ("en.p2.s1",), 1.0),
    )
    fields = (Field("title", "A title"), Field("date", "c. December 1958", normal="1958-12~"))
    return Document(
        Source("page.txt", TEXT, "utf-8", "ab" * 32),
        blocks,
        Metadata(fields),
        (german, english),
        (Alignment("de", "en", beads),),
    )
