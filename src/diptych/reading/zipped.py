"""Documents that are ZIP archives: their parts, unpacked in memory and within limits.

What an archive's directory says of sizes is not believed: bytes are counted while they
are unpacked. No part is written to a disk, and an archive in an archive stays packed.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from urllib.parse import unquote

from diptych.errors import ReadingError
from diptych.reading.formats import MAX_BYTES
from diptych.xml import Element, XmlError, parse_xml

MOST_PARTS = 10_000
HIGHEST_RATIO = 200
"""Unpacked bytes to packed ones; marked-up text reaches about thirty. It rises with the limit of bytes."""
HARMLESS = 1024**2
"""Unpacked bytes up to which the ratio says nothing."""
CHUNK = 256 * 1024
ENTRY = b"PK\x01\x02"
"""What each entry of an archive's directory begins with."""

PLAIN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The only ones that office documents and EPUB may use, and that unpack in bounded steps."""

ENCRYPTED = 0x1
DAMAGED = "download or save it again"


class Parts:
    """The parts of a zipped document.

    Args:
        data: the bytes of the archive.
        max_bytes: all parts that are read may have so many bytes together.

    Raises:
        ReadingError: it is no ZIP archive, or has too many parts.
    """

    def __init__(self, data: bytes, max_bytes: int) -> None:
        if data.count(ENTRY) > MOST_PARTS:
            raise ReadingError(
                f"the file has more than {MOST_PARTS:,} parts", hint="no document has; save its text as .txt"
            )
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise ReadingError(f"the file is damaged: {error}", hint=DAMAGED) from None
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        self._max_bytes = max_bytes
        self._max_ratio = HIGHEST_RATIO * max(max_bytes / MAX_BYTES, 1)
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            ReadingError: there is none, it is encrypted or damaged, or unpacks to more than may be.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise ReadingError(f"the file is damaged: it has no part {name!r}", hint=DAMAGED)
        if entry.flag_bits & ENCRYPTED:
            raise ReadingError(f"its part {name!r} is encrypted", hint="save it without a password")
        if entry.compress_type not in PLAIN_METHODS:
            raise ReadingError(f"its part {name!r} is packed in no way that documents are", hint=DAMAGED)
        try:
            with self._archive.open(entry) as stream:
                return b"".join(self._counted(stream, entry))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise ReadingError(f"its part {name!r} is damaged: {error}", hint=DAMAGED) from None

    def _counted(self, stream: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The part in pieces, none of which is made after a limit is passed."""
        length = 0
        while chunk := stream.read(CHUNK):
            length += len(chunk)
            self._unpacked += len(chunk)
            refuse_unpacked(self._unpacked, self._max_bytes)
            ratio = length / max(entry.compress_size, 1)
            if length > HARMLESS and ratio > self._max_ratio:
                raise ReadingError(
                    f"its part {entry.filename!r} unpacks to more than {self._max_ratio:,.0f} times its size",
                    hint="such files are made to do harm; if you trust it, raise the limit with --max-size "
                    f"{_megabytes(self._max_bytes * 2)} (megabytes)",
                )
            yield chunk

    def xml(self, name: str, doctype: bool = False) -> Element:
        """The root of a part that is XML.

        Args:
            name: of the part.
            doctype: whether it may have a DOCTYPE without entities.

        Raises:
            ReadingError: as for `read`; or it is no XML, or XML that means harm.
        """
        try:
            return parse_xml(self.read(name), doctype)
        except XmlError as error:
            where = f"its part {name!r} in line {error.line}"
            raise ReadingError(f"{where}: {error.what}", hint=error.hint or DAMAGED) from None


def refuse_unpacked(length: int, max_bytes: int) -> None:
    """Refuses a document that grows too large while it is unpacked.

    Raises:
        ReadingError: it has more than the limit; with the way to raise it.
    """
    if length > max_bytes:
        raise ReadingError(
            f"the file unpacks to more than {max_bytes:,} bytes, which is the limit",
            hint=f"raise it with --max-size {_megabytes(max_bytes * 2)} (megabytes) if you trust the file",
        )


def _megabytes(size: float) -> int:
    return int(-(-size // 1024**2))


def beside(part: str, target: str) -> str:
    """The name of the part that a reference in another one leads to; "" where it leads out of the file.

    >>> beside("OEBPS/content.opf", "text/one%20two.xhtml#p1")
    'OEBPS/text/one two.xhtml'
    >>> beside("a.opf", "../../etc/passwd"), beside("a.opf", "http://example.org/b.xhtml")
    ('', '')
    """
    path = unquote(target.partition("#")[0])
    if ":" in path.split("/", maxsplit=1)[0] or path.startswith("//"):
        return ""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(part), path)).lstrip("/")
    return "" if joined.startswith("..") or not path else joined
