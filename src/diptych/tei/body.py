"""A version's `<text>`: divisions, paragraphs and notes, each with its id."""

from collections.abc import Iterable, Mapping

from diptych.model import Document, Kind, Paragraph, Sentence, Version
from diptych.tei.inline import Inside, inside
from diptych.tei.layout import Section, divisions, speeches
from diptych.tei.markup import XML_LANG, Content, Element, element, extend
from diptych.tei.names import text_id

_FRAMED = {
    Kind.CLASSIFICATION: "stamp",
    Kind.DATELINE: "dateline",
    Kind.SALUTATION: "salute",
    Kind.SIGNATURE: "signed",
}


def text_element(document: Document, version: Version, partners: Mapping[str, Iterable[str]]) -> Element:
    """The `<text>` of a version.

    Args:
        document: the document.
        version: one of its versions.
        partners: for each sentence id the ids that it is aligned with.
    """
    text = _Text(inside(document, version, partners), {p.id: s for p, s in version.by_paragraph()})
    body = element("body")
    for number, sections in divisions(version.paragraphs):
        body.append(text.division(number, sections))
    if not len(body):
        body.append(element("div", type="document", n="1"))
    extend(body[-1], text.inside.before(""))
    notes = [text.note(paragraph) for paragraph in version.paragraphs if paragraph.kind is Kind.NOTE]
    back = element("back", element("div", *notes, type="notes")) if notes else None
    return element("text", body, back, xml_id=text_id(version.name), xml_lang=version.language)


class _Text:
    """Builds the blocks of one version's text."""

    def __init__(self, inside: Inside, sentences: Mapping[str, tuple[Sentence, ...]]) -> None:
        self.inside = inside
        self.sentences = sentences

    def division(self, number: int, sections: list[Section]) -> Element:
        """A division; several sections each get an element, as a division ends with its first closer."""
        division = element("div", type="document", n=str(number))
        for section in sections:
            holder = division if len(sections) == 1 else element("div", type="section")
            self.fill(holder, section)
            if holder is not division:
                division.append(holder)
        return division

    def fill(self, holder: Element, section: Section) -> None:
        """A section's paragraphs into its element."""
        self._top(holder, section.top)
        for group in speeches(section.middle):
            extend(holder, self.inside.before(group[0].id))
            holder.append(self._speech(group) if len(group) > 1 else self._block(group[0]))
        if section.bottom:
            holder.append(self._framed("closer", section.bottom))

    def _top(self, holder: Element, paragraphs: tuple[Paragraph, ...]) -> None:
        """Headings as they come, what stands between them in an opener."""
        frame: list[Paragraph] = []
        for paragraph in paragraphs:
            if paragraph.kind is not Kind.HEADING:
                frame.append(paragraph)
                continue
            if frame:
                holder.append(self._framed("opener", frame))
                frame = []
            extend(holder, self.inside.before(paragraph.id))
            holder.append(self._filled("head", paragraph))
        if frame:
            holder.append(self._framed("opener", frame))

    def _framed(self, tag: str, paragraphs: Iterable[Paragraph]) -> Element:
        frame = element(tag)
        for paragraph in paragraphs:
            extend(frame, self.inside.before(paragraph.id))
            type_ = "classification" if paragraph.kind is Kind.CLASSIFICATION else None
            frame.append(self._filled(_FRAMED[paragraph.kind], paragraph, type_))
        return frame

    def _speech(self, group: list[Paragraph]) -> Element:
        speech = element("sp", self._filled("speaker", group[0]))
        for paragraph in group[1:]:
            extend(speech, self.inside.before(paragraph.id))
            speech.append(self._filled("p", paragraph))
        return speech

    def _block(self, paragraph: Paragraph) -> Element:
        """A paragraph where neither opener nor closer may stand."""
        if paragraph.kind is Kind.BODY:
            return self._filled("p", paragraph)
        return self._filled("ab", paragraph, paragraph.kind.value)

    def note(self, paragraph: Paragraph) -> Element:
        """A footnote."""
        content = self._content(paragraph)
        made = element("note", *content, xml_id=paragraph.id, n=paragraph.label or None, place="bottom")
        return self._spoken(made, paragraph)

    def _filled(self, tag: str, paragraph: Paragraph, type: str | None = None) -> Element:
        made = element(tag, *self._content(paragraph), xml_id=paragraph.id, type=type)
        return self._spoken(made, paragraph)

    def _spoken(self, made: Element, paragraph: Paragraph) -> Element:
        """A paragraph's element, with its language where that is another than the text's."""
        if language := self.inside.language(paragraph, self.sentences[paragraph.id]):
            made.set(XML_LANG, language)
        return made

    def _content(self, paragraph: Paragraph) -> list[Content]:
        return self.inside.paragraph(paragraph, self.sentences[paragraph.id])
