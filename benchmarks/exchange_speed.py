"""Time and memory of exporting and importing: `python benchmarks/exchange_speed.py [FORMAT]...`.

The project is made: several documents in two pairs of languages, with merged, left out and added sentences
and footnotes, written by our own writers. Each format is written, and read back where it can be, by a fresh
process as a person would call it; so loading of libraries and of the project is in the figures. Seconds are
processor time.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import click

from diptych.corpus import Project, write_all
from diptych.exchange import FORMATS, READERS
from diptych.model import (
    Alignment,
    Bead,
    Block,
    Document,
    Kind,
    Metadata,
    Paragraph,
    Role,
    Sentence,
    Source,
    Span,
    Status,
    Version,
)
from diptych.tables import document_row, document_tables, documents_table, write_table
from diptych.tei import write_tei

MEGABYTE = 1024
"""Of ru_maxrss, which counts kilobytes."""
_WATCH = """
import os, sys
_, status, used = os.wait4(os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""Runs a command from a small process: the peak of one that is started counts from that of its starter."""
PAIRS = (("ru", "en"), ("de", "en"), ("ru", "en"), ("ru", "en"), ("de", "en"), ("ru", "en"))
WORDS = {
    "ru": "в комитет послал делегации письмо о положении на заводе которое товарищ секретарь получил мая и"
    " ответил что урожай хлеба этого года выше чем ожидали на севере области",
    "de": "der Ausschuss sandte den Vertretern einen Brief über die Lage im Werk den der Sekretär im Mai"
    " erhielt und antwortete dass die Ernte dieses Jahres höher ist als im Norden erwartet",
    "en": "the committee sent a letter to the delegation on the situation at the works which the secretary"
    " received in May and he replied that this year's harvest is larger than was expected in the north",
}
KINDS = {(1, 1): 80, (1, 2): 6, (2, 1): 6, (1, 0): 4, (0, 1): 4}
"""Kinds of beads and how many of a hundred are of each."""
IN_A_PARAGRAPH = 4
BEADS_A_NOTE = 100


def document(name: str, languages: Sequence[str], beads: int, random: Random) -> Document:
    """A document of so many beads in its text."""
    kinds = random.choices(list(KINDS), list(KINDS.values()), k=beads)
    notes = beads // BEADS_A_NOTE
    blocks: list[Block] = []
    versions = []
    text = ""
    for side, language in enumerate(languages):
        lengths = [(Kind.BODY, IN_A_PARAGRAPH)] * (sum(kind[side] for kind in kinds) // IN_A_PARAGRAPH)
        lengths += [
            (Kind.BODY, sum(kind[side] for kind in kinds) % IN_A_PARAGRAPH),
            *[(Kind.NOTE, 1)] * notes,
        ]
        text, version = laid_out(text, blocks, language, [one for one in lengths if one[1]], random)
        versions.append(version)
    streams = [[iter(version.stream(notes)) for version in versions] for notes in (False, True)]
    return Document(
        Source(f"{name}.txt", text, "utf-8", "0" * 64),
        tuple(blocks),
        Metadata(),
        tuple(versions),
        (
            Alignment(
                *languages,
                tuple(bead(streams[0], kind, random) for kind in kinds),
                tuple(bead(streams[1], (1, 1), random) for _ in range(notes)),
            ),
        ),
    )


def laid_out(text: str, blocks: list[Block], language: str, lengths: list, random: Random) -> tuple:
    """A version behind what is there, its paragraphs of these kinds and numbers of sentences."""
    vocabulary = WORDS[language].split()
    pieces, place = [text], len(text)
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    numbers = {Kind.BODY: 0, Kind.NOTE: 0}
    for kind, length in lengths:
        numbers[kind] += 1
        id = f"{language}.{'n' if kind is Kind.NOTE else 'p'}{numbers[kind]}"
        start = place
        for number in range(1, length + 1):
            words = " ".join(random.choices(vocabulary, k=random.randint(4, 28))).capitalize() + "."
            span = Span(place, place + len(words))
            sentences.append(Sentence(f"{id}.s{number}", id, len(blocks), (span,), (), words))
            pieces.append(words + " " * (number < length))
            place += len(pieces[-1])
        label = str(numbers[kind]) if kind is Kind.NOTE else ""
        paragraphs.append(Paragraph(id, kind, (len(blocks),), label=label))
        blocks.append(Block(Span(start, place), kind, language, 1.0, language, "made"))
        blocks.append(Block(Span(place, place + 2), Kind.BLANK))
        pieces.append("\n\n")
        place += 2
    role = Role.TRANSLATION if language == "en" else Role.ORIGINAL
    version = Version(language, language, role, tuple(paragraphs), tuple(sentences), "made")
    return "".join(pieces), version


def bead(streams: list, kind: tuple[int, int], random: Random) -> Bead:
    """The next sentences of both sides; one in ten is confirmed, one in five has a reason."""
    ids = (tuple(next(stream).id for _ in range(n)) for stream, n in zip(streams, kind, strict=True))
    if random.random() < 0.1:
        return Bead(*ids, 1.0, Status.CONFIRMED)
    doubtful = random.random() < 0.2
    return Bead(*ids, round(random.uniform(0.2, 1), 3), reason="runner-up 2-1 within .12" if doubtful else "")


def make(root: Path, beads: int) -> None:
    """A built project of so many beads."""
    project, random = Project(root), Random(0)
    rows, files = [], {}
    for number, languages in enumerate(PAIRS, start=1):
        name = f"report-{number}"
        made = document(name, languages, beads // len(PAIRS), random)
        files[project.edition(name)] = write_tei(made)
        tables = document_tables(made)
        files[project.blocks(name)] = write_table(tables.pop("blocks"))
        files[project.sentences(name)] = write_table(tables.pop("sentences"))
        files |= {project.alignment(name, pair): write_table(table) for pair, table in tables.items()}
        rows.append(document_row(made, name))
    files[project.documents] = write_table(documents_table(rows))
    write_all(files)


def ran(*arguments: object) -> tuple[float, float, int]:
    """Seconds of processor time, megabytes at the peak and exit status of a command in a fresh process."""
    call = [sys.executable, "-c", _WATCH, sys.executable, "-m", "diptych", *map(str, arguments)]
    watched = subprocess.run(
        call, env=os.environ | {"OMP_NUM_THREADS": "1"}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    seconds, peak, status = watched.stdout.split()
    return float(seconds), int(peak) / MEGABYTE, int(status)


@click.command()
@click.argument("formats", nargs=-1, type=click.Choice(list(FORMATS)))
@click.option("--beads", default=20_000, show_default=True)
def main(formats: tuple[str, ...], beads: int) -> None:
    """Prints for each format seconds, peak memory, files and bytes of the export, then of the import."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, beads)
        click.echo(f"{'':14} export  peak MB  files        bytes  import  peak MB")
        for name in formats or FORMATS:
            output = root / "out" / name
            seconds, peak, status = ran("export", "--to", name, "--project", root, "-o", output, "-q")
            files = sorted(path for path in output.rglob("*") if path.is_file())
            size = sum(path.stat().st_size for path in files)
            line = f"{name:14} {seconds:6.2f} {peak:8.0f} {len(files):6} {size:12,}"
            reader = READERS.get(name)
            with_beads = [
                path
                for path in files
                if reader and path.suffix in reader.suffixes and reader.recognises(path.read_bytes())
            ]
            if with_beads and status == 0:
                seconds, peak, status = ran("import", *with_beads, "--project", root, "-q")
                line += f" {seconds:7.2f} {peak:8.0f}"
            click.echo(line if status == 0 else f"{line}  status {status}")


if __name__ == "__main__":
    main()
