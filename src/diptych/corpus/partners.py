"""Files of a project that translate each other: which they are, and what their common document is called."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from diptych.alignment.pairing import Group
from diptych.alignment.pairing.filenames import Named, common_stem
from diptych.corpus.inputs import name_key, nameable
from diptych.corpus.patterns import matches
from diptych.corpus.project import WHOLE, Input
from diptych.corpus.state import Entry
from diptych.model import FILES


def paired_before(entries: Mapping[str, Entry], inputs: Iterable[Input]) -> list[Input]:
    """Documents of the last build that were made of several files, all of which are still there."""
    seeds = {member: input.seeds for input in inputs for member in input.members}
    found = []
    for name, entry in sorted(entries.items()):
        files = tuple(sorted(entry.row["file"].split(FILES)))
        if len(files) > 1 and name_key(name) != WHOLE and all(file in seeds for file in files):
            found.append(Input(seeds[files[0]], files, name))
    return found


def one_language(entry: Entry) -> bool:
    """Whether a document was built of text in one language, which another file may translate."""
    return len(entry.row["languages"].split()) == 1


def paired(groups: Sequence[Group], inputs: Sequence[Input], kept: Sequence[Input] = ()) -> list[Input]:
    """The groups as documents to be built.

    Each is named after what its files' names have in common; where that is nothing, or the name of
    another document, after the original.

    Args:
        groups: files that translate each other.
        inputs: all files of the project, each as a document of its own.
        kept: documents of several files that stand already; their names are taken.
    """
    return _named([(group.stem, group.names) for group in groups], inputs, kept)


def put_together(
    groups: Sequence[Sequence[str]], inputs: Sequence[Input], entries: Mapping[str, Entry]
) -> list[Input]:
    """Files that a person says belong together, as documents to be built; a known one keeps its name."""
    files = [member for input in inputs for member in input.members]
    members = [tuple(sorted(_meant(name, files) for name in group)) for group in groups]
    known = {
        tuple(sorted(entry.row["file"].split(FILES))): name
        for name, entry in entries.items()
        if name != WHOLE
    }
    new = [files for files in members if files not in known]
    old = [Input(inputs[0].seeds, files, known[files]) for files in members if files in known]
    stems = [common_stem([Named(PurePath(file).stem, marked=False) for file in files]) for files in new]
    return [*old, *_named(list(zip(stems, new, strict=True)), inputs, old)]


def _meant(name: str, files: Sequence[str]) -> str:
    return next(file for file in files if matches(name, file))


def _named(
    groups: Sequence[tuple[str, Sequence[str]]], inputs: Sequence[Input], kept: Sequence[Input]
) -> list[Input]:
    """Files as documents under a name wished for, or that of the first where another document has it."""
    alone = {member: input for input in inputs for member in input.members}
    groups = [(nameable(stem), files) for stem, files in groups]
    claims = Counter([WHOLE, *(name_key(stem) for stem, _ in groups)])
    claims.update(name_key(input.name) for input in kept)
    claims.update(name_key(input.name) for input in inputs)
    made = []
    for stem, files in groups:
        own = {name_key(alone[file].name) for file in files}
        free = stem and claims[name_key(stem)] == 1 + (name_key(stem) in own)
        first = alone[files[0]]
        made.append(Input(first.seeds, tuple(sorted(files)), stem if free else first.name))
    return made
