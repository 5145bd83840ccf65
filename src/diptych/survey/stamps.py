"""Stamps of archives and registries on lines of their own, which are none of the document."""

from diptych.model import Kind
from diptych.survey import knowledge
from diptych.survey.units import Unit

LONGEST_STAMP = 90
"""Characters; what is longer is a sentence about a stamp."""
LONGEST_REST = 40
"""Characters behind the words of a stamp: a number, a date, an initial."""


def find_stamps(lines: list[Unit]) -> list[Unit]:
    """Decide on the lines that a stamp left: of receipt, of declassification, or one that an editor names.

    When a telegram was received stands right below when it was sent, and is the telegram's own.
    """
    sent = knowledge.small_words("sent")
    decided = []
    for before, line in zip([None, *lines], lines, strict=False):
        of_telegram = before is not None and not line.gap and sent.match(before.text)
        if line.kind is None and is_stamp(line.text) and not of_telegram:
            line = line.decided(Kind.FURNITURE, "a stamp", "stamp")
        decided.append(line)
    return decided


def is_stamp(text: str) -> bool:
    """Whether a line is a stamp.

    >>> is_stamp("DECLASSIFIED Authority NND 974325"), is_stamp("[Stamp: received 3 May]")
    (True, True)
    >>> is_stamp("The stamp was red."), is_stamp("Declassified papers were sold by the clerk for years.")
    (False, False)
    """
    if len(text) > LONGEST_STAMP:
        return False
    if text[0] in "[(" and text[-1] in "])":
        inner = text[1:-1].strip(" *_")
        return bool(dict(knowledge.apparatus())["stamp"].match(inner) or _is_stamped(inner))
    named = knowledge.small_words("stamp label").match(text)
    return _is_stamped(text) or bool(named and text[named.end() :].lstrip()[:1] in {":", "：", "«", "“", "„"})


def _is_stamped(text: str) -> bool:
    match = knowledge.small_words("stamped").match(text)
    if match is None:
        return False
    rest = text[match.end() :]
    words = [word for word in rest.split() if word.isalpha() and word.islower() and len(word) > 2]
    return len(rest) <= LONGEST_REST and len(words) < 3
