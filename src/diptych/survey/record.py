"""The record of a document: what the page states about it, read from the units that state it."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from diptych.model import Field, Kind, Metadata, Source
from diptych.survey import dates, knowledge, shape
from diptych.survey.announcements import PREFIX
from diptych.survey.credits import find_credits, first_credit, names_source_language, translated_from
from diptych.survey.labels import language_of_line
from diptych.survey.language import language_code
from diptych.survey.people import divide_people, divide_subjects
from diptych.survey.references import (
    divide_references,
    is_signature,
    levels_named,
    names_archive,
    parse_reference,
    placed_levels,
)
from diptych.survey.units import HEADINGS, RUN_ON, Unit

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+")
_DOI = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/[^\s<>\"]+)", re.IGNORECASE)
_QUOTED = re.compile(r"[\s\d.\[(]*[“\"«„](?P<title>.{3,}?)[,.]?[”\"»“](?=[\s,.;]|$)")
_BEHIND_REFERENCE = re.compile(r"(?<=\d)\.(?:\s+[^\W\d_a-zà-öø-ÿа-яёő]\w{3,}\D*)?$")
_STOP = re.compile(r"(?:(?<=\w\w\w)|(?<=\d))\.$")
"""The full stop behind a statement that is no abbreviation."""
_TITLE_PARTS = re.compile(r"\s+[–—|·:-]\s+|\s*[»›]\s+")
_TITLE_DASHES = re.compile(r"\s+[–—|·:-]\s+")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_YEAR = re.compile(r"(?<!\d)1[5-9]\d\d(?!\d)")
_LISTED = frozenset({"author", "translator", "contributor", "editor", "subject"})
"""What may be stated several times in a list, one entry each."""
_PEOPLE = _LISTED - {"subject"} | {"addressee", "sender", "transcriber"}
_ONCE = frozenset({"title", "date", "url"})
"""What the format states only where the page does not."""
LONGEST_LEVEL = 30
"""Characters of the number of a level of a reference."""
_SINCE_THE_WEB = 20
_FIRST_UPLOADS = 1990
"""Before this year nothing was put on the web: such a date is the document's."""
"""Century of a year of two figures in the date of an upload."""


def read_record(units: list[Unit], source: Source) -> Metadata:
    """All statements of the page and of its format, in the order of the page."""
    found = _stated(units)
    stated = [field for field in found if field.name not in knowledge.format_fields()]
    stated.extend(_of_headings(units))
    named = {field.name for field in stated}
    stated.extend(field for field in _of_format(found) if field.name not in named & _ONCE)
    fields = [*stated, *_level_by_level(units, stated), *_derived(stated)]
    known = {field.name for field in fields}
    said_by_format = (_without_site(field, units) for field in _of_format(source.fields))
    fields.extend(field for field in said_by_format if field.name not in known & _ONCE)
    fields.extend(_of_letter(units, {field.name for field in fields}))
    return read_fields(fields)


def read_fields(fields: Sequence[Field]) -> Metadata:
    """Statements under the names that pages have for them, lists divided, with their standard forms."""
    century = _century(fields)
    fields = _with_date_of_issue(fields)
    return Metadata(tuple(_unique(_normal(one, century) for field in fields for one in _each(field))))


def _with_date_of_issue(fields: Sequence[Field]) -> list[Field]:
    """What a repository calls publication is the document's own date where that was before the web."""
    return [
        replace(field, name="date")
        if field.name == "upload date"
        and (year := _YEAR.search(field.value))
        and int(year.group()) < _FIRST_UPLOADS
        else field
        for field in fields
    ]


def original_languages(metadata: Metadata) -> list[str]:
    """Languages that the record states as the original's."""
    return [field.normal for field in metadata.all("original language") if field.normal]


def described_languages(metadata: Metadata) -> list[str]:
    """Languages of the document as the record lists them; the original's comes first by custom.

    What meta tags say is left out: on many sites it is the language of the site.
    """
    listed = (field.value for field in metadata.all("language") if field.span)
    return [code for value in listed for code in _languages_in(value)]


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
    marks: frozenset[str] = frozenset()
    for unit in units:
        name = unit.field
        if name.startswith("label "):
            before = ""
            continue
        if not name or name.startswith(("section ", "opens ", PREFIX)) or not _states(unit):
            if unit.kind is not Kind.FURNITURE:
                before = ""
            continue
        value = fold_blanks(unit.text)
        if (RUN_ON in unit.marks and not shape.is_prose(value)) or name == "title":
            value = _STOP.sub("", value)
        if name == "title" == before and unit.marks != marks:
            continue
        marks = unit.marks
        if name == before and not (unit.marks & {"dd", "li"} and name in _LISTED):
            fields[-1] = replace(fields[-1], value=f"{fields[-1].value} {value}")
        else:
            fields.append(Field(name, value, unit.span))
        before = name
    return fields


def _of_headings(units: list[Unit]) -> Iterator[Field]:
    """The language that the heading of a translation names as the original's."""
    for unit in units:
        if unit.field == "section translation" and names_source_language(unit.text):
            yield Field("original language", translated_from(unit.text), unit.span)


def _level_by_level(units: list[Unit], stated: list[Field]) -> list[Field]:
    """One reference of the lines that state its levels one by one: “Фонд: 3”, “Опись: 8”, “Дело: 28”."""
    levels: list[tuple[tuple[str, ...], str, Field]] = []
    for before, value in itertools.pairwise(units):
        label = before.text.strip(" *_:：︰\u00a0") if before.field.startswith("label ") else ""
        named = levels_named(label) if label and _states(value) else ()
        if named and len(value.text) <= LONGEST_LEVEL and any(map(str.isdigit, value.text)):
            words = fold_blanks(value.text).rstrip(".")
            levels.append((named, label, Field("archive", words, value.span)))
    parts = tuple(placed_levels((named, field.value) for named, _, field in levels))
    if len({level for level, _ in parts}) < 2 or not {"fonds", "series", "container"} & dict(parts).keys():
        return []
    held = [field.value for field in stated if field.name == "archive" and names_archive(field.value)][:1]
    repository = [("repository", name) for name in held if parse_reference(name) is None]
    said = ", ".join([*held, *(f"{label} {field.value}" for _, label, field in levels)])
    return [Field("archive", said, levels[0][2].span, parts=(*repository, *parts))]


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
    stated = {field.name for field in fields}
    derived: list[Field] = []
    for field in fields:
        said = field.value if field.name in _fields() else f"{field.name}: {field.value}"
        if field.name not in {"title", "summary", "date", "rights"}:
            derived.extend(
                Field(role, name, field.span)
                for role, name in find_credits(said)
                if not language_of_line(name)
            )
        if field.name == "citation":
            derived.extend(one for one in _cited(field) if one.name not in stated)
        if field.name in {"citation", "source"}:
            derived.extend(
                Field("url", address, field.span) for address in map(address_in, _addresses(field.value))
            )
            derived.extend(one for one in _reference(field) if one.name not in stated & {"archive"})
        if language := translated_from(said):
            derived.append(Field("original language", language, field.span))
    return derived


def _cited(field: Field) -> Iterator[Field]:
    """Title and date of a citation that gives the title in quotation marks."""
    title = _QUOTED.match(field.value)
    if title:
        yield Field("title", title["title"], field.span)
    behind = title.end() if title else 0
    date = dates.find_date(field.value[behind:]) or dates.find_date(field.value)
    if date:
        start = behind if dates.find_date(field.value[behind:]) else 0
        yield Field("date", field.value[start + date.start : start + date.end], field.span)


@cache
def _fields() -> set[str]:
    return {field for field, _ in knowledge.labels().values()} | {"credits", "editor's note"}


def _reference(field: Field) -> list[Field]:
    """The archive's reference, verbatim: a citation without its title, date, publisher and credits."""
    text = _ADDRESS.sub(" ", field.value)
    text = text[: first_credit(text)]
    found: list[Field] = []
    if knowledge.small_words("edition").match(text.lstrip(' "“«')):
        return []
    if field.name == "citation":
        title = _QUOTED.match(text)
        text = text[title.end() :] if title else text
        publisher = re.search(rf"[^,]*{knowledge.small_words('digital archive').pattern}[^,]*", text)
        date = dates.find_date(text)
        if publisher:
            found.append(Field("collection", publisher.group().strip(), field.span))
        if not publisher and not date:
            return []
        text = text[max(publisher.end() if publisher else 0, date.end if date else 0) :]
    text = text.lstrip(" ,.<").rstrip(" ,<>")
    parsed = parse_reference(text)
    if parsed:
        return [*found, Field("archive", text[: parsed.end].lstrip("[( "), field.span)]
    text = _BEHIND_REFERENCE.sub("", text)
    is_one = (
        names_archive(text) or is_signature(text) if field.name == "source" else any(map(str.isalnum, text))
    )
    return [*found, Field("archive", text, field.span)] if is_one else found


def _of_format(fields: Sequence[Field]) -> list[Field]:
    """What meta tags and the like state, and records that print their names, under our names."""
    said = [
        (*knowledge.format_fields()[f.name.casefold()], f)
        for f in fields
        if f.name.casefold() in knowledge.format_fields() and f.value.strip()
    ]
    best = {name: min(rank for n, rank, _, _ in said if n == name) for name, _, _, _ in said}
    return [
        Field(name, fold_blanks(field.value), field.span)
        for name, rank, only_best, field in said
        if not only_best or rank == best[name]
    ]


def _without_site(field: Field, units: list[Unit]) -> Field:
    """A title as the page itself has it, without the name of the site behind it or before it."""
    parts = _title_signs(field.value).split(field.value) if field.name == "title" else []
    if len(parts) < 2:
        return field
    headed = {fold_blanks(unit.text) for unit in units if unit.marks & HEADINGS}
    if bare := next((part for part in _runs_of(field.value) if part in headed), ""):
        return replace(field, value=bare)
    furniture = {knowledge.bare(unit.text) for unit in units if unit.kind in {Kind.FURNITURE, Kind.TITLE}}
    last = parts[-1]
    if knowledge.bare(last) in furniture:
        return replace(field, value=field.value[: -len(last)].rstrip(" –—|·:-"))
    return field


def _title_signs(title: str) -> re.Pattern[str]:
    """What parts a title from its site's name; a guillemet that closes words of the title does not."""
    return _TITLE_DASHES if "«" in title or "‹" in title else _TITLE_PARTS


def _runs_of(title: str) -> list[str]:
    """A title without what stands before its first or behind its last sign, the longest first."""
    signs = list(_title_signs(title).finditer(title))
    runs = [title[: sign.start()] for sign in signs] + [title[sign.end() :] for sign in signs]
    return sorted(runs, key=len, reverse=True)


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


def _each(field: Field) -> list[Field]:
    """The statements of a list, one each."""
    if field.name == "archive" and not field.parts:
        return _references(field)
    if field.name not in _LISTED:
        return [field]
    divide = divide_subjects if field.name == "subject" else divide_people
    return [replace(field, value=value) for value in divide(field.value)] or [field]


def _references(field: Field) -> list[Field]:
    """Each reference of a list; the archive of the first holds for those that name none."""
    each = divide_references(field.value)
    first = parse_reference(each[0]) if len(each) > 1 else None
    held = tuple(part for part in first.parts if part[0] in {"repository", "place"}) if first else ()
    return [replace(field, value=value, parts=_with_archive(value, held)) for value in each]


def _with_archive(text: str, held: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    parsed = parse_reference(text)
    if parsed is None:
        return ()
    names_none = parsed.parts[0][0] != "repository"
    return (*held, *parsed.parts) if names_none else parsed.parts


def _century(fields: Iterable[Field]) -> int:
    """The century in which most of the stated years lie; years of two figures are taken to lie in it."""
    years = [
        year[:2] for field in fields if field.name != "upload date" for year in _YEAR.findall(field.value)
    ]
    return int(Counter(years).most_common(1)[0][0]) if years else 19


def _normal(field: Field, century: int) -> Field:
    if field.name == "url":
        return _address(field)
    if field.name == "translator" and language_of_line(field.value):
        return replace(field, name="languages of translations")
    if field.name in {"date", "dateline", "upload date"}:
        found = dates.find_date(field.value, _SINCE_THE_WEB if field.name == "upload date" else century)
        return replace(field, normal=found.edtf) if found else field
    if field.name in {"original language", "language"}:
        return replace(field, normal=next(iter(_languages_in(field.value)), ""))
    if field.name in _PEOPLE:
        return replace(field, value=_STOP.sub("", field.value))
    return field


def _addresses(text: str) -> list[str]:
    return [match.group() for match in _ADDRESS.finditer(text)]


def _address(field: Field) -> Field:
    """An address without the punctuation around it; a DOI with the address that resolves it."""
    if found := _addresses(field.value):
        return replace(field, value=address_in(found[0]))
    if doi := _DOI.search(field.value):
        name = address_in(doi.group(1))
        return replace(field, value=name, normal=f"https://doi.org/{name}")
    return field


def address_in(text: str) -> str:
    """An address without the punctuation that follows it in a sentence; brackets in it are kept.

    >>> address_in("https://a.org/b(c)."), address_in("https://a.org/b).")
    ('https://a.org/b(c)', 'https://a.org/b')
    """
    while text and (text[-1] in ".,:;!?'’»" or _closes_nothing(text)):
        text = text[:-1]
    return text


def _closes_nothing(text: str) -> bool:
    opening = _BRACKETS.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)


def _unique(fields: Iterable[Field]) -> list[Field]:
    seen: dict[tuple[str, str], Field] = {}
    for field in fields:
        seen.setdefault((field.name, field.value), field)
    return list(seen.values())
