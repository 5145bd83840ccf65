"""Lines quoted as in mails and Markdown, `> ` before each: the signs are no text, the lines are joined."""

import re
from collections.abc import Sequence

from diptych.model import Kind
from diptych.survey.units import QUOTED, Unit

_SIGNS = re.compile(r"(?:>[ \t\u00a0]?)+(?=\S)|(?:>[ \t\u00a0]?)+$")
REASON = "sign of a quoted line"


def set_apart(lines: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The lines without the signs of quotation before them, and these signs as decided units.

    A paragraph ends where the depth of the quotation changes, and at a sign without words.
    """
    rest: list[Unit] = []
    signs: list[Unit] = []
    depth, parted = 0, False
    for line in lines:
        match = _SIGNS.match(line.text) if line.kind is None and line.text[0] == ">" else None
        own = match.group().count(">") if match else 0
        gap = max(line.gap, int(parted or own != depth))
        depth, parted = own, False
        if match and match.end() == len(line.text):
            signs.append(line.decided(Kind.FURNITURE, REASON))
            parted = True
        elif match:
            sign, words = line.cut(match.end())
            signs.append(sign.decided(Kind.FURNITURE, REASON))
            rest.append(words._replace(gap=gap, indent=line.indent, marks=words.marks | {QUOTED}))
        else:
            rest.append(line._replace(gap=gap) if gap != line.gap else line)
    return rest, signs
