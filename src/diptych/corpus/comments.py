"""What the last check found, as comments of the beads that are handed on."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from diptych.corpus.project import Project
from diptych.errors import ProjectError
from diptych.exchange import ParallelText, Unit
from diptych.tables import read_records

SILENCING = ("accepted", "false alarm")
"""Verdicts by which a person settles a finding."""
_DIGITS = 12
"""Of the hash that tells whether the texts of a bead are as they were."""
Comments = Mapping[tuple[str, str, str, str], tuple[str, ...]]
"""Document, versions, bead and the hash of its texts -> what was found there."""


def comments(project: Project) -> Comments:
    """What the last check found and nobody has settled, in words.

    Raises:
        ProjectError: the project was not checked.
        TableError: the table of findings is not as it must be.
    """
    where = project.shown(project.findings)
    if not project.findings.is_file():
        raise ProjectError("there are no findings", where, "run `diptych check` first")
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for row in read_records(project.findings, "findings", where).values():
        if row["verdict"].strip().lower() not in SILENCING:
            key = row["document"], row["pair"], row["bead"], row["texts"]
            said = f"{row['severity']}, {row['code']}: {row['message']}"
            found.setdefault(key, []).append(f"{said}; {row['suggestion']}" if row["suggestion"] else said)
    return {key: tuple(said) for key, said in found.items()}


def commented(text: ParallelText, known: Comments) -> ParallelText:
    """The text with what was found as comments of its units; not of those that changed since."""
    units = (
        replace(unit, comments=known.get((text.document, text.pair, unit.id, text_hash(text, unit)), ()))
        for unit in text.units
    )
    return replace(text, units=tuple(units))


def text_hash(text: ParallelText, unit: Unit) -> str:
    """Of both texts of a unit."""
    return sha256("\0".join(text.words(unit)).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
