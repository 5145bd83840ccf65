"""Heads of mails and what mail programs add around a message, which are none of the document in it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from diptych.model import Kind
from diptych.survey import knowledge, shape
from diptych.survey.units import QUOTED, Unit

FEWEST_LINES = 2
"""Lines with a name and a value that make a head."""
LONGEST_ATTRIBUTION = 160
MOST_OF_A_SIGNATURE = 8
"""Lines below the two hyphens that end a mail."""
HEAD = "in the head of a mail"
_NAMED = re.compile(r"[*_]{0,2}(?P<name>[^\W\d_][^:：@\n]{0,24}?)[*_]{0,2}\s?[:：]")
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+|\[mailto:")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\s*[+-]\d{4}(?!\d)")
"""The time with the difference of its zone; telegrams have times as well."""
_SIGNS = "-–—_=* \t<>[]:"
_ANY_DIGIT = re.compile(r"\d")


def find_mails(lines: list[Unit]) -> list[Unit]:
    """Decide on the heads of mails, on what says who wrote a quoted one, and on signatures below `-- `.

    Args:
        lines: of the page, before they are joined.
    """
    heads = {place for run in _heads(lines) for place in run}
    decided = [line.decided(Kind.FURNITURE, HEAD) if n in heads else line for n, line in enumerate(lines)]
    decided = [_around_message(decided, n) for n in range(len(decided))]
    return _without_signature(decided) if heads else decided


def _heads(lines: Sequence[Unit]) -> Iterator[list[int]]:
    """Runs of lines with names that mails have, one of them surely a mail's; with the lines that go on."""
    run: list[int] = []
    named: list[int] = []
    for place, line in enumerate(lines):
        goes_on = bool(run) and line.kind is None and not line.gap
        if line.kind is None and _name(line.text) and (goes_on or not run or len(named) < FEWEST_LINES):
            run, named = (run, named) if goes_on else ([], [])
            run.append(place)
            named.append(place)
        elif goes_on and line.indent > lines[named[-1]].indent:
            run.append(place)
        else:
            if _is_head(lines, named):
                yield run
            run, named = ([place], [place]) if line.kind is None and _name(line.text) else ([], [])
    if _is_head(lines, named):
        yield run


def _is_head(lines: Sequence[Unit], named: Sequence[int]) -> bool:
    texts = [lines[place].text for place in named]
    return len(texts) >= FEWEST_LINES and any(
        _name(text) == "sure" or _ADDRESS.search(text) or _CLOCK.search(text) for text in texts
    )


@lru_cache(maxsize=1024)  # of each line it is asked two or three times
def _name(text: str) -> str:
    """Whether a line has a name that mails have: "sure" where nothing else has it, "head", or nothing."""
    match = _NAMED.match(text)
    if match is None:
        return ""
    name = match["name"].strip()
    return next((kind for kind in ("sure", "head") if _words(kind).fullmatch(name)), "")


@cache
def _words(kind: str) -> re.Pattern[str]:
    return knowledge.mail_words(kind)


def _around_message(lines: Sequence[Unit], place: int) -> Unit:
    """A line above a quoted or forwarded message, decided; any other as it is."""
    line = lines[place]
    if line.kind is not None or len(line.text) > LONGEST_ATTRIBUTION:
        return line
    if _words("forwarded").fullmatch(line.text.strip(_SIGNS)) and line.text[0] in _SIGNS:
        return line.decided(Kind.FURNITURE, "above a message that was sent on")
    if _is_attribution(line.text) and _is_followed_by_quotation(lines, place):
        return line.decided(Kind.FURNITURE, "says who wrote the quoted mail")
    return line


def _is_attribution(text: str) -> bool:
    if text[-1] not in ":：" or not (_ANY_DIGIT.search(text) or _ADDRESS.search(text)):
        return False
    return _wrote().search(text) is not None


@cache
def _wrote() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('wrote').pattern}")


def _is_followed_by_quotation(lines: Sequence[Unit], place: int) -> bool:
    following = next((line for line in lines[place + 1 :] if shape.has_words(line.text)), None)
    return following is not None and QUOTED in following.marks and QUOTED not in lines[place].marks


def _without_signature(lines: list[Unit]) -> list[Unit]:
    """Lines below the last `-- ` of a mail, up to the end, a rule or a quoted line."""
    start = max((n for n, line in enumerate(lines) if line.text == "--"), default=len(lines))
    decided = list(lines)
    for place in range(start, min(len(lines), start + 1 + MOST_OF_A_SIGNATURE)):
        line = lines[place]
        if place > start and (line.kind is not None or QUOTED in line.marks or line.gap):
            break
        decided[place] = line.decided(Kind.FURNITURE, "the signature of a mail")
    return decided
