"""E-books (.epub): EPUB 3.3 and 2.0.1, a ZIP archive of XHTML pages in an order that its package states."""

from collections.abc import Iterator, Mapping

from diptych.errors import ReadingError
from diptych.model import Field, Mark, Span
from diptych.reading.encodings import decode
from diptych.reading.html import declared_encoding, page_layer
from diptych.reading.layers import Layer, in_order
from diptych.reading.office import child, name_of
from diptych.reading.zipped import Parts, beside
from diptych.xml import Element

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
TERMS = {
    "title": "dc.title",
    "creator": "dc.creator",
    "contributor": "contributor",
    "publisher": "publisher",
    "date": "dc.date",
    "language": "lang",
    "rights": "dc.rights",
    "identifier": "dc.identifier",
    "subject": "keywords",
    "description": "dc.description",
    "source": "source",
}
"""Terms of Dublin Core in a package, and what pages call them."""

BETWEEN = "\n\n"


def read_epub(data: bytes, max_bytes: int) -> Layer:
    """The pages of an e-book in reading order, as our HTML reader has them, and its metadata as fields.

    Args:
        data: the bytes of the file.
        max_bytes: its parts may unpack to so many.

    Raises:
        ReadingError: it is no EPUB, is encrypted or damaged, or means harm.
    """
    parts = Parts(data, max_bytes)
    if CONTAINER not in parts:
        raise ReadingError("this is a ZIP archive without an e-book in it", hint="give it its own suffix")
    rootfile = next(parts.xml(CONTAINER, doctype=True).iter("{*}rootfile"), None)
    name = "" if rootfile is None else beside("", rootfile.get("full-path") or "")
    package = parts.xml(name, doctype=True)
    encrypted = _encrypted(parts)
    layers = []
    for page in _spine(package, name):
        if page in encrypted:
            raise ReadingError("its pages are encrypted (DRM)", hint="ask for a copy without protection")
        if page in parts:
            layers.append(_page(parts.read(page), page))
    return _joined(layers, tuple(_fields(package)))


def _encrypted(parts: Parts) -> frozenset[str]:
    """Names of the parts that are encrypted; fonts often are, and do not matter."""
    if ENCRYPTION not in parts:
        return frozenset()
    references = parts.xml(ENCRYPTION, doctype=True).iter("{*}CipherReference")
    return frozenset(beside("", reference.get("URI") or "") for reference in references)


def _spine(package: Element, name: str) -> Iterator[str]:
    """Names of the parts that are pages, in reading order; the table of contents is none."""
    manifest = child(package, "manifest")
    items: Mapping[str, Element] = {
        item.get("id") or "": item for item in (() if manifest is None else manifest)
    }
    spine = child(package, "spine")
    for reference in () if spine is None else spine.iterchildren("{*}itemref"):
        item = items.get(reference.get("idref") or "")
        if (
            item is not None
            and item.get("media-type") in PAGES
            and "nav" not in (item.get("properties") or "").split()
        ):
            yield beside(name, item.get("href") or "")


def _page(data: bytes, name: str) -> Layer:
    text, _ = decode(data, name, declared=declared_encoding(data)) if data.strip() else ("", "")
    return page_layer(text)


def _joined(layers: list[Layer], fields: tuple[Field, ...]) -> Layer:
    """Pages as one text, with their marks; what their heads state is of pages, not of the book."""
    texts: list[str] = []
    marks: list[Mark] = []
    start = 0
    for layer in layers:
        if layer.text:
            marks += [Mark(Span(m.span.start + start, m.span.end + start), m.name) for m in layer.marks]
            texts.append(layer.text)
            start += len(layer.text) + len(BETWEEN)
    return Layer(BETWEEN.join(texts), in_order(marks), fields)


def _fields(package: Element) -> Iterator[Field]:
    metadata = child(package, "metadata")
    for element in () if metadata is None else metadata.iter("{*}*"):
        value = " ".join("".join(map(str, element.itertext())).split())
        if name_of(element) in TERMS and value and not len(element):
            yield Field(TERMS[name_of(element)], value)
