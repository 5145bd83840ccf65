"""TEI in files of their own: each version, and apart from them each alignment, which points into both.

For tools and archives that want one text a file. The same ids as in the edition; what points from one file
into another is a whole address, `letter.en.xml#en.p1.s1`.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from urllib.parse import quote

from diptych.exchange.editions import add_comments, alignment_of, places_of, tree_of, versions_of
from diptych.exchange.parallel import ParallelText, by_document
from diptych.exchange.written import Losses, Written
from diptych.tei.header import measures_again
from diptych.tei.links import partners, stand_off
from diptych.tei.markup import TEI, XML_ID, XML_LANG, Element, element
from diptych.tei.names import text_id
from diptych.tei.writer import OFFICIAL_MODELS, as_file


def write_tei_split(texts: Sequence[ParallelText]) -> Written:
    """For each document a file a version, `letter.ru.xml`, and a file an alignment, `letter.ru-en.align.xml`.

    The texts are whole; links and `@corresp` are those of the beads asked for.
    """
    losses = Losses()
    files: dict[str, bytes] = {}
    for document, members in by_document(texts).items():
        split = _Split(document, members, losses)
        for version in split.names:
            files[f"{document}.{version}.xml"] = as_file(split.text(version), OFFICIAL_MODELS)
        for text in members:
            files[f"{document}.{text.pair}.align.xml"] = as_file(split.alignment(text), OFFICIAL_MODELS)
    return Written(files, tuple(losses.found))


class _Split:
    """A document that is taken apart.

    Args:
        document: what its files are named after.
        texts: every two of its versions that are handed on.
        losses: told of what is lost.
    """

    def __init__(self, document: str, texts: Sequence[ParallelText], losses: Losses) -> None:
        self.root = tree_of(texts, losses)
        self.header = self.root[0]
        self.names = [version.version for version in versions_of(texts)]
        self.homes = {name: quote(f"{document}.{name}.xml") for name in self.names}
        self.partners = partners(map(alignment_of, texts))
        self.places = places_of(texts)
        holders = self.root.findall(f"{TEI}TEI")
        self.holders = {name: _holder(holders, name) for name in self.names}
        self.home_of = {
            id: self.homes[name]
            for name, holder in self.holders.items()
            for one in holder.iter(TEI + "*")
            if (id := one.get(XML_ID))
        }

    def text(self, name: str) -> Element:
        """A version as a text of its own, under a header that says all that is known."""
        made = deepcopy(self.holders[name])
        made.replace(made[0], self._text_header(made[0], name))
        for s in made.iter(TEI + "s"):
            s.attrib.pop("corresp", "")
            if others := self.partners.get(str(s.get(XML_ID))):
                s.set("corresp", " ".join(f"{self.home_of[id]}#{id}" for id in others))
        self._relocate(made, self.homes[name])
        return made

    def alignment(self, text: ParallelText) -> Element:
        """The links between two versions; a header, and nothing but links behind it."""
        alignment = alignment_of(text)
        header = deepcopy(self.header)
        measures_again(header, [alignment])
        sides = text.source.version, text.target.version
        _keep_sentences(header, sides)
        listed = _part(_part(_part(header, "fileDesc"), "sourceDesc"), "listBibl")
        listed.extend([element("bibl", element("ptr", target=self.homes[side])) for side in sides])
        links = stand_off([alignment], self.places, self.homes)
        if links is not None:
            add_comments(links, [text])
        made = element(
            "TEI",
            header,
            links if links is not None else _no_links(text.pair),
            xml_id=f"{self.root.get(XML_ID)}.{text.pair}",
            xml_lang=header.get(XML_LANG),
            type="alignment",
        )
        self._relocate(made, "")
        return made

    def _text_header(self, own: Element, name: str) -> Element:
        """The header of a version with what that of the whole document says."""
        made = deepcopy(self.header)
        file, encoding, profile = (_part(made, tag) for tag in ("fileDesc", "encodingDesc", "profileDesc"))
        own_file = _part(own, "fileDesc")
        _merge(_part(file, "titleStmt"), own_file[0], ("title",))
        _keep_sentences(made, [name])
        _merge(_part(file, "sourceDesc"), _part(own_file, "sourceDesc"), ())
        if (reason := own.find(f"{TEI}encodingDesc/{TEI}p")) is not None:
            _part(encoding, "projectDesc").append(deepcopy(reason))
        for category in encoding.findall(f"{TEI}classDecl"):
            encoding.remove(category)
        _merge(profile, _part(own, "profileDesc"), ("langUsage",))
        measures_again(made, [])
        return made

    def _relocate(self, root: Element, home: str) -> None:
        """Pointers into other files as whole addresses."""
        for one in root.iter(TEI + "*"):
            for attribute in ("corresp", "target"):
                words = (one.get(attribute) or "").split()
                if any(word.startswith("#") for word in words):
                    one.set(attribute, " ".join(self._address(word, home) for word in words))

    def _address(self, word: str, home: str) -> str:
        there = self.home_of.get(word[1:], home) if word.startswith("#") else home
        return word if there == home else f"{there}{word}"


def _holder(holders: Iterable[Element], name: str) -> Element:
    """The `<TEI>` of a version."""
    texts = ((holder, holder.find(f"{TEI}text")) for holder in holders)
    return next(holder for holder, text in texts if text is not None and text.get(XML_ID) == text_id(name))


def _part(holder: Element, tag: str) -> Element:
    return next(holder.iterchildren(TEI + tag))


def _merge(whole: Element, own: Element, instead: Sequence[str]) -> None:
    """What a version says of itself before what the document says, or in the place of some of it."""
    for tag in instead:
        for one in whole.findall(TEI + tag):
            whole.remove(one)
    for place, one in enumerate(own):
        whole.insert(place, deepcopy(one))


def _keep_sentences(header: Element, versions: Iterable[str]) -> None:
    """Of the numbers of sentences those of some versions."""
    kept = {f"#{text_id(name)}" for name in versions}
    extent = _part(_part(header, "fileDesc"), "extent")
    for measure in extent.findall(f"{TEI}measure[@unit='s']"):
        if measure.get("corresp") not in kept:
            extent.remove(measure)


def _no_links(pair: str) -> Element:
    """A place for links where no bead was asked for: TEI wants something in it."""
    words = element("note", f"No bead of {pair} was asked for.", type="reason")
    return element("standOff", element("listAnnotation", words), type="alignment")
