r"""Rich Text Format (.rtf), read by striprtf (the extra `docx`).

striprtf loses notes, keeps deleted text and writes addresses behind links. So these groups are taken out
before it reads: notes come behind the text with their anchors, and what is left out is counted. What it says
nothing of (headings, raised figures, text boxes, numbers of lists) is lost.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from diptych.errors import ReadingError
from diptych.extras import needed
from diptych.model import Field
from diptych.reading.layers import Layer
from diptych.reading.office import left_out

BRACE = re.compile(r"\\bin(?P<bytes>\d{1,9}) ?|\\[^a-zA-Z]|(?P<brace>[{}])")
OPENING = re.compile(r"\{(?:\\\*)?\\(?P<word>[a-z]+)")
SETTINGS = re.compile(r"\{(?:\s|\\\*|\\[a-z]+-?\d*)*")
DELETED = re.compile(r"\\deleted1?(?![a-z\d])")
FONT = re.compile(r"\\f\d+(?![a-z])")
FONTS = re.compile(r"\{\\fonttbl")
HIGH = re.compile("[\x80-\xff]")
LONE = re.compile("[\ud800-\udfff]")
CELL = re.compile(r"\\(?:nest)?cell(?![a-z\d])")
NUMBERED = re.compile(r"\\chftn(?![a-z])")

PROPERTIES = ("title", "author", "subject", "keywords")
TAKEN = {
    "footnote": "note",
    **dict.fromkeys(("header", "headerf", "headerl", "headerr"), "page header"),
    **dict.fromkeys(("footer", "footerf", "footerl", "footerr"), "page footer"),
    **{word: word for word in PROPERTIES},
    **dict.fromkeys(
        ("pict", "fldinst", "objdata", "shppict", "nonshppict", "themedata", "datastore"), "no text"
    ),
}
"""What a group begins with -> what it is for us; fields have their names."""

SILENT = frozenset({"note", "no text", "deleted"})
CODEPAGE = re.compile(r"\\ansicpg\d+")
HEAD = 1000

Group = tuple[int, int, str]
"""Start and end in the source, and what it is for us."""


def read_rtf(data: bytes, max_bytes: int) -> Layer:
    """The text of an RTF document, and its properties as fields.

    Args:
        data: the bytes of the file.
        max_bytes: of no use here: such a file is not packed.

    Raises:
        ReadingError: striprtf is not installed, or the file is damaged.
    """
    striprtf = needed("striprtf.striprtf", "docx", "reading RTF", ReadingError)
    source = HIGH.sub(lambda match: f"\\'{ord(match.group()):02x}", data.decode("latin-1"))
    groups = list(_groups(source))
    text = _stripped(striprtf, _body(source, groups))
    codepage = CODEPAGE.search(source[:HEAD])
    prelude = "{\\rtf1" + (codepage.group() if codepage else "") + _fonts(source)
    fields: list[Field] = []
    for start, end, kind in groups:
        inner = source[start:end].replace("\\*", "", 1).replace(_word(source, start), "\\plain", 1)
        value = "" if kind in SILENT else " ".join(_stripped(striprtf, f"{prelude}{inner}}}").split())
        if kind in PROPERTIES:  # stated twice where ANSI has no signs for it, in Unicode at last
            fields = [field for field in fields if field.name != kind]
        fields += [Field(kind, value)] if value else []
    fields += left_out(sum(kind == "deleted" for *_, kind in groups), "deleted passage")
    return Layer(text, fields=tuple(dict.fromkeys(fields)))


def _groups(source: str) -> Iterator[Group]:
    """The groups that are not simply text, in order; none in another.

    Raises:
        ReadingError: a group is not closed.
    """
    depth, taken, place = 0, ("", 0, 0), 0
    while match := BRACE.search(source, place):
        place = match.end() + int(match["bytes"] or 0)
        if match["brace"] == "{":
            depth += 1
            kind = "" if taken[0] else _kind(source, match.start())
            taken = (kind, match.start(), depth) if kind else taken
        elif match["brace"]:
            if taken[0] and depth == taken[2]:
                yield taken[1], match.end(), taken[0]
                taken = ("", 0, 0)
            depth -= 1
            if depth == 0:
                return
    raise ReadingError("the file is cut off: a group is not closed", hint="download or save it again")


def _kind(source: str, start: int) -> str:
    """What the group that begins here is for us; "" where it is simply text."""
    kind = TAKEN.get(_word(source, start).removeprefix("\\"), "")
    settings = SETTINGS.match(source, start)
    return kind or ("deleted" if settings and DELETED.search(settings.group()) else "")


def _word(source: str, start: int) -> str:
    """The control word that a group begins with."""
    opening = OPENING.match(source, start)
    return "\\" + opening["word"] if opening else ""


def _body(source: str, groups: Sequence[Group]) -> str:
    """The source with its notes behind the text and without the groups that are no text."""
    pieces: list[str] = []
    notes: list[str] = []
    place, number, font = 0, 0, ""
    for start, end, kind in groups:
        before = source[place:start]
        fonts = FONT.findall(before)
        font = fonts[-1] if fonts else font
        pieces.append(before)
        place = end
        if kind == "note":
            group = OPENING.sub("", source[start : end - 1], 1)
            is_numbered = bool(NUMBERED.search(group))
            number += is_numbered
            label = f"[{number}]" if is_numbered else ""
            pieces.append(label)
            notes.append(f"{label} {{{font}{group}}}")
    rest = source[place:].rstrip("\0 \r\n").removesuffix("}")
    whole = "".join([*pieces, rest, *(f"\\par\\plain {note}" for note in notes), "}"])
    return CELL.sub(lambda match: "\\tab ", whole)


def _fonts(source: str) -> str:
    """The table of fonts, which tells the encodings."""
    table = FONTS.search(source)
    depth, place = 0, table.start() if table else len(source)
    while match := BRACE.search(source, place):
        place = match.end()
        depth += {"{": 1, "}": -1}.get(match["brace"] or "", 0)
        if table and depth == 0:
            return source[table.start() : place]
    return ""


def _stripped(striprtf: Any, source: str) -> str:
    try:
        text = str(striprtf.rtf_to_text(source))
    except (ValueError, LookupError, OverflowError, TypeError) as error:
        raise ReadingError(
            f"the file is damaged: {error}", hint="open it in a word processor and save it as .docx or .odt"
        ) from None
    text = text.replace("\0", "")
    return (
        text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if LONE.search(text)
        else text
    )
