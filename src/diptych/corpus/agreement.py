"""A document held against the tables of its project: both must tell the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from diptych.corpus.project import Project
from diptych.errors import TableError
from diptych.model import Bead, Status
from diptych.tables import parse_rows, read_records
from diptych.tables.cells import cell
from diptych.tei import Problem, TeiCorpus, line_of_ids, read_tei
from diptych.tei.markup import legal

_BUILD = "run `diptych build`, which takes over what was changed in the tables"


@dataclass(frozen=True, slots=True)
class Beside:
    """A document with the tables of its project.

    Attributes:
        corpus: the document.
        name: of its tables.
        project: where they lie.
    """

    corpus: TeiCorpus
    name: str
    project: Project


Found = Iterator[tuple[str, str]]
"""For what breaks a rule the id of an element, and words that tell which."""


def other_words(beside: Beside) -> Found:
    """A sentence must be the one that the sentences table has under its id."""
    rows = read_records(beside.project.sentences(beside.name), "sentences").values()
    then = {row["id"]: row["text"] for row in rows}
    now = {id: text for version in beside.corpus.versions for id, text in version.sentences.items()}
    for id, text in now.items():
        if id not in then or cell(text) != legal(then[id]):
            yield id, id
    yield from (("", f"{id} is in the table only") for id in then if id not in now)


def other_beads(beside: Beside) -> Found:
    """A bead must be one of the alignment table, as sure, of the same status, with the same reason."""
    for alignment in beside.corpus.alignments:
        table = beside.project.alignment(beside.name, f"{alignment.source}-{alignment.target}")
        if not table.is_file():
            yield "", f"there is no {beside.project.shown(table)}"
            continue
        then = {_key(row.bead): _said(row.bead) for row in parse_rows(table)}
        now = {_key(bead): _said(bead) for bead in (*alignment.beads, *alignment.rejected)}
        for key in now.keys() | then.keys():
            if now.get(key) != then.get(key):
                ids = (*key[0], *key[1])
                yield ids[0], " ".join(ids)


def _key(bead: Bead) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    return bead.source, bead.target, bead.status is Status.REJECTED


def _said(bead: Bead) -> tuple[float, str, str]:
    confidence = 1.0 if bead.status is Status.CONFIRMED else round(bead.confidence, 3)
    return confidence, bead.status.value, legal(cell(bead.reason))


RULES: Mapping[str, Callable[[Beside], Found]] = {"E301": other_words, "E302": other_beads}
"""Code to rule. E3: the tables beside a document; the docstring is the message."""


def disagreements(path: Path, data: bytes) -> Iterator[Problem]:
    """Where the tables say otherwise than a document.

    Args:
        path: of the document, in the tei/ of a project whose corpus/ holds its tables.
        data: its content, of our making.
    """
    project = Project(path.resolve().parent.parent)
    beside = Beside(read_tei(data, str(path)), path.stem, project)
    lines = line_of_ids(data)
    for code, rule in RULES.items():
        try:
            found = sorted((lines.get(id, 1), which) for id, which in rule(beside))
        except TableError as error:
            found = [(1, str(error))]
        for line, which in found:
            yield Problem(code, line, f"{rule.__doc__} Here: {which}", _BUILD, str(path))
