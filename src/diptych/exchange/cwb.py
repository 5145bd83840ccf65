"""Corpus Workbench and CQPweb: verticals, and the beads that cwb-align-import reads.

https://cwb.sourceforge.io/files/CWB_Encoding_Tutorial/9_5.html
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from zlib import crc32

from diptych.errors import ExchangeError
from diptych.exchange.lines import decoded_lines
from diptych.exchange.parallel import Line, ParallelText
from diptych.exchange.places import OTHER_TEXT, Row, returned_beads, rows
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.verticals import Corpus, Dialect, corpora, vertical
from diptych.exchange.written import Losses, Written

_FORBIDDEN = re.compile(r"\W", re.ASCII)
_GRID = "s"
_KEY = "{id}"


def text_id(document: str) -> str:
    """What CQPweb may call a document: letters, digits and _ of ASCII, and a sum where that is not its name.

    >>> text_id("letter_1958"), text_id("a b&c")
    ('letter_1958', 'a_b_c_9e74aa56')
    """
    plain = _FORBIDDEN.sub("_", document)
    return plain if plain == document else f"{plain}_{crc32(document.encode('utf-8', 'replace')):08x}"


def _sentence_id(text: ParallelText, line: Line) -> str:
    return f"{text_id(text.document)}.{line.id}"


_DIALECT = Dialect("text", lambda text: text_id(text.document), _sentence_id)


def write_cwb(texts: Sequence[ParallelText]) -> Written:
    """For each pair of languages two verticals, `corpus.ru-en.ru.vrt`, and the beads, `corpus.ru-en.beads`.

    A bead needs both sides, each in one piece; it may cross others. What cannot be is left out and reported,
    as cwb-align-import stops at it.
    """
    losses = Losses()
    files: dict[str, bytes] = {}
    for corpus in corpora(texts):
        for number, side in enumerate(corpus.sides):
            files[f"{corpus.name}.{side}.vrt"] = vertical(corpus, number, _DIALECT, losses)
        files[_bead_file(corpus)] = "".join(_beads(corpus, losses)).encode()
    return Written(files, tuple(losses.found))


def _bead_file(corpus: Corpus) -> str:
    return f"{corpus.name}.beads"


def corpus_ids(corpus: Corpus) -> tuple[str, str]:
    """What CWB is to call the two corpora: capitals, digits and _."""
    source, target = (_FORBIDDEN.sub("_", f"{corpus.name}.{side}").upper() for side in corpus.sides)
    return source, target


def _beads(corpus: Corpus, losses: Losses) -> Iterator[str]:
    """The header, then the beads in the order of the source."""
    yield "\t".join((*corpus_ids(corpus), _GRID, _KEY)) + "\n"
    for text in corpus.texts:
        for row in sorted(_possible(text, losses), key=lambda row: row.source):
            source = " ".join(_sentence_id(text, text.source.lines[place]) for place in row.source)
            target = " ".join(_sentence_id(text, text.target.lines[place]) for place in row.target)
            yield f"{source}\t{target}\n"


def _possible(text: ParallelText, losses: Losses) -> Iterator[Row]:
    for unit, row in zip(text.units, rows(text), strict=True):
        if not row.is_null and row.is_adjacent:
            yield row
        else:
            why = "one side is empty" if row.is_null else "not in one piece"
            losses.add(text.id(unit), f"left out of the beads, {why}")


def read_cwb(data: bytes, where: str, texts: Sequence[ParallelText]) -> list[Returned]:
    """The beads of a file, with a header or without; what it does not name was not asked for.

    Args:
        data: the file.
        where: its name, which tells the corpora: `corpus.ru-en.beads`.
        texts: as the project has them.

    Raises:
        ExchangeError: a line is no bead of sentences of one text.
    """
    corpus = _named(where, texts)
    known = [dict(_known(corpus, side)) for side in (0, 1)]
    beads: list[list[ReturnedBead]] = [[] for _ in corpus.texts]
    for place, line in decoded_lines(data, where):
        fields = line.split("\t")
        if len(fields) == 4:
            continue
        if len(fields) != 2:
            raise ExchangeError(
                f"not a bead: {line[:60]!r}", place, "ids of sentences, a tab, ids of sentences"
            )
        sides = [_found(ids, side, place) for ids, side in zip(fields, known, strict=True)]
        numbers = {number for side in sides for number, _ in side}
        if len(numbers) != 1:
            raise ExchangeError("not a bead of one document", place, OTHER_TEXT)
        (number,) = numbers
        source, target = (tuple(sentence for _, sentence in side) for side in sides)
        beads[number] += returned_beads(corpus.texts[number], source, target, place)
    return [
        Returned(text.document, text.source.version, text.target.version, found)
        for text, found in zip(corpus.texts, beads, strict=True)
    ]


def _named(where: str, texts: Sequence[ParallelText]) -> Corpus:
    known = {_bead_file(corpus): corpus for corpus in corpora(texts)}
    name = PurePath(where).name
    if name not in known:
        raise ExchangeError("its name says of no corpus what it aligns", where, f"one of {', '.join(known)}")
    return known[name]


def _known(corpus: Corpus, side: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The number of the text and the place in it, by id."""
    for number, text in enumerate(corpus.texts):
        for place, line in enumerate((text.source, text.target)[side].lines):
            yield _sentence_id(text, line), (number, place)


def _found(ids: str, known: dict[str, tuple[int, int]], where: str) -> list[tuple[int, int]]:
    for id in ids.split():
        if id not in known:
            raise ExchangeError(f"there is no sentence {id}", where, OTHER_TEXT)
    return [known[id] for id in ids.split()]
