"""A built project checked: findings by bead, doubts about the alignment first."""

from pathlib import Path

import pytest

from diptych.corpus import build, check
from diptych.tables import read_table


@pytest.fixture
def changed(root: Path) -> Path:
    letter = root / "seeds" / "letter.txt"
    text = letter.read_text("utf-8")
    text = text.replace("выступить в поддержку", "5 мая выступить в поддержку")
    letter.write_text(text.replace("to speak out in support", "to speak out on 6 May in support"), "utf-8")
    build(root)
    return root


def test_findings_are_written_with_their_beads(changed: Path) -> None:
    (one,) = check(changed)
    row = read_table(changed / "corpus" / "findings.tsv", "findings").to_dict("records")[0]
    assert (row["document"], row["pair"], row["code"]) == ("letter", "ru-en", "date-changed")
    assert (row["source_value"], row["target_value"]) == ("5", "6")
    start, end = map(int, row["target_span"].split("-"))
    assert one.text.words(one.unit)[1][start:end] == "6"


def test_where_the_alignment_is_in_doubt_it_comes_first(changed: Path, table: Path) -> None:
    lines = table.read_text("utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line]
    for row in cells[1:]:
        row[6] = "0.2"
    table.write_text("\n".join("\t".join(row) for row in cells) + "\n", "utf-8")
    (one,) = check(changed)
    assert one.finding.severity == "look"
    assert one.finding.message.startswith("check the alignment first")


def test_a_clean_corpus_has_no_findings(root: Path) -> None:
    build(root)
    assert check(root) == []
    assert len(read_table(root / "corpus" / "findings.tsv", "findings")) == 0
