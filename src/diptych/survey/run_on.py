"""Dumps that lost their lines: records and letters that run on in one line are cut into their parts."""

import re
from functools import cache

from diptych.model import Kind
from diptych.survey import dates, knowledge, shape
from diptych.survey.credits import first_credit
from diptych.survey.labels import known_label, label_pattern, split_label
from diptych.survey.language import language_code
from diptych.survey.references import is_reference
from diptych.survey.statements import kind_of
from diptych.survey.units import RUN_ON, Unit

_CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яё]"
LONGEST_TITLE = 240
LONGEST_LINE = 1000
"""Characters of a line that is a record and nothing else."""
LONGEST_RECORD = 6000
"""Characters of a line in which labels are looked for."""
SHORTEST_LETTER = 400
"""Characters; shorter lines are not searched for a whole letter."""


def cut_run_on(units: list[Unit]) -> list[Unit]:
    """Cut lines that hold several statements into one unit a statement."""
    cut = []
    is_first = True
    for unit in units:
        if unit.kind is None:
            cut.extend(_piped_record(unit) or _cut_at_labels(unit, is_first))
            is_first = False
        else:
            cut.append(unit)
    return cut


def _piped_record(unit: Unit) -> list[Unit]:
    """A record on one line, its entries parted by “|”; nothing if it is anything else."""
    if unit.text.count(" | ") < 2 or len(unit.text) > 1000:
        return []
    pieces = unit.cut(*(offset for match in re.finditer(r"\|", unit.text) for offset in match.span()))
    named = [(piece, _entry_of_record(piece.text)) for piece in pieces]
    if sum(bool(field) for _, field in named) < 2:
        return []
    titles = [piece for piece, field in named if not field and piece.text != "|"]
    title = max(titles, key=lambda piece: len(piece.text), default=None)
    return [
        piece.decided(Kind.FURNITURE, "parts the entries of a record")
        if piece.text == "|"
        else piece.decided(kind_of(name), "an entry of a record on one line", name)
        for piece, field in named
        for name in [field or ("title" if piece is title else "note")]
    ]


def _entry_of_record(text: str) -> str:
    """The field that an entry without a label states; empty where it is not plain."""
    if dates.is_date(text):
        return "date"
    if is_reference(text):
        return "archive"
    if all(language_code(word) for word in re.findall(r"[^\W\d_]{2,}", text)) and text.strip("|"):
        return "language"
    known = [word for word in knowledge.labels() if text.casefold().startswith(word + " ") and len(word) > 5]
    return knowledge.labels()[max(known, key=len)][0] if known else ""


def _cut_at_labels(unit: Unit, may_be_title: bool) -> list[Unit]:
    """A line at the labels in it; what stands in front of them is the title, if nothing was said before."""
    if len(unit.text) < 40 or ("\n" in unit.text and not split_label(unit.text)):
        return [unit]
    text = unit.text[:LONGEST_RECORD]
    found = list(label_pattern().finditer(text)) if text.count(":") + text.count("：") > 1 else []
    known = [meaning for match in found if (meaning := known_label(match["label"]))]
    fields, scopes = {field for field, _ in known}, {scope for _, scope in known}
    if len(found) < 2:
        return [unit]
    credited = first_credit(text)
    if "archive" not in scopes and credited == len(text):
        return [unit]
    is_record = len(unit.text) <= LONGEST_LINE
    marks = {RUN_ON} if is_record else set()
    starts = [match.start() for match in found]
    ends_in_credit = is_record and starts[-1] < credited and text[:credited].rstrip().endswith((".", ";"))
    pieces = unit.cut(*starts, *[credited] * ends_in_credit)
    cut = [piece._replace(field="run-on", marks=piece.marks | marks) for piece in pieces]
    if ends_in_credit:
        cut[-1] = cut[-1].decided(Kind.METADATA, "a credit", "credits")
    if is_record and may_be_title and starts[0] and "title" not in fields and _is_title(cut[0].text):
        cut[0] = cut[0].decided(Kind.TITLE, "in front of a record on one line", "title")
    return cut


def _is_title(text: str) -> bool:
    """Whether what stands in front of the labels of a record is one phrase."""
    return len(text) <= LONGEST_TITLE and not shape.sentence_starts(text) and shape.letters(text) > 2


def cut_letters(units: list[Unit]) -> list[Unit]:
    """Cut dumps that run a whole letter together before its salutations, closings and enclosures."""
    pieces: list[Unit] = []
    for unit in units:
        if unit.kind is None and len(unit.text) >= SHORTEST_LETTER:
            pieces.extend(_cut_letter(unit))
        else:
            pieces.append(unit)
    return pieces


def _cut_letter(unit: Unit) -> list[Unit]:
    cuts: set[int] = set()
    for match in _salutation_inside().finditer(unit.text):
        cuts.update((match.start(1), match.end(1)))
    for match in _closing_inside().finditer(unit.text):
        end = match.start(1) + 200
        enclosure = _enclosure_inside().search(unit.text, match.end(1), end)
        cuts.add(match.start(1))
        cuts.update({enclosure.start(1)} if enclosure else ())
        if not enclosure and len(unit.text) > end:
            cuts.discard(match.start(1))
    cuts.update(_dateline_at_end(unit.text))
    return unit.cut(*cuts)


def _dateline_at_end(text: str) -> list[int]:
    """Where the place and date that end a run-on letter begin; none where nothing of the kind ends it."""
    tail = text[-60:]
    found = dates.find_date(tail)
    if not found or found.end < len(tail.rstrip(". г")) or not found.has_day:
        return []
    place = re.search(rf"({_CAPITAL}[\w-]+),?\s+$", tail[: found.start])
    return [len(text) - len(tail) + (place.start(1) if place else found.start)]


@cache
def _salutation_inside() -> re.Pattern[str]:
    words = knowledge.formulas("salutation").pattern
    return re.compile(
        rf"(?:^|(?<=[\s\]]))(?={_CAPITAL})({words}(?:[\s\u00a0]+[^\s.!?:,;]+){{1,6}}[!,:])(?=\s+{_CAPITAL})"
    )


@cache
def _closing_inside() -> re.Pattern[str]:
    return re.compile(rf"(?<=[.!?…])\s+({knowledge.formulas('closing').pattern}(?=[\s,]))")


@cache
def _enclosure_inside() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s\]])(?={_CAPITAL})({knowledge.formulas('enclosure').pattern})(?=[\s:.,№\d])")
