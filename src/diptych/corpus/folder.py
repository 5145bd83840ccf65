"""The files of any folder paired, without building anything: what `diptych pair` shows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from diptych.alignment.pairing import LEAST_SCORE, Alone, Pairing, Profile, pair_profiles, profile
from diptych.corpus.project import documents_in
from diptych.errors import DiptychError
from diptych.model import Document
from diptych.pipeline import prepare
from diptych.reading import MAX_BYTES, read


def pair_folder(
    folder: Path | str,
    least_score: float = LEAST_SCORE,
    encoding: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Pairing:
    """Finds which files of a folder translate each other. Nothing is written.

    Args:
        folder: with the files, as `seeds/` would hold them.
        least_score: pairs below this are not made.
        encoding: of all files; overrules the detection.
        progress: called with the number of files read (first with 0), of all, and the name of the last one.
        max_bytes: larger files are told as not readable.

    Raises:
        ProjectError: no such folder, or no document in it.
    """
    folder = Path(folder)
    names, _ = documents_in(folder)
    profiles: list[Profile] = []
    alone: list[Alone] = []
    if progress:
        progress(0, len(names), "")
    with threadpool_limits(1):
        for done, name in enumerate(names, start=1):
            found = _profile(folder, name, encoding, max_bytes)
            (profiles if isinstance(found, Profile) else alone).append(found)  # type: ignore[arg-type]
            if progress:
                progress(done, len(names), name)
        pairing = pair_profiles(profiles, least_score)
    return Pairing(pairing.groups, tuple(sorted((*alone, *pairing.alone), key=lambda one: one.name)))


def _profile(folder: Path, name: str, encoding: str | None, max_bytes: int) -> Profile | Alone:
    """What pairing looks at in a file, or why it cannot be paired."""
    try:
        document = prepare(replace(read(folder / name, encoding, max_bytes), name=name))
    except (DiptychError, OSError) as error:
        what = error.what if isinstance(error, DiptychError) else error.strerror
        return Alone(name, f"cannot be read: {what}")
    return profile(document) or Alone(name, _why_none(document))


def _why_none(document: Document) -> str:
    languages = [version.language for version in document.versions if version.sentences]
    if len(languages) > 1:
        return f"holds {len(languages)} languages already: {' '.join(languages)}"
    return "its language is not known" if languages else "no document text was found in it"
