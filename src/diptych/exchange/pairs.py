"""Indexes of sentences: the format of Vecalign and Bertalign, with the sentences in files beside it."""

from collections.abc import Sequence

from diptych.alignment import Match, read_pair, write_pairs
from diptych.errors import AlignmentError, ExchangeError
from diptych.exchange.lines import decoded_lines, sentence_lines
from diptych.exchange.parallel import ParallelText
from diptych.exchange.places import returned_beads, rows
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.written import Losses, Written


def write_pairs_files(texts: Sequence[ParallelText]) -> Written:
    """For each text the beads, `letter.ru-en.pairs`, and each version's sentences a line, `letter.ru.txt`.

    Indexes count the lines from 0; footnotes stand behind the text. The third field is the confidence:
    Vecalign has a cost there, and 0 for a sentence left out or added.
    """
    losses = Losses()
    files: dict[str, bytes] = {}
    for text in texts:
        for version in (text.source, text.target):
            name = f"{text.document}.{version.version}.txt"
            if name not in files:
                lines = (words for _, words in sentence_lines(text, version, losses))
                files[name] = "".join(f"{words}\n" for words in lines).encode()
        matches = (
            Match(row.source, row.target, unit.bead.confidence)
            for unit, row in zip(text.units, rows(text), strict=True)
        )
        files[f"{text.stem}.pairs"] = write_pairs(matches).encode()
    return Written(files, tuple(losses.found))


def read_pairs_file(data: bytes, where: str, text: ParallelText) -> Returned:
    """The beads of a file that another tool may have written.

    Its third field is read by nobody: a confidence of ours cannot be told from a cost of Vecalign's, where 0
    is no perfect match but a sentence left out.

    Args:
        data: the file.
        where: its name, for errors.
        text: as the project has it, whose sentences the indexes count.

    Raises:
        ExchangeError: a line is no bead, or counts sentences that are not there.
    """
    beads: list[ReturnedBead] = []
    for place, line in decoded_lines(data, where):
        try:
            match = read_pair(line, place)
        except AlignmentError as error:
            raise ExchangeError(error.what, place, error.hint) from None
        if not (match.source or match.target):
            raise ExchangeError("names no sentence", place, "take the line out, or put its indexes back")
        beads += returned_beads(text, match.source, match.target, place)
    return Returned(text.document, text.source.version, text.target.version, beads)
