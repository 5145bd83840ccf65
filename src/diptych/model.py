"""The values that the stages hand on, from a file read to a document built.

Everything here is frozen and does nothing but look things up. Offsets count
characters (Unicode code points) of the decoded source, as Python does.

    Source -> Block ... -> Version (Paragraph ...) -> Sentence ... -> Alignment -> Document
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

UNKNOWN_LANGUAGE = "und"
"""BCP 47's code for a language nobody could determine."""

FILES = "; "
"""Between the names of the files that a document was made of."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `start` to `end` (not included) of a source."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file format itself says of a passage: `h1`, `nav`, `dt`, `note`, ..."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A passage and the time at which it is shown, as subtitles state it; in seconds."""

    span: Span
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was received, decoded and nothing else.

    Attributes:
        name: the file's name without folders.
        text: the decoded characters; for formats with markup, the text layer.
        encoding: the encoding it was decoded from, in Python's name; `binary` for
            formats that are no text.
        sha256: hexadecimal digest of the file's bytes.
        marks: what the format says of passages, in order of their spans.
        fields: what the format itself states as metadata (HTML meta tags, ...).
        called: what the results are named after, where it is not the file's name.
        outline: what the format states of the document's structure, where it leaves nothing to guess.
        cues: when its passages are shown, in order of their spans.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    marks: tuple[Mark, ...] = ()
    fields: tuple["Field", ...] = ()
    called: str = ""
    outline: "Outline | None" = None
    cues: tuple[Cue, ...] = ()

    @property
    def stem(self) -> str:
        """The name without its suffix; what the results are named after."""
        return self.called or self.name.rpartition(".")[0] or self.name


class Kind(StrEnum):
    """What a block was taken for."""

    # what an archive, a site or an editor put around the document
    FURNITURE = "furniture"
    TITLE = "title"
    DATE = "date"
    METADATA = "metadata"
    SUMMARY = "summary"
    RELATED = "related"
    BLANK = "blank"
    # the document itself
    HEADING = "heading"
    CLASSIFICATION = "classification"
    DATELINE = "dateline"
    SALUTATION = "salutation"
    SPEAKER = "speaker"
    BODY = "body"
    SIGNATURE = "signature"
    # inside the document's sentences
    EDITORIAL = "editorial"
    GAP = "gap"
    # between the words of the document, but not of it
    NOTE_ANCHOR = "note anchor"
    PAGE_HEADER = "page header"
    PAGE_NUMBER = "page number"
    PAGE_BREAK = "page break"
    # a stream of its own
    NOTE = "note"


TEXT_KINDS = frozenset(
    {
        Kind.HEADING,
        Kind.CLASSIFICATION,
        Kind.DATELINE,
        Kind.SALUTATION,
        Kind.SPEAKER,
        Kind.BODY,
        Kind.SIGNATURE,
    }
)
"""Kinds whose paragraphs are split into sentences and aligned."""

INLINE_KINDS = frozenset({Kind.EDITORIAL, Kind.GAP})
"""Kinds that stand inside a sentence and belong to its text."""

INTERRUPTING_KINDS = frozenset({Kind.NOTE_ANCHOR, Kind.PAGE_HEADER, Kind.PAGE_NUMBER, Kind.PAGE_BREAK})
"""Kinds that stand inside a sentence's span without belonging to its text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the source and what it was taken for. Blocks partition the source.

    Attributes:
        span: where it stands.
        kind: what it was taken for.
        language: BCP 47 code, or `und`.
        confidence: of the language, 0 to 1.
        version: name of the version it belongs to; empty where it belongs to none.
        reason: the rule that decided, in words.
    """

    span: Span
    kind: Kind
    language: str = UNKNOWN_LANGUAGE
    confidence: float = 0.0
    version: str = ""
    reason: str = ""


class Role(StrEnum):
    """What a version is to the document."""

    ORIGINAL = "original"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Blocks of one version that belong together, across lines and pages.

    Attributes:
        id: unique in the document, from structure: `ru.p3`, `en.h1`, `en.n2`.
        kind: a text kind, or NOTE.
        blocks: positions in the document's blocks, in text order; besides the
            text itself they name the inline and interrupting blocks in between.
        division: number of the division (cover letter 1, enclosure 2), from 1.
        label: what a note is called by its anchors ("1", "*"); else empty.
        stated: the sentences that the source itself marks, each with its id and the positions of its blocks;
            empty where sentences are to be found.
    """

    id: str
    kind: Kind
    blocks: tuple[int, ...]
    division: int = 1
    label: str = ""
    stated: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as spans of the source.

    `text` is the spans' text joined by `joints`: a blank where a line or page
    end stood for one, nothing where a hyphen was undone or an anchor taken out.

    Attributes:
        id: paragraph id and number: `ru.p3.s2`.
        paragraph: id of its paragraph.
        block: position of the block in which it begins.
        spans: pieces of the source, in order.
        joints: what stands between two pieces, "" or " "; one less than spans.
        text: the sentence, without tab or line end.
    """

    id: str
    paragraph: str
    block: int
    spans: tuple[Span, ...]
    joints: tuple[str, ...]
    text: str

    @property
    def span(self) -> Span:
        """From its first character to its last, with all that stands between."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Version:
    """The document in one language.

    Attributes:
        name: unique in the document; the language, numbered where it comes twice.
        language: BCP 47 code.
        role: original or translation.
        paragraphs: in text order, notes among them.
        sentences: of all paragraphs, notes included, in text order.
        role_reason: what decided the role.
    """

    name: str
    language: str
    role: Role
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...] = ()
    role_reason: str = ""

    def stream(self, notes: bool = False) -> tuple[Sentence, ...]:
        """The sentences of the text, or those of the notes."""
        note_ids = {paragraph.id for paragraph in self.paragraphs if paragraph.kind is Kind.NOTE}
        return tuple(s for s in self.sentences if (s.paragraph in note_ids) is notes)

    def by_paragraph(self) -> Iterator[tuple[Paragraph, tuple[Sentence, ...]]]:
        """Each paragraph with its sentences."""
        grouped: dict[str, list[Sentence]] = {paragraph.id: [] for paragraph in self.paragraphs}
        for sentence in self.sentences:
            grouped[sentence.paragraph].append(sentence)
        for paragraph in self.paragraphs:
            yield paragraph, tuple(grouped[paragraph.id])


class Status(StrEnum):
    """Who stands behind a bead."""

    AUTO = "auto"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other; one side may be empty.

    Attributes:
        source: ids of the original's sentences, in text order.
        target: ids of the translation's sentences, in text order.
        confidence: probability that the bead is exactly right, 0 to 1.
        status: who stands behind it.
        reason: what speaks against it, in words; empty where nothing does.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    confidence: float
    status: Status = Status.AUTO
    reason: str = ""

    @property
    def kind(self) -> str:
        """Numbers of sentences: `1-1`, `2-1`, `0-1`."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two versions of a document and the beads between them.

    Attributes:
        source: name of the version on the source side.
        target: name of the version on the target side.
        beads: of the text, in text order; every sentence stands in exactly one.
        notes: of the footnotes, which align only with footnotes.
        rejected: what a person said does not translate each other; no part of the alignment, kept
            so that it does not come again.
    """

    source: str
    target: str
    beads: tuple[Bead, ...]
    notes: tuple[Bead, ...] = ()
    rejected: tuple[Bead, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What the source says belongs together: sentences or paragraphs of any versions.

    Attributes:
        members: their ids, or in an outline their keys.
        status: who stands behind it.
        between: the versions, source and target, whose alignment it is of, by name or in an outline by key;
            empty where it speaks of all.
        confidence: what our own edition says of it; none where it is to be judged.
        reason: what our own edition says against it.
    """

    members: tuple[str, ...]
    status: Status = Status.AUTO
    between: tuple[str, ...] = ()
    confidence: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the texts of an outline.

    Attributes:
        key: what the outline calls it.
        language: as the format has it, a code or a name; empty if it does not say.
        role: what it is to the document, if the format says so.
        name: what the version is to be called; by default its language.
    """

    key: str
    language: str = ""
    role: Role | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph of an outline.

    Attributes:
        key: what the outline calls it.
        side: key of the text that it belongs to.
        kind, division, label: as `Paragraph` has them.
    """

    key: str
    side: str
    kind: Kind = Kind.BODY
    division: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text layer that the format tells from the rest.

    Attributes:
        span: where it stands.
        kind: what it is.
        section: key of its paragraph; empty where it belongs to none.
        sentence: key of its sentence; empty where the format marks none.
        reason: what makes it that, in words.
        language: as the format states it, where that is another than its text's; else empty.
    """

    span: Span
    kind: Kind
    section: str = ""
    sentence: str = ""
    reason: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a ready-made bitext, subtitles or an edition state of their structure, so that nothing is guessed.

    Attributes:
        passages: in text order, none over another; between them stands white space only.
        sections: the paragraphs, each before its passages.
        sides: the texts.
        links: which sentences or paragraphs belong together.
        ids: keys that are ids in the source and are kept.
    """

    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]
    sides: tuple[Side, ...]
    links: tuple[Link, ...] = ()
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Field:
    """One statement about the document.

    Attributes:
        name: what is stated: title, date, author, addressee, translator,
            contributor, editor, archive, collection, original language, rights,
            record id, url, upload date, subject, citation, summary, credits,
            dateline, or the label as the page has it.
        value: verbatim, white space folded.
        span: where it stands; none where the format stated it.
        normal: the value in standard form: EDTF for dates (`1958-12~`),
            BCP 47 for languages, the address of a DOI; empty where there is none.
        parts: of an archive's reference, (level, words): repository, place,
            creator, fonds, series, container, file, item, leaves.
    """

    name: str
    value: str
    span: Span | None = None
    normal: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is stated about a document, in the order of the page."""

    fields: tuple[Field, ...] = ()

    def all(self, name: str) -> tuple[Field, ...]:
        """Every statement of that name."""
        return tuple(f for f in self.fields if f.name == name)

    def first(self, name: str) -> Field:
        """The first statement of that name; an empty one where there is none."""
        return next((f for f in self.fields if f.name == name), Field(name, ""))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where the text itself may be damaged; the text stays as it is."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source with all that was found in it.

    Attributes:
        blocks: partition the source.
        versions: in the order of the source.
        alignments: of the original with each translation; where all pairs are asked for, of
            translations with each other behind them.
        missing: language of the original where the page says that it exists
            and it is not there; else empty.
        links: what the source itself says belongs together, as ids.
    """

    source: Source
    blocks: tuple[Block, ...]
    metadata: Metadata
    versions: tuple[Version, ...]
    alignments: tuple[Alignment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    missing: str = ""
    links: tuple[Link, ...] = ()
    _sentences: dict[str, Sentence] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {s.id: s for version in self.versions for s in version.sentences}
        object.__setattr__(self, "_sentences", index)

    def version(self, name: str) -> Version:
        """The version of that name."""
        return next(version for version in self.versions if version.name == name)

    def sentence(self, id: str) -> Sentence:
        """The sentence of that id."""
        return self._sentences[id]

    def text(self, ids: tuple[str, ...]) -> str:
        """The sentences of these ids, one blank between two."""
        return " ".join(self._sentences[id].text for id in ids)

    @property
    def original(self) -> Version | None:
        """The original, where the source holds it."""
        return next((v for v in self.versions if v.role is Role.ORIGINAL), None)
