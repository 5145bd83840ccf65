"""The record of a document: what the page states about it, read from the units that state it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from diptych.model import Field, Kind, Metadata, Source
from diptych.survey import dates
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
_NAME = r"[^\W\d_a-zа-яё][\w'’.-]*(?:[\s\u00a0]+(?:de|von|van|der|da|di|la)?[\s\u00a0]*[^\W\d_a-zа-яё][\w'’-]*\.?){0,4}?"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,[\s\u00a0]*|,?[\s\u00a0]+(?:and|und|et|и|és|i|a|și|y|та)[\s\u00a0]+){_NAME})*)"
_CREDIT = re.compile(
    r"(?P<what>(?i:(?:contributed|obtained|provided|selected|transcribed|edited|translated|übersetzt|traduit|перевод|перевёл|перевел)"
    r"(?:(?:,|[\s\u00a0]+and)[\s\u00a0]+(?:contributed|obtained|provided|translated|edited|transcribed))*))"
    r"(?:[\s\u00a0]+(?:for|from|into|on behalf of|aus dem|du|с)[\s\u00a0]+[^.;:]{1,60}?)??[\s\u00a0]*(?:(?:by|von|par)\b|:)?[\s\u00a0]+"
    + _NAMES
    + r"(?=[\s\u00a0]*(?:\.(?:\s|$)|[;<(\n]|https?:|$|[\s\u00a0](?:for|from|with|on|at|in)\b))"
)
_ROLES = {
    "contribut": "contributor",
    "obtain": "contributor",
    "provid": "contributor",
    "translat": "translator",
    "übersetz": "translator",
    "tradui": "translator",
    "перев": "translator",
    "edit": "editor",
}
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
_TRANSLATED_FROM = re.compile(
    r"(?:translated|translation) from (?:the )?(?:original )?(\w+)|перев(?:од|едено) с (\w+)|aus dem (\w+) übersetzt|übersetz(?:t|ung) aus dem (\w+)|traduit du (\w+)",
    re.IGNORECASE,
)
_DIGITAL_ARCHIVE = re.compile(r"[^,]*Digital Archive[^,]*")


def read_record(units: list[Unit], source: Source) -> Metadata:
    """All statements of the page and of its format, in the order of the page."""
    stated = _stated(units)
    fields = [*stated, *_derived(stated)]
    known = {field.name for field in fields}
    fields.extend(field for field in _of_format(source) if field.name not in known or field.name not in {"title", "date", "url"})
    fields.extend(_of_letter(units, {field.name for field in fields}))
    return Metadata(tuple(_unique(_normal(field) for field in fields)))


def original_languages(metadata: Metadata) -> list[str]:
    """Languages that the record states as the original's."""
    return [field.normal for field in metadata.all("original language") if field.normal]


def stated_languages(metadata: Metadata) -> list[str]:
    """Every language that the record names."""
    return [f.normal for f in metadata.fields if f.name in {"original language", "language"} and f.normal]


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
    names = {field.name for field in fields}
    derived: list[Field] = []
    for field in fields:
        if field.name in {"citation", "source", "credits", "contributor", "translator", "contents", "archive"}:
            derived.extend(_credits(field))
        if field.name in {"citation", "source"}:
            derived.extend(Field("url", match.group(), field.span) for match in _URL.finditer(field.value))
        if field.name in {"citation", "source"} and not names & {"archive"}:
            derived.extend(_reference(field))
        if match := _TRANSLATED_FROM.search(field.value):
            derived.append(Field("original language", next(filter(None, match.groups())), field.span))
    return derived


def _credits(field: Field) -> list[Field]:
    found = []
    for match in _CREDIT.finditer(field.value):
        what = match["what"].casefold()
        people = re.split(r",?\s+(?:and|und|et|и|és|i|și|y|та)\s+|,\s*", match["names"])
        for stem, role in _ROLES.items():
            if stem in what:
                found.extend(Field(role, _without_stop(person), field.span) for person in people if person.strip())
    return found


def _without_stop(name: str) -> str:
    """A name without the full stop of its sentence; initials keep theirs."""
    name = name.strip()
    return name[:-1] if re.search(r"\w{3}\.$", name) else name


def _reference(field: Field) -> list[Field]:
    """The archive's reference, verbatim: what is left of a citation without title, date, publisher and credits."""
    text = _URL.sub(" ", field.value)
    credit = _CREDIT.search(text)
    text = text[: credit.start()] if credit else text
    found = []
    if field.name == "citation":
        publisher = _DIGITAL_ARCHIVE.search(text)
        if publisher is None:
            return []
        found.append(Field("collection", publisher.group().strip(), field.span))
        text = text[publisher.end() :]
    text = text.strip(" ,<>")
    return [*found, Field("archive", text, field.span)] if any(c.isalnum() for c in text) else found


def _of_format(source: Source) -> list[Field]:
    return [Field(_FROM_FORMAT[f.name], fold_blanks(f.value), f.span) for f in source.fields if f.name in _FROM_FORMAT and f.value.strip()]


def _of_letter(units: list[Unit], known: set[str]) -> list[Field]:
    """What the letter's own head and dateline say."""
    found = []
    for unit in units:
        if unit.kind in {Kind.BODY, Kind.HEADING} and unit.field.startswith("letter "):
            name, _, value = unit.field.removeprefix("letter ").partition("\t")
            found.append(Field(name, fold_blanks(value), unit.span))
        elif unit.kind is Kind.DATELINE and "date" not in known and not any(f.name == "date" for f in found):
            found.append(Field("date", fold_blanks(unit.text), unit.span))
    return found


def _normal(field: Field) -> Field:
    if field.name in {"date", "dateline", "upload date"}:
        found = dates.find_date(field.value)
        return replace(field, normal=found.edtf) if found else field
    if field.name in {"original language", "language"}:
        return replace(field, normal=language_code(field.value))
    return field


def _unique(fields: Iterable[Field]) -> list[Field]:
    seen: dict[tuple[str, str], Field] = {}
    for field in fields:
        seen.setdefault((field.name, field.value), field)
    return list(seen.values())
