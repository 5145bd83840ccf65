"""Files of a project that translate each other: which they are, and what their common document is called."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from diptych.alignment.pairing import Group
from diptych.bitext import FILES
from diptych.corpus.project import Input, name_key
from diptych.corpus.state import Entry


def paired_before(entries: Mapping[str, Entry], inputs: Iterable[Input]) -> list[Input]:
    """Documents of the last build that were made of several files, all of which are still there."""
    paths = {path.name: path for input in inputs for path in input.paths}
    found = []
    for name, entry in sorted(entries.items()):
        files = sorted(entry.row["file"].split(FILES))
        if len(files) > 1 and all(file in paths for file in files):
            found.append(Input(tuple(paths[file] for file in files), name))
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
    alone = {path.name: input for input in inputs for path in input.paths}
    claims = Counter(name_key(group.stem) for group in groups)
    claims.update(name_key(input.name) for input in kept)
    claims.update(name_key(input.name) for input in inputs)
    made = []
    for group in groups:
        own = {name_key(alone[file].name) for file in group.names}
        stem = name_key(group.stem)
        free = group.stem and claims[stem] == 1 + (stem in own)
        paths = sorted((alone[file].paths[0] for file in group.names), key=lambda path: path.name)
        made.append(Input(tuple(paths), group.stem if free else alone[group.original].name))
    return made
