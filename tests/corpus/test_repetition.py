"""Lines that repeat across a project, as a build finds and remembers them."""

import json
from pathlib import Path

import pytest

from diptych.corpus import build
from diptych.corpus import repetition as repetition_module
from diptych.corpus.single import look_at
from diptych.survey.repetition import REASON

from .results import results, rows
from .test_settings import states

NAMES = ["Anna", "Boris", "Clara", "Dmitri", "Emma"]
SITE = "Example Archive online\nThe papers of four decades, translated\n\n"


def paper(name: str, site: str = SITE) -> str:
    return (
        f"{site}Dear Comrade {name}!\n\nThe committee thanks {name} for the letter of {len(name)} May. "
        f"It was read by everybody in the office of {name}.\n\nWith socialist greetings\nN. Petrov\n"
    )


def write(root: Path, name: str, text: str) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / f"{name}.txt").write_text(text, "utf-8")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    for name in NAMES[:4]:
        write(tmp_path, name, paper(name))
    return tmp_path


def apart(root: Path, name: str) -> list[str]:
    return [row[7] for row in rows(root / "corpus" / f"{name}.blocks.tsv") if row[6] == REASON]


def kept(root: Path, name: str) -> str:
    return "".join(row[7] for row in rows(root / "corpus" / f"{name}.blocks.tsv") if row[5])


def test_what_the_site_repeats_is_set_apart(letters: Path) -> None:
    build(letters)
    for name in NAMES[:4]:
        assert "Example Archive online" in "".join(apart(letters, name))
        assert "Example Archive" not in kept(letters, name)
        assert "Petrov" in kept(letters, name)
        assert f"Dear Comrade {name}" in kept(letters, name)
    assert set(states(build(letters)).values()) == {"kept"}


def test_neither_order_nor_processes_matter(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    for jobs, name in zip((1, 1, 1, 2), reversed(NAMES[:4]), strict=True):
        write(other, name, paper(name))
        build(other, jobs=jobs)
    build(letters)
    assert results(other) == results(letters)


def test_a_document_that_makes_lines_repeat_has_the_others_built_again(tmp_path: Path) -> None:
    write(tmp_path, "other", "Nothing was said about the harvest on that day. Everybody went home at ten.\n")
    for name in NAMES[:2]:
        write(tmp_path, name, paper(name))
    build(tmp_path)
    assert apart(tmp_path, "Anna") == []
    write(tmp_path, "Clara", paper("Clara"))
    assert states(build(tmp_path)) == {"Anna": "built", "Boris": "built", "Clara": "built", "other": "kept"}
    assert apart(tmp_path, "Anna")
    (tmp_path / "seeds" / "Clara.txt").unlink()
    assert states(build(tmp_path)) == {"Anna": "built", "Boris": "built", "other": "kept"}
    assert apart(tmp_path, "Anna") == []


def test_copies_of_one_file_repeat_nothing(tmp_path: Path) -> None:
    for name in NAMES:
        write(tmp_path, name, paper("Anna"))
    build(tmp_path)
    assert not [line for name in NAMES for line in apart(tmp_path, name)]


def test_only_new_files_are_read_for_it(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(letters)
    looked: list[str] = []
    real = repetition_module.line_marks
    monkeypatch.setattr(repetition_module, "line_marks", lambda text: looked.append(text) or real(text))
    build(letters)
    assert looked == []
    write(letters, "Emma", paper("Emma"))
    build(letters, only=["Emma.txt"])
    assert looked == [paper("Emma")]


def test_a_damaged_memory_does_no_harm(letters: Path) -> None:
    build(letters)
    before = results(letters)
    state = letters / "corpus" / ".build.json"
    data = json.loads(state.read_text())
    data["lines"] = dict.fromkeys(data["lines"], "no base64!")
    state.write_text(json.dumps(data))
    build(letters)
    state.unlink()
    build(letters)
    assert results(letters) == before


def test_files_that_fail_are_left_out(letters: Path) -> None:
    (letters / "seeds" / "bad.txt").write_bytes(bytes(range(256)) * 9)
    report = build(letters)
    assert [outcome.name for outcome in report.failed] == ["bad"]
    assert apart(letters, "Anna")


def test_inspect_sees_what_the_last_build_saw(letters: Path) -> None:
    def reasons() -> set[str]:
        return {block.reason for block in look_at(letters / "seeds" / "Anna.txt").document.blocks}

    assert REASON not in reasons()
    build(letters)
    assert REASON in reasons()
    assert reasons() == {row[6] for row in rows(letters / "corpus" / "Anna.blocks.tsv")}
