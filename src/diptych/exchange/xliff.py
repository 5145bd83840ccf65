"""XLIFF 2.1: a document's beads as units to review in a CAT tool, and what became of them there.

What is confirmed has the state `final`, everything else that has a translation `translated`. A sentence
without translation is a unit without target, or, where a person confirmed that, with an empty one. What
was added in the translation has an empty source. Confidence, ids and the rest stand in the metadata module.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from diptych.errors import ExchangeError
from diptych.exchange.markup import attribute, content, plain_text, root_element
from diptych.exchange.parallel import ParallelText, Unit
from diptych.exchange.properties import (
    Alignment,
    by_alignment,
    known_units,
    properties,
    reason_among,
    recovered,
    remarks,
    returned_bead,
    reviewed_status,
)
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.written import Losses, Written
from diptych.exchange.xliff12 import FoundUnit, a_file_a_text, read_unit_of_12
from diptych.model import Bead, Status
from diptych.xml import Element

_CATEGORY = "diptych"
_REVIEWED = frozenset({"reviewed", "final"})
_SENT_BACK = "initial"
_UNHEARD = (
    f"a state that asks for another translation rejects nothing; add the note {Status.REJECTED} to reject it"
)


def write_xliff(texts: Sequence[ParallelText]) -> Written:
    """A file a text, `letter.ru-en.xlf`.

    Args:
        texts: what is handed on; one without beads makes no file, which would not be valid.
    """
    return a_file_a_text(texts, _file)


def _file(text: ParallelText, losses: Losses) -> Iterator[str]:
    source, target = map(attribute, text.languages)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff version="2.1" srcLang={source} trgLang={target} '
        'xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">\n'
        f'<file id="f1" original={attribute(text.document)} xml:space="preserve">\n'
    )
    for unit in text.units:
        yield from _unit(text, unit, losses)
    yield "</file>\n</xliff>\n"


def _unit(text: ParallelText, unit: Unit, losses: Losses) -> Iterator[str]:
    id = text.id(unit)
    source, target = (content(losses.legal_in_xml(words, id)) for words in text.words(unit))
    yield f'<unit id="{unit.id}" name={attribute(id)}>\n'
    yield f'<mda:metadata><mda:metaGroup category="{_CATEGORY}">\n'
    for name, value in properties(text, unit).items():
        yield f'<mda:meta type="{name}">{content(value)}</mda:meta>\n'
    yield "</mda:metaGroup></mda:metadata>\n"
    if notes := [content(losses.legal_in_xml(remark, id)) for remark in remarks(unit)]:
        yield f"<notes>{''.join(f'<note>{note}</note>' for note in notes)}</notes>\n"
    state = _state(unit.bead)
    yield f'<segment state="{state}"><source>{source}</source>'
    yield f"<target>{target}</target>" if unit.bead.target or state == "final" else ""
    yield "</segment>\n</unit>\n"


def _state(bead: Bead) -> str:
    if bead.status is Status.CONFIRMED:
        return "final"
    return "translated" if bead.target and bead.status is Status.AUTO else "initial"


def read_xliff(data: bytes, where: str, texts: Sequence[ParallelText] = ()) -> tuple[Returned, ...]:
    """The beads of a file of ours, XLIFF 2.1 or 1.2, also after a CAT tool saved it.

    The state decides: who sets it to `final` or `reviewed` (1.2: `signed-off`, or approves the unit)
    confirms the bead, any other state is no decision. A note `rejected` rejects the bead.

    Args:
        data: the file.
        where: its name, for errors.
        texts: of the project, for tools that drop metadata and keep the names of units.

    Raises:
        ExchangeError: it is no XLIFF of these versions, or a unit is none of ours.
    """
    root = root_element(data, where, "xliff")
    version = root.get("version", "")
    if version[:1] not in _READERS:
        raise ExchangeError(f"XLIFF {version or 'without a version'} is not known", where, "2.x or 1.2")
    name, id, read = _READERS[version[:1]]
    known = known_units(texts)
    beads = []
    for unit in root.iterfind(f".//{{*}}{name}"):
        found = read(unit)
        place = f"{where}, unit {unit.get('id', '')}, line {unit.sourceline}"
        stated = recovered(found.stated, unit.get(id, ""), found.words, known)
        beads.append(_returned(stated, found, place))
    return by_alignment(beads)


def _returned(stated: dict[str, str], found: FoundUnit, where: str) -> tuple[Alignment, ReturnedBead]:
    """The bead of a unit with these properties; a note rejects it, otherwise its state decides."""
    reasons = [note for note in found.notes if note.strip().lower() != Status.REJECTED]
    is_rejected = len(reasons) < len(found.notes)
    is_unheard = found.is_sent_back and stated.get("status") == Status.AUTO and not is_rejected
    status = Status.REJECTED if is_rejected else reviewed_status(found.is_approved, stated)
    alignment, bead = returned_bead({**stated, "status": status}, found.words, where, reason_among(reasons))
    return alignment, replace(bead, unheard=_UNHEARD if is_unheard and bead.target else None)


def _read_unit(unit: Element) -> FoundUnit:
    stated = {meta.get("type", ""): meta.text or "" for meta in unit.iterfind(".//{*}meta")}
    source, target = (
        "".join(map(plain_text, unit.iterfind(f"./*/{{*}}{side}"))) for side in ("source", "target")
    )
    states = {segment.get("state") for segment in unit.iterfind("{*}segment")}
    return FoundUnit(
        stated,
        (source, target),
        tuple(map(plain_text, unit.iterfind(".//{*}note"))),
        None if None in states or not states else states <= _REVIEWED,
        _SENT_BACK in states,
    )


_READERS: dict[str, tuple[str, str, Callable[[Element], FoundUnit]]] = {
    "2": ("unit", "name", _read_unit),
    "1": ("trans-unit", "resname", read_unit_of_12),
}
"""By version: what a unit is called, which attribute has our id, how it is read."""
