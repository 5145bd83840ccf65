"""The door: a file's bytes come in here, and a `Source` goes on to the survey.

A file is looked at before it is opened (a pipe would wait for ever), measured
before it is read, and refused with a reason and a way out where it is no document.
"""

import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from diptych.errors import ReadingError
from diptych.model import Source
from diptych.reading.docx import read_docx
from diptych.reading.epub import read_epub
from diptych.reading.formats import MAX_BYTES, BinaryFormat, Format, TextFormat
from diptych.reading.html import declared_encoding, read_html
from diptych.reading.markdown import read_markdown
from diptych.reading.odt import read_odt
from diptych.reading.pdf import OCR, read_pdf
from diptych.reading.plain import read_plain
from diptych.reading.refusals import refuse_empty, refuse_known_binary
from diptych.reading.rtf import read_rtf
from diptych.reading.spreadsheets import read_spreadsheet
from diptych.reading.subtitles import read_subtitles
from diptych.reading.tables import read_commas, read_tabs
from diptych.reading.tei import read_tei_text
from diptych.reading.tmx import read_tmx
from diptych.xml import declared_encoding as declared_in_xml

HEAD_BYTES = 64
ZIP = b"PK\x03\x04"

PLAIN = TextFormat(read_plain)
MARKDOWN = TextFormat(read_markdown)
HTML = TextFormat(
    read_html, declared_encoding, "a page that a script fills must be saved from the browser as complete page"
)
DOCX = BinaryFormat("a Word document", read_docx, ZIP)
ODT = BinaryFormat("an OpenDocument text", read_odt, ZIP)
RTF = BinaryFormat("an RTF document", read_rtf, b"{\\rtf")
PDF = BinaryFormat("a PDF", read_pdf, b"%PDF-", within=1024, blank_hint=OCR)
EPUB = BinaryFormat("an EPUB", read_epub, ZIP)
XLSX = BinaryFormat("an Excel workbook", read_spreadsheet, ZIP)

SUFFIXES: Mapping[str, Format] = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
    ".rtf": RTF,
    ".epub": EPUB,
    ".tmx": TextFormat(read_tmx, declared_in_xml),
    ".tsv": TextFormat(read_tabs),
    ".csv": TextFormat(read_commas),
    ".xlsx": XLSX,
    ".srt": TextFormat(read_subtitles),
    ".xml": TextFormat(read_tei_text, declared_in_xml),
}
"""What is read how; a new format is one file and one line here."""


def read(path: Path, encoding: str | None = None, max_bytes: int = MAX_BYTES) -> Source:
    """Reads a document.

    Args:
        path: a regular file whose suffix is one of `SUFFIXES`.
        encoding: the file's encoding; where it is not given, it is detected.
        max_bytes: larger files are refused, and those that are larger when unpacked.

    Raises:
        ReadingError: there is no such file, it cannot be read, or it is no document.
    """
    path = Path(path)
    where = str(path)
    try:
        _refuse_special(path, max_bytes)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            _format_of(where, head)
            data = head + file.read(max(max_bytes + 1 - len(head), 0))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"cannot be read: {reason}", where, "check the name and the permissions") from None
    _refuse_large(len(data), where, max_bytes)
    return read_bytes(data, where, encoding, max_bytes)


def read_bytes(data: bytes, name: str, encoding: str | None = None, max_bytes: int = MAX_BYTES) -> Source:
    """Reads a document from bytes, as `read` does.

    Args:
        data: the bytes of a file.
        name: its name, with folders or without; the suffix tells the format.
        encoding: as for `read`.
        max_bytes: documents that are larger when unpacked are refused.

    Raises:
        ReadingError: the bytes are no document of that format.

    >>> read_bytes("Протокол № 5".encode("cp1251"), "a.txt").encoding
    'cp1251'
    """
    form = _format_of(name, data[:HEAD_BYTES])
    refuse_empty(data, name)
    layer, used = form.layer(data, name, encoding, max_bytes)
    return Source(
        Path(name).name,
        layer.text,
        used,
        sha256(data).hexdigest(),
        layer.marks,
        layer.fields,
        outline=layer.outline,
        cues=layer.cues,
    )


def _format_of(name: str, head: bytes) -> Format:
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        refuse_known_binary(head, name)
        known = " ".join(SUFFIXES)
        raise ReadingError(
            f"unknown kind of file {suffix or '(no suffix)'!r}", name, f"these are read: {known}"
        )
    return SUFFIXES[suffix]


def _refuse_special(path: Path, max_bytes: int) -> None:
    """Refuses what is no regular file, without opening it, and what is too large."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise ReadingError("there is no such file", path, "check the name") from None
    if stat.S_ISDIR(status.st_mode):
        raise ReadingError("this is a directory", path, "give a file in it, or build the project it is in")
    if not stat.S_ISREG(status.st_mode):
        raise ReadingError(
            "this is a pipe or a device, not a file", path, "save its contents as a file first"
        )
    _refuse_large(status.st_size, str(path), max_bytes)


def _refuse_large(size: int, where: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise ReadingError(
            f"the file has {size:,} bytes or more, the limit is {max_bytes:,}",
            where,
            f"split it, or raise the limit with --max-size {-(-size // 1024**2)} (megabytes)",
        )
