"""Why some bytes are no document, said so that the sender knows what to do.

A PDF under the name `letter.txt` would otherwise come out as pages of rubbish in
the corpus. Nothing here reads a file; `reader.py` does.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from diptych.errors import ReadingError

CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
"""Control characters that no text has; not tab, line and page ends, nor 0x1A at the end of a DOS file."""

CONTROL_SHARE = 0.02
HEAD = 64 * 1024
VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@cache
def _magic() -> Mapping[bytes, tuple[str, str]]:
    """First bytes -> what the file is, what to do."""
    text = (files(__package__) / "data" / "magic.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {bytes.fromhex(first): (what, hint) for first, what, hint in rows}


def refuse_known_binary(data: bytes, where: str) -> None:
    """Refuses what its first bytes show to be a PDF, an image, an archive, ...

    Raises:
        ReadingError: naming the format and the way to its text.
    """
    for first, (what, hint) in _magic().items():
        if data.startswith(first):
            raise ReadingError(f"this is {what}", where, hint)


def refuse_controls(data: bytes, where: str) -> None:
    """Refuses bytes with NULs or many control characters; not for UTF-16 and UTF-32.

    Raises:
        ReadingError: with the offset of the first such byte.
    """
    nul = data.find(b"\0")
    head = data[:HEAD]
    controls = CONTROLS.findall(head)
    if nul < 0 and len(controls) <= max(CONTROL_SHARE * len(head), 2):
        return
    match = CONTROLS.search(data)
    offset = match.start() if match and nul < 0 else nul
    raise ReadingError(
        f"not a text file: byte {data[offset]:#04x} at offset {offset}",
        where,
        "take such bytes out; or if it is UTF-16 without a byte order mark, say so: --encoding utf-16-le",
    )


def refuse_empty(data: bytes, where: str) -> None:
    """Refuses a file of no bytes.

    Raises:
        ReadingError: always where there are none.
    """
    if not data:
        raise ReadingError("the file is empty", where, "download or save it again")


def refuse_blank(text: str, where: str, hint: str = "remove it, or put the document in") -> None:
    """Refuses text in which there is nothing to see.

    Raises:
        ReadingError: where only white space, zero-width and control characters stand.
    """
    if not VISIBLE.search(text):
        raise ReadingError("the file holds no text, only white space", where, hint)
