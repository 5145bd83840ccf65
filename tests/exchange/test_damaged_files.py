"""A damaged file is read, or refused in words: nothing else comes out of a reader."""

from collections.abc import Callable
from random import Random

import pytest

from diptych.errors import ExchangeError
from diptych.exchange import FORMATS
from diptych.exchange.cwb import read_cwb
from diptych.exchange.hunalign import read_ladder
from diptych.exchange.intertext import read_intertext
from diptych.exchange.pairs import read_pairs_file
from diptych.exchange.sketchengine import read_sketchengine
from diptych.exchange.xces import read_xces
from tests.exchange.parallels import CROSSED, LETTER, TORN

TEXTS = [LETTER, CROSSED, TORN]
SIGNS = b"0123456789\t\n;:,[]- <>\"'\x00\xff"

READERS: list[tuple[str, str, Callable[[bytes, str], object]]] = [
    ("xces", "corpus.ru-en.xml", read_xces),
    ("intertext", "letter.ru.en.alignment.xml", lambda data, where: read_intertext(data, where, TEXTS)),
    ("hunalign", "letter.ru-en.ladder", lambda data, where: read_ladder(data, where, LETTER)),
    ("pairs", "letter.ru-en.pairs", lambda data, where: read_pairs_file(data, where, LETTER)),
    ("sketchengine", "corpus.ru-en.ru-en.map", lambda data, where: read_sketchengine(data, where, TEXTS)),
    ("cwb", "corpus.ru-en.beads", lambda data, where: read_cwb(data, where, TEXTS)),
]


def damaged(data: bytes, random: Random) -> bytes:
    """The file with a few bytes changed, taken out or put in."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(changed))
        length = random.choice([0, 1, random.randint(2, 30)])
        changed[place : place + length] = random.choices(SIGNS, k=random.choice([0, 1, 4]))
    return bytes(changed) or b"\n"


@pytest.mark.parametrize(("to", "name", "read"), READERS, ids=[to for to, _, _ in READERS])
def test_it_is_read_or_refused(to: str, name: str, read: Callable[[bytes, str], object]) -> None:
    data = FORMATS[to].write(TEXTS).files[name]
    random = Random(5)
    said: list[str] = []
    for _ in range(120):
        try:
            read(damaged(data, random), name)
        except ExchangeError as error:
            said.append(str(error))
    assert len(said) > 20
    assert all(error.startswith(name) for error in said)
