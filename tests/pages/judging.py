"""What a page with gold gives: how much of the text is where it belongs, and linked as it should be.

All shares count characters that are no white space. A hyphen that a line end brought in
(`{-}`) counts for neither side, and `{?}` is not judged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from diptych import Alignment, Document, Kind, Role, Sentence
from tests.pages.cases import Page, Segment

NOWHERE = -1
"""What a null bead links its sentences to."""

NOTE_COVERED = 0.9
"""A note is found if this share of it is in a note of its version, with as little else."""

Links = dict[int, tuple[frozenset[int], frozenset[int]]]
"""Beads by number: the characters of either side, `NOWHERE` for none."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was counted on a page, or over several.

    Attributes:
        body: characters of the gold's sentences.
        placed: those of them that stand in a sentence of the right version.
        tabled: characters of all sentences found.
        foreign: those of them that are not body.
        linked: gold's weight of links, and the part of it that was found.
        drawn: the weight of the found links, and the part of it that is gold.
        stated: gold's metadata fields, and those found.
        noted: gold's notes, and those found with label and version.
        anchored: gold's anchors, and those found.
        hyphens: hyphens of line ends, and those undone.
        originals: 1 where the page tells its original, and 1 where it was chosen.
    """

    body: int = 0
    placed: int = 0
    tabled: int = 0
    foreign: int = 0
    linked: tuple[float, float] = (0.0, 0.0)
    drawn: tuple[float, float] = (0.0, 0.0)
    stated: tuple[int, int] = (0, 0)
    noted: tuple[int, int] = (0, 0)
    anchored: tuple[int, int] = (0, 0)
    hyphens: tuple[int, int] = (0, 0)
    originals: tuple[int, int] = (0, 0)
    faults: tuple[str, ...] = field(default=(), repr=False)

    @property
    def in_place(self) -> float:
        """Share of body characters in the table on the right side."""
        return _share(self.placed, self.body)

    @property
    def strange(self) -> float:
        """Share of characters in the table that are not body."""
        return self.foreign / self.tabled if self.tabled else 0.0

    @property
    def links(self) -> float:
        """F1 of links."""
        precision, recall = _share(*reversed(self.drawn)), _share(*reversed(self.linked))
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def statements(self) -> float:
        """Share of metadata fields with the right value."""
        return _share(*reversed(self.stated))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def total(judgements: Iterable[Judgement]) -> Judgement:
    """All of them as if they were one page."""
    found = list(judgements)

    def added(name: str) -> tuple[float, float]:
        pairs = [getattr(j, name) for j in found]
        return sum(p[0] for p in pairs), sum(p[1] for p in pairs)

    numbers = {name: sum(getattr(j, name) for j in found) for name in ("body", "placed", "tabled", "foreign")}
    names = ("linked", "drawn", "stated", "noted", "anchored", "hyphens", "originals")
    return Judgement(**numbers, **{name: added(name) for name in names})


def judge(page: Page, document: Document) -> Judgement:
    """What `diptych.process` made of a page, against its gold."""
    text = page.source.text
    table = _table(document)
    partners = _partners(page, table)
    counted = [
        not c.isspace() and not s.hyphen and not s.unjudged for c, s in zip(text, page.gold, strict=True)
    ]
    body = [i for i, s in enumerate(page.gold) if s.units and counted[i]]
    tabled = [i for i in table if counted[i]]
    placed = [i for i in body if i in table and partners.get(table[i]) == page.gold[i].version]
    foreign = [i for i in tabled if not page.gold[i].units]
    linked, drawn = _links(page, document, partners, counted)
    stated, missed = _stated(page, document)
    noted, unnoted = _notes(page, document, partners, counted)
    anchored = _anchors(page, document)
    original = [partners.get(v.name, "") for v in document.versions if v.role is Role.ORIGINAL]
    soft = [i for i, s in enumerate(page.gold) if s.hyphen]
    return Judgement(
        len(body),
        len(placed),
        len(tabled),
        len(foreign),
        linked,
        drawn,
        stated,
        noted,
        anchored,
        (len(soft), sum(i not in table for i in soft)),
        (int(bool(page.original)), int(bool(page.original) and original == [page.original])),
        (
            *(f"not in its version: {line}" for line in _stretches(page, sorted(set(body) - set(placed)))),
            *(f"in the table: {line}" for line in _stretches(page, foreign)),
            *missed,
            *unnoted,
        ),
    )


def _table(document: Document) -> dict[int, str]:
    """For each character of a sentence that is no note's, the version."""
    return {
        i: version.name
        for version in document.versions
        for sentence in version.stream()
        for i in _characters(sentence)
    }


def _characters(sentence: Sentence) -> Iterable[int]:
    return (i for span in sentence.spans for i in range(span.start, span.end))


def _partners(page: Page, table: dict[int, str]) -> dict[str, str]:
    """For each found version the gold version of its language that it holds most of; each only once."""
    shared = Counter((found, page.gold[i].version) for i, found in table.items() if page.gold[i].units)
    partners: dict[str, str] = {}
    for (found, gold), _ in shared.most_common():
        if found not in partners and gold not in partners.values() and found[:2] == gold[:2]:
            partners[found] = gold
    return partners


def _stretches(page: Page, places: Sequence[int]) -> list[str]:
    """The places as text, one line for what stands together."""
    lines: list[list[int]] = []
    for place in places:
        if lines and not page.source.text[lines[-1][-1] + 1 : place].strip():
            lines[-1].append(place)
        else:
            lines.append([place])
    return [page.source.text[line[0] : line[-1] + 1] for line in lines]


# links


def _links(
    page: Page, document: Document, partners: dict[str, str], counted: Sequence[bool]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Gold's weight and what was found of it; the found weight and what is gold of it."""
    source = page.original or page.versions[0]
    linked, drawn = (0.0, 0.0), (0.0, 0.0)
    for target in page.versions:
        if target == source:
            continue
        gold = _gold_links(page, source, target, counted)
        found = _found_links(document, partners, (source, target), counted)
        linked, drawn = _plus(linked, _agreement(gold, found)), _plus(drawn, _agreement(found, gold))
    return linked, drawn


def _plus(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return a[0] + b[0], a[1] + b[1]


def _agreement(beads: Links, others: Links) -> tuple[float, float]:
    """The weight of beads, and how much of it the others have too.

    A bead weighs its characters. It links each character of one side with each of the
    other; the share of these pairs that some other bead links too is what it keeps.
    """
    sides = [{c: n for n, bead in others.items() for c in bead[side] if c != NOWHERE} for side in (0, 1)]
    whole = kept = 0.0
    for bead in beads.values():
        weight = sum(len(side - {NOWHERE}) for side in bead)
        touched = {sides[k][c] for k in (0, 1) for c in bead[k] if c in sides[k]}
        pairs = sum(len(bead[0] & others[n][0]) * len(bead[1] & others[n][1]) for n in touched)
        whole += weight
        kept += weight * pairs / (len(bead[0]) * len(bead[1]))
    return whole, kept


def _gold_links(page: Page, source: str, target: str, counted: Sequence[bool]) -> Links:
    """Units that stand together in a sentence of either version are one bead."""
    bead_of: dict[int, int] = {}
    for segment in dict.fromkeys(s for s in page.gold if s.version in {source, target} and s.units):
        joined = {bead_of.get(unit, unit) for unit in segment.units}
        for unit in [*segment.units, *(u for u, bead in bead_of.items() if bead in joined)]:
            bead_of[unit] = min(joined)
    sides: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for i, segment in enumerate(page.gold):
        if segment.units and counted[i] and segment.version in {source, target}:
            sides[bead_of[segment.units[0]]][segment.version == target].add(i)
    return _frozen(sides)


def _frozen(sides: dict[int, tuple[set[int], set[int]]]) -> Links:
    nowhere = {NOWHERE}
    return {n: (frozenset(a or nowhere), frozenset(b or nowhere)) for n, (a, b) in sides.items() if a or b}


def _found_links(
    document: Document, partners: dict[str, str], pair: tuple[str, str], counted: Sequence[bool]
) -> Links:
    for alignment in document.alignments:
        names = partners.get(alignment.source, ""), partners.get(alignment.target, "")
        if names in {pair, pair[::-1]}:
            return _bead_links(document, alignment, names == pair, counted)
    return {}


def _bead_links(document: Document, alignment: Alignment, forward: bool, counted: Sequence[bool]) -> Links:
    def characters(ids: tuple[str, ...]) -> set[int]:
        return {c for id in ids for c in _characters(document.sentence(id)) if counted[c]}

    sides = [(characters(bead.source), characters(bead.target)) for bead in alignment.beads]
    return _frozen(dict(enumerate(sides if forward else [(b, a) for a, b in sides])))


# metadata and notes


def _stated(page: Page, document: Document) -> tuple[tuple[int, int], list[str]]:
    found = {(f.name, f.value, f.normal) for f in document.metadata.fields}
    found.add(("missing", "", document.missing))
    found |= {(n, v, "") for n, v, _ in found} | {(n, "", normal) for n, _, normal in found}
    missed = [s for s in page.statements if (s.name, s.value, s.normal) not in found]
    faults = [
        f"not stated: {s.name} = {s.value} => {s.normal}, but "
        + "; ".join(f"{f.value} => {f.normal}" for f in document.metadata.all(s.name))
        for s in missed
    ]
    return (len(page.statements), len(page.statements) - len(missed)), faults


def _notes(
    page: Page, document: Document, partners: dict[str, str], counted: Sequence[bool]
) -> tuple[tuple[int, int], list[str]]:
    gold: dict[Segment, set[int]] = defaultdict(set)
    for i, segment in enumerate(page.gold):
        if segment.note and counted[i]:
            gold[segment].add(i)
    found: list[tuple[str, str, set[int]]] = []
    for version in document.versions:
        for paragraph, sentences in version.by_paragraph():
            if paragraph.kind is Kind.NOTE:
                places = {i for s in sentences for i in _characters(s) if counted[i]}
                found.append((partners.get(version.name, version.name), paragraph.label, places))
    missed = [note for note, places in gold.items() if not any(_same_note(note, places, n) for n in found)]
    faults = [f"no such note: {page.source.text[min(gold[n]) : max(gold[n]) + 1]}" for n in missed]
    return (len(gold), len(gold) - len(missed)), faults


def _same_note(note: Segment, places: set[int], found: tuple[str, str, set[int]]) -> bool:
    version, label, covered = found
    shared = len(places & covered)
    return (
        (version, label) == (note.version, note.note)
        and shared >= NOTE_COVERED * len(places)
        and shared >= NOTE_COVERED * len(covered)
    )


def _anchors(page: Page, document: Document) -> tuple[int, int]:
    anchors = [
        i
        for i, segment in enumerate(page.gold)
        if segment.anchor and (i == 0 or page.gold[i - 1].anchor != segment.anchor)
    ]
    found = [b.span for b in document.blocks if b.kind is Kind.NOTE_ANCHOR]
    return len(anchors), sum(any(span.start <= i < span.end for span in found) for i in anchors)


def partition_faults(document: Document) -> list[str]:
    """Where the blocks leave something out, take it twice, or give no reason; [] if all is well."""
    faults, position = [], 0
    for block in document.blocks:
        if not (block.span.start == position < block.span.end and block.reason):
            faults.append(f"{block.kind} at {block.span.start}, after {position}")
        position = block.span.end
    if position != len(document.source.text):
        faults.append(f"ends at {position}, the text at {len(document.source.text)}")
    return faults
