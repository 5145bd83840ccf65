"""Dictionaries of the DICT server (RFC 2229): an index beside a file of articles, plain or packed.

Each line of the index is a headword, and where its article begins and how long it is, in base 64. Articles
are written for people. Those of FreeDict begin with the headword, its pronunciation and grammar; then comes a
line of translations for each sense, numbered where there are several, and below it whatever else there is to
say: definitions, notes, examples, synonyms.
"""

import gzip
import re
import zlib
from binascii import a2b_base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from diptych.alignment.dictionaries.concepts import MAX_BYTES, Concept, Contents, expressions
from diptych.errors import AlignmentError

INDEX = ".index"
ARTICLES = (".dict.dz", ".dict")

_LINE = re.compile(rb"([^\t]*)\t([A-Za-z0-9+/]{1,12})\t([A-Za-z0-9+/]{1,12})(?:[\t\r].*)?")
_ABOUT = re.compile(rb"00-?database")
"""Beginning of the headwords that tell about the dictionary itself."""
_TITLE = (b"00databaseshort", b"00-database-short")
_LANGUAGES = re.compile(r"(\w+) ?[-–—] ?(\w+)")
_SENSE = re.compile(r"[ \t]*\d{1,3}[.)](?!\d)")
_SIGNS = re.compile(r"\W+|_")
_REMARK = "   "
"""What begins so deep is a note or an example, not a translation."""


def find_files(path: Path) -> tuple[Path, Path] | None:
    """The index and the articles of a dictionary, of which one or what their names have in common is given.

    None if the path does not name such files. Of the two, one may be missing.
    """
    for suffix in (INDEX, *ARTICLES):
        if path.name.endswith(suffix):
            return _beside(path.with_name(path.name.removesuffix(suffix)))
    found = _beside(path)
    return found if found[0].is_file() and not path.is_file() else None


def _beside(stem: Path) -> tuple[Path, Path]:
    articles = [stem.with_name(stem.name + suffix) for suffix in ARTICLES]
    return stem.with_name(stem.name + INDEX), articles[0] if articles[0].is_file() else articles[1]


def read_dictd(index: bytes, articles: bytes, where: tuple[Path, Path]) -> Contents:
    """Reads a dictionary.

    Args:
        index: the bytes of the index.
        articles: the bytes of the articles, packed or not.
        where: the names of the two files.

    Raises:
        AlignmentError: a line of the index is none or points beyond the articles; articles are damaged, too
            large, or no UTF-8.
    """
    data = _unpacked(articles, where[1])
    title = ""
    headwords: dict[tuple[int, int], list[str]] = {}
    for number, line in enumerate(index.split(b"\n"), start=1):
        if not line.strip():
            continue
        headword, start, end = _entry(line, len(data), f"{where[0]}:{number}")
        if not _ABOUT.match(headword):
            headwords.setdefault((start, end), []).append(headword.decode("utf-8", "replace"))
        elif headword in _TITLE:
            title = _text(data[start:end], where[1])
    concepts = [
        concept
        for (start, end), words in sorted(headwords.items())
        if all(concept := _concept(words, _text(data[start:end], where[1])))
    ]
    named = _LANGUAGES.search(title)
    return Contents((named[1], named[2]) if named else ("", ""), concepts)


def _unpacked(articles: bytes, where: Path) -> bytes:
    """The articles themselves; dictzip is gzip with a table for readers that jump."""
    if not articles.startswith(b"\x1f\x8b"):
        return articles
    try:
        with gzip.open(BytesIO(articles)) as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise AlignmentError(
            f"the packed dictionary is damaged: {error}", where, "install or download it again"
        ) from None
    if len(data) > MAX_BYTES:
        raise AlignmentError(
            f"the dictionary is larger than {MAX_BYTES:,} bytes when unpacked", where, "use a smaller one"
        )
    return data


def _entry(line: bytes, size: int, where: str) -> tuple[bytes, int, int]:
    """The headword of a line of the index, and where its article begins and ends."""
    fields = _LINE.fullmatch(line)
    if not fields:
        raise AlignmentError(
            f"not a line of a dictd index: {line[:60].decode('utf-8', 'replace')!r}",
            where,
            "expected a headword, an offset and a length in base 64, with tabs between them",
        )
    start, length = _number(fields[2]), _number(fields[3])
    if start + length > size:
        raise AlignmentError(
            f"the article lies beyond the end of the dictionary, at {start + length:,} of {size:,} bytes",
            where,
            "the index and the articles do not belong together, or one is cut off; install them again",
        )
    return fields[1], start, start + length


def _number(digits: bytes) -> int:
    return int.from_bytes(a2b_base64(b"A" * (-len(digits) % 4) + digits))


def _text(article: bytes, where: Path) -> str:
    try:
        return article.decode("utf-8")
    except UnicodeDecodeError:
        raise AlignmentError(
            f"an article is not UTF-8: {article[:40].decode('utf-8', 'replace')!r}",
            where,
            "convert the dictionary, for instance into a table of two columns",
        ) from None


def _concept(headwords: list[str], article: str) -> Concept:
    """The headwords and the translations of an article; its first line is often the headword in full."""
    head, _, body = article.partition("\n")
    letters = _letters(head)
    if not any(_letters(word) in letters for word in headwords):
        return tuple(word for word in headwords if word), tuple(_translations(article))
    return expressions(head), tuple(_translations(body))


def _letters(text: str) -> str:
    """What the index keeps of a headword."""
    return _SIGNS.sub("", text.lower())


def _translations(body: str) -> Iterator[str]:
    """What stands in the first line of each sense."""
    found = False
    for line in body.split("\n"):
        if sense := _SENSE.match(line):
            found, line = False, line[sense.end() :]
        if not found and not line.startswith(_REMARK):
            translations = expressions(line)
            yield from translations
            found = bool(translations)
