"""XCES as OPUS has it: a file of sentences for each version, and one of links for each pair of languages."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from diptych.errors import ExchangeError
from diptych.exchange.parallel import ParallelText, Text, Unit, by_languages
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.roots import begins_with, parse_root
from diptych.exchange.written import Losses, Written
from diptych.model import Status
from diptych.xml import Element

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_DOCTYPE = '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n'
_FILE = re.compile(r"(?P<version>[^/]+)/(?P<document>.+?)\.xml(?:\.gz)?")
_ROOT = "cesAlign"
_NOTES = "notes"


def write_xces(texts: Sequence[ParallelText]) -> Written:
    """For each pair of languages the links, `corpus.ru-en.xml`, for each version sentences, `ru/letter.xml`.

    What `xtargets` names first is of fromDoc, which is the source (InterText has it the other way round).
    """
    losses = Losses()
    files: dict[str, bytes] = {}
    for (source, target), members in by_languages(texts).items():
        links = "".join(line for text in members for line in _groups(text))
        file = f'{_HEAD}{_DOCTYPE}<cesAlign version="1.0">\n{links}</cesAlign>\n'
        files[f"corpus.{source}-{target}.xml"] = file.encode()
        for text in members:
            for version in (text.source, text.target):
                name = sentence_file(text, version)
                if name not in files:
                    files[name] = "".join(_sentences(text, version, losses)).encode()
    return Written(files, tuple(losses.found))


def sentence_file(text: ParallelText, version: Text) -> str:
    """The name of the file with the sentences of a version: `ru/letter.xml`."""
    return f"{version.version}/{text.document}.xml"


def _sentences(text: ParallelText, version: Text, losses: Losses) -> Iterator[str]:
    yield f"{_HEAD}<text xml:lang={quoteattr(version.language)}>\n"
    for id, lines in version.by_paragraph():
        note = ' type="note"' if lines[0].is_note else ""
        yield f"<p id={quoteattr(id)}{note}>\n"
        for line in lines:
            words = losses.legal_in_xml(line.text, f"{text.document}.{line.id}")
            yield f"<s id={quoteattr(line.id)}>{escape(words)}</s>\n"
        yield "</p>\n"
    yield "</text>\n"


def _groups(text: ParallelText) -> Iterator[str]:
    """The links of the text, then those of its notes if it has any."""
    source, target = (quoteattr(sentence_file(text, version)) for version in (text.source, text.target))
    for is_note, units in groupby(text.units, key=lambda unit: unit.is_note):
        kind = f' type="{_NOTES}"' if is_note else ""
        yield f' <linkGrp targType="s"{kind} fromDoc={source} toDoc={target}>\n'
        yield from map(_link, units)
        yield " </linkGrp>\n"


def _link(unit: Unit) -> str:
    bead = unit.bead
    targets = quoteattr(f"{' '.join(bead.source)};{' '.join(bead.target)}")
    return (
        f'  <link id="SL{unit.id}" xtargets={targets} type="{bead.kind}" '
        f'certainty="{bead.confidence:.3f}" status="{bead.status.value}"/>\n'
    )


def is_xces(data: bytes) -> bool:
    """Whether an XML file holds links as OPUS has them."""
    return begins_with(data, _ROOT)


def read_xces(data: bytes, where: str) -> tuple[Returned, ...]:
    """The alignments of a file of links, in its order.

    Args:
        data: the file.
        where: its name, for errors.

    Raises:
        ExchangeError: it is no such file, or a link is not as it must be.
    """
    found: dict[tuple[str, str, str], list[ReturnedBead]] = {}
    for group in parse_root(data, _ROOT, where).iter("linkGrp"):
        is_note = group.get("type") == _NOTES
        beads = found.setdefault(_alignment(group, where), [])
        beads += [_returned(link, is_note, f"{where}:{link.sourceline}") for link in group.iter("link")]
    return tuple(Returned(*names, beads) for names, beads in found.items())


def _alignment(group: Element, where: str) -> tuple[str, str, str]:
    """Document, source and target that a group names."""
    place = f"{where}:{group.sourceline}"
    source, target = (_FILE.fullmatch(group.get(name) or "") for name in ("fromDoc", "toDoc"))
    if not source or not target:
        raise ExchangeError("does not say which files it links", place, 'as in fromDoc="ru/letter.xml"')
    if source["document"] != target["document"]:
        raise ExchangeError("links two documents", place, "the names must be the same but for the folder")
    return source["document"], source["version"], target["version"]


def _returned(link: Element, is_note: bool, where: str) -> ReturnedBead:
    sides = (link.get("xtargets") or "").split(";")
    if len(sides) != 2:
        raise ExchangeError("a link without two sides", where, 'as in xtargets="ru.p1.s1;en.p1.s1 en.p1.s2"')
    source, target = (tuple(side.split()) for side in sides)
    status, confidence = _status(link.get("status")), _probability(link.get("certainty"))
    return ReturnedBead(source, target, where, status, confidence, is_note=is_note)


def _status(name: str | None) -> Status | None:
    return Status(name) if name in set(Status) else None


def _probability(certainty: str | None) -> float | None:
    """What is stated, if it can be a probability: other aligners state scores of their own there."""
    try:
        value = float(certainty or "")
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
