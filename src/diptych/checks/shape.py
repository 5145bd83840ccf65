"""What is missing as a whole, and the marks that a translation keeps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diptych.checks.findings import Finding, Severity
from diptych.checks.ideographs import ideographic_value
from diptych.checks.pairs import Pair
from diptych.model import Span

_QUESTION_MARKS = "?？؟\u037e"
_GREEK_QUESTION_MARKS = _QUESTION_MARKS + ";"
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "«": "»", "“": "”"}
_REMARKS = re.compile(r"(?:\[[^\]]*\][\s.,;:]*)+")
"""What only an editor or a translator says: [illegible signature]."""
_FORMULA = re.compile(r"[(/][^()/]{1,40}[)/][.\s]*")
"""What may be an editor's or the document's: (signature), /подпись/."""
_LABEL = re.compile(r"\s*\(?(?P<label>[^\W\d_]|\d{1,3})[.)](?=\s)")
_IDEOGRAPHIC_LABEL = re.compile(r"\s*[（(]?(?P<label>[一二三四五六七八九十]{1,3})(?:[、．]|[)）]、?)")
_LABEL_WITHIN = re.compile(
    r"(?<![\w)])[(（]?(?P<label>[a-zа-яґєії]|\d{1,2}|[一二三四五六七八九十]{1,3})[)）](?=\s?\w)"
)
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщ", "абвгґдеєжзиіклмнопрстуфхцчшщ")
_TRANSLITERATED = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True))


def check_presence(pair: Pair) -> Iterator[Finding]:
    """One side is empty."""
    source, target = pair.source.strip(), pair.target.strip()
    if bool(source) == bool(target) or _REMARKS.fullmatch(source or target):
        return
    is_formula = _FORMULA.fullmatch(source or target)
    if source:
        yield Finding(
            "omission",
            Severity.LOOK if is_formula else Severity.ERROR,
            "this passage of the source is not translated",
            Span(0, len(pair.source)),
            None,
            _beginning(source),
            suggestion="translate the passage, or mark the omission with […]",
        )
    else:
        yield Finding(
            "addition",
            Severity.LOOK if is_formula else Severity.WARNING,
            "this passage of the translation is not in the source",
            None,
            Span(0, len(pair.target)),
            "",
            _beginning(target),
            "take the passage out, or put it in square brackets as the translator's",
        )


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def check_question(pair: Pair) -> Iterator[Finding]:
    """One side asks and the other does not."""
    if not pair.source.strip() or not pair.target.strip():
        return
    lost = _asks(pair.source, pair.source_language)
    if lost != _asks(pair.target, pair.target_language):
        yield Finding(
            "question-lost" if lost else "question-added",
            Severity.WARNING if lost else Severity.LOOK,
            "the source asks a question, the translation does not"
            if lost
            else "the translation asks, the source does not",
            source_value="?" if lost else "",
            target_value="" if lost else "?",
            suggestion="put it as a question, as the source does"
            if lost
            else "put it without a question mark, or make sure that the source asks",
        )


def _asks(text: str, language: str) -> bool:
    marks = _GREEK_QUESTION_MARKS if language[:2] == "el" else _QUESTION_MARKS
    return any(mark in text for mark in marks)


def check_brackets(pair: Pair) -> Iterator[Finding]:
    """A bracket or quotation that is closed in the source is left open in the translation."""
    for opening, closing in _BRACKETS.items():
        if _is_even(pair.source, opening, closing) and not _is_even(pair.target, opening, closing):
            place = max(pair.target.rfind(opening), pair.target.rfind(closing))
            if opening in "([{（【" and _LABEL.match(pair.target) and place < 5:
                continue
            mark = pair.target[place]
            yield Finding(
                "unpaired-mark",
                Severity.WARNING,
                f"“{mark}” has no partner in the translation",
                None,
                Span(place, place + 1),
                "",
                mark,
                f"write the mark that belongs to “{mark}”, or take it out",
            )


def _is_even(text: str, opening: str, closing: str) -> bool:
    if opening == "“":
        return text.count("“") + text.count("”") + text.count("„") in range(0, 99, 2)
    return text.count(opening) == text.count(closing) or (opening in "([{" and bool(_LABEL.match(text)))


def check_label(pair: Pair) -> Iterator[Finding]:
    """A numbered or lettered paragraph has another number on the other side, or one within it has."""
    source, target = _first_label(pair.source), _first_label(pair.target)
    if source and target and not source.readings & target.readings:
        yield _label_changed(pair, source, target)
        return
    here, there = _labels_within(pair.source), _labels_within(pair.target)
    if len(here) != len(there) or len(here) < 2:
        return
    for one, other in zip(here, there, strict=True):
        if not one.readings & other.readings:
            yield _label_changed(pair, one, other)
            return


@dataclass(frozen=True, slots=True)
class _Label:
    """The label of a paragraph or of an item within it: its number, or the place of its letter."""

    readings: frozenset[str]
    span: Span


def _first_label(text: str) -> _Label | None:
    """The number that a paragraph begins with; letters may be initials."""
    match = _IDEOGRAPHIC_LABEL.match(text) or _LABEL.match(text)
    is_number = match and (match["label"].isdigit() or _is_ideographic(match) or _is_item(match))
    return _label(match) if match and is_number else None


def _labels_within(text: str) -> list[_Label]:
    return [_label(match) for match in _LABEL_WITHIN.finditer(text)]


def _label(match: re.Match[str]) -> _Label:
    sign = match["label"]
    if sign.isdigit():
        readings = {str(int(sign))}
    elif _is_ideographic(match):
        readings = {str(ideographic_value(sign))}
    else:
        places = {str(letters.index(sign) + 1) for letters in _ALPHABETS if sign in letters}
        readings = places | {_TRANSLITERATED.get(sign, sign)}
    return _Label(frozenset(readings), Span(*match.span("label")))


def _is_item(match: re.Match[str]) -> bool:
    """Whether a small letter before a bracket counts items: б), (c)."""
    return match[0].endswith(")") and match["label"].islower()


def _is_ideographic(match: re.Match[str]) -> bool:
    return match["label"] >= "一"


def _label_changed(pair: Pair, one: _Label, other: _Label) -> Finding:
    said, rendered = one.span.of(pair.source), other.span.of(pair.target)
    return Finding(
        "label-changed",
        Severity.WARNING,
        f"paragraph {said} of the source is {rendered} in the translation",
        one.span,
        other.span,
        said,
        rendered,
        f"number the paragraph as the source does ({said})",
    )
