"""What a file format is to the door: something that makes a text layer of bytes.

Some formats are text with signs in it (`TextFormat`): their bytes are decoded first.
The bytes of others are no text at all (`BinaryFormat`), and each says itself what
characters it holds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from diptych.errors import ReadingError
from diptych.reading.encodings import decode
from diptych.reading.layers import Layer
from diptych.reading.refusals import refuse_blank, refuse_known_binary
from diptych.xml import XmlError

NO_TEXT = "binary"
"""Stands for the encoding of a format that is no text."""

MAX_BYTES = 64 * 1024**2
"""Larger files are refused, and documents that are larger when unpacked."""


class Format(Protocol):
    """How the files of a suffix are read."""

    def layer(self, data: bytes, name: str, encoding: str | None, max_bytes: int) -> tuple[Layer, str]:
        """The text layer, and the encoding it was decoded from, or `NO_TEXT`.

        Args:
            data: the bytes of a file; not empty.
            name: what the file is called in errors.
            encoding: the user's word; formats that are no text have their own.
            max_bytes: documents that are larger when unpacked are refused.

        Raises:
            ReadingError: the bytes are no document of this format.
        """
        ...


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format that is text.

    Attributes:
        read: from decoded text to the text layer.
        declared: the encoding that the bytes themselves name, or "".
        blank_hint: what to do where no text comes out.
    """

    read: Callable[[str], Layer]
    declared: Callable[[bytes], str] = lambda data: ""
    blank_hint: str = "remove it, or put the document in"

    def layer(self, data: bytes, name: str, encoding: str | None, max_bytes: int) -> tuple[Layer, str]:
        """As `Format` has it."""
        refuse_known_binary(data, name)
        text, used = decode(data, name, encoding, self.declared(data))
        refuse_blank(text, name)
        layer = _named(lambda: self.read(text), name)
        refuse_blank(layer.text, name, self.blank_hint)
        return layer, used


@dataclass(frozen=True, slots=True)
class BinaryFormat:
    """A format whose bytes are no text.

    Attributes:
        name: what such a document is called: "a PDF".
        read: from the bytes, and the number of bytes they may unpack to, to the text layer.
        signature: what its bytes begin with.
        within: the signature stands in so many first bytes.
        blank_hint: what to do where no text comes out.
    """

    name: str
    read: Callable[[bytes, int], Layer]
    signature: bytes
    within: int = 16
    blank_hint: str = "remove it, or put the document in"

    def layer(self, data: bytes, name: str, encoding: str | None, max_bytes: int) -> tuple[Layer, str]:
        """As `Format` has it."""
        if self.signature not in data[: self.within]:
            refuse_known_binary(data, name)
            raise ReadingError(
                f"this is not {self.name}", name, "give it the suffix of what it is, or download it again"
            )
        layer = _named(lambda: self.read(data, max_bytes), name)
        refuse_blank(layer.text, name, self.blank_hint)
        return layer, NO_TEXT


def _named(read: Callable[[], Layer], name: str) -> Layer:
    """What was read; a format reader does not know the file's name, its errors get it here."""
    try:
        return read()
    except XmlError as error:
        raise ReadingError(
            error.what, f"{name}:{error.line}", error.hint or "mend it, or save it anew"
        ) from None
    except ReadingError as error:
        raise ReadingError(
            error.what, f"{name}, {error.where}" if error.where else name, error.hint
        ) from None
