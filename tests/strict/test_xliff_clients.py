"""translate-toolkit and npm's xliff read the pairs that we wrote, and what they save comes back.

DIPTYCH_XLIFF_SCHEMAS names the folder with the schemas of XLIFF (Debian's php-symfony-translation has them),
DIPTYCH_NODE_MODULES the folder node_modules with the package xliff.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from clients import needs
from lxml import etree

from diptych.corpus import Project
from diptych.corpus.parallels import parallel_texts
from diptych.exchange import FORMATS, ParallelText
from diptych.exchange.xliff import read_xliff
from diptych.model import Status
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM

MODULES = os.environ.get("DIPTYCH_NODE_MODULES", "")
SCHEMAS = os.environ.get("DIPTYCH_XLIFF_SCHEMAS", "")
ROOT = Path(__file__).parents[2]
TEXTS = [LETTER, TELEGRAM, HOSTILE, *parallel_texts(Project(ROOT))]
BOTH = pytest.mark.parametrize("to", ["xliff", "xliff12"])
EVERY = pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.document}.{text.pair}")

toolkit = needs("translate-toolkit", find_spec("translate"))
npm_xliff = needs("xliff of npm", MODULES and shutil.which("node"))
schemas = needs("the schemas of XLIFF", SCHEMAS)


def written(text: ParallelText, to: str) -> bytes:
    (data,) = FORMATS[to].write([text]).files.values()
    return data


def pairs(text: ParallelText) -> list[tuple[str, str]]:
    """Both sides of the units, as XML can hold them."""
    return [
        tuple("".join(c for c in words if c not in "\x02\x07\ud83d") for words in text.words(unit))  # type: ignore[misc]
        for unit in text.units
    ]


def facts(data: bytes) -> list[Sequence[Any]]:
    """What comes back of the beads, but where it stood."""
    return [
        (returned.document, bead.source, bead.target, bead.status, bead.confidence, bead.words, bead.reason)
        for returned in read_xliff(data, "x")
        for bead in returned.beads
    ]


def store(data: bytes, to: str) -> Any:
    from translate.storage.xliff import xlifffile
    from translate.storage.xliff2 import Xliff2File

    return (Xliff2File if to == "xliff" else xlifffile).parsestring(data)


@toolkit
@BOTH
@EVERY
def test_translate_toolkit_reads_the_same_pairs(text: ParallelText, to: str) -> None:
    units = store(written(text, to), to).units
    assert [(str(unit.source or ""), str(unit.target or "")) for unit in units] == pairs(text)


@toolkit
@BOTH
@EVERY
def test_what_translate_toolkit_saves_comes_back(text: ParallelText, to: str) -> None:
    data = written(text, to)
    assert facts(bytes(store(data, to))) == facts(data)


@toolkit
@BOTH
def test_who_approves_in_translate_toolkit_confirms(to: str) -> None:
    opened = store(written(LETTER, to), to)
    opened.units[1].markapproved()
    opened.units[0].markapproved(False)
    (returned,) = read_xliff(bytes(opened), "x")
    assert [bead.status for bead in returned.beads[:3]] == [Status.AUTO, Status.CONFIRMED, Status.AUTO]


@npm_xliff
@BOTH
@EVERY
def test_npms_xliff_reads_the_same_pairs(text: ParallelText, to: str, tmp_path: Path) -> None:
    """What it saves comes back by the names of the units: it drops the metadata.

    It does not escape what it writes into attributes.
    """
    path = tmp_path / "a.xlf"
    path.write_bytes(written(text, to))
    script = Path(__file__).with_name("xliff_pairs.cjs")
    done = subprocess.run(
        ["node", str(script), str(path)],
        env=os.environ | {"NODE_PATH": MODULES},
        capture_output=True,
        text=True,
        check=True,
    )
    found = {id: (source, target) for id, source, target in json.loads(done.stdout)}
    assert [found[unit.id] for unit in text.units] == pairs(text)
    if "&" in text.document:
        return
    (returned,) = read_xliff((tmp_path / "a.xlf.saved").read_bytes(), "x", [text])
    assert {(bead.source, bead.target) for bead in returned.beads} == {
        (unit.bead.source, unit.bead.target) for unit in text.units
    }


def schema(name: str) -> etree.XMLSchema:
    class Local(etree.Resolver):
        def resolve(self, url: str, _: str, context: Any) -> Any:
            return self.resolve_filename(f"{SCHEMAS}/xml.xsd", context) if url.endswith("xml.xsd") else None

    parser = etree.XMLParser()
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(f"{SCHEMAS}/{name}", parser))


@schemas
@pytest.mark.parametrize(
    ("to", "name"), [("xliff", "xliff-core-2.0.xsd"), ("xliff12", "xliff-core-1.2-strict.xsd")]
)
def test_what_we_write_is_valid(to: str, name: str) -> None:
    judge = schema(name)
    for text in TEXTS:
        judge.assertValid(etree.fromstring(written(text, to)))


@toolkit
@schemas
def test_what_translate_toolkit_would_write_is_not() -> None:
    """Why XLIFF 2 is not written with it: not even a plain unit is valid, and none has metadata."""
    from translate.storage.xliff2 import Xliff2File

    made = Xliff2File()
    unit = made.addsourceunit("Дорогой товарищ!")
    unit.target = "Dear Comrade,"
    unit.setid("1")
    assert not schema("xliff-core-2.0.xsd").validate(etree.fromstring(bytes(made)))
    assert not [name for name in dir(unit) if "metadata" in name.lower()]
