"""Footnotes and endnotes: paragraphs that begin with the label of an anchor in the text.

Notes and anchors prove each other. `[1]` or a raised figure is proof enough; a bare
figure behind a word is an anchor only if a note of that number stands at the end of the
page or among the notes, and a paragraph “1 ...” there is a note only if such a figure calls it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from diptych.model import Kind, Span
from diptych.survey import shape
from diptych.survey.note_anchors import STRONG, Anchor, Form, find_anchors
from diptych.survey.pages import RULE
from diptych.survey.units import Unit

_LABEL = re.compile(
    r"\\?(?:\[\^(?P<caret>[^\]\s]{1,60})\]:?|\[(?P<square>\d{1,3}|\*{1,3}|[a-z])\]"
    r"|[(⁽]?(?P<raised>[¹²³⁰⁴-⁹]{1,3})[)⁾]?|(?P<stars>\*{1,4}|†{1,2}|‡)\)?(?=[\s\w«“\"„])"
    r"|\((?P<round>\d{1,3}|[a-z])\)(?=[\s\u00a0])|(?P<closed>\d{1,2}|[a-z])\)(?=[\s\u00a0])|(?P<plain>\d{1,3})\.?(?=[\s\u00a0]))"
)
_GROUPS = {
    "caret": Form.CARET, "square": Form.SQUARE, "raised": Form.RAISED, "stars": Form.STAR,
    "round": Form.ROUND, "closed": Form.CLOSED, "plain": Form.PLAIN,
}  # fmt: skip
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
_INVITING = frozenset("«“\"„'([")


@dataclass(frozen=True, slots=True)
class _Label:
    """What a paragraph begins with, if it is a note."""

    label: str
    form: Form
    end: int

    @property
    def number(self) -> int:
        """Its place in the row; letters count from a."""
        return int(self.label) if self.label.isdigit() else ord(self.label[0]) - ord("a") + 1


def _label_of(text: str) -> _Label | None:
    match = _LABEL.match(text)
    if match is None or match.end() == len(text):
        return None
    name = next(name for name in _GROUPS if match[name])
    return _Label(match[name].translate(_DIGITS), _GROUPS[name], match.end())


def begin_notes(lines: list[Unit]) -> list[Unit]:
    """Lines that open a note, directly below the text or another note, begin a paragraph.

    A line does if an anchor before it has its label.
    """
    seen: set[tuple[str, Form]] = set()
    parted: list[Unit] = []
    for line in lines:
        label = _label_of(line.text) if line.kind is None else None
        if label and _opens(line.text[label.end :]) and any((label.label, form) in seen for form in _ANSWERS[label.form]):
            line = replace(line, gap=max(1, line.gap))
        elif line.kind is None:
            seen.update((anchor.label, anchor.form) for anchor in find_anchors(line.text))
        parted.append(line)
    return parted


def _opens(text: str) -> bool:
    """Whether a note may begin like this, and no sentence goes on."""
    first = text.lstrip(" \u00a0\t.:")[:1]
    return not first.islower() or first in _INVITING


def called_labels(unit: Unit) -> set[str]:
    """The labels of the notes that a unit of text calls."""
    sure = {anchor.label for anchor in find_anchors(unit.text) if anchor.form in STRONG}
    return sure | {piece.field for piece in unit.apart if piece.kind is Kind.NOTE_ANCHOR and not piece.whole}


@dataclass(slots=True)
class _Reading:
    """What has been read so far.

    Attributes:
        sure: labels and forms of the anchors met.
        waiting: anchors in units since the last notes, by the unit's position.
    """

    sure: set[tuple[str, Form]] = field(default_factory=set)
    waiting: list[tuple[int, Anchor]] = field(default_factory=list)


def find_notes(units: list[Unit]) -> list[Unit]:
    """Decide which units are notes, and set their labels apart as anchors.

    Anchors that only their notes prove are set apart in the units that hold them.
    """
    decided = list(units)
    pieces: dict[int, list[Unit]] = {}
    reading = _Reading()
    in_section = False
    proven: dict[int, str] = {}
    called: dict[int, list[Anchor]] = {}
    for index, unit in enumerate(units):
        if unit.field.startswith("section "):
            in_section = unit.field == "section notes" and _heads_notes(units, index)
            if unit.field == "section notes" and not in_section:
                decided[index] = unit = replace(unit, kind=None, field="", reason="")
        elif unit.field.startswith("label "):
            in_section = False
        if unit.kind is not None:
            continue
        label = _label_of(unit.text)
        reason = _reason(unit, label, reading, in_section)
        if label and not reason:
            if index not in proven:
                _prove(units, index, reading, proven, called)
            reason = proven.get(index, "") or _follows_note(units, index, label, pieces)
        elif label and reason:
            _answer(label, reading, called)
        if reason:
            pieces[index] = _note(unit, label, reason)
        elif "note" in unit.marks or (in_section and shape.has_words(unit.text)):
            pieces[index] = [_going_on(unit, pieces)]
        elif continued := _rest_of_note(units, index, pieces):
            pieces[index] = [continued]
        elif label is None or label.form not in _SURE:
            _read(unit, index, reading)
    return [
        piece
        for index, unit in enumerate(decided)
        for piece in pieces.get(index, [_with_anchors(unit, called.get(index, []))])
    ]


def _read(unit: Unit, index: int, reading: _Reading) -> None:
    for anchor in find_anchors(unit.text):
        reading.sure.add((anchor.label, anchor.form))
        reading.waiting.append((index, anchor))


def _heads_notes(units: list[Unit], index: int) -> bool:
    """“Note” may be what a document calls itself; over notes it is followed by their labels."""
    following = units[index + 1 : index + 3]
    return any(_LABEL.match(unit.text) or "note" in unit.marks for unit in following)


def _note(unit: Unit, label: _Label | None, reason: str) -> list[Unit]:
    if label is None:
        return [unit.decided(Kind.NOTE, reason)]
    anchor, *rest = unit.cut(label.end)
    notes = [replace(piece.decided(Kind.NOTE, reason), field=label.label, continues=True) for piece in rest]
    opening = anchor.decided(Kind.NOTE_ANCHOR, "label of a note")
    return [replace(opening, field=f"opens {label.label}", whole=Kind.NOTE), *notes]


def _going_on(unit: Unit, pieces: dict[int, list[Unit]]) -> Unit:
    """A paragraph among notes that has no label goes on with the note before it."""
    before = pieces[max(pieces)][-1] if pieces else None
    note = unit.decided(Kind.NOTE, "in the section of notes")
    labelled = before is not None and before.field and "note" not in unit.marks
    return replace(note, continues=True, field=before.field) if labelled and before else note


def _rest_of_note(units: Sequence[Unit], index: int, pieces: dict[int, list[Unit]]) -> Unit | None:
    """Below a rule at the foot of a page, what goes on with the last note of the page before."""
    if not pieces or not index or units[index - 1].reason != RULE:
        return None
    last = max(pieces)
    before = pieces[last][-1]
    turned = any(unit.kind in _PAGE_ENDS for unit in units[last:index])
    if not turned or shape.ends_sentence(before.text) or not shape.starts_lower(units[index].text):
        return None
    rest = units[index].decided(Kind.NOTE, "goes on with a note of the page before", before.field)
    return replace(rest, continues=True)


def _reason(unit: Unit, label: _Label | None, reading: _Reading, in_section: bool) -> str:
    """Why a unit with that label is a note, if its anchor alone proves it."""
    if label is None:
        return ""
    if "note" in unit.marks or in_section or label.form is Form.CARET:
        return "in the section of notes"
    if any((label.label, form) in reading.sure for form in _SURE.get(label.form, ())):
        return f"begins with the {_SIGNS[label.form]} of an anchor in the text"
    return ""


_SIGNS = {Form.SQUARE: "label", Form.RAISED: "raised figure", Form.STAR: "sign", Form.PLAIN: "figure"}


def _prove(
    units: Sequence[Unit],
    index: int,
    reading: _Reading,
    proven: dict[int, str],
    called: dict[int, list[Anchor]],
) -> None:
    """Take a row of paragraphs for notes if anchors since the last notes call each of them."""
    row = _row(units, index)
    answers = _in_order([label for _, label in row], reading.waiting)
    if len(answers) < len(row) or not row:
        return
    bare = {Form.ROUND, Form.CLOSED} & {anchor.form for _, anchor in answers}
    if bare and not (any(a.at_pause or a.form is Form.CLOSED for _, a in answers) and _ends_page(units, row[-1][0])):
        return
    for place, _ in row:
        proven[place] = "answers an anchor in the text, at the end of the page"
    for place, anchor in answers:
        called.setdefault(place, []).append(anchor)
    reading.waiting.clear()


def _follows_note(
    units: Sequence[Unit], index: int, label: _Label, pieces: dict[int, list[Unit]]
) -> str:
    """Why a paragraph right behind a note is one, though its anchor is not to be seen."""
    before = pieces[index - 1][-1] if index - 1 in pieces else None
    goes_on = before is not None and before.field == str(label.number - 1)
    below_rule = any(unit.reason == RULE for unit in units[max(0, index - LONGEST_NOTES) : index])
    surely = label.form in {Form.SQUARE, Form.RAISED} or (label.form is Form.PLAIN and below_rule)
    return "counts on from the note before it" if goes_on and surely else ""


LONGEST_NOTES = 12
"""Notes at the foot of a page."""


def _row(units: Sequence[Unit], index: int) -> list[tuple[int, _Label]]:
    """Paragraphs one below the other whose labels count, from this one on."""
    row: list[tuple[int, _Label]] = []
    for place in range(index, len(units)):
        label = _label_of(units[place].text) if units[place].kind is None else None
        if label is None or label.form in {Form.STAR, Form.CARET} or not _opens(units[place].text[label.end :]):
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
        fits = ((place, a) for place, a in anchors if a.label == label.label and a.form in _ANSWERS[label.form])
        anchor = next(fits, None)
        if anchor is None:
            break
        found.append(anchor)
    return found


def _answer(label: _Label, reading: _Reading, called: dict[int, list[Anchor]]) -> None:
    """The first bare figure that waits for this note, where nothing surer calls it, is its anchor."""
    fits = [
        (number, place, anchor)
        for number, (place, anchor) in enumerate(reading.waiting)
        if anchor.label == label.label and anchor.form in _ANSWERS[label.form]
    ]
    if fits and not any(anchor.form in STRONG for _, _, anchor in fits):
        number, place, anchor = fits[0]
        called.setdefault(place, []).append(anchor)
        del reading.waiting[: number + 1]


def _ends_page(units: Sequence[Unit], index: int) -> bool:
    """Whether a page, the text or its language ends behind a unit."""
    if index + 1 == len(units):
        return True
    following = units[index + 1]
    return following.kind is not None or not shape.starts_lower(following.text)


def _with_anchors(unit: Unit, anchors: Sequence[Anchor]) -> Unit:
    """The unit with these anchors set apart in it."""
    if not anchors:
        return unit
    pieces = (_piece(unit, anchor) for anchor in anchors)
    return replace(unit, apart=tuple(sorted((*unit.apart, *pieces), key=lambda piece: piece.span)))


def _piece(unit: Unit, anchor: Anchor) -> Unit:
    span = Span(unit.span.start + anchor.start, unit.span.start + anchor.end)
    piece = Unit(span, unit.text[anchor.start : anchor.end])
    return piece.decided(Kind.NOTE_ANCHOR, "a sign that a note answers", anchor.label)
