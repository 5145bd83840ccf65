"""Translation memories, TMX 1.4b: sentences or paragraphs, for every CAT tool.

Written here and not with translate-toolkit, which has no properties, no units of one side and a licence of
its own (GPL); tests/strict shows what its output lacks. What a program made of a memory of ours is read
back by its properties.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych import __version__
from diptych.errors import ExchangeError
from diptych.exchange.markup import attribute, content, plain_text, root_element
from diptych.exchange.paragraphs import ParagraphGroup, paragraph_groups
from diptych.exchange.parallel import ParallelText, all_units, by_languages, joined
from diptych.exchange.properties import (
    Alignment,
    Known,
    by_alignment,
    known_units,
    properties,
    reason_among,
    recovered,
    remarks,
    returned_bead,
)
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.written import Losses, Written
from diptych.xml import Element

_PREFIX = "x-diptych-"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A unit of a memory.

    Attributes:
        id: unique in the project.
        properties: by name.
        notes: remarks.
        variants: the words in each language that has any.
    """

    id: str
    properties: Mapping[str, str]
    notes: tuple[str, ...]
    variants: tuple[tuple[str, str], ...]


def write_tmx(texts: Sequence[ParallelText]) -> Written:
    """A memory a pair of languages, `corpus.ru-en.tmx`, with a unit a bead.

    A sentence without translation is a unit with one variant.

    Args:
        texts: what is handed on.
    """
    return _memories(texts, "sentence", _sentences)


def write_tmx_paragraphs(texts: Sequence[ParallelText]) -> Written:
    """A memory a pair of languages, `corpus.ru-en.tmx`, with a unit a group of paragraphs.

    Args:
        texts: what is handed on; paragraphs with a sentence that was not asked for are left out.
    """
    return _memories(texts, "paragraph", _paragraphs)


def _memories(
    texts: Sequence[ParallelText],
    level: str,
    entries: Callable[[Iterable[ParallelText], Losses], Iterator[_Entry]],
) -> Written:
    losses = Losses()
    files = {
        f"corpus.{source}-{target}.tmx": "".join(_memory(entries(members, losses), source, level)).encode()
        for (source, target), members in by_languages(texts).items()
    }
    return Written(files, tuple(losses.found))


def _sentences(texts: Iterable[ParallelText], losses: Losses) -> Iterator[_Entry]:
    for text, unit in all_units(texts):
        id = text.id(unit)
        yield _Entry(
            id,
            properties(text, unit),
            tuple(losses.legal_in_xml(remark, id) for remark in remarks(unit)),
            _variants(text, [losses.legal_in_xml(words, id) for words in text.words(unit)], unit.bead.kind),
        )


def _paragraphs(texts: Iterable[ParallelText], losses: Losses) -> Iterator[_Entry]:
    for text in texts:
        for group in paragraph_groups(text):
            words = [
                joined([losses.legal_in_xml(line.text, f"{text.document}.{line.id}") for line in lines])
                for lines in (group.source, group.target)
            ]
            yield _Entry(
                f"{text.stem}.{group.id}",
                _paragraph_properties(text, group),
                (),
                _variants(text, words, group.kind),
            )


def _paragraph_properties(text: ParallelText, group: ParagraphGroup) -> dict[str, str]:
    return {
        "document": text.document,
        "versions": f"{text.source.version} {text.target.version}",
        "source-paragraphs": " ".join(group.paragraphs[0]),
        "target-paragraphs": " ".join(group.paragraphs[1]),
        "beads": " ".join(unit.id for unit in group.units),
        "kind": group.kind,
        "confidence": f"{group.confidence:.3f}",
        "status": group.status.value,
        "footnote": "yes" if group.units[0].is_note else "no",
    }


def _variants(text: ParallelText, words: Sequence[str], kind: str) -> tuple[tuple[str, str], ...]:
    """The sides that hold anything, with their languages."""
    sides = zip(text.languages, words, kind.split("-"), strict=True)
    return tuple((language, said) for language, said, count in sides if count != "0")


def _memory(entries: Iterable[_Entry], source: str, level: str) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="Diptych" creationtoolversion={attribute(__version__)} segtype="{level}" '
        f'o-tmf="Diptych" adminlang="en" srclang={attribute(source)} datatype="plaintext"/>\n<body>\n'
    )
    for entry in entries:
        yield from _unit(entry)
    yield "</body>\n</tmx>\n"


def _unit(entry: _Entry) -> Iterator[str]:
    yield f"<tu tuid={attribute(entry.id)}>\n"
    yield from (f"<note>{content(note)}</note>\n" for note in entry.notes)
    for name, value in entry.properties.items():
        yield f'<prop type="{_PREFIX}{name}">{content(value)}</prop>\n'
    for language, words in entry.variants:
        yield f"<tuv xml:lang={attribute(language)}><seg>{content(words)}</seg></tuv>\n"
    yield "</tu>\n"


def read_tmx(data: bytes, where: str, texts: Sequence[ParallelText] = ()) -> tuple[Returned, ...]:
    """The beads of a memory of ours, also after another tool saved it.

    Args:
        data: the file.
        where: its name, for errors.
        texts: of the project, for tools that drop properties and keep the ids of units.

    Raises:
        ExchangeError: it is no memory, or one of paragraphs, or a unit is none of ours.
    """
    root = root_element(data, where, "tmx")
    header = root.find("{*}header")
    if header is not None and header.get("segtype") == "paragraph":
        raise ExchangeError(
            "this memory holds paragraphs", where, "beads come back from one of sentences: --to tmx"
        )
    known = known_units(texts)
    return by_alignment(_read_unit(unit, where, known) for unit in root.iterfind(".//{*}tu"))


def _read_unit(unit: Element, where: str, known: Known) -> tuple[Alignment, ReturnedBead]:
    stated = {
        prop.get("type", "").removeprefix(_PREFIX): prop.text or "" for prop in unit.iterfind("{*}prop")
    }
    id = unit.get("tuid", "")
    words = _words(unit, stated, known.get(id, (stated, ()))[0])
    notes = reason_among(map(plain_text, unit.iterfind("{*}note")))
    place = f"{where}, unit {id}, line {unit.sourceline}"
    return returned_bead(recovered(stated, id, words, known), words, place, notes)


def _words(unit: Element, *stated: Mapping[str, str]) -> tuple[str, str]:
    """Both sides; of a unit of one variant the properties say which side that is."""
    said = [plain_text(segment) for segment in unit.iterfind("{*}tuv/{*}seg")]
    if not any(properties.get("source-ids") for properties in stated):
        said.insert(0, "")
    source, target, *_ = *said, "", ""
    return source, target
