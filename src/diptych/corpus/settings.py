"""What a person states in `diptych.toml`, which overrules what the program finds.

    ["*.txt"]                              # a file, or a pattern for files
    languages = ["ru", "en"]
    ["004.txt"]
    original = "ru"
    ranges = [{ lines = "3-10", kind = "summary" }]
    [pairing]
    together = [["brief.txt", "letter.txt"]]

Sections are gone through in the order of the file; a later one overrules an earlier one,
key by key. `ranges` add up, and where two overlap the later section wins.
"""

import codecs
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

from diptych.checks import Policy
from diptych.corpus.check_settings import CHECKS, read_policy
from diptych.corpus.patterns import check_patterns, matches, suggestion
from diptych.corpus.project import SETTINGS, Project
from diptych.errors import ProjectError
from diptych.line_numbers import LineNumbers
from diptych.model import INTERRUPTING_KINDS, TEXT_KINDS, Kind, Span
from diptych.survey import STATEABLE, Overrides, Stated
from diptych.survey.language_names import stated_code

_PAIRING = "pairing"
_RANGE = re.compile(r"\s*(\d{1,12})\s*(?:([-–])\s*(\d{1,12})?\s*)?")


@dataclass(frozen=True, slots=True)
class Range:
    """A passage of a file and what it is.

    Attributes:
        unit: `lines`, from 1 and with the last one, or `characters`, from 0 and without the last one.
        first: where it begins.
        last: where it ends; None for the end of the file.
        kind: what it is; None for text whose parts are to be told by the rules.
        version: language of the version it belongs to; empty where that is to be found.
        section: where it was stated, for messages.
    """

    unit: str
    first: int
    last: int | None
    kind: Kind | None
    version: str
    section: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """As a person wrote it."""
        if self.unit == "lines" and self.first == self.last:
            return f"line {self.first}"
        return f"{self.unit} {self.first}-{'' if self.last is None else self.last}"

    def stated(self, length: int, lines: LineNumbers) -> Stated:
        """The passage in a text of so many characters.

        Raises:
            ProjectError: it is not in the text.
        """
        size = lines.count if self.unit == "lines" else length
        last = size if self.last is None else self.last
        if self.first > size or last > size or (self.unit == "characters" and self.first == size):
            raise ProjectError(
                f"{self.shown}: there are only {size} {self.unit}",
                self.section,
                "'diptych inspect' shows lines, the columns start and end of the blocks table characters",
            )
        span = lines.span(self.first, last) if self.unit == "lines" else Span(self.first, last)
        one = self.unit == "lines" and self.first == last
        what = [f"{'is' if one else 'are'} {self.kind.value}"] if self.kind else []
        what += [f"{'belongs' if one else 'belong'} to “{self.version}”"] if self.version else []
        return Stated(span, self.kind, self.version, f"{SETTINGS}: {self.shown} {' and '.join(what)}")


@dataclass(frozen=True, slots=True)
class FileSettings:
    """All that is stated about one file.

    Attributes:
        encoding: in Python's name; empty where it is to be detected.
        languages: of the versions; empty where they are to be found.
        original: language of the original, held or not; empty where it is to be found.
        ranges: the passages, those of later sections behind.
        alone: whether it is never made one document with another file.
        all_pairs: whether translations are aligned with each other, too.
    """

    encoding: str = ""
    languages: tuple[str, ...] = ()
    original: str = ""
    ranges: tuple[Range, ...] = ()
    alone: bool = False
    all_pairs: bool = False

    @property
    def digest(self) -> str:
        """Of what changes how the file itself is surveyed; empty where nothing is stated."""
        counting = replace(self, alone=False, all_pairs=False)
        return "" if counting == NOTHING else hashlib.sha256(ascii(counting).encode()).hexdigest()

    def overrides(self, text: str) -> Overrides:
        """What the survey of a text goes by.

        Raises:
            ProjectError: a range is not in the text, or overlaps another of its section in part.
        """
        lines = LineNumbers(text)
        placed = [(one, one.stated(len(text), lines)) for one in self.ranges]
        for (one, before), (other, behind) in combinations(placed, 2):
            if one.section == other.section and _cross(before.span, behind.span):
                hint = "let one of them end where the other begins, or lie inside it"
                raise ProjectError(f"{one.shown} and {other.shown} overlap", one.section, hint)
        passages: list[Stated] = []
        for _, section in groupby(placed, key=lambda pair: pair[0].section):
            for _, stated in sorted(
                section, key=lambda pair: -len(pair[1].span)
            ):  # what lies inside comes last
                passages = [piece for passage in passages for piece in _without(passage, stated.span)]
                passages.append(stated)
        ordered = tuple(sorted(passages, key=lambda passage: passage.span))
        return Overrides(self.languages, self.original, ordered, SETTINGS)


NOTHING = FileSettings()
"""Nothing is stated."""


def _cross(one: Span, other: Span) -> bool:
    """Whether two passages share a part and neither lies inside the other."""
    if one == other:
        return True
    shared = Span(max(one.start, other.start), min(one.end, other.end))
    return shared.start < shared.end and shared not in (one, other)


def _without(passage: Stated, span: Span) -> list[Stated]:
    """What is left of a passage where another one is stated."""
    pieces = (
        Span(passage.span.start, min(passage.span.end, span.start)),
        Span(max(passage.span.start, span.end), passage.span.end),
    )
    return [replace(passage, span=piece) for piece in pieces if piece.start < piece.end]


@dataclass(frozen=True, slots=True)
class Section:
    """One section about files.

    Attributes:
        pattern: which files.
        place: file and section, for messages.
        values: the keys that it has, as fields of `FileSettings`.
    """

    pattern: str
    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parted:
    """Pairs of files that must not be one document; they may be too many to be listed.

    Attributes:
        groups: no two files of a group belong together.
    """

    groups: tuple[frozenset[str], ...]

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, frozenset) and any(pair <= group for group in self.groups)


@dataclass(frozen=True, slots=True)
class Settings:
    """A `diptych.toml`, read and found free of mistakes as far as it can be told without the documents.

    Attributes:
        sections: in the order of the file.
        together: files that are one document each.
        apart: files (or patterns) no two of which are one document.
        place: the file, for messages.
        policy: what of the findings of checks counts.
    """

    sections: tuple[Section, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    place: str = SETTINGS
    policy: Policy = field(default_factory=Policy)

    def of(self, file: str) -> FileSettings:
        """All that is stated about a file, by its path from seeds/ on.

        Raises:
            ProjectError: a range belongs to a version that is not among the languages.
        """
        found = NOTHING
        for section in self.sections:
            if matches(section.pattern, file):
                values = dict(section.values)
                if values.get("ranges"):
                    values["ranges"] = (*found.ranges, *values["ranges"])
                found = replace(found, **values)
        for one in found.ranges:
            if one.version and found.languages and one.version not in found.languages:
                known = ", ".join(found.languages)
                raise ProjectError(
                    f"{one.shown}: {one.version!r} is not among the languages stated for {file}: {known}",
                    one.section,
                )
        return found

    def check(self, files: Sequence[str]) -> None:
        """Refuse what is stated about files that are not there.

        Args:
            files: the documents, by their paths from seeds/ on.

        Raises:
            ProjectError: a section, or an entry of `pairing`, is about no document.
        """
        for section in self.sections:
            check_patterns([section.pattern], files, section.place)
        where = f"{self.place}, [{_PAIRING}]"
        for names in (*self.together, *self.apart):
            check_patterns(names, files, where)
        for group in self.together:
            for name in group:
                meant = [file for file in files if matches(name, file)]
                if len(meant) > 1:
                    raise ProjectError(f"{name!r} may be {' or '.join(meant)}", where, "write the whole path")
            lonely = next((file for file in group if self.of(file).alone), "")
            if lonely:
                raise ProjectError(f"'together' names {lonely}, for which 'alone' is stated", where)
            if any(frozenset(pair) in self.parted(group) for pair in combinations(group, 2)):
                raise ProjectError(f"{' and '.join(group)} stand in 'together' and in 'apart'", where)
        for file in files:
            self.of(file)

    def parted(self, files: Sequence[str]) -> "Parted":
        """Which two of some files must not be one document."""
        meant = (
            frozenset(file for file in files if any(matches(name, file) for name in names))
            for names in self.apart
        )
        return Parted(tuple(meant))

    def pairing_digest(self, files: Sequence[str]) -> str:
        """Of all that is stated about which files belong together; empty where nothing is."""
        alone = [file for file in files if self.of(file).alone]
        stated = (self.together, self.apart, alone)
        return hashlib.sha256(ascii(stated).encode()).hexdigest() if any(stated) else ""


def project_settings(project: Project) -> Settings:
    """What is stated in a project; nothing where it has no `diptych.toml`.

    Raises:
        ProjectError: the file holds a mistake.
    """
    path = project.settings
    return read_settings(path, project.shown(path)) if path else Settings()


def folder_settings(folder: Path) -> Settings:
    """What is stated about the files in a folder: beside it, if it is the seeds/ of a project, or in it.

    Raises:
        ProjectError: the file holds a mistake.
    """
    project = Project(folder.absolute().parent)
    if folder.absolute() == project.seeds:
        return project_settings(project)
    path = folder / SETTINGS
    return read_settings(path, str(path)) if path.is_file() else Settings()


def read_settings(path: Path, shown: str = SETTINGS) -> Settings:
    """The settings in a file.

    Args:
        path: the file.
        shown: what messages call it.

    Raises:
        ProjectError: it cannot be read, or holds a mistake; the first one is told.
    """
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ProjectError(f"cannot be read: {error.strerror}", shown) from error
    except UnicodeDecodeError as error:
        raise ProjectError(f"is not UTF-8: byte {error.start}", shown, "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"is no TOML: {error}", shown, "see https://toml.io") from None
    policy = read_policy(data.pop(CHECKS, {}), shown)
    pairing = data.pop(_PAIRING, {})
    where = f"{shown}, [{_PAIRING}]"
    if not isinstance(pairing, dict):
        raise ProjectError(f"{_PAIRING!r} must be a section", shown, "as in [pairing]")
    _check_keys(pairing, ("together", "apart"), where)
    groups = {key: _groups(pairing.get(key, []), key, where) for key in ("together", "apart")}
    for name in (name for group in groups["together"] for name in group):
        if sum(name in group for group in groups["together"]) > 1:
            raise ProjectError(f"{name!r} stands in two lists of 'together'", where, "join them")
    sections = tuple(_section(name, value, shown) for name, value in data.items())
    return Settings(sections, groups["together"], groups["apart"], shown, policy)


def _groups(value: Any, key: str, where: str) -> tuple[tuple[str, ...], ...]:
    fits = isinstance(value, list) and all(
        isinstance(group, list) and group and all(isinstance(name, str) for name in group) for group in value
    )
    if not fits:
        raise ProjectError(f"{key!r} must be a list of lists of files", where, 'as in [["a.txt", "b.txt"]]')
    for group in value:
        if key == "together" and (len(set(group)) < 2 or len(set(group)) < len(group)):
            raise ProjectError("a list of 'together' must name two files or more, each once", where)
    return tuple(tuple(group) for group in value)


def _section(name: str, value: Any, shown: str) -> Section:
    if not isinstance(value, dict):
        hint = suggestion(name, _KEYS) or "begin with a section"
        raise ProjectError(f"the key {name!r} stands in no section", shown, f'{hint}; as in ["*.txt"]')
    place = f'{shown}, ["{name}"]'
    for key, inner in value.items():
        if key not in _KEYS and isinstance(inner, dict):
            hint = f'write ["{name}.{key}"] in quotes'
            raise ProjectError(f"{key!r} is a section in a section", place, hint)
    _check_keys(value, _KEYS, place)
    return Section(name, place, {_FIELDS[key]: _READ[key](inner, key, place) for key, inner in value.items()})


def _check_keys(table: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise ProjectError(f"unknown key {key!r}", where, suggestion(key, known, spelt_out=True))


def _encoding(value: Any, key: str, where: str) -> str:
    try:
        found = codecs.lookup(value)
        "".encode(found.name)  # refuses what turns bytes into bytes
        return found.name
    except (LookupError, TypeError, ValueError):
        hint = "try utf-8, cp1251, koi8-r"
        raise ProjectError(f"{key!r} is {value!r}, no encoding that Python knows", where, hint) from None


def _language(value: Any, key: str, where: str) -> str:
    code = stated_code(value) if isinstance(value, str) else ""
    if not code:
        hint = "a code or a name: de, sr-Latn, German"
        raise ProjectError(f"{key!r} is {value!r}, no language we know", where, hint)
    return code


def _languages(value: Any, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ProjectError(f"{key!r} must be a list of languages, not {value!r}", where, 'as in ["ru", "en"]')
    return tuple(dict.fromkeys(_language(one, key, where) for one in value))


def _flag(value: Any, key: str, where: str) -> bool:
    if not isinstance(value, bool):
        raise ProjectError(f"{key!r} must be true or false, not {value!r}", where)
    return value


def _ranges(value: Any, key: str, where: str) -> tuple[Range, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        hint = 'as in [{ lines = "3-10", kind = "furniture" }]'
        raise ProjectError(f"{key!r} must be a list of ranges, not {value!r}", where, hint)
    return tuple(_range(entry, f"{where}, ranges, entry {n}", where) for n, entry in enumerate(value, 1))


def _range(entry: Mapping[str, Any], where: str, section: str) -> Range:
    _check_keys(entry, ("lines", "characters", "kind", "version"), where)
    units = [unit for unit in ("lines", "characters") if unit in entry]
    if len(units) != 1:
        raise ProjectError("a range has either 'lines' or 'characters'", where)
    if not entry.keys() & {"kind", "version"}:
        raise ProjectError("a range says 'kind' or 'version' or both", where)
    kind = _kind(entry["kind"], where) if "kind" in entry else None
    version = _language(entry["version"], "version", where) if "version" in entry else ""
    if version and kind and kind not in TEXT_KINDS | INTERRUPTING_KINDS | {Kind.NOTE}:
        raise ProjectError(f"what is {kind.value} belongs to no version", where, "leave one of the two out")
    return Range(units[0], *_ends(entry[units[0]], units[0], where), kind, version, section)


def _kind(value: Any, where: str) -> Kind:
    known = [kind.value for kind in Kind if kind in STATEABLE]
    if value not in known:
        raise ProjectError(
            f"'kind' is {value!r}, no kind that can be stated", where, suggestion(str(value), known, True)
        )
    return Kind(value)


def _ends(value: Any, unit: str, where: str) -> tuple[int, int | None]:
    """First and last number of a range: `7`, `"7"`, `"7-9"`, `"7-"`."""
    plain = isinstance(value, int) and not isinstance(value, bool)
    match = _RANGE.fullmatch(str(value)) if plain or isinstance(value, str) else None
    if not match or (unit == "characters" and not match[2]):
        example = '"3-10", "3-" or 3' if unit == "lines" else '"120-340" or "120-"'
        raise ProjectError(f"{unit!r} is {value!r}, no range", where, f"as in {example}")
    first = int(match[1])
    last = (int(match[3]) if match[3] else None) if match[2] else first
    if first < (unit == "lines"):
        raise ProjectError(f"{unit!r} is {value!r}: lines are counted from 1", where)
    if last is not None and last < first + (unit == "characters"):
        raise ProjectError(f"{unit!r} is {value!r}, which ends before it begins", where)
    return first, last


_READ = {
    "encoding": _encoding,
    "languages": _languages,
    "original": _language,
    "ranges": _ranges,
    "alone": _flag,
    "all-pairs": _flag,
}
_KEYS = tuple(_READ)
_FIELDS = {key: key.replace("-", "_") for key in _KEYS}
