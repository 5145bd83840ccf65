"""JSON lines: a bead a line, with the `translation` feature of Hugging Face datasets."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from diptych.errors import ExchangeError
from diptych.exchange.parallel import ParallelText, by_languages
from diptych.exchange.records import records, returned
from diptych.exchange.returned import Returned
from diptych.exchange.written import Losses, Written

_ESCAPED = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""What JSON lets stand in a string, but many a reader of lines takes for the end of one."""


def write_jsonl(texts: Sequence[ParallelText]) -> Written:
    """A file a pair of languages: `corpus.ru-en.jsonl`.

    Args:
        texts: what is handed on.
    """
    losses = Losses()
    files = {
        f"corpus.{source}-{target}.jsonl": b"".join(_lines(members, losses))
        for (source, target), members in by_languages(texts).items()
    }
    return Written(files, tuple(losses.found))


def _lines(texts: Sequence[ParallelText], losses: Losses) -> Iterator[bytes]:
    for record in records(texts, losses):
        yield (json.dumps(record, ensure_ascii=False).translate(_ESCAPED) + "\n").encode()


def read_jsonl(data: bytes, where: str) -> list[Returned]:
    """The beads of a file that `write_jsonl` made and a person or a program changed.

    Args:
        data: the file.
        where: its name, for errors.

    Raises:
        ExchangeError: a line is no record.
    """
    return returned(_parsed(data, where))


def _parsed(data: bytes, where: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            yield place, json.loads(line.decode())
        except (ValueError, RecursionError) as error:
            raise ExchangeError(f"is no JSON: {error}", place, "a record a line, in UTF-8") from None
