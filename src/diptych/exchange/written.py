"""What a writer hands back: files, and word of what its format could not carry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

XML_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 file can hold."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a bead that a format cannot carry.

    Attributes:
        bead: id of the unit, unique in the project: `letter.ru-en.12`.
        what: what was done to it, in words.
    """

    bead: str
    what: str

    def __str__(self) -> str:
        return f"{self.bead}: {self.what}"


@dataclass(frozen=True, slots=True)
class Written:
    """The files of an export.

    Attributes:
        files: content by name; a name may hold folders, with slashes.
        losses: what of which bead is not as it was.
    """

    files: Mapping[str, bytes]
    losses: tuple[Loss, ...] = ()


class Losses:
    """Collects what a format cannot carry while it is written."""

    def __init__(self) -> None:
        self.found: list[Loss] = []
        self._known: set[Loss] = set()

    def add(self, bead: str, what: str) -> None:
        """Something of a bead is not as it was; what holds of both its sides is said once."""
        loss = Loss(bead, what)
        if loss not in self._known:
            self._known.add(loss)
            self.found.append(loss)

    def legal_in_xml(self, text: str, bead: str) -> str:
        r"""The text without the characters that XML 1.0 forbids.

        >>> losses = Losses()
        >>> losses.legal_in_xml("bell\a", "letter.ru-en.1"), str(losses.found[0])
        ('bell', 'letter.ru-en.1: U+0007 taken out, XML forbids it')
        """
        return self._without(XML_ILLEGAL, text, bead, "taken out, XML forbids it")

    def encodable(self, text: str, bead: str) -> str:
        """The text without surrogates that stand alone, which no encoding of Unicode has."""
        return self._without(_SURROGATE, text, bead, "taken out, it is half a character")

    def on_one_line(self, text: str, bead: str) -> str:
        r"""The text as one line, also to readers that know more ends of lines than LF, as `str.splitlines`.

        >>> losses = Losses()
        >>> losses.on_one_line("line\u2028end", "letter.ru-en.1"), str(losses.found[0])
        ('line end', 'letter.ru-en.1: U+2028 written as a blank, it ends a line')
        """
        text = self.encodable(text, bead)
        return self._without(_LINE_END, text, bead, "written as a blank, it ends a line", " ")

    def _without(self, pattern: re.Pattern[str], text: str, bead: str, why: str, instead: str = "") -> str:
        forbidden = pattern.findall(text)
        if not forbidden:
            return text
        self.add(bead, f"{', '.join(f'U+{ord(c):04X}' for c in sorted(set(forbidden)))} {why}")
        return pattern.sub(instead, text)
