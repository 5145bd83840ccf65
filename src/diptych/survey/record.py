"""The record of a document: what the page states about it, read from the units that state it."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from diptych.model import Field, Kind, Metadata, Source
from diptych.survey import dates, knowledge
from diptych.survey.credits import find_credits, first_credit, translated_from
from diptych.survey.labels import language_of_line
from diptych.survey.language import language_code
from diptych.survey.units import Unit

_FROM_FORMAT = {
    "author": "author",
    "dc.creator": "author",
    "citation_author": "author",
    "dcterms.creator": "author",
    "date": "date",
    "dc.date": "date",
    "citation_date": "date",
    "citation_publication_date": "date",
    "dcterms.created": "date",
    "title": "title",
    "dc.title": "title",
    "citation_title": "title",
    "og:title": "title",
    "description": "page description",
    "dc.description": "page description",
    "dc.rights": "rights",
    "keywords": "subject",
    "canonical": "url",
    "og:url": "url",
    "dc.identifier": "record id",
}
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")


_AFTER_REFERENCE = re.compile(r"(?<=\d)\.(?:\s+[^\W\d_a-zà-öø-ÿа-яёő]\w{3,}\D*)?$")


def read_record(units: list[Unit], source: Source) -> Metadata:
    """All statements of the page and of its format, in the order of the page."""
    stated = _stated(units)
    fields = [*stated, *_derived(stated)]
    known = {field.name for field in fields}
    fields.extend(
        field
        for field in _of_format(source)
        if field.name not in known or field.name not in {"title", "date", "url"}
    )
    fields.extend(_of_letter(units, {field.name for field in fields}))
    return Metadata(tuple(_unique(_normal(field) for field in fields)))


def original_languages(metadata: Metadata) -> list[str]:
    """Languages that the record states as the original's."""
    return [field.normal for field in metadata.all("original language") if field.normal]


def described_languages(metadata: Metadata) -> list[str]:
    """Languages of the document as the record lists them; the original's comes first by custom."""
    return [code for field in metadata.all("language") for code in _languages_in(field.value)]


def _languages_in(text: str) -> list[str]:
    return list(filter(None, map(language_code, re.findall(r"[^\W\d_]{2,}", text))))


def stated_languages(metadata: Metadata) -> list[str]:
    """Every language that the record names."""
    return [*original_languages(metadata), *described_languages(metadata)]


def says_translated(metadata: Metadata) -> bool:
    """Whether the record says that the page holds a translation."""
    contents = " ".join(field.value.casefold() for field in metadata.all("contents"))
    return bool(metadata.all("translator")) or "translation" in contents


def _stated(units: list[Unit]) -> list[Field]:
    fields: list[Field] = []
    before = ""
    for unit in units:
        name = unit.field
        if name.startswith("label "):
            before = ""
            continue
        if not name or name.startswith(("section ", "opens ")) or not _states(unit):
            if unit.kind is not Kind.FURNITURE:
                before = ""
            continue
        value = fold_blanks(unit.text)
        if name == before:
            fields[-1] = replace(fields[-1], value=f"{fields[-1].value} {value}")
        else:
            fields.append(Field(name, value, unit.span))
        before = name
    return fields


def _states(unit: Unit) -> bool:
    return unit.kind in {Kind.METADATA, Kind.SUMMARY, Kind.TITLE, Kind.DATE}


def fold_blanks(text: str) -> str:
    """White space of any kind as single blanks.

    >>> fold_blanks("a \\n b")
    'a b'
    """
    return " ".join(text.split())


def _derived(fields: list[Field]) -> list[Field]:
    """What stands inside other statements: credits, addresses, the archive's reference."""
    has_reference, has_date = (any(field.name == name for field in fields) for name in ("archive", "date"))
    derived: list[Field] = []
    for field in fields:
        said = field.value if field.name in _fields() else f"{field.name}: {field.value}"
        if field.name not in {"title", "summary", "date", "rights"}:
            derived.extend(Field(role, name, field.span) for role, name in find_credits(said))
        if field.name in {"citation", "source"}:
            derived.extend(Field("url", match.group(), field.span) for match in _URL.finditer(field.value))
            derived.extend(
                found for found in _reference(field) if not (has_reference and found.name == "archive")
            )
        date = dates.find_date(field.value) if field.name == "citation" and not has_date else None
        if date:
            derived.append(Field("date", field.value[date.start : date.end], field.span))
        if language := translated_from(said):
            derived.append(Field("original language", language, field.span))
    return derived


def _fields() -> set[str]:
    return {field for field, _ in knowledge.labels().values()} | {"credits", "editor's note"}


def _reference(field: Field) -> list[Field]:
    """The archive's reference, verbatim: a citation without its title, date, publisher and credits."""
    text = _URL.sub(" ", field.value)
    text = text[: first_credit(text)]
    found: list[Field] = []
    if field.name == "citation":
        publisher = re.search(rf"[^,]*{knowledge.small_words('digital archive').pattern}[^,]*", text)
        date = dates.find_date(text)
        if publisher:
            found.append(Field("collection", publisher.group().strip(), field.span))
        if not publisher and not date:
            return []
        text = text[max(publisher.end() if publisher else 0, date.end if date else 0) :]
    text = re.sub(
        r"(?<=\d)\.(?:\s+[^\W\d_a-zà-öø-ÿа-яёő]\w{3,}\D*)?$", "", text.lstrip(" ,.<>").rstrip(" ,<>")
    )
    return [*found, Field("archive", text, field.span)] if any(c.isalnum() for c in text) else found


def _of_format(source: Source) -> list[Field]:
    return [
        Field(_FROM_FORMAT[f.name], fold_blanks(f.value), f.span)
        for f in source.fields
        if f.name in _FROM_FORMAT and f.value.strip()
    ]


def _of_letter(units: list[Unit], known: set[str]) -> list[Field]:
    """What the letter's own head says, and its dateline or, for want of one, its heading's date."""
    found = []
    for unit in units:
        if unit.kind in {Kind.BODY, Kind.HEADING} and unit.field.startswith("letter "):
            name, _, value = unit.field.removeprefix("letter ").partition("\t")
            found.append(Field(name, fold_blanks(value), unit.span))
    if "date" not in known and not any(field.name == "date" for field in found):
        found.extend(itertools.islice(_own_dates(units), 1))
    return found


def _own_dates(units: list[Unit]) -> Iterator[Field]:
    for kind in (Kind.DATELINE, Kind.HEADING):
        for unit in units:
            date = dates.find_date(unit.text) if unit.kind is kind else None
            if date and date.has_day:
                yield Field("date", unit.text[date.start : date.end], unit.span)


def _normal(field: Field) -> Field:
    if field.name == "url" and (address := _URL.search(field.value)):
        return replace(field, value=address.group())
    if field.name == "translator" and language_of_line(field.value):
        return replace(field, name="languages of translations")
    if field.name in {"date", "dateline", "upload date"}:
        found = dates.find_date(field.value)
        return replace(field, normal=found.edtf) if found else field
    if field.name in {"original language", "language"}:
        return replace(field, normal=next(iter(_languages_in(field.value)), ""))
    return field


def _unique(fields: Iterable[Field]) -> list[Field]:
    seen: dict[tuple[str, str], Field] = {}
    for field in fields:
        seen.setdefault((field.name, field.value), field)
    return list(seen.values())
