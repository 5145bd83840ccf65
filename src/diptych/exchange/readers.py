"""The formats that are read back, and how a file's format is told."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from diptych.errors import ExchangeError
from diptych.exchange.cwb import read_cwb
from diptych.exchange.hunalign import read_ladder
from diptych.exchange.intertext import is_intertext, read_intertext
from diptych.exchange.jsonl import read_jsonl
from diptych.exchange.pairs import read_pairs_file
from diptych.exchange.parallel import ParallelText
from diptych.exchange.parquet import read_parquet
from diptych.exchange.returned import Returned
from diptych.exchange.roots import begins_with
from diptych.exchange.sketchengine import read_sketchengine
from diptych.exchange.table import is_alignment_table, read_alignment_table
from diptych.exchange.tmx import read_tmx
from diptych.exchange.xces import is_xces, read_xces
from diptych.exchange.xliff import read_xliff
from diptych.exchange.xlsx import read_xlsx

Read = Callable[[bytes, str, Sequence[ParallelText]], Iterable[Returned]]
"""From a file, what errors call it, and the project's texts to what the file says of them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that is read back.

    Attributes:
        suffixes: of its files, in small letters.
        read: from a file to what it says.
        recognises: whether its bytes are of this format, where others share the suffix.
    """

    suffixes: tuple[str, ...]
    read: Read
    recognises: Callable[[bytes], bool] = lambda data: True


def by_itself(read: Callable[[bytes, str], Iterable[Returned]]) -> Read:
    """For formats whose files say all that is needed."""
    return lambda data, where, texts: read(data, where)


def by_its_name(read: Callable[[bytes, str, ParallelText], Returned]) -> Read:
    """For formats of one alignment a file, which only the file's name says: `letter.ru-en.tsv`."""
    return lambda data, where, texts: [read(data, where, named_by(where, texts))]


_ENDS_THERE = re.compile(r"(?![\w-])")

READERS: dict[str, Reader] = {
    "jsonl": Reader((".jsonl",), by_itself(read_jsonl)),
    "parquet": Reader((".parquet",), by_itself(read_parquet)),
    "xlsx": Reader((".xlsx",), read_xlsx),
    "tmx": Reader((".tmx",), read_tmx),
    "xliff": Reader((".xlf", ".xliff"), read_xliff),
    "xces": Reader((".xml",), by_itself(read_xces), is_xces),
    "intertext": Reader((".xml",), read_intertext, is_intertext),
    "pairs": Reader((".pairs",), by_its_name(read_pairs_file)),
    "hunalign": Reader((".ladder",), by_its_name(read_ladder)),
    "sketchengine": Reader((".map",), read_sketchengine),
    "cwb": Reader((".beads",), read_cwb),
    "table": Reader((".tsv",), by_its_name(read_alignment_table), is_alignment_table),
}
"""By name; the first that has the suffix and recognises the file reads it."""


_OTHER_WAY = "give the alignment table, or a file of another format, as of `diptych export --to xlsx`"
_LINKS = "give the file of links beside it"
_WITHOUT_BEADS = {
    "TEI": ("is TEI, which does not come back", _OTHER_WAY),
    "teiCorpus": ("is TEI, which does not come back", _OTHER_WAY),
    "text": ("holds sentences of XCES, no links", f"{_LINKS}, as corpus.ru-en.xml"),
    "doc": ("holds sentences of InterText, no links", f"{_LINKS}, as letter.ru.en.alignment.xml"),
}
"""XML that is handed on and holds no beads, by the element that it begins with: what it is, what to give."""


def read_back(data: bytes, where: str, texts: Sequence[ParallelText]) -> list[Returned]:
    """What a file says of the texts, whatever its format.

    Args:
        data: the file.
        where: its name, with its suffix.
        texts: all of the project.

    Raises:
        ExchangeError: no format, or nothing in it that can be taken over.
    """
    suffix = PurePath(where).suffix.lower()
    readers = [reader for reader in READERS.values() if suffix in reader.suffixes]
    known = sorted({suffix for reader in READERS.values() for suffix in reader.suffixes})
    if not readers:
        raise ExchangeError("cannot be read back", where, f"files can that end in {', '.join(known)}")
    reader = next((reader for reader in readers if reader.recognises(data)), None)
    if reader is not None:
        returned = list(reader.read(data, where, texts))
        if not any(one.beads for one in returned):
            raise ExchangeError("holds no bead", where, "give the file as it was handed on")
        return returned
    for tag, (what, hint) in _WITHOUT_BEADS.items():
        if begins_with(data, tag):
            raise ExchangeError(what, where, hint)
    names = " or ".join(name for name, reader in READERS.items() if reader in readers)
    raise ExchangeError(f"is no {names} of ours", where, "give the file as it was handed on")


def named_by(where: str, texts: Sequence[ParallelText]) -> ParallelText:
    """The text that a file's name begins with: document, dot, versions, as in `letter.ru-en (1).tsv`.

    Raises:
        ExchangeError: there is none.
    """
    name = PurePath(where).name
    stems = {text.stem: text for text in texts}
    begun = [stem for stem in stems if name.startswith(stem) and _ENDS_THERE.match(name, len(stem))]
    found = max(begun, key=len, default=None)
    if found is None:
        raise ExchangeError(
            "its name says of no document what it aligns", where, "call it as the export did: letter.ru-en.…"
        )
    return stems[found]
