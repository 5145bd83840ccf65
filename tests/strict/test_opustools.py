"""`opus_read` of opustools reads what we write for OPUS: the same pairs, the sides the right way round."""

import subprocess
import sys
from pathlib import Path

import pytest

from diptych.corpus import Project
from diptych.corpus.parallels import parallel_texts
from diptych.exchange import FORMATS, ParallelText
from tests.exchange.parallels import CROSSED, HOSTILE, LETTER, TELEGRAM, TORN

pytest.importorskip("opustools", reason="opustools (pip install opustools) is not there")

ROOT = Path(__file__).parents[2]
SEEDS = [text for text in parallel_texts(Project(ROOT)) if text.languages == ("ru", "en")]
CASES = {"ru-en": [LETTER, CROSSED, TORN, HOSTILE], "zh-en": [TELEGRAM], "seeds": SEEDS}


def opus_read(folder: Path, texts: list[ParallelText], *options: str) -> str:
    """What it prints of our files."""
    source, target = texts[0].languages
    for name, data in FORMATS["xces"].write(texts).files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    command = ["-d", "x", "-s", source, "-t", target, "-p", "raw", "-dl", str(folder), "-af"]
    alignment = str(folder / f"corpus.{source}-{target}.xml")
    program = Path(sys.executable).with_name("opus_read")
    done = subprocess.run(
        [sys.executable, str(program), *command, alignment, *options],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def legal(text: ParallelText, ids: tuple[str, ...], index: int) -> list[str]:
    """The sentences as XML can hold them, without blanks at their ends, which opus_read takes away."""
    side = (text.source, text.target)[index]
    words = (side.line(id).text for id in ids)
    return ["".join(c for c in sentence if c not in "\x02\x07\ud83d").strip() for sentence in words]


@pytest.mark.parametrize("name", CASES)
def test_every_pair_is_there(name: str, tmp_path: Path) -> None:
    """Null beads among them; the ids tell the sides."""
    texts = CASES[name]
    printed = opus_read(tmp_path, texts).split("\n================================\n")
    expected = []
    for text in texts:
        for unit in text.units:
            sides = (("src", unit.bead.source), ("trg", unit.bead.target))
            lines = [
                f'({side})="{id}">{words}'
                for index, (side, ids) in enumerate(sides)
                for id, words in zip(ids, legal(text, ids, index), strict=True)
            ]
            expected.append("\n".join(lines))
    beads = [bead for bead in printed if bead.startswith("(")]
    assert beads == expected


def test_its_plain_text_is_ours(tmp_path: Path) -> None:
    """Byte for byte, with the ids beside it."""
    texts = [LETTER, CROSSED, TORN, *SEEDS]
    names = [str(tmp_path / f"corpus.ru-en.{suffix}") for suffix in ("ru", "en", "ids")]
    opus_read(tmp_path, texts, "-wm", "moses", "-ln", "-w", *names[:2], "-id", names[2], "-a", "certainty")
    ours = FORMATS["moses"].write(texts).files
    for name in names:
        assert Path(name).read_bytes() == ours[Path(name).name]
