"""The alignment in TEI: beads as links outside the texts, in `<standOff>`.

A link needs two targets at least (a rule of the official schema), so a sentence
without counterpart is a `<ptr type="unaligned">` in the same group.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from diptych.alignment.chains import heaviest_chain
from diptych.model import Alignment, Bead, Document, Status
from diptych.tei.markup import RESP, REVIEWER, Element, element, pointers
from diptych.tei.names import group_id, text_id

CATEGORIES = {
    "al.auto": "proposed by software, not reviewed",
    "al.reviewed": "confirmed or corrected by a person",
    "al.rejected": "rejected by a person; no part of the alignment, kept so that it does not come again",
    "al.omission": "passage of the original without counterpart in the translation",
    "al.addition": "passage of the translation without counterpart in the original",
    "al.crossing": "stands elsewhere in the translation than what precedes and follows it in the original",
}
"""What a bead's `@ana` may point to."""

NOTES, REJECTED = "notes", "rejected"
"""Subtypes of a `linkGrp` that does not align the text itself."""
_PREFIXES = {None: "a", NOTES: "n", REJECTED: "rejected"}
"""How the ids of its beads begin."""

STATUS = {Status.AUTO: "al.auto", Status.CONFIRMED: "al.reviewed", Status.REJECTED: "al.rejected"}


def partners(alignments: Iterable[Alignment]) -> dict[str, list[str]]:
    """For each sentence those it is aligned with, for `@corresp`; rejected beads count for nothing."""
    found: dict[str, list[str]] = {}
    for alignment in alignments:
        for bead in (*alignment.beads, *alignment.notes):
            if bead.status is Status.REJECTED:
                continue
            for ids, others in ((bead.source, bead.target), (bead.target, bead.source)):
                for id in ids:
                    found.setdefault(id, []).extend(others)
    return found


def groups(alignment: Alignment) -> Iterator[tuple[str | None, tuple[Bead, ...]]]:
    """The beads of an alignment by the subtype of the `linkGrp` that holds them; none without beads."""
    members = ((None, alignment.beads), (NOTES, alignment.notes), (REJECTED, alignment.rejected))
    return ((subtype, beads) for subtype, beads in members if beads)


def places(document: Document) -> dict[str, int]:
    """As which of its version's sentences each one stands."""
    return {s.id: n for version in document.versions for n, s in enumerate(version.sentences)}


def stand_off(
    alignments: Iterable[Alignment], places: Mapping[str, int], homes: Mapping[str, str]
) -> Element | None:
    """The `<standOff>` of alignments; None where nothing is aligned.

    Args:
        alignments: with their beads.
        places: as which of its version's sentences each one stands.
        homes: for each version the address of the file that it stands in, where that is another one.
    """
    counters: Counter[str] = Counter()
    made: list[Element] = []
    reasons: dict[str, list[str]] = {}
    for alignment in alignments:
        for subtype, beads in groups(alignment):
            prefix = _PREFIXES[subtype]
            ids = [f"{prefix}{counters[prefix] + n}" for n in range(1, len(beads) + 1)]
            counters[prefix] += len(beads)
            made.append(_group(alignment, subtype, [*zip(ids, beads, strict=True)], places, homes))
            for id, bead in zip(ids, beads, strict=True):
                if bead.reason:
                    reasons.setdefault(bead.reason, []).append(id)
    if not made:
        return None
    return element("standOff", *made, _remarks(reasons), type="alignment")


def _group(
    alignment: Alignment,
    subtype: str | None,
    beads: Sequence[tuple[str, Bead]],
    places: Mapping[str, int],
    homes: Mapping[str, str],
) -> Element:
    """A group of beads with their ids."""
    is_apart = subtype == REJECTED
    crossed = (False for _ in beads) if is_apart else _crossing([bead for _, bead in beads], places)
    sides = homes.get(alignment.source, ""), homes.get(alignment.target, "")
    return element(
        "linkGrp",
        *(_bead(id, bead, crosses, sides) for (id, bead), crosses in zip(beads, crossed, strict=True)),
        xml_id=group_id(alignment.source, alignment.target, subtype),
        type="alignment",
        subtype=subtype,
        domains=f"{sides[0]}#{text_id(alignment.source)} {sides[1]}#{text_id(alignment.target)}",
        resp=f"#{RESP}",
    )


def _bead(id: str, bead: Bead, crosses: bool, sides: tuple[str, str]) -> Element:
    null = not bead.source or not bead.target
    return element(
        "ptr" if null else "link",
        xml_id=id,
        n=f"{len(bead.source)}:{len(bead.target)}",
        type="unaligned" if null else None,
        target=" ".join(
            [*(f"{sides[0]}#{one}" for one in bead.source), *(f"{sides[1]}#{one}" for one in bead.target)]
        ),
        cert="high" if bead.status is Status.CONFIRMED else certainty(bead.confidence),
        resp=None if bead.status is Status.AUTO else f"#{REVIEWER}",
        ana=pointers(_categories(bead, crosses)),
    )


def _categories(bead: Bead, crosses: bool) -> Iterator[str]:
    yield STATUS[bead.status]
    if not bead.target:
        yield "al.omission"
    if not bead.source:
        yield "al.addition"
    if crosses:
        yield "al.crossing"


def certainty(confidence: float) -> str:
    """A probability as `@cert` has it.

    >>> certainty(0.9731), certainty(0.9), certainty(1)
    ('0.973', '0.9', '1')
    """
    return f"{confidence:.3f}".rstrip("0").rstrip(".")


def _crossing(beads: Sequence[Bead], place: Mapping[str, int]) -> Iterator[bool]:
    """For each bead whether it stands out of the order that as many sentences as possible keep."""
    places = [([place[id] for id in bead.source], [place[id] for id in bead.target]) for bead in beads]
    frame = _frame(places)
    numbers = [number for number in range(len(beads)) if number in frame]
    last, following = [-1, -1], 0
    for number, sides in enumerate(places):
        while following < len(numbers) and numbers[following] < number:
            following += 1
        limits = [min(side) for side in places[numbers[following]]] if following < len(numbers) else None
        crosses = any(
            side and (min(side) < last[k] or (limits is not None and min(side) > limits[k]))
            for k, side in enumerate(sides)
        ) or (all(sides) and number not in frame)
        yield crosses
        if not crosses:
            last = [max([*side, end]) for side, end in zip(sides, last, strict=True)]


def _frame(places: Sequence[tuple[list[int], list[int]]]) -> set[int]:
    """The numbers of the beads with two sides that follow each other in both texts and in the list."""
    numbers: list[int] = []
    for number, (source, target) in enumerate(places):
        if source and target and (not numbers or min(source) > min(places[numbers[-1]][0])):
            numbers.append(number)
    starts = [(min(places[number][0]), min(places[number][1])) for number in numbers]
    return {numbers[k] for k in heaviest_chain(starts, [len(places[number][0]) for number in numbers])}


def _remarks(reasons: dict[str, list[str]]) -> Element | None:
    """What speaks against beads: one note for each reason, pointing to all beads that it was given for."""
    if not reasons:
        return None
    notes = (element("note", reason, type="reason", target=pointers(ids)) for reason, ids in reasons.items())
    return element("listAnnotation", *notes, type="reasons")
