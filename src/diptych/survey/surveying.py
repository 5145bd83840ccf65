"""The way from a source to a document without sentences, step by step."""

from dataclasses import replace

from diptych.errors import ReadingError
from diptych.model import (
    INTERRUPTING_KINDS,
    TEXT_KINDS,
    Block,
    Document,
    Kind,
    Metadata,
    Role,
    Source,
    Version,
)
from diptych.survey import (
    announcements,
    assembly,
    belonging,
    doubts,
    edition_heads,
    labels,
    layout,
    listings,
    monitoring,
    notes,
    page_ends,
    pages,
    parts,
    record,
    regions,
    renditions,
    run_on,
    smoothing,
    statements,
    time_codes,
    titles,
    turns,
    versions,
)
from diptych.survey.apparatus import FORMAT_MARKS, Calls, counting_labels, cut_apparatus
from diptych.survey.language import detect, document_languages
from diptych.survey.outlines import outlined
from diptych.survey.overrides import (
    NOTHING_STATED,
    Overrides,
    decide_stated,
    keep_stated,
    keep_versions,
    name_stated,
    release_text,
)
from diptych.survey.repetition import NOTHING_REPEATED, Repeated
from diptych.survey.roles import Roles, assign_roles, stated_roles
from diptych.survey.units import Unit, cut_lines, in_source_order

_OF_A_VERSION = TEXT_KINDS | INTERRUPTING_KINDS | {Kind.NOTE, Kind.EDITORIAL, Kind.GAP}


def survey(
    source: Source, overrides: Overrides = NOTHING_STATED, repeated: Repeated = NOTHING_REPEATED
) -> Document:
    """Find what each part of a page is.

    Args:
        source: the page.
        overrides: what a person states about it; the rules go by that.
        repeated: the lines that stand in many documents of its collection.

    Returns:
        a document whose blocks partition the source, with metadata, doubts and
        versions; the versions have paragraphs but no sentences yet.
    """
    if source.outline:
        return outlined(source, overrides=overrides)
    units, stated = named(source, overrides, repeated)
    named_titles = [field.value for field in stated.all("title")]
    if not named_titles:
        units = titles.numbered_title(units)
    units = monitoring.find_service_lines(edition_heads.find_numbered_head(units))
    second = renditions.find_renditions(units)
    starts = {units[place].span.start: name for place, name in second.items()}
    units = renditions.set_aside(units, second)
    judged = edition_heads.find_edition_head(belonging.find_roles(units, named_titles))
    units = keep_stated(judged if named_titles else titles.name_title(judged, units))
    settled = {passage.version for passage in overrides.passages}
    units = versions.assign_versions(units, settled.union(overrides.languages))
    units = versions.set_apart_surplus(keep_versions(renditions.released(units)))
    roles = _roles(units, stated, overrides)
    units = renditions.name_renditions(units, starts)
    roles = renditions.with_renditions(roles, units)
    units = name_stated(_name_parts(units, list(roles.roles)), overrides)
    units = _read_letter_heads(units)
    metadata = record.read_record(units, source)
    units = turns.rejoin(page_ends.join_over_pages(units))
    calls = _calls(units, source)
    units = [piece for unit in units for piece in cut_apparatus(unit, calls)]
    return _document(source, units, metadata, roles)


def _calls(units: list[Unit], source: Source) -> Calls:
    """What the whole document says of anchors and emphasis."""
    notes_there = frozenset(
        piece.field.removeprefix("opens ")
        for unit in units
        for piece in (unit, *unit.apart)
        if piece.field.startswith("opens ")
    )
    return Calls(
        notes_there,
        counting_labels(unit.text for unit in units if unit.kind in TEXT_KINDS),
        sorted((mark for mark in source.marks if mark.name in FORMAT_MARKS), key=lambda mark: mark.span),
    )


def _roles(units: list[Unit], stated: Metadata, overrides: Overrides) -> Roles:
    """Which version is the original: as a person says, else as the page does."""
    if overrides.original:
        reason = f"{overrides.reason}: stated as the original's"
        return stated_roles(units, overrides.original, reason)
    return assign_roles(
        units,
        record.original_languages(stated),
        record.described_languages(stated),
        record.says_translated(stated),
    )


def named(
    source: Source, overrides: Overrides = NOTHING_STATED, repeated: Repeated = NOTHING_REPEATED
) -> tuple[list[Unit], Metadata]:
    """What labels, marks and formulas decide, and the languages of all units; and what the record states."""
    units = decide_stated(layout.lay_out(source, overrides.passages, repeated))
    units = announcements.cut_prefixes(time_codes.cut_time_codes(units))
    units = listings.find_listings(pages.find_marked_heads(units))
    units = statements.read_statements(run_on.cut_run_on(units))
    units = run_on.cut_letters(announcements.mark_turns(units))
    units = pages.find_page_furniture(units)
    units = page_ends.join_cut_paragraphs(notes.find_notes(units), source.text)
    units = release_text(regions.find_regions(units))
    stated = record.read_record(units, source)
    units = smoothing.assign_languages(units, record.stated_languages(stated), overrides.languages)
    return units, stated


def as_one_text(source: Source, language: str | None = None) -> Document:
    """A source taken as it is: every line with text is body of one version, in one language.

    Args:
        source: the file.
        language: its language; detected where it is not given.

    Raises:
        ReadingError: the file states that it holds several texts.
    """
    if source.outline:
        document = outlined(source, language)
        if len(document.versions) == 1:
            return document
        names = " and ".join(version.name for version in document.versions)
        raise ReadingError(f"the file holds {names} already", source.name, "give it alone")
    units = layout.join_lines(cut_lines(source.text), source.text)
    if language is None:
        candidates = document_languages([unit.text for unit in units])
        language = detect(source.text, candidates)[0]
    units = [
        unit.decided(Kind.BODY, "taken as it is")._replace(
            version=language, language=language, confidence=1.0
        )
        for unit in units
    ]
    roles = Roles({language: (Role.ORIGINAL, "the only text of the file")})
    return _document(source, units, Metadata(), roles)


def _name_parts(units: list[Unit], names: list[str]) -> list[Unit]:
    """Name the parts of each version, which may stand interleaved on the page."""
    decided = list(units)
    for name in names:
        indexes = [i for i, unit in enumerate(units) if unit.kind is None and unit.version == name]
        for index, part in zip(indexes, parts.find_parts([units[i] for i in indexes]), strict=True):
            decided[index] = part
    return [
        _without_version(unit) if unit.kind in {None, Kind.NOTE} and unit.version not in names else unit
        for unit in decided
    ]


def _without_version(unit: Unit) -> Unit:
    if unit.kind is Kind.NOTE:
        return unit.decided(Kind.METADATA, "a note to no text of the page", "note")
    return unit.decided(Kind.FURNITURE, "not in the language of any version")


def _read_letter_heads(units: list[Unit]) -> list[Unit]:
    """Note what the letter's own `To:` and `From:` lines state; they stay text."""
    read = []
    for unit in units:
        label = (
            labels.split_label(unit.text)
            if unit.kind in {Kind.BODY, Kind.HEADING} and len(unit.text) < 200
            else None
        )
        if (
            label
            and (label[0] == "date" or labels.scope(label[1]) == "letter")
            and unit.text[label[2] :].strip()
        ):
            unit = unit._replace(field=f"letter {label[0]}\t{unit.text[label[2] :].strip()}")
        read.append(unit)
    return read


def _document(source: Source, units: list[Unit], metadata: Metadata, roles: Roles) -> Document:
    partitioned = assembly.partition(in_source_order(units), source.text)
    paragraphs = assembly.paragraphs(partitioned)
    found = tuple(
        Version(name, renditions.language_of(name), role, paragraphs[name], role_reason=reason)
        for name, (role, reason) in roles.roles.items()
        if name in paragraphs
    )
    blocks = tuple(_block_of(block) for block, _ in partitioned)
    text_units = [unit for unit in units if unit.kind in TEXT_KINDS]
    return Document(
        source, blocks, metadata, found, doubts=doubts.find_doubts(text_units), missing=roles.missing
    )


def _block_of(block: Block) -> Block:
    """A block without a version where its kind belongs to none."""
    return block if not block.version or block.kind in _OF_A_VERSION else replace(block, version="")
