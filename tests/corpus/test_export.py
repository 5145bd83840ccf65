"""`diptych export`: what was built and corrected is what is handed on."""

import json
from pathlib import Path

import pytest

from diptych.corpus import build, export
from diptych.errors import ProjectError, TableError, TeiError
from diptych.exchange import FORMATS, Selection
from diptych.model import Status


@pytest.fixture
def built(root: Path) -> Path:
    build(root)
    return root


def beads(root: Path, **selection: object) -> list[dict[str, object]]:
    (path,) = export(root, "jsonl", selection=Selection(**selection)).files  # type: ignore[arg-type]
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_bead_of_the_tables_is_handed_on(built: Path, table: Path) -> None:
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]
    records = beads(built)
    assert [record["id"] for record in records] == [f"letter.ru-en.{row[0]}" for row in rows]
    assert [record["translation"] for record in records] == [{"ru": row[4], "en": row[5]} for row in rows]


def test_a_corrected_table_counts_before_the_next_build(built: Path, table: Path) -> None:
    table.write_text(table.read_text("utf-8").replace("\tauto\t", "\tconfirmed\t", 1), "utf-8")
    assert [record["status"] for record in beads(built)][:2] == ["confirmed", "auto"]


def test_a_rejected_bead_is_left_out_unless_asked_for(built: Path, table: Path) -> None:
    table.write_text(table.read_text("utf-8").replace("\tauto\t", "\trejected\t", 1), "utf-8")
    assert beads(built)[0]["id"] == "letter.ru-en.2"


def test_a_table_that_lost_text_is_refused(built: Path, table: Path) -> None:
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), "utf-8")
    with pytest.raises(TableError, match=r"letter\.ru-en\.tsv.*is lost"):
        export(built, "jsonl")


def test_without_a_build_it_says_what_to_do(root: Path) -> None:
    with pytest.raises(ProjectError, match="diptych build"):
        export(root, "jsonl")


def test_an_unknown_format_is_told_from_the_known(built: Path) -> None:
    with pytest.raises(ProjectError, match="jsonl"):
        export(built, "docx")


def test_if_nothing_is_left_nothing_is_written(built: Path) -> None:
    with pytest.raises(ProjectError, match="no bead is left"):
        export(built, "jsonl", selection=Selection(min_confidence=1.0))
    assert not (built / "export").exists()


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_project_gives_the_same_bytes(built: Path, to: str, tmp_path: Path) -> None:
    once, again = (export(built, to, tmp_path / str(time)).files for time in (1, 2))
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]


@pytest.mark.parametrize("lost", ["tei/letter.xml", "corpus/letter.sentences.tsv"])
def test_a_document_whose_file_is_lost_is_not_left_out_in_silence(built: Path, lost: str) -> None:
    (built / lost).unlink()
    with pytest.raises(ProjectError, match=rf"{lost}: is missing \(run `diptych build`\)"):
        export(built, "jsonl")


def test_a_document_that_is_not_asked_for_may_be_damaged(built: Path) -> None:
    (built / "tei" / "note.xml").write_text("<TEI", "utf-8")
    with pytest.raises(TeiError, match=r"note\.xml"):
        export(built, "jsonl")
    assert beads(built, documents=("letter",))


@pytest.mark.parametrize("name", ["letter", "letter.txt", "let*"])
def test_a_document_goes_by_its_name_or_that_of_its_file(built: Path, name: str) -> None:
    assert beads(built, documents=(name,)) == beads(built)


def test_a_document_that_is_not_there_is_told_from_those_that_are(built: Path) -> None:
    with pytest.raises(ProjectError, match=r"no document 'nope' \(there are letter, note\)"):
        export(built, "jsonl", selection=Selection(documents=("letter", "nope")))


@pytest.mark.parametrize(
    ("file", "text", "changed"),
    [
        ("letter.txt", "Another letter.\n", ("letter",)),
        ("note.txt", "Another note.\n", ("note",)),
        ("letter.txt", None, ()),
        ("new.txt", "A new note.\n", ()),
    ],
)
def test_documents_that_changed_since_the_build_are_named(
    built: Path, file: str, text: str | None, changed: tuple[str, ...]
) -> None:
    """A project may be handed on without its seeds; a corpus of the old ones is what was asked for."""
    path = built / "seeds" / file
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_text(text, "utf-8")
    assert export(built, "jsonl").changed == changed


def test_documents_with_nothing_aligned_are_named(built: Path) -> None:
    assert export(built, "tei").unaligned == ("note",)
    assert export(built, "tei", selection=Selection(documents=("letter",))).unaligned == ()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kinds": frozenset({"foo"})}, r"no kind of bead 'foo' \(there are 1-1\)"),
        ({"kinds": frozenset({"foo", "1-1"})}, "no kind of bead 'foo'"),
        ({"kinds": frozenset({"9-9"})}, "no kind of bead '9-9'"),
        ({"pairs": frozenset({"ru"})}, r"no pair 'ru' \(there are ru-en\)"),
    ],
)
def test_what_is_nowhere_is_told_from_what_is_there(
    built: Path, asked: dict[str, frozenset[str]], message: str
) -> None:
    with pytest.raises(ProjectError, match=message):
        export(built, "jsonl", selection=Selection(**asked))  # type: ignore[arg-type]


def test_findings_are_refused_by_what_has_no_comments(built: Path) -> None:
    with pytest.raises(ProjectError, match=r"jsonl carries no findings.*tmx, xliff"):
        export(built, "jsonl", findings=True)


def test_a_pair_without_a_bead_left_gets_no_file(root: Path, table: Path) -> None:
    letter = root / "seeds" / "letter.txt"
    (root / "seeds" / "other.txt").write_bytes(letter.read_bytes())
    build(root)
    table.write_text(table.read_text("utf-8").replace("\tauto\t", "\trejected\t", 1), "utf-8")
    rejected = Selection(statuses=frozenset({Status.REJECTED}))
    assert [path.name for path in export(root, "xliff", selection=rejected).files] == ["letter.ru-en.xlf"]


def test_a_document_without_text_is_no_missing_one(root: Path) -> None:
    (root / "seeds" / "dots.txt").write_text("* * *\n", "utf-8")
    build(root)
    assert not (root / "tei" / "dots.xml").exists()
    assert beads(root)


def test_a_name_with_a_line_end_is_one_name_everywhere(root: Path) -> None:
    (root / "seeds" / "letter.txt").rename(root / "seeds" / "new\nline.txt")
    build(root)
    assert (root / "tei" / "new_line.xml").is_file()
    assert beads(root, documents=("new_line",))[0]["id"] == "new_line.ru-en.1"
