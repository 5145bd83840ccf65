"""What the links of a TEI file say: which sentences and paragraphs translate each other, and how surely."""

from collections.abc import Collection, Iterator, Mapping

from diptych.model import Link, Status
from diptych.reading.outlining import Outliner
from diptych.xml import Element, local_name

_ID = "{http://www.w3.org/XML/1998/namespace}id"
OUR_TEXT = ".text"
"""How the ids of our own texts end; before it stands the version's name."""
_STATUS = {"#al.reviewed": Status.CONFIRMED, "#al.rejected": Status.REJECTED}


def our_links(root: Element, writer: Outliner, versions: Collection[str]) -> list[Link]:
    """The beads of our own edition, each with what stands beside it: nothing of it is judged anew."""
    reasons = {
        pointer: text_of(note)
        for note in root.iterfind("{*}standOff/{*}listAnnotation/{*}note")
        for pointer in (note.get("target") or "").split()
    }
    known = _known(writer)
    found = []
    for group in root.iterfind("{*}standOff/{*}linkGrp"):
        domains = (group.get("domains") or "").split()
        pair = tuple(domain.removeprefix("#").removesuffix(OUR_TEXT) for domain in domains)
        if len(pair) == 2 and set(pair).issubset(versions):
            beads = group.iterchildren("{*}link", "{*}ptr")
            links = (
                _our_link(bead, _pointed(bead.get("target") or "", known), pair, reasons) for bead in beads
            )
            found += [link for link in links if link.members]
    return found


def _our_link(
    bead: Element, members: tuple[str, ...], pair: tuple[str, ...], reasons: Mapping[str, str]
) -> Link:
    cert = bead.get("cert") or ""
    return Link(
        members,
        _status(bead),
        pair,
        1.0 if cert == "high" else _probability(cert),
        reasons.get(f"#{bead.get(_ID)}", ""),
    )


def _status(link: Element) -> Status:
    return next((_STATUS[w] for w in (link.get("ana") or "").split() if w in _STATUS), Status.AUTO)


def _probability(cert: str) -> float | None:
    """A certainty as a number; none where it is none, so that the link is judged like any other."""
    try:
        number = float(cert)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def links_of(root: Element, writer: Outliner) -> list[Link]:
    """What links, or failing these `@corresp`, say of sentences and paragraphs that are there."""
    known = _known(writer)
    found = []
    for link in root.iter("{*}link", "{*}ptr"):
        group = link.getparent()
        if group is None or local_name(group) != "linkGrp":
            continue
        members = _pointed(link.get("target") or link.get("targets") or "", known)
        alone = local_name(link) == "ptr" and link.get("type") == "unaligned"
        if len(members) > 1 or (members and alone):
            found.append(Link(members, _status(link)))
    return found or list(_corresponding(root, known))


def _known(writer: Outliner) -> set[str]:
    """The keys of all paragraphs and sentences."""
    return {section.key for section in writer.sections} | {p.sentence for p in writer.passages if p.sentence}


def _pointed(targets: str, known: set[str]) -> tuple[str, ...]:
    """The keys that pointers name, if every one is known."""
    members = tuple(target.lstrip("#") for target in targets.split())
    return members if known.issuperset(members) else ()


def _corresponding(root: Element, known: set[str]) -> Iterator[Link]:
    """Groups of elements that point to each other, directly or by way of others."""
    group: dict[str, list[str]] = {}
    for element in root.iter("{*}*"):
        one = element.get(_ID, "")
        for other in _pointed(element.get("corresp") or "", known) if one in known else ():
            if group.get(other) is not group.setdefault(one, [one]):
                joined = group[one] + group.get(other, [other])
                group.update(dict.fromkeys(joined, joined))
    for first, members in group.items():
        if members[0] == first and len(members) > 1:
            yield Link(tuple(members))


def text_of(element: Element) -> str:
    """All characters in an element."""
    return "".join(map(str, element.itertext()))
