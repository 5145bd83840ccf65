"""What each check finds and what it leaves alone, pair by pair."""

from pathlib import Path

import pytest

from diptych.checks import Pair, Severity, check_pairs

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "pairs.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("source_language", "target_language", "source", "target", "codes"), PAIRS)
def test_a_pair(source_language: str, target_language: str, source: str, target: str, codes: str) -> None:
    findings = [
        found for _, found in check_pairs([Pair("1", source_language, target_language, source, target)])
    ]
    told = {f"{f.code}{'?' if f.severity is Severity.LOOK else ''}" for f in findings}
    assert told == set(codes.split())


@pytest.mark.parametrize(("source_language", "target_language", "source", "target", "codes"), PAIRS)
def test_spans_cover_the_values(
    source_language: str, target_language: str, source: str, target: str, codes: str
) -> None:
    for _, found in check_pairs([Pair("1", source_language, target_language, source, target)]):
        if found.code.startswith(("number", "date", "name")):
            assert not found.source_span or found.source_span.of(source) == found.source_value
            assert not found.target_span or found.target_span.of(target) == found.target_value
