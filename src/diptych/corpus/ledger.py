"""The books of a build: takes what was made, writes it, and keeps list and state in step with the files."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from diptych.corpus.collection import collection
from diptych.corpus.decisions import holds_decisions
from diptych.corpus.guidance import NO_GUIDANCE, Guidance, JointGuidance
from diptych.corpus.making import Made, Task, error_message, failed
from diptych.corpus.partners import one_language
from diptych.corpus.project import Input, Project
from diptych.corpus.report import BuildReport, Outcome
from diptych.corpus.state import Entry, State, input_digest, load_state, state_bytes
from diptych.corpus.writing import uninterrupted, write_all
from diptych.digests import digest
from diptych.errors import ProjectError
from diptych.model import FILES
from diptych.tables import documents_table, write_table
from diptych.tei import SCHEMA


class Ledger:
    """Open from the first document to the last; the only place that writes into a project.

    Args:
        project: whose books these are.
        signature: of the program that builds.
    """

    def __init__(self, project: Project, signature: str) -> None:
        self.project = project
        self.signature = signature
        self.before = load_state(project.state)
        self.entries = dict(self.before.documents)
        self.pairing = self.before.pairing
        self.lines: Mapping[str, str] = self.before.lines
        self.reader = self.before.reader
        self.guidance: Mapping[str, Guidance] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.notes: list[str] = []

    def is_current(self, input: Input) -> bool:
        """Whether the results of an earlier build are still good."""
        entry = self.entries.get(input.name)
        guidance = self.guidance_of(input)
        return entry is not None and entry.is_current(
            self.project, input_digest(input), self.signature, guidance.digest, guidance.all_pairs
        )

    def guidance_of(self, input: Input) -> "JointGuidance":
        """What a document's files are made by, beside the program."""
        return JointGuidance(tuple(self.guidance.get(member, NO_GUIDANCE) for member in input.members))

    def has_same_files(self, input: Input) -> bool:
        """Whether a document was last built of these files as they are now."""
        entry = self.entries.get(input.name)
        if entry is None or entry.sha256 == "" or entry.guidance != self.guidance_of(input).digest:
            return False
        return entry.sha256 == input_digest(input)

    def is_made_of(self, input: Input) -> bool:
        """Whether a document was last built of these files, changed since or not."""
        entry = self.entries.get(input.name)
        return entry is not None and sorted(entry.row["file"].split(FILES)) == sorted(input.members)

    def is_one_language(self, input: Input) -> bool:
        """Whether the last build found one language in a document."""
        entry = self.entries.get(input.name)
        return entry is not None and one_language(entry)

    def keep(self, input: Input) -> None:
        """Enter the results of an earlier build."""
        entry = self.entries[input.name]
        self.outcomes[input.name] = Outcome(input.name, entry.row, False, entry.doubtful, entry.unaligned)

    def take(self, task: Task, made: Made) -> None:
        """Write a document's results; if that fails, it is the document that failed."""
        with uninterrupted():
            if not made.error:
                try:
                    write_all(made.files)
                except ProjectError as error:
                    made = failed(task, error_message(error, self.project, task.where))
            self._enter(task, made)
            self.outcomes[made.name] = Outcome(
                made.name, made.row, True, made.doubtful, made.unaligned, made.error
            )

    def drop_absent(self, names: Iterable[str]) -> None:
        """Remove the results of documents that are no longer there."""
        for name in self.entries.keys() - set(names):
            self._remove(self.entries.pop(name).outputs)

    def close(self) -> None:
        """Write the schema, the corpus of all documents, their list and the state.

        Documents that this build has not come to are listed as the last one left them.
        """
        rows = {name: entry.row for name, entry in self.entries.items()}
        files = {
            self.project.schema: SCHEMA,
            self.project.documents: write_table(documents_table(rows.values())),
            self.project.state: state_bytes(State(self.entries, self.pairing, self.lines, self.reader)),
        }
        whole = collection(self.project, self.entries)
        with uninterrupted():
            if whole:
                files[self.project.whole] = whole
            else:
                self.project.whole.unlink(missing_ok=True)
            write_all({path: data for path, data in files.items() if not _holds(path, data)})

    def report(self, ignored: Iterable[str] = ()) -> BuildReport:
        """What became of all."""
        outcomes = tuple(self.outcomes[name] for name in sorted(self.outcomes))
        return BuildReport(outcomes, tuple(ignored), tuple(self.notes))

    def _enter(self, task: Task, made: Made) -> None:
        """Remember a document; of one that failed, only which files of it are ours."""
        old = self.entries.get(made.name, Entry("", "", {}, {}))
        if made.error:
            self.entries[made.name] = replace(old, sha256="", row=made.row)
            return
        outputs = {self.project.shown(path): _sha256(data) for path, data in made.files.items()}
        self.entries[made.name] = Entry(
            made.row["sha256"],
            self.signature,
            outputs,
            made.row,
            made.doubtful,
            made.unaligned,
            task.guidance.digest,
            task.guidance.all_pairs,
        )
        self.notes += made.notes
        self._remove({path: known for path, known in old.outputs.items() if path not in outputs})

    def _remove(self, outputs: Mapping[str, str]) -> None:
        """Remove files that we wrote and nobody has touched or decided in since."""
        for place, known in sorted(outputs.items()):
            path = self.project.root / place
            if not path.exists():
                continue
            if digest(path) != known or holds_decisions(path):
                self.notes.append(f"{place}: kept, a person worked on it; no document belongs to it any more")
                continue
            path.unlink()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _holds(path: Path, data: bytes) -> bool:
    return digest(path) == _sha256(data)
