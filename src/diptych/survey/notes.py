"""Footnotes and endnotes: paragraphs that begin with the label of an anchor in the text."""

import re
from dataclasses import replace

from diptych.model import Kind
from diptych.survey import shape
from diptych.survey.units import Unit

_LABEL = re.compile(
    r"\\?(?:\[\^(?P<caret>[^\]\s]{1,60})\]:?|\[(?P<square>\d{1,3}|\*{1,3}|[a-z])\]|(?P<raised>[¹²³⁰⁴-⁹]{1,3})|(?P<stars>\*{1,4}|†|‡)(?=[\s\w«“\"„])|\(?(?P<plain>\d{1,3})[.)]?(?=[\s\u00a0]))"
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def find_notes(units: list[Unit]) -> list[Unit]:
    """Decide which units are notes, and set their labels apart as anchors."""
    text = ""
    in_section = False
    decided: list[Unit] = []
    for index, unit in enumerate(units):
        if unit.field.startswith("section "):
            in_section = unit.field == "section notes"
            if in_section and not _heads_notes(units, index):
                in_section = False
                unit = replace(unit, kind=None, field="", reason="")
        elif unit.field.startswith("label "):
            in_section = False
        found = _note(unit, text, in_section) if unit.kind is None else [unit]
        if unit.kind is None and len(found) == 1 and not _LABEL.match(unit.text):
            text += "\n" + unit.text
        decided.extend(found)
    return decided


def _heads_notes(units: list[Unit], index: int) -> bool:
    """“Note” may be what a document calls itself; over notes it is followed by their labels."""
    following = units[index + 1 : index + 3]
    return any(_LABEL.match(unit.text) or "note" in unit.marks for unit in following)


def as_note(unit: Unit) -> list[Unit]:
    """A unit that is known to be a note, its label set apart as anchor."""
    found = _note(unit, "", in_section=True)
    return found if found[0].kind else [unit.decided(Kind.NOTE, "in the section of notes")]


def _note(unit: Unit, text: str, in_section: bool) -> list[Unit]:
    match = _LABEL.match(unit.text)
    if not match:
        marked = "note" in unit.marks or (in_section and shape.has_words(unit.text))
        return [unit.decided(Kind.NOTE, "in the section of notes")] if marked else [unit]
    label = (
        match["caret"] or match["square"] or match["raised"] or match["stars"] or match["plain"]
    ).translate(_DIGITS)
    reason = _reason(unit, match, label, text, in_section)
    if not reason or match.end() == len(unit.text):
        return [unit]
    anchor, *rest = unit.cut(match.end())
    notes = [replace(piece.decided(Kind.NOTE, reason), field=label, continues=True) for piece in rest]
    return [
        replace(anchor.decided(Kind.NOTE_ANCHOR, "label of a note"), field=f"opens {label}", whole=Kind.NOTE),
        *notes,
    ]


def _reason(unit: Unit, match: re.Match[str], label: str, text: str, in_section: bool) -> str:
    if "note" in unit.marks or in_section or match["caret"]:
        return "in the section of notes"
    if match["square"] and f"[{label}]" in text:
        return "begins with the label of an anchor in the text"
    if match["raised"] and match["raised"] in text:
        return "begins with the raised figure of an anchor in the text"
    if match["stars"] and _has_star(text, match["stars"]):
        return "begins with the sign of an anchor in the text"
    if (
        match["plain"]
        and (f"[{label}]" in text or _raised(label) in text)
        and not match.group().endswith(")")
    ):
        return "begins with the figure of an anchor in the text"
    return ""


def is_called(label: str, text: str) -> bool:
    """Whether a text holds an anchor with this label: [1], a raised figure, a star, [^1]."""
    return (
        f"[{label}]" in text
        or f"[^{label}]" in text
        or (label.isdigit() and _raised(label) in text)
        or (not label.isalnum() and _has_star(text, label))
    )


def _raised(label: str) -> str:
    return label.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _has_star(text: str, sign: str) -> bool:
    return bool(re.search(rf"[\w.,;:!?»”\"’)]\\?{re.escape(sign)}(?![*\w])", text))
