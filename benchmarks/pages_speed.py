"""Pages a second: `python benchmarks/pages_speed.py [--pages N] [--size BYTES]`.

The pages are made: the texts of `tests/survey/stock` in pairs of languages, laid out in the ways of
`tests/survey/layouts.py`, again and again up to the size, with words put in other places so that no two lines
are the same and nothing is remembered that would not be on a real page. Each is written to a
file, read, surveyed and divided into sentences in one process with one BLAS thread; time is processor time.
Then one page of each length tells whether the time grows with the length.
"""

import cProfile
import itertools
import os
import pstats
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from diptych.reading import read
from diptych.sentences import divide
from diptych.survey import survey
from tests.survey.layouts import LAYOUTS, Row, stock

PAIRS = (("ru", "en"), ("de", "en"), ("pl", "en"), ("hu", "de"), ("ro", "fr"), ("zh", "en"), ("cs", "pl"))
LENGTHS = (5_000, 20_000, 80_000, 320_000)
KILOBYTE = 1000


def pages(size: int) -> Iterator[str]:
    """Pages of about so many bytes in UTF-8, no two the same."""
    chance = random.Random(0)
    for number, (pair, layout) in enumerate(itertools.cycle(itertools.product(PAIRS, LAYOUTS))):
        texts = stock("conversation" if number % 3 else "letter")
        own = pair if set(pair) <= set(texts) else ("de", "en")
        rows = [texts[language] for language in own]
        once = len(layout(rows).text.encode())
        longer = [
            [row[0], *(shuffled(one, chance) for one in row[1:-1] * max(1, size // once)), row[-1]]
            for row in rows
        ]
        yield layout(longer).text


def shuffled(row: Row, chance: random.Random) -> Row:
    """The same paragraph with three words of each sentence in other places, first and last excepted."""
    sentences = []
    for sentence in row.sentences:
        words = sentence.split() if " " in sentence else list(sentence)
        for _ in range(3 if len(words) > 4 else 0):
            words.insert(chance.randrange(1, len(words) - 1), words.pop(chance.randrange(1, len(words) - 1)))
        sentences.append((" " if " " in sentence else "").join(words))
    return replace(row, sentences=tuple(sentences))


def taken(path: Path) -> float:
    """Seconds that one file takes."""
    began = time.process_time()
    divide(survey(read(path)))
    return time.process_time() - began


def size_of(path: Path) -> int:
    return path.stat().st_size


@click.command()
@click.option("--pages", "number", default=1000, show_default=True)
@click.option("--size", default=20 * KILOBYTE, show_default=True, help="Bytes of a page.")
@click.option("--profile", is_flag=True, help="Print where the time goes.")
def main(number: int, size: int, profile: bool) -> None:
    """Prints seconds for all pages, milliseconds a page, the slowest page, and milliseconds by length."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{n}.txt") for n in range(number)]
        for path, text in zip(paths, pages(size), strict=False):
            path.write_text(text, "utf-8")
        taken(paths[0])  # what is loaded once
        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        seconds = [taken(path) for path in paths]
        if profile:
            profiler.disable()
            pstats.Stats(profiler).sort_stats("tottime").print_stats(35)
        click.echo(
            f"{number} pages of {sum(map(size_of, paths)) / number / KILOBYTE:.1f} KB: "
            f"{sum(seconds):.1f} s, {1000 * sum(seconds) / number:.1f} ms each, slowest"
            f" {1000 * max(seconds):.0f} ms"
        )
        for length in LENGTHS:
            few = [Path(folder, f"{length}-{n}.txt") for n in range(8)]
            for path, text in zip(few, itertools.islice(pages(length), 0, None, 7), strict=False):
                path.write_text(text, "utf-8")
            each = sum(map(taken, few)) / sum(map(size_of, few))
            click.echo(f"{length:8} bytes: {1000 * KILOBYTE * each:.2f} ms a KB")


if __name__ == "__main__":
    main()
