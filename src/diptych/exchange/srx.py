"""SRX 2.0: our segmentation rules, so that CAT tools cut sentences as we do and find them in our memories.

Two files say the same: `segmentation.srx` for every tool, and `segmentation.conf` for OmegaT before 6, which
reads no SRX in a project. What a bead holds together, the rules keep together: a tool that cut there would
not find the bead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from diptych.exchange.markup import attribute, content
from diptych.exchange.parallel import ParallelText, Text
from diptych.exchange.written import Losses, Written
from diptych.sentences import BreakRule, base_language, break_rules, literal

_CONTEXT = 40
"""Characters on either side of a place that tell it from others."""
_OMEGAT_VERSION = "0.2.2"
"""Of its rules; of older ones it thinks that they lack languages, and adds its own."""

Rules = Mapping[str, Sequence[BreakRule]]
"""By language; those of `und` are for all that have none."""


def write_srx(texts: Sequence[ParallelText]) -> Written:
    """The rules for the languages of the texts, and general ones for all others.

    Args:
        texts: what is handed on.
    """
    losses = Losses()
    rules = {
        language: [*_kept_together(sides, losses), *break_rules(language)]
        for language, sides in _by_language(texts).items()
    } | {"und": break_rules("und")}
    files = {
        "segmentation.srx": "".join(_srx(rules)).encode(),
        "segmentation.conf": "".join(_omegat(rules)).encode(),
    }
    return Written(files, tuple(losses.found))


_Side = tuple[str, Text, list[tuple[str, ...]]]
"""A document's name, one of its versions, and the sentences of each bead on that side."""


def _by_language(texts: Iterable[ParallelText]) -> dict[str, list[_Side]]:
    found: dict[str, list[_Side]] = {}
    for text in texts:
        beads = [unit.bead for unit in text.units]
        source = text.document, text.source, [bead.source for bead in beads]
        target = text.document, text.target, [bead.target for bead in beads]
        for side in (source, target):
            found.setdefault(base_language(side[1].language), []).append(side)
    return dict(sorted(found.items()))


def _kept_together(sides: Iterable[_Side], losses: Losses) -> Iterator[BreakRule]:
    """Rules against breaks within beads, but at places that look like one between two beads."""
    within: dict[tuple[str, str], str] = {}
    between: set[tuple[str, str]] = set()
    for document, version, beads in sides:
        together = {pair for ids in beads for pair in pairwise(ids)}
        for line, following in pairwise(version.lines):
            place = line.text[-_CONTEXT:], following.text[:_CONTEXT]
            if (line.id, following.id) in together:
                within.setdefault(place, f"{document}.{line.id}")
            elif line.paragraph == following.paragraph:
                between.add(place)
    for place, sentence in within.items():
        if place not in between:
            before, after = (literal(losses.legal_in_xml(words, sentence)) for words in place)
            yield BreakRule(False, before, rf"(?=\s*{after})")


def _pattern(language: str) -> str:
    """What matches the codes of a language, with any region and script.

    >>> _pattern("ru"), _pattern("und")
    ('[Rr][Uu]([-_].*)?', '.*')
    """
    if language == "und":
        return ".*"
    return "".join(f"[{letter.upper()}{letter}]" for letter in language) + "([-_].*)?"


def _srx(rules: Rules) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<srx xmlns="http://www.lisa.org/srx20" version="2.0">\n'
        '<header segmentsubflows="yes" cascade="no">\n'
        '<formathandle type="start" include="no"/>\n'
        '<formathandle type="end" include="yes"/>\n'
        '<formathandle type="isolated" include="no"/>\n'
        "</header>\n<body>\n<languagerules>\n"
    )
    for language, members in rules.items():
        yield f"<languagerule languagerulename={attribute(language)}>\n"
        for rule in members:
            yield (
                f'<rule break="{"yes" if rule.breaks else "no"}">'
                f"<beforebreak>{content(rule.before)}</beforebreak>"
                f"<afterbreak>{content(rule.after)}</afterbreak></rule>\n"
            )
        yield "</languagerule>\n"
    yield "</languagerules>\n<maprules>\n"
    for language in rules:
        pattern = attribute(_pattern(language))
        yield f"<languagemap languagepattern={pattern} languagerulename={attribute(language)}/>\n"
    yield "</maprules>\n</body>\n</srx>\n"


def _omegat(rules: Rules) -> Iterator[str]:
    """The beans that OmegaT made of its rules until SRX took their place."""
    package = "org.omegat.core.segmentation"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<java version="1.8" class="java.beans.XMLDecoder">\n'
        f'<object class="{package}.SRX">\n<void property="mappingRules">\n'
    )
    for language, members in rules.items():
        yield (
            f'<void method="add"><object class="{package}.MapRule">\n'
            f"{_property('language', language)}{_property('pattern', _pattern(language))}"
            '<void property="rules"><object class="java.util.ArrayList">\n'
        )
        for rule in members:
            breaks = '<void property="breakRule"><boolean>true</boolean></void>' if rule.breaks else ""
            yield (
                f'<void method="add"><object class="{package}.Rule">{_property("beforebreak", rule.before)}'
                f"{_property('afterbreak', rule.after)}{breaks}</object></void>\n"
            )
        yield "</object></void>\n</object></void>\n"
    yield f"</void>\n{_property('version', _OMEGAT_VERSION)}</object>\n</java>\n"


def _property(name: str, value: str) -> str:
    return f'<void property="{name}"><string>{content(value)}</string></void>'
