"""Beads as flat records with the `translation` feature of Hugging Face datasets, and back.

All records of a file have the same keys and types, as JSON lines and Parquet need it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from diptych.errors import ExchangeError
from diptych.exchange.parallel import ParallelText, all_units
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.written import Losses
from diptych.model import Status

Record = dict[str, Any]


def translation_keys(languages: tuple[str, str]) -> tuple[str, str]:
    """What the two texts of a translation are called: their languages, numbered where they are the same.

    >>> translation_keys(("ru", "en")), translation_keys(("en", "en"))
    (('ru', 'en'), ('en', 'en2'))
    """
    source, target = languages
    return source, target if target != source else f"{target}2"


def records(texts: Sequence[ParallelText], losses: Losses) -> Iterator[Record]:
    """The beads of texts in one pair of languages."""
    for text, unit in all_units(texts):
        id = text.id(unit)
        source, target = translation_keys(text.languages)
        source_words, target_words = (losses.encodable(words, id) for words in text.words(unit))
        yield {
            "id": id,
            "translation": {source: source_words, target: target_words},
            "document": text.document,
            "source_version": text.source.version,
            "target_version": text.target.version,
            "source_language": text.source.language,
            "target_language": text.target.language,
            "kind": unit.bead.kind,
            "source_ids": list(unit.bead.source),
            "target_ids": list(unit.bead.target),
            "confidence": round(unit.bead.confidence, 3),
            "status": unit.bead.status.value,
            "is_note": unit.is_note,
            "reason": losses.encodable(unit.bead.reason, id),
        }


def returned(records: Iterable[tuple[str, Any]]) -> list[Returned]:
    """What the records of a file say of each alignment, in the order of the file.

    The document, its versions and the ids of sentences must be there. Whatever else is left out says nothing;
    number and kind follow from the ids, and further fields are not looked at.

    Args:
        records: each with its place, as errors name it.

    Raises:
        ExchangeError: a record lacks what it must have, or holds something else there.
    """
    alignments: dict[tuple[str, str, str], list[ReturnedBead]] = {}
    for where, record in records:
        fields = _Fields(record, where)
        key = fields.text("document"), fields.text("source_version"), fields.text("target_version")
        alignments.setdefault(key, []).append(fields.bead())
    return [Returned(*key, beads) for key, beads in alignments.items()]


class _Fields:
    """The fields of one record, each asked for what it must be.

    Args:
        record: as it was found.
        where: file and place, as errors name it.
    """

    def __init__(self, record: Any, where: str) -> None:
        if not isinstance(record, dict):
            raise ExchangeError(f"{record!r:.60} is no record", where, "keep the fields of the export")
        self.record: Record = record
        self.where = where

    def bead(self) -> ReturnedBead:
        """What the record says of its bead."""
        confidence = self.record.get("confidence")
        return ReturnedBead(
            self.ids("source_ids"),
            self.ids("target_ids"),
            self.where,
            self.status(),
            confidence if isinstance(confidence, float) else None,
            self.words(),
            self.record.get("is_note") is True,
            self.text("reason") if self.record.get("reason") is not None else None,
        )

    def text(self, name: str) -> str:
        """A field that holds text."""
        value = self.record.get(name)
        if not isinstance(value, str):
            raise self.unlike(name, value)
        return value

    def ids(self, name: str) -> tuple[str, ...]:
        """A field that holds ids of sentences."""
        value = self.record.get(name)
        if not isinstance(value, list) or not all(isinstance(id, str) for id in value):
            raise self.unlike(name, value)
        return tuple(value)

    def status(self) -> Status | None:
        """Who stands behind the bead, if the record says so."""
        value = self.record.get("status")
        try:
            return None if value is None else Status(value)
        except ValueError:
            raise ExchangeError(
                f"{value!r:.60} is no status", self.where, f"one of {', '.join(Status)}"
            ) from None

    def words(self) -> tuple[str, str] | None:
        """Both texts, the source's first, whatever their order."""
        texts, language = self.record.get("translation"), self.record.get("source_language")
        if not isinstance(texts, dict) or len(texts) != 2 or language not in texts:
            return None
        (target,) = (texts[key] for key in texts if key != language)
        return str(texts[language] or ""), str(target or "")

    def unlike(self, name: str, value: Any) -> ExchangeError:
        """The field is not there, or holds something else."""
        what = f"{name} cannot be {value!r:.60}" if name in self.record else f"has no field {name!r}"
        return ExchangeError(what, self.where, "keep this field as the export has it")
