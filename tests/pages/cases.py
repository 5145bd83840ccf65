"""Whole archive pages with gold: one file holds the page and, as marks in its text, what is what.

The marks are taken out to get the page, and their places are the gold, so the two
cannot drift apart. The format is told in README.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diptych import Source, read_bytes

PAGES = Path(__file__).parent
MARK = re.compile(
    r"""\{(?:
        (?P<version>[a-z]{2}[A-Z]?)(?P<units>\d+(?:\+\d+)*)   # a sentence: {ru7}, {en7+8}
      | (?P<noted>[a-z]{2}[A-Z]?)\^(?P<label>[^{}\s^]+)       # a note: {ru^1}
      | \^(?P<anchor>[^{}\s^]+)                               # an anchor: {^1}
      | (?P<sign>[.?<-])                                      # {.} {?} {<} {-}
    )\}""",
    re.VERBOSE,
)
LIKE_A_MARK = re.compile(r"\{(?:[a-z]{2}[A-Z]?[\d^][^{}]*|[a-z]{1,2}|[.?<^-][^{}]{0,5})\}")
FORM_FEED, TAB = "{ff}", "{tab}"
FIRST_STAND_IN = 0xF0000
"""Private characters stand in for the marks while a page is read, and tell where they came to lie."""
HEAD = "#! "


@dataclass(frozen=True, slots=True)
class Statement:
    """A gold metadata field; where the value or the normal form is empty, it is not asked for."""

    name: str
    value: str
    normal: str


@dataclass(frozen=True, slots=True)
class Segment:
    """What a character belongs to: a sentence, a note, or an anchor. All empty: not body."""

    version: str = ""
    units: tuple[int, ...] = ()
    note: str = ""
    anchor: str = ""
    unjudged: bool = False
    hyphen: bool = False


NOTHING = Segment()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the program reads it, and the gold of each of its characters."""

    name: str
    data: bytes
    source: Source
    gold: tuple[Segment, ...]
    shape: str
    original: str
    statements: tuple[Statement, ...]

    @property
    def held_out(self) -> bool:
        return self.name.startswith("held-")

    @property
    def versions(self) -> tuple[str, ...]:
        """In the order of the page."""
        return tuple(dict.fromkeys(s.version for s in self.gold if s.units))

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(version[:2] for version in self.versions))


def load(path: Path) -> Page:
    """The page of a file.

    Raises:
        ValueError: a mark that is none, or a value that the page does not have.
    """
    head, body = _split_head(path.read_text(encoding="utf-8"))
    body = body.replace(FORM_FEED, "\f").replace(TAB, "\t")
    file = f"{path.stem}.{_one(head, 'format', 'txt')}"
    data = MARK.sub("", body).encode()
    source = read_bytes(data, file)
    marks = list(MARK.finditer(body))
    stand_ins = (chr(FIRST_STAND_IN + n) for n in range(len(marks)))
    marked = read_bytes(MARK.sub(lambda _: next(stand_ins), body).encode(), file).text
    text, gold = _replay(marked, marks)
    if text != source.text:
        raise ValueError(f"{path.name}: its marks change how it is read: {_difference(text, source.text)}")
    statements = tuple(_statement(name, value) for name, values in head.items() for value in values)
    page = Page(
        path.stem,
        data,
        source,
        tuple(gold),
        _one(head, "shape", ""),
        _one(head, "original", ""),
        tuple(s for s in statements if s.name not in {"shape", "original", "format"}),
    )
    _check(page)
    return page


def _split_head(text: str) -> tuple[dict[str, list[str]], str]:
    head: dict[str, list[str]] = {}
    while text.startswith(HEAD):
        line, _, text = text.partition("\n")
        name, _, value = line.removeprefix(HEAD).partition(" = ")
        head.setdefault(name.strip(), []).append(value.strip())
    return head, text


def _one(head: dict[str, list[str]], name: str, default: str) -> str:
    return head.get(name, [default])[0]


def _statement(name: str, value: str) -> Statement:
    value, _, normal = value.partition("=>")
    return Statement(name, value.strip(), normal.strip())


def _replay(marked: str, marks: list[re.Match[str]]) -> tuple[str, list[Segment]]:
    """The text without stand-ins, and each character's segment."""
    text: list[str] = []
    gold: list[Segment] = []
    current = resumed = NOTHING
    hyphen = False
    for character in marked:
        number = ord(character) - FIRST_STAND_IN
        if not 0 <= number < len(marks):
            text.append(character)
            gold.append(Segment(hyphen=True) if hyphen else current)
            hyphen = False
        elif marks[number]["sign"] == "-":
            hyphen = True
        elif marks[number]["sign"] == "<":
            current = resumed
        else:
            current = _segment(marks[number])
            resumed = current if current.units or current.note else resumed
    return "".join(text), gold


def _segment(mark: re.Match[str]) -> Segment:
    if mark["version"]:
        return Segment(mark["version"], tuple(int(unit) for unit in mark["units"].split("+")))
    if mark["noted"]:
        return Segment(mark["noted"], note=mark["label"])
    if mark["anchor"]:
        return Segment(anchor=mark["anchor"])
    return Segment(unjudged=mark["sign"] == "?")


def _difference(found: str, wanted: str) -> str:
    place = next((i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), 0)
    return f"{wanted[max(0, place - 20) : place + 20]!r}, marked {found[max(0, place - 20) : place + 20]!r}"


def _check(page: Page) -> None:
    written = page.data.decode()
    slip = LIKE_A_MARK.search(written)
    if slip:
        raise ValueError(f"{page.name}: {slip[0]} is no mark")
    stated = " ".join(f"{written} {page.source.text}".split())
    for statement in page.statements:
        if statement.value not in stated:
            raise ValueError(f"{page.name}: the page does not have “{statement.value}”")
    if page.original and page.original not in page.versions:
        raise ValueError(f"{page.name}: no version is called {page.original}")


def pages(folder: Path = PAGES) -> Iterator[Page]:
    """All pages of a folder, by name."""
    for path in sorted(folder.glob("*.page")):
        yield load(path)
