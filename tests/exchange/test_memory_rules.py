"""What keeps programs from reading a memory is named with its line and unit."""

import re
from pathlib import Path

import pytest

from diptych.cli.main import run
from diptych.exchange import FORMATS
from diptych.exchange.memory_rules import RULES, validate_tmx
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM, parallel

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en" srclang="ru"
 datatype="plaintext"/>
<body>
<tu tuid="1"><note>n</note><prop type="x-a">b</prop>
<tuv xml:lang="ru"><seg>Да.</seg></tuv>
<tuv xml:lang="en"><seg>Yes<ph x="1">{b}</ph>.</seg></tuv>
</tu>
<tu tuid="2"><tuv xml:lang="ru-RU"><seg>Нет.</seg></tuv></tu>
</body></tmx>
"""

BROKEN = [
    ("T102", 'version="1.4"', 'version="1.4."', 3, "1.4."),
    ("T103", ' o-tmf="a"', "", 5, "missing: o-tmf"),
    ("T104", 'srclang="ru"', 'srclang="de"', 5, "units have en, ru"),
    ("T105", ' xml:lang="en"', "", 9, "unit 1"),
    ("T106", 'xml:lang="en"', 'xml:lang="eng"', 9, "eng, which should be en, in unit 1"),
    ("T107", '<tuv xml:lang="ru-RU"><seg>Нет.</seg></tuv>', "", 11, "unit 2"),
    ("T108", "Нет.", " ", 11, "ru-RU in unit 2"),
    (
        "T109",
        "</seg></tuv>\n</tu>",
        '</seg></tuv><tuv xml:lang="en"><seg>Aye.</seg></tuv></tu>',
        7,
        "en in unit 1",
    ),
    ("T110", 'tuid="2"', 'tuid="1"', 7, "unit 1"),
    ("T111", "</seg></tuv>\n</tu>", "</seg></tuv><note>late</note></tu>", 7, "unit 1"),
    ("T112", "Нет.", "<b>Нет.</b>", 11, "<b>"),
    ("xml", "Нет.", "Нет\x02.", 11, "drops the whole memory"),
    ("xml", 'tmx14.dtd">', "tmx14.dtd\" [<!ENTITY a 'b'>]>", 1, "entities"),
    ("xml", "tmx", "tmy", 1, "<tmy>"),
]


def test_a_good_memory_has_no_problems() -> None:
    assert validate_tmx(GOOD.encode()) == []


@pytest.mark.parametrize(("code", "old", "new", "line", "words"), BROKEN)
def test_what_is_wrong_is_said_with_line_and_unit(
    code: str, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    problems = validate_tmx(GOOD.replace(old, new).encode(), "a.tmx")
    assert {problem.code for problem in problems} == {code}
    assert problems[0].line == line
    assert words in str(problems[0])
    assert str(problems[0]).startswith(f"a.tmx:{line}: {code}: ")


def test_every_rule_has_its_case_and_its_line_in_the_guide() -> None:
    assert set(RULES) == {code for code, *_ in BROKEN} - {"xml"}
    guide = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text("utf-8")
    assert set(re.findall(r"^\| (T\d+) \|", guide, re.MULTILINE)) == {"T101", *RULES}


def test_the_command_prints_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.TMX"
    path.write_text(GOOD.replace("Нет.", ""), "utf-8")
    assert run(["validate", str(path), "--quiet"]) == 1
    assert capsys.readouterr().out == (
        f"{path}:11: T108: A segment must have words: programs take an empty one for a translation."
        " Here: ru-RU in unit 2\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_are_told(encoding: str) -> None:
    data = GOOD.replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8").encode(encoding)
    assert [problem.code for problem in validate_tmx(data)] == ["T101"]


@pytest.mark.parametrize("to", ["tmx", "tmx-paragraphs"])
def test_ours_are_good(to: str) -> None:
    twice = parallel("twice", LETTER.target, LETTER.target)
    for data in FORMATS[to].write([LETTER, TELEGRAM, HOSTILE, twice]).files.values():
        assert validate_tmx(data) == []
