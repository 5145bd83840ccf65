"""The aligned texts as other tools take them: sentences with ids and paragraphs, beads with numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from diptych.model import Bead, Role

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff00-\uffef]"
)
"""Letters and signs of scripts without blanks between sentences: Chinese, Japanese, Thai and their like."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence.

    Attributes:
        id: unique in its document: `ru.p3.s2`.
        paragraph: id of its paragraph: `ru.p3`.
        text: its words, without tab or line end.
        is_note: whether it stands in a footnote.
    """

    id: str
    paragraph: str
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a document.

    Attributes:
        version: its name, unique in the document; begins the ids of its sentences.
        language: BCP 47 code.
        role: original or translation.
        lines: its sentences in text order, those of the notes last.
    """

    version: str
    language: str
    role: Role
    lines: tuple[Line, ...]
    _by_id: Mapping[str, Line] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {line.id: line for line in self.lines})

    def line(self, id: str) -> Line:
        """The sentence of that id."""
        return self._by_id[id]

    def words(self, ids: Iterable[str]) -> str:
        """The sentences of these ids as running text."""
        return joined([self._by_id[id].text for id in ids])

    def by_paragraph(self) -> Iterator[tuple[str, list[Line]]]:
        """The id of each paragraph with its sentences."""
        for id, lines in groupby(self.lines, key=lambda line: line.paragraph):
            yield id, list(lines)


def joined(sentences: Sequence[str]) -> str:
    """Sentences as running text: a blank between two, none in scripts that have none.

    >>> joined(["Он пришёл.", "Потом ушёл."]), joined(["他来了。", "后来走了。"])
    ('Он пришёл. Потом ушёл.', '他来了。后来走了。')
    """
    text = "".join(sentences[:1])
    for before, after in pairwise(sentences):
        text += after if _are_unspaced(before, after) else f" {after}"
    return text


def _are_unspaced(before: str, after: str) -> bool:
    return bool(_UNSPACED.match(before[-1:]) and _UNSPACED.match(after[:1]))


@dataclass(frozen=True, slots=True)
class Unit:
    """A bead as other tools take it.

    Attributes:
        number: its place in its alignment, from 1; in the text's the row of the table.
        bead: ids, confidence, status, reason.
        is_note: whether it aligns footnotes.
        comments: what is to be said of it, for formats that have a place for comments.
    """

    number: int
    bead: Bead
    is_note: bool = False
    comments: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Unique in its alignment: `12`, of notes `n3`."""
        return f"{'n' if self.is_note else ''}{self.number}"


@dataclass(frozen=True, slots=True)
class ParallelText:
    """Two versions of a document, and what of one translates what of the other.

    Attributes:
        document: what the document's results are named after.
        title: of the document; empty where it has none.
        source: the version on the source side, whole.
        target: the version on the target side, whole.
        units: the beads that were asked for: the text's in its order, then the notes'.
        edition: the document's TEI, for formats that are made of it; none where it was not built.
    """

    document: str
    title: str
    source: Text
    target: Text
    units: tuple[Unit, ...]
    edition: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def pair(self) -> str:
        """The versions: `ru-en`."""
        return f"{self.source.version}-{self.target.version}"

    @property
    def stem(self) -> str:
        """How its files are called, without a suffix: `letter.ru-en`."""
        return f"{self.document}.{self.pair}"

    @property
    def languages(self) -> tuple[str, str]:
        """Of source and target, BCP 47."""
        return self.source.language, self.target.language

    def id(self, unit: Unit) -> str:
        """Unique in the project: `letter.ru-en.12`."""
        return f"{self.document}.{self.pair}.{unit.id}"

    def words(self, unit: Unit) -> tuple[str, str]:
        """Both sides of a unit as running text; one may be empty."""
        return self.source.words(unit.bead.source), self.target.words(unit.bead.target)


def by_languages(texts: Iterable[ParallelText]) -> dict[tuple[str, str], list[ParallelText]]:
    """The texts of each pair of languages, in the order given: for formats that keep a pair in a file."""
    groups: dict[tuple[str, str], list[ParallelText]] = {}
    for text in texts:
        groups.setdefault(text.languages, []).append(text)
    return groups


def by_document(texts: Iterable[ParallelText]) -> dict[str, list[ParallelText]]:
    """The texts of each document, in the order given: for formats that keep a document together."""
    groups: dict[str, list[ParallelText]] = {}
    for text in texts:
        groups.setdefault(text.document, []).append(text)
    return groups


def all_units(texts: Iterable[ParallelText]) -> Iterator[tuple[ParallelText, Unit]]:
    """Every unit with the text that it is of."""
    return ((text, unit) for text in texts for unit in text.units)
