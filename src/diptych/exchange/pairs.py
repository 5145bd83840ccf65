"""Indexes of sentences: the format of Vecalign and Bertalign, with the sentences in files beside it."""

from collections.abc import Sequence

from diptych.alignment import Match, write_pairs
from diptych.exchange.parallel import ParallelText, Text
from diptych.exchange.written import Losses, Written


def write_pairs_files(texts: Sequence[ParallelText]) -> Written:
    """For each text the beads, `letter.ru-en.pairs`, and each version's sentences a line, `letter.ru.txt`.

    Indexes count the lines from 0; footnotes stand behind the text. The third field is the confidence:
    Vecalign has a cost there.
    """
    losses = Losses()
    files = {}
    for text in texts:
        for version in (text.source, text.target):
            files[f"{text.document}.{version.version}.txt"] = sentence_lines(text, version, losses)
        files[f"{text.document}.{text.pair}.pairs"] = write_pairs(_matches(text)).encode()
    return Written(files, tuple(losses.found))


def sentence_lines(text: ParallelText, version: Text, losses: Losses) -> bytes:
    """The sentences of a version, a line each; losses name the sentence, as not every one is in a unit."""
    lines = (losses.encodable(line.text, f"{text.document}.{line.id}") for line in version.lines)
    return "".join(f"{line}\n" for line in lines).encode()


def _matches(text: ParallelText) -> list[Match]:
    source, target = (
        {line.id: place for place, line in enumerate(version.lines)} for version in (text.source, text.target)
    )
    return [
        Match(
            tuple(source[id] for id in unit.bead.source),
            tuple(target[id] for id in unit.bead.target),
            unit.bead.confidence,
        )
        for unit in text.units
    ]
