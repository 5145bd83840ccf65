"""Hugging Face datasets reads what we write, offline, as translations."""

import os
from pathlib import Path

import pytest

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}
datasets = pytest.importorskip("datasets", reason="the client datasets is not installed")

from diptych.exchange import FORMATS  # noqa: E402
from tests.exchange.parallels import HOSTILE, LETTER  # noqa: E402

TEXTS = [LETTER, HOSTILE]
TRANSLATION = datasets.Translation(["ru", "en"])
UNITS = [(text, unit) for text in TEXTS for unit in text.units]


@pytest.fixture
def loaded(request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The dataset that a format is read as."""
    to = request.param
    ((name, data),) = FORMATS[to].write(TEXTS).files.items()
    (tmp_path / name).write_bytes(data)
    reader = {"jsonl": "json", "parquet": "parquet"}[to]
    return datasets.load_dataset(
        reader, data_files=str(tmp_path / name), split="train", cache_dir=str(tmp_path / "cache")
    )


def legal(words: str) -> str:
    return words.replace("\ud83d", "")


@pytest.mark.parametrize("loaded", ["jsonl", "parquet"], indirect=True)
def test_the_same_rows_as_translations(loaded) -> None:  # type: ignore[no-untyped-def]
    rows = loaded.cast_column("translation", TRANSLATION)
    assert rows.features["translation"] == TRANSLATION
    found = [(row["id"], row["translation"]["ru"], row["translation"]["en"]) for row in rows]
    assert found == [(text.id(unit), *map(legal, text.words(unit))) for text, unit in UNITS]
    assert rows["source_ids"][:] == [list(unit.bead.source) for _, unit in UNITS]
    assert rows["confidence"][:] == [unit.bead.confidence for _, unit in UNITS]


@pytest.mark.parametrize("loaded", ["parquet"], indirect=True)
def test_parquet_says_itself_that_it_holds_translations(loaded) -> None:  # type: ignore[no-untyped-def]
    assert loaded.features["translation"] == datasets.Translation(["en", "ru"])
    assert loaded.features["is_note"] == datasets.Value("bool")


def test_the_features_can_be_stated_when_loading(tmp_path: Path) -> None:
    ((name, data),) = FORMATS["jsonl"].write([LETTER]).files.items()
    (tmp_path / name).write_bytes(data)
    whole = datasets.load_dataset(
        "json", data_files=str(tmp_path / name), split="train", cache_dir=str(tmp_path / "cache")
    )
    stated = datasets.Features({**whole.features, "translation": TRANSLATION})
    rows = datasets.load_dataset(
        "json", data_files=str(tmp_path / name), features=stated, split="train", cache_dir=str(tmp_path / "2")
    )
    assert rows.features["translation"] == TRANSLATION
    assert rows[0]["translation"] == {"ru": "Дорогой товарищ!", "en": "Dear Comrade,"}
