"""Whatever goes wrong: one line on standard error, the right exit status, never a traceback."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from .conftest import ENGLISH, GERMAN

Run = Callable[..., "tuple[int, str, str]"]

PROGRAM = [sys.executable, "-m", "diptych"]

WRONG_USE = [
    (["align", "{tmp}/bad", "{tmp}/lines", "--lines", "-o", "{tmp}/lines"], "it would be lost"),
    (["align", "a", "b", "--anchor", "[" + 5000 * "9" + "]:[1]"], "not a bead"),
    (["pair", "{tmp}/project/seeds", "-o", "{tmp}/project/seeds/a.txt"], "it would be lost"),
    (["build", "--project", "{tmp}/none"], "none/seeds: no such folder (make a folder 'seeds'"),
    (["build", "--jobs", "0"], "(see diptych build --help)"),
    (["build", "--encoding", "latin-99"], "'latin-99' is no encoding Python knows"),
    (["build", "--nonsense"], "No such option"),
    (["nonsense"], "No such command 'nonsense'"),
    (["align", "{tmp}/none.txt", "{tmp}/none.txt"], "none.txt: there is no such file"),
    (["align", "{tmp}/none", "{tmp}/none", "--lines"], "none: cannot be read: No such file or directory"),
    (["align", "{tmp}", "{tmp}", "--lines"], "cannot be read: Is a directory"),
    (["align", "a", "b", "--source-lang", "xx"], "'xx' is no language we know"),
    (["align", "a", "b", "--target-lang", "French and German"], "is no language we know"),
    (["align", "a", "b", "--source-lang", "de/../x"], "is no language we know"),
    (["align", "a", "b", "--encoder", "laser"], "no encoder is called 'laser' (there are embedded, e5, "),
    (["align", "a", "b", "--encoder", "none/such"], "needs sentence-transformers (pip install 'diptych["),
    (["build", "--project", "{tmp}/project", "--encoder", "laser"], "no encoder is called 'laser'"),
    (["align", "{tmp}/none.txt"], "none.txt: there is no such file"),
    (["align", "{tmp}/none.txt", "--lines"], "these options are for two files; give TARGET as well"),
    (["align", "{tmp}/none.txt", "{tmp}/none.txt", "--to", "tmx"], "'tmx' is not one of"),
    (["align", "a", "b", "--anchor", "1-:2"], "'1-:2' (write source:target, counting from 0"),
    (["align", "a", "b", "--anchor", "3-2:1"], "not a bead"),
    (["align", "a", "b", "--anchor", "0-9999999:1"], "not a bead"),
    (["align", "a", "b", "--anchor", "[1]:x"], "not a bead"),
    (["align", "a", "b", "--anchors", "{tmp}/none"], "none: cannot be read"),
    (["align", "a", "b", "--anchors", "{tmp}/bad"], "{tmp}/bad:2: not a bead"),
    (["align", "a", "b", "--dictionary", "{tmp}/none.tsv"], "{tmp}/none.tsv: cannot be read"),
    (["align", "a", "b", "--dictionary", "{tmp}/bad"], "{tmp}/bad:1: one column only"),
    (["build", "--project", "{tmp}/project", "--dictionary", "{tmp}/bad"], "bad:1: one column only"),
    (["inspect", "{tmp}/empty"], "{tmp}/empty: holds no document"),
    (["inspect", "{tmp}/*.html"], "{tmp}/*.html: no document fits this pattern (documents end in .csv"),
    (["inspect"], "Missing argument 'FILE...'"),
    (["inspect", "{tmp}/empty.txt"], "{tmp}/empty.txt: the file is empty"),
    (
        ["import", "{tmp}/a.jsonl", "--project", "{tmp}/project"],
        "there is no list of documents (run `diptych",
    ),
    (["import"], "Missing argument 'FILE...'"),
    (["export", "--to", "docx"], "there is no format 'docx' (one of tei, "),
    (["export", "--to", "tmx", "--min-confidence", "nan"], "'nan' is no number from 0 to 1"),
    (["validate", "{tmp}/none.xml"], "none.xml: No such file or directory"),
    (["evaluate", "{tmp}/none", "{tmp}/none"], "none: cannot be read"),
    (["evaluate", "{tmp}/bad", "{tmp}/bad"], "{tmp}/bad"),
]


@pytest.mark.parametrize(("args", "message"), WRONG_USE, ids=[" ".join(args)[:80] for args, _ in WRONG_USE])
def test_wrong_use_is_one_line_and_status_2(
    diptych: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], message: str
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)  # as if it were not installed
    (tmp_path / "project" / "seeds").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "lines").write_text("Eins.\nZwei.\n")
    (tmp_path / "bad").write_text("[0]:[0]\nnonsense\n")
    (tmp_path / "project" / "seeds" / "a.txt").write_text("A text.\n")
    status, out, err = diptych(*(arg.format(tmp=tmp_path) for arg in args))
    assert (status, out) == (2, "")
    assert err.startswith("diptych: ")
    assert err.count("\n") == 1
    assert message.format(tmp=tmp_path) in err


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (MemoryError(), "not enough memory"),
        (OSError(28, "No space left on device", "/x"), "/x: No space left on device"),
        (UnicodeEncodeError("ascii", "ä", 0, 1, "ordinal not in range"), "ordinal not in range"),
        (
            ValueError("two\nlines"),
            "internal error: ValueError: two lines (a fault in diptych; please report it)",
        ),
    ],
)
def test_faults_are_one_line(
    diptych: Run, project: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, message: str
) -> None:
    def faulty(*args: object) -> None:
        raise fault

    monkeypatch.setattr("diptych.corpus.build", faulty)
    status, out, err = diptych("build", "--project", project)
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_output_that_cannot_be_written(diptych: Run, pair: tuple[Path, Path]) -> None:
    status, _, err = diptych("align", *pair, "--lines", "-o", "/proc/nothing.tsv")
    assert status == 2
    assert "/proc" in err
    assert err.count("\n") == 1


def test_two_builds_at_once(diptych: Run, project: Path) -> None:
    (project / "corpus").mkdir()
    with FileLock(project / "corpus" / ".lock"):
        status, _, err = diptych("build", "--project", project)
    assert status == 2
    assert err == f"diptych: {project}: another build is running in this project (wait until it has ended)\n"
    assert diptych("build", "--project", project)[0] == 0


def test_a_closed_pipe_is_no_error(project: Path) -> None:
    file = project / "seeds" / "long.txt"
    file.write_text("A sentence that stands in a very long text.\n\n" * 800)
    command = f"{shlex.join([*PROGRAM, 'inspect', str(file)])} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_whole_files_and_a_true_list(project: Path, jobs: int) -> None:
    """The signal goes to the whole group of processes, as from a terminal."""
    text = "\n\n".join(" ".join(lines) for lines in (GERMAN, ENGLISH))
    for number in range(300):
        (project / "seeds" / f"n{number:03}.txt").write_text(f"{text} {number} times, as it were.\n")
    command = [*PROGRAM, "build", "--project", str(project), "--jobs", str(jobs)]
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True, start_new_session=True) as build:
        deadline = time.monotonic() + 60
        while len(list((project / "corpus").glob("n*.blocks.tsv"))) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(build.pid, signal.SIGINT)
        out, err = build.communicate(timeout=60)
    assert (build.returncode, out) == (130, "")
    assert err.strip() == "diptych: interrupted; what was finished stays"
    listed = {
        line.split("\t")[0] for line in (project / "corpus" / "documents.tsv").read_text().splitlines()[1:]
    }
    assert listed == {path.name.split(".")[0] for path in (project / "corpus").glob("*.blocks.tsv")}
    assert 3 <= len(listed) < 302
    assert not list(project.rglob("*.part"))
