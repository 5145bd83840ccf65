"""Several files as one document: for `diptych align`, and for files in seeds/ that translate each other.

The second text is put behind the first, so that everything that works on a
document (alignment, tables, TEI) works on two files as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import sha256
from pathlib import Path

from diptych.alignment import Dictionary, Encoder, Match, align_document, align_texts, version_pairs
from diptych.alignment.anchors import read_anchors
from diptych.alignment.matches import Pair
from diptych.digests import joint_digest
from diptych.errors import AlignmentError, ReadingError
from diptych.model import (
    FILES,
    Alignment,
    Bead,
    Block,
    Document,
    Doubt,
    Field,
    Kind,
    Mark,
    Metadata,
    Paragraph,
    Role,
    Sentence,
    Source,
    Span,
    Status,
    Version,
)
from diptych.reading import MAX_BYTES, read
from diptych.reading.encodings import decode
from diptych.sentences import divide
from diptych.survey import as_one_text, survey

_SEPARATOR = "\n\n"


def align_files(
    source: Path,
    target: Path,
    languages: Sequence[str | None] = (),
    encoding: str | None = None,
    anchors: Sequence[Pair] = (),
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
    others: Sequence[Path] = (),
    all_pairs: bool = False,
    max_bytes: int = MAX_BYTES,
) -> Document:
    """Documents, each read whole as the text of one language, as one aligned document.

    Args:
        source: file with the original.
        target: file with the translation.
        languages: of the files in their order; where none is given, it is detected.
        encoding: of all files; where not given, it is detected.
        anchors: beads of two files to keep, as indexes of sentences on both sides, from 0.
        dictionaries: of the languages of two of the files.
        encoder: what compares the sentences; by default the embedded one.
        others: files with further translations.
        all_pairs: align translations with each other, too.
        max_bytes: larger files are refused.

    Raises:
        ReadingError: a file is no document.
        AlignmentError: anchors do not fit the texts or each other; a dictionary is of other languages.
    """
    files = _with_languages((source, target, *others), languages)
    document = joined(
        *(divide(as_one_text(read(path, encoding, max_bytes), language)) for path, language in files)
    )
    _check_dictionaries(document, dictionaries, all_pairs)
    kept = {}
    if anchors:
        one, other = _two_versions(document)
        texts = one.stream(), other.stream()
        fixed = read_anchors(anchors, *map(len, texts))
        pairs = (*fixed.pairs, *fixed.nulls)
        kept[one.name, other.name] = [_bead(Match(*pair, 1.0), *texts, Status.CONFIRMED) for pair in pairs]
    return align_document(document, kept, dictionaries, encoder, all_pairs)


def align_lines(
    source: Path,
    target: Path,
    languages: Sequence[str | None] = (),
    encoding: str | None = None,
    anchors: Sequence[Pair] = (),
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
    others: Sequence[Path] = (),
    all_pairs: bool = False,
) -> Document:
    """Files with one sentence a line, taken as they are, as one aligned document.

    Only LF or CRLF ends a line; empty lines are sentences too.

    Args:
        source: file with the original's sentences, of any suffix.
        target: file with the translation's sentences.
        languages: of the files in their order; where none is given, it is detected.
        encoding: of all files; where not given, it is detected.
        anchors: beads of two files to keep, as indexes of lines on both sides, from 0.
        dictionaries: of the languages of two of the files.
        encoder: what compares the sentences; by default the embedded one.
        others: files with further translations.
        all_pairs: align translations with each other, too.

    Raises:
        ReadingError: a file is no text.
        AlignmentError: anchors do not fit the texts or each other; a dictionary is of other languages.
    """
    files = _with_languages((source, target, *others), languages)
    document = joined(*(_one_a_line(_read_raw(path, encoding), language) for path, language in files))
    _check_dictionaries(document, dictionaries, all_pairs)
    if anchors:
        _two_versions(document)
    alignments = (
        _lines_aligned(one, other, anchors, dictionaries, encoder)
        for one, other in version_pairs(document, all_pairs)
    )
    return replace(document, alignments=tuple(alignments))


def _with_languages(
    files: Sequence[Path], languages: Sequence[str | None]
) -> Iterator[tuple[Path, str | None]]:
    """Each file with its language as far as it is stated."""
    return zip(files, (*languages, *[None] * (len(files) - len(languages))), strict=True)


def _two_versions(document: Document) -> tuple[Version, Version]:
    """The versions that anchors are about."""
    if len(document.versions) != 2:
        raise AlignmentError("anchors are about two files", hint="align two files at a time")
    return document.versions[0], document.versions[1]


def _check_dictionaries(document: Document, dictionaries: Sequence[Dictionary], all_pairs: bool) -> None:
    """Refuse a dictionary that serves no two of the versions."""
    pairs = [(one.language, other.language) for one, other in version_pairs(document, all_pairs)]
    for dictionary in dictionaries:
        if not any(dictionary.columns(*pair) for pair in pairs):
            dictionary.check_fits(*pairs[0])


def _lines_aligned(
    one: Version,
    other: Version,
    anchors: Sequence[Pair],
    dictionaries: Sequence[Dictionary],
    encoder: Encoder | None,
) -> Alignment:
    """Two versions of one sentence a line."""
    texts, partners = ([s.text for s in version.sentences] for version in (one, other))
    fitting = [words for words in dictionaries if words.columns(one.language, other.language)]
    matches = align_texts(
        texts,
        partners,
        one.language,
        other.language,
        anchors=anchors,
        dictionaries=fitting,
        encoder=encoder,
    )
    kept = {(tuple(sorted(source)), tuple(sorted(target))) for source, target in anchors}
    beads = tuple(
        _bead(match, one.sentences, other.sentences, status)
        for match in matches
        for status in [Status.CONFIRMED if (match.source, match.target) in kept else Status.AUTO]
    )
    return Alignment(one.name, other.name, beads)


def align_alone(
    path: Path,
    encoding: str | None = None,
    dictionaries: Sequence[Dictionary] = (),
    encoder: Encoder | None = None,
    all_pairs: bool = False,
    max_bytes: int = MAX_BYTES,
) -> Document:
    """One file that holds both texts as an aligned document.

    Args:
        path: the file.
        encoding: of the file; where it is not given, it is detected.
        dictionaries: of the two languages.
        encoder: what compares the sentences; by default the embedded one.
        all_pairs: align translations with each other, too.
        max_bytes: larger files are refused.

    Raises:
        ReadingError: the file is no document, or holds one text only.
    """
    document = align_document(
        divide(survey(read(path, encoding, max_bytes))), {}, dictionaries, encoder, all_pairs
    )
    if not document.alignments:
        raise ReadingError("only one text was found in it", path, "give the file with the other one, too")
    return document


def _bead(match: Match, source: Sequence[Sentence], target: Sequence[Sentence], status: Status) -> Bead:
    """A match of two texts, with ids of sentences instead of their places."""
    ids = tuple(source[i].id for i in match.source), tuple(target[j].id for j in match.target)
    return Bead(*ids, match.confidence, status, match.reason)


def joined(
    *documents: Document,
    reasons: tuple[str, str] = ("the first of two files", "the second of two files"),
    missing: str = "",
    called: str = "",
) -> Document:
    """Documents of one version each as one: the original first, then its translations.

    Args:
        documents: two or more, without beads.
        reasons: what makes the first the original, and the others translations.
        missing: language of the original where none of the documents is it.
        called: what the results are named after; by default the files' names.
    """
    whole = reduce(_with_behind, documents)
    first = Role.TRANSLATION if missing else Role.ORIGINAL
    return replace(
        whole,
        source=replace(
            whole.source,
            name=FILES.join(document.source.name for document in documents),
            sha256=joint_digest(document.source.sha256 for document in documents),
            called=called,
        ),
        versions=(
            replace(whole.versions[0], role=first, role_reason=reasons[0]),
            *(replace(v, role=Role.TRANSLATION, role_reason=reasons[1]) for v in whole.versions[1:]),
        ),
        missing=missing,
    )


def _with_behind(one: Document, other: Document) -> Document:
    """A document with another one behind it."""
    gap = Span(len(one.source.text), len(one.source.text) + len(_SEPARATOR))
    taken = frozenset(version.name for version in one.versions)
    ids = frozenset(id for v in one.versions for id in _ids(v))
    moved = _Move(gap.end, len(one.blocks) + 1, taken, ids).document(other)
    return Document(
        source=replace(
            one.source,
            text=one.source.text + _SEPARATOR + other.source.text,
            marks=one.source.marks + moved.source.marks,
            fields=one.source.fields + moved.source.fields,
            outline=None,
            cues=one.source.cues + moved.source.cues,
        ),
        blocks=(*one.blocks, Block(gap, Kind.BLANK, reason="between two files"), *moved.blocks),
        metadata=Metadata(one.metadata.fields + moved.metadata.fields),
        versions=one.versions + moved.versions,
        doubts=one.doubts + moved.doubts,
    )


def _ids(version: Version) -> Iterator[str]:
    yield from (paragraph.id for paragraph in version.paragraphs)
    yield from (sentence.id for sentence in version.sentences)


@dataclass(frozen=True, slots=True)
class _Move:
    """A document's parts so many characters and blocks further on.

    Attributes:
        characters: how far every span moves.
        blocks: how far every position of a block moves.
        taken: names that the version must not have, because others have them.
        ids: of the other versions' paragraphs and sentences.
    """

    characters: int
    blocks: int
    taken: frozenset[str]
    ids: frozenset[str]

    def document(self, old: Document) -> Document:
        version = self.version(old.versions[0])
        return replace(
            old,
            source=replace(
                old.source,
                marks=tuple(Mark(self.span(mark.span), mark.name) for mark in old.source.marks),
                fields=self.fields(old.source.fields),
                cues=tuple(replace(cue, span=self.span(cue.span)) for cue in old.source.cues),
            ),
            blocks=tuple(
                replace(block, span=self.span(block.span), version=version.name if block.version else "")
                for block in old.blocks
            ),
            metadata=Metadata(self.fields(old.metadata.fields)),
            versions=(version,),
            doubts=tuple(Doubt(self.span(doubt.span), doubt.reason) for doubt in old.doubts),
        )

    def version(self, old: Version) -> Version:
        return replace(
            old,
            name=self.renamed(old.name, old.name),
            paragraphs=tuple(
                replace(
                    p,
                    id=self.renamed(p.id, old.name),
                    blocks=tuple(b + self.blocks for b in p.blocks),
                    stated=(),
                )
                for p in old.paragraphs
            ),
            sentences=tuple(self.sentence(sentence, old.name) for sentence in old.sentences),
        )

    def sentence(self, old: Sentence, version: str) -> Sentence:
        return replace(
            old,
            id=self.renamed(old.id, version),
            paragraph=self.renamed(old.paragraph, version),
            block=old.block + self.blocks,
            spans=tuple(self.span(span) for span in old.spans),
        )

    def renamed(self, id: str, version: str) -> str:
        """An id under the name that the version gets here; one that the source itself gave may stay."""
        names = (version, *(f"{version}{number}" for number in range(2, len(self.taken) + 3)))
        name = next(name for name in names if name not in self.taken)
        if id == version or id.startswith(f"{version}."):
            return name + id.removeprefix(version)
        return f"{name}.{id}" if id in self.ids else id

    def fields(self, old: tuple[Field, ...]) -> tuple[Field, ...]:
        return tuple(replace(f, span=self.span(f.span) if f.span else None) for f in old)

    def span(self, old: Span) -> Span:
        return Span(old.start + self.characters, old.end + self.characters)


def _read_raw(path: Path, encoding: str | None) -> Source:
    """A file of any suffix, decoded and nothing else; it may be empty."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadingError(f"cannot be read: {error.strerror}", path, "check the name") from error
    text, used = decode(data, str(path), encoding) if data else ("", encoding or "utf-8")
    return Source(path.name, text, used, sha256(data).hexdigest())


def _one_a_line(source: Source, language: str | None) -> Document:
    """A document of one paragraph whose sentences are the lines of the source."""
    language = language or _language(source)
    sentences = []
    start = 0
    for number, line in enumerate(split_lines(source.text), start=1):
        end = start + len(line.removesuffix("\n").removesuffix("\r"))
        span = Span(start, end)
        id = f"{language}.p1"
        sentences.append(Sentence(f"{id}.s{number}", id, 0, (span,), (), span.of(source.text)))
        start += len(line)
    version = Version(
        name=language,
        language=language,
        role=Role.ORIGINAL,
        paragraphs=(Paragraph(f"{language}.p1", Kind.BODY, (0,)),),
        sentences=tuple(sentences),
    )
    whole = Span(0, len(source.text))
    block = Block(whole, Kind.BODY, language, 1.0, language, "one sentence a line, as told")
    return Document(source, (block,), Metadata(), (version,))


def split_lines(text: str) -> list[str]:
    r"""The lines with their ends; only LF and CRLF end one, and the last needs no end.

    >>> split_lines("a\n\nb\x0cc\u2028d\r\n")
    ['a\n', '\n', 'b\x0cc\u2028d\r\n']
    """
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def _language(source: Source) -> str:
    """What the lines are written in, as far as that can be told."""
    return as_one_text(source).versions[0].language if source.text.strip() else "und"


def indexed(document: Document, alignment: Alignment) -> list[Match]:
    """The beads with places of sentences, from 0, instead of ids."""
    source, target = (
        {sentence.id: place for place, sentence in enumerate(document.version(name).stream())}
        for name in (alignment.source, alignment.target)
    )
    return [
        Match(tuple(source[id] for id in b.source), tuple(target[id] for id in b.target), b.confidence)
        for b in alignment.beads
    ]
