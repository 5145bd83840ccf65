"""hunalign: what it aligns, and the ladder in which it writes what goes together.

A ladder counts lines: the rung `5 4` says that the first five of one file go with the first four of the
other. So it is of the whole texts, and nothing in it crosses.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diptych.errors import ExchangeError
from diptych.exchange.lines import decoded_lines, sentence_lines
from diptych.exchange.parallel import Line, ParallelText, Text, Unit
from diptych.exchange.places import (
    OTHER_TEXT,
    Places,
    Row,
    is_adjacent,
    longest_chain,
    report_left_out,
    returned_beads,
    rows,
)
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.words import split_words
from diptych.exchange.written import Losses, Written

_PARAGRAPH = "<p>"
"""A line that hunalign holds for the border of two paragraphs, and counts."""

_BETWEEN = " ~~~ "
"""Stands between sentences in the form that holds text."""

_SIGN = _BETWEEN.strip()
_RUNG = "numbers of lines as in 5<TAB>4<TAB>0.91, beginning with 0 and 0, none smaller than the one before"


@dataclass(frozen=True, slots=True)
class Rung:
    """How far the texts go together.

    Attributes:
        source: how many lines of the source.
        target: how many lines of the target.
        score: of what follows.
        where: file and line, if it was read.
    """

    source: int
    target: int
    score: float = 0.0
    where: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    """The lines of a version.

    Attributes:
        lines: its sentences, and a mark between two paragraphs.
        places: of the sentence on each line; none for a mark.
    """

    lines: tuple[str, ...]
    places: tuple[int | None, ...]

    def is_mark(self, line: int) -> bool:
        """Whether there is such a line and it is a mark."""
        return line < len(self.places) and self.places[line] is None

    def after(self, line: int, sentences: int) -> int:
        """The line behind the next sentences from a line on."""
        while sentences:
            sentences -= not self.is_mark(line)
            line += 1
        return line


def write_hunalign(texts: Sequence[ParallelText]) -> Written:
    """For each version sentences and paragraph marks a line, for each text the ladder, and the text by it.

    `letter.ru.txt` has the sentences as they are, `letter.ru.tok` with blanks between words, as hunalign
    wants them, on the same lines. The ladder, `letter.ru-en.ladder`, counts them; `letter.ru-en.text` is
    what hunalign writes with -text. Scores are confidences.
    """
    losses = Losses()
    files: dict[str, bytes] = {}
    read: dict[str, _File] = {}
    for text in texts:
        for version in (text.source, text.target):
            stem = f"{text.document}.{version.version}"
            if stem not in read:
                read[stem] = _file(text, version, losses)
                files[f"{stem}.txt"] = _joined(read[stem].lines)
                files[f"{stem}.tok"] = _joined(map(_tokenised, read[stem].lines))
        source, target = (
            read[f"{text.document}.{version.version}"] for version in (text.source, text.target)
        )
        rungs = list(_rungs(_steps(text, losses), source, target))
        files[f"{text.stem}.ladder"] = _joined(
            f"{rung.source}\t{rung.target}\t{rung.score:.3f}" for rung in rungs
        )
        files[f"{text.stem}.text"] = _joined(_segments(rungs, text, source, target, losses))
    return Written(files, tuple(losses.found))


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _file(text: ParallelText, version: Text, losses: Losses) -> _File:
    sentences = [
        _unmarked(text, line, words, losses) for line, words in sentence_lines(text, version, losses)
    ]
    places = _places(version, with_marks=True)
    lines = (_PARAGRAPH if place is None else sentences[place] for place in places)
    return _File(tuple(lines), tuple(places))


def _unmarked(text: ParallelText, line: Line, words: str, losses: Losses) -> str:
    """The words of a sentence, which must not be the mark of a paragraph."""
    if words.strip() != _PARAGRAPH:
        return words
    spaced = " ".join(_PARAGRAPH)
    losses.add(f"{text.document}.{line.id}", f"{_PARAGRAPH} written as {spaced}, it parts paragraphs")
    return spaced


def _tokenised(line: str) -> str:
    return line if line == _PARAGRAPH else " ".join([word for word, _ in split_words(line)])


def _steps(text: ParallelText, losses: Losses) -> Iterator[tuple[int, int, float]]:
    """How many sentences go together, from the first to the last, and how sure that is."""
    found = rows(text)
    chain = longest_chain(found)
    report_left_out(text, losses)
    kept = {row.source for row in chain}
    for unit, row in zip(text.units, found, strict=True):
        if not row.is_null and row.source not in kept:
            losses.add(text.id(unit), "crosses others or is not in one piece, its sentences stand alone")
    sources = _nulls((row.source, row.unit) for row in found if not row.target)
    targets = _nulls((row.target, row.unit) for row in found if not row.source)
    source = target = 0
    for row in [*chain, Row((len(text.source.lines),), (len(text.target.lines),))]:
        yield from ((count, 0, score) for count, score in _alone(range(source, row.source[0]), sources))
        yield from ((0, count, score) for count, score in _alone(range(target, row.target[0]), targets))
        if row.unit:
            yield len(row.source), len(row.target), row.unit.bead.confidence
        source, target = row.source[-1] + 1, row.target[-1] + 1


def _nulls(sides: Iterable[tuple[Places, Unit | None]]) -> dict[int, tuple[int, float]]:
    """How many sentences a bead with one side has, and its confidence, by its first sentence."""
    return {side[0]: (len(side), unit.bead.confidence) for side, unit in sides if unit and is_adjacent(side)}


def _alone(gap: range, nulls: dict[int, tuple[int, float]]) -> Iterator[tuple[int, float]]:
    place = gap.start
    while place < gap.stop:
        count, score = nulls.get(place, (1, 0.0))
        yield count, score
        place += count


def _rungs(steps: Iterable[tuple[int, int, float]], source: _File, target: _File) -> Iterator[Rung]:
    """The steps as numbers of lines; marks of paragraphs are steps of their own, in pairs if they can be."""
    ahead = 0, 0
    for n, m, score in steps:
        marks = source.is_mark(ahead[0]), target.is_mark(ahead[1])
        if (n and marks[0]) or (m and marks[1]):
            yield Rung(*ahead)
            ahead = ahead[0] + marks[0], ahead[1] + marks[1]
        yield Rung(*ahead, score)
        ahead = source.after(ahead[0], n), target.after(ahead[1], m)
    yield Rung(*ahead)


def _segments(
    rungs: Sequence[Rung], text: ParallelText, source: _File, target: _File, losses: Losses
) -> Iterator[str]:
    """The lines by the rungs, as hunalign writes them."""
    sides = _unsigned(text, text.source, source, losses), _unsigned(text, text.target, target, losses)
    for rung, after in pairwise(rungs):
        first = _BETWEEN.join(sides[0][rung.source : after.source])
        second = _BETWEEN.join(sides[1][rung.target : after.target])
        yield f"{first}\t{second}\t{rung.score:.3f}"


def _unsigned(text: ParallelText, version: Text, file: _File, losses: Losses) -> list[str]:
    """The lines without the sign that stands between sentences."""
    spaced = " ".join(_SIGN)
    for line, place in zip(file.lines, file.places, strict=True):
        if place is not None and _SIGN in line:
            id = f"{text.document}.{version.lines[place].id}"
            losses.add(id, f"{_SIGN} written as {spaced} in {text.pair}.text, it parts sentences there")
    return [line.replace(_SIGN, spaced) for line in file.lines]


def read_ladder(data: bytes, where: str, text: ParallelText) -> Returned:
    """The beads of a ladder of our files, with their marks of paragraphs or without.

    Scores are not read: those of hunalign are no probabilities.

    Args:
        data: the ladder.
        where: its name, for errors.
        text: as the project has it, whose sentences the rungs count.

    Raises:
        ExchangeError: it is no ladder, or one of other texts.
    """
    rungs = parse_ladder(data, where)
    source, target = _counted(rungs[-1], text)
    beads: list[ReturnedBead] = []
    for rung, after in pairwise(rungs):
        sides = source[rung.source : after.source], target[rung.target : after.target]
        first, second = (tuple(place for place in side if place is not None) for side in sides)
        beads += returned_beads(text, first, second, rung.where)
    return Returned(text.document, text.source.version, text.target.version, beads, is_complete=True)


def parse_ladder(data: bytes, where: str) -> list[Rung]:
    """The rungs of a ladder, whatever texts it is of; a score may be missing.

    Raises:
        ExchangeError: a line is no rung, or the first is not 0 0, or two cross.
    """
    rungs: list[Rung] = []
    for place, line in decoded_lines(data, where):
        rung = _rung(line, place)
        before = rungs[-1] if rungs else Rung(0, 0)
        is_first_at_zero = bool(rungs) or (rung.source, rung.target) == (0, 0)
        if rung.source < before.source or rung.target < before.target or not is_first_at_zero:
            raise ExchangeError(f"not a rung: {line[:60]!r}", place, _RUNG)
        rungs.append(rung)
    if not rungs:
        raise ExchangeError("holds no rung", where, _RUNG)
    return rungs


def _rung(line: str, place: str) -> Rung:
    fields = line.split("\t")
    try:
        source, target = int(fields[0]), int(fields[1])
        score = float(fields[2]) if len(fields) > 2 else 0.0
    except (ValueError, IndexError):
        raise ExchangeError(f"not a rung: {line[:60]!r}", place, _RUNG) from None
    return Rung(source, target, score, place)


def _counted(last: Rung, text: ParallelText) -> Sequence[Sequence[int | None]]:
    """The sentences on the lines that a ladder counts, whose last rung tells how many there are."""
    versions = text.source, text.target
    for with_marks in (True, False):
        sides = [_places(version, with_marks) for version in versions]
        if [last.source, last.target] == list(map(len, sides)):
            return sides
    counts = " and ".join(str(len(version.lines)) for version in versions)
    raise ExchangeError(
        f"ends at {last.source} and {last.target}; the texts have {counts} sentences", last.where, OTHER_TEXT
    )


def _places(version: Text, with_marks: bool) -> list[int | None]:
    """The sentence on each line of a version's file."""
    found: list[int | None] = []
    paragraph = None
    for place, line in enumerate(version.lines):
        if with_marks and paragraph not in (None, line.paragraph):
            found.append(None)
        found.append(place)
        paragraph = line.paragraph
    return found
