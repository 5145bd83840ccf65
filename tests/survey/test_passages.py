"""Passages in many languages, read to their sentences: passages/*.txt hold each with what becomes of it."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from diptych.model import Document, Kind, Source
from diptych.pipeline import prepare
from diptych.tei import read_tei, validate_tei, write_tei
from tests.survey.test_partition import assert_accounts_for

FILES = sorted((Path(__file__).parent / "passages").glob("*.txt"))


@dataclass(frozen=True)
class Passage:
    """A page and, by version, by "version notes" or by kind of block, what is found on it."""

    name: str
    text: str
    expected: dict[str, str]


def passages() -> Iterator[Passage]:
    for path in FILES:
        for case in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = case.partition("\n")
            text, *parts = re.split(r"^--- (.*)\n", rest, flags=re.MULTILINE)
            expected = {key: value.strip("\n") for key, value in zip(parts[::2], parts[1::2], strict=True)}
            yield Passage(f"{path.stem}: {name}", text, expected)


def found(document: Document, key: str) -> str:
    """What the document has under the name of an expectation."""
    name, _, notes = key.partition(" ")
    text = document.source.text
    if key == "emphasis":
        return "\n".join(
            f"{b.span.of(text).strip()}: {b.reason}"
            for b in document.blocks
            if b.kind is Kind.BODY and b.reason in {"emphasised", "underlined", "crossed out"}
        )
    if key == "editorial":
        marked = [b for b in document.blocks if b.kind is Kind.EDITORIAL]
        return "\n".join(f"{b.span.of(text).strip()}: {b.reason}" for b in marked)
    if key in {kind.value for kind in Kind}:
        return "\n".join(b.span.of(text).strip() for b in document.blocks if b.kind == key)
    version = next((v for v in document.versions if v.name == name), None)
    return "\n".join(s.text for s in version.stream(bool(notes))) if version else ""


@pytest.mark.parametrize("passage", [pytest.param(p, id=p.name) for p in passages()])
def test_passage(passage: Passage) -> None:
    document = prepare(Source("page.txt", passage.text, "utf-8", "0" * 64))
    assert {key: found(document, key) for key in passage.expected} == passage.expected


@pytest.mark.parametrize("passage", [pytest.param(p, id=p.name) for p in passages()])
def test_its_tei_is_valid_and_says_the_same(passage: Passage) -> None:
    document = prepare(Source("page.txt", passage.text, "utf-8", "0" * 64))
    data = write_tei(document)
    assert validate_tei(data) == []
    for version in read_tei(data).versions:
        assert version.sentences == {s.id: s.text for s in document.version(version.name).sentences}


@pytest.mark.parametrize("passage", [pytest.param(p, id=p.name) for p in passages()])
def test_nothing_is_lost(passage: Passage) -> None:
    document = prepare(Source("page.txt", passage.text, "utf-8", "0" * 64))
    assert_accounts_for(document)
    for version in document.versions:
        for sentence in version.sentences:
            pieces = [span.of(passage.text) for span in sentence.spans]
            joints = (*sentence.joints, "")
            assert "".join(itertools.chain(*zip(pieces, joints, strict=True))) == sentence.text
