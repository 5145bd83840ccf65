"""What a schema cannot say: that pointers point, that beads cover the texts, that numbers add up.

A rule is a function from the file to the elements that break it, each with the
words that tell which. Its docstring is the message. A new rule is a function, a line in `RULES`,
and a file tests/tei/broken/<code>.xml.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

from diptych.tei.index import Group, Index, local_ids
from diptych.tei.links import STATUS
from diptych.tei.markup import TEI, XML_ID, Element
from diptych.tei.parsing import Problem, line_of, string_value

Found = Iterator[tuple[Element, str]]
Rule = Callable[[Index], Found]

POINTING = frozenset({"target", "corresp", "ana", "resp", "domains", "who", "next", "prev", "change"})
"""Attributes that point to elements."""


def dangling(file: Index) -> Found:
    """A pointer must name the xml:id of an element in this file."""
    for element in file.root.iter(TEI + "*"):
        for attribute, value in element.items():
            if attribute in POINTING:
                words = str(value).split()
                missing = (word for word in words if word[0] == "#" and word[1:] not in file.ids)
                yield from ((element, f"{attribute}={word}") for word in missing)


def lonely_link(file: Index) -> Found:
    """A link needs two targets at least; a sentence without counterpart is a ptr."""
    for _, element, ids in _beads(file):
        if element.tag == TEI + "link" and len(ids) < 2:
            yield element, " ".join(ids)


def nested_sentence(file: Index) -> Found:
    """A sentence must not stand in another one."""
    for s in file.root.iter(TEI + "s"):
        if any(outer.tag == TEI + "s" for outer in s.iterancestors()):
            yield s, _name(s)


def empty_sentence(file: Index) -> Found:
    """A sentence must have words."""
    for s in file.root.iter(TEI + "s"):
        if not string_value(s).strip():
            yield s, _name(s)


def uncovered(file: Index) -> Found:
    """A sentence of an aligned text must stand in a bead of that alignment."""
    for group in file.aligned:
        covered = set(chain.from_iterable(bead.ids for bead in group.beads))
        for id, place in file.places.items():
            if place.text in group.domains and place.note is group.notes and id not in covered:
                yield file.sentences[id], id


def covered_twice(file: Index) -> Found:
    """A sentence must not stand in two beads of one alignment."""
    for group in file.aligned:
        counted = Counter(chain.from_iterable(bead.ids for bead in group.beads))
        for bead in group.beads:
            for id in bead.ids:
                if counted[id] > 1:
                    yield bead.element, id


def wrong_stream(file: Index) -> Found:
    """Notes align only with notes, in a group of their own."""
    for group, element, ids in _beads(file):
        for id in ids:
            if id in file.places and not group.rejected and file.places[id].note is not group.notes:
                yield element, id


def wrong_count(file: Index) -> Found:
    """@n must count the targets of each side."""
    for group in file.groups:
        for bead in group.beads:
            sides = group.sides(bead, file.places)
            if None not in sides and bead.element.get("n") != f"{sides.count(0)}:{sides.count(1)}":
                yield bead.element, f"{bead.element.get('n')} for {sides.count(0)}:{sides.count(1)}"


def wrong_order(file: Index) -> Found:
    """The targets of a bead must stand source side first, each side in text order."""
    for group in file.groups:
        for bead in group.beads:
            sides = group.sides(bead, file.places)
            keys = [
                (side, file.places[id].number)
                for side, id in zip(sides, bead.ids, strict=True)
                if side is not None
            ]
            if keys != sorted(keys):
                yield bead.element, " ".join(bead.ids)


def out_of_domain(file: Index) -> Found:
    """A bead must point to sentences of the two texts that its group names."""
    for group in file.groups:
        for bead in group.beads:
            for side, id in zip(group.sides(bead, file.places), bead.ids, strict=True):
                if side is None and id in file.ids:
                    yield bead.element, id


def wrong_corresp(file: Index) -> Found:
    """@corresp of a sentence must name the sentences that its beads link it with."""
    expected: dict[str, set[str]] = {}
    for group in file.aligned:
        for bead in group.beads:
            if "#al.rejected" not in bead.element.get("ana", "").split():
                _expect(group.sides(bead, file.places), bead.ids, expected)
    for id, s in file.sentences.items():
        if set(local_ids(s, "corresp")) != expected.get(id, set()):
            yield s, id


def _expect(sides: list[int | None], ids: tuple[str, ...], expected: dict[str, set[str]]) -> None:
    """Add what a bead says to what `@corresp` must say."""
    halves = [[id for id, side in zip(ids, sides, strict=True) if side == which] for which in (0, 1)]
    for half, others in (halves, halves[::-1]):
        for id in half:
            expected.setdefault(id, set()).update(others)


def crossing(file: Index) -> Found:
    """A bead that stands before an earlier one in its text must be marked #al.crossing, it or the other."""
    for group in file.aligned:
        for bead in _crossing(group, file):
            yield bead, _name(bead)


def _crossing(group: Group, file: Index) -> Iterator[Element]:
    last = {domain: -1 for domain in group.domains}
    for bead in group.beads:
        places = [file.places[id] for id in bead.ids if id in file.places]
        places = [place for place in places if place.text in last]
        marked = "#al.crossing" in bead.element.get("ana", "").split()
        if marked:
            continue
        if any(place.number < last[place.text] for place in places):
            yield bead.element
        for place in places:
            last[place.text] = max(last[place.text], place.number)


def wrong_measure(file: Index) -> Found:
    """The numbers in the header must be those of the file."""
    sentences = Counter(place.text for place in file.places.values())
    beads = {_name(group.element): len(group.beads) for group in file.groups}
    for measure in file.root.iter(TEI + "measure"):
        counts = {"s": sentences, "bead": beads}.get(measure.get("unit", ""))
        for id in local_ids(measure, "corresp"):
            if counts is not None and measure.get("quantity") != str(counts.get(id, 0)):
                yield measure, f"{measure.get('quantity')} for {counts.get(id, 0)}"


def unclear_status(file: Index) -> Found:
    """@ana of a bead must say whether it is automatic, reviewed or rejected, and only one of them."""
    known = {f"#{category}" for category in STATUS.values()}
    for _, element, _ids in _beads(file):
        if len(known.intersection(element.get("ana", "").split())) != 1:
            yield element, _name(element)


RULES: dict[str, Rule] = {
    "E101": dangling,
    "E102": lonely_link,
    "E103": nested_sentence,
    "E104": empty_sentence,
    "E201": uncovered,
    "E202": covered_twice,
    "E203": wrong_stream,
    "E204": wrong_count,
    "E205": wrong_order,
    "E206": out_of_domain,
    "E207": wrong_corresp,
    "E208": crossing,
    "E209": wrong_measure,
    "E210": unclear_status,
}
"""Code to rule. E1: the file; E2: the alignment."""


def check(file: Index, where: str = "") -> Iterator[Problem]:
    """Every rule broken, in the order of the rules."""
    for code, rule in RULES.items():
        for element, which in rule(file):
            yield Problem(code, line_of(element), f"{rule.__doc__} Here: {which}", where=where)


def _beads(file: Index) -> Iterator[tuple[Group, Element, tuple[str, ...]]]:
    return ((group, bead.element, bead.ids) for group in file.groups for bead in group.beads)


def _name(element: Element) -> str:
    return element.get(XML_ID, "an element without id")
