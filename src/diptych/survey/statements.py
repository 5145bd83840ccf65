"""What archives state about a document: `Label: value` lines and the sections of a record."""

import re
from collections import Counter, defaultdict

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.announcements import HEAD_OF_A_TALK, PREFIX, is_announced
from diptych.survey.credits import find_credits
from diptych.survey.labels import (
    LONGEST_LABEL,
    field_of,
    known_label,
    language_of_line,
    scope,
    section_name,
    split_label,
    split_unknown_label,
)
from diptych.survey.references import is_reference
from diptych.survey.regions import FURNITURE_MARKS
from diptych.survey.units import HEADINGS, RUN_ON, Unit, running_text

_KIND_OF_FIELD = {"title": Kind.TITLE, "date": Kind.DATE, "summary": Kind.SUMMARY}
_ENDS_OF_REFERENCE = re.compile(r"\S*\d\S*")


def kind_of(field: str) -> Kind:
    """The kind of a block that states this field."""
    return _KIND_OF_FIELD.get(field, Kind.METADATA)


_OF_ONE_LINE = frozenset(
    {"date", "author", "addressee", "translator", "contributor", "editor"}
    | {"language", "original language", "record id", "url"}
)
"""What a record states on one line, if its label stands on it."""
_SHORT_VALUE = 60
"""Characters of a value that has no need to go on on the next line."""
LONGEST_SUMMARY = 3
"""Paragraphs; a section called summary that is longer, or that more text follows, is the document's own."""


def _languages_named(units: list[Unit]) -> set[int]:
    """Lines that are the name of a language each, if several languages are named so."""
    found = {
        i: code for i, unit in enumerate(units) if unit.kind is None and (code := language_of_line(unit.text))
    }
    return set(found) if len(set(found.values())) > 1 else set()


def read_statements(units: list[Unit]) -> list[Unit]:
    """Decide on labels, their values, and the sections of a record."""
    reader = _Reader(units)
    return reader.read()


class _Reader:
    """Walks down the page; what a line is depends on the label or section above it."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.out: list[Unit] = []
        texts = running_text(units, self._is_text)
        self.texts = texts
        self.first_text, self.last_text = (texts[0], texts[-1]) if texts else (len(units), -1)
        self.languages_named = _languages_named(units)
        labels = [(unit, split_unknown_label(unit.text)) for unit in units]
        self.label_counts = Counter(label[1] for _, label in labels if label)
        self.names_signed: dict[str, set[str]] = defaultdict(set)
        for unit, label in labels:
            if label and not scope(label[1]):
                self.names_signed[knowledge.bare(unit.text[label[2] :])].add(label[1])
        self.heads_of_talks: set[int] = set()
        self.subjects: set[int] = set()
        self.archival_lines = self._archival_runs()
        self.lone_labels = self._lone_labels()
        self.section = ""
        self.field = ""
        self.is_listed = False

    def _is_text(self, unit: Unit) -> bool:
        if is_announced(unit):
            return True
        label = split_label(unit.text) or split_unknown_label(unit.text)
        return (
            shape.is_prose(unit.text[label[2] if label else 0 :])
            and unit.field != "run-on"
            and not split_label(unit.text)
            and not unit.marks & FURNITURE_MARKS
        )

    def _lone_labels(self) -> set[int]:
        """Known labels without a colon, alone on their lines at an edge of the page, if there are several."""
        found = {
            index
            for index, unit in enumerate(self.units)
            if unit.kind is None
            and self._at_edge(index)
            and len(unit.text) < LONGEST_LABEL
            and knowledge.labels().get(knowledge.fold(unit.text), ("", ""))[1] in {"archive", "both"}
        }
        if len(found) < 2:
            return set()
        return found | {index for index in range(len(self.units)) if self._is_label_among(index, found)}

    def _is_label_among(self, index: int, found: set[int]) -> bool:
        """A label that letters have as well, alone on its line, one value before or behind a record's own."""
        unit = self.units[index]
        return (
            unit.kind is None
            and self._at_edge(index)
            and bool({index - 2, index + 2} & found)
            and len(unit.text) < LONGEST_LABEL
            and knowledge.fold(unit.text) in knowledge.labels()
        )

    def read(self) -> list[Unit]:
        for index, unit in enumerate(self.units):
            if unit.kind is None:
                self.out.extend(self._decide(index, unit))
            else:
                if unit.field.startswith(PREFIX):
                    self.section = self.field = ""
                self.out.append(unit)
        return self.out

    def _archival_runs(self) -> set[int]:
        """Positions of the label lines that an archive wrote; blank lines may stand between them."""
        runs: list[list[int]] = [[]]
        for index, unit in enumerate(self.units):
            if unit.kind is None and (split_label(unit.text) or "dt" in unit.marks or self._in_record(index)):
                runs[-1].append(index)
            elif unit.kind is None and (shape.is_prose(unit.text) or len(unit.text) > 300):
                runs.append([])
        return {index for run in runs for index in self._archival(run)}

    def _in_record(self, index: int) -> bool:
        """A line with an unknown label at the page's edge, beside a known label or two of its kind."""
        if not self._at_edge(index) or split_unknown_label(self.units[index].text) is None:
            return False
        signs = self._is_signed_twice(index) or self._signs_for_others(index)
        if self.units[index].marks & HEADINGS or signs:
            return False
        if any(self._is_row_of_labels(start) for start in range(index - 2, index + 1)):
            return True
        beside = (i for i in self._neighbours(index) if self._at_edge(i))
        return any(self._known_scope(i) in {"archive", "both"} for i in beside)

    def _neighbours(self, index: int) -> list[int]:
        """The lines above and below, past the dots of a list."""
        above = (i for i in range(index - 1, max(index - 3, -1), -1) if self._is_line(i))
        below = (i for i in range(index + 1, min(index + 3, len(self.units))) if self._is_line(i))
        return [i for i in (next(above, None), next(below, None)) if i is not None]

    def _is_line(self, index: int) -> bool:
        unit = self.units[index]
        return unit.kind is None or shape.has_words(unit.text)

    def _is_row_of_labels(self, start: int) -> bool:
        """Whether three lines with labels stand together, none farther from the next than the others."""
        places = range(start, start + 3)
        return all(map(self._may_state, places)) and len({self.units[i].gap for i in places[1:]}) == 1

    def _is_signed_twice(self, index: int) -> bool:
        """“For the Secretariat: Amerigo” is no statement where another line ends in that name as well."""
        label = split_unknown_label(self.units[index].text)
        if label is None or self._known_scope(index):
            return False
        name = knowledge.bare(self.units[index].text[label[2] :])
        return len(self.names_signed[name]) > 1 if name else False

    def _signs_for_others(self, index: int) -> bool:
        """“On behalf of the workers: ...”, which signs the document."""
        return knowledge.small_words("on behalf").match(self.units[index].text) is not None

    def _may_state(self, index: int) -> bool:
        """A line with a label, no letter's, of a record at the page's edge."""
        if not 0 <= index < len(self.units) or not self._at_edge(index) or self.units[index].kind is not None:
            return False
        text = self.units[index].text
        label = split_unknown_label(text)
        if label is None or self._known_scope(index) == "letter" or shape.is_prose(text[label[2] :]):
            return False
        if any(knowledge.has_formula(name, text) for name in ("enclosure", "closing")):
            return False
        return index > self.last_text and self.label_counts[label[1]] == 1

    def _is_known(self, index: int) -> bool:
        """Whether a line has a known label, or at least is no term in a list of terms."""
        text = self.units[index].text
        known = split_label(text) is not None or known_label(text) is not None
        return known or "dt" not in self.units[index].marks

    def _known_scope(self, index: int) -> str:
        label = split_label(self.units[index].text)
        return scope(label[1]) if label else ""

    def _whose(self, index: int) -> str:
        """Who wrote a label line; what others of a record follow on its line was not the letter's."""
        whose = self._known_scope(index)
        in_record = whose == "both" and RUN_ON in self.units[index].marks
        return "archive" if in_record or not whose else whose

    def _at_edge(self, index: int) -> bool:
        return not self.first_text <= index <= self.last_text

    def _archival(self, run: list[int]) -> list[int]:
        """The lines of a run of labels which the archive wrote, not the letter's own `To:` and `Date:`."""
        if not any(self._is_known(index) for index in run):
            return []
        if talk := self._head_of_a_talk(run):
            self.heads_of_talks |= talk
            return []
        scopes = [self._whose(index) for index in run]
        if len(run) > 1 and run[-1] < self.first_text and self._is_above_a_heading(run[-1], scopes):
            return run
        if "archive" not in scopes:
            return [index for index in run if self._is_lone_date(index, scopes)]
        ours = []
        for position, (index, whose) in enumerate(zip(run, scopes, strict=True)):
            neighbours = scopes[max(0, position - 1) : position + 2]
            beside = scopes[max(0, position - 1) : position] + scopes[position + 1 : position + 2]
            if self._is_subject(index, scopes):
                self.subjects.add(index)
                ours.append(index)
                continue
            stated = self._at_edge(index) or self._is_terse(index, "archive" in beside)
            if whose == "letter" and self._is_subject_of_record(run, index, scopes):
                whose = "archive"
            if stated and (whose == "archive" or (whose == "both" and "letter" not in neighbours)):
                ours.append(index)
        return ours

    def _is_subject_of_record(self, run: list[int], index: int, scopes: list[str]) -> bool:
        """`Subject:` right below or above a record's lines, where no other of a letter's labels stands."""
        label = split_label(self.units[index].text)
        return (
            label is not None
            and label[0] == "reference"
            and self._at_edge(index)
            and scopes.count("letter") == 1
            and "archive" in scopes
            and run[-1] - run[0] == len(run) - 1
            and len({self.units[i].gap for i in run[1:]}) == 1
        )

    def _is_subject(self, index: int, scopes: list[str]) -> bool:
        """`Subject:` right below an archive's lines, on a page where nobody writes to anybody."""
        if scopes.count("letter") != 1 or not self._at_edge(index) or not index:
            return False
        label, above = split_label(self.units[index].text), self.units[index - 1]
        is_next = self._known_scope(index - 1) == "archive" and self.units[index].gap <= above.gap
        alike = (split_label(unit.text) for unit in self.units if unit.kind is None)
        return (
            is_next
            and label is not None
            and label[0] == "reference"
            and sum(bool(other and other[0] == "reference") for other in alike) == 1
        )

    def _head_of_a_talk(self, run: list[int]) -> set[int]:
        """The lines that say who was at a talk and when; its translator is the interpreter."""
        known = {label[0] for index in run if (label := split_label(self.units[index].text))}
        around = range(max(run[0] - 1, 0), min(run[-1] + 2, len(self.units)))
        present = {index for index in around if self._names_those_present(index)}
        return present | set(run) if present and known <= {"date", "translator"} else set()

    def _names_those_present(self, index: int) -> bool:
        label = split_unknown_label(self.units[index].text) if self.units[index].kind is None else None
        return bool(label and knowledge.small_words("head of a talk").fullmatch(label[1]))

    def _is_above_a_heading(self, last: int, scopes: list[str]) -> bool:
        """Whether an editor's heading stands between a record's last line and the text.

        Other short lines may stand before it, if none of the labels is one that only letters have.
        """
        if "letter" in scopes:
            return self._opens_text(last + 1)
        below = range(last + 1, self.first_text)
        return any(self._opens_text(index) or index in self.languages_named for index in below)

    def _opens_text(self, index: int) -> bool:
        """Whether the text begins at a line by an editor's heading: “Original”, “Translation”."""
        return index < len(self.units) and section_name(self.units[index].text) in {
            "original",
            "translation",
            "version",
            "document",
        }

    def _is_terse(self, index: int, in_record: bool) -> bool:
        """Inside the text a line states something if it is a reference, or no sentence among its like."""
        text = self.units[index].text
        label = split_label(text)
        value = text[label[2] :].strip() if label else ""
        return (
            self.units[index].field == "run-on"
            or is_reference(value)
            or not value
            or (in_record and not shape.ends_sentence(value))
            or self._signs_translation(index)
        )

    def _signs_translation(self, index: int) -> bool:
        """Whether a line gives the translator's name below the text; an interpreter speaks more than once."""
        text = self.units[index].text
        label = split_label(text)
        if not label or label[0] != "translator" or self.label_counts[label[1]] > 1:
            return False
        value = text[label[2] :]
        return not shape.is_prose(value) and (bool(find_credits(text)) or not shape.ends_sentence(value))

    def _is_lone_date(self, index: int, scopes: list[str]) -> bool:
        """`Date:` above the text, no letter's labels around it, nothing like it in another language."""
        label = split_label(self.units[index].text)
        if not label or label[0] != "date" or scopes != ["both"] or index > self.first_text:
            return False
        labels = [split_label(unit.text) for unit in self.units if unit.kind is None]
        alone = sum(bool(found and found[0] == "date") for found in labels) == 1
        return alone and dates.is_date(self.units[index].text[label[2] :].strip())

    def _decide(self, index: int, unit: Unit) -> list[Unit]:
        if index in self.heads_of_talks:
            return [unit._replace(marks=unit.marks | {HEAD_OF_A_TALK})]
        opened = self._opens_section(index, unit)
        if opened:
            return [opened]
        if label := self._label(index, unit):
            takes_value = index in self.lone_labels or not self._is_empty(index)
            return self._statement(unit, *label, takes_value)
        if self.is_listed and "dd" not in unit.marks:
            self.field = ""
        if self.field and self._belongs_to_value(unit):
            decided = unit.decided(kind_of(self.field), f"value of “{self.field}”", self.field)
            self.is_listed = self.section != "information" and "dd" in unit.marks
            if self.section != "information" and not self.is_listed:
                self.field = ""
            return [decided]
        self.field = ""
        return [unit]

    def _opens_section(self, index: int, unit: Unit) -> Unit | None:
        name = section_name(unit.text) or ("version" if index in self.languages_named else "")
        if not name or self._is_value(index, unit) or not self._may_open(index, name):
            return None
        if self._is_term(index):
            return None
        if self.section == "information" and knowledge.fold(unit.text) in knowledge.labels():
            return None
        self.section, self.field = name, "summary" if name == "summary" else ""
        kind = {"related": Kind.RELATED, "furniture": Kind.FURNITURE}.get(name, Kind.METADATA)
        return unit.decided(kind, f"opens the section “{name}”", f"section {name}")

    def _is_term(self, index: int) -> bool:
        """`Translation` in a list of terms, a name for its definition."""
        following = self.units[index + 1] if index + 1 < len(self.units) else None
        is_pair = following is not None and "dt" in self.units[index].marks and "dd" in following.marks
        label = split_label(self.units[index].text.rstrip(":： ") + ":")
        return is_pair and label is not None and not shape.is_prose(following.text if following else "")

    def _may_open(self, index: int, name: str) -> bool:
        """Inside the text a section word is the document's, unless it parts versions or ends the text."""
        if self._at_edge(index) or name in {
            "original",
            "translation",
            "version",
            "notes",
            "related",
            "information",
        }:
            return True
        return name == "summary" and sum(index < i for i in self.texts) <= LONGEST_SUMMARY

    def _is_value(self, index: int, unit: Unit) -> bool:
        """A section word right under `Contents:` is what the page contains, not the thing itself."""
        if self.field and "dd" in unit.marks and "dt" in self.units[index - 1].marks:
            return True
        return self.field in {"contents", "type"} and index > 0 and unit.field != "run-on"

    def _label(self, index: int, unit: Unit) -> tuple[str, str, int] | None:
        label = split_label(unit.text)
        if index in self.archival_lines or (label and self.section == "information"):
            label = label or split_unknown_label(unit.text)
            if label and index in self.subjects:
                return "subject", *label[1:]
            if label:
                return label
            if "dt" in unit.marks and knowledge.fold(unit.text) not in knowledge.labels():
                known = known_label(unit.text)
                return known[0] if known else unit.text, unit.text, len(unit.text)
        folded = knowledge.fold(unit.text)
        stands_alone = len(unit.text) < LONGEST_LABEL and folded in knowledge.labels()
        named = (
            self.section == "information"
            or bool(unit.marks & {"dt", "emphasis"})
            or index in self.lone_labels
        )
        if stands_alone and named:
            label_alone = unit.text.strip()
            return field_of(knowledge.labels()[folded][0], label_alone), label_alone, len(unit.text)
        if stands_alone and label and (scope(label[1]) == "archive" or self._is_empty(index)):
            return label
        return None

    def _is_empty(self, index: int) -> bool:
        """A label that letters have too, with nothing on its line or the next: a record's empty entry."""
        if self._known_scope(index) != "both":
            return False
        following = self.units[index + 1] if index + 1 < len(self.units) else None
        return self.units[index].gap > 0 and (following is None or following.gap > 0)

    def _statement(self, unit: Unit, field: str, label: str, value_at: int, takes_value: bool) -> list[Unit]:
        pieces = unit.cut(value_at)
        keeps_open = self.section == "information" or (len(pieces) == 1 and takes_value)
        self.field, self.is_listed = field if keeps_open else "", False
        head = pieces[0].decided(Kind.METADATA, f"label “{label}”", f"label {field}")
        if len(pieces) == 1:
            return [head]
        if unit.field == "run-on" and field in {
            "archive",
            "source",
            "original language",
            "language",
            "record id",
        }:
            return [head, *_value_and_rest(pieces[1], field)]
        if unit.field == "run-on" and field == "contents":
            return [head, pieces[1].decided(Kind.METADATA, "value of “contents”", field)]
        return [head, pieces[1].decided(kind_of(field), f"value of “{field}”", field)]

    def _belongs_to_value(self, unit: Unit) -> bool:
        if self.section != "information":
            return unit.field != "run-on"
        before, *above = reversed(self.out)
        if before.field.startswith("label "):
            return True
        stated_at_once = bool(above) and above[0].span.end > before.span.start - LONGEST_LABEL
        inline = stated_at_once and above[0].field == f"label {self.field}" and not before.gap
        is_whole = inline and self.field in _OF_ONE_LINE and len(before.text) < _SHORT_VALUE
        stands_apart = unit.gap > before.gap and not shape.is_prose(unit.text)
        return not (is_whole and not shape.starts_lower(unit.text)) and not stands_apart


def _value_and_rest(unit: Unit, field: str) -> list[Unit]:
    """In a run-on line a reference ends with its last figure, a language with its first word."""
    if field in {"archive", "source"}:
        found = list(_ENDS_OF_REFERENCE.finditer(unit.text))
        end = found[-1].end() if found else len(unit.text)
    else:
        end = len(unit.text) if len(unit.text.split()) < 4 else len(unit.text.split()[0])
    value, *rest = unit.cut(end)
    return [
        value.decided(kind_of(field), f"value of “{field}”", field),
        *(piece._replace(field="") for piece in rest),
    ]
