"""From a format's own outline to a document: where a source states its structure, only languages are guessed.

What the format calls a language becomes a code; texts of which it says nothing are looked at.
Ids of the source are kept where they can stand in TEI beside our own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from diptych.model import (
    TEXT_KINDS,
    UNKNOWN_LANGUAGE,
    Block,
    Document,
    Kind,
    Link,
    Outline,
    Paragraph,
    Passage,
    Role,
    Section,
    Side,
    Source,
    Span,
    Version,
)
from diptych.survey.assembly import LETTERS, LINE_END
from diptych.survey.language import detect, language_code
from diptych.survey.overrides import NOTHING_STATED, Overrides
from diptych.survey.record import read_fields
from diptych.survey.stated_outlines import with_stated
from diptych.survey.two_tongues import by_language

_LOOKED_AT = 200
"""Passages of a text by which its language is told, evenly spread."""
_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_NAME = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*\d*")
_LEGAL = re.compile(r"[^\W\d][\w.-]*")
_RESERVED = re.compile(
    r"(?:[an]|doubt|rejected)\d+|source|al(?:\..*)?|resp\..*|doc-.*|.*\.text|(?:align|notes|rejected)\..*",
    re.DOTALL,
)
"""Ids that our TEI gives to other things."""


def outlined(source: Source, language: str | None = None, overrides: Overrides = NOTHING_STATED) -> Document:
    """The document that a source with an outline states, without sentences.

    Args:
        source: read from a format that states its structure.
        language: of its text, if there is one only; told from the text where it is not given.
        overrides: what a person states, against the source.
    """
    assert source.outline
    outline = by_language(source) or source.outline
    return _Made(source, outline, language, overrides).document()


@dataclass(frozen=True, slots=True)
class _Text:
    """A side with its language told."""

    side: Side
    name: str
    language: str
    confidence: float


class _Made:
    """Makes a document from an outline."""

    def __init__(self, source: Source, outline: Outline, language: str | None, overrides: Overrides) -> None:
        self.source, self.overrides = source, overrides
        self.texts = _named(outline.sides, _samples(source, outline), language, overrides.languages)
        languages = {key: text.language for key, text in self.texts.items()}
        self.outline = with_stated(outline, overrides.passages, languages)
        self.sections = {section.key: section for section in self.outline.sections}
        self.kept = {id for id in outline.ids if _LEGAL.fullmatch(id) and not _RESERVED.fullmatch(id)}
        self.taken = set(self.kept)
        self.counts: Counter[tuple[str, str]] = Counter()
        self.ids: dict[str, str] = {}
        self.blocks: tuple[Block, ...] = ()

    def document(self) -> Document:
        """The whole."""
        self.blocks, members = self._blocks()
        paragraphs: dict[str, list[Paragraph]] = {key: [] for key in self.texts}
        for section in self.outline.sections:
            if section.key in members:
                paragraphs[section.side].append(self._paragraph(section, members[section.key]))
        versions = self._versions(paragraphs)
        stated = read_fields(self.source.fields)
        lacks_original = versions and all(version.role is Role.TRANSLATION for version in versions)
        named = self.overrides.original or stated.first("original language").normal or UNKNOWN_LANGUAGE
        return Document(
            self.source,
            self.blocks,
            stated,
            versions,
            missing=named if lacks_original else "",
            links=tuple(self._links()),
        )

    def _blocks(self) -> tuple[tuple[Block, ...], dict[str, list[tuple[int, str]]]]:
        """The blocks, and for each section the positions of its own with the keys of their sentences."""
        blocks: list[Block] = []
        members: dict[str, list[tuple[int, str]]] = {}
        at = 0
        for passage in self.outline.passages:
            blocks += _between(blocks, Span(at, passage.span.start), self.source.text)
            if passage.section:
                members.setdefault(passage.section, []).append((len(blocks), passage.sentence))
            blocks.append(self._block(passage))
            at = passage.span.end
        blocks += _between(blocks, Span(at, len(self.source.text)), self.source.text)
        return tuple(blocks), members

    def _block(self, passage: Passage) -> Block:
        if not passage.section:
            return Block(passage.span, passage.kind, reason=passage.reason)
        text = self.texts[self.sections[passage.section].side]
        language = normal_code(passage.language) or text.language
        return Block(passage.span, passage.kind, language, text.confidence, text.name, passage.reason)

    def _paragraph(self, section: Section, members: Sequence[tuple[int, str]]) -> Paragraph:
        id = self._id(section.key, f"{self.texts[section.side].name}.{LETTERS.get(section.kind, 'p')}")
        kind = section.kind if section.kind in LETTERS else Kind.BODY
        blocks = tuple(position for position, _ in members)
        stated = tuple(self._sentences(id, members)) if any(key for _, key in members) else ()
        return Paragraph(id, kind, blocks, section.division, section.label, stated)

    def _sentences(
        self, paragraph: str, members: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The sentences that the outline marks; what stands between them is one by itself."""
        runs: list[tuple[str, list[int]]] = []
        for position, key in members:
            if not runs or runs[-1][0] != key:
                runs.append((key, []))
            runs[-1][1].append(position)
        for key, positions in runs:
            if not key and not any(map(self._has_words, positions)):
                continue
            yield self._id(key, f"{paragraph}.s"), tuple(positions)

    def _has_words(self, position: int) -> bool:
        """Whether a block holds text, and not signs alone."""
        block = self.blocks[position]
        is_text = block.kind in TEXT_KINDS or block.kind is Kind.NOTE
        return is_text and any(map(str.isalnum, block.span.of(self.source.text)))

    def _id(self, key: str, prefix: str) -> str:
        """The id of the source, or the next one of the kind."""
        if key in self.kept:
            self.ids[key] = key
            return key
        while True:
            self.counts[prefix, ""] += 1
            id = f"{prefix}{self.counts[prefix, '']}"
            if id not in self.taken:
                self.ids[key] = id
                self.taken.add(id)
                return id

    def _versions(self, paragraphs: Mapping[str, list[Paragraph]]) -> tuple[Version, ...]:
        """The versions with their roles."""
        present = [text for key, text in self.texts.items() if paragraphs[key]]
        original, reason = self._original(present)
        other = f"the original is “{original.name}”: {reason}" if original else reason
        return tuple(
            Version(
                text.name,
                text.language,
                Role.ORIGINAL if text is original else Role.TRANSLATION,
                tuple(paragraphs[text.side.key]),
                role_reason=reason if text is original else other,
            )
            for text in present
        )

    def _original(self, present: Sequence[_Text]) -> tuple[_Text | None, str]:
        """The original and why: as a person states, as the file states, else what stands first."""
        if self.overrides.original:
            stated = next((text for text in present if text.language == self.overrides.original), None)
            return stated, f"{self.overrides.reason}: stated as the original's"
        stated = next((text for text in present if text.side.role is Role.ORIGINAL), None)
        first = next((text for text in present if text.side.role is None), None)
        if len(present) == 1 and (stated or first):
            return stated or first, "the only text of the file"
        if stated:
            return stated, "the file names it as the original"
        return first, "it stands first in the file" if first else "the file says so"

    def _links(self) -> Iterator[Link]:
        for link in self.outline.links:
            if members := tuple(self.ids[key] for key in link.members if key in self.ids):
                yield replace(link, members=members, between=tuple(self.texts[k].name for k in link.between))


def _samples(source: Source, outline: Outline) -> Mapping[str, str]:
    """Some text of each side, from beginning to end."""
    sides = {section.key: section.side for section in outline.sections}
    found: dict[str, list[str]] = {side.key: [] for side in outline.sides}
    for passage in outline.passages:
        if passage.section and passage.kind in TEXT_KINDS:
            found[sides[passage.section]].append(passage.span.of(source.text))
    return {key: "\n".join(texts[:: len(texts) // _LOOKED_AT + 1]) for key, texts in found.items()}


def _between(blocks: list[Block], span: Span, text: str) -> list[Block]:
    """White space behind a block: its line end is its own, blank lines are a block."""
    if not len(span):
        return []
    end = LINE_END.search(text, span.start, span.end)
    own = end.end() if end else span.end
    if not blocks:
        own = span.start
    else:
        blocks[-1] = replace(blocks[-1], span=Span(blocks[-1].span.start, own))
    return [Block(Span(own, span.end), Kind.BLANK, reason="blank lines")] if own < span.end else []


def _named(
    sides: Iterable[Side], samples: Mapping[str, str], language: str | None, stated: Sequence[str]
) -> dict[str, _Text]:
    """The sides with languages, those that a person states before all, and with names that differ."""
    sides = list(sides)
    codes = {side.key: normal_code(side.language) for side in sides}
    if stated:
        codes = {key: code if code in stated else "" for key, code in codes.items()}
    shared = Counter(code.lower() for code in codes.values() if code)
    texts: dict[str, _Text] = {}
    taken: set[str] = set()
    for side in sides:
        code, confidence = codes[side.key], 1.0
        if code and shared[code.lower()] > 1 and _CODE.fullmatch(side.language):
            code = _full(side.language)
        if language and len(sides) == 1:
            code = language
        if not code:
            code, confidence = detect(samples[side.key], stated)
        name = side.name if _NAME.fullmatch(side.name) else code or UNKNOWN_LANGUAGE
        names = (name, *(f"{name}{number}" for number in range(2, len(sides) + 2)))
        name = next(one for one in names if one not in taken)
        taken.add(name)
        texts[side.key] = _Text(side, name, code, confidence)
    return texts


def normal_code(stated: str) -> str:
    """BCP 47 code of a language as a file states it: its region is left out, its script stays.

    >>> normal_code("EN-US"), normal_code("sr_Latn_RS"), normal_code("Russian"), normal_code("")
    ('en', 'sr-Latn', 'ru', '')
    """
    label = stated.strip().replace("_", "-")
    if not label or not _CODE.fullmatch(label):
        return language_code(label) if label else ""
    parts = label.split("-")
    primary = language_code(parts[0]) or (parts[0].lower() if len(parts[0]) < 4 else language_code(label))
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return "-".join(filter(None, (primary, script)))


def _full(label: str) -> str:
    """A code with all its parts, in the customary letters."""
    primary, *rest = label.replace("_", "-").split("-")
    return "-".join((primary.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)))
