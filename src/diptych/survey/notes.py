"""Footnotes and endnotes: paragraphs that begin with the label of an anchor in the text.

Notes and anchors prove each other. `[1]` or a raised figure is proof enough; a bare
figure behind a word is an anchor only if a note of that number stands at the end of the
page or among the notes, and a paragraph “1 ...” there is a note only if such a figure calls it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diptych.model import Kind
from diptych.survey import shape
from diptych.survey.emphasis import sign_offsets
from diptych.survey.note_anchors import MARKED, STRONG, Anchor, Form, find_anchors
from diptych.survey.pages import RULE
from diptych.survey.regions import FURNITURE_MARKS
from diptych.survey.units import HEADINGS, Unit

_LABEL = re.compile(
    r"\\?(?:\[\^(?P<caret>[^\]\s]{1,60})\]:?|\[(?P<square>\d{1,3}|\*{1,3}|[a-z])\]"
    r"|[(⁽]?(?P<raised>[¹²³⁰⁴-⁹]{1,3})[)⁾]?|(?P<stars>\*{1,4}|†{1,2}|‡)\)?(?=[\s\w«“\"„])"
    r"|\((?P<round>\d{1,3}|[a-z])\)(?=[\s\u00a0])|(?P<closed>\d{1,2}|[a-zа-я])\)(?=[\s\u00a0])|(?P<plain>\d{1,3})\.?(?=[\s\u00a0]))"
)
_GROUPS = {
    "caret": Form.CARET, "square": Form.SQUARE, "raised": Form.RAISED, "stars": Form.STAR,
    "round": Form.ROUND, "closed": Form.CLOSED, "plain": Form.PLAIN,
}  # fmt: skip
_EMPHASISED = re.compile(
    r"(?P<sign>\*{1,3}|_{1,3})(?=[\[(]?\^?[a-z\d¹²³⁰⁴-⁹]{1,3}[\])]?[.:)]?(?P=sign)(?!\w))"
)
_ANSWERS = {
    Form.CARET: {Form.CARET},
    Form.SQUARE: {Form.SQUARE, Form.RAISED, Form.PLAIN},
    Form.RAISED: {Form.RAISED},
    Form.STAR: {Form.STAR, Form.SQUARE},
    Form.ROUND: {Form.ROUND, Form.RAISED, Form.PLAIN},
    Form.CLOSED: {Form.CLOSED, Form.RAISED, Form.PLAIN},
    Form.PLAIN: {Form.PLAIN, Form.RAISED, Form.SQUARE},
}
"""Form of a note's label -> forms of the anchors that it answers."""
_SURE = {
    Form.CARET: {Form.CARET},
    Form.SQUARE: {Form.SQUARE},
    Form.RAISED: {Form.RAISED},
    Form.STAR: {Form.STAR, Form.SQUARE},
    Form.PLAIN: {Form.RAISED, Form.SQUARE},
}
"""The same where no more evidence is needed."""
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PAGE_ENDS = frozenset({Kind.PAGE_NUMBER, Kind.PAGE_HEADER})


@dataclass(frozen=True, slots=True)
class _Label:
    """What a paragraph begins with, if it is a note."""

    label: str
    form: Form
    end: int

    @property
    def number(self) -> int:
        """Its place in the row; letters count from a, Cyrillic ones from а."""
        first = "a" if self.label < "а" else "а"
        return int(self.label) if self.label.isdigit() else ord(self.label[0]) - ord(first) + 1


def _label_of(text: str) -> _Label | None:
    """The label with which a text begins, which may be emphasised: `[1]`, `1.`, `**[1]**`."""
    signs = _EMPHASISED.match(text)
    words = text[signs.end() :] if signs else text
    match = _LABEL.match(words if signs is None else words.replace(signs["sign"], " ", 1))
    if match is None or match.end() == len(words):
        return None
    name = next(name for name in _GROUPS if match[name])
    if "*" in match[name] and match.start(name) in sign_offsets(text):
        return None
    end = match.end() + (signs.end() + len(signs["sign"]) if signs else 0)
    return _Label(match[name].translate(_DIGITS), _GROUPS[name], end)


def begin_notes(lines: list[Unit]) -> list[Unit]:
    """Lines that open a note, directly below the text or another note, begin a paragraph.

    A line does if an anchor before it has its label.
    """
    seen: set[tuple[str, Form]] = set()
    parted: list[Unit] = []
    for line in lines:
        label = _label_of(line.text) if line.kind is None else None
        if (
            label
            and (label.form is not Form.PLAIN or _opens(line.text[label.end :]))
            and any((label.label, form) in seen for form in _ANSWERS[label.form])
        ):
            line = line._replace(gap=max(1, line.gap))
        elif line.kind is None:
            seen.update((anchor.label, anchor.form) for anchor in find_anchors(line.text))
        parted.append(line)
    return parted


def _opens(text: str) -> bool:
    """Whether a note may begin like this, and no sentence goes on."""
    return not text.lstrip(" \u00a0\t.:«“\"„'([")[:1].islower()


def called_labels(unit: Unit) -> set[str]:
    """The labels of the notes that a unit of text calls."""
    sure = {anchor.label for anchor in find_anchors(unit.text) if anchor.form in STRONG}
    return sure | {piece.field for piece in unit.apart if piece.kind is Kind.NOTE_ANCHOR and not piece.whole}


def _marked_labels(unit: Unit) -> set[str]:
    """The labels of the anchors in a unit that its format marks."""
    return {piece.field for piece in unit.apart if piece.reason == MARKED}


class _Reader:
    """Goes through the units once and keeps what it has met.

    Attributes:
        units: of the page; a heading of notes that heads none is taken back.
        pieces: position of a note -> its label and its text.
        called: position of a unit -> the anchors in it that only their notes prove.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = list(units)
        self.pieces: dict[int, list[Unit]] = {}
        self.called: dict[int, list[Anchor]] = {}
        self._sure: set[tuple[str, Form]] = set()
        self._waiting: list[tuple[int, Anchor]] = []  # since the last notes, with the unit's position
        self._proven: set[int] = set()
        self._in_section = False
        opening = (_label_of(unit.text) for unit in units if unit.kind is None)
        self._opening = {(label.label, label.form) for label in opening if label}

    def read(self) -> None:
        """Decide on every unit that has no kind yet."""
        for index, unit in enumerate(self.units):
            self._turn_sections(index, unit)
            if self.units[index].kind is None and not self._is_note(index, unit):
                self._gather(index, unit)

    def _turn_sections(self, index: int, unit: Unit) -> None:
        if unit.field == "section notes":
            self._in_section = _heads_notes(self.units, index)
            if not self._in_section:
                self.units[index] = unit._replace(kind=None, field="", reason="")
        elif unit.field.startswith(("section ", "label ")) or _is_of_the_site(unit):
            self._in_section = False

    def _is_note(self, index: int, unit: Unit) -> bool:
        if _is_of_the_site(unit):
            return False
        label = _label_of(unit.text)
        reason = self._reason(index, unit, label) if label else ""
        if label and reason:
            self.pieces[index] = _note(unit, label, reason)
        elif not label and (mark := self._called_by_format(unit)):
            self.pieces[index] = [self._labelled(unit, mark)]
        elif "note" in unit.marks or (self._in_section and shape.has_words(unit.text)):
            self.pieces[index] = [self._going_on(unit)]
        elif continued := self._rest_of_note(index):
            self.pieces[index] = [continued]
        return index in self.pieces

    def _called_by_format(self, unit: Unit) -> str:
        """The mark by which a link, or the number of an item among notes, gives a note its label."""
        names = ("label", "item") if "note" in unit.marks or self._in_section else ("label",)
        marks = (mark for name in names for mark in unit.marks if mark.startswith(f"{name}:"))
        return next(marks, "")

    def _gather(self, index: int, unit: Unit) -> None:
        """The anchors of a unit that is text."""
        self._sure.update((label, Form.RAISED) for label in _marked_labels(unit))
        for anchor in find_anchors(unit.text):
            self._sure.add((anchor.label, anchor.form))
            self._waiting.append((index, anchor))

    def _reason(self, index: int, unit: Unit, label: _Label) -> str:
        """Why a unit with that label is a note; empty where it is none."""
        reason = ""
        if "note" in unit.marks or self._in_section or label.form is Form.CARET:
            reason = "in the section of notes"
        elif self._is_called(label):
            reason = f"begins with the {_SIGNS[label.form]} of an anchor in the text"
        if reason:
            self._answer(label)
            return reason
        if index not in self._proven:
            self._prove(index)
        if index in self._proven:
            return "answers an anchor in the text, at the end of the page"
        return self._follows_note(index, label)

    def _answers_best(self, label: _Label, anchor: Anchor) -> bool:
        """Whether no other paragraph begins with the very sign that the anchor is."""
        return anchor.form is label.form or (anchor.label, anchor.form) not in self._opening

    def _is_called(self, label: _Label) -> bool:
        """Whether a sure anchor calls it; a point “2.” is no note where a paragraph begins with “[2]”."""
        forms = {form for form in _SURE.get(label.form, ()) if (label.label, form) in self._sure}
        return label.form in forms or any((label.label, form) not in self._opening for form in forms)

    def _answer(self, label: _Label) -> None:
        """The first bare figure that waits for this note, where nothing surer calls it, is its anchor."""
        fits = [
            (number, place, anchor)
            for number, (place, anchor) in enumerate(self._waiting)
            if anchor.label == label.label and anchor.form in _ANSWERS[label.form]
        ]
        if fits and not any(anchor.form in STRONG for _, _, anchor in fits):
            number, place, anchor = fits[0]
            self.called.setdefault(place, []).append(anchor)
            del self._waiting[: number + 1]

    def _prove(self, index: int) -> None:
        """Take a row of paragraphs for notes if anchors since the last notes call each of them."""
        row = _row(self.units, index)
        answers = _in_order([label for _, label in row], self._waiting)
        if not row or len(answers) < len(row):
            return
        labelled = zip((label for _, label in row), (anchor for _, anchor in answers), strict=False)
        if all(not self._answers_best(label, anchor) for label, anchor in labelled):
            return
        round_ones = [anchor for _, anchor in answers if anchor.form is Form.ROUND]
        if round_ones and not any(anchor.at_pause for anchor in round_ones) and not self._at_foot(row):
            return  # a sentence counts (1) one thing and (2) another
        self._proven.update(place for place, _ in row)
        for place, anchor in answers:
            self.called.setdefault(place, []).append(anchor)
        by_number = row[0][1].label.isdigit()  # an edition's own notes may go by letters, beside it
        self._waiting = [wait for wait in self._waiting if wait[1].label.isdigit() != by_number]

    def _at_foot(self, row: Sequence[tuple[int, _Label]]) -> bool:
        """Whether a row of paragraphs stands below a note or a rule, or above the end of a page."""
        first, last = row[0][0], row[-1][0]
        below = first > 0 and (first - 1 in self.pieces or self.units[first - 1].reason == RULE)
        return below or any(unit.kind in _PAGE_ENDS for unit in self.units[last + 1 : last + 2])

    def _follows_note(self, index: int, label: _Label) -> str:
        """Why a paragraph right behind a note is one, though its anchor is not to be seen."""
        before = self.pieces[index - 1][-1] if index - 1 in self.pieces else None
        goes_on = before is not None and before.field == str(label.number - 1)
        near = self.units[max(0, index - MOST_NOTES) : index]
        below_rule = any(unit.reason == RULE for unit in near)
        surely = label.form in {Form.SQUARE, Form.RAISED} or (label.form is Form.PLAIN and below_rule)
        return "counts on from the note before it" if goes_on and surely else ""

    def _labelled(self, unit: Unit, mark: str) -> Unit:
        """A note whose label the format gives; its second paragraph goes on with it."""
        before = self.pieces[max(self.pieces)][-1] if self.pieces else None
        called = mark.partition(":")[2].rpartition("#")[0]
        note = unit.decided(Kind.NOTE, "in the section of notes", called)
        return note._replace(continues=before is not None and mark in before.marks)

    def _going_on(self, unit: Unit) -> Unit:
        """A paragraph among notes that has no label goes on with the note before it."""
        before = self.pieces[max(self.pieces)][-1] if self.pieces else None
        note = unit.decided(Kind.NOTE, "in the section of notes")
        if before is None or not before.field or "note" in unit.marks:
            return note
        return note._replace(continues=True, field=before.field)

    def _rest_of_note(self, index: int) -> Unit | None:
        """Below a rule at the foot of a page, what goes on with the last note of the page before."""
        if not self.pieces or not index or self.units[index - 1].reason != RULE:
            return None
        last = max(self.pieces)
        before, unit = self.pieces[last][-1], self.units[index]
        turned = any(between.kind in _PAGE_ENDS for between in self.units[last:index])
        if not turned or shape.ends_sentence(before.text) or not shape.starts_lower(unit.text):
            return None
        rest = unit.decided(Kind.NOTE, "goes on with a note of the page before", before.field)
        return rest._replace(continues=True)


MOST_NOTES = 12
"""Notes at the foot of a page."""
_SIGNS = {Form.SQUARE: "label", Form.RAISED: "raised figure", Form.STAR: "sign", Form.PLAIN: "figure"}


def find_notes(units: list[Unit]) -> list[Unit]:
    """Decide which units are notes, and set their labels apart as anchors.

    Anchors that only their notes prove are set apart in the units that hold them.
    """
    reader = _Reader(units)
    reader.read()
    return [
        piece
        for index, unit in enumerate(reader.units)
        for piece in reader.pieces.get(index) or [_with_anchors(unit, reader.called.get(index, ()))]
    ]


def _is_of_the_site(unit: Unit) -> bool:
    """Whether a format sets a unit off as a heading or a part of the site; a note is neither."""
    return "note" not in unit.marks and bool(unit.marks & (HEADINGS | FURNITURE_MARKS - {"boilerplate"}))


def _heads_notes(units: Sequence[Unit], index: int) -> bool:
    """“Note” may be what a document calls itself; over notes it is followed by their labels."""
    following = units[index + 1 : index + 3]
    return any(_LABEL.match(unit.text) or "note" in unit.marks for unit in following)


def as_note(unit: Unit) -> list[Unit]:
    """A unit that is known to be a note, its label set apart as anchor."""
    reason = "in the section of notes"
    label = _label_of(unit.text)
    return _note(unit, label, reason) if label else [unit.decided(Kind.NOTE, reason)]


def _note(unit: Unit, label: _Label, reason: str) -> list[Unit]:
    anchor, *rest = unit.cut(label.end)
    notes = [piece.decided(Kind.NOTE, reason)._replace(field=label.label, continues=True) for piece in rest]
    opening = anchor.decided(Kind.NOTE_ANCHOR, "label of a note")
    return [opening._replace(field=f"opens {label.label}", whole=Kind.NOTE), *notes]


def _row(units: Sequence[Unit], index: int) -> list[tuple[int, _Label]]:
    """Paragraphs one below the other whose labels count, from this one on."""
    row: list[tuple[int, _Label]] = []
    for place in range(index, len(units)):
        label = _label_of(units[place].text) if units[place].kind is None else None
        if label is None or label.form in {Form.STAR, Form.CARET}:
            break
        if row and (label.form is not row[-1][1].form or label.number != row[-1][1].number + 1):
            break
        row.append((place, label))
    return row


def _in_order(labels: Sequence[_Label], waiting: Sequence[tuple[int, Anchor]]) -> list[tuple[int, Anchor]]:
    """For each label the first anchor behind that of the label before it."""
    found: list[tuple[int, Anchor]] = []
    anchors = iter(waiting)
    for label in labels:
        fits = (
            (place, a) for place, a in anchors if a.label == label.label and a.form in _ANSWERS[label.form]
        )
        anchor = next(fits, None)
        if anchor is None:
            break
        found.append(anchor)
    return found


def _with_anchors(unit: Unit, anchors: Sequence[Anchor]) -> Unit:
    """The unit with these anchors set apart in it."""
    pieces = [_piece(unit, anchor) for anchor in anchors]
    known = {piece.span for piece in unit.apart}
    pieces = [piece for piece in pieces if piece.span not in known]
    if not pieces:
        return unit
    return unit._replace(apart=tuple(sorted((*unit.apart, *pieces), key=lambda piece: piece.span)))


def _piece(unit: Unit, anchor: Anchor) -> Unit:
    (span,) = unit.stretches(anchor.start, anchor.end)
    piece = Unit(span, unit.text[anchor.start : anchor.end])
    return piece.decided(Kind.NOTE_ANCHOR, "a sign that a note answers", anchor.label)
