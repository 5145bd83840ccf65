"""Pages with what they state, and tables of dates, references and credits: see metadata/README.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diptych.model import TEXT_KINDS, Document, Field
from diptych.reading import read_bytes
from diptych.survey import survey

CASES = Path(__file__).parent / "metadata"


@dataclass(frozen=True, slots=True)
class Case:
    """A page and its gold: (field, value) stated, "text": words that stay text, "!": what is not stated."""

    set: str
    name: str
    gold: tuple[tuple[str, str], ...]
    page: str

    @property
    def file(self) -> str:
        return self.name if "." in self.name else f"{self.name}.txt"


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*-*.txt")):
        for text in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, page = text.partition("\n---\n")
            name, *gold = head.splitlines()
            yield Case(path.stem.partition("-")[0], name, tuple(map(_gold, gold)), _with_bodies(page, name))


def _gold(line: str) -> tuple[str, str]:
    if line.startswith("! "):
        return "!", line[2:]
    name, _, value = line.partition(" = ")
    return name, value


@cache
def _bodies() -> dict[str, list[str]]:
    text = (CASES / "bodies.txt").read_text(encoding="utf-8")
    parts = (part.partition("]\n") for part in text.split("\n[")[1:])
    return {code: body.strip().split("\n") for code, _, body in parts}


def _with_bodies(page: str, name: str) -> str:
    frame = "<p>{}</p>" if name.endswith(".html") else "{}\n"
    return "\n".join(
        "\n".join(frame.format(paragraph) for paragraph in _bodies()[line[1:]])
        if line.startswith("@") and line[1:] in _bodies()
        else line
        for line in page.split("\n")
    )


def verdicts(case: Case) -> list[tuple[str, bool]]:
    """(gold line, whether it is so) of a case."""
    document = survey(read_bytes(case.page.encode(), case.file))
    return [(f"{name} = {value}", _holds(document, name, value)) for name, value in case.gold]


def _holds(document: Document, name: str, value: str) -> bool:
    if name == "!":
        return not document.metadata.all(value)
    if name == "text":
        return any(
            value in block.span.of(document.source.text)
            for block in document.blocks
            if block.kind in TEXT_KINDS
        )
    if name == "archive.parts":
        return value in map(parts, document.metadata.all("archive"))
    return value in {said for field in document.metadata.all(name) for said in (field.value, field.normal)}


def parts(field: Field) -> str:
    return "; ".join(f"{level}={words}" for level, words in field.parts)


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
