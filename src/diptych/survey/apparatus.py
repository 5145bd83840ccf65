"""Editors' brackets inside a text, marks of emphasis, and note anchors. Each becomes a block of its own.

A bracket's words stay in the sentence; the anchor of a note does not, nor do the signs of emphasis.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from diptych.model import INTERRUPTING_KINDS, TEXT_KINDS, Kind, Mark, Span
from diptych.survey import dates, knowledge
from diptych.survey.emphasis import Pair, emphasis_pairs, escapes
from diptych.survey.note_anchors import Form, find_anchors
from diptych.survey.units import Unit

_BRACKET = re.compile(
    r"(?:\[[^\[\]]{0,400}(?:\[[^\[\]]{0,60}\][^\[\]]{0,400}){0,6}\]|［[^［］]{1,200}］|【[^【】]{1,200}】|〔[^〔〕]{1,200}〕)"
)
_INNER_ANCHOR = re.compile(r"\[(?:\d{1,3}|\*{1,3}|[a-z])\]")
_ENCLOSED = re.compile(
    r"(?<!\w)(?:\([^()\n]{1,120}\)|（[^（）\n]{1,80}）|/[^/\n]{1,40}/|<[^<>\n]{1,60}>|‹[^‹›\n]{1,60}›|⟨[^⟨⟩\n]{1,60}⟩)(?!\w)"
)
_CUT = re.compile(
    r"[\[(<‹⟨［【（/]\s*(?:(?:\.[\s\u00a0]?){2,6}\.?|…|‥|\.{3,6}|(?:-[\s\u00a0]?){2,}|[—–](?:[\s\u00a0]?[—–])*|……)\s*[\])>›⟩］】）/]"
)
_FIGURES = re.compile(r"(?!1\d{3}$|20\d\d$)[\d\s.,:;/()–-]*")
_QUESTION = re.compile(r"(?P<word>[^\W_][\w'’.-]{0,40})(?P<mark>\[\?\]| ?\(\?\))")
_REST = re.compile(r"\[[^\[\]]{1,3}\]|[¹²³⁰⁴-⁹*†‡\s]")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>u|ins|s|strike|del|b|strong|i|em)>", re.IGNORECASE)
_EMPHASIS = {
    "**": "emphasised", "*": "emphasised", "***": "emphasised", "b": "emphasised", "strong": "emphasised",
    "i": "emphasised", "em": "emphasised", "___": "underlined", "_": "underlined", "__": "underlined",
    "u": "underlined", "ins": "underlined",
    "~~": "crossed out", "s": "crossed out", "strike": "crossed out", "del": "crossed out",
}  # fmt: skip
"""Sign, tag or mark of the format -> what it says of the words between."""
FORMAT_MARKS = frozenset({"u", "ins", "s", "strike", "del"})
CUT = "cut by the editor"
GAPS = frozenset({CUT, "illegible", "inaudible", "missing", "omitted", "redacted"})
COMMENTS = frozenset({"translator's note", "editor's note", "explanation", "correction", "sic", "underlined"})
"""What editors say of the text; the words of other brackets are the document's own, or stand for them."""
_OPEN_ENDED = frozenset({"translator's note", "editor's note", "explanation", "correction", "supplied"})
_ALSO_ROUND = GAPS | {"sic", "signed", "handwritten", "stamp", "crossed out", "inserted", "translator's note"}
_COUNTED = GAPS | {"crossed out", "inserted", "underlined", "handwritten"}
"""What may be said of a number of words: [2 words illegible]."""
MOST_WORDS = 6
"""Words behind those that name a bracket; a sentence that begins with “lost” or “signed” is none."""
REMARK = "a remark in brackets"


@dataclass(frozen=True, slots=True)
class Calls:
    """How a document calls its notes, and what its format says of words.

    Attributes:
        labels: of the notes that the document has.
        counting: labels in square brackets that count from 1 without any note.
        marks: passages that it underlines or strikes out, in text order.
    """

    labels: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """A stretch of a unit's text that becomes a block."""

    start: int
    end: int
    kind: Kind
    reason: str
    label: str = ""

    def overlaps(self, other: "_Place") -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end


def cut_apparatus(unit: Unit, calls: Calls) -> list[Unit]:
    """Cut a text unit at its brackets, at the anchors of notes and at what was set apart in it.

    Args:
        unit: a unit of a text kind, or a note.
        calls: what the whole document says of anchors and emphasis.
    """
    if unit.kind not in TEXT_KINDS and unit.kind is not Kind.NOTE:
        return [unit]
    found = _places(unit, calls)
    emphasised = [*_marked_emphasis(unit, calls.marks), *_written_emphasis(unit.text, found)]
    signs = [place for place in emphasised if place.kind is Kind.FURNITURE]
    found = sorted([*found, *signs])
    if not found and not emphasised:
        return [unit]
    if found and all(p.kind is Kind.NOTE_ANCHOR for p in found) and not _REST.sub("", unit.text):
        return [unit]
    offsets = {offset for place in (*found, *emphasised) for offset in (place.start, place.end)}
    pieces = unit.cut(*(offset for offset in offsets if 0 < offset < len(unit.text)))
    return list(_named(pieces, unit, found, sorted(p for p in emphasised if p.kind is Kind.BODY)))


def _named(
    pieces: Sequence[Unit], whole: Unit, found: Sequence[_Place], emphasised: Sequence[_Place]
) -> Iterator[Unit]:
    """Each piece as what stands at its place; other pieces stay what the whole is."""
    apart = {piece.span: piece for piece in whole.apart}
    begun = whole.continues
    for piece in pieces:
        if inner := apart.get(piece.span):
            yield from _of_paragraph(inner, whole, begun)
            continue
        place = _at(found, whole.offset(piece.span.start))
        named = piece._replace(whole=whole.kind, continues=begun)
        if place:
            named = named.decided(place.kind, place.reason)._replace(field=place.label)
        elif emphasis := _at(emphasised, whole.offset(piece.span.start)):
            named = named._replace(reason=emphasis.reason)
        begun = begun or named.kind not in INTERRUPTING_KINDS | {Kind.FURNITURE}
        yield named


def _of_paragraph(inner: Unit, whole: Unit, begun: bool) -> list[Unit]:
    """What was set apart in a paragraph, in its version; a note is one of its own, maybe of another's."""
    if not inner.version:
        inner = inner._replace(version=whole.version, language=whole.language)
    inner = inner._replace(confidence=whole.confidence)
    if inner.kind is Kind.NOTE or inner.whole is Kind.NOTE:
        return cut_apparatus(inner, Calls())
    return [inner._replace(whole=whole.kind, continues=begun)]


def _at(places: Sequence[_Place], offset: int) -> _Place | None:
    number = bisect_left(places, offset + 1, key=lambda place: place.start) - 1
    return places[number] if number >= 0 and places[number].end > offset else None


def _places(unit: Unit, calls: Calls) -> list[_Place]:
    """What becomes a block of its own, in text order, without overlap; the surest finders come first."""
    places = _set_apart(unit)
    for finder in FINDERS:
        free = [place for place in finder(unit.text, calls) if not any(place.overlaps(p) for p in places)]
        places += free
    brackets = [place for place in _brackets(unit.text, calls) if not _crossed(place, places)]
    return sorted([*places, *(part for place in brackets for part in _around(place, places))])


def _crossed(bracket: _Place, places: Sequence[_Place]) -> bool:
    """Whether something begins inside a bracket and ends behind it, or the other way round."""
    return any(
        bracket.overlaps(p) and not (bracket.start <= p.start and p.end <= bracket.end) for p in places
    )


def _around(bracket: _Place, places: Sequence[_Place]) -> Iterator[_Place]:
    """A bracket without what stands apart inside it: an anchor, the end of a page."""
    position = bracket.start
    for place in sorted(p for p in places if bracket.overlaps(p)):
        if position < place.start:
            yield replace(bracket, start=position, end=place.start)
        position = place.end
    if position < bracket.end:
        yield replace(bracket, start=position)


def _set_apart(unit: Unit) -> list[_Place]:
    """What was found inside a unit when its lines were joined."""
    return [
        _Place(*unit.offsets(piece.span), piece.kind, piece.reason, piece.field)
        for piece in unit.apart
        if piece.kind and unit.span.start <= piece.span.start and piece.span.end <= unit.span.end
    ]


def _anchors(text: str, calls: Calls) -> Iterator[_Place]:
    """Anchors that are plain to see: those in square brackets, and raised signs that name a note."""
    for anchor in find_anchors(text):
        square = anchor.form is Form.SQUARE
        known = anchor.label in calls.labels or (
            square and (anchor.label in calls.counting or not anchor.label.isalnum())
        )
        if known and anchor.form in {Form.SQUARE, Form.RAISED, Form.STAR}:
            reason = "anchor of a note" if square else "a raised sign that names a note"
            yield _Place(anchor.start, anchor.end, Kind.NOTE_ANCHOR, reason, anchor.label)


def _uncertain(text: str, calls: Calls) -> Iterator[_Place]:
    """A word with a question mark in brackets behind it."""
    for match in _QUESTION.finditer(text) if "?]" in text or "?)" in text else ():
        yield _Place(match.start(), match.end(), Kind.EDITORIAL, "uncertain")


def _round(text: str, calls: Calls) -> Iterator[_Place]:
    """Parentheses, strokes and angles, whose words leave no doubt."""
    for match in _ENCLOSED.finditer(text):
        meaning = meaning_of(match.group(), strict=True)
        if meaning in _ALSO_ROUND and not (meaning == CUT and match.group()[0] == "/"):
            kind = Kind.GAP if meaning in GAPS else Kind.EDITORIAL
            yield _Place(match.start(), match.end(), kind, meaning)


def _escapes(text: str, calls: Calls) -> Iterator[_Place]:
    """Backslashes before signs that Markdown would else take for its own."""
    for start in escapes(text):
        yield _Place(start, start + 1, Kind.FURNITURE, "mark of an escaped sign")


FINDERS: list[Callable[[str, Calls], Iterator[_Place]]] = [_anchors, _escapes, _uncertain, _round]


def _brackets(text: str, calls: Calls) -> Iterator[_Place]:
    for match in _BRACKET.finditer(text):
        bracket = match.group()
        kind, reason = _kind_of_bracket(bracket, text, match.start(), match.end())
        if kind:
            yield _Place(match.start(), match.end(), kind, reason)


def _kind_of_bracket(bracket: str, text: str, start: int, end: int) -> tuple[Kind | None, str]:
    inner = bracket[1:-1].strip()
    meaning = meaning_of(bracket)
    if meaning in GAPS:
        return Kind.GAP, meaning
    if meaning:
        return Kind.EDITORIAL, meaning
    if inner.endswith("?"):
        return Kind.EDITORIAL, "uncertain"
    if inner.isalpha() and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
        return Kind.EDITORIAL, "supplied"
    return (None, "") if _is_reference(inner) else (Kind.EDITORIAL, REMARK)


def _is_reference(inner: str) -> bool:
    """Whether a bracket holds figures, or a place and a date; a year or a date alone is an editor's."""
    if _FIGURES.fullmatch(inner):
        return True
    found = dates.find_date(inner) if len(inner) <= 60 else None
    if found is None:
        return False
    rest = re.findall(
        r"[^\W\d_]+",
        knowledge.small_words("date filler").sub(" ", inner[: found.start] + " " + inner[found.end :]),
    )
    return 0 < len(rest) <= 2 and all(not word[0].islower() for word in rest)


def meaning_of(bracket: str, strict: bool = False) -> str:
    """What the words of a bracket say, by the list of editors' words; empty for none.

    Args:
        bracket: with its brackets.
        strict: the words must be all that it holds, or end in a punctuation mark.

    >>> meaning_of("[2 words illegible]"), meaning_of("(sic!)")
    ('illegible', 'sic')
    >>> meaning_of("[lost as he was in his own thoughts]")
    ''
    """
    if any(_CUT.fullmatch(form) for form in (bracket, bracket[1:-1])):
        return CUT
    inner = bracket[1:-1].strip(" \u00a0*_\n")
    behind = _quantity().sub("", inner, count=1)
    for name, pattern in knowledge.apparatus():
        for words in (inner, behind) if name in _COUNTED else (inner,):
            match = pattern.match(words)
            if match and _fits(name, words, words[match.end() :], strict):
                return name
    return ""


@cache
def _quantity() -> re.Pattern[str]:
    word = knowledge.apparatus_words("quantity").pattern
    return re.compile(rf"(?:(?:\d+(?:[.,/-]\d+)?|{word})\.?\s*)+")


def _fits(name: str, words: str, rest: str, strict: bool) -> bool:
    """Whether what follows the listed words lets them name the bracket."""
    if name == "supplied" or (strict and name not in GAPS):
        return not rest.strip(" .!*_") or (strict and rest.lstrip()[:1] in {":", "：", ";"})
    if strict:
        return len(rest.split()) <= 2
    return name in _OPEN_ENDED or rest.lstrip()[:1] in set(":：.,;–—-") or len(rest.split()) <= MOST_WORDS


def _written_emphasis(text: str, found: Sequence[_Place]) -> Iterator[_Place]:
    """Signs of emphasis in a plain text, and the words between them."""
    if not any(sign in text for sign in "*_~<"):
        return
    for opening, closing, sign in (*emphasis_pairs(text), *_tags(text)):
        inside = _Place(opening[1], closing[0], Kind.BODY, _EMPHASIS[sign])
        signs = [_Place(*span, Kind.FURNITURE, "mark of emphasis") for span in (opening, closing)]
        if inside.start < inside.end and not any(mark.overlaps(p) for mark in signs for p in found):
            yield from (signs[0], inside, signs[1])


def _tags(text: str) -> Iterator[Pair]:
    """Tags of HTML that a dump kept, an opening one with the next closing one."""
    for one, other in itertools.pairwise(_TAG.finditer(text)):
        if not one["close"] and other["close"] and one["name"].lower() == other["name"].lower():
            yield one.span(), other.span(), one["name"].lower()


def _marked_emphasis(unit: Unit, marks: Sequence[Mark]) -> Iterator[_Place]:
    """What the format itself underlines or strikes out."""
    first = bisect_left(marks, unit.span.start, key=lambda mark: mark.span.start)
    last = bisect_left(marks, unit.span.end, key=lambda mark: mark.span.start)
    for mark in marks[first:last]:
        span = Span(mark.span.start, min(mark.span.end, unit.span.end))
        yield _Place(*unit.offsets(span), Kind.BODY, _EMPHASIS[mark.name])


def counting_labels(texts: Iterable[str]) -> frozenset[str]:
    """Labels in square brackets that count upwards from 1 through the texts, even if there are no notes."""
    counted: list[str] = []
    for text in texts:
        for match in _INNER_ANCHOR.finditer(text):
            if match.group() == f"[{len(counted) + 1}]":
                counted.append(match.group()[1:-1])
    return frozenset(counted) if len(counted) > 1 else frozenset()
