"""What only a look at the neighbours shows: a passage twice, the same source translated differently."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.model import Span

_NO_WORD = re.compile(r"[\W_]+")
_LEAST = 25
"""Letters of a passage that does not repeat by chance."""


def check_doubles(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Finding]]:
    """A passage of the translation is repeated where the source goes on."""
    for before, pair in pairwise(pairs):
        is_double = _folded(pair.target) == _folded(before.target) and len(_folded(pair.target)) >= _LEAST
        if is_double and _folded(pair.source) != _folded(before.source):
            yield (
                pair,
                Finding(
                    "duplicate",
                    Severity.WARNING,
                    f"the translation repeats that of {before.id}",
                    None,
                    Span(0, len(pair.target)),
                    "",
                    pair.target[:60],
                    "translate this passage; its translation may have been pasted twice",
                ),
            )


def check_consistency(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Finding]]:
    """The same source is translated in two ways."""
    first: dict[tuple[str, str, str], Pair] = {}
    for pair in pairs:
        source, target = _folded(pair.source), _folded(pair.target)
        if len(source) < _LEAST or not target:
            continue
        known = first.setdefault((pair.source_language, pair.target_language, source), pair)
        if known is not pair and _folded(known.target) != target:
            yield (
                pair,
                Finding(
                    "inconsistent",
                    Severity.LOOK,
                    f"the same source is translated otherwise in {known.id}",
                    Span(0, len(pair.source)),
                    Span(0, len(pair.target)),
                    "",
                    known.target[:60],
                    f"use one translation here and in {known.id}, or note why they differ",
                ),
            )


def _folded(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())
