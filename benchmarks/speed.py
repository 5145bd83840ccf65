"""Time and memory by length: `python benchmarks/speed.py [vectors] [texts] [start]`.

Texts are made (salad.py), so nothing is needed. Each figure is the median of several runs, each in a process
of its own with one BLAS thread:

- vectors: the encoder has every sentence's vector ready, so what is measured is the aligner alone;
- texts: text in, beads out, with the embedded encoder already loaded;
- start: `diptych align` on ten sentences a side, as a command, from start to end.

Time is processor time. Memory is the peak of the whole process, interpreter, libraries, texts and vectors
included; `more` is what it rose by while aligning.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import click
import numpy as np
from salad import Salad, mix

from diptych.alignment import align_texts, load_encoder
from diptych.alignment.encoders.embedded import DIMENSIONS

KINDS = ("vectors", "texts", "start")
SIZES = (10, 100, 1000, 10_000)
NOISE = 0.6
"""Length of what a made vector has of its own, against what it shares with its translation."""
MEGABYTE = 1024
"""Of ru_maxrss, which counts kilobytes."""


class MadeEncoder:
    """Has the vectors of some texts ready: random ones around directions that translations share."""

    languages = frozenset(["de", "en"])

    def __init__(self, salad: Salad) -> None:
        random = np.random.default_rng(1)
        last = max(units[-1] for side in salad.units for units in side)
        directions = random.standard_normal((last + 1, DIMENSIONS), np.float32)
        self._known: dict[str, np.ndarray] = {}
        for texts, units in zip((salad.source, salad.target), salad.units, strict=True):
            vectors = NOISE * random.standard_normal((len(texts), DIMENSIONS), np.float32)
            for text, vector, said in zip(texts, vectors, units, strict=True):
                vector += directions[list(said)].sum(axis=0)
                self._known[text] = vector / np.linalg.norm(vector)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([self._known[text] for text in texts], np.float32)

    def signature(self) -> str:
        return "made"


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def aligned(kind: str, sentences: int) -> dict[str, float]:
    """Aligns made texts in this process."""
    salad = mix(sentences)
    encoder = MadeEncoder(salad) if kind == "vectors" else load_encoder()
    encoder.encode(salad.source[:10])
    before, began = peak(), time.process_time()
    found = align_texts(salad.source, salad.target, "en", "de", encoder=encoder)
    seconds = time.process_time() - began
    right = [
        sorted(u for k in match.source for u in salad.units[0][k])
        == sorted(u for k in match.target for u in salad.units[1][k])
        for match in found
        if match.source and match.target
    ]
    return {
        "seconds": seconds,
        "peak": peak(),
        "more": peak() - before,
        "right": sum(right) / max(len(right), 1),
    }


def command() -> dict[str, float]:
    """Runs `diptych align` on ten sentences a side."""
    salad = mix(10)
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder, name)) for name in ("en.txt", "de.txt")]
        for path, lines in zip(paths, (salad.source, salad.target), strict=True):
            Path(path).write_text("\n".join(lines) + "\n", "utf-8")
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "diptych", "align", *paths, "--lines"], check=True, capture_output=True
        )
        wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"seconds": used.ru_utime + used.ru_stime, "wall": wall, "peak": used.ru_maxrss / MEGABYTE}


def apart(kind: str, sentences: int, repeats: int) -> dict[str, float]:
    """The medians of several processes."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    call = [sys.executable, __file__, kind, "--once", str(sentences)]
    runs = [
        json.loads(subprocess.run(call, env=os.environ | threads, check=True, stdout=subprocess.PIPE).stdout)
        for _ in range(repeats)
    ]
    return {name: median(run[name] for run in runs) for name in runs[0]}


@click.command()
@click.argument("kinds", nargs=-1, type=click.Choice(KINDS))
@click.option(
    "--size", "sizes", multiple=True, type=int, help="Sentences a side; may be given more than once."
)
@click.option("--repeats", default=3, show_default=True)
@click.option("--once", type=int, hidden=True, help="Measure in this process, and print JSON.")
def main(kinds: tuple[str, ...], sizes: tuple[int, ...], repeats: int, once: int | None) -> None:
    """Prints for each length: seconds, milliseconds a sentence (of one side) and their ratio to the length
    before, sentences of both sides a second, peak memory, and the share of right beads."""
    if once is not None:
        click.echo(json.dumps(command() if kinds[0] == "start" else aligned(kinds[0], once)))
        return
    for kind in kinds or KINDS:
        if kind == "start":
            figures = apart(kind, 10, repeats)
            click.echo("start: {seconds:.2f} s, {wall:.2f} s on the clock, {peak:.0f} MB".format(**figures))
            continue
        click.echo(f"{kind:9} sentences  seconds    ms each  ratio  both sides/s    peak    more MB  right")
        earlier = None
        for size in sizes or SIZES:
            figures = apart(kind, size, repeats)
            each = 1000 * figures["seconds"] / size
            ratio = f"{each / earlier:.2f}" if earlier else "-"
            earlier = each
            click.echo(
                f"{'':9} {size:9} {figures['seconds']:8.2f} {each:10.3f} {ratio:>6} {2000 / each:13.0f}"
                f" {figures['peak']:7.0f} {figures['more']:10.0f} {figures['right']:6.3f}"
            )


if __name__ == "__main__":
    main()
