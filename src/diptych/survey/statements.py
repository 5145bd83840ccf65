"""What archives state about a document: `Label: value` lines, sections of a record, run-on dumps of both."""

import re
from dataclasses import replace
from functools import cache

from diptych.model import Kind
from diptych.survey import knowledge, shape
from diptych.survey.units import Unit

_KIND_OF_FIELD = {"title": Kind.TITLE, "date": Kind.DATE, "summary": Kind.SUMMARY}
_ENDS_OF_REFERENCE = re.compile(r"\S*\d\S*")
LONGEST_LABEL = 48


def kind_of(field: str) -> Kind:
    """The kind of a block that states this field."""
    return _KIND_OF_FIELD.get(field, Kind.METADATA)


@cache
def _label_pattern() -> re.Pattern[str]:
    """A known label with its colon, capital or CJK first, at a word's start."""
    known = sorted((word for word in knowledge.labels() if len(word) > 1), key=len, reverse=True)
    spellings = (re.escape(word[0].upper()) + "(?i:" + re.escape(word[1:]) + r")(?:\(s\))?" for word in known)
    return re.compile(r"(?<!\w)(?P<label>" + "|".join(spellings) + r")\s?[:：](?=\s|$|[^\x00-\x7f])")


def split_label(text: str) -> tuple[str, str, int] | None:
    """A line's label: (field, label as written, where the value begins); None where it has none."""
    for colon in (":", "："):
        head, found, _ = text[: LONGEST_LABEL + 2].partition(colon)
        known = knowledge.labels().get(knowledge.fold(head)) if found else None
        if known:
            return known[0], head.strip(), len(head) + 1
    return None


def scope(label: str) -> str:
    """Who writes a known label: "archive", "letter" or "both"."""
    return knowledge.labels()[knowledge.fold(label)][1]


def cut_run_on(units: list[Unit]) -> list[Unit]:
    """Cut lines that hold several labels, one of them an archive's, into one unit a label."""
    return [piece for unit in units for piece in (_cut_at_labels(unit) if unit.kind is None else [unit])]


def _cut_at_labels(unit: Unit) -> list[Unit]:
    if len(unit.text) < 40 or "\n" in unit.text and not split_label(unit.text):
        return [unit]
    found = list(_label_pattern().finditer(unit.text[:6000]))
    if len(found) < 2 or "archive" not in {scope(match["label"]) for match in found}:
        return [unit]
    pieces = unit.cut(*(match.start() for match in found))
    return [replace(piece, field="run-on") for piece in pieces]


def read_statements(units: list[Unit]) -> list[Unit]:
    """Decide on labels, their values, and the sections of a record."""
    reader = _Reader(units)
    return reader.read()


class _Reader:
    """Walks down the page; what a line is depends on the label or section above it."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.out: list[Unit] = []
        self.archival_lines = self._archival_runs()
        self.section = ""
        self.field = ""

    def read(self) -> list[Unit]:
        for index, unit in enumerate(self.units):
            if unit.kind is None:
                self.out.extend(self._decide(index, unit))
            else:
                self.out.append(unit)
        return self.out

    def _archival_runs(self) -> set[int]:
        """Positions of label lines that stand in a run with an archive's label, blank lines allowed in between."""
        runs: list[list[int]] = [[]]
        for index, unit in enumerate(self.units):
            if unit.kind is None and (split_label(unit.text) or "dt" in unit.marks):
                runs[-1].append(index)
            elif unit.kind is None and (shape.is_prose(unit.text) or len(unit.text) > 300):
                runs.append([])
        return {index for run in runs for index in self._archival(run)}

    def _archival(self, run: list[int]) -> list[int]:
        """The lines of a run of labels which the archive wrote, not the letter's own `To:`, `From:`, `Date:`."""
        scopes = [self._scope(index) for index in run]
        if "archive" not in scopes:
            return []
        ours = []
        for position, (index, whose) in enumerate(zip(run, scopes, strict=True)):
            neighbours = scopes[max(0, position - 1) : position + 2]
            if whose == "archive" or whose == "both" and "letter" not in neighbours:
                ours.append(index)
        return ours

    def _scope(self, index: int) -> str:
        label = split_label(self.units[index].text)
        return scope(label[1]) if label else "archive"

    def _decide(self, index: int, unit: Unit) -> list[Unit]:
        opened = self._opens_section(index, unit)
        if opened:
            return [opened]
        if label := self._label(index, unit):
            return self._statement(unit, *label)
        if self.field and self._belongs_to_value(unit):
            decided = unit.decided(kind_of(self.field), f"value of “{self.field}”", self.field)
            if self.section != "information":
                self.field = ""
            return [decided]
        self.field = ""
        return [unit]

    def _opens_section(self, index: int, unit: Unit) -> Unit | None:
        name = knowledge.sections().get(knowledge.fold(unit.text)) if len(unit.text) < LONGEST_LABEL else None
        if not name or self._is_value(index, unit):
            return None
        if self.section == "information" and knowledge.fold(unit.text) in knowledge.labels():
            return None
        self.section, self.field = name, "summary" if name == "summary" else ""
        kind = {"related": Kind.RELATED, "furniture": Kind.FURNITURE}.get(name, Kind.METADATA)
        return unit.decided(kind, f"opens the section “{name}”", f"section {name}")

    def _is_value(self, index: int, unit: Unit) -> bool:
        """A section word right under the label `Contents:` is what the page contains, not the thing itself."""
        return self.field in {"contents", "type"} and index > 0 and unit.field != "run-on"

    def _label(self, index: int, unit: Unit) -> tuple[str, str, int] | None:
        label = split_label(unit.text)
        if label and (index in self.archival_lines or self.section == "information"):
            return label
        folded = knowledge.fold(unit.text)
        stands_alone = len(unit.text) < LONGEST_LABEL and folded in knowledge.labels()
        if stands_alone and (self.section == "information" or "dt" in unit.marks or "emphasis" in unit.marks):
            return knowledge.labels()[folded][0], unit.text.strip(), len(unit.text)
        if stands_alone and label and (scope(label[1]) == "archive" or scope(label[1]) == "both" and self._is_empty(index)):
            return label
        return None

    def _is_empty(self, index: int) -> bool:
        """A label with nothing on its line or the next: a record's empty entry."""
        following = self.units[index + 1] if index + 1 < len(self.units) else None
        return self.units[index].gap > 0 and (following is None or following.gap > 0)

    def _statement(self, unit: Unit, field: str, label: str, value_at: int) -> list[Unit]:
        pieces = unit.cut(value_at)
        keeps_open = self.section == "information" or len(pieces) == 1 and scope(label) == "archive"
        self.field = field if keeps_open else ""
        head = pieces[0].decided(Kind.METADATA, f"label “{label}”", f"label {field}")
        if len(pieces) == 1:
            return [head]
        if unit.field == "run-on" and field in {"archive", "source", "original language", "language", "record id"}:
            return [head, *_value_and_rest(pieces[1], field)]
        if unit.field == "run-on" and field == "contents":
            return [head, pieces[1].decided(Kind.METADATA, "value of “contents”", field)]
        return [head, pieces[1].decided(kind_of(field), f"value of “{field}”", field)]

    def _belongs_to_value(self, unit: Unit) -> bool:
        if self.section == "information":
            return True
        return not unit.field == "run-on"


def _value_and_rest(unit: Unit, field: str) -> list[Unit]:
    """In a run-on line a reference ends with its last figure, a language with its first word."""
    if field in {"archive", "source"}:
        found = list(_ENDS_OF_REFERENCE.finditer(unit.text))
        end = found[-1].end() if found else len(unit.text)
    else:
        end = len(unit.text) if len(unit.text.split()) < 4 else len(unit.text.split()[0])
    value, *rest = unit.cut(end)
    return [value.decided(kind_of(field), f"value of “{field}”", field), *(replace(piece, field="") for piece in rest)]
