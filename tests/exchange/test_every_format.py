"""What holds for every format: hostile text survives or is reported with its bead."""

import pytest

from diptych.exchange import FORMATS
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM


@pytest.mark.parametrize("to", FORMATS)
def test_hostile_text_is_written_or_reported(to: str) -> None:
    texts = [HOSTILE, LETTER, TELEGRAM]
    written = FORMATS[to].write(texts)
    assert written.files
    known = {text.id(unit) for text in texts for unit in text.units} | {
        f"{HOSTILE.document}.{line.id}" for text in (HOSTILE.source, HOSTILE.target) for line in text.lines
    }
    assert {loss.bead for loss in written.losses} <= known


@pytest.mark.parametrize("to", FORMATS)
def test_writing_twice_gives_the_same_bytes(to: str) -> None:
    texts = [LETTER, TELEGRAM]
    assert FORMATS[to].write(texts).files == FORMATS[to].write(texts).files


@pytest.mark.parametrize("to", FORMATS)
def test_file_names_are_harmless(to: str) -> None:
    for name in FORMATS[to].write([HOSTILE, LETTER, TELEGRAM]).files:
        assert not name.startswith("/")
        assert ".." not in name.split("/")
