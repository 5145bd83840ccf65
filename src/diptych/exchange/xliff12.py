"""XLIFF 1.2, which most CAT tools still read best; otherwise as `xliff.py` has it.

What is confirmed is approved and `final`. Confidence, ids and the rest stand in a context group.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diptych import __version__
from diptych.exchange.markup import attribute, content, plain_text
from diptych.exchange.parallel import ParallelText, Unit
from diptych.exchange.properties import properties, remarks
from diptych.exchange.written import Losses, Written
from diptych.model import Bead, Status
from diptych.xml import Element

_PREFIX = "x-diptych-"
_REVIEWED = frozenset({"final", "signed-off"})
_SENT_BACK = frozenset({"new", "needs-translation"})


def write_xliff12(texts: Sequence[ParallelText]) -> Written:
    """A file a text, `letter.ru-en.xlf`.

    Args:
        texts: what is handed on; one without beads makes no file.
    """
    return a_file_a_text(texts, _file)


def a_file_a_text(
    texts: Sequence[ParallelText], written: Callable[[ParallelText, Losses], Iterable[str]]
) -> Written:
    """Files of XLIFF, of whatever version.

    Args:
        texts: what is handed on; one without beads makes no file, which would not be valid.
        written: the pieces of a text's file.
    """
    losses = Losses()
    files = {f"{text.stem}.xlf": "".join(written(text, losses)).encode() for text in texts if text.units}
    return Written(files, tuple(losses.found))


def _file(text: ParallelText, losses: Losses) -> Iterator[str]:
    source, target = map(attribute, text.languages)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        f"<file original={attribute(text.document)} source-language={source} target-language={target} "
        'datatype="plaintext" tool-id="diptych" xml:space="preserve">\n'
        '<header><tool tool-id="diptych" tool-name="Diptych" '
        f"tool-version={attribute(__version__)}/></header>\n<body>\n"
    )
    for unit in text.units:
        yield from _unit(text, unit, losses)
    yield "</body>\n</file>\n</xliff>\n"


def _unit(text: ParallelText, unit: Unit, losses: Losses) -> Iterator[str]:
    id = text.id(unit)
    source, target = (content(losses.legal_in_xml(words, id)) for words in text.words(unit))
    confirmed = unit.bead.status is Status.CONFIRMED
    approved = ' approved="yes"' if confirmed else ""
    yield f'<trans-unit id="{unit.id}" resname={attribute(id)}{approved} xml:space="preserve">\n'
    yield f"<source>{source}</source>\n"
    if unit.bead.target or confirmed:
        yield f'<target state="{_state(unit.bead)}">{target}</target>\n'
    yield '<context-group purpose="information">\n'
    for name, value in properties(text, unit).items():
        yield f'<context context-type="{_PREFIX}{name}">{content(value)}</context>\n'
    yield "</context-group>\n"
    for remark in remarks(unit):
        yield f'<note from="diptych">{content(losses.legal_in_xml(remark, id))}</note>\n'
    yield "</trans-unit>\n"


def _state(bead: Bead) -> str:
    states = {
        Status.CONFIRMED: "final",
        Status.AUTO: "translated",
        Status.REJECTED: "needs-translation",
    }
    return states[bead.status]


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """What a unit says of its bead, in either version.

    Attributes:
        stated: its properties by name.
        words: of both sides.
        notes: remarks, ours and others.
        is_approved: whether a person approved of it; none if it does not say.
        is_sent_back: whether its state says that it is still to be translated.
    """

    stated: Mapping[str, str]
    words: tuple[str, str]
    notes: tuple[str, ...]
    is_approved: bool | None
    is_sent_back: bool


def read_unit_of_12(unit: Element) -> FoundUnit:
    """What a `trans-unit` says."""
    stated = {
        context.get("context-type", "").removeprefix(_PREFIX): context.text or ""
        for context in unit.iterfind("{*}context-group/{*}context")
    }
    source, target = unit.find("{*}source"), unit.find("{*}target")
    return FoundUnit(
        stated,
        (
            plain_text(source) if source is not None else "",
            plain_text(target) if target is not None else "",
        ),
        tuple(map(plain_text, unit.iterfind("{*}note"))),
        _is_approved(unit, target),
        target is not None and target.get("state") in _SENT_BACK,
    )


def _is_approved(unit: Element, target: Element | None) -> bool | None:
    """What the unit says; where it says nothing, what the state says."""
    if "approved" in unit.attrib:
        return unit.get("approved") == "yes"
    state = target.get("state") if target is not None else None
    return state in _REVIEWED if state else None
