"""What a tool makes of a text that cuts it by our rules of SRX, which are not quite our splitter."""

from collections.abc import Iterable
from functools import cache, cached_property

import regex

from diptych.sentences.lexicon import Lexicon, lexicon
from diptych.sentences.patterns import break_rules, final_marks

_PLAIN = regex.compile(r"(?<=\s(\p{Ll}{2,30}))[.!?](?=\s\p{Lu})")
_LAST_WORD = regex.compile(r"\p{L}*$")
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
        self._shortened = _shortened(self._lexicon)

    @cached_property
    def _rules(self) -> list[tuple[bool, str, str]]:
        """Of each rule whether it breaks, and patterns for what stands before a place and after it."""
        return [(rule.breaks, f"(?<={rule.before})", rule.after) for rule in break_rules(self._language)]

    def places(self, text: str) -> Iterable[int]:
        """Where the rules might cut a text: behind its final marks, not at its end."""
        return (found.end() for found in self._marks.finditer(text) if found.end() < len(text))

    def cuts(self, text: str, place: int) -> bool:
        """Whether a tool cuts there."""
        return self._is_plain(text, place) or self.by_rules(text, place)

    def by_rules(self, text: str, place: int) -> bool:
        """The same, asked of every rule: the first that fits the place decides."""
        fitting = (
            breaks
            for breaks, before, after in self._rules
            if _compiled(before).match(text, place) and _compiled(after).match(text, place)
        )
        return next(fitting, False)

    def _is_plain(self, text: str, place: int) -> bool:
        """Whether no rule can object: a word that ends nothing listed, one mark, a capital; most sentences
        end so."""
        found = _PLAIN.match(text, place - 1)
        if found is None or found.end() != place:
            return False
        if found[1] in self._shortened or self._lexicon.looks_cut(found[1]):
            return False
        behind = text[max(0, place - _REACH) : place]
        return not any(opener in behind for opener in _OPENERS)


def _shortened(lexicon: Lexicon) -> frozenset[str]:
    """The last words, in small letters, of everything that a rule knows to stand before a full stop."""
    listed = (
        lexicon.abbreviations,
        lexicon.magnitudes,
        lexicon.currencies,
        lexicon.initials,
        lexicon.openers,
    )
    found = (_LAST_WORD.search(entry) for entries in listed for entry in entries)
    return frozenset(match[0].lower() for match in found if match)


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Compiled when it is first asked for: what follows an abbreviation is of no use where there is none."""
    return regex.compile(pattern)
