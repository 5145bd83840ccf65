"""Parquet that says in its metadata what Hugging Face datasets are to make of it: `translation` is one."""

import io
import json
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from diptych.errors import ExchangeError
from diptych.exchange.parallel import ParallelText, by_languages
from diptych.exchange.records import records, returned, translation_keys
from diptych.exchange.returned import Returned
from diptych.exchange.written import Losses, Written
from diptych.extras import needed

_FIELDS = {
    "id": "string",
    "translation": "Translation",
    "document": "string",
    "source_version": "string",
    "target_version": "string",
    "source_language": "string",
    "target_language": "string",
    "kind": "string",
    "source_ids": "Sequence",
    "target_ids": "Sequence",
    "confidence": "float64",
    "status": "string",
    "is_note": "bool",
    "reason": "string",
}
"""Of a record, in order: a type of values, or what `datasets` calls the feature."""


def write_parquet(texts: Sequence[ParallelText]) -> Written:
    """A file a pair of languages: `corpus.ru-en.parquet`.

    Args:
        texts: what is handed on.

    Raises:
        ExchangeError: pyarrow is not installed.
    """
    losses = Losses()
    files = {
        f"corpus.{source}-{target}.parquet": _table(members, (source, target), losses)
        for (source, target), members in by_languages(texts).items()
    }
    return Written(files, tuple(losses.found))


def _table(texts: Sequence[ParallelText], languages: tuple[str, str], losses: Losses) -> bytes:
    pa = _pyarrow()
    keys = sorted(translation_keys(languages))  # `datasets` has them in this order
    types = {
        "Translation": pa.struct([(key, pa.string()) for key in keys]),
        "Sequence": pa.list_(pa.string()),
        "string": pa.string(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
    }
    features = {"info": {"features": {name: _feature(type, keys) for name, type in _FIELDS.items()}}}
    schema = pa.schema(
        [(name, types[type]) for name, type in _FIELDS.items()], {"huggingface": json.dumps(features)}
    )
    stream = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_pylist(list(records(texts, losses)), schema), stream)
    return stream.getvalue()


def _feature(type: str, keys: Sequence[str]) -> dict[str, Any]:
    """A feature as `datasets` writes it down."""
    match type:
        case "Translation":
            return {"languages": keys, "_type": type}
        case "Sequence":
            return {"feature": _feature("string", keys), "_type": type}
        case _:
            return {"dtype": type, "_type": "Value"}


def read_parquet(data: bytes, where: str) -> list[Returned]:
    """The beads of a file that `write_parquet` made and a program changed.

    Args:
        data: the file.
        where: its name, for errors.

    Raises:
        ExchangeError: it is no Parquet file, a row is no record, or pyarrow is not installed.
    """
    pa = _pyarrow()
    try:
        rows = pa.parquet.read_table(pa.BufferReader(data)).to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise ExchangeError(f"cannot be read as Parquet: {error}", where, "save it again") from None
    return returned((f"{where}, row {number}", row) for number, row in enumerate(rows, start=1))


def _pyarrow() -> ModuleType:
    needed("pyarrow.parquet", "parquet", "Parquet", ExchangeError)
    return needed("pyarrow", "parquet", "Parquet", ExchangeError)
