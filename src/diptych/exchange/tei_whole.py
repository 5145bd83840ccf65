"""The whole corpus as one TEI file, with ids that are unique over all documents."""

from collections.abc import Sequence

from diptych.exchange.editions import add_comments, alignment_of, correspond, places_of, tree_of, versions_of
from diptych.exchange.parallel import ParallelText, by_document
from diptych.exchange.written import Losses, Written
from diptych.model import Status
from diptych.tei.collection import Part, header_of_all, root_of_all
from diptych.tei.header import measures_again
from diptych.tei.integrity import POINTING
from diptych.tei.links import partners, stand_off
from diptych.tei.markup import TEI, XML_ID, Element, pointers
from diptych.tei.writer import OFFICIAL_MODELS, as_file


def write_tei_whole(texts: Sequence[ParallelText]) -> Written:
    """`corpus.xml`: a `<teiCorpus>` that holds those of all documents.

    The texts are whole; links and `@corresp` are those of the beads asked for. Before the ids of a document
    stands the document's own: `doc-letter.ru.p1.s1`.
    """
    losses = Losses()
    documents = by_document(texts)
    root = root_of_all()
    root.append(header_of_all([_part(name, members) for name, members in documents.items()]))
    taken: set[str] = set()
    for members in documents.values():
        root.append(_unique(_selected(tree_of(members, losses), members), taken))
    return Written({"corpus.xml": as_file(root, OFFICIAL_MODELS)}, tuple(losses.found))


def _part(name: str, texts: Sequence[ParallelText]) -> Part:
    versions = versions_of(texts)
    units = [unit for text in texts for unit in text.units]
    return Part(
        name,
        texts[0].title,
        "",
        tuple(version.language for version in versions),
        tuple(len(version.lines) for version in versions),
        sum(not unit.is_note and unit.bead.status is not Status.REJECTED for unit in units),
    )


def _selected(root: Element, texts: Sequence[ParallelText]) -> Element:
    """A document with the links asked for instead of all."""
    alignments = [alignment_of(text) for text in texts]
    for old in root.findall(f"{TEI}standOff"):
        root.remove(old)
    links = stand_off(alignments, places_of(texts), {})
    if links is not None:
        add_comments(links, texts)
        root.insert(1, links)
    others = partners(alignments)
    for s in root.iter(TEI + "s"):
        ids = others.get(s.get(XML_ID, ""), [])
        correspond(s, pointers(ids))
    measures_again(root[0], alignments)
    return root


def _unique(root: Element, taken: set[str]) -> Element:
    """A document with its own id before all its others; two of one id are told apart by a number."""
    own = str(root.get(XML_ID))
    first = next(id for id in (own, *(f"{own}-{n}" for n in range(2, len(taken) + 3))) if id not in taken)
    taken.add(first)

    def renamed(id: str) -> str:
        if id == own or id.startswith(f"{own}."):
            return first + id.removeprefix(own)
        return f"{first}.{id}"

    for one in root.iter(TEI + "*"):
        for name, value in one.items():
            if name == XML_ID:
                one.set(name, renamed(str(value)))
            elif name in POINTING:
                words = str(value).split()
                one.set(name, " ".join([f"#{renamed(w[1:])}" if w.startswith("#") else w for w in words]))
    return root
