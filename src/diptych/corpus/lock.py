"""One build at a time in a project."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from diptych.corpus.project import Project
from diptych.corpus.writing import remove_leftovers, writing_error
from diptych.errors import ProjectError


@contextmanager
def locked(project: Project) -> Iterator[None]:
    """Hold the project's lock; the system frees it even when the build is killed.

    Raises:
        ProjectError: another build holds it, or the folder cannot be written.
    """
    lock = FileLock(project.lock)
    try:
        project.corpus.mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout:
        raise ProjectError(
            "another build is running in this project", project.root, "wait until it has ended"
        ) from None
    except OSError as error:
        raise writing_error(error, error.filename or project.corpus) from error
    try:
        for folder in (project.corpus, project.tei, project.schema.parent):
            remove_leftovers(folder)
        yield
    finally:
        lock.release()
