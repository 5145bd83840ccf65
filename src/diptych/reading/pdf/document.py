"""A PDF as text: its pages in order, with what their setting tells of the lines.

Lines stay lines and hyphens hyphens; a page ends with a form feed. Raised figures are marked as a web page's
are, lines in larger or bold type as headings and emphasis, small type that answers a raised figure as notes.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from diptych.errors import ReadingError
from diptych.extras import needed
from diptych.model import Field, Mark, Span
from diptych.reading.layers import Layer, in_order
from diptych.reading.note_signs import note_sign_marks
from diptych.reading.pdf.columns import columns_of
from diptych.reading.pdf.labels import called_labels, label_of, opens_note
from diptych.reading.pdf.lines import Line, lines_of
from diptych.reading.pdf.running_heads import running_heads
from diptych.reading.pdf.streams import refuse_bombs
from diptych.reading.pdf.words import UNMAPPED, Word, page_words
from diptych.reading.zipped import refuse_unpacked

MOST_PAGES = 100_000
PAGE_END = "\n\x0c"
OCR = "make one with OCR: OCRmyPDF or Tesseract"
NO_TEXT_LAYER, DAMAGED = f"no text layer; {OCR}", "damaged"
PROPERTIES = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "CreationDate": "file date",
}
"""The date is that of the file, not of the document in it, and so has a name of its own."""

UNSAID = re.compile(
    r"(?i)untitled.*|anonymous|unspecified|microsoft word - .*|.*\.(?:docx?|rtf|odt|indd|pdf|tex|dvi)|\W*"
)
"""What programs write where nobody stated anything."""

DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")

LARGER, LARGEST = 1.15, 1.5
"""Times the size of the body's letters: headings."""
SMALLER = 0.92
"""Times the size of the body's letters: notes."""
HEADINGS = frozenset({"h1", "h2"})
RARE = 0.2
"""Share of the letters: what is larger or bold is a heading only where it is rare."""
APART = 1.35
"""Times the usual distance of lines: a blank line."""
SAME_SIZE = 1.05
FAR = 2.0
"""Times the usual distance of lines: no longer the same note."""
USUAL_STEP = 1.2
"""Distance of lines, in sizes of their letters, where a document has too few to tell."""
EM_BLANKS = 2
"""Blanks of indentation for the width of an em."""
LEAST_INDENT, MOST_INDENT = 2, 40
UNREADABLE = 0.5
"""Share of glyphs without a character on a page whose text is of no use."""

ENDS = re.compile(r"[.!?…。！？][»”“\"’)\]]*\s*\Z")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its columns in reading order, and what stands athwart."""

    columns: list[list[Line]]
    aside: list[str]


@dataclass(frozen=True, slots=True)
class _Setting:
    """How most of a document is set.

    Attributes:
        size: of the body's letters, in points.
        step: distance of lines, in sizes of their letters.
        large: whether lines in larger type are headings.
        bold: whether bold lines stand out.
    """

    size: float
    step: float
    large: bool
    bold: bool


def read_pdf(data: bytes, max_bytes: int) -> Layer:
    """The text layer of a PDF, with marks from its setting and its properties as fields.

    Args:
        data: the bytes of the file.
        max_bytes: each of its streams may unpack to so many, and all its text.

    Raises:
        ReadingError: pypdfium2 is not installed; or the file is encrypted or damaged, has no text layer, or
            means harm.
    """
    pdfium = needed("pypdfium2", "pdf", "reading PDF", ReadingError)
    raw = needed("pypdfium2.raw", "pdf", "reading PDF", ReadingError)
    refuse_bombs(data, max_bytes)
    document = _opened(pdfium, raw, data)
    try:
        pages, without = _pages(document, raw, max_bytes)
        fields = list(_fields(document))
    finally:
        document.close()
    if not any(page.columns or page.aside for page in pages):
        raise ReadingError("the PDF has no text layer, only pictures of pages", hint=OCR)
    fields += [Field("left out", f"{_numbers(numbers)}: {reason}") for reason, numbers in without.items()]
    setting = _setting_of(pages)
    lines = [[line for column in page.columns for line in column] for page in pages]
    text, marks = _Writer(setting, running_heads(lines, setting.size)).written(pages)
    return Layer(text, in_order(marks), tuple(fields))


def _opened(pdfium: Any, raw: Any, data: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise ReadingError(
                "the PDF is encrypted", hint="save it without a password, for instance with qpdf --decrypt"
            ) from None
        raise ReadingError(f"the PDF is damaged: {error}", hint="download or save it again") from None
    if count > MOST_PAGES:
        document.close()
        raise ReadingError(f"the PDF has more than {MOST_PAGES:,} pages", hint="split it")
    return document


def _pages(document: Any, raw: Any, max_bytes: int) -> tuple[list[_Page], dict[str, list[int]]]:
    """The pages, and which of them have no text though they show something, by the reason."""
    pages: list[_Page] = []
    without: dict[str, list[int]] = {NO_TEXT_LAYER: [], DAMAGED: []}
    length = 0
    for number in range(1, len(document) + 1):
        words, aside, reason = _page_text(document, number - 1, raw)
        length += sum(len(word.text) for word in words) + sum(map(len, aside))
        refuse_unpacked(length, max_bytes)
        if reason:
            without[reason].append(number)
        pages.append(_Page([lines_of(rows) for rows in columns_of(words)], aside))
    return pages, {reason: numbers for reason, numbers in without.items() if numbers}


def _page_text(document: Any, index: int, raw: Any) -> tuple[list[Word], list[str], str]:
    """The words of a page and the lines in other turns; or, where there are none, why."""
    try:
        page = document[index]
    except RuntimeError:  # PdfiumError
        return [], [], DAMAGED
    try:
        words, aside = page_words(page, raw)
        shows = raw.FPDFPage_CountObjects(page.raw) > 0
    finally:
        page.close()
    letters = "".join([*(word.text for word in words), *aside])
    if letters and letters.count(UNMAPPED) <= UNREADABLE * len(letters):
        return words, aside, ""
    return [], [], NO_TEXT_LAYER if shows else ""


def _numbers(pages: Sequence[int]) -> str:
    """Pages as people write them.

    >>> _numbers([3]), _numbers([1, 2, 3, 7])
    ('page 3', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"page{'s' * (len(pages) > 1)} {shown}"


def _fields(document: Any) -> Iterator[Field]:
    """What the file's properties state, where a person stated something."""
    for key, value in document.get_metadata_dict(skip_empty=True).items():
        folded = " ".join(str(value).replace("\0", "").split())
        date = DATE.match(folded) if key == "CreationDate" else None
        if date:
            folded = "-".join(part for part in date.groups() if part)
        if key in PROPERTIES and not UNSAID.fullmatch(folded):
            yield Field(PROPERTIES[key], folded)


def _setting_of(pages: Sequence[_Page]) -> _Setting:
    lines = [line for page in pages for column in page.columns for line in column]
    sizes: Counter[float] = Counter()
    bold = 0
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        bold += len(line.text) * line.bold
    if not sizes:
        return _Setting(1, USUAL_STEP, False, False)
    size = max(sizes, key=lambda one: (sizes[one], one))
    larger = sum(count for one, count in sizes.items() if one >= LARGER * size)
    steps = [
        (before.baseline - line.baseline) / line.size
        for page in pages
        for column in page.columns
        for before, line in pairwise(column)
        if before.size == line.size
    ]
    step = statistics.median(steps) if steps else USUAL_STEP
    total = sizes.total()
    return _Setting(size, step, larger < RARE * total, bold < RARE * total)


class _Writer:
    """Carries the text and its marks through the pages."""

    def __init__(self, setting: _Setting, heads: frozenset[Line]) -> None:
        self._setting = setting
        self._heads = heads
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._raised: list[Mark] = []
        self._called: frozenset[str] = frozenset()
        self._note_goes_on = False

    def written(self, pages: Iterable[_Page]) -> tuple[str, list[Mark]]:
        """The text of the pages, and all marks on it."""
        for number, page in enumerate(pages):
            if number:
                self._write(PAGE_END)
            start = self._length
            self._write_page(page)
            self._marks.append(Mark(Span(start, self._length), "page"))
        text = "".join(self._pieces)
        anchors = [mark for mark in note_sign_marks(text, self._raised) if mark.name == "noteref"]
        return text, [mark for mark in (*self._marks, *self._raised, *anchors) if len(mark.span)]

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _write_page(self, page: _Page) -> None:
        self._called = called_labels(line for column in page.columns for line in column)
        for number, column in enumerate(page.columns):
            self._write("\n\n" if number else "")
            self._write_column(column)
        for number, line in enumerate(page.aside):
            self._write("\n\n" if number or page.columns else "")
            self._write(line)

    def _write_column(self, column: Sequence[Line]) -> None:
        spans = []
        before: Line | None = None
        for line in column:
            goes_on = before is not None and not self._is_apart(before, line)
            if before:
                self._write("\n" if goes_on else "\n\n")
            blanks = round(EM_BLANKS * line.indent / line.size)
            self._write(" " * min(blanks, MOST_INDENT) if blanks >= LEAST_INDENT else "")
            start = self._length
            self._write(line.text)
            spans.append(Span(start, self._length))
            self._raised += [Mark(Span(start + a, start + b), "sup") for a, b in line.raised]
            names = list(self._line_marks(line))
            if (
                before
                and goes_on
                and HEADINGS.intersection(names)
                and names == list(self._line_marks(before))
            ):
                names.append("goes on")
            self._marks += [Mark(spans[-1], name) for name in names]
            before = line
        self._mark_notes(column, spans)

    def _is_apart(self, before: Line, line: Line) -> bool:
        if (before in self._heads) != (line in self._heads):
            return True
        if not 0.9 < before.size / line.size < 1.1:
            return True
        return before.baseline - line.baseline > APART * self._setting.step * min(before.size, line.size)

    def _line_marks(self, line: Line) -> Iterator[str]:
        if line in self._heads:
            yield "running head"
        elif not any(map(str.isalpha, line.text)):
            return
        elif self._setting.large and line.size >= LARGER * self._setting.size:
            yield "h1" if line.size >= LARGEST * self._setting.size else "h2"
        elif self._setting.bold and line.bold:
            yield "emphasis"

    def _mark_notes(self, column: Sequence[Line], spans: Sequence[Span]) -> None:
        """Marks the notes; each goes from its label to the next, to a gap or to larger type.

        A note that a page end cut goes on where the small type of the next page begins.
        """
        before: Line | None = None
        note: list[Span] = []
        for line, span in zip(column, spans, strict=True):
            far = before and before.baseline - line.baseline > FAR * self._setting.step * line.size
            opens = self._opens_note(line, before, bool(note)) or self._goes_on_with_note(line, before)
            if note and before and (opens or far or line.size > SAME_SIZE * before.size):
                self._mark_note(note)
                note = []
            if opens or note:
                note.append(span)
            before = line
        if note:
            self._mark_note(note)
            self._note_goes_on = not ENDS.search(column[-1].text)

    def _opens_note(self, line: Line, before: Line | None, in_notes: bool) -> bool:
        """Whether a line opens a note: in small type, or under a gap or a note, with a label without stop."""
        if line.size <= SMALLER * self._setting.size:
            return opens_note(line, self._called)
        apart = before is None or self._is_apart(before, line)
        label = label_of(line)
        return (apart or in_notes) and label in self._called and line.text[len(label) :][:1].isspace()

    def _mark_note(self, lines: Sequence[Span]) -> None:
        self._marks.append(Mark(Span(lines[0].start, lines[-1].end), "note"))
        self._note_goes_on = False

    def _goes_on_with_note(self, line: Line, before: Line | None) -> bool:
        """Whether small type under the text is the rest of a note on the page before."""
        limit = SMALLER * self._setting.size
        is_first = before is not None and line.size <= limit < before.size
        return self._note_goes_on and is_first and line.text[:1].islower()
