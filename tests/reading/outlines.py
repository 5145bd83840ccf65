"""What a file's outline makes of it, in a form that a test can write down."""

from diptych.model import Document
from diptych.pipeline import prepare
from diptych.reading import read_bytes


def prepared(data: str | bytes, name: str) -> Document:
    """The document of a file, checked: blocks partition the text, sentences are what their spans say."""
    document = prepare(read_bytes(data.encode() if isinstance(data, str) else data, name))
    text = document.source.text
    assert "".join(block.span.of(text) for block in document.blocks) == text
    assert all(len(block.span) for block in document.blocks)
    ids = [sentence.id for version in document.versions for sentence in version.sentences]
    assert len(ids) == len(set(ids))
    for version in document.versions:
        for sentence in version.sentences:
            pieces = [span.of(text) for span in sentence.spans]
            said = pieces[0] + "".join(j + p for j, p in zip(sentence.joints, pieces[1:], strict=True))
            assert said == sentence.text
    return document


def texts(document: Document) -> dict[str, list[str]]:
    """Version -> its sentences."""
    return {version.name: [s.text for s in version.sentences] for version in document.versions}


def not_text(document: Document) -> list[str]:
    """What stands in the account and in no version, folded."""
    blocks = (b for b in document.blocks if not b.version and b.kind != "blank")
    return [block.span.of(document.source.text).strip() for block in blocks]


def stated(document: Document) -> dict[str, str]:
    """The metadata, the first of a name."""
    return {field.name: field.value for field in reversed(document.metadata.fields)}
