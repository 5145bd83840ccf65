"""The section [checks] of `diptych.toml`: what of the findings counts."""

import re
from collections.abc import Mapping
from typing import Any

from diptych.checks import CODES, OFF, PROFILES, Ignored, Policy, Severity
from diptych.corpus.patterns import suggestion
from diptych.errors import ProjectError

CHECKS = "checks"
_KEYS = ("profile", "off", "severity", "ignore")
_RULE = ("code", "document", "inside", "before", "after")
_KNOWN = tuple(dict.fromkeys([*CODES, *(code.partition("-")[0] for code in CODES)]))


def read_policy(value: Any, shown: str) -> Policy:
    """The policy that a section states.

    Args:
        value: the section.
        shown: what messages call the file.

    Raises:
        ProjectError: it holds a mistake; the first one is told.
    """
    where = f"{shown}, [{CHECKS}]"
    if not isinstance(value, dict):
        raise ProjectError(f"{CHECKS!r} must be a section", shown, f"as in [{CHECKS}]")
    for key in value:
        if key not in _KEYS:
            raise ProjectError(f"unknown key {key!r}", where, suggestion(key, _KEYS, spelt_out=True))
    profile = value.get("profile", "archival")
    if profile not in PROFILES:
        hint = suggestion(str(profile), tuple(PROFILES), spelt_out=True)
        raise ProjectError(f"'profile' is {profile!r}, which is none", where, hint)
    severities = {code: OFF for code in _codes(value.get("off", []), where)}
    severities |= _severities(value.get("severity", {}), where)
    return Policy(profile, severities, _rules(value.get("ignore", []), where))


def _codes(value: Any, where: str) -> list[str]:
    if not isinstance(value, list):
        raise ProjectError(f"'off' must be a list of codes, not {value!r}", where, 'as in ["length"]')
    return [_code(one, where) for one in value]


def _code(value: Any, where: str) -> str:
    if value not in _KNOWN:
        hint = suggestion(str(value), _KNOWN, spelt_out=True)
        raise ProjectError(f"{value!r} is no code of a check", where, hint)
    return str(value)


def _severities(value: Any, where: str) -> dict[str, str]:
    known = [severity.value for severity in Severity]
    if not isinstance(value, dict):
        hint = 'as in { length = "look" }'
        raise ProjectError(f"'severity' must give codes a severity, not {value!r}", where, hint)
    for code, severity in value.items():
        _code(code, where)
        if severity not in known:
            raise ProjectError(f"{code!r} is {severity!r}", where, f"one of {', '.join(known)}")
    return dict(value)


def _rules(value: Any, where: str) -> tuple[Ignored, ...]:
    if not isinstance(value, list) or not all(isinstance(rule, dict) and rule for rule in value):
        hint = 'as in [{ code = "number-lost", before = "ISBN " }]'
        raise ProjectError(f"'ignore' must be a list of rules, not {value!r}", where, hint)
    return tuple(_rule(rule, f"{where}, ignore, entry {number}") for number, rule in enumerate(value, 1))


def _rule(rule: Mapping[str, Any], where: str) -> Ignored:
    for key, value in rule.items():
        if key not in _RULE:
            raise ProjectError(f"unknown key {key!r}", where, suggestion(key, _RULE, spelt_out=True))
        if not isinstance(value, str):
            raise ProjectError(f"{key!r} must be text, not {value!r}", where)
    code = _code(rule["code"], where) if "code" in rule else ""
    patterns = {key: _pattern(rule[key], key, where) for key in ("inside", "before", "after") if key in rule}
    return Ignored(code, rule.get("document", ""), **patterns)


def _pattern(value: str, key: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(value)
    except re.error as error:
        raise ProjectError(f"{key!r} is {value!r}, no regular expression: {error}", where) from None
