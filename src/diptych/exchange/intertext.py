"""InterText: two texts with numbered sentences, and the links that its editor and server correct."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from xml.sax.saxutils import escape, quoteattr

from diptych.errors import ExchangeError
from diptych.exchange.parallel import ParallelText, Text
from diptych.exchange.places import Places, all_rows, returned_beads
from diptych.exchange.returned import Returned, ReturnedBead
from diptych.exchange.roots import begins_with, parse_root
from diptych.exchange.written import Losses, Written
from diptych.model import Status
from diptych.xml import Element

_HEAD = "<?xml version='1.0' encoding='utf-8'?>\n"
_ROOT = "linkGrp"
_STATUSES = {Status.CONFIRMED: "man", Status.AUTO: "auto"}
_STATUSES_READ = {name: status for status, name in _STATUSES.items()}
_PLAIN = "plain"
"""A link that nobody stands behind: of sentences that InterText must hold and that were not asked for."""

_CHANGED = "text changed in InterText does not come back, only links do"


def write_intertext(texts: Sequence[ParallelText]) -> Written:
    """For each text the links, `letter.ru.en.alignment.xml`, and each version, `letter.ru.xml`.

    What `xtargets` and `type` name first is of toDoc, which is the target (OPUS has it the other way round).
    """
    losses = Losses()
    files: dict[str, bytes] = {}
    for text in texts:
        files[alignment_file(text)] = "".join(_links(text)).encode()
        for version in (text.source, text.target):
            name = _text_file(text, version)
            if name not in files:
                files[name] = "".join(_sentences(text, version, losses)).encode()
    return Written(files, tuple(losses.found))


def alignment_file(text: ParallelText) -> str:
    """The name of the file with the links."""
    return f"{text.document}.{text.source.version}.{text.target.version}.alignment.xml"


def _text_file(text: ParallelText, version: Text) -> str:
    return f"{text.document}.{version.version}.xml"


def _numbers(version: Text) -> list[str]:
    """What InterText numbers the sentences: paragraph and sentence in it, `3:2`."""
    return [
        f"{paragraph}:{number}"
        for paragraph, (_, lines) in enumerate(version.by_paragraph(), start=1)
        for number in range(1, len(lines) + 1)
    ]


def _sentences(text: ParallelText, version: Text, losses: Losses) -> Iterator[str]:
    yield f"{_HEAD}<doc id={quoteattr(text.document)} lang={quoteattr(version.language)}>\n"
    for paragraph, (_, lines) in enumerate(version.by_paragraph(), start=1):
        yield f'<p id="{paragraph}">\n'
        for number, line in enumerate(lines, start=1):
            words = losses.legal_in_xml(line.text, f"{text.document}.{line.id}")
            yield f'<s id="{paragraph}:{number}">{escape(words)}</s>\n'
        yield "</p>\n"
    yield "</doc>\n"


def _links(text: ParallelText) -> Iterator[str]:
    source, target = _numbers(text.source), _numbers(text.target)
    to, of = (quoteattr(_text_file(text, version)) for version in (text.target, text.source))
    yield f"{_HEAD}<linkGrp toDoc={to} fromDoc={of}>\n"
    for row in all_rows(text):
        first = " ".join(target[place] for place in row.target)
        second = " ".join(source[place] for place in row.source)
        kind = f"{len(row.target)}-{len(row.source)}"
        status = _STATUSES.get(row.unit.bead.status, _PLAIN) if row.unit else _PLAIN
        yield f"<link type='{kind}' xtargets='{first};{second}' status='{status}'/>\n"
    yield "</linkGrp>\n"


def is_intertext(data: bytes) -> bool:
    """Whether an XML file holds links as InterText has them."""
    return begins_with(data, _ROOT)


def read_intertext(data: bytes, where: str, texts: Sequence[ParallelText]) -> list[Returned]:
    """The links that InterText saved, the sides as fromDoc and toDoc say; plain ones say nothing.

    Args:
        data: the file of links.
        where: its name, for errors.
        texts: as the project has them; whose sentences the numbers count, fromDoc and toDoc say.

    Raises:
        ExchangeError: it is no such file, is of other texts, or of texts with other sentences.
    """
    root = parse_root(data, _ROOT, where)
    text, is_turned = _linked(root, texts, where)
    source, target = _Side(text.source), _Side(text.target)
    to, of = (source, target) if is_turned else (target, source)
    beads: list[ReturnedBead] = []
    for link in root.iter("link"):
        place = f"{where}:{link.sourceline}"
        first, separator, second = (link.get("xtargets") or "").partition(";")
        if not separator:
            raise ExchangeError("a link without two sides", place, "as in xtargets='1:1;1:1 1:2'")
        taken = {to: to.take(first, place), of: of.take(second, place)}
        if status := _STATUSES_READ.get(link.get("status", _PLAIN)):
            beads += returned_beads(text, taken[source], taken[target], place, status)
    source.check_whole(where)
    target.check_whole(where)
    return [Returned(text.document, text.source.version, text.target.version, beads)]


def _linked(root: Element, texts: Sequence[ParallelText], where: str) -> tuple[ParallelText, bool]:
    """The text that a file is of, and whether it leads from our target to our source."""
    stated = [PurePosixPath(root.get(name) or "").name for name in ("fromDoc", "toDoc")]
    for text in texts:
        ours = [_text_file(text, text.source), _text_file(text, text.target)]
        if stated in (ours, ours[::-1]):
            return text, stated != ours
    raise ExchangeError(f"links {' and '.join(stated)}", where, "these are no two texts of the project")


class _Side:
    """A version while links take its sentences, of which InterText leaves none out."""

    def __init__(self, version: Text) -> None:
        self._name = version.version
        self._places = {number: place for place, number in enumerate(_numbers(version))}
        self._left = dict(self._places)

    def take(self, numbers: str, where: str) -> Places:
        """The places of the sentences of these numbers."""
        for number in numbers.split():
            if number not in self._places:
                raise ExchangeError(f"there is no sentence {number} in {self._name}", where, _CHANGED)
            self._left.pop(number, None)
        return tuple(self._places[number] for number in numbers.split())

    def check_whole(self, where: str) -> None:
        """A sentence that no link has was joined with another there, and all numbers behind it are wrong."""
        for number in self._left:
            raise ExchangeError(f"sentence {number} of {self._name} is in no link", where, _CHANGED)
