"""What a person states in diptych.toml: what is read, what is refused, what a build makes of it."""

from pathlib import Path

import pytest

from diptych.corpus import BuildReport, build
from diptych.corpus.project import Project
from diptych.corpus.settings import FileSettings, project_settings, read_settings
from diptych.errors import ProjectError
from diptych.model import Span

from .results import listed, results, rows, write_rows

FILES = ["1958/letter.txt", "1960/letter.txt", "note.txt", "plan [2].txt"]


def stated(tmp_path: Path, toml: str, file: str) -> FileSettings:
    path = tmp_path / "diptych.toml"
    path.write_text(toml, "utf-8")
    settings = read_settings(path)
    settings.check(FILES)
    return settings.of(file)


@pytest.mark.parametrize(
    ("toml", "file", "languages"),
    [
        ('["*"]\nlanguages = ["ru", "en"]', "1958/letter.txt", ("ru", "en")),
        ('["letter.txt"]\nlanguages = ["Russian", "немецкий"]', "1960/letter.txt", ("ru", "de")),
        ('["1958/*"]\nlanguages = ["sr-Latn"]', "1958/letter.txt", ("sr-Latn",)),
        ('["1958/*"]\nlanguages = ["ru"]', "1960/letter.txt", ()),
        ('["**/let*"]\nlanguages = ["ru"]', "1960/letter.txt", ("ru",)),
        ('["plan [2].txt"]\nlanguages = ["ru"]', "plan [2].txt", ("ru",)),
        ('["*"]\nlanguages = ["ru"]\n["note.txt"]\nlanguages = ["en"]', "note.txt", ("en",)),
        ('["note.txt"]\nlanguages = ["en"]\n["*"]\nlanguages = ["ru"]', "note.txt", ("ru",)),
        ('["*"]\nlanguages = ["ru"]\n["note.txt"]\nencoding = "cp1251"', "note.txt", ("ru",)),
    ],
)
def test_the_last_section_about_a_file_counts(
    tmp_path: Path, toml: str, file: str, languages: tuple[str, ...]
) -> None:
    assert stated(tmp_path, toml, file).languages == languages


TEXT = "one\ntwo\r\nthree\nfour"


@pytest.mark.parametrize(
    ("ranges", "spans"),
    [
        ('{ lines = 2, kind = "note" }', [Span(4, 9)]),
        ('{ lines = "2-3", kind = "note" }', [Span(4, 15)]),
        ('{ lines = "3-", kind = "note" }', [Span(9, 19)]),
        ('{ characters = "1-3", kind = "note" }', [Span(1, 3)]),
        ('{ characters = "10-", version = "en" }', [Span(10, 19)]),
        (
            '{ characters = "10-12", kind = "page header" }, { lines = "2-3", version = "en" }',
            [Span(4, 10), Span(10, 12), Span(12, 15)],
        ),
        ('{ lines = "3-4", kind = "note" }, { lines = "1-2", kind = "date" }', [Span(0, 9), Span(9, 19)]),
    ],
)
def test_ranges(tmp_path: Path, ranges: str, spans: list[Span]) -> None:
    settings = stated(tmp_path, f'["note.txt"]\nranges = [{ranges}]', "note.txt")
    assert [passage.span for passage in settings.overrides(TEXT).passages] == spans


def test_ranges_of_later_sections_win_where_they_overlap(tmp_path: Path) -> None:
    toml = """
        ["*"]
        ranges = [{ lines = "1-3", kind = "furniture" }]
        ["note.txt"]
        ranges = [{ lines = 2, kind = "title" }]
    """
    passages = stated(tmp_path, toml, "note.txt").overrides(TEXT).passages
    assert [(p.span.of(TEXT), p.kind) for p in passages] == [
        ("one\n", "furniture"),
        ("two\r\n", "title"),
        ("three\n", "furniture"),
    ]
    assert passages[1].reason == "diptych.toml: line 2 is title"
    none = stated(tmp_path, f'{toml}\n["n*"]\nranges = []', "note.txt")
    assert none.overrides(TEXT).passages == ()


MISTAKES = [
    line.split("\t")
    for line in (Path(__file__).parent / "mistakes.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("toml", "message"), MISTAKES)
def test_a_mistake_is_one_line_that_tells_what_is_allowed(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(ProjectError) as raised:
        stated(tmp_path, toml.replace("\\n", "\n"), "note.txt")
    assert message in str(raised.value)
    assert str(raised.value).startswith("diptych.toml")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        ('{ lines = "3-5", kind = "note" }', "lines 3-5: there are only 4 lines ('diptych inspect' shows"),
        ('{ lines = "5-", kind = "note" }', "lines 5-: there are only 4 lines"),
        ('{ characters = "3-20", kind = "note" }', "characters 3-20: there are only 19 characters"),
        ('{ characters = "19-", kind = "note" }', "characters 19-: there are only 19 characters"),
        (
            '{ lines = "2-3", kind = "note" }, { characters = "0-5", kind = "date" }',
            "lines 2-3 and characters 0-5 overlap (let one of them end where the other begins",
        ),
        ('{ lines = 2, kind = "note" }, { lines = "2-2", kind = "date" }', "line 2 and line 2 overlap"),
    ],
)
def test_ranges_that_do_not_fit_the_file(tmp_path: Path, ranges: str, message: str) -> None:
    settings = stated(tmp_path, f'["note.txt"]\nranges = [{ranges}]', "note.txt")
    with pytest.raises(ProjectError) as raised:
        settings.overrides(TEXT)
    assert str(raised.value).startswith(f'diptych.toml, ["note.txt"]: {message}')


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "diptych.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ProjectError, match=r"is not UTF-8: byte 0 .save it as UTF-8"):
        read_settings(tmp_path / "diptych.toml")


def test_the_file_beside_seeds_wins(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "diptych.toml").write_text('["*"]\noriginal = "ru"')
    assert project_settings(Project(tmp_path)).of("a.txt").original == "ru"
    (tmp_path / "diptych.toml").write_text('["*"]\noriginal = "en"')
    assert project_settings(Project(tmp_path)).of("a.txt").original == "en"


# in a build


def test_a_second_file_is_told(root: Path) -> None:
    state(root, '["letter.txt"]\noriginal = "en"')
    (root / "seeds" / "diptych.toml").write_text("nonsense")
    assert build(root).notes == ("seeds/diptych.toml: not read; diptych.toml beside seeds/ counts",)


def states(report: BuildReport) -> dict[str, str]:
    return {o.name: "failed" if o.error else "built" if o.built else "kept" for o in report.outcomes}


def state(root: Path, toml: str) -> None:
    (root / "diptych.toml").write_text(toml, "utf-8")


def blocks(root: Path, name: str) -> list[list[str]]:
    return rows(root / "corpus" / f"{name}.blocks.tsv")


def test_a_mistake_stops_the_build_before_anything_is_written(root: Path) -> None:
    state(root, '["lettre.txt"]\nalone = true')
    with pytest.raises(ProjectError, match=r"did you mean 'letter\.txt'"):
        build(root)
    assert not (root / "corpus").exists()


def test_a_changed_section_builds_the_documents_it_is_about(root: Path) -> None:
    build(root)
    before = results(root)
    state(root, '["letter.txt"]\noriginal = "en"')
    assert states(build(root)) == {"letter": "built", "note": "kept"}
    assert states(build(root)) == {"letter": "kept", "note": "kept"}
    state(root, '["letter.*"]\noriginal = "en"\n["note.txt"]\nalone = true')
    assert states(build(root)) == {"letter": "kept", "note": "kept"}
    (root / "diptych.toml").unlink()
    assert states(build(root)) == {"letter": "built", "note": "kept"}
    assert results(root) == before


def test_the_original_is_as_stated(root: Path) -> None:
    state(root, '["letter.txt"]\noriginal = "English"')
    build(root)
    assert (root / "corpus" / "letter.en-ru.tsv").exists()
    row = rows(root / "corpus" / "documents.tsv")[0]
    assert row[6:8] == ["en", "ru"]
    state(root, '["letter.txt"]\noriginal = "de"')
    build(root)
    assert listed(root)["letter"] == ("de missing", "")
    assert not (root / "corpus" / "letter.en-ru.tsv").exists()


def test_stated_ranges_are_blocks_with_a_reason(root: Path) -> None:
    ranges = (
        '{ lines = 1, kind = "furniture" }, { lines = 7, version = "ru" }, { lines = 5, kind = "heading" }'
    )
    state(root, f'["letter.txt"]\nranges = [{ranges}]')
    build(root)
    found = {row[6]: row[2:3] + row[5:6] for row in blocks(root, "letter")}
    assert found["diptych.toml: line 1 is furniture"] == ["furniture", ""]
    assert found["diptych.toml: line 5 is heading"] == ["heading", "en"]
    assert found["diptych.toml: line 7 belongs to “ru”"] == ["body", "ru"]


def test_a_range_outside_the_file_fails_its_document_alone(root: Path) -> None:
    state(root, '["letter.txt"]\nranges = [{ lines = "90-99", kind = "note" }]')
    assert states(build(root)) == {"letter": "failed", "note": "built"}
    assert listed(root)["letter"][1].startswith(
        'diptych.toml, ["letter.txt"]: lines 90-99: there are only 7 lines'
    )


def test_stated_languages_limit_what_is_found(root: Path) -> None:
    state(root, '["letter.txt"]\nlanguages = ["bg", "en"]')
    build(root)
    assert (root / "corpus" / "letter.bg-en.tsv").exists()
    assert "running text of the document; diptych.toml: in bg or en" in {r[6] for r in blocks(root, "letter")}


def test_stated_encodings_hold_for_one_file(root: Path) -> None:
    text = (root / "seeds" / "letter.txt").read_text("utf-8").partition("\n\nThe Cuban")[0]
    (root / "seeds" / "old.txt").write_bytes(text.encode("koi8-r"))
    state(root, '["old.txt"]\nencoding = "koi8-r"')
    build(root, encoding="utf-8")
    assert listed(root)["old"] == ("one version", "")
    assert "Кубинские" in (root / "corpus" / "old.blocks.tsv").read_text("utf-8")


PAIR = {
    "bericht.txt": "Die Ernte war in diesem Jahr gut. Am 3. Mai 1951 kamen 340 Arbeiter aus Halle.\n\n"
    "Der Minister Otto Krause dankte ihnen. Man sprach auch über 17 neue Traktoren und über den Frieden.\n",
    "report.txt": "The harvest was good this year. On 3 May 1951 there came 340 workers from Halle.\n\n"
    "The minister Otto Krause thanked them. They also spoke about 17 new tractors and about peace.\n",
}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    for name, text in PAIR.items():
        (tmp_path / "seeds" / name).write_text(text, "utf-8")
    return tmp_path


def test_files_that_do_not_belong_together(papers: Path) -> None:
    assert set(states(build(papers))) == {"bericht"}
    before = results(papers)
    for toml in ('[pairing]\napart = [["*.txt"]]', '["report.txt"]\nalone = true'):
        state(papers, toml)
        assert states(build(papers)) == {"bericht": "built", "report": "built"}
        assert states(build(papers)) == {"bericht": "kept", "report": "kept"}
        (papers / "diptych.toml").unlink()
        assert states(build(papers)) == {"bericht": "built"}
        assert results(papers) == before


def test_files_that_belong_together_whatever_they_say(papers: Path) -> None:
    (papers / "seeds" / "report.txt").write_text("Nobody came to the theatre on Sunday. It rained all day.\n")
    assert set(states(build(papers))) == {"bericht", "report"}
    state(papers, '[pairing]\ntogether = [["report.txt", "bericht.txt"]]\n["report.txt"]\noriginal = "en"')
    assert states(build(papers)) == {"bericht": "built"}
    assert (papers / "corpus" / "bericht.en-de.tsv").exists()
    assert states(build(papers)) == {"bericht": "kept"}
    (papers / "diptych.toml").unlink()
    assert states(build(papers)) == {"bericht": "built", "report": "built"}


def test_files_that_cannot_be_one_document(root: Path) -> None:
    state(root, '[pairing]\ntogether = [["letter.txt", "note.txt"]]')
    report = build(root)
    assert "the files belong together, but letter.txt has no single language: ru en" in report.failed[0].error


def test_decisions_stay_when_another_original_is_stated(root: Path, table: Path) -> None:
    build(root)
    first, second, *rest = rows(table)
    joined = ["", "", f"{first[2]} {second[2]}", f"{first[3]} {second[3]}", "", "", "", "confirmed", "mine"]
    write_rows(table, [joined, *rest])
    state(root, '["letter.txt"]\noriginal = "en"')
    build(root)
    turned = rows(root / "corpus" / "letter.en-ru.tsv")[0]
    assert turned[1:4] + turned[7:] == ["2-2", joined[3], joined[2], "confirmed", "mine"]
