"""Our own TEI as the only seeds of a new project: it gives the tables that it was written beside."""

import shutil
from pathlib import Path

import pytest

from diptych.corpus import build

from .conftest import LETTER
from .results import rows, write_rows
from .test_all_pairs import GERMAN

MESSY = """Annotated Letters Archive
Skip to content

MEMORANDUM[1]

Dear Comrades! The delegation arrived on 4 May, 10\u00a0000 tons of grain were unload-
ed [sic] in the port[2]. Nothing else\u2028was decided [illegible] that day.

- 2 -

With communist greetings
J. Nov\u200bák

[1] Typescript. Undated.
[2] Of Riga\u0301.

МЕМОРАНДУМ[1]

Дорогие товарищи! Делегация прибыла 4 мая, 10\u00a0000 тонн зерна было выгру-
жено в порту[2]. Больше ничего [неразб.] в тот день не решили.

С коммунистическим приветом
Я. Новак

[1] Машинопись. Без даты.
[2] Риги.
"""
CHINESE = """代表团已于五月四日到达莫斯科。会谈将于明天上午开始。双方讨论了粮食问题。

The delegation arrived in Moscow on 4 May. The talks will begin tomorrow morning. Both sides discussed grain.
"""
HEBREW = """הוועד המרכזי החליט לתמוך בעם. העיתונות (1958) והרדיו ישתתפו במערכה.

The Central Committee decided to support the people. The press (1958) and the radio will take part.
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with decisions: in the letter one bead is confirmed with a remark, and one rejected."""
    root = tmp_path_factory.mktemp("first")
    (root / "seeds").mkdir()
    seeds = {"letter": LETTER + GERMAN, "messy": MESSY, "cable": CHINESE, "hebrew": HEBREW}
    for name, text in seeds.items():
        (root / "seeds" / f"{name}.txt").write_text(text, "utf-8")
    build(root, all_pairs=True)
    table = root / "corpus" / "letter.ru-en.tsv"
    found = rows(table)
    found[1] = [*found[1][:7], "confirmed", 'so it was: "yes"']
    found[2] = [*found[2][:7], "rejected", ""]
    write_rows(table, found)
    build(root, all_pairs=True)
    return root


@pytest.fixture(scope="module")
def second(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has nothing but the TEI of the first, and no option."""
    root = tmp_path_factory.mktemp("second")
    shutil.copytree(first / "tei", root / "seeds", ignore=shutil.ignore_patterns("schema"))
    assert not build(root).failed
    return root


def alignments(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "corpus").glob("*.??-??.tsv")}


def test_the_alignment_tables_are_the_same_byte_by_byte(first: Path, second: Path) -> None:
    assert len(alignments(first)) == 6
    assert any(b"\trejected\t" in table for table in alignments(first).values())
    assert alignments(second) == alignments(first)


def sentences(root: Path) -> dict[str, list[list[str]]]:
    """Of each document the sentences; where they stand in their source is another matter."""
    tables = sorted((root / "corpus").glob("*.sentences.tsv"))
    return {path.name: [[*row[:3], row[5]] for row in rows(path)] for path in tables}


def test_so_are_the_sentences(first: Path, second: Path) -> None:
    assert sentences(second) == sentences(first)


def test_so_are_the_links_of_the_edition(first: Path, second: Path) -> None:
    for path in (first / "tei").glob("*.xml"):
        texts = [(root / "tei" / path.name).read_text("utf-8") for root in (first, second)]
        one, other = (text.partition("<standOff")[2].partition("</standOff>")[0] for text in texts)
        assert one == other
