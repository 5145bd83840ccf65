"""`diptych import`: what was decided elsewhere stands in the tables, and the next build keeps it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from diptych.corpus import build, export, take_back
from diptych.errors import ExchangeError, ProjectError
from diptych.exchange import FORMATS, READERS, Selection
from diptych.tables import OPEN

from .conftest import LETTER
from .results import results, rows, write_rows

READABLE = [name for name in FORMATS if name in READERS]
EVERYTHING = Selection()
SELECTIONS = {
    "some": Selection(min_confidence=0.98),
    "one kind": Selection(kinds=frozenset({"1-1"})),
}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project; the second letter lacks a sentence."""
    root = tmp_path_factory.mktemp("letters")
    (root / "seeds").mkdir()
    (root / "seeds" / "letter.txt").write_text(LETTER, "utf-8")
    shorter = LETTER.replace(" They report on the situation in the country.", "")
    (root / "seeds" / "short.txt").write_text(shorter, "utf-8")
    assert not build(root).failed
    return root


@pytest.fixture
def built(letters: Path, tmp_path: Path) -> Path:
    return shutil.copytree(letters, tmp_path / "letters")


@pytest.fixture
def table(built: Path) -> Path:
    return built / "corpus" / "letter.ru-en.tsv"


def exported(root: Path, to: str, selection: Selection = EVERYTHING) -> list[Path]:
    """The files of an export that hold beads."""
    files = export(root, to, root / "out", selection).files
    reader = READERS[to]
    return [path for path in files if path.suffix in reader.suffixes and reader.recognises(path.read_bytes())]


@pytest.mark.parametrize("to", READABLE)
def test_what_was_not_changed_changes_nothing(built: Path, to: str) -> None:
    before = results(built)
    imported = take_back(built, exported(built, to))
    assert (imported.changes, imported.remarks, imported.files) == ({}, (), ())
    assert results(built) == before


@pytest.mark.parametrize("to", READABLE)
@pytest.mark.parametrize("selection", SELECTIONS)
def test_a_part_that_was_not_changed_changes_nothing(built: Path, to: str, selection: str) -> None:
    before = results(built)
    assert not take_back(built, exported(built, to, SELECTIONS[selection])).files
    assert results(built) == before


def change(path: Path, *edits: Callable[[list[dict[str, object]]], object]) -> Path:
    """A file of JSON lines with its records changed."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for edit in edits:
        edit(records)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def put(number: int, **fields: object) -> Callable[[list[dict[str, object]]], object]:
    return lambda records: records[number].update(fields)


def ids(table: Path) -> list[tuple[str, ...]]:
    return [(row[2], row[3], row[7]) for row in rows(table)]


def test_a_status_is_all_that_changes(built: Path, table: Path) -> None:
    before = table.read_text("utf-8").splitlines()
    (path,) = exported(built, "jsonl")
    imported = take_back(built, [change(path, put(1, status="confirmed", reason="seen by two"))])
    assert imported.changes == {"letter.ru-en": {"confirmed": 1}}
    assert imported.files == (table,)
    after = table.read_text("utf-8").splitlines()
    assert [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [2]
    assert rows(table)[1][6:] == ["1.000", "confirmed", "seen by two"]


def test_of_a_part_only_that_part_changes(built: Path, table: Path) -> None:
    other = built / "corpus" / "short.ru-en.tsv"
    before = other.read_bytes(), rows(table)
    (path,) = exported(built, "jsonl", Selection(documents=("letter",)))
    imported = take_back(
        built, [change(path, lambda records: records.__delitem__(slice(1, None)), put(0, status="rejected"))]
    )
    assert imported.changes == {"letter.ru-en": {"rejected": 1}}
    assert other.read_bytes() == before[0]
    assert [row[7] for row in rows(table)] == ["rejected", "auto", "auto", "auto"]
    assert rows(table)[1:] == before[1][1:]


def test_decisions_stay_and_the_next_build_aligns_the_rest(built: Path, table: Path) -> None:
    (path,) = exported(built, "jsonl")
    changed = change(path, put(0, target_ids=["en.p1.s1", "en.p1.s2"]), lambda records: records.pop(1))
    imported = take_back(built, [changed])
    assert imported.changes == {"letter.ru-en": {"gave way": 2, "new": 1}}
    assert ids(table)[:2] == [("ru.p1.s1", "en.p1.s1 en.p1.s2", "confirmed"), ("ru.p1.s2", "", "auto")]
    assert rows(table)[1][8] == OPEN
    assert (
        rows(table)[0][5]
        == "The Cuban comrades ask for assistance. They report on the situation in the country."
    )
    report = build(built)
    assert not report.failed
    assert not report.notes, "nothing that the import left open is taken for a person's"
    assert ids(table)[0] == ("ru.p1.s1", "en.p1.s1 en.p1.s2", "confirmed")
    assert OPEN not in table.read_text("utf-8")
    assert not take_back(built, exported(built, "jsonl")).changes


def test_the_same_import_twice_leaves_the_decisions(built: Path, table: Path) -> None:
    (path,) = exported(built, "jsonl", Selection(documents=("letter",)))
    merge = put(0, source_ids=["ru.p1.s1", "ru.p1.s2"], target_ids=["en.p1.s1", "en.p1.s2"])
    change(path, merge, lambda records: records.pop(1))
    assert take_back(built, [path]).files
    assert not build(built).failed
    before = results(built)
    assert take_back(built, [path]).changes == {}
    assert results(built) == before
    assert ids(table)[0][2] == "confirmed"


def test_reviewers_one_after_the_other_do_not_undo_each_other(built: Path, table: Path) -> None:
    (path,) = exported(built, "jsonl", Selection(documents=("letter",)))
    other = shutil.copy(path, built / "other.jsonl")
    merge = put(0, source_ids=["ru.p1.s1", "ru.p1.s2"], target_ids=["en.p1.s1", "en.p1.s2"])
    take_back(built, [change(path, merge, lambda records: records.pop(1))])
    imported = take_back(built, [change(other, put(3, status="confirmed"))])
    assert imported.changes == {"letter.ru-en": {"confirmed": 1}}
    assert [remark.partition("/other.jsonl:1 and 1 more: ")[2][:20] for remark in imported.remarks] == [
        "is not decided there"
    ]
    assert [status for *_, status in ids(table)] == ["confirmed", "auto", "confirmed"]


def test_a_rejected_row_gives_no_hold_to_what_is_left(built: Path, table: Path) -> None:
    """Without the state and the TEI of the last build, too."""
    (path,) = exported(built, "jsonl")
    take_back(
        built, [change(path, put(0, target_ids=["en.p1.s1", "en.p1.s2"]), lambda records: records.pop(1))]
    )
    (built / "corpus" / ".build.json").unlink()
    (built / "tei" / "letter.xml").unlink()
    assert not build(built).failed
    assert [status for *_, status in ids(table)].count("confirmed") == 1


def test_a_table_edited_elsewhere_comes_back(built: Path, table: Path, tmp_path: Path) -> None:
    copy = tmp_path / "letter.ru-en (1).tsv"
    shutil.copy(table, copy)
    new = rows(copy)
    new[2][2:6], new[2][7] = ["ru.p2.s1", "en.p2.s1 en.p2.s2", "", ""], "auto"
    write_rows(copy, [["", *row[1:]] for row in new[:3]])
    copy.write_bytes(copy.read_text("utf-8").encode("utf-16"))
    assert take_back(built, [copy]).changes == {"letter.ru-en": {"gave way": 2, "new": 1}}
    assert ids(table)[2:] == [("ru.p2.s1", "en.p2.s1 en.p2.s2", "confirmed"), ("ru.p2.s2", "", "auto")]


def test_other_words_are_told_and_never_taken_over(built: Path, table: Path) -> None:
    before = results(built)
    (path,) = exported(built, "jsonl")
    imported = take_back(built, [change(path, put(0, translation={"ru": "Иное.", "en": "Other."}))])
    assert [
        remark.endswith(
            "corpus.ru-en.jsonl:1: the words are not those of the corpus, and were not taken over"
        )
        for remark in imported.remarks
    ] == [True]
    assert results(built) == before


REFUSED = [
    (put(3, source_ids=["ru.p7.s7"]), r"corpus\.ru-en\.jsonl:4: 'ru\.p7\.s7' is no sentence of 'ru'"),
    (
        put(3, document="lettre"),
        r"corpus\.ru-en\.jsonl:4: there is no alignment lettre\.ru-en in the project",
    ),
    (put(3, source_version="de"), r"there is no alignment letter\.de-en"),
    (put(3, target_ids=["en.p1.s1"]), r"en\.p1\.s1 stands already in .*\.jsonl:"),
]


@pytest.mark.parametrize(("edit", "message"), REFUSED)
def test_if_one_bead_does_not_fit_nothing_is_written(
    built: Path, edit: Callable[[list[dict[str, object]]], object], message: str
) -> None:
    before = results(built)
    (path,) = exported(built, "jsonl")
    sound = shutil.copy(path, built / "sound.jsonl")
    change(sound, put(5, status="confirmed"), lambda records: records.__delitem__(slice(0, 5)))
    with pytest.raises(ExchangeError, match=message):
        take_back(built, [sound, change(path, edit)])
    assert results(built) == before


def test_sides_may_be_turned(built: Path, table: Path) -> None:
    (path,) = exported(built, "jsonl", Selection(documents=("letter",)))
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for record in records:
        for name in ("version", "ids", "language"):
            source, target = record[f"source_{name}"], record[f"target_{name}"]
            record[f"source_{name}"], record[f"target_{name}"] = target, source
    records[0]["status"] = "confirmed"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    imported = take_back(built, [path])
    assert (imported.changes, imported.remarks) == ({"letter.ru-en": {"confirmed": 1}}, ())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.jsonl", r"none\.jsonl: cannot be read: No such file"),
        ("a.pdf", r"a\.pdf: cannot be read back .files can that end in .*\.jsonl"),
        ("seeds/letter.txt", r"letter\.txt: (cannot be read back|is no)"),
        ("corpus/letter.sentences.tsv", r"letter\.sentences\.tsv: is no table of ours"),
        ("corpus/letter.ru-en-GB.tsv", r"letter\.ru-en-GB\.tsv: its name says of no document"),
        ("corpus/mine.tsv", r"mine\.tsv: its name says of no document what it aligns"),
    ],
)
def test_what_is_no_export_is_refused(built: Path, table: Path, name: str, message: str) -> None:
    (built / "a.pdf").write_bytes(b"%PDF")
    for copy in ("mine.tsv", "letter.ru-en-GB.tsv"):
        shutil.copy(table, built / "corpus" / copy)
    with pytest.raises(ExchangeError, match=message):
        take_back(built, [built / name])


NOT_BACK = [
    ("tei", "*.xml", "is TEI, which does not come back .*--to xlsx"),
    ("tei-split", "*.xml", "is TEI, which does not come back .*--to xlsx"),
    ("xces", "ru/*.xml", r"holds sentences of XCES, no links .*corpus\.ru-en\.xml"),
    ("intertext", "*.ru.xml", r"holds sentences of InterText, no links .*alignment\.xml"),
]


@pytest.mark.parametrize(("to", "files", "message"), NOT_BACK)
def test_of_an_export_that_holds_no_beads_it_says_what_to_give(
    built: Path, to: str, files: str, message: str
) -> None:
    export(built, to, built / "out", EVERYTHING)
    paths = list((built / "out").glob(files))
    assert paths
    for path in paths:
        with pytest.raises(ExchangeError, match=message):
            take_back(built, [path])


def test_a_pair_without_sentences_is_refused(built: Path) -> None:
    (built / "letter.ru-en.pairs").write_text("[0]:[0]\n[]:[]\n", "utf-8")
    with pytest.raises(ExchangeError, match=r"letter\.ru-en\.pairs:2: names no sentence"):
        take_back(built, [built / "letter.ru-en.pairs"])


def test_without_a_build_it_says_what_to_do(root: Path) -> None:
    with pytest.raises(ProjectError, match="diptych build"):
        take_back(root, [root / "a.jsonl"])
    assert [path.name for path in root.iterdir()] == ["seeds"]


def test_not_while_a_build_is_running(built: Path) -> None:
    with FileLock(built / "corpus" / ".lock"), pytest.raises(ProjectError, match="another build is running"):
        take_back(built, exported(built, "jsonl"))
