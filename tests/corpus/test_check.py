"""A built project checked: findings by bead, doubts about the alignment first."""

from pathlib import Path

import pytest

from diptych.corpus import build, check, export, take_back
from diptych.errors import ProjectError, TableError
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
    (one,) = check(changed).open
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
    (one,) = check(changed).open
    assert one.finding.severity == "look"
    assert one.finding.message.startswith("check the alignment first")


def test_a_clean_corpus_has_no_findings(root: Path) -> None:
    build(root)
    assert check(root).beads == ()
    assert len(read_table(root / "corpus" / "findings.tsv", "findings")) == 0


def test_a_table_of_an_earlier_version_has_no_suggestions_but_is_read(changed: Path) -> None:
    check(changed)
    with_verdict(changed, "accepted")
    table = changed / "corpus" / "findings.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    assert rows[0][-1] == "suggestion"
    assert rows[1][-1].startswith("write 5, as the source has it")
    table.write_text("".join("\t".join(row[:-1]) + "\n" for row in rows), "utf-8")
    assert check(changed).open == ()


@pytest.mark.parametrize(("head", "severity"), [("СПРАВКА", "look"), ("Сов. секретно", "look"), ("", None)])
def test_a_heading_of_one_version_is_only_to_be_looked_at(
    root: Path, head: str, severity: str | None
) -> None:
    letter = root / "seeds" / "letter.txt"
    letter.write_text(f"{head}\n\n{letter.read_text('utf-8')}", "utf-8")
    build(root)
    found = [bead.finding for bead in check(root).beads]
    assert [(one.code, one.severity) for one in found] == ([("omission", severity)] if severity else [])
    assert all("one side only" in one.message for one in found)


def with_verdict(root: Path, verdict: str) -> None:
    table = root / "corpus" / "findings.tsv"
    header, row = (line.split("\t") for line in table.read_text("utf-8").splitlines())
    row[header.index("verdict")] = verdict
    row[header.index("remark")] = "the draft has it so"
    table.write_text("\n".join("\t".join(cells) for cells in (header, row)) + "\n", "utf-8")


@pytest.mark.parametrize(("verdict", "open_"), [("accepted", 0), ("False alarm", 0), ("real", 1)])
def test_a_verdict_stays_and_silences(changed: Path, verdict: str, open_: int) -> None:
    check(changed)
    with_verdict(changed, verdict)
    for _ in range(2):
        checked = check(changed)
        assert len(checked.open) == open_
        assert [(bead.verdict, bead.remark) for bead in checked.beads] == [
            (verdict.lower(), "the draft has it so")
        ]


def test_a_verdict_falls_when_a_text_changes(changed: Path) -> None:
    check(changed)
    with_verdict(changed, "accepted")
    letter = changed / "seeds" / "letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("of the people", "of the whole people"), "utf-8")
    build(changed)
    (one,) = check(changed).open
    assert one.verdict == ""


def test_a_verdict_that_is_none_is_refused_with_its_row(changed: Path) -> None:
    check(changed)
    with_verdict(changed, "maybe")
    with pytest.raises(TableError, match=r"findings\.tsv, row 2: 'maybe' is no verdict"):
        check(changed)


@pytest.mark.parametrize(
    ("toml", "severities", "hidden"),
    [
        ('off = ["date"]', [], 0),
        ("severity = { date-changed = 'look' }", ["look"], 0),
        ("severity = { date = 'warning' }", ["warning"], 0),
        ('profile = "training"', ["error"], 0),
        ('ignore = [{ code = "date", inside = "[56]" }]', [], 1),
        ('ignore = [{ before = "on ", after = " May" }]', [], 1),
        ('ignore = [{ before = "in ", inside = "6" }]', ["error"], 0),
        ('ignore = [{ document = "memo*" }]', ["error"], 0),
    ],
)
def test_what_diptych_toml_states(changed: Path, toml: str, severities: list[str], hidden: int) -> None:
    (changed / "diptych.toml").write_text(f"[checks]\n{toml}\n", "utf-8")
    checked = check(changed)
    assert [bead.finding.severity for bead in checked.beads] == severities
    assert sum(checked.hidden.values()) == hidden
    assert not build(changed).failed


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("checks = 1", "'checks' must be a section"),
        ("[checks]\nprofiel = 'x'", "unknown key 'profiel' (did you mean 'profile'?"),
        ("[checks]\nprofile = 'x'", "'profile' is 'x', which is none"),
        ("[checks]\noff = ['lenght']", "'lenght' is no code of a check (did you mean 'length'?"),
        ("[checks]\nseverity = { length = 'bad' }", "one of error, warning, look"),
        ("[checks]\nignore = [{ inside = '(' }]", "no regular expression"),
        ("[checks]\nignore = [{ within = 'a' }]", "unknown key 'within'"),
    ],
)
def test_a_mistake_in_diptych_toml_is_told(changed: Path, toml: str, message: str) -> None:
    (changed / "diptych.toml").write_text(toml, "utf-8")
    with pytest.raises(ProjectError) as raised:
        check(changed)
    assert message in str(raised.value)


@pytest.mark.parametrize("to", ["tmx", "xliff", "xliff12", "tei", "tei-split"])
def test_open_findings_go_with_their_beads_as_comments(changed: Path, to: str) -> None:
    with pytest.raises(ProjectError, match="run `diptych check` first"):
        export(changed, to, findings=True)
    check(changed)
    plain, told = (
        "".join(path.read_text("utf-8") for path in export(changed, to, findings=findings).files)
        for findings in (False, True)
    )
    comment = "error, date-changed: “5” in the source is “6” in the translation; write 5, as"
    assert comment not in plain
    assert told.count(comment) == 1
    with_verdict(changed, "accepted")
    files = export(changed, to, findings=True).files
    assert "".join(path.read_text("utf-8") for path in files) == plain


@pytest.mark.parametrize("to", ["tmx", "xliff", "xliff12"])
def test_comments_do_not_come_back_as_remarks(changed: Path, table: Path, to: str) -> None:
    check(changed)
    before = table.read_bytes()
    assert not take_back(changed, export(changed, to, findings=True).files).changes
    assert table.read_bytes() == before


def test_a_verdict_outlives_checks_that_do_not_report_its_finding(changed: Path, tmp_path: Path) -> None:
    check(changed)
    with_verdict(changed, "accepted")
    assert check(changed, tmp_path / "elsewhere.tsv").open == ()
    settings = changed / "diptych.toml"
    settings.write_text('[checks]\noff = ["date"]\n', "utf-8")
    assert check(changed).beads == ()
    settings.unlink()
    assert [bead.verdict for bead in check(changed).beads] == ["accepted"]
    with_verdict(changed, "")
    assert len(check(changed).open) == 1
    assert len(check(changed).open) == 1
