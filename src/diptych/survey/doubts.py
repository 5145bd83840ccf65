"""Places where the text itself may be damaged. The text stays as it is; the doubt is recorded."""

import re
from collections import Counter
from collections.abc import Iterable

from diptych.model import Doubt, Span
from diptych.survey.units import Unit

_PARTICLES = "and|by|for|in|of|on|to|the|at|de|du|des|la|le|von|zu|und|auf|за|на|по|в|и|z|na|do|de|y"
_WORD = re.compile(r"[^\W\d_]{2,}")
_COMPOUND = re.compile(
    rf"(?<![\w-])(?P<first>[^\W\d_]{{2,}})-(?P<particle>{_PARTICLES})(?P<last>[^\W\d_]{{3,}})(?![\w-])",
    re.IGNORECASE,
)
_LOOSE_HYPHEN = re.compile(r"(?<![\w-])(?P<first>[^\W\d_]{3,})-[ \u00a0](?P<last>[^\W\d_]{3,})")


def find_doubts(units: Iterable[Unit]) -> tuple[Doubt, ...]:
    """Compounds that seem to have lost a hyphen or gained a blank, in text order.

    `state-tostate`: the second part is a particle and the first part again, and is a
    word nowhere else in the document. `Marxism- Leninism`: the document writes the
    compound without the blank elsewhere.
    """
    units = list(units)
    hyphened = [unit for unit in units if "-" in unit.text]
    if not hyphened:
        return ()
    suspected = units if any(_COMPOUND.search(unit.text) for unit in hyphened) else ()
    words = Counter(word.casefold() for unit in suspected for word in _WORD.findall(unit.text))
    compounds = {
        word.casefold() for unit in hyphened for word in re.findall(r"\b[^\W\d_]+-[^\W\d_]+", unit.text)
    }
    found = [
        doubt
        for unit in hyphened
        for doubt in (*_lost_hyphens(unit, words), *_loose_hyphens(unit, compounds))
    ]
    return tuple(sorted(found, key=lambda doubt: doubt.span))


def _lost_hyphens(unit: Unit, words: Counter[str]) -> list[Doubt]:
    doubts = []
    for match in _COMPOUND.finditer(unit.text):
        first, particle, last = (match[name].casefold() for name in ("first", "particle", "last"))
        if last == first and words[particle + last] == 1:
            start = unit.span.start + match.start()
            whole = f"{match['first']}-{match['particle']}-{match['last']}"
            reason = f"“{match.group()}” may have lost a hyphen: “{whole}”"
            doubts.append(Doubt(Span(start, start + len(match.group())), reason))
    return doubts


def _loose_hyphens(unit: Unit, compounds: set[str]) -> list[Doubt]:
    return [
        Doubt(
            Span(unit.span.start + match.start(), unit.span.start + match.end()),
            f"“{match.group()}” may have a blank too many: “{match['first']}-{match['last']}”",
        )
        for match in _LOOSE_HYPHEN.finditer(unit.text)
        if f"{match['first']}-{match['last']}".casefold() in compounds
    ]
