"""JSON lines and Parquet: the same records, as datasets of translations."""

import json

import pytest

from diptych.errors import ExchangeError
from diptych.exchange.jsonl import read_jsonl, write_jsonl
from diptych.exchange.parquet import read_parquet, write_parquet
from diptych.model import Bead, Role
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM, parallel, version

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def lines(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def test_a_record_holds_all_that_is_known_of_a_bead() -> None:
    first, merged, *_ = lines(write_jsonl([LETTER]).files["corpus.ru-en.jsonl"])
    assert first["status"] == "confirmed"
    assert merged == {
        "id": "letter.ru-en.2",
        "translation": {
            "ru": "Получил Ваше письмо от 4 мая. Благодарю.",
            "en": "I have received your letter of 4 May; thank you.",
        },
        "document": "letter",
        "source_version": "ru",
        "target_version": "en",
        "source_language": "ru",
        "target_language": "en",
        "kind": "2-1",
        "source_ids": ["ru.p2.s1", "ru.p2.s2"],
        "target_ids": ["en.p2.s1"],
        "confidence": 0.91,
        "status": "auto",
        "is_note": False,
        "reason": "",
    }


def test_null_beads_have_an_empty_side() -> None:
    records = lines(write_jsonl([LETTER]).files["corpus.ru-en.jsonl"])
    assert [record["translation"]["en" if record["kind"] == "1-0" else "ru"] for record in records[2:4]] == [
        "",
        "",
    ]  # type: ignore[index]
    assert records[4]["is_note"]


def test_each_pair_of_languages_has_a_file() -> None:
    texts = [LETTER, TELEGRAM, HOSTILE]
    assert list(write_jsonl(texts).files) == ["corpus.ru-en.jsonl", "corpus.zh-en.jsonl"]
    assert list(write_parquet(texts).files) == ["corpus.ru-en.parquet", "corpus.zh-en.parquet"]


def test_two_versions_in_one_language_have_keys_of_their_own() -> None:
    text = parallel(
        "report",
        version("en", Role.TRANSLATION, ("The harvest was good.",)),
        version("en2", Role.TRANSLATION, ("It was a good harvest.",)),
        Bead(("en.p1.s1",), ("en2.p1.s1",), 0.9),
    )
    (record,) = lines(write_jsonl([text]).files["corpus.en-en.jsonl"])
    assert record["translation"] == {"en": "The harvest was good.", "en2": "It was a good harvest."}
    (one,) = read_jsonl(json.dumps(record).encode(), "corpus.en-en.jsonl")
    assert one.beads[0].words == ("The harvest was good.", "It was a good harvest.")


def test_parquet_holds_the_same_records() -> None:
    texts = [LETTER, HOSTILE]
    table = parquet.read_table(pyarrow.BufferReader(write_parquet(texts).files["corpus.ru-en.parquet"]))
    assert table.to_pylist() == lines(write_jsonl(texts).files["corpus.ru-en.jsonl"])
    features = json.loads(table.schema.metadata[b"huggingface"])["info"]["features"]
    assert features["translation"] == {"languages": ["en", "ru"], "_type": "Translation"}
    assert list(features) == table.column_names


def test_hostile_text_survives_but_for_halves_of_characters() -> None:
    written = write_jsonl([HOSTILE])
    found = [record["translation"]["ru"] for record in lines(written.files["corpus.ru-en.jsonl"])]  # type: ignore[index]
    before = [HOSTILE.words(unit)[0] for unit in HOSTILE.units]
    assert [words for words, ours in zip(found, before, strict=True) if words != ours] == ["half  of a pair"]
    assert {loss.bead for loss in written.losses} == {"a b&c.ru-en.8"}
    assert write_parquet([HOSTILE]).losses == written.losses


BAD = [
    (b"{}", r"x\.jsonl:1: has no field 'document'"),
    (b"\n[]", r"x\.jsonl:2: \[\] is no record"),
    (b'{"document": 1}', "document cannot be 1"),
    (b"nonsense", r"x\.jsonl:1: is no JSON: Expecting value"),
    (b'"\xff"', "is no JSON: 'utf-8' codec"),
    (b"[" * 100_000, "is no JSON"),
]
WHOLE = {
    "document": "a",
    "source_version": "ru",
    "target_version": "en",
    "source_ids": [],
    "target_ids": ["x"],
}
BAD += [
    (json.dumps(WHOLE | change).encode(), message)
    for change, message in (
        ({"source_ids": "ru.p1.s1"}, "source_ids cannot be 'ru.p1.s1'"),
        ({"target_ids": [1]}, r"target_ids cannot be \[1\]"),
        ({"status": "fine"}, "'fine' is no status .one of auto, confirmed, rejected"),
        ({"status": {}}, "is no status"),
        ({"reason": 5}, "reason cannot be 5"),
    )
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_what_is_no_record_is_told_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        read_jsonl(data, "x.jsonl")


def test_what_is_left_out_says_nothing() -> None:
    for more in ({}, {"status": None, "reason": None, "confidence": None, "translation": None, "other": 1}):
        (one,) = read_jsonl(b"\xef\xbb\xbf" + json.dumps(WHOLE | more).encode() + b"\r\n", "x.jsonl")
        (bead,) = one.beads
        assert (bead.status, bead.reason, bead.words, bead.confidence) == (None, None, None, None)


def test_damaged_parquet_is_told() -> None:
    data = write_parquet([LETTER]).files["corpus.ru-en.parquet"]
    with pytest.raises(ExchangeError, match=r"x\.parquet: cannot be read as Parquet"):
        read_parquet(data[:-20], "x.parquet")
