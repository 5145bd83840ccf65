"""A document's original with each of its translations: the text with the text, the notes with the notes."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from diptych.alignment.dictionaries import Dictionary
from diptych.alignment.encoders import Encoder
from diptych.alignment.given import each_its_own, ordered, stated_beads, weigh_beads
from diptych.alignment.matches import Match, Pair
from diptych.alignment.matching import align_texts, in_text_order
from diptych.alignment.timing import sentence_times
from diptych.errors import AlignmentError
from diptych.model import Alignment, Bead, Cue, Document, Link, Paragraph, Role, Sentence, Status, Version
from diptych.sentences.bare import bare_texts

Confirmed = Mapping[tuple[str, str], Sequence[Bead]]


def align_document(
    document: Document,
    confirmed: Confirmed | None = None,
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
    all_pairs: bool = False,
) -> Document:
    """Aligns the original of a document with each translation.

    Args:
        document: with sentences. If none of its versions is the original, the first stands on the source
            side.
        confirmed: for names of a source and a target version the beads that a person has decided on:
            confirmed ones are kept exactly, rejected ones do not come again; all others are ignored.
        dictionaries: each serves the pairs of versions whose languages it has.
        encoder: what compares the sentences; by default the embedded one.
        all_pairs: align translations with each other, too, the one that stands first on the source side.

    Returns:
        The document with an alignment for each pair, those of the original first; unchanged if it has
        one version only.

    Raises:
        AlignmentError: confirmed beads name sentences that are not there, or overlap.
    """
    if len(document.versions) < 2:
        return document
    pairs = version_pairs(document, all_pairs)
    decided = confirmed or {}
    aids = _Aids(dictionaries, encoder, document.links, document.source.cues)
    alignments = tuple(
        _align(
            document,
            source,
            target,
            decided.get((source.name, target.name), ()),
            aids.between(source, target),
        )
        for source, target in pairs
    )
    return replace(document, alignments=alignments)


def version_pairs(document: Document, all_pairs: bool = False) -> list[tuple[Version, Version]]:
    """The versions to align: the original (else the first) with each other; of the others every two for which
    that is asked, or which the source itself aligns.

    Of two originals each is aligned with each translation, and not with the other.
    """
    first = document.original or document.versions[0]
    originals = [version for version in document.versions if version.role is Role.ORIGINAL]
    others = [version for version in document.versions if version is not first and version not in originals]
    sources = originals if originals and others else [first]
    others = others or [version for version in document.versions if version is not first]
    stated = {link.between for link in document.links}
    return [(source, target) for source in sources for target in others] + [
        (one, other)
        for one, other in combinations(others, 2)
        if all_pairs or (one.name, other.name) in stated
    ]


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
    def members(self) -> dict[str, tuple[int, ...]]:
        """Where the sentences of each sentence or paragraph stand, by its id."""
        found: dict[str, list[int]] = {}
        for place, paragraph in enumerate(self.paragraphs):
            found.setdefault(paragraph.id, []).append(place)
        paragraphs = {id: tuple(places) for id, places in found.items()}
        return paragraphs | {id: (place,) for id, place in self.places.items()}

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
    """What helps to align: dictionaries, what compares sentences, links and times that the source states."""

    dictionaries: Sequence[Dictionary]
    encoder: Encoder | None
    links: Sequence[Link] = ()
    cues: Sequence[Cue] = ()

    def between(self, source: Version, target: Version) -> "_Aids":
        """What helps with one pair of versions."""
        pair = source.name, target.name
        fitting = [one for one in self.dictionaries if one.columns(source.language, target.language)]
        links = [link for link in self.links if link.between in ((), pair)]
        return replace(self, dictionaries=fitting, links=links)


def _align(
    document: Document, source: Version, target: Version, decided: Sequence[Bead], aids: _Aids
) -> Alignment:
    texts = _Stream.of(document, source, notes=False), _Stream.of(document, target, notes=False)
    notes = _Stream.of(document, source, notes=True), _Stream.of(document, target, notes=True)
    for bead in decided:
        _check_placed(bead, texts, notes)
    beads, note_beads = _beads(*texts, decided, aids), _note_beads(*notes, decided, aids)
    return Alignment(source.name, target.name, beads, note_beads, _rejected(*texts, decided, aids))


def _rejected(source: _Stream, target: _Stream, decided: Sequence[Bead], aids: _Aids) -> tuple[Bead, ...]:
    """What a person rejected, here or in the source."""
    here = [bead for bead in decided if bead.status is Status.REJECTED]
    stated = stated_beads(aids.links, source.members, target.members)
    there = [_stated(pair, link, source, target) for pair, link in stated.items()]
    both = {(bead.source, bead.target): bead for bead in (*there, *here) if bead.status is Status.REJECTED}
    return tuple(bead for bead in both.values() if _stands_in(bead, source, target))


def _note_beads(source: _Stream, target: _Stream, decided: Sequence[Bead], aids: _Aids) -> tuple[Bead, ...]:
    """Notes with the same label go together, the others as the aligner finds.

    Labels are not trusted where they contradict a person's decision, or our own edition.
    """
    shared = sorted(source.unique_labels() & target.unique_labels())
    groups = [(source.labelled({label}, True), target.labelled({label}, True)) for label in shared]
    groups.append((source.labelled(shared, False), target.labelled(shared, False)))
    kept = [bead for bead in decided if bead.status is Status.CONFIRMED and _stands_in(bead, source, target)]
    stated = stated_beads(aids.links, source.members, target.members)
    kept += [_stated(pair, link, source, target) for pair, link in stated.items() if _is_judged(link)]
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
    given = stated_beads(aids.links, source.members, target.members)
    rejected += [pair for pair, link in given.items() if link.status is Status.REJECTED]
    fixed = _fixed(given, kept, rejected)
    if fixed and _covers(fixed, len(rows), len(columns)):
        return _weighed(list(fixed), fixed, kept, (source, target), aids)
    matches = align_texts(
        source.texts(),
        target.texts(),
        source.language,
        target.language,
        source_paragraphs=source.numbers(),
        target_paragraphs=target.numbers(),
        source_kinds=source.kinds(),
        target_kinds=target.kinds(),
        source_times=sentence_times(source.sentences, aids.cues) if aids.cues else (),
        target_times=sentence_times(target.sentences, aids.cues) if aids.cues else (),
        anchors=list(fixed),
        forbidden=rejected,
        dictionaries=aids.dictionaries,
        encoder=aids.encoder,
    )
    if fixed.keys() > kept.keys():
        return _weighed([(m.source, m.target) for m in matches], fixed, kept, (source, target), aids)
    return tuple(kept.get((m.source, m.target)) or _bead(m, source, target) for m in matches)


def _fixed(
    given: Mapping[Pair, Link], kept: Mapping[Pair, Bead], rejected: Sequence[Pair]
) -> dict[Pair, Link | None]:
    """The beads that are not to be looked for: a person's, and with their links those of the source that fit
    beside them."""
    taken = [{index for pair in kept for index in pair[side]} for side in (0, 1)]
    fitting = {
        pair: link
        for pair, link in given.items()
        if pair not in rejected and taken[0].isdisjoint(pair[0]) and taken[1].isdisjoint(pair[1])
    }
    return fitting | dict.fromkeys(kept)


def _covers(beads: Iterable[Pair], sources: int, targets: int) -> bool:
    """Whether beads that do not overlap hold all sentences."""
    counts = [(len(source), len(target)) for source, target in beads]
    return (sum(a for a, _ in counts), sum(b for _, b in counts)) == (sources, targets)


def _weighed(
    pairs: Sequence[Pair],
    fixed: Mapping[Pair, Link | None],
    kept: Mapping[Pair, Bead],
    sides: tuple[_Stream, _Stream],
    aids: _Aids,
) -> tuple[Bead, ...]:
    """Beads that the source states or leaves open, each with what the model thinks of it.

    Where our own edition says of every bead how sure it is, the model is not asked.
    """
    source, target = sides
    if all(pair in kept or _is_judged(fixed.get(pair)) for pair in pairs):
        matches = [Match(*pair, 0.0) for pair in ordered(pairs)]
        return tuple(_settled(match, fixed, kept, source, target) for match in matches)
    paragraphs = source.numbers(), target.numbers()
    matches = weigh_beads(
        source.texts(),
        target.texts(),
        ordered(pairs),
        (source.language, target.language),
        paragraphs=((), ()) if each_its_own(pairs, paragraphs) else paragraphs,
        kinds=(source.kinds(), target.kinds()),
        dictionaries=aids.dictionaries,
        encoder=aids.encoder,
    )
    return tuple(_settled(match, fixed, kept, source, target) for match in matches)


def _is_judged(link: Link | None) -> bool:
    """Whether our own edition says how sure a link is."""
    return link is not None and link.confidence is not None


def _settled(
    match: Match,
    fixed: Mapping[Pair, Link | None],
    kept: Mapping[Pair, Bead],
    source: _Stream,
    target: _Stream,
) -> Bead:
    """The bead of a match: as it was where a person stands behind it, or our own edition states it."""
    pair = match.source, match.target
    if pair in kept:
        return kept[pair]
    link = fixed.get(pair)
    if link and (_is_judged(link) or link.status is Status.CONFIRMED):
        return _stated(pair, link, source, target)
    return _bead(match, source, target)


def _stated(pair: Pair, link: Link, source: _Stream, target: _Stream) -> Bead:
    """The bead of a link as the source has it."""
    confidence = 1.0 if link.confidence is None else link.confidence
    bead = _bead(Match(*pair, confidence, link.reason), source, target)
    return replace(bead, status=link.status)


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
