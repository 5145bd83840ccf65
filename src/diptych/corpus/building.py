"""The main job: seeds/ becomes corpus/ and tei/."""

from collections.abc import Callable, Sequence
from pathlib import Path

from diptych.alignment import read_dictionary
from diptych.corpus.ledger import Ledger
from diptych.corpus.lock import locked
from diptych.corpus.making import Task, failed, make
from diptych.corpus.project import Project
from diptych.corpus.report import BuildReport
from diptych.corpus.signature import signature
from diptych.corpus.workers import run
from diptych.errors import ProjectError
from diptych.reading import MAX_BYTES

Progress = Callable[[int, int, str], None]
"""Called with the number of documents done (first with 0), of all, and the name of the last one."""

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
) -> BuildReport:
    """Build a project: every document in seeds/ that is new or changed, or whose program changed.

    What a person decided in the alignment tables is taken over. A document that
    fails is recorded with its error and keeps the results it had. The result
    does not depend on the number of processes.

    Args:
        root: the project folder.
        jobs: number of processes. With more than one, a script must call this
            under `if __name__ == "__main__":`, as the processes start afresh.
        encoding: of all inputs; overrules the detection.
        force: build everything again.
        max_bytes: larger inputs are refused.
        progress: told of each document done.
        dictionaries: files; each serves the documents in its languages.
        encoder: name of what compares the sentences, as `load_encoder` knows it.

    Raises:
        AlignmentError: there is no such encoder.
        ProjectError: the project as a whole cannot be built.
        AlignmentError: a dictionary cannot be read.
    """
    if jobs < 1:
        raise ProjectError(f"cannot work with {jobs} processes", hint="give 1 or more")
    project = Project(Path(root))
    inputs, ignored = project.inputs()
    paths = tuple(map(Path, dictionaries))
    program = signature(encoding, encoder, [read_dictionary(path).digest for path in paths])
    with locked(project):
        ledger = Ledger(project, program)
        ledger.drop_absent(input.name for input in inputs)
        stale = [i for i in inputs if force or not ledger.keep(i)]
        tasks = [
            Task(project, i, ledger.entries.get(i.name), encoding, max_bytes, encoder, paths) for i in stale
        ]
        try:
            _carry_out(tasks, jobs, ledger, progress or (lambda done, total, name: None))
        finally:  # on Ctrl-C too: list and state then tell what was finished
            ledger.close()
    return ledger.report(ignored)


def _carry_out(tasks: Sequence[Task], jobs: int, ledger: Ledger, progress: Progress) -> None:
    progress(0, len(tasks), "")
    for done, (task, made) in enumerate(run(make, tasks, min(jobs, len(tasks))), start=1):
        ledger.take(task, made or failed(task, _DIED))
        progress(done, len(tasks), task.input.name)
