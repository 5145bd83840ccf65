"""The packed streams of a PDF, unpacked within limits before PDFium sees them.

PDFium unpacks a stream to a gigabyte before it stops. So each stream that is deflated, also twice over, is
unpacked here first, piece by piece, and thrown away; but not pictures, which are not unpacked for text.
"""

import re
import zlib

from diptych.reading.zipped import refuse_unpacked

STREAM = re.compile(rb"stream\r?\n")
DICTIONARY = 2048
"""Bytes before a stream in which its dictionary stands."""
PICTURE = re.compile(rb"/Subtype\s*/Image\b")
DEFLATED = re.compile(rb"/(?:FlateDecode|Fl)\b")
CHUNK = 64 * 1024
MOST_LAYERS = 4


def refuse_bombs(data: bytes, max_bytes: int) -> None:
    """Refuses a PDF with a stream that unpacks to more than it may.

    Args:
        data: the bytes of the file.
        max_bytes: each stream may unpack to so many.

    Raises:
        ReadingError: naming the limit and the way to raise it.
    """
    for match in STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        head = data[max(match.start() - DICTIONARY, 0) : match.start()]
        dictionary = head[head.rfind(b" obj") + 1 :]
        if DEFLATED.search(dictionary) and not PICTURE.search(dictionary):
            _unpack(data, match.end(), min(len(DEFLATED.findall(dictionary)), MOST_LAYERS), max_bytes)


def _unpack(data: bytes, start: int, layers: int, max_bytes: int) -> None:
    """Unpacks one stream and forgets it; what is damaged is for PDFium to judge."""
    unpackers = [zlib.decompressobj() for _ in range(layers)]
    lengths = [0] * layers
    place = start
    while place < len(data) and not unpackers[0].eof:
        waiting = [(0, data[place : place + CHUNK])]
        place += CHUNK
        while waiting:
            layer, piece = waiting.pop()
            try:
                out = unpackers[layer].decompress(piece, CHUNK)
            except zlib.error:
                return
            lengths[layer] += len(out)
            refuse_unpacked(lengths[layer], max_bytes)
            if unpackers[layer].unconsumed_tail and not unpackers[layer].eof:
                waiting.append((layer, unpackers[layer].unconsumed_tail))
            if out and layer + 1 < layers:
                waiting.append((layer + 1, out))
