"""The files of any folder paired, without building anything: what `diptych pair` shows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from diptych.alignment.pairing import LEAST_SCORE, Alone, Pairing, Profile, pair_profiles, profile
from diptych.corpus.inputs import documents_in
from diptych.corpus.patterns import matches
from diptych.corpus.project import SETTINGS
from diptych.corpus.settings import Settings, folder_settings
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
    """Finds which files of a folder translate each other; `diptych.toml` is heeded, nothing is written.

    Args:
        folder: with the files, as `seeds/` would hold them.
        least_score: pairs below this are not made.
        encoding: of all files for which `diptych.toml` states none; overrules the detection.
        progress: called with the number of files read (first with 0), of all, and the name of the last one.
        max_bytes: larger files are told as not readable.

    Raises:
        ProjectError: no such folder, no document in it, or `diptych.toml` holds a mistake.
    """
    folder = Path(folder)
    names, _ = documents_in(folder)
    settings = folder_settings(folder)
    settings.check(names)
    profiles: list[Profile] = []
    alone: list[Alone] = []
    if progress:
        progress(0, len(names), "")
    with threadpool_limits(1):
        for done, name in enumerate(names, start=1):
            found = _stated(settings, name, names) or _profile(folder, name, settings, encoding, max_bytes)
            (profiles if isinstance(found, Profile) else alone).append(found)  # type: ignore[arg-type]
            if progress:
                progress(done, len(names), name)
        pairing = pair_profiles(profiles, least_score, apart=settings.parted(names))
    return Pairing(pairing.groups, tuple(sorted((*alone, *pairing.alone), key=lambda one: one.name)))


def _stated(settings: Settings, name: str, names: list[str]) -> Alone | None:
    """A file for which a person decided already."""
    if settings.of(name).alone:
        return Alone(name, f"{SETTINGS}: alone")
    group = next((group for group in settings.together if any(matches(one, name) for one in group)), ())
    others = [other for other in names if other != name and any(matches(one, other) for one in group)]
    return Alone(name, f"{SETTINGS}: together with {' and '.join(others)}") if others else None


def _profile(
    folder: Path, name: str, settings: Settings, encoding: str | None, max_bytes: int
) -> Profile | Alone:
    """What pairing looks at in a file, or why it cannot be paired."""
    stated = settings.of(name)
    try:
        source = replace(read(folder / name, stated.encoding or encoding, max_bytes), name=name)
        document = prepare(source, stated.overrides(source.text))
    except (DiptychError, OSError) as error:
        what = error.what if isinstance(error, DiptychError) else error.strerror
        return Alone(name, f"cannot be read: {what}")
    return profile(document) or Alone(name, _why_none(document))


def _why_none(document: Document) -> str:
    languages = [version.language for version in document.versions if version.sentences]
    if len(languages) > 1:
        return f"holds {len(languages)} languages already: {' '.join(languages)}"
    return "its language is not known" if languages else "no document text was found in it"
