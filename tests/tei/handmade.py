"""Documents made by hand, from lines like `@en body Dear [sic]{note anchor:[1]} friend.¦ Thank you.`

A line is `@<version>[.<division>] <kind>[/<label>] <text>`, or `@- <kind> <text>` for what is in no
paragraph. In the text: `{<kind>:<text>}` or `{<kind>/<reason>:<text>}` is a block of its own, `{joint:x}`
stands for a blank (a line end), `{cut:x}` for nothing (a hyphen undone), `¦` ends a sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from diptych.model import (
    INTERRUPTING_KINDS,
    Alignment,
    Bead,
    Block,
    Document,
    Doubt,
    Field,
    Kind,
    Metadata,
    Paragraph,
    Role,
    Sentence,
    Source,
    Span,
    Version,
)

LETTERS = {
    Kind.HEADING: "h",
    Kind.CLASSIFICATION: "m",
    Kind.DATELINE: "d",
    Kind.SALUTATION: "g",
    Kind.SPEAKER: "k",
    Kind.BODY: "p",
    Kind.SIGNATURE: "c",
    Kind.NOTE: "n",
}
Part = tuple[str, str]
"""What it is ("" for plain text, "joint", "cut", "stop", or a kind of block) and its characters."""


@dataclass
class Line:
    """One paragraph, or one block in no paragraph (version "-")."""

    version: str
    kind: Kind
    parts: list[Part]
    division: int = 1
    label: str = ""


@dataclass
class _Sentences:
    """Cuts a paragraph's parts into sentences while they are laid down."""

    done: list[tuple[int, list[Span], list[str]]] = field(default_factory=list)
    open: tuple[int, list[Span], list[str]] | None = None
    joint: str | None = None

    def words(self, block: int, span: Span) -> None:
        """Characters of the sentence."""
        if self.open is None:
            self.open = (block, [span], [])
        elif self.joint is None:
            self.open[1][-1] = Span(self.open[1][-1].start, span.end)
        else:
            self.open[1].append(span)
            self.open[2].append(self.joint)
        self.joint = None

    def cut(self, joint: str) -> None:
        """Something inside the sentence that is no part of it."""
        self.joint = " " if " " in (joint, self.joint) else ""

    def stop(self) -> None:
        """The end of a sentence."""
        if self.open is not None:
            self.done.append(self.open)
        self.open = self.joint = None


@dataclass
class _Made:
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    paragraphs: dict[str, list[Paragraph]] = field(default_factory=dict)
    sentences: dict[str, list[Sentence]] = field(default_factory=dict)

    def block(self, kind: Kind, text: str, version: str = "", language: str = "und", reason: str = "") -> int:
        start = len(self.text)
        self.text += text
        self.blocks.append(Block(Span(start, len(self.text)), kind, language, 1.0, version, reason))
        return len(self.blocks) - 1

    def paragraph(self, line: Line) -> None:
        members = self.paragraphs.setdefault(line.version, [])
        id = f"{line.version}.{LETTERS[line.kind]}{1 + sum(p.kind is line.kind for p in members)}"
        numbers: list[int] = []
        cutting = _Sentences()
        for named, text in line.parts:
            what, _, reason = named.partition("/")
            kind = line.kind if what in ("", "joint", "cut", "stop") else Kind(what)
            if text:
                numbers.append(self.block(kind, text, line.version, line.version[:2], reason))
            if what == "stop":
                cutting.stop()
            elif what in ("joint", "cut") or kind in INTERRUPTING_KINDS:
                cutting.cut(" " if what == "joint" else "")
            elif text:
                cutting.words(numbers[-1], self.blocks[-1].span)
        cutting.stop()
        members.append(Paragraph(id, line.kind, tuple(numbers), line.division, line.label))
        made = self.sentences.setdefault(line.version, [])
        made += [self.sentence(f"{id}.s{n}", id, *cut) for n, cut in enumerate(cutting.done, 1)]

    def sentence(self, id: str, paragraph: str, block: int, spans: list[Span], joints: list[str]) -> Sentence:
        words = [span.of(self.text) for span in spans]
        text = words[0] + "".join(j + w for j, w in zip(joints, words[1:], strict=True))
        return Sentence(id, paragraph, block, tuple(spans), tuple(joints), text)


def read_lines(written: str) -> list[Line]:
    """The lines of the small language above."""
    lines = []
    for entry in re.split(r"^@", written, flags=re.MULTILINE)[1:]:
        version, _, rest = entry.partition(" ")
        kind_label, text = _KIND.match(rest).groups()
        name, _, division = version.partition(".")
        kind, _, label = kind_label.partition("/")
        parts = list(_parts(text[1:].rstrip("\n")))
        lines.append(Line(name, Kind(kind), parts, int(division or 1), label))
    return lines


_KIND = re.compile(f"((?:{'|'.join(sorted(Kind, key=len, reverse=True))})(?:/\\S+)?)(.*)", re.DOTALL)


def _parts(text: str) -> Iterable[Part]:
    for piece in re.findall(r"\{[a-z ]+(?:/[a-z' ]+)?:[^}]*\}|¦\s*|[^{¦]+", text):
        if piece.startswith("{"):
            what, _, words = piece[1:-1].partition(":")
            yield what, words
        else:
            yield ("stop", piece[1:]) if piece.startswith("¦") else ("", piece)


def made(
    lines: str | list[Line],
    beads: Iterable[Bead] = (),
    notes: Iterable[Bead] = (),
    rejected: Iterable[Bead] = (),
    fields: Iterable[Field] = (),
    doubts: Iterable[str] = (),
    missing: str = "",
    name: str = "letter.txt",
    original: str | None = "ru",
) -> Document:
    """The document of these lines; of two versions the first of the beads' sides is the original.

    Args:
        doubts: passages of the text, each doubted where it first stands.
        original: name of the version that is the original.
    """
    making = _Made()
    for line in read_lines(lines) if isinstance(lines, str) else lines:
        if making.text:
            making.block(Kind.BLANK, "\n\n")
        if line.version == "-":
            making.block(line.kind, "".join(text for _, text in line.parts) or "?")
        else:
            making.paragraph(line)
    versions = tuple(
        Version(
            version,
            version[:2],
            Role.ORIGINAL if version == original else Role.TRANSLATION,
            tuple(paragraphs),
            tuple(making.sentences.get(version, ())),
            "made by hand",
        )
        for version, paragraphs in making.paragraphs.items()
    )
    beads, notes, rejected = tuple(beads), tuple(notes), tuple(rejected)
    names = [v.name for v in sorted(versions, key=lambda v: v.role is not Role.ORIGINAL)]
    alignments = (Alignment(names[0], names[1], beads, notes, rejected),) if beads or notes else ()
    found = [making.text.index(passage) for passage in doubts]
    spans = [Span(at, at + len(passage)) for at, passage in zip(found, doubts, strict=True)]
    return Document(
        Source(name, making.text, "utf-8", "0" * 64),
        tuple(making.blocks),
        Metadata(tuple(fields)),
        versions,
        alignments,
        tuple(Doubt(span, "a hyphen may be lost") for span in spans),
        missing,
    )


def bead(written: str, confidence: float = 0.9, **more: object) -> Bead:
    """A bead from `ru.p1.s1 en.p1.s1 en.p1.s2`; the sides are told apart by the versions' names."""
    ids = written.split()
    source = tuple(id for id in ids if id.startswith("ru."))
    return Bead(source, tuple(id for id in ids if id not in source), confidence, **more)  # type: ignore[arg-type]
