"""Annotated pages: what a page is, line by line, and what a survey made of it.

The format is told in pages/README.md.
"""

from dataclasses import dataclass
from pathlib import Path

from diptych.model import TEXT_KINDS, Document, Kind, Role, Source
from diptych.survey import survey

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    text: str
    version: str
    kind: str


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    text: str
    lines: tuple[Line, ...]
    gold: dict[str, list[str]]


def load(path: Path) -> Page:
    gold: dict[str, list[str]] = {}
    lines: list[Line] = []
    text = ""
    for row in path.read_text(encoding="utf-8").split("\n"):
        if row.startswith("#! "):
            name, _, value = row[3:].partition("=")
            gold.setdefault(name.strip(), []).append(value.strip())
        elif not row.strip():
            text += "\n"
        else:
            tag, _, line = row.partition("\t")
            version, _, kind = tag.partition(":")
            lines.append(Line(len(text), line, "" if version == "-" else version, kind))
            text += line + "\n"
    return Page(path.stem, text, tuple(lines), gold)


def survey_page(page: Page) -> Document:
    return survey(Source(f"{page.name}.txt", page.text, "utf-8", "0" * 64))


@dataclass(frozen=True, slots=True)
class Verdict:
    line: Line
    version: str
    kind: str
    reason: str

    @property
    def right_place(self) -> bool:
        return self.version == self.line.version

    @property
    def right_kind(self) -> bool:
        return self.right_place and self.kind == self.line.kind


def judge(page: Page, document: Document) -> list[Verdict]:
    """For each line, the version and kind of the block that holds most of it."""
    in_document = {index for v in document.versions for p in v.paragraphs for index in p.blocks}
    verdicts = []
    for line in page.lines:
        best, size = None, 0
        for index, block in enumerate(document.blocks):
            overlap = min(block.span.end, line.start + len(line.text)) - max(block.span.start, line.start)
            if overlap > size and block.kind not in {Kind.BLANK}:
                best, size = index, overlap
        assert best is not None
        block = document.blocks[best]
        inside = best in in_document and block.kind in TEXT_KINDS | {Kind.NOTE, Kind.EDITORIAL, Kind.GAP}
        verdicts.append(Verdict(line, block.version if inside else "", str(block.kind), block.reason))
    return verdicts


def metadata_found(page: Page, document: Document) -> dict[str, tuple[list[str], list[str]]]:
    """Gold and found values by name."""
    original = [v.language for v in document.versions if v.role is Role.ORIGINAL]
    found: dict[str, tuple[list[str], list[str]]] = {}
    for name, values in page.gold.items():
        if name == "versions":
            got = [" ".join(v.language for v in document.versions)]
        elif name == "original":
            got = original
        elif name == "missing":
            got = [document.missing]
        else:
            got = [f.normal or f.value for f in document.metadata.all(name)]
        found[name] = (values, got)
    return found
