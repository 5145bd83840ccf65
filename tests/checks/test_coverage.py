"""Half a sentence left out is told with its place; what is short by itself is not."""

import pytest

from diptych.checks import Pair, check_pairs

SOURCE = (
    "Комиссия осмотрела склады порта и нашла зерно сухим, "
    "однако крыши двух зданий протекают, и до зимы их необходимо починить."
)
WHOLE = (
    "The commission inspected the warehouses of the port and found the grain dry; "
    "the roofs of two buildings leak, however, and must be repaired before winter."
)
HALF = "The commission inspected the warehouses of the port and found the grain dry."


def codes(source: str, target: str) -> dict[str, str]:
    found = check_pairs([Pair("1", "ru", "en", source, target)])
    return {finding.code: finding.source_value or finding.target_value for _, finding in found}


def test_a_whole_translation_lacks_nothing() -> None:
    assert codes(SOURCE, WHOLE) == {}


def test_a_clause_that_was_left_out_is_named() -> None:
    lost = codes(SOURCE, HALF)["clause-lost"]
    assert "протекают" in lost
    assert "Комиссия" not in lost


def test_a_clause_that_was_put_in_is_named() -> None:
    found = check_pairs([Pair("1", "en", "ru", HALF, SOURCE)])
    assert any(finding.code == "clause-added" and "протекают" in finding.target_value for _, finding in found)


@pytest.mark.parametrize("text", ["", "...", "7", "a" * 5000, "x, " * 2000, "\u200b" * 50])
def test_any_text_is_borne(text: str) -> None:
    for source, target in ((SOURCE, text), (text, WHOLE), (text, text)):
        check_pairs([Pair("1", "ru", "en", source, target)])
