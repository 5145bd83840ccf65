"""A corpus summed up: its alignments, paragraphs and vocabularies, document by document and all together."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

from diptych.exchange import ParallelText, Text
from diptych.summary.paragraphs import ParagraphPair, paragraph_pairs, usual_ratios
from diptych.summary.tallies import Part, Tally, lines_of, sizes, tally, units_of
from diptych.summary.vocabulary import Vocabulary, Words, vocabulary, words_of

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counted:
    """One stream of one alignment.

    Attributes:
        text: the alignment.
        part: the stream.
        tally: what is counted of it.
    """

    text: ParallelText
    part: Part
    tally: Tally

    @property
    def kind(self) -> "PairKind":
        """What it is added up with."""
        return PairKind(*self.text.languages, self.text.source.role, self.text.target.role, self.part)


@dataclass(frozen=True, slots=True)
class PairKind:
    """What alignments have in common that can be added up: languages, roles, stream."""

    source_language: str
    target_language: str
    source_role: str
    target_role: str
    part: Part

    @property
    def pair(self) -> str:
        """The languages: `ru-en`."""
        return f"{self.source_language}-{self.target_language}"


@dataclass(frozen=True, slots=True)
class LanguageKind:
    """What versions have in common whose words are counted together: language, role, stream."""

    language: str
    role: str
    part: Part


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What is counted of one document.

    Attributes:
        document: its name.
        parts: its alignments by stream.
        paragraphs: of all alignments, in their order.
        words: of all versions by stream.
    """

    document: str
    parts: tuple[Counted, ...]
    paragraphs: tuple[ParagraphPair, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Summary:
    """A corpus summed up.

    Attributes:
        documents: in the order given.
    """

    documents: tuple[DocumentSummary, ...]

    @cached_property
    def parts(self) -> tuple[Counted, ...]:
        """Every alignment by stream."""
        return tuple(chain.from_iterable(one.parts for one in self.documents))

    @cached_property
    def pairs(self) -> dict[PairKind, list[Counted]]:
        """The alignments that are added up."""
        return _grouped((part.kind, part) for part in self.parts)

    @cached_property
    def totals(self) -> dict[PairKind, Tally]:
        """The sums of `pairs`."""
        return {kind: sum((part.tally for part in parts), Tally()) for kind, parts in self.pairs.items()}

    @cached_property
    def paragraphs(self) -> tuple[ParagraphPair, ...]:
        """All paragraphs with what translates them."""
        return tuple(chain.from_iterable(one.paragraphs for one in self.documents))

    @cached_property
    def usual(self) -> dict[tuple[str, str], float]:
        """For each pair of languages the median of the paragraphs' ratios of characters."""
        return usual_ratios(self.paragraphs)

    @cached_property
    def vocabularies(self) -> tuple[tuple[Words, Vocabulary], ...]:
        """Every version by stream."""
        texts = chain.from_iterable(one.words for one in self.documents)
        return tuple((text, vocabulary(text.words, text.sentences)) for text in texts)

    @cached_property
    def by_language(self) -> dict[LanguageKind, list[Words]]:
        """The versions whose words are counted together."""
        return _grouped(
            (LanguageKind(text.language, text.role, text.part), text) for text, _ in self.vocabularies
        )

    @cached_property
    def languages(self) -> dict[LanguageKind, Vocabulary]:
        """The vocabularies of `by_language`, all texts one behind the other."""
        return {
            kind: vocabulary(
                [word for text in texts for word in text.words], sum(text.sentences for text in texts)
            )
            for kind, texts in self.by_language.items()
        }


def summed_up(document: str, versions: Sequence[Text], texts: Iterable[ParallelText]) -> DocumentSummary:
    """What is to be counted of one document.

    Args:
        document: its name.
        versions: all of them.
        texts: the alignments of some of them, with the beads that count.
    """
    known = sizes(versions)
    streams = [(text, part) for text in texts for part in Part if _has(text, part)]
    return DocumentSummary(
        document,
        tuple(Counted(text, part, tally(text, part, known)) for text, part in streams),
        tuple(pair for text, part in streams for pair in paragraph_pairs(text, part, known)),
        tuple(_words(document, versions)),
    )


def _has(text: ParallelText, part: Part) -> bool:
    return bool(units_of(text, part) or lines_of(text.source, part) or lines_of(text.target, part))


def _words(document: str, versions: Sequence[Text]) -> Iterator[Words]:
    for version in versions:
        for part in Part:
            if lines_of(version, part):
                yield words_of(document, version, part)


def _grouped(items: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for key, item in items:
        groups.setdefault(key, []).append(item)
    return groups
