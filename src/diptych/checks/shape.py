"""What is missing as a whole, and the marks that a translation keeps."""

import re
from collections.abc import Iterator

from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.model import Span

_QUESTION_MARKS = "?？؟\u037e"
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "«": "»", "“": "”"}
_LABEL = re.compile(r"\s*\(?(?P<label>[^\W\d_]|\d{1,3})[.)](?=\s)")


def check_presence(pair: Pair) -> Iterator[Finding]:
    """One side is empty."""
    source, target = pair.source.strip(), pair.target.strip()
    if source and not target:
        yield Finding(
            "omission",
            Severity.ERROR,
            "this passage of the source is not translated",
            Span(0, len(pair.source)),
            None,
            _beginning(source),
        )
    if target and not source:
        yield Finding(
            "addition",
            Severity.WARNING,
            "this passage of the translation is not in the source",
            None,
            Span(0, len(pair.target)),
            "",
            _beginning(target),
        )


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def check_question(pair: Pair) -> Iterator[Finding]:
    """One side asks and the other does not."""
    if not pair.source.strip() or not pair.target.strip():
        return
    asks = [sum(text.count(mark) for mark in _QUESTION_MARKS) for text in (pair.source, pair.target)]
    if bool(asks[0]) != bool(asks[1]):
        lost = bool(asks[0])
        yield Finding(
            "question-lost" if lost else "question-added",
            Severity.WARNING if lost else Severity.LOOK,
            "the source asks a question, the translation does not"
            if lost
            else "the translation asks, the source does not",
            source_value="?" if lost else "",
            target_value="" if lost else "?",
        )


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
            )


def _is_even(text: str, opening: str, closing: str) -> bool:
    if opening == "“":
        return text.count("“") + text.count("”") + text.count("„") in range(0, 99, 2)
    return text.count(opening) == text.count(closing) or (opening in "([{" and bool(_LABEL.match(text)))


def check_label(pair: Pair) -> Iterator[Finding]:
    """A numbered or lettered paragraph has another number on the other side."""
    source, target = (_LABEL.match(text) for text in (pair.source, pair.target))
    if not source or not source["label"].isdigit():
        return
    if target and target["label"].isdigit() and target["label"] != source["label"]:
        yield Finding(
            "label-changed",
            Severity.WARNING,
            f"paragraph {source['label']} of the source is {target['label']} in the translation",
            Span(*source.span("label")),
            Span(*target.span("label")),
            source["label"],
            target["label"],
        )
