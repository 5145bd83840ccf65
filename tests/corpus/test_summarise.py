"""A built project summed up: tables that agree, nothing for what is not there."""

from pathlib import Path

import pytest

from diptych.corpus import build, summarise
from diptych.errors import ProjectError
from diptych.tables import read_table

KINDS = {"texts", "pairs", "bead_kinds", "paragraphs", "vocabulary", "languages", "words"}


def rows(root: Path, kind: str) -> list[dict[str, str]]:
    return read_table(root / "corpus" / "summary" / f"{kind}.tsv", kind).to_dict("records")


@pytest.fixture
def built(root: Path) -> Path:
    build(root)
    return root


def test_all_tables_are_written(built: Path) -> None:
    summarised = summarise(built)
    assert {path.stem for path in summarised.files} == KINDS
    (text,) = rows(built, "texts")
    assert (text["document"], text["pair"], text["source_sentences"]) == ("letter", "ru-en", "4")
    assert (text["omitted_sentences"], text["added_share"]) == ("0", "0.000")
    assert [row["document"] for row in rows(built, "vocabulary")] == ["letter", "letter", "note"]
    assert len(rows(built, "paragraphs")) == 2


def test_tables_agree_with_each_other(built: Path) -> None:
    summarise(built)
    (text,) = rows(built, "texts")
    assert sum(int(row["source_words"]) for row in rows(built, "paragraphs")) == int(text["source_words"])
    assert sum(int(row["beads"]) for row in rows(built, "bead_kinds")) == int(text["beads"])
    russian = [row for row in rows(built, "words") if row["language"] == "ru"]
    assert sum(int(row["count"]) for row in russian) == int(text["source_words"])


def test_the_same_corpus_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    terms = ["комитет", "Cuban"]
    one, other = (summarise(built, tmp_path / name, terms).files for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_renderings_are_written_where_terms_are_given(built: Path) -> None:
    summarised = summarise(built, terms=["центральный комитет", " Никто ", "Никто"])
    assert summarised.missing == ("Никто",)
    (one,) = rows(built, "renderings")
    assert (one["rendering"], one["count"], one["beads"]) == ("Central Committee", "1", "letter.ru-en.3")
    (place,) = rows(built, "occurrences")
    assert (place["found"], place["rendering"]) == ("Центральный комитет", "Central Committee")
    assert place["target_text"].startswith("The Central Committee intends")


def test_some_documents_only(built: Path) -> None:
    summarised = summarise(built, documents=["note"])
    assert [one.document for one in summarised.summary.documents] == ["note"]
    assert rows(built, "texts") == []
    with pytest.raises(ProjectError, match="there is no document 'nota'"):
        summarise(built, documents=["nota"])


def test_what_a_person_rejected_does_not_count(built: Path, table: Path) -> None:
    lines = table.read_text("utf-8").splitlines()
    cells = lines[1].split("\t")
    cells[-2] = "rejected"
    table.write_text("\n".join([lines[0], "\t".join(cells), *lines[2:]]) + "\n", "utf-8")
    summarise(built)
    (text,) = rows(built, "texts")
    assert (text["beads"], text["source_sentences"], text["omitted_sentences"]) == ("3", "4", "0")


def test_three_languages(root: Path) -> None:
    german = (
        "Die kubanischen Genossen bitten um Hilfe. Sie berichten über die Lage im Land.\n\n"
        "Das Zentralkomitee will das Volk unterstützen. Presse und Rundfunk werden sich beteiligen.\n"
    )
    letter = root / "seeds" / "letter.txt"
    letter.write_text(letter.read_text("utf-8") + "\n" + german, "utf-8")
    build(root)
    summarise(root, terms=["комитет"])
    assert [row["pair"] for row in rows(root, "pairs")] == ["ru-en", "ru-de"]
    assert [(row["language"], row["role"]) for row in rows(root, "languages")] == [
        ("ru", "original"),
        ("en", "translation"),
        ("de", "translation"),
        ("en", "original"),
    ]


@pytest.mark.parametrize("term", ["", " ", "«»", "\udcff"])
def test_what_is_no_term_is_refused(built: Path, term: str) -> None:
    with pytest.raises(ProjectError, match="is no term"):
        summarise(built, terms=[term])


def test_a_project_that_is_not_built_is_refused(root: Path) -> None:
    with pytest.raises(ProjectError, match="there is no list of documents"):
        summarise(root)


def test_what_changed_since_the_build_is_told(built: Path) -> None:
    (built / "seeds" / "note.txt").write_text("Something else.\n", "utf-8")
    assert summarise(built).changed == ("note",)


def test_a_build_leaves_the_summary_alone(built: Path) -> None:
    files = summarise(built).files
    before = [path.read_bytes() for path in files]
    assert not build(built, force=True).failed
    assert [path.read_bytes() for path in files] == before
