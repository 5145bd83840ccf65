"""Vertical files: a word a line between tags, one file for each side of a parallel corpus.

Concordancers know a parallel corpus as two corpora, each with every document once. So where a document has
two translations into a language, the second stands in a corpus of its own, with its source again.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from diptych.exchange.lines import NO_WORDS
from diptych.exchange.parallel import Line, ParallelText, Text
from diptych.exchange.words import split_words
from diptych.exchange.written import Losses


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts in one pair of languages, no version of a document twice.

    Attributes:
        number: from 1; which translation of a document into that language.
        languages: of source and target.
        texts: in the order given.
    """

    number: int
    languages: tuple[str, str]
    texts: tuple[ParallelText, ...]

    @property
    def name(self) -> str:
        """What its files begin with: `corpus.ru-en`, the second `corpus.ru-en.2`."""
        return f"corpus.{'-'.join(self.languages)}" + (f".{self.number}" if self.number > 1 else "")

    @property
    def sides(self) -> tuple[str, str]:
        """What tells the sides apart: their languages."""
        source, target = self.languages
        return source, target if target != source else f"{target}2"


def corpora(texts: Sequence[ParallelText]) -> list[Corpus]:
    """The texts as corpora that hold no text twice, in the order in which they begin."""
    groups: dict[tuple[tuple[str, str], int], list[ParallelText]] = {}
    count: Counter[tuple[str, tuple[str, str]]] = Counter()
    for text in texts:
        count[text.document, text.languages] += 1
        groups.setdefault((text.languages, count[text.document, text.languages]), []).append(text)
    return [Corpus(number, languages, tuple(members)) for (languages, number), members in groups.items()]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What two concordancers do not have in common.

    Attributes:
        document: tag of a document.
        id: of a document.
        sentence: id of a sentence, unique in the corpus.
        glue: what stands between words without a blank; empty for nothing.
    """

    document: str
    id: Callable[[ParallelText], str]
    sentence: Callable[[ParallelText, Line], str]
    glue: str = ""


def vertical(corpus: Corpus, side: int, dialect: Dialect, losses: Losses) -> bytes:
    """The file of one side: 0 for the source, 1 for the target."""
    lines: list[str] = []
    for text in corpus.texts:
        lines += _document(text, (text.source, text.target)[side], dialect, losses)
    return "".join(lines).encode()


def _document(text: ParallelText, version: Text, dialect: Dialect, losses: Losses) -> Iterator[str]:
    title = losses.legal_in_xml(text.title, f"{text.document}.{version.version}")
    attributes = {
        "id": dialect.id(text),
        "document": text.document,
        "title": " ".join(title.split()),
        "version": version.version,
        "language": version.language,
        "role": version.role.value,
    }
    stated = "".join(f" {name}={_quoted(value)}" for name, value in attributes.items())
    yield f"<{dialect.document}{stated}>\n"
    for id, lines in version.by_paragraph():
        kind = "note" if lines[0].is_note else "text"
        yield f'<p id={_quoted(id)} type="{kind}">\n'
        for line in lines:
            yield f"<s id={_quoted(dialect.sentence(text, line))}>\n"
            yield _words(line.text, f"{text.document}.{line.id}", dialect.glue, losses)
            yield "</s>\n"
        yield "</p>\n"
    yield f"</{dialect.document}>\n"


def _quoted(value: str) -> str:
    """An attribute in double quotes, which alone both tools know."""
    return f'"{escape(value, {chr(34): "&quot;"})}"'


def _words(text: str, id: str, glue: str, losses: Losses) -> str:
    """The words of a sentence, one a line."""
    legal = losses.legal_in_xml(text, id)
    found = split_words(legal)
    if "".join([word if is_glued else f" {word}" for word, is_glued in found]) != f" {legal}":
        losses.add(id, "blanks of other kinds or numbers are one blank between words")
    if not found:  # an empty structure is not indexed, and the next one gets its number
        losses.add(id, "no words, written as U+FFFD so that sentences keep their numbers")
        found = [(NO_WORDS, False)]
    escaped = escape("\n".join([word for word, _ in found])).split("\n")
    return "".join(
        [
            f"{glue}{word}\n" if is_glued else f"{word}\n"
            for word, (_, is_glued) in zip(escaped, found, strict=True)
        ]
    )
