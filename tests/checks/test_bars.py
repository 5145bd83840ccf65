"""What the checks find and leave alone on the pairs of `tests/pairs`, as shares of them."""

from collections.abc import Sequence

import pytest

from tests.pairs.judging import Judged, judged_pairs


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return judged_pairs()


def share_found(judged: Sequence[Judged], *errors: str) -> float:
    seeded = [one for one in judged if one.error and (not errors or one.error in errors)]
    return sum(one.is_found for one in seeded) / len(seeded)


def test_there_are_enough_pairs_of_both_kinds(judged: list[Judged]) -> None:
    seeded = sum(bool(one.error) for one in judged)
    assert len(judged) >= 800
    assert 0.4 < seeded / len(judged) < 0.6


def test_seeded_errors_are_found(judged: list[Judged]) -> None:
    assert share_found(judged) >= 0.95


def test_numbers_and_dates_that_differ_are_found(judged: list[Judged]) -> None:
    assert share_found(judged, "number", "date") >= 0.99


def test_right_pairs_are_left_alone(judged: list[Judged]) -> None:
    right = [one for one in judged if not one.error]
    assert sum(one.is_flagged for one in right) / len(right) <= 0.01
    assert sum(bool(one.findings) for one in right) / len(right) <= 0.06


def test_every_finding_says_what_to_do(judged: list[Judged]) -> None:
    for one in judged:
        for finding in one.findings:
            assert 5 < len(finding.suggestion) < 200
            assert finding.suggestion != finding.message
