"""Ready-made bitext in a project: built, corrected, built again."""

from pathlib import Path

import pytest

from diptych.bitext import align_alone, align_files
from diptych.corpus import build
from diptych.errors import ReadingError
from diptych.model import Status
from diptych.tables import parse_rows
from diptych.tei import validate_tei

TMX = """<tmx version="1.4"><header srclang="ru"/><body>
<tu><tuv xml:lang="ru"><seg>Посол вернулся в столицу.</seg></tuv><tuv xml:lang="en">
<seg>The ambassador returned to
the capital.</seg></tuv></tu><tu><tuv xml:lang="ru"><seg>Ответа нет.</seg></tuv></tu></body></tmx>"""
TSV = "ru\ten\tpage\nПосол вернулся.\tThe ambassador returned.\t12\nОтвета нет.\tThere is no answer.\t13\n"
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<div xml:lang="ru">
<p><s xml:id="s1">Посол вернулся.</s> <s xml:id="s2">Ответа нет.</s></p></div>
<div xml:lang="en">
<p><s xml:id="t1">The ambassador returned.</s>
<s xml:id="t2">There is no answer.</s></p></div>
</body></text></TEI>"""
RU = [
    "Поезд в Софию уходит в девять.",
    "Вы взяли бумаги министра?",
    "Они у меня в портфеле.",
    "Прощайте, Анна!",
]
EN = [
    "The train to Sofia leaves at nine.",
    "Did you take the minister's papers?",
    "They are in my briefcase.",
    "Goodbye, Anna!",
]


def srt(lines: list[str]) -> str:
    return "\n".join(
        f"{n}\n00:00:{3 * n:02},000 --> 00:00:{3 * n + 2:02},000\n{t}\n" for n, t in enumerate(lines)
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {"m.tmx": TMX, "t.tsv": TSV, "e.xml": TEI, "film.ru.srt": srt(RU), "film.en.srt": srt(EN)}
    (tmp_path / "seeds").mkdir()
    for name, text in files.items():
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    return tmp_path


def pairs(path: Path) -> list[tuple[str, str, str]]:
    rows = parse_rows(path)
    return [(" ".join(row.bead.source), " ".join(row.bead.target), row.bead.status.value) for row in rows]


def test_a_project_of_ready_made_files(project: Path) -> None:
    report = build(project)
    assert not report.failed
    assert [outcome.name for outcome in report.outcomes] == ["e", "film", "m", "t"]
    corpus = project / "corpus"
    assert pairs(corpus / "m.ru-en.tsv") == [("ru.p1.s1", "en.p1.s1", "auto"), ("ru.p2.s1", "", "auto")]
    assert pairs(corpus / "e.ru-en.tsv") == [("s1", "t1", "auto"), ("s2", "t2", "auto")]
    assert len(pairs(next(corpus.glob("film.*-*.tsv")))) == 4
    assert [validate_tei(path.read_bytes()) for path in sorted((project / "tei").glob("*.xml"))] == [[]] * 5


def test_a_decision_holds_beside_what_the_file_states(project: Path) -> None:
    build(project)
    table = project / "corpus" / "m.ru-en.tsv"
    lines = table.read_text("utf-8").splitlines()
    lines[1] = "1\t2-1\tru.p1.s1 ru.p2.s1\ten.p1.s1\t\t\t\tconfirmed\t"
    table.write_text("\n".join(lines[:2]) + "\n", "utf-8")
    assert not build(project).failed
    assert pairs(table) == [("ru.p1.s1 ru.p2.s1", "en.p1.s1", "confirmed")]


def test_a_rejected_bead_of_the_file_does_not_come_back(project: Path) -> None:
    build(project)
    table = project / "corpus" / "e.ru-en.tsv"
    table.write_text(table.read_text("utf-8").replace("\tauto\t", "\trejected\t", 1), "utf-8")
    assert not build(project).failed
    rows = pairs(table)
    assert [row for row in rows if row[:2] == ("s1", "t1")] == [("s1", "t1", "rejected")]
    assert any(row[0].startswith("s1") and row[2] == "auto" for row in rows)


def test_one_file_that_holds_both(project: Path) -> None:
    beads = align_alone(project / "seeds" / "t.tsv").alignments[0].beads
    assert [(bead.kind, bead.status) for bead in beads] == [("1-1", Status.AUTO)] * 2
    with pytest.raises(ReadingError, match="only one text was found"):
        align_alone(project / "seeds" / "film.ru.srt")
    with pytest.raises(ReadingError, match="holds ru and en already"):
        align_files(project / "seeds" / "t.tsv", project / "seeds" / "film.ru.srt")


def test_two_editions_keep_their_ids_side_by_side(tmp_path: Path) -> None:
    one, other = tmp_path / "a.xml", tmp_path / "b.xml"
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="x">{}</p></body></text></TEI>'
    one.write_text(text.format("<s xml:id='s1'>Посол вернулся в столицу.</s>"), "utf-8")
    other.write_text(text.format("<s xml:id='s1'>The ambassador returned to the capital.</s>"), "utf-8")
    (bead,) = align_files(one, other).alignments[0].beads
    assert (bead.source, bead.target) == (("s1",), ("en.s1",))


def test_what_a_person_states_outdoes_the_file(project: Path) -> None:
    (project / "diptych.toml").write_text(
        """
        ["m.tmx"]
        original = "en"
        ["t.tsv"]
        languages = ["bg", "en"]
        ranges = [{ lines = 3, kind = "furniture" }]
        ["e.xml"]
        ranges = [{ lines = 1, kind = "heading" }]
        """,
        "utf-8",
    )
    assert not build(project).failed
    corpus = project / "corpus"
    assert pairs(corpus / "m.en-ru.tsv")[0] == ("en.p1.s1", "ru.p1.s1", "auto")
    assert [row[:2] for row in pairs(corpus / "t.bg-en.tsv")] == [("bg.p1.s1", "en.p1.s1")]
    blocks = (corpus / "t.blocks.tsv").read_text("utf-8")
    assert "furniture" in blocks
    assert "diptych.toml: line 3 is furniture" in blocks
    assert "diptych.toml" in (corpus / "e.blocks.tsv").read_text("utf-8")
    assert 'head xml:id="ru.h' in (project / "tei" / "e.xml").read_text("utf-8")
    assert not any(validate_tei(path.read_bytes()) for path in (project / "tei").glob("[!c]*.xml"))
