"""The main job: seeds/ becomes corpus/ and tei/."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from diptych.alignment import read_dictionary
from diptych.alignment.pairing import Pairing, pair_profiles
from diptych.corpus.guidance import Guidance
from diptych.corpus.inputs import inputs_of
from diptych.corpus.ledger import Ledger
from diptych.corpus.lock import locked
from diptych.corpus.making import Made, Options, Task, failed, look, make
from diptych.corpus.partners import one_language, paired, paired_before, put_together
from diptych.corpus.patterns import check_patterns, matches
from diptych.corpus.project import SETTINGS, Input, Project
from diptych.corpus.repetition import find_repetition
from diptych.corpus.report import BuildReport
from diptych.corpus.settings import Settings, project_settings
from diptych.corpus.signature import signature
from diptych.corpus.workers import run
from diptych.errors import ProjectError
from diptych.model import FILES
from diptych.reading import MAX_BYTES
from diptych.survey import NOTHING_REPEATED

Progress = Callable[[int, int, str], None]
"""Called with the number of documents done (first with 0), of all, and the name of the last one."""

ResultT = TypeVar("ResultT")

_DIED = "the process that worked on it was ended by the system (perhaps too little memory; try fewer --jobs)"


def build(
    root: Path | str = ".",
    jobs: int = 1,
    encoding: str | None = None,
    force: bool = False,
    max_bytes: int = MAX_BYTES,
    progress: Progress | None = None,
    dictionaries: Sequence[Path | str] = (),
    encoder: str = "embedded",
    only: Sequence[str] = (),
    all_pairs: bool = False,
) -> BuildReport:
    """Build a project: every document in seeds/ that is new or changed, or whose program changed.

    What a person decided in the alignment tables is taken over, and so is what `diptych.toml`
    states. A document that fails is recorded with its error and keeps the results it had. The result
    does not depend on the number of processes.

    Args:
        root: the project folder.
        jobs: number of processes. With more than one, a script must call this
            under `if __name__ == "__main__":`, as the processes start afresh.
        encoding: of all inputs for which `diptych.toml` states none; overrules the detection.
        force: build everything again.
        max_bytes: larger inputs are refused.
        progress: told of each document done.
        dictionaries: files; each serves the documents in its languages.
        encoder: name of what compares the sentences, as `load_encoder` knows it.
        only: files, or patterns for files, in seeds/; the others stay as they are.
        all_pairs: align translations with each other, too.

    Raises:
        AlignmentError: there is no such encoder.
        ProjectError: the project as a whole cannot be built, or `diptych.toml` holds a mistake.
        AlignmentError: a dictionary cannot be read.
    """
    if jobs < 1:
        raise ProjectError(f"cannot work with {jobs} processes", hint="give 1 or more")
    project = Project(Path(root))
    inputs, ignored = inputs_of(project)
    settings = project_settings(project)
    files = [member for input in inputs for member in input.members]
    settings.check(files)
    check_patterns(only, files)
    paths = tuple(map(Path, dictionaries))
    program = signature(encoding, encoder, [read_dictionary(path).digest for path in paths])
    with locked(project):
        ledger = Ledger(project, program)
        ledger.notes += _unread(project)
        options = Options(encoding, max_bytes, encoder, paths)
        scope = _Scope(tuple(only), force, all_pairs)
        work = _Work(project, ledger, inputs, settings, options, scope, jobs, progress or _silent)
        try:
            work.carry_out()
        finally:  # on Ctrl-C too: list and state then tell what was finished
            ledger.close()
    return ledger.report(ignored)


def _unread(project: Project) -> list[str]:
    """Word of a `diptych.toml` that another one outdoes."""
    inside = project.seeds / SETTINGS
    if project.settings in {None, inside} or not inside.is_file():
        return []
    return [f"{project.shown(inside)}: not read; {SETTINGS} beside seeds/ counts"]


def _silent(done: int, total: int, name: str) -> None:
    """Told of progress where nobody listens."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """How much is built.

    Attributes:
        only: patterns for the files that are looked at; all where there is none.
        force: whether they are built even if nothing has changed.
        all_pairs: whether translations are aligned with each other, too.
    """

    only: tuple[str, ...]
    force: bool
    all_pairs: bool

    def holds(self, input: Input) -> bool:
        """Whether a document was asked for."""
        return not self.only or any(matches(p, member) for p in self.only for member in input.members)


class _Work:
    """One build, from the files to the books.

    Every file that is new or changed is made by itself first. What turns out to hold one language only is
    held back until it is known whether another file translates it; then the two are made together.

    Args:
        project: what is built.
        ledger: the books, open.
        inputs: all files, each as a document of its own.
        settings: what a person states.
        options: how documents are made.
        scope: how much is built.
        jobs: number of processes.
        progress: told of each document done.
    """

    def __init__(
        self,
        project: Project,
        ledger: Ledger,
        inputs: Sequence[Input],
        settings: Settings,
        options: Options,
        scope: _Scope,
        jobs: int,
        progress: Progress,
    ) -> None:
        self.project, self.ledger, self.inputs = project, ledger, inputs
        self.settings, self.options, self.scope = settings, options, scope
        self.jobs, self.progress = jobs, progress
        self.files = [member for input in inputs for member in input.members]
        self.seen_before = {
            file for entry in ledger.entries.values() for file in entry.row["file"].split(FILES)
        }
        self.done = self.total = 0
        self.held: dict[str, tuple[Task, Made]] = {}

    def carry_out(self) -> None:
        """Everything but closing the books."""
        self.ledger.guidance = self._guidance()
        stated = put_together(self.settings.together, self.inputs, self.ledger.entries)
        before = self._allowed(paired_before(self.ledger.entries, self.inputs), stated)
        among = {member for input in (*stated, *before) for member in input.members}
        single = [input for input in self.inputs if not among.intersection(input.members)]
        stale = [input for input in single if self.scope.holds(input) and not self._is_good(input)]
        vanished = self._vanished((*stated, *before))
        self._make(stale, hold=True)
        is_new = vanished or self._is_new(before)
        plan = [*stated, *(self._paired_anew(before, single) if is_new else before)]
        among = {member for input in plan for member in input.members}
        alone = [input for input in self.inputs if not among.intersection(input.members)]
        self.ledger.drop_absent(input.name for input in (*plan, *alone))
        self._finish(plan, alone)
        self.ledger.pairing = self.settings.pairing_digest(self.files)

    def _guidance(self) -> dict[str, Guidance]:
        """What the survey of each file goes by."""
        settings = {file: self.settings.of(file) for file in self.files}
        places = {
            file: (input.seeds / file, settings[file].encoding or self.options.encoding)
            for input in self.inputs
            for file in input.members
        }
        known = self.ledger.lines if self.ledger.reader == signature() else {}
        repetition = find_repetition(places, self.options.max_bytes, known, self.jobs)
        self.ledger.lines, self.ledger.reader = repetition.lines, signature()
        return {
            file: Guidance(
                one, repetition.by_file.get(file, NOTHING_REPEATED), self.scope.all_pairs or one.all_pairs
            )
            for file, one in settings.items()
        }

    def _is_good(self, input: Input) -> bool:
        """Whether the results of an earlier build are taken as they are."""
        return not (self.scope.force and self.scope.holds(input)) and self.ledger.is_current(input)

    def _allowed(self, before: Sequence[Input], stated: Sequence[Input]) -> list[Input]:
        """The pairs of the last build that a person has said nothing against."""
        taken = {member for input in stated for member in input.members}
        parted = self.settings.parted(self.files)
        return [
            input
            for input in before
            if not taken.intersection(input.members)
            and not any(self.settings.of(member).alone for member in input.members)
            and not any(frozenset(pair) in parted for pair in combinations(input.members, 2))
        ]

    def _vanished(self, before: Sequence[Input]) -> bool:
        """Whether a document is gone that was made of one language or of several files."""
        names = {input.name for input in (*self.inputs, *before)}
        gone = [entry for name, entry in self.ledger.entries.items() if name not in names]
        return any(one_language(entry) or FILES in entry.row["file"] for entry in gone)

    def _is_new(self, before: Sequence[Input]) -> bool:
        """Whether there is a text in one language that no earlier build has compared with the others."""
        changed = (input for input in before if not self.ledger.has_same_files(input))
        stated = self.ledger.pairing != self.settings.pairing_digest(self.files)
        held = any(made.profile for _, made in self.held.values())
        return self.scope.force or held or stated or any(changed)

    def _paired_anew(self, before: Sequence[Input], single: Sequence[Input]) -> list[Input]:
        """The documents that are made of several files, all texts in one language compared."""
        single = [input for input in single if not self.settings.of(input.members[0]).alone]
        held = [self.held[input.name][1].profile for input in single if input.name in self.held]
        profiles = [profile for profile in held if profile]
        unseen = [
            input for input in single if input.name not in self.held and self.ledger.is_one_language(input)
        ]
        if len(profiles) + len(unseen) + sum(len(input.members) for input in before) < 2:
            return list(before)
        files = {input.members[0]: input for input in self.inputs}
        members = [files[member] for input in before for member in input.members]
        looked = {task.input.name: found for task, found in self._run(look, [*unseen, *members])}
        broken = {name for name, found in looked.items() if found is None or not found.readable}
        kept = [input for input in before if any(files[member].name in broken for member in input.members)]
        waiting = {files[member].name for input in kept for member in input.members}
        profiles += [
            found.profile
            for name, found in looked.items()
            if found is not None and found.profile and name not in waiting
        ]
        with threadpool_limits(1):
            pairing = pair_profiles(profiles, apart=self.settings.parted(self.files))
        self._tell(pairing, before)
        return [*paired(pairing.groups, self.inputs, kept), *kept]

    def _tell(self, pairing: Pairing, before: Sequence[Input]) -> None:
        """What a person should know of new pairs, and of those that could not be told."""
        known = {input.files for input in before}
        for group in pairing.groups:
            if FILES.join(sorted(group.names)) not in known:
                self.ledger.notes += [
                    f"{group.original} and {t.name} belong together ({t.score:.2f}: {t.reason})"
                    for t in group.translations
                ]
        self.ledger.notes += [f"{one.name} {one.reason}" for one in pairing.alone if one.ambiguous]

    def _finish(self, plan: Sequence[Input], alone: Sequence[Input]) -> None:
        """Take what was held back, make what is missing, keep what is still good."""
        missing = [input for input in plan if self._is_due(input)]
        for input in alone:
            if input.name in self.held:
                self._take(*self.held[input.name])
            elif input.name not in self.ledger.outcomes and self._is_due(input):
                missing.append(input)
        self._make(missing, hold=False)
        for input in (*plan, *alone):
            if input.name not in self.ledger.outcomes and self.scope.holds(input):
                self.ledger.keep(input)

    def _is_due(self, input: Input) -> bool:
        """Whether a document is to be made: one that was asked for, or that lost its place to such a one."""
        if self._is_good(input):
            return False
        lost = self.seen_before.issuperset(input.members) and not self.ledger.is_made_of(input)
        return self.scope.holds(input) or lost

    def _make(self, inputs: Sequence[Input], hold: bool) -> None:
        """Make documents; those of one language are held back if so told."""
        self.total += len(inputs)
        if hold or inputs:
            self.progress(self.done, self.total, "")
        for task, result in self._run(make, inputs):
            made = result or failed(task, _DIED)
            if hold and made.profile:
                self.held[made.name] = task, made
            else:
                self._take(task, made)

    def _take(self, task: Task, made: Made) -> None:
        self.ledger.take(task, made)
        self.done += 1
        self.progress(self.done, self.total, task.input.name)

    def _run(
        self, work: Callable[[Task], ResultT], inputs: Sequence[Input]
    ) -> Iterator[tuple[Task, ResultT | None]]:
        entries = self.ledger.entries
        tasks = [
            Task(self.project, i, entries.get(i.name), self.options, self.ledger.guidance_of(i))
            for i in inputs
        ]
        return run(work, tasks, min(self.jobs, len(tasks)))
