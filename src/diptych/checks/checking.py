"""All checks in order, and how they are run over pairs."""

from collections.abc import Callable, Iterator, Sequence

from diptych.alignment.dictionaries import Dictionary
from diptych.checks.calendar_words import check_calendar_words
from diptych.checks.coverage import check_coverage
from diptych.checks.doubles import check_consistency, check_doubles
from diptych.checks.findings import Finding
from diptych.checks.names import check_names
from diptych.checks.numbers import check_values
from diptych.checks.pairs import Pair
from diptych.checks.polarity import check_polarity
from diptych.checks.shape import check_brackets, check_label, check_presence, check_question
from diptych.checks.terms import check_terms
from diptych.checks.usage import with_usage
from diptych.checks.wording import check_corruption, check_mixed_letters, check_script, check_untranslated

CHECKS: dict[str, Callable[[Pair], Iterator[Finding]]] = {
    "presence": check_presence,
    "values": check_values,
    "calendar words": check_calendar_words,
    "names": check_names,
    "script": check_script,
    "mixed letters": check_mixed_letters,
    "corruption": check_corruption,
    "untranslated": check_untranslated,
    "polarity": check_polarity,
    "question": check_question,
    "brackets": check_brackets,
    "label": check_label,
}
"""What looks at one pair; the docstring of each says what it finds."""

TOGETHER: dict[str, Callable[[Sequence[Pair]], Iterator[tuple[Pair, Finding]]]] = {
    "coverage": check_coverage,
    "doubles": check_doubles,
    "consistency": check_consistency,
}
"""What looks at all pairs."""


def check_pairs(pairs: Sequence[Pair], terms: Sequence[Dictionary] = ()) -> list[tuple[Pair, Finding]]:
    """Everything that may be wrong, in the order of the pairs.

    Args:
        pairs: in the order of their text, neighbours side by side.
        terms: term bases; each serves the pairs in its languages.
    """
    place = {id(pair): number for number, pair in enumerate(pairs)}
    found = [(pair, finding) for pair in pairs for check in CHECKS.values() for finding in check(pair)]
    found += check_terms(pairs, terms)
    found += [told for check in TOGETHER.values() for told in check(pairs)]
    return sorted(with_usage(found, pairs), key=lambda told: place[id(told[0])])
