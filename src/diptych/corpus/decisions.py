"""What a person decided in the alignment tables, carried into the next build.

An alignment table is ours and a person's at once. Rows marked `confirmed` or
`rejected` are decisions. So are rows in a table that is not as we left it, where
they differ from what we last wrote; the TEI beside the table tells that, because
both are written together and nobody edits TEI by hand.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path

from diptych.corpus.project import Project
from diptych.corpus.state import Entry
from diptych.errors import TableError, TeiError
from diptych.model import Bead, Document, Status, Version
from diptych.tables import AlignmentRow, check_decisions, check_rows, parse_rows, read_records
from diptych.tei import read_tei

Pair = tuple[str, str]
"""Names of the versions on the source and the target side."""

_CHANGED = (
    "the text has changed since this row was decided; to start afresh, "
    "rename the table and build again, then copy your rows"
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided about one pair of versions.

    Attributes:
        beads: confirmed and rejected ones.
        unclear: rows of a table of which nobody knows what we last wrote; those
            that the new alignment does not have are a person's.
        changed: how many rows a person changed without marking them.
    """

    beads: tuple[Bead, ...]
    unclear: tuple[AlignmentRow, ...] = ()
    changed: int = 0

    def settled(self, document: Document, pair: Pair) -> "Decisions":
        """The unclear rows decided by comparison with a new alignment."""
        fresh = {_key(b) for a in document.alignments if {a.source, a.target} == {*pair} for b in a.beads}
        decided = [row for row in self.unclear if _key(row.bead) not in fresh]
        beads = _carried(decided, document.version(pair[0]), document.version(pair[1]))
        return Decisions((*self.beads, *beads), changed=len(beads))


def read_decisions(
    project: Project, name: str, document: Document, entry: Entry | None
) -> dict[Pair, Decisions]:
    """The decisions in all alignment tables of a document.

    Args:
        project: where the tables lie.
        name: what the document's results are named after.
        document: as it is now, with sentences.
        entry: the document as it was last built, if that is known.

    Raises:
        TableError: a table lost or doubled text, or decides about text that is gone.
    """
    found = {}
    for source, target in permutations(document.versions, 2):
        path = project.alignment(name, f"{source.name}-{target.name}")
        if path.is_file():
            found[source.name, target.name] = _read_pair(project, name, path, (source, target), entry)
    return found


def holds_decisions(path: Path) -> bool:
    """Whether a file is an alignment table with rows that a person confirmed or rejected."""
    try:
        return any(row.bead.status is not Status.AUTO for row in parse_rows(path))
    except TableError:
        return False


def _read_pair(
    project: Project, name: str, path: Path, versions: tuple[Version, Version], entry: Entry | None
) -> Decisions:
    where = project.shown(path)
    data = path.read_bytes()
    rows = parse_rows(data, where)
    marked = [row for row in rows if row.bead.status is not Status.AUTO]
    unmarked = [row for row in rows if row.bead.status is Status.AUTO and not row.is_open]
    if entry and entry.outputs.get(where) == hashlib.sha256(data).hexdigest():
        return Decisions(_carried(marked, *versions))
    source, target = (_sentences_then(project.sentences(name), version) for version in versions)
    check_rows(rows, source, target, where)
    before = _beads_then(project.edition(name), (versions[0].name, versions[1].name))
    if before is None:
        return Decisions(_carried(marked, *versions), unclear=tuple(unmarked))
    changed = [row for row in unmarked if _key(row.bead) not in before]
    return Decisions(_carried([*marked, *changed], *versions), changed=len(changed))


def _carried(rows: Sequence[AlignmentRow], source: Version, target: Version) -> tuple[Bead, ...]:
    """The decided rows as beads of the text as it is now."""
    try:
        beads = check_decisions(rows, sentence_texts(source), sentence_texts(target))
    except TableError as error:
        raise TableError(error.what, error.where, _CHANGED) from error
    return tuple(map(_as_decision, beads))


def _as_decision(bead: Bead) -> Bead:
    """A person's row is sure, marked or not; remarks stay."""
    if bead.status is Status.AUTO:
        return replace(bead, status=Status.CONFIRMED, confidence=1.0)
    return replace(bead, confidence=1.0) if bead.status is Status.CONFIRMED else bead


def sentence_texts(version: Version) -> dict[str, str]:
    """Id and text of the sentences that stand in alignment tables: all but notes."""
    return {sentence.id: sentence.text for sentence in version.stream()}


def _sentences_then(path: Path, version: Version) -> Mapping[str, str]:
    """The version's sentences when the alignment table was written; where unknown, as they are now."""
    try:
        rows = read_records(path, "sentences").values()
    except TableError:
        return sentence_texts(version)
    texts = {row["id"]: row["text"] for row in rows if row["version"] == version.name}
    if not texts:  # another build has been there, without the file of this version
        return sentence_texts(version)
    notes = {sentence.id for sentence in version.stream(notes=True)}
    here = sentence_texts(version)
    return {id: text for id, text in texts.items() if id in here or not (id in notes or _is_note(id))}


def _is_note(id: str) -> bool:
    """Whether a sentence that is gone stood in a note; the letter of its paragraph says so."""
    return re.search(r"\.n\d+\.s\d+$", id) is not None


def _beads_then(edition: Path, pair: Pair) -> set[frozenset[str]] | None:
    """The beads between two versions that the last build wrote into the TEI; none if there is no telling."""
    try:
        alignments = read_tei(edition.read_bytes()).alignments
    except (OSError, TeiError):
        return None
    return next(({_key(b) for b in a.beads} for a in alignments if (a.source, a.target) == pair), None)


def _key(bead: Bead) -> frozenset[str]:
    """What makes two beads the same: ids are unique in a document, so the sides need no telling apart."""
    return frozenset((*bead.source, *bead.target))
