"""PDFs made from code: words at places, in a font that any reader has to do without.

A code of the font is a code unit of UTF-16, every letter is half an em wide, so that nothing depends on the
fonts of a machine. PDFium drops what has no width where it has no pictures of letters: single letters and
turned words should be Latin.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

EM = 0.5
RANGES = [first for first in range(0, 0x10000, 0x100) if not 0xD800 <= first < 0xE000]


@dataclass(frozen=True)
class Words:
    """Text at a place, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    turned: bool = False

    @property
    def end(self) -> float:
        return self.x + len(self.text) * self.size * EM


def lines(x: float, y: float, texts: Sequence[str], step: float = 13, size: float = 10) -> list[Words]:
    """Lines under each other."""
    return [Words(x, y - step * number, text, size) for number, text in enumerate(texts)]


PICTURE = "picture"


def pdf(
    pages: Sequence[Sequence[Words] | str],
    info: Mapping[str, str] | None = None,
    extra: str = "",
    mapped: bool = True,
    turn: int = 0,
) -> bytes:
    """A PDF; a page that is `PICTURE` shows something that is no text."""
    fonts = (5, 9)
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: _stream(_to_unicode()), 4: _info(info or {})}
    for number, (font, stem) in enumerate(zip(fonts, (80, 150), strict=True)):
        name = f"/BaseFont/None{number}"
        unicode = "/ToUnicode 3 0 R" if mapped else ""
        inner = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
        shape = "/Flags 4/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/FontBBox[0 -200 500 800]"
        font_dicts = (
            f"/Type/Font/Subtype/Type0{name}/Encoding/Identity-H{unicode}/DescendantFonts[{font + 1} 0 R]",
            f"/Type/Font/Subtype/CIDFontType2{name}{inner}/DW {int(EM * 1000)}/FontDescriptor {font + 2} 0 R",
            f"/Type/FontDescriptor/FontName/None{number}{shape}/StemV {stem}",
        )
        objects |= {font + place: f"<<{entries}>>".encode() for place, entries in enumerate(font_dicts)}
    kids = []
    for number, page in enumerate(pages):
        place = 20 + 2 * number
        kids.append(f"{place} 0 R")
        objects[place] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Rotate {turn}/Contents {place + 1} 0 R"
            "/Resources<</Font<</F0 5 0 R/F1 9 0 R>>>>>>"
        ).encode()
        drawn = "50 50 300 400 re f" if isinstance(page, str) else "\n".join(map(_drawn, page))
        objects[place + 1] = _stream(drawn.encode())
    objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects, extra)


def _drawn(words: Words) -> str:
    matrix = "0 1 -1 0" if words.turned else "1 0 0 1"
    codes = words.text.encode("utf-16-be").hex()
    return f"BT /F{words.bold:d} {words.size} Tf {matrix} {words.x} {words.y} Tm <{codes}> Tj ET"


def _stream(data: bytes, filters: str = "/FlateDecode") -> bytes:
    packed = zlib.compress(data)
    return f"<</Length {len(packed)}/Filter{filters}>>\nstream\n".encode() + packed + b"\nendstream"


def _to_unicode() -> bytes:
    rows = [f"<{first:04x}> <{first + 255:04x}> <{first:04x}>" for first in RANGES]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    ranges = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{ranges}\nendcmap end end"
    ).encode()


def _info(info: Mapping[str, str]) -> bytes:
    entries = "".join(f"/{key}<feff{value.encode('utf-16-be').hex()}>" for key, value in info.items())
    return f"<<{entries}>>".encode()


def _file(objects: Mapping[int, bytes], extra: str) -> bytes:
    out = b"%PDF-1.5\n"
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    size = max(objects) + 1
    table = "".join(
        f"{places[number]:010d} 00000 n \n" if number in places else "0000000000 65535 f \n"
        for number in range(size)
    )
    trailer = f"trailer<</Size {size}/Root 1 0 R/Info 4 0 R{extra}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n{table}{trailer}".encode()


def bomb(megabytes: int, twice: bool = False) -> bytes:
    """A small PDF whose page unpacks to so many megabytes of blanks."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(megabytes)) + packer.flush()
    content = zlib.compress(packed) if twice else packed
    filters = "[/FlateDecode /FlateDecode]" if twice else "/FlateDecode"
    stream = f"<</Length {len(content)}/Filter{filters}>>\nstream\n".encode() + content + b"\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 21 0 R>>"
    pages = b"<</Type/Pages/Count 1/Kids[20 0 R]>>"
    return _file({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: pages, 4: b"<<>>", 20: page, 21: stream}, "")


ENCRYPTED = (
    "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "5a" * 32 + ">/U<" + "3c" * 32 + ">/P -44>>/ID[<00><00>]"
)
"""Says that the file is encrypted, with a password that nobody knows."""
