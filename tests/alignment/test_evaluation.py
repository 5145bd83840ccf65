"""The measures, on alignments small enough to be counted by hand; and the index format."""

from pathlib import Path

import pytest

from diptych.alignment import Match, evaluate, read_pairs, write_pairs
from diptych.errors import AlignmentError

GOLD = "[0]:[0]\n[1]:[1, 2]\n[2]:[]\n[3, 4]:[3]\n[]:[4]\n[5]:[5]\n"
FOUND = "[0]:[0]:0.99\n[1]:[1]:0.4\n[]:[2]:0.4\n[2]:[]:0.8\n[3, 4]:[3]\n[]:[4]\n[5]:[5]\n"


def pairs(tmp_path: Path, text: str) -> list[Match]:
    path = tmp_path / "x.pairs"
    path.write_text(text, "utf-8")
    return read_pairs(path)


def test_strict_precision_counts_nulls_and_recall_does_not(tmp_path: Path) -> None:
    scores = evaluate(pairs(tmp_path, GOLD), pairs(tmp_path, FOUND))
    assert scores.strict.precision == pytest.approx(5 / 7)
    assert scores.strict.recall == pytest.approx(3 / 4)
    assert scores.strict.f1 == pytest.approx(2 * 5 / 7 * 3 / 4 / (5 / 7 + 3 / 4))


def test_lax_takes_overlap_on_both_sides(tmp_path: Path) -> None:
    scores = evaluate(pairs(tmp_path, GOLD), pairs(tmp_path, FOUND))
    assert scores.lax.precision == pytest.approx(6 / 7)
    assert scores.lax.recall == 1


def test_nulls_are_counted_by_sentence(tmp_path: Path) -> None:
    scores = evaluate(pairs(tmp_path, GOLD), pairs(tmp_path, FOUND))
    assert (scores.null.precision, scores.null.recall) == pytest.approx((2 / 3, 1))


def test_rungs_are_boundaries(tmp_path: Path) -> None:
    scores = evaluate(pairs(tmp_path, GOLD), pairs(tmp_path, FOUND))
    assert (scores.rungs.precision, scores.rungs.recall) == pytest.approx((5 / 6, 1))


def test_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    scores = evaluate(pairs(tmp_path, GOLD), pairs(tmp_path, GOLD))
    assert {scores.strict.f1, scores.lax.f1, scores.null.f1, scores.rungs.f1} == {1.0}


def test_nothing_against_nothing_is_no_error() -> None:
    assert evaluate([], []).strict.f1 == 0


def test_written_pairs_are_read_again(tmp_path: Path) -> None:
    matches = [Match((0,), (0, 1), 0.973), Match((), (2,), 0.5), Match((1,), (), 1.0)]
    text = write_pairs(matches)
    assert text == "[0]:[0, 1]:0.973\n[]:[2]:0.500\n[1]:[]:1.000\n"
    assert pairs(tmp_path, text) == matches


@pytest.mark.parametrize(
    "line", ["[0]", "0:0", "[0]:[a]", "[0]:[1]:x", "[0]:[1]:0.5:2", "[0,,1]:[2]", "[-1]:[0]"]
)
def test_malformed_lines_are_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(AlignmentError) as error:
        pairs(tmp_path, f"[0]:[0]\n{line}\n")
    assert "x.pairs:2" in str(error.value)
    assert "[0]:[0, 1]" in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AlignmentError, match="cannot be read"):
        read_pairs(tmp_path / "nothing.pairs")
