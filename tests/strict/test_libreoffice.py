"""LibreOffice shows the cells that we wrote: the same characters, and no formula executed."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from diptych.exchange import FORMATS, corrected, read_back
from diptych.exchange.written import Losses
from diptych.model import Bead, Role
from diptych.tables import COLUMNS, beads_table, write_table
from tests.exchange.parallels import HOSTILE, LETTER, parallel, version

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="the client soffice (LibreOffice Calc) is not installed"
)

TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
"""With commas and double quotes, in UTF-8, cells as they are shown."""
ALL_AS_TEXT = "/".join(f"{column}/2" for column in range(1, len(COLUMNS["alignment"]) + 1))
FROM_TSV = f"Text - txt - csv (StarCalc):9,,76,1,{ALL_AS_TEXT}"
"""With tabs and nothing quoted, in UTF-8, every column as text."""

ESCAPES = ["_x0041_", "a_x000D_b", "__x0041__", "_x005F_x0041_"]
FORMULAS = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "1958",
    "1-1",
    " 007 ",
]
CELLS = parallel(
    "cells",
    version("ru", Role.ORIGINAL, tuple(ESCAPES + FORMULAS)),
    version("en", Role.TRANSLATION, tuple(f"{words}!" for words in ESCAPES + FORMULAS)),
    *(Bead((f"ru.p1.s{n}",), (f"en.p1.s{n}",), 0.5) for n in range(1, len(ESCAPES + FORMULAS) + 1)),
)
TEXTS = [LETTER, HOSTILE, CELLS]


def saved(path: Path, to: str, *options: str) -> bytes:
    """A file as LibreOffice saves it in another format."""
    folder = path.parent / "saved"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    call = [str(SOFFICE), "--headless", "--norestore", profile, *options, "--convert-to", to]
    subprocess.run([*call, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=90)
    return (folder / path.with_suffix(f".{to.partition(':')[0]}").name).read_bytes()


def shown(path: Path, *options: str) -> list[list[str]]:
    """The cells of a file as LibreOffice shows them."""
    return list(csv.reader(io.StringIO(saved(path, TO_CSV, *options).decode("utf-8"), newline="")))


def test_a_workbook_s_cells_are_those_we_wrote(tmp_path: Path) -> None:
    path = tmp_path / "corpus.ru-en.xlsx"
    path.write_bytes(FORMATS["xlsx"].write(TEXTS).files[path.name])
    losses = Losses()
    expected = [
        [losses.legal_in_xml(words, "") for words in text.words(unit)]
        for text in TEXTS
        for unit in text.units
    ]
    assert [row[3:5] for row in shown(path)[1:]] == expected


def test_a_workbook_that_libreoffice_saved_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "corpus.ru-en.xlsx"
    path.write_bytes(FORMATS["xlsx"].write(TEXTS).files[path.name])
    returned = {one.document: one for one in read_back(saved(path, "xlsx"), path.name, TEXTS)}
    for text in TEXTS:
        found = corrected(text, [returned[text.document]])
        assert not found.changes
        assert text is CELLS or not found.remarks, "openpyxl reads an escaped escape as none at all"


def test_a_table_s_cells_are_those_we_wrote(tmp_path: Path) -> None:
    path = tmp_path / "cells.ru-en.tsv"
    words = {line.id: line.text for side in (CELLS.source, CELLS.target) for line in side.lines}
    beads = [unit.bead for unit in CELLS.units]
    path.write_bytes(write_table(beads_table(beads, lambda ids: " ".join(words[id] for id in ids))))
    expected = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert shown(path, f"--infilter={FROM_TSV}") == expected
