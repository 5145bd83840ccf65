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

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_APOSTROPHE = re.compile("['’]")
_KINDS = ("cue", "without", "opposite", "soft")
_SHORT_STEM = 3
"""Letters of a beginning like un~ that short words have by chance."""
_LONGEST = 400
"""Characters of a side up to which a single negation can be told to be missing."""
_MOST_WORDS = 50_000
"""Different words whose kinds are kept."""


@dataclass(frozen=True, slots=True)
class Denials:
    """What a text denies.

    Attributes:
        cues: words that deny.
        withouts: that say that something is missing.
        opposites: that say the opposite of something by themselves.
        may_deny: whether a word may stand for a negation.
    """

    cues: list[Span]
    withouts: list[Span]
    opposites: list[Span]
    may_deny: bool


def check_polarity(pair: Pair) -> Iterator[Finding]:
    """Something is denied on one side only."""
    texts = pair.source, pair.target
    if max(map(len, texts)) > _LONGEST or not all(text.strip() for text in texts):
        return
    here = negation(pair.source_language.partition("-")[0])
    there = negation(pair.target_language.partition("-")[0])
    if here and there:
        source, target = here.read(pair.source), there.read(pair.target)
        if told := _one_sided(source, target):
            is_lost, span = told
            yield _denied(pair, span, is_lost)


def _one_sided(source: Denials, target: Denials) -> tuple[bool, Span] | None:
    """What only one side denies, and whether that is the source."""
    for is_lost, one, other in ((True, source, target), (False, target, source)):
        if one.cues and not other.cues and _is_undone(one, other):
            return is_lost, one.cues[0]
        if one.cues and not other.cues and not other.may_deny and len(other.withouts) <= len(one.withouts):
            return is_lost, one.cues[0]
    if source.cues or target.cues:
        return None
    for is_lost, one, other in ((True, source, target), (False, target, source)):
        if (said := one.opposites + one.withouts) and not other.may_deny and not other.withouts:
            return is_lost, said[0]
    return None


def _is_undone(one: Denials, other: Denials) -> bool:
    """Whether both say the opposite of something and one denies that: 不反对 and `are opposed`."""
    if not one.opposites or not other.opposites:
        return False
    return any(all(cue.end <= o.start or o.end <= cue.start for o in one.opposites) for cue in one.cues)


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


class Negation:
    """The words by which a language denies.

    Args:
        rows: kind -> words (with `~` for the rest of a word, `_` for a blank), as `data/negation/` has them;
            `neutral` are phrases in which none of them denies anything.
        are_apart: whether blanks stand between words.
    """

    def __init__(self, rows: dict[str, str], are_apart: bool) -> None:
        self._neutral = Phrases(rows["neutral"].split("|"), are_apart)
        self._phrases: dict[str, Phrases] = {}
        self._whole: dict[str, frozenset[str]] = {}
        self._begin: dict[str, frozenset[str]] = {}
        self._end: dict[str, tuple[str, ...]] = {}
        for kind in _KINDS:
            forms = rows[kind].split()
            words = [form for form in forms if "_" not in form] if are_apart else []
            phrases = [form.replace("_", " ") for form in forms if form not in words]
            self._phrases[kind] = Phrases(phrases, are_apart)
            self._whole[kind] = frozenset(word for word in words if "~" not in word)
            self._begin[kind] = frozenset(word[:-1] for word in words if word.endswith("~"))
            self._end[kind] = tuple(word[1:] for word in words if word.startswith("~"))
        self._known: dict[str, frozenset[str]] = {}

    def read(self, text: str) -> Denials:
        """What a text denies."""
        for span in self._neutral.spans(text):
            text = text[: span.start] + " " * len(span) + text[span.end :]
        found = {kind: phrases.spans(text) for kind, phrases in self._phrases.items()}
        for match in _WORD.finditer(text):
            for kind in self._kinds(match[0].casefold()):
                found[kind].append(Span(*match.span()))
        may_deny = bool(found["soft"] or found["opposite"])
        return Denials(sorted(found["cue"]), found["without"], found["opposite"], may_deny)

    def _kinds(self, word: str) -> frozenset[str]:
        """What a lower-case word is; of one with an apostrophe, also what its parts are."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
            plain = word.replace("’", "'")
            forms = {plain, *_APOSTROPHE.split(plain)}
            known = frozenset(kind for kind in _KINDS if any(self._is(kind, form) for form in forms))
            self._known[word] = known
        return known

    def _is(self, kind: str, word: str) -> bool:
        if word in self._whole[kind] or word.endswith(self._end[kind]):
            return True
        begins = (size for size in range(1, len(word) + 1) if word[:size] in self._begin[kind])
        return any(size > _SHORT_STEM or len(word) >= size + 2 for size in begins)


@cache
def negation(language: str) -> Negation | None:
    """The negations of a language; none where they are not known."""
    path = files(__package__).joinpath("data", "negation", f"{language}.txt")
    if not path.is_file():
        return None
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = {kind: words for kind, words in (line.split("\t") for line in lines)}
    return Negation(rows, language not in UNSPACED)
