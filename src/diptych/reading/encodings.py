"""From bytes to characters, and nothing changed on the way.

The text is exactly what the bytes say: line ends, no-break spaces, soft hyphens,
zero-width marks and decomposed accents stay. Only a byte order mark is not part
of the text; it says how to read it. The order of trust: what the user states, a
byte order mark, UTF-8 that holds (hardly any other text does by chance), what
the format declares (`<meta charset>`), then `letters.likeliest_encoding`, and
charset-normalizer for encodings we have no letters of.
"""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from diptych.errors import ReadingError
from diptych.reading.letters import likeliest_encoding
from diptych.reading.refusals import CONTROLS, refuse_controls

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""UTF-32 before UTF-16: the mark of the one begins like that of the other."""

TRY_THESE = (
    "utf-8, utf-16, windows-1251, koi8-r, cp866, iso-8859-2, windows-1250, windows-1252, gb18030, big5"
)
WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What pages call an encoding and what browsers read instead (WHATWG Encoding Standard)."""

HOLDING_UTF8 = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
UNLIKELY = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufff0-\uffff]")
RAREST_NUL = 200
"""UTF-16 of any script has a NUL for a blank or a comma, one byte in so many at least."""

PROBE = 200_000
"""So many bytes are looked at where a guess must be made; even, for UTF-16."""


def decode(data: bytes, where: str, encoding: str | None = None, declared: str = "") -> tuple[str, str]:
    """The text and Python's name of its encoding.

    Args:
        data: the bytes of a file.
        where: what the file is called in errors.
        encoding: the user's word; overrules everything.
        declared: what the format itself says; believed where it fits.

    Raises:
        ReadingError: the encoding is unknown, does not fit, or cannot be told;
            or the bytes are no text.

    >>> decode("Протокол".encode("koi8_r"), "a.txt")
    ('Протокол', 'koi8_r')
    """
    if encoding:
        return _decode_as(data, where, _known(encoding, where))
    mark = next((mark for mark in BYTE_ORDER_MARKS if data.startswith(mark)), b"")
    if mark:
        return _decode_as(data, where, BYTE_ORDER_MARKS[mark])
    for candidate in _candidates(data, where, declared):
        try:
            return data.decode(candidate), candidate
        except UnicodeDecodeError:
            continue
    raise ReadingError(
        "cannot tell the encoding of this text", where, f"state it with --encoding, e.g. {TRY_THESE}"
    )


def python_name(encoding: str) -> str:
    """Python's name of a text encoding; "" where it has none.

    >>> python_name("windows-1251"), python_name("rot13"), python_name("latin-0")
    ('cp1251', '', '')
    """
    try:
        name = codecs.lookup(encoding).name
        "a".encode(name)
    except (LookupError, ValueError):
        return ""
    return "utf-8" if name in {"utf-8-sig", "utf8"} else name


def _known(encoding: str, where: str) -> str:
    name = python_name(encoding)
    if not name:
        raise ReadingError(f"unknown encoding {encoding!r}", where, f"try one of {TRY_THESE}")
    return name


def _decode_as(data: bytes, where: str, encoding: str) -> tuple[str, str]:
    """The text under an encoding that is certain, without its byte order mark."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, where, encoding, error) from None
    except UnicodeError as error:
        raise ReadingError(
            f"not readable as {encoding}: {error}", where, "state another --encoding"
        ) from None
    return text.removeprefix("\ufeff"), encoding


def _undecodable(data: bytes, where: str, encoding: str, error: UnicodeDecodeError) -> ReadingError:
    line = data.count(b"\n", 0, error.start) + 1
    return ReadingError(
        f"byte {data[error.start]:#04x} at offset {error.start} (line {line}) is not {encoding}",
        where,
        "state another --encoding, or mend the byte in a copy",
    )


def _candidates(data: bytes, where: str, declared: str) -> Iterator[str]:
    """Encodings to try, the surest first."""
    wide = _wide(data[:PROBE])
    if wide:
        yield wide
    refuse_controls(data, where)
    yield "utf-8"
    _refuse_damaged_utf8(data, where)
    name = python_name(WEB_NAMES.get(declared.lower(), declared)) if declared else ""
    if name and not name.startswith("utf"):
        yield name
    yield from _guesses(data)


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark, where the text that comes out is plain."""
    if b"\0" not in data or len(data) % 2 or _is_narrow(data):
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        text = data.decode(name, errors="replace")
        blanks = sum(text.count(c) for c in " \n,.0123456789aeiou")
        if not UNLIKELY.search(text) and blanks * 50 > len(text):
            return name
    return ""


def _is_narrow(data: bytes) -> bool:
    """Whether these are bytes of one-byte text or UTF-8, with some NULs among them.

    UTF-16 has a NUL beside every character that ASCII has, and letters of other
    scripts leave bytes there that UTF-8 does not allow, or control characters.
    """
    nuls = data.count(b"\0")
    rest = data.replace(b"\0", b"")
    if nuls * RAREST_NUL < len(data):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(rest)
    except UnicodeDecodeError:
        return False
    return not rest.isascii() or (nuls * 4 < len(data) and not CONTROLS.search(rest))


def _refuse_damaged_utf8(data: bytes, where: str) -> None:
    """UTF-8 with a few bad bytes would pass for an 8-bit text and come out as "Ð¢Ð¾Ð²"."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        holding = len(HOLDING_UTF8.findall(data))
        wrong = data.decode("utf-8", errors="replace").count("\ufffd")
        if holding > 10 * wrong:
            raise _undecodable(data, where, "utf-8", error) from None


def _guesses(data: bytes) -> Iterator[str]:
    own = likeliest_encoding(data)
    if own:
        yield own
        return
    best = from_bytes(data[:PROBE]).best()
    if best is not None and not best.encoding.startswith("utf"):
        yield best.encoding
