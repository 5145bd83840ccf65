"""The way from a source to a document without sentences, step by step."""

from dataclasses import replace

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
    assembly,
    belonging,
    doubts,
    labels,
    layout,
    listings,
    notes,
    pages,
    parts,
    record,
    regions,
    run_on,
    smoothing,
    statements,
    turns,
    versions,
)
from diptych.survey.apparatus import cut_apparatus
from diptych.survey.language import detect, document_languages
from diptych.survey.units import Unit, cut_lines, in_source_order


def survey(source: Source) -> Document:
    """Find what each part of a page is.

    Returns:
        a document whose blocks partition the source, with metadata, doubts and
        versions; the versions have paragraphs but no sentences yet.
    """
    units, stated = named(source)
    units = belonging.find_roles(units, [field.value for field in stated.all("title")])
    units = versions.assign_versions(units)
    roles = versions.assign_roles(
        units,
        record.original_languages(stated),
        record.described_languages(stated),
        record.says_translated(stated),
    )
    units = _name_parts(units, list(roles.roles))
    units = _read_letter_heads(units)
    metadata = record.read_record(units, source)
    units = turns.rejoin(pages.join_over_pages(units))
    notes_there = frozenset(
        unit.field.removeprefix("opens ") for unit in units if unit.field.startswith("opens ")
    )
    anchors = sorted(mark.span for mark in source.marks if mark.name == "noteref")
    units = [piece for unit in units for piece in cut_apparatus(unit, notes_there, anchors)]
    return _document(source, units, metadata, roles)


def named(source: Source) -> tuple[list[Unit], Metadata]:
    """What labels, marks and formulas decide, and the languages of all units; and what the record states."""
    units = listings.find_listings(layout.lay_out(source))
    units = statements.read_statements(run_on.cut_run_on(units))
    units = run_on.cut_letters(units)
    units = pages.find_page_furniture(units)
    units = notes.find_notes(units)
    units = regions.find_regions(units)
    stated = record.read_record(units, source)
    units = smoothing.assign_languages(units, record.stated_languages(stated))
    return units, stated


def as_one_text(source: Source, language: str | None = None) -> Document:
    """A source taken as it is: every line with text is body of one version, in one language.

    Args:
        source: the file.
        language: its language; detected where it is not given.
    """
    units = layout.join_lines(cut_lines(source.text), source.text)
    if language is None:
        candidates = document_languages([unit.text for unit in units])
        language = detect(source.text, candidates)[0]
    units = [
        replace(
            unit.decided(Kind.BODY, "taken as it is"), version=language, language=language, confidence=1.0
        )
        for unit in units
    ]
    roles = versions.Roles({language: (Role.ORIGINAL, "the only text of the file")})
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
            unit = replace(unit, field=f"letter {label[0]}\t{unit.text[label[2] :].strip()}")
        read.append(unit)
    return read


def _document(source: Source, units: list[Unit], metadata: Metadata, roles: versions.Roles) -> Document:
    partitioned = assembly.partition(in_source_order(units), source.text)
    paragraphs = assembly.paragraphs(partitioned)
    found = tuple(
        Version(name, name, role, paragraphs[name], role_reason=reason)
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
    belongs = block.kind in TEXT_KINDS | INTERRUPTING_KINDS | {Kind.NOTE, Kind.EDITORIAL, Kind.GAP}
    return block if belongs else replace(block, version="")
