"""SRX 2.0: our segmentation rules, so that CAT tools cut sentences as we do and find them in our memories.

Two files say the same: `segmentation.srx` for every tool, and `segmentation.conf` for OmegaT before 6, which
reads no SRX in a project. General rules only come near to what a splitter does and a person corrected; so
places of the corpus where they go wrong have rules of their own. What a bead holds together is kept together:
a tool that cut there would not find the bead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from diptych.exchange.markup import attribute, content
from diptych.exchange.parallel import ParallelText, Text, joined
from diptych.exchange.written import Losses, Written
from diptych.sentences import BreakRule, RuleCutter, base_language, break_rules, literal

_CONTEXT = 40
"""Characters on either side of a place that tell it from others."""
_BLANKS = r"\s+"
"""For a blank of ours: a tool may have the line ends of the source there."""
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
        language: [*_exceptions(language, versions, losses), *break_rules(language)]
        for language, versions in _by_language(texts).items()
    } | {"und": break_rules("und")}
    files = {
        "segmentation.srx": "".join(_srx(rules)).encode(),
        "segmentation.conf": "".join(_omegat(rules)).encode(),
    }
    return Written(files, tuple(losses.found))


@dataclass(slots=True)
class _Version:
    """A version, and which of its sentences every alignment of it keeps together.

    Attributes:
        document: the name of its document.
        text: the version.
        together: ids of sentences that follow each other in one bead.
    """

    document: str
    text: Text
    together: set[tuple[str, str]]


def _by_language(texts: Iterable[ParallelText]) -> dict[str, list[_Version]]:
    found: dict[tuple[str, str], _Version] = {}
    for text in texts:
        beads = [unit.bead for unit in text.units]
        for version, sides in (
            (text.source, [bead.source for bead in beads]),
            (text.target, [bead.target for bead in beads]),
        ):
            together = {pair for ids in sides for pair in pairwise(ids)}
            known = found.setdefault(
                (text.document, version.version), _Version(text.document, version, together)
            )
            known.together &= together
    languages: dict[str, list[_Version]] = {}
    for member in found.values():
        languages.setdefault(base_language(member.text.language), []).append(member)
    return dict(sorted(languages.items()))


_Context = tuple[str, str]


def _exceptions(language: str, versions: Iterable[_Version], losses: Losses) -> Iterator[BreakRule]:
    """Rules for the places where those of the language cut and the corpus does not, or the other way round.

    There is none where the same words stand around a place that wants to be cut and one that does not.
    """
    cutter = RuleCutter(language)
    wanted: dict[_Context, set[bool]] = {}
    amiss: dict[_Context, str] = {}
    for version in versions:
        for text, cuts, sentence in _paragraphs(version):
            for place in sorted({*cutter.places(text), *cuts}):
                context = text[max(0, place - _CONTEXT) : place], text[place : place + _CONTEXT]
                wanted.setdefault(context, set()).add(cuts.get(place, False))
                if cutter.cuts(text, place) != cuts.get(place, False):
                    amiss.setdefault(context, sentence)
    for context, sentence in amiss.items():
        if len(wanted[context]) == 1:
            before, after = (
                literal(losses.legal_in_xml(words, sentence)).replace(" ", _BLANKS) for words in context
            )
            yield BreakRule(True in wanted[context], before, f"(?={after})")


def _paragraphs(version: _Version) -> Iterator[tuple[str, dict[int, bool], str]]:
    """Each paragraph as running text, whether it is cut behind its sentences, and what losses name it by."""
    for _, group in groupby(version.text.lines, key=lambda line: line.paragraph):
        lines = list(group)
        words = [line.text for line in lines]
        cuts: dict[int, bool] = {}
        place = 0
        for number, (line, following) in enumerate(pairwise(lines)):
            joint = joined(words[number : number + 2])
            cuts[place + len(line.text)] = (line.id, following.id) not in version.together
            place += len(joint) - len(following.text)
        yield joined(words), cuts, f"{version.document}.{lines[0].id}"


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
