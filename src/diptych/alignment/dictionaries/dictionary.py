"""A user's bilingual dictionary, whatever its format.

Three formats are read: that of the DICT server (Debian's dict-freedict packages), tables with a column a
language, and TBX. How a dictionary becomes evidence for an alignment stands in `translations.py`.
"""

import re
import stat
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import permutations
from pathlib import Path

from diptych.alignment.dictionaries.concepts import MAX_BYTES, Concept, Contents
from diptych.alignment.dictionaries.dictd import find_files, read_dictd
from diptych.alignment.dictionaries.glossary import read_glossary
from diptych.alignment.dictionaries.termbase import read_termbase
from diptych.errors import AlignmentError, ReadingError
from diptych.reading.encodings import decode
from diptych.survey.language_names import language_code

UNKNOWN = "und"
"""A language that is not stated."""
_NAMED = re.compile(r"(?:^|[^a-z])([a-z]{2,3})[-_]([a-z]{2,3})$")
"""The end of a name like freedict-deu-eng."""
_XML = ("<", "\ufeff<")
_FORMATS = "give a table of two columns with a tab between them, a TBX file, or a dictionary of dictd"


@dataclass(frozen=True, eq=False)
class Dictionary:
    """A bilingual dictionary, or one of more languages.

    Attributes:
        name: the file, as the user named it.
        languages: code of the language of each column, `und` where the dictionary does not state it.
        concepts: its entries; for each language the expressions that mean the same.
        digest: of its files and languages; dictionaries with the same one say the same.
    """

    name: str
    languages: tuple[str, ...]
    concepts: tuple[Concept, ...]
    digest: str

    def columns(self, source: str, target: str) -> list[tuple[int, int]]:
        """The columns that can serve for two texts, in the order of the texts; several where languages are
        not stated.

        Args:
            source: language of one text, `und` if unknown.
            target: language of the other.
        """
        wanted = _primary(source), _primary(target)
        return [
            pair
            for pair in permutations(range(len(self.languages)), 2)
            if all(
                UNKNOWN in (self.languages[column], language) or self.languages[column] == language
                for column, language in zip(pair, wanted, strict=True)
            )
        ]

    def check_fits(self, source: str, target: str) -> None:
        """Refuses to serve for two texts of other languages.

        Raises:
            AlignmentError: the dictionary is of other languages.
        """
        if not self.columns(source, target):
            raise AlignmentError(
                f"the dictionary is {'-'.join(self.languages)}, the texts are {source} and {target}",
                self.name,
                "give a dictionary of these two languages, or state those of the texts if they are wrong",
            )


def read_dictionary(path: Path | str) -> Dictionary:
    """Reads a dictionary: dictd (index, articles or what their names have in common), TBX, or a table.

    A file is read once by a process, as long as it does not change.

    Raises:
        AlignmentError: there is no such file, it is no dictionary, it is damaged or too large, or nothing
            stands in it; the message says which, and where.
    """
    path = Path(path)
    pair = find_files(path)
    return _read(path, tuple((file, *_stamp(file)) for file in pair or (path,)))


def _stamp(file: Path) -> tuple[int, int]:
    """What changes when a file does: its time and size."""
    try:
        status = file.stat()
    except OSError as error:
        raise AlignmentError(
            f"cannot be read: {error.strerror}", file, "check the name of the dictionary"
        ) from None
    if not stat.S_ISREG(status.st_mode):
        raise AlignmentError("not a file, so no dictionary", file, _FORMATS)
    if status.st_size > MAX_BYTES:
        raise AlignmentError(f"larger than {MAX_BYTES:,} bytes", file, "use a smaller dictionary")
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=32)
def _read(path: Path, stamped: tuple[tuple[Path, int, int], ...]) -> Dictionary:
    files = [file for file, _, _ in stamped]
    data = [_bytes(file) for file in files]
    contents = _contents(files, data)
    concepts = tuple(concept for concept in contents.concepts if sum(map(bool, concept)) > 1)
    if not concepts:
        raise AlignmentError("no entry was found in this dictionary", path, _FORMATS)
    languages = _languages(contents.languages, files[0])
    digest = sha256(" ".join(languages).encode("utf-8", "replace"))
    for part in data:
        digest.update(sha256(part).digest())
    return Dictionary(str(path), languages, concepts, digest.hexdigest())


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise AlignmentError(f"cannot be read: {error.strerror}", file, "check the permissions") from None


def _contents(files: list[Path], data: list[bytes]) -> Contents:
    if len(files) == 2:
        return read_dictd(data[0], data[1], (files[0], files[1]))
    where = str(files[0])
    try:
        text, _ = decode(data[0], where) if data[0] else ("", "")
    except ReadingError as error:
        raise AlignmentError(f"not a dictionary: {error.what}", where, _FORMATS) from None
    if text.lstrip().startswith(_XML):
        return read_termbase(data[0], where)
    return read_glossary(text, where)


def _languages(stated: tuple[str, ...], file: Path) -> tuple[str, ...]:
    """Codes of the languages, as the dictionary states them, or else as its name does."""
    codes = tuple(_primary(language) for language in stated)
    named = _NAMED.search(file.name.partition(".")[0].lower())
    if set(codes) == {UNKNOWN} and len(codes) == 2 and named and all(map(language_code, named.groups())):
        return tuple(map(language_code, named.groups()))
    return codes


def _primary(language: str) -> str:
    """A language without region and script, by its two-letter code where it has one."""
    return language_code(language) or language.replace("_", "-").partition("-")[0].lower() or UNKNOWN
