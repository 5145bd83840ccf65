"""What the integrity rules ask of a file again and again, looked up once."""

from collections.abc import Iterator
from dataclasses import dataclass

from diptych.tei.links import NOTES, REJECTED
from diptych.tei.markup import TEI, XML_ID, Element


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: in which text, whether in a note, and as which of the text's sentences."""

    text: str
    note: bool
    number: int


@dataclass(frozen=True, slots=True)
class FoundBead:
    """A `link` or `ptr` of an alignment with the ids it points to."""

    element: Element
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A `linkGrp`: of which texts, of their notes or not, with which beads; or what a person rejected."""

    element: Element
    domains: tuple[str, ...]
    notes: bool
    beads: tuple[FoundBead, ...]
    rejected: bool = False

    def sides(self, bead: FoundBead, places: dict[str, Place]) -> list[int | None]:
        """For each target the side it stands on, 0 or 1; None for what is in neither text."""
        found = (places.get(id) for id in bead.ids)
        return [
            self.domains.index(place.text) if place and place.text in self.domains else None
            for place in found
        ]


@dataclass(frozen=True, slots=True)
class Index:
    """A file as the rules see it.

    Attributes:
        root: the corpus.
        ids: every element that has an id.
        sentences: the `<s>` elements that have an id, in text order.
        places: where each of them stands.
        groups: the alignments, and what is rejected.
        aligned: the alignments alone.
    """

    root: Element
    ids: dict[str, Element]
    sentences: dict[str, Element]
    places: dict[str, Place]
    groups: tuple[Group, ...]
    aligned: tuple[Group, ...]


def index(root: Element) -> Index:
    """Everything the rules look up."""
    ids = {id: element for element in root.iter(TEI + "*") if (id := element.get(XML_ID))}
    placed = list(_places(root))
    groups = tuple(_group(element) for element in root.iterfind(f"{TEI}standOff/{TEI}linkGrp"))
    return Index(
        root,
        ids,
        {element.get(XML_ID, ""): element for element, _ in placed},
        {element.get(XML_ID, ""): place for element, place in placed},
        groups,
        tuple(group for group in groups if not group.rejected),
    )


def local_ids(element: Element, attribute: str) -> tuple[str, ...]:
    """The ids that an attribute points to within the file."""
    return tuple(word[1:] for word in element.get(attribute, "").split() if word.startswith("#"))


def _places(root: Element) -> Iterator[tuple[Element, Place]]:
    for text in root.iterfind(f"{TEI}TEI/{TEI}text"):
        notes = {s for s in text.iterfind(f"{TEI}back//{TEI}s")}
        for number, s in enumerate(text.iter(TEI + "s")):
            if s.get(XML_ID):
                yield s, Place(text.get(XML_ID, ""), s in notes, number)


def _group(element: Element) -> Group:
    beads = (FoundBead(bead, local_ids(bead, "target")) for bead in element.iterfind(TEI + "*"))
    subtype = element.get("subtype")
    domains = local_ids(element, "domains")
    return Group(element, domains, subtype == NOTES, tuple(beads), subtype == REJECTED)
