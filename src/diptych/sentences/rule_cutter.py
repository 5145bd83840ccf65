"""What a tool makes of a text that cuts it by our rules of SRX, which are not quite our splitter."""

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby

import regex

from diptych.sentences.lexicon import lexicon
from diptych.sentences.patterns import BreakRule, break_rules, final_marks

_PLAIN = regex.compile(r"(?<=\s(\p{Ll}{4,30}))[.!?](?=\s\p{Lu})")
_OPENERS = '(«„“"'
_REACH = 300
"""Characters that a rule may look back at for a bracket or quotation mark."""


class RuleCutter:
    """The rules of a language, ready to be asked about places.

    Args:
        language: BCP 47 code.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._lexicon = lexicon(language)
        self._marks = regex.compile(final_marks(language))
        self._listed = {*self._lexicon.magnitudes, *map(str.lower, self._lexicon.currencies)}

    @cached_property
    def _rules(self) -> list[tuple[bool, regex.Pattern[str]]]:
        """Rules that follow each other and agree: whether they break, and a pattern for any of them."""
        alike = groupby(break_rules(self._language), key=lambda rule: rule.breaks)
        return [(breaks, _any_of(rules)) for breaks, rules in alike]

    def places(self, text: str) -> Iterable[int]:
        """Where the rules might cut a text: behind its final marks, not at its end."""
        return (found.end() for found in self._marks.finditer(text) if found.end() < len(text))

    def cuts(self, text: str, place: int) -> bool:
        """Whether a tool cuts there."""
        return self._is_plain(text, place) or self.by_rules(text, place)

    def by_rules(self, text: str, place: int) -> bool:
        """The same, asked of every rule: the first that fits the place decides."""
        return next((breaks for breaks, rule in self._rules if rule.match(text, place)), False)

    def _is_plain(self, text: str, place: int) -> bool:
        """Whether no rule can object: a word in no list, one mark, a capital; most sentences end so."""
        found = _PLAIN.match(text, place - 1)
        if found is None or found.end() != place:
            return False
        word = found[1]
        if word in self._listed or self._lexicon.ending(word) or self._lexicon.looks_cut(word):
            return False
        behind = text[max(0, place - _REACH) : place]
        return not any(opener in behind for opener in _OPENERS)


def _any_of(rules: Iterable[BreakRule]) -> regex.Pattern[str]:
    """A pattern that fits a place if any of the rules does."""
    return regex.compile("|".join(f"(?<={rule.before}){rule.after}" for rule in rules))
