"""JSON lines: a bead a line, with the `translation` feature of Hugging Face datasets."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from diptych.exchange.parallel import ParallelText, all_units, by_languages
from diptych.exchange.written import Losses, Written


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
        yield (json.dumps(record, ensure_ascii=False) + "\n").encode()


def records(texts: Sequence[ParallelText], losses: Losses) -> Iterator[dict[str, Any]]:
    """The beads of texts in one pair of languages as flat records."""
    for text, unit in all_units(texts):
        id = text.id(unit)
        source, target = (losses.encodable(words, id) for words in text.words(unit))
        yield {
            "id": id,
            "translation": {text.source.language: source, text.target.language: target},
            "document": text.document,
            "kind": unit.bead.kind,
            "source_ids": list(unit.bead.source),
            "target_ids": list(unit.bead.target),
            "confidence": round(unit.bead.confidence, 3),
            "status": unit.bead.status.value,
            "is_note": unit.is_note,
            "reason": unit.bead.reason,
        }
