"""How the other pairs write the name that a finding is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from diptych.checks.findings import Finding
from diptych.checks.ideographic_names import names_in_english
from diptych.checks.likeness import is_among
from diptych.checks.pairs import Pair

_NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CODES = frozenset({"name-changed", "name-lost"})
_BEGINNING = 4
"""Letters of a name that its inflected forms begin with."""
_UNSPACED = frozenset({"zh"})


def with_usage(found: Sequence[tuple[Pair, Finding]], pairs: Sequence[Pair]) -> list[tuple[Pair, Finding]]:
    """The findings; those about names suggest the form that most other pairs have."""
    wanted = {_beginning(finding.source_value) for _, finding in found if finding.code in _CODES}
    places = _places(pairs, wanted) if wanted else {}
    return [
        (pair, _suggested(pair, finding, places) if finding.code in _CODES else finding)
        for pair, finding in found
    ]


def _beginning(name: str) -> str:
    return name.casefold()[:_BEGINNING]


def _places(pairs: Sequence[Pair], wanted: set[str]) -> Mapping[str, list[Pair]]:
    """The pairs whose source has a word that begins so."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.source_language[:2] in _UNSPACED:
            begins = {beginning for beginning in wanted if beginning in pair.source}
        else:
            begins = {_beginning(word) for word in _NAME.findall(pair.source)} & wanted
        for beginning in begins:
            found[beginning].append(pair)
    return found


def _suggested(pair: Pair, finding: Finding, places: Mapping[str, list[Pair]]) -> Finding:
    forms = Counter(
        form
        for other in places.get(_beginning(finding.source_value), ())
        if other is not pair and other.target_language == pair.target_language
        for form in _forms(finding.source_value, other)
    )
    if not forms:
        return finding
    usual = forms.most_common(1)[0][0]
    verb = "add" if finding.code == "name-lost" else "write"
    return replace(finding, suggestion=f"{verb} “{usual}”, as elsewhere, or note why it differs")


def _forms(name: str, pair: Pair) -> Iterator[str]:
    """How a translation writes a name."""
    if pair.source_language[:2] in _UNSPACED:
        yield from names_in_english(name, pair.target)
        return
    for word in _NAME.findall(pair.target):
        if word[0].isupper() and len(word) >= _BEGINNING and is_among(name, [word]):
            yield word.removesuffix("’s").removesuffix("'s")
