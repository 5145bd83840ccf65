"""Subtitles (SubRip, .srt): cues with time codes, sentences that run over them.

Numbers and time codes are furniture, and so are tags and the dashes before speeches. What a cue
shows is body; what describes sounds in brackets is not. A sentence goes on in the next cue
unless the one before has come to an end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diptych.errors import ReadingError
from diptych.model import Cue, Kind, Section, Side
from diptych.reading.layers import Layer
from diptych.reading.outlining import Outliner

SIDE = "text"

_TIME = r"(\d{1,3}):(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\r\n]*")
_NUMBER = re.compile(r"\s*\d+\s*")
_PIECE = re.compile(
    r"(?P<tag></?[a-z]{1,9}(?:\s[^<>\n]{0,200})?>|\{\\?[a-z][^{}\n]{0,80}\}|[♪♫]+)"
    r"|(?P<sound>\[[^\[\]\n]{1,200}\]|^\s*\([^()\n]{1,200}\)\s*$)",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*[-‐-—―]\s*(?=\S)")
_HYPHENS = "-‐"
"""A longer dash before the rest of a sentence is its punctuation."""
_FINAL = re.compile(r"""[.!?…。！？؟։।:;]["'”’»«“„)\]\s]*$""")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_LONGEST_PAUSE = 4.0
"""Seconds between two cues over which no sentence runs."""
_PUNCTUATED = 0.2
"""Share of cues that end with a final mark; where fewer do, each cue is a sentence."""


@dataclass(slots=True)
class _Cue:
    """A cue as the file has it: everything before its text, its text lines, its times in seconds."""

    head: list[str]
    lines: list[str]
    start: float
    end: float

    @property
    def closes(self) -> bool:
        """Whether its text comes to an end."""
        text = _PIECE.sub("", "".join(self.lines)).rstrip()
        return bool(_FINAL.search(text))


def read_subtitles(text: str) -> Layer:
    """The cues of a subtitle file, with their times.

    Raises:
        ReadingError: there is no time code in it.
    """
    cues = list(_cues(text))
    if not cues:
        raise ReadingError(
            "there is no time code in it", hint="in .srt they look like 00:01:02,000 --> 00:01:04,000"
        )
    closing = sum(cue.closes for cue in cues)
    return _Writer(closing >= _PUNCTUATED * len(cues)).written(cues)


def _cues(text: str) -> Iterator[_Cue]:
    """The cues in order; a line of digits belongs to the time code after it."""
    current: _Cue | None = None
    head: list[str] = []
    for match in _LINE.finditer(text):
        line = match[0]
        if times := _TIMES.fullmatch(line.rstrip("\r\n")):
            if current and current.lines and _NUMBER.fullmatch(current.lines[-1]):
                head = [current.lines.pop()]
            if current:
                yield current
            current = _Cue([*head, line], [], _seconds(times.groups()[:4]), _seconds(times.groups()[4:]))
            head = []
        elif current:
            current.lines.append(line)
        elif line:
            head.append(line)
    if current:
        yield current


def _seconds(parts: tuple[str, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


class _Writer:
    """Writes cues, and carries the paragraph that may go on."""

    def __init__(self, runs_on: bool) -> None:
        self.writer = Outliner()
        self.runs_on = runs_on
        self.number = 0
        self.open = False
        self.end = 0.0
        self.at_line_start = self.between = True

    def written(self, cues: list[_Cue]) -> Layer:
        """The layer of all cues."""
        for cue in cues:
            self._cue(cue)
        return self.writer.layer([Side(SIDE)])

    def _cue(self, cue: _Cue) -> None:
        for line in cue.head:
            self._furniture(line, "number or time code of a cue")
        if not self.runs_on or cue.start - self.end > _LONGEST_PAUSE or cue.start < self.end - _LONGEST_PAUSE:
            self.open = False
        begin, self.between = self.writer.length, True
        for line in cue.lines:
            self._line(line)
        span = self.writer.span_from(begin)
        if span:
            self.writer.cues.append(Cue(span, cue.start, max(cue.end, cue.start)))
        self.open = self.open and not cue.closes
        self.end = cue.end

    def _line(self, line: str) -> None:
        """A line of text, its dash, tags and sounds set apart."""
        text = line.rstrip("\r\n")
        self.at_line_start = True
        if not text.strip():
            self.writer.space(line)
            return
        at = 0
        for match in [*_PIECE.finditer(text), None]:
            self._words(text[at : match.start() if match else len(text)])
            if match:
                self._mark(match)
                at = match.end()
        self.writer.space(line[len(text) :])

    def _words(self, text: str) -> None:
        dash = _DASH.match(text) if self.at_line_start else None
        if dash and (dash[0].strip() in _HYPHENS or self.between):
            self.open = False
            self._furniture(dash[0], "dash before a speech")
            text = text[dash.end() :]
        if text.strip():
            self.writer.write(text, Kind.BODY, self._section(), reason="text of a cue")
            self.at_line_start, self.between = False, bool(_FINAL.search(text))
        else:
            self.writer.space(text)

    def _mark(self, match: re.Match[str]) -> None:
        self._furniture(match[0], "tag of a cue" if match["tag"] else "a sound, not speech")

    def _furniture(self, text: str, reason: str) -> None:
        if text.strip():
            self.writer.write(text, Kind.FURNITURE, reason=reason)
        else:
            self.writer.space(text)

    def _section(self) -> str:
        """The paragraph that is open, or a new one."""
        if not self.open:
            self.number += 1
            self.writer.sections.append(Section(str(self.number), SIDE))
            self.open = True
        return str(self.number)
