"""What of the findings counts, and how much: profiles, severities, rules to ignore."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair

OFF = "off"

PROFILES: dict[str, Mapping[str, str]] = {
    "archival": {},
    "published": {
        "inconsistent": "warning",
        "question": "error",
        "unpaired-mark": "error",
        "name-lost": "warning",
        "addition": "error",
    },
    "training": {
        "length": "error",
        "untranslated": "error",
        "wrong-script": "error",
        "damaged-text": "error",
        "mixed-letters": "error",
        "duplicate": "error",
        "negation": OFF,
        "inconsistent": OFF,
        "unpaired-mark": "look",
        "question": "look",
        "term": "look",
    },
}
"""Codes, or what codes begin with, and their severity: in archival editions (as the checks give it), in
translations to be published, and where machine translation is trained."""

CODES = (
    "number-changed", "number-lost", "number-added",
    "date-changed", "date-lost", "date-added",
    "name-changed", "name-lost",
    "term",
    "wrong-script", "mixed-letters", "damaged-text", "untranslated",
    "negation-lost", "negation-added",
    "question-lost", "question-added", "unpaired-mark", "label-changed",
    "omission", "addition", "clause-lost", "clause-added", "length",
    "duplicate", "inconsistent",
)  # fmt: skip

CATEGORIES = {
    "number": "Mistranslation",
    "date": "Mistranslation",
    "name": "Mistranslation",
    "term": "Wrong term",
    "wrong-script": "Untranslated",
    "mixed-letters": "Character encoding",
    "damaged-text": "Character encoding",
    "untranslated": "Untranslated",
    "negation": "Mistranslation",
    "question": "Punctuation",
    "unpaired-mark": "Punctuation",
    "label-changed": "Markup",
    "omission": "Omission",
    "addition": "Addition",
    "clause-lost": "Omission",
    "clause-added": "Addition",
    "length": "Omission",
    "duplicate": "Duplication",
    "inconsistent": "Inconsistent with other translations",
}
"""Codes, or what they begin with -> the name that MQM has for such an error."""


def category(code: str) -> str:
    """The MQM name of what a code finds."""
    return CATEGORIES.get(code) or CATEGORIES[code.partition("-")[0]]


@dataclass(frozen=True, slots=True)
class Ignored:
    """A rule that hides findings.

    Attributes:
        code: of the findings, or what it begins with; empty for all.
        document: name or pattern; empty for all.
        inside: matches the whole value that a finding is about.
        before: matches the end of what stands before it.
        after: matches the beginning of what stands behind it.
    """

    code: str = ""
    document: str = ""
    inside: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    @property
    def shown(self) -> str:
        """The rule in words."""
        stated = {"code": self.code, "document": self.document}
        stated |= {name: p.pattern for name in ("before", "inside", "after") if (p := getattr(self, name))}
        return ", ".join(f"{name} {value}" for name, value in stated.items() if value)

    def hides(self, finding: Finding, pair: Pair, document: str) -> bool:
        """Whether the rule holds for a finding."""
        if self.code not in {"", finding.code, finding.code.partition("-")[0]}:
            return False
        if self.document and not fnmatchcase(document, self.document):
            return False
        if not (self.inside or self.before or self.after):
            return True
        sides = ((pair.source, finding.source_span), (pair.target, finding.target_span))
        return any(self._fits(text, span.start, span.end) for text, span in sides if span)

    def _fits(self, text: str, start: int, end: int) -> bool:
        if self.inside and not self.inside.fullmatch(text, start, end):
            return False
        if self.before and not any(m.end() == start for m in self.before.finditer(text, 0, start)):
            return False
        return not self.after or self.after.match(text, end) is not None


@dataclass(frozen=True, slots=True)
class Policy:
    """What counts.

    Attributes:
        profile: one of `PROFILES`.
        severities: codes, or what they begin with, and a severity or `off`; they overrule the profile.
        ignored: rules that hide findings.
    """

    profile: str = "archival"
    severities: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[Ignored, ...] = ()

    def weighed(self, finding: Finding) -> Finding | None:
        """The finding with the severity that it has here; none where its check is off."""
        for table in (self.severities, PROFILES[self.profile]):
            for key in (finding.code, finding.code.partition("-")[0]):
                if key in table:
                    return None if table[key] == OFF else replace(finding, severity=Severity(table[key]))
        return finding

    def hiding(self, finding: Finding, pair: Pair, document: str = "") -> Ignored | None:
        """The first rule that hides a finding."""
        return next((rule for rule in self.ignored if rule.hides(finding, pair, document)), None)
