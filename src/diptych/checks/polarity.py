"""Negations that one side has and the other has not; always to be looked at, never sure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.checks.phrases import UNSPACED, Phrases
from diptych.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORT_STEM = 4
"""Letters of a beginning like un~ that short words have by chance."""
_LONGEST = 400
"""Characters of a side up to which a single negation can be told to be missing."""


def check_polarity(pair: Pair) -> Iterator[Finding]:
    """Something is denied on one side only."""
    sides = ((pair.source, pair.source_language), (pair.target, pair.target_language))
    known = [negation(language.partition("-")[0]) for _, language in sides]
    if (
        not all(known)
        or not all(text.strip() for text, _ in sides)
        or max(map(len, (pair.source, pair.target))) > _LONGEST
    ):
        return
    (source, without), (target, also_without) = (
        (words.cues(text), words.withouts(text))
        for words, (text, _) in zip(known, sides, strict=True)
        if words
    )
    if not source and not target:
        yield from _opposite(pair, [words for words in known if words])
        return
    if bool(source) != bool(target) and _is_undone(pair, [words for words in known if words], bool(source)):
        yield _denied(pair, (source or target)[0], bool(source))
        return
    if bool(source) == bool(target) or _stands_for(without, also_without, bool(source)):
        return
    silent, (text, _) = (known[1], sides[1]) if source else (known[0], sides[0])
    if silent is None or silent.may_deny(text):
        return
    yield _denied(pair, (source or target)[0], bool(source))


def _opposite(pair: Pair, known: list["Negation"]) -> Iterator[Finding]:
    """Where none negates: one side says the opposite of something, or that it is missing."""
    texts = pair.source, pair.target
    for here, there in ((0, 1), (1, 0)):
        said = known[here].opposites(texts[here])
        if said and not known[there].may_deny(texts[there]) and not known[there].withouts(texts[there]):
            yield _denied(pair, said[0], here == 0)
            return


def _is_undone(pair: Pair, known: list["Negation"], by_source: bool) -> bool:
    """Whether both sides say the opposite of something and one denies that: 不反对 and `are opposed`."""
    texts = pair.source, pair.target
    opposites = [words.opposite_words(text) for words, text in zip(known, texts, strict=True)]
    here = 0 if by_source else 1
    cues = known[here].cues(texts[here])
    return all(opposites) and any(not _is_within(cue, opposites[here]) for cue in cues)


def _is_within(cue: Span, words: list[Span]) -> bool:
    return any(word.start <= cue.start and cue.end <= word.end for word in words)


def _denied(pair: Pair, span: Span, is_lost: bool) -> Finding:
    denied = span.of(pair.source if is_lost else pair.target)
    return Finding(
        "negation-lost" if is_lost else "negation-added",
        Severity.LOOK,
        f"only the {'source' if is_lost else 'translation'} denies something (“{denied}”)",
        span if is_lost else None,
        None if is_lost else span,
        denied if is_lost else "",
        "" if is_lost else denied,
        f"deny it in the translation, too, or make sure that it says what “{denied}” says"
        if is_lost
        else f"take “{denied}” out, or make sure that the source denies it in another way",
    )


def _stands_for(source: int, target: int, is_denied_in_source: bool) -> bool:
    """Whether a `without` more on the side that denies nothing else stands for the negation of the other."""
    return target > source if is_denied_in_source else source > target


@dataclass(frozen=True)
class Negation:
    """The words by which a language denies.

    Attributes:
        cues: finds them.
        without: finds what says that something is missing.
        opposite: finds what says the opposite of something, or that it is missing.
        soft: what may stand for one.
        neutral: phrases in which none of them denies anything.
    """

    cue_pattern: re.Pattern[str]
    without_pattern: re.Pattern[str]
    opposite_pattern: re.Pattern[str]
    soft_pattern: re.Pattern[str]
    neutral: Phrases

    def cues(self, text: str) -> list[Span]:
        """Where something is denied."""
        return [Span(*match.span()) for match in self.cue_pattern.finditer(self._without_neutral(text))]

    def opposites(self, text: str) -> list[Span]:
        """Where the opposite of something is said, or that it is missing."""
        missing = self.without_pattern.finditer(self._without_neutral(text))
        return self.opposite_words(text) + [Span(*match.span()) for match in missing]

    def withouts(self, text: str) -> int:
        """How often it says that something is missing."""
        return len(self.without_pattern.findall(text))

    def opposite_words(self, text: str) -> list[Span]:
        """Where the opposite of something is said in one word."""
        return [Span(*match.span()) for match in self.opposite_pattern.finditer(self._without_neutral(text))]

    def may_deny(self, text: str) -> bool:
        """Whether a word may stand for a negation."""
        left = self._without_neutral(text)
        return any(pattern.search(left) for pattern in (self.soft_pattern, self.opposite_pattern))

    def _without_neutral(self, text: str) -> str:
        for span in self.neutral.spans(text):
            text = text[: span.start] + " " * len(span) + text[span.end :]
        return text


@cache
def negation(language: str) -> Negation | None:
    """The negations of a language; none where they are not known."""
    path = files(__package__).joinpath("data", "negation", f"{language}.txt")
    if not path.is_file():
        return None
    rows = dict(
        line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")
    )
    bound = language not in UNSPACED
    return Negation(
        _any_of(rows["cue"].split(), bound),
        _any_of(rows["without"].split(), bound),
        _any_of(rows["opposite"].split(), bound),
        _any_of(rows["soft"].split(), bound),
        Phrases(rows["neutral"].split("|"), bound),
    )


def _any_of(words: list[str], bound: bool) -> re.Pattern[str]:
    """One of the words; `~` stands for the rest of a longer word."""
    patterns = []
    for word in words:
        core = re.escape(word.strip("~")).replace("_", r"\s+").replace("'", "['’]")
        before = r"\w*" if word.startswith("~") else ""
        rest = r"\w{2,}" if len(word) <= _SHORT_STEM else r"\w*"
        behind = rest if word.endswith("~") else ""
        is_clitic = word.startswith("n't") or word.endswith("'")
        edges = (
            (r"" if word == "n't" else r"(?<!\w)", r"" if is_clitic and word != "n't" else r"(?!\w)")
            if bound
            else ("", "")
        )
        patterns.append(f"{edges[0]}{before}{core}{behind}{edges[1]}")
    return re.compile("|".join(patterns), re.IGNORECASE)
