"""A TEI file of ours back as sentences and beads, for whoever compares it with what it was made from."""

from collections.abc import Callable
from dataclasses import dataclass

from diptych.errors import TeiError
from diptych.model import Alignment, Bead, Role
from diptych.tei.links import NOTES, REJECTED, STATUS
from diptych.tei.markup import TEI, XML_ID, XML_LANG, Element
from diptych.tei.parsing import parse, required, string_value

_STATUS = {f"#{category}": status for status, category in STATUS.items()}


@dataclass(frozen=True, slots=True)
class TeiVersion:
    """A version as it stands in the file.

    Attributes:
        name: as in the ids of its sentences.
        language: BCP 47 code.
        role: original or translation.
        sentences: the words of each sentence by its id, in text order.
        notes: ids of the sentences that stand in notes.
        paragraphs: the id of each sentence's paragraph by its own.
    """

    name: str
    language: str
    role: Role
    sentences: dict[str, str]
    notes: frozenset[str]
    paragraphs: dict[str, str]


@dataclass(frozen=True, slots=True)
class TeiCorpus:
    """What a file holds.

    Attributes:
        id: of the corpus.
        title: of the document.
        versions: in the order of the file.
        alignments: as the model has them; the confidence of a confirmed bead is 1.
    """

    id: str
    title: str
    versions: tuple[TeiVersion, ...]
    alignments: tuple[Alignment, ...]


def read_tei(
    data: bytes, where: str = "", wanted: Callable[[str, str], bool] = lambda source, target: True
) -> TeiCorpus:
    """Sentences and beads of a file that `validate_tei` has nothing against.

    Args:
        data: the file.
        where: its name, for messages.
        wanted: whether the beads of the text between two versions are asked for; those of notes always are.

    Raises:
        TeiError: the file cannot be parsed or is not of our making.
    """
    root = parse(data, where)
    try:
        versions = tuple(_version(element) for element in root.iterfind(TEI + "TEI"))
        title = root.findtext(f"{TEI}teiHeader//{TEI}titleStmt/{TEI}title[@type='main']", "")
        return TeiCorpus(root.get(XML_ID, ""), title, versions, _alignments(root, wanted))
    except ValueError as error:
        raise TeiError(
            f"the file is not as Diptych writes it: {error}", where, "`diptych validate` says more"
        ) from None


def _version(element: Element) -> TeiVersion:
    (text,) = element.iterchildren(TEI + "text")
    elements = {required(s, XML_ID): s for s in text.iter(TEI + "s")}
    back = text.iterfind(f"{TEI}back//{TEI}s")
    return TeiVersion(
        name=required(text, XML_ID).removesuffix(".text"),
        language=required(text, XML_LANG),
        role=Role(required(element, "type")),
        sentences={id: string_value(s) for id, s in elements.items()},
        notes=frozenset(required(s, XML_ID) for s in back),
        paragraphs={id: _paragraph(s) for id, s in elements.items()},
    )


def _paragraph(sentence: Element) -> str:
    """The id of the element that the sentence is a part of."""
    holder = sentence.getparent()
    while holder is not None:
        if id := holder.get(XML_ID):
            return id
        holder = holder.getparent()
    return ""


def _alignments(root: Element, wanted: Callable[[str, str], bool]) -> tuple[Alignment, ...]:
    found: dict[tuple[str, str], dict[str | None, tuple[Bead, ...]]] = {}
    reasons = {
        pointer: note.text or ""
        for note in root.iterfind(f"{TEI}standOff/{TEI}listAnnotation/{TEI}note")
        for pointer in required(note, "target").split()
    }
    for group in root.iterfind(f"{TEI}standOff/{TEI}linkGrp"):
        source, target = (domain[1:].removesuffix(".text") for domain in required(group, "domains").split())
        subtype = group.get("subtype")
        is_left = subtype is None and not wanted(source, target)
        beads = () if is_left else tuple(_bead(element, reasons) for element in group)
        found.setdefault((source, target), {})[subtype] = beads
    return tuple(
        Alignment(source, target, beads.get(None, ()), beads.get(NOTES, ()), beads.get(REJECTED, ()))
        for (source, target), beads in found.items()
    )


def _bead(element: Element, reasons: dict[str, str]) -> Bead:
    ids = tuple(pointer[1:] for pointer in required(element, "target").split())
    sources = int(required(element, "n").partition(":")[0])
    (status,) = (_STATUS[word] for word in required(element, "ana").split() if word in _STATUS)
    cert = required(element, "cert")
    return Bead(
        ids[:sources],
        ids[sources:],
        1.0 if cert == "high" else float(cert),
        status,
        reasons.get("#" + required(element, XML_ID), ""),
    )
