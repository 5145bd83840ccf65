"""Text for tools that read a sentence a line."""

from collections.abc import Iterator

from diptych.errors import ExchangeError
from diptych.exchange.parallel import Line, ParallelText, Text
from diptych.exchange.written import Losses

NO_WORDS = "\N{REPLACEMENT CHARACTER}"
"""Stands for a sentence without words: some readers skip blank lines and lose count."""


def sentence_lines(text: ParallelText, version: Text, losses: Losses) -> Iterator[tuple[Line, str]]:
    """Each sentence of a version with its words on one line, never blank.

    Losses name the sentence, as not every one is in a unit.
    """
    for line in version.lines:
        id = f"{text.document}.{line.id}"
        words = losses.on_one_line(line.text, id)
        if not words.strip():
            losses.add(id, "a blank line, written as U+FFFD so that lines keep their numbers")
            words = NO_WORDS
        yield line, words


def decoded_lines(data: bytes, where: str) -> Iterator[tuple[str, str]]:
    """The lines of a file that are not blank, each with its place as errors name it.

    Raises:
        ExchangeError: it is not in UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExchangeError("is not in UTF-8", where, "save it as UTF-8") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{where}:{number}", line.rstrip("\r")
