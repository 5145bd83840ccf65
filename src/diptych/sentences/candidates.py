"""Where a sentence might end, with what stands around it: the facts that the vetoes judge.

A candidate is a run of final marks with the quotation marks, brackets and note numbers that close after
it. Every look around is bounded or moves forward only, so that a text of any shape takes linear time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from diptych.sentences.lexicon import Lexicon

REACH = 48
"""Characters looked back at for the words before a mark."""

STRONG = "。！？｡؟۔।॥։።။‼⁇⁈⁉‽"
"""Marks that need no blank after them."""

_WEAK = ".!?…‥．"
_BLANKS = " \u00a0\u2009\u202f"
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without width, as part of a character class."""
_CLOSING = "”’›)\\]}）］｝」』】〉》〕﹂﹄¹²³⁴-⁹⁰"
_CLOSING_IF_FREE = "\"'“‘«»‹*†"  # closing only where no word follows at once
CLOSING_QUOTES = frozenset("”’›»«“\"'」』》〉")
OPENING = "«»„“\"'‚‘‹›([{（「『《〈【¿¡"
DASHES = "-‐‑‒–—―"

_ANCHOR = (
    r"\[\^[^\]\s]{1,12}\]|\[\d{1,3}(?:[,;–-]\s?\d{1,3}){0,4}\]|\[[a-z*]\]"
    r"|(?<=[^\W\d_]{3}[.!?…])(?:\(\d{1,2}\)|\d{1,2}\)|\*{1,3}\))(?=\s)"
)
"""An anchor of a note that is glued to the mark: [^1], [1], [2, 3], [a], (1), 1), *)."""
_WORD = re.compile(r"[^\W_]")
_NEXT = re.compile(rf"[^\W_](?:[\w{INVISIBLE}\u0300-\u036f]|['’\-‐‑](?=\w))*")
_NOTE_NUMBER = re.compile(r"\d{1,3}(?=\s)")
_JOINED = re.compile(r"[,;:/—–()\[\]«»„“”\"‚‘…=<>|（）【】「」『』《》：，、\u3400-\u9fff]")
_AFTER_BLANK = re.compile(rf"[\s{INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a sentence might end.

    Attributes:
        text: the whole text.
        lexicon: of its language.
        start: where the sentence begins that would end here.
        first: where its first letter or digit stands.
        mark: where the final marks begin.
        end: after the marks and what closes with them; the boundary.
        ahead: where the next letter or digit stands.
        marks: the final marks and what closes with them.
        dot: the only mark is one full stop, which may belong to the word.
        behind: the last few words before the mark, the nearest last.
        after: the next word.
        lead: what stands between the boundary and the next word, at most 40 characters.
    """

    text: str
    lexicon: Lexicon
    start: int
    first: int
    mark: int
    end: int
    ahead: int
    marks: str
    dot: bool
    behind: tuple[str, ...]
    after: str
    lead: str

    @property
    def before(self) -> str:
        """The word before the mark, without opening quotation marks and brackets."""
        return self.behind[-1] if self.behind else ""

    @property
    def blank_follows(self) -> bool:
        """Whether white space parts the candidate from what comes after."""
        return _AFTER_BLANK.match(self.text, self.end) is not None

    def so_far(self, limit: int) -> str:
        """The sentence without its final marks; empty where it is longer than `limit`."""
        return self.text[self.first : self.mark] if self.mark - self.first <= limit else ""


@lru_cache(maxsize=64)
def _pattern(extra: str) -> re.Pattern[str]:
    final = re.escape(STRONG + _WEAK + extra)
    spaced = f"[{_BLANKS}](?:[{final}]++(?!\\w)|»(?!\\w))"
    free = f"[{re.escape(_CLOSING_IF_FREE)}](?:(?!\\w)|(?=\\d{{1,2}}\\s))"
    return re.compile(f"[{final}](?:[{final}{_CLOSING}{INVISIBLE}]|{free}|{spaced}|{_ANCHOR})*")


def _words_behind(text: str, start: int, mark: int) -> tuple[str, ...]:
    """The last words before a mark, within reach; the last one cut from what is joined to it."""
    words = text[max(start, mark - REACH) : mark].split()
    if not words or text[mark - 1] in "”’»)]":
        return ()
    last = words[-1]
    if not last.isalpha():
        words[-1] = _JOINED.split(last)[-1].lstrip("'’-")
    return tuple(words[-4:])


def _after_note_number(text: str, end: int, before: str, lexicon: Lexicon) -> int:
    """The end of a note's number that lost its raised position (`wording.12 Then`); else `end` as it is."""
    number = _NOTE_NUMBER.match(text, end)
    if number and len(before) > 3 and before.isalpha() and lexicon.ending(before) is None:
        return number.end()
    return end


def next_word(text: str, at: int) -> int:
    """Where the first letter or digit from `at` on stands; -1 where there is none."""
    found = _WORD.search(text, at)
    return found.start() if found else -1


class Candidates:
    """The candidates of a text in order, each judged before the next is looked at.

    The judge calls `accept` where a sentence ends, because what comes next depends on it.
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._start = 0
        self._first = next_word(text, 0)

    def accept(self, candidate: Candidate) -> None:
        """Let the next sentence begin after this candidate."""
        self._start = candidate.end
        self._first = candidate.ahead

    def __iter__(self) -> Iterator[Candidate]:
        ahead = self._first
        for found in _pattern(self._lexicon.marks).finditer(self._text):
            end = found.end()
            if ahead < end:
                ahead = next_word(self._text, end)
            if ahead < 0:
                return
            if found.start() <= self._first:
                continue  # no word in the sentence yet: "... and so on", "* * *"
            behind = _words_behind(self._text, self._start, found.start())
            if ahead == end and behind:
                end = _after_note_number(self._text, end, behind[-1], self._lexicon)
                ahead = next_word(self._text, end)
            if ahead < 0:
                return
            yield self._candidate(found.start(), end, ahead, behind)

    def _candidate(self, mark: int, end: int, ahead: int, behind: tuple[str, ...]) -> Candidate:
        text = self._text
        marks = text[mark:end]
        following = _NEXT.match(text, ahead, ahead + REACH)
        return Candidate(
            text=text,
            lexicon=self._lexicon,
            start=self._start,
            first=self._first,
            mark=mark,
            end=end,
            ahead=ahead,
            marks=marks,
            dot=marks[0] in ".．" and (len(marks) == 1 or not any(m in _WEAK for m in marks[1:])),
            behind=behind,
            after=following.group() if following else "",
            lead=text[end : min(ahead, end + 40)],
        )
