"""A document's original with each of its translations: the text with the text, the notes with the notes."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from diptych.alignment.anchors import Pair
from diptych.alignment.dictionaries import Dictionary
from diptych.alignment.encoders import Encoder
from diptych.alignment.matching import Match, align_texts, in_text_order
from diptych.errors import AlignmentError
from diptych.model import Alignment, Bead, Document, Paragraph, Sentence, Status, Version
from diptych.sentences.bare import bare_texts

Confirmed = Mapping[tuple[str, str], Sequence[Bead]]


def align_document(
    document: Document,
    confirmed: Confirmed | None = None,
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
) -> Document:
    """Aligns the original of a document with each translation.

    Args:
        document: with sentences. If none of its versions is the original, the first stands on the source
            side.
        confirmed: for names of a source and a target version the beads that a person has decided on:
            confirmed ones are kept exactly, rejected ones do not come again; all others are ignored.
        dictionaries: each serves the pairs of versions whose languages it has.
        encoder: what compares the sentences; by default the embedded one.

    Returns:
        The document with an alignment for each translation; unchanged if it has one version only.

    Raises:
        AlignmentError: confirmed beads name sentences that are not there, or overlap.
    """
    if len(document.versions) < 2:
        return document
    source = document.original or document.versions[0]
    others = [version for version in document.versions if version is not source]
    decided = confirmed or {}
    aids = _Aids(dictionaries, encoder)
    alignments = tuple(
        _align(document, source, target, decided.get((source.name, target.name), ()), aids)
        for target in others
    )
    return replace(document, alignments=alignments)


@dataclass(frozen=True)
class _Stream:
    """The text of a version, or its notes, or some of these.

    Attributes:
        language: of the version.
        sentences: in text order.
        paragraphs: the paragraph of each sentence.
        bare: by id the words of sentences that hold an editor's comments, without these.
    """

    language: str
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    bare: Mapping[str, str]

    @classmethod
    def of(cls, document: Document, version: Version, notes: bool) -> "_Stream":
        """The text of a version, or its notes."""
        by_id = {paragraph.id: paragraph for paragraph in version.paragraphs}
        sentences = version.stream(notes)
        paragraphs = tuple(by_id[s.paragraph] for s in sentences)
        return cls(version.language, sentences, paragraphs, bare_texts(document, version))

    def labelled(self, labels: Container[str], inside: bool) -> "_Stream":
        """The sentences whose notes have one of these labels, or those whose notes do not."""
        chosen = [k for k, paragraph in enumerate(self.paragraphs) if (paragraph.label in labels) is inside]
        sentences = tuple(self.sentences[k] for k in chosen)
        return replace(self, sentences=sentences, paragraphs=tuple(self.paragraphs[k] for k in chosen))

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each sentence stands, by id."""
        return {sentence.id: place for place, sentence in enumerate(self.sentences)}

    def texts(self) -> list[str]:
        """The sentences' texts, as they are compared."""
        return [self.bare.get(sentence.id, sentence.text) for sentence in self.sentences]

    def numbers(self) -> list[int]:
        """A number for each sentence's paragraph."""
        order = {paragraph.id: number for number, paragraph in enumerate(dict.fromkeys(self.paragraphs))}
        return [order[paragraph.id] for paragraph in self.paragraphs]

    def kinds(self) -> list[str]:
        """The kind of each sentence's paragraph."""
        return [paragraph.kind.value for paragraph in self.paragraphs]

    def unique_labels(self) -> set[str]:
        """Labels that exactly one note has."""
        labels = Counter(paragraph.label for paragraph in set(self.paragraphs))
        return {label for label, count in labels.items() if label and count == 1}


@dataclass(frozen=True)
class _Aids:
    """What helps to align: dictionaries, and what compares sentences."""

    dictionaries: Sequence[Dictionary]
    encoder: Encoder | None


def _align(
    document: Document, source: Version, target: Version, decided: Sequence[Bead], aids: _Aids
) -> Alignment:
    fitting = [one for one in aids.dictionaries if one.columns(source.language, target.language)]
    aids = replace(aids, dictionaries=fitting)
    texts = _Stream.of(document, source, notes=False), _Stream.of(document, target, notes=False)
    notes = _Stream.of(document, source, notes=True), _Stream.of(document, target, notes=True)
    for bead in decided:
        _check_placed(bead, texts, notes)
    beads, note_beads = _beads(*texts, decided, aids), _note_beads(*notes, decided, aids)
    return Alignment(source.name, target.name, beads, note_beads)


def _note_beads(source: _Stream, target: _Stream, decided: Sequence[Bead], aids: _Aids) -> tuple[Bead, ...]:
    """Notes with the same label go together, the others as the aligner finds.

    Labels are not trusted where they contradict a person's decision.
    """
    shared = sorted(source.unique_labels() & target.unique_labels())
    groups = [(source.labelled({label}, True), target.labelled({label}, True)) for label in shared]
    groups.append((source.labelled(shared, False), target.labelled(shared, False)))
    kept = [bead for bead in decided if bead.status is Status.CONFIRMED and _stands_in(bead, source, target)]
    if not all(any(_stands_in(bead, *group) for group in groups) for bead in kept):
        groups = [(source, target)]
    beads = [bead for group in groups for bead in _beads(*group, decided, aids)]
    rows, columns = source.places, target.places
    return tuple(
        in_text_order(
            beads, lambda b: [rows[id] for id in b.source], lambda b: [columns[id] for id in b.target]
        )
    )


def _beads(source: _Stream, target: _Stream, decided: Sequence[Bead], aids: _Aids) -> tuple[Bead, ...]:
    """The beads of two streams, around those that are decided."""
    rows, columns = source.places, target.places
    kept: dict[Pair, Bead] = {}
    rejected: list[Pair] = []
    for bead in decided:
        if not _stands_in(bead, source, target):
            continue
        pair = tuple(sorted(rows[id] for id in bead.source)), tuple(sorted(columns[id] for id in bead.target))
        if bead.status is Status.CONFIRMED:
            kept[pair] = bead
        elif bead.status is Status.REJECTED:
            rejected.append(pair)
    matches = align_texts(
        source.texts(),
        target.texts(),
        source.language,
        target.language,
        source_paragraphs=source.numbers(),
        target_paragraphs=target.numbers(),
        source_kinds=source.kinds(),
        target_kinds=target.kinds(),
        anchors=list(kept),
        forbidden=rejected,
        dictionaries=aids.dictionaries,
        encoder=aids.encoder,
    )
    return tuple(kept.get((m.source, m.target)) or _bead(m, source, target) for m in matches)


def _bead(match: Match, source: _Stream, target: _Stream) -> Bead:
    return Bead(
        tuple(source.sentences[place].id for place in match.source),
        tuple(target.sentences[place].id for place in match.target),
        match.confidence,
        reason=match.reason,
    )


def _stands_in(bead: Bead, source: _Stream, target: _Stream) -> bool:
    """Whether all sentences of a bead belong to these streams."""
    return source.places.keys() >= set(bead.source) and target.places.keys() >= set(bead.target)


def _check_placed(bead: Bead, *streams: tuple[_Stream, _Stream]) -> None:
    if bead.status is Status.CONFIRMED and not any(_stands_in(bead, *pair) for pair in streams):
        raise AlignmentError(
            f"the confirmed bead {' '.join(bead.source)} : {' '.join(bead.target)} does not fit the document",
            hint="its sentences are not there any more, or it mixes text and notes; take it back",
        )
