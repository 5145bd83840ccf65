"""TEI as a ready-made text: ours and others', with its ids, sentences, notes, languages and links.

The text layer is the text as it stands, a paragraph a line; what an editor supplies beside it (corrections
beside errors, deletions) is no text. Notes come behind the paragraph that they interrupt.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from lxml import etree

from diptych.errors import ReadingError
from diptych.model import Kind, Role, Section, Side
from diptych.reading.layers import Layer
from diptych.reading.outlining import Outliner
from diptych.reading.tei_header import header_fields
from diptych.reading.tei_links import OUR_TEXT, links_of, our_links, text_of
from diptych.xml import DECLARATION, local_name, parse_xml

Element = etree._Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_ID, _LANG = f"{_XML}id", f"{_XML}lang"
_ROOTS = frozenset({"TEI", "teiCorpus", "TEI.2"})
_SENTENCES = frozenset({"s", "seg"})
_BETWEEN = frozenset({"pb", "lb", "fw", "gap"})
"""What may stand between two paragraphs and makes none."""
_TOKENS = frozenset({"w", "pc", "c"})
_BRACKETS = ("[", "［", "〔", "(")
_CLOSING, _OPENING = ".,;:!?…)]}»”’%。，、；：！？）」』", "([{«„“‘¿¡（「『"
_OURS = "{*}teiHeader/{*}encodingDesc/{*}appInfo/{*}application[@ident='diptych']"
"""Stands in a corpus that we wrote."""
_KINDS = {kind.value: kind for kind in Kind}
_SMALLEST_SHARE = 0.15
"""Of the letters of the longest text; paragraphs in a rarer language are quotations."""


def read_tei_text(text: str) -> Layer:
    """The texts of a TEI file.

    Raises:
        ReadingError: it is XML of another kind, not well-formed, or has a DOCTYPE or inclusions.
    """
    root = parse_xml(DECLARATION.sub("", text).encode())
    if local_name(root) not in _ROOTS:
        raise ReadingError(
            f"this is XML, but no TEI: its root is <{local_name(root)}>",
            hint="of XML files, TEI is read (root TEI or teiCorpus), and TMX with the suffix .tmx",
        )
    walk = _Walk(root)
    for element in root.iter("{*}text"):
        if next(element.iterchildren("{*}group"), None) is None:
            walk.text(element)
    walk.settle()
    links = our_links(root, walk.writer, walk.sides) if walk.ours else links_of(root, walk.writer)
    walk.writer.links = links or walk.writer.links
    return walk.writer.layer(_in_their_order(root, walk), header_fields(root))


def _in_their_order(root: Element, walk: "_Walk") -> list[Side]:
    """The texts as they appear; of our own edition as they stood in its source, which its measures tell."""
    measures = root.iterfind("{*}teiHeader//{*}extent/{*}measure[@unit='s']") if walk.ours else ()
    order = [(measure.get("corresp") or "").removeprefix("#").removesuffix(OUR_TEXT) for measure in measures]
    stated = {key: walk.sides[key] for key in order if key in walk.sides}
    return list((stated | walk.sides).values())


class _Walk:
    """Carries the writer through the texts.

    Attributes:
        writer: writes the layer.
        sides: the texts by their keys, in the order in which they appear.
        base: for each side of a passage in another language that of the text around it.
    """

    def __init__(self, root: Element) -> None:
        self.writer = Outliner()
        self.sides: dict[str, Side] = {}
        self.base: dict[str, str] = {}
        self.letters: Counter[str] = Counter()
        self.number = self.division = 0
        self.section = ""
        self.sentence = ""
        self.tone: Kind | None = None
        self.tongue = ""
        self.deferred: list[Element] = []
        self.ours = root.get("type") == "bitext" and root.find(_OURS) is not None
        self.notes = {id for note in root.iter("{*}note") if (id := note.get(_ID))}

    def text(self, element: Element) -> None:
        """One `<text>` and everything in it."""
        self.division = 0
        self.home = self._home(element)
        self.side = self.home
        self.container(element)

    def _home(self, element: Element) -> str:
        """The side of a text."""
        id = element.get(_ID) or ""
        holder = next((one for one in _upwards(element) if local_name(one) == "TEI"), element)
        language = _language(element, holder)
        name = id.removesuffix(OUR_TEXT) if id.endswith(OUR_TEXT) else ""
        role = _KNOWN_ROLES.get(holder.get("type", "")) or _derived_role(holder)
        key = name or language
        self.sides.setdefault(key, Side(key, language, role, name))
        return key

    def container(self, element: Element) -> None:
        """An element that holds blocks; what stands loose between them is a paragraph."""
        before = len(self.writer.sections)
        self._loose(element.text)
        for child in element:
            if not isinstance(child.tag, str):
                self._loose(child.tail)
                continue
            tag = local_name(child)
            if tag == "text" or tag in _roles("skip"):
                pass
            elif self._is_block(child):
                self._close()
                self.block(child)
            elif _is_container(child):
                self._close()
                self.division += tag in {"div", "div1"} and local_name(element) == "body"
                with_side = self.side
                self.side = self._side(child)
                self.container(child)
                self.side = with_side
            elif not self.section and (tag in _BETWEEN or _is_remark(child)):
                self.inline(child)
                self.writer.space("\n")
            else:
                self._open(Kind.BODY)
                self.inline(child)
            self._loose(child.tail)
        self._close()
        if _is_parallel(element):
            self.writer.link(section.key for section in self.writer.sections[before:])

    def block(self, element: Element) -> None:
        """A paragraph, heading, note, ..."""
        with_side, self.side = self.side, self._side(element)
        self._open(_kind(element), element)
        self._spoken(element)
        self._close()
        self.side = with_side

    def inline(self, element: Element) -> None:
        """An element that flows in its line."""
        tag = local_name(element)
        if tag in _roles("skip") or tag in _roles("second"):
            return
        if tag == "gap" or _is_remark(element):
            self._remark(element, tag)
        elif tag == "note":
            self._note(element)
        elif self._is_block(element) or _is_container(element):
            self.deferred.append(element)
        elif tag in {"ref", "ptr", "label"} and self._is_anchor(element, tag):
            self._write(text_of(element), Kind.NOTE_ANCHOR, "refers to a note")
        else:
            self._flowing(element, tag)

    def _flowing(self, element: Element, tag: str) -> None:
        if tag in _SENTENCES and not self.sentence:
            self.sentence = self._key(element)
            self._spoken(element)
            self.sentence = ""
        elif tag in {"pb", "lb"}:
            self._turn(element, tag)
        elif tag == "fw" or (tag in _roles("aside") and not self.ours):
            self._aside(element, tag)
        elif tag in {"choice", "app"}:
            self._choice(element)
        else:
            self._spoken(element)

    def _spoken(self, element: Element) -> None:
        """The content of an element that may state a language of its own."""
        around, stated = self.tongue, element.get(_LANG)
        if stated:
            self.tongue = "" if stated == self.sides[self.home].language else stated
        self._content(element)
        self.tongue = around

    def _content(self, element: Element) -> None:
        """The text of an element and of what stands in it."""
        if _is_tokenised(element):
            self._tokens(element)
            return
        self._write(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self.inline(child)
            self._write(child.tail or "")

    def _tokens(self, element: Element) -> None:
        """Words between which the file has no blanks, or only its own layout."""
        before = ""
        for token in element.iter("{*}w", "{*}pc", "{*}c"):
            word = text_of(token).strip()
            if not word:
                before = ""
                self._write(" ")
                continue
            joined = token.get("join", "") in {"left", "both"} or before[-1:] in _OPENING
            close = local_name(token) == "pc" and word[0] in _CLOSING
            self._write(" " if before and not joined and not close else "")
            self._write(word)
            before = word if token.get("join", "") not in {"right", "both"} else _OPENING

    def _choice(self, element: Element) -> None:
        """Of readings the source's: the error rather than its correction, the lemma of an apparatus."""
        firsts = [child for child in element if local_name(child) not in _roles("second")]
        for child in firsts[:1] or list(element)[:1]:
            self._content(child)

    def _turn(self, element: Element, tag: str) -> None:
        """A page's or a line's end; white space around it tells whether a word ends there."""
        if tag == "lb":
            self._write("" if element.get("break") == "no" else "\n")
        elif number := (element.get("n") or "").strip():
            self._write(f"[{number}]", Kind.PAGE_NUMBER, "number of a page")
        else:
            self._write("[pb]", Kind.PAGE_BREAK, "a page ends")

    def _remark(self, element: Element, tag: str) -> None:
        """What an editor says inside a sentence, if it is written out there."""
        if tag != "gap" or self.ours or text_of(element).strip().startswith(_BRACKETS):
            around, self.tone = self.tone, Kind.GAP if tag == "gap" else Kind.EDITORIAL
            self._spoken(element)
            self.tone = around

    def _note(self, element: Element) -> None:
        """A note inside a paragraph: its number stays as anchor, its text comes behind the paragraph."""
        if number := (element.get("n") or "").strip():
            self._write(f"[{number}]", Kind.NOTE_ANCHOR, "number of the note that stands here")
        self.deferred.append(element)

    def _aside(self, element: Element, tag: str) -> None:
        kind = Kind.FURNITURE
        if tag == "fw":
            kind = Kind.PAGE_NUMBER if "num" in (element.get("type") or "").lower() else Kind.PAGE_HEADER
        self._write(text_of(element), kind, f"marked as {tag}")

    def _is_anchor(self, element: Element, tag: str) -> bool:
        """Whether an element is the sign or the number of a note."""
        if tag == "label":
            return self.writer.sections[-1].kind is Kind.NOTE
        targets = {target.removeprefix("#") for target in (element.get("target") or "").split()}
        return element.get("type") == "noteAnchor" or bool(targets & self.notes)

    def _is_block(self, element: Element) -> bool:
        tag = local_name(element)
        if tag in _SENTENCES:
            return _is_parallel(element.getparent())
        is_note = tag == "note" and not _is_remark(element)
        return is_note or (tag in _roles("block") and not _is_parallel(element))

    def _side(self, element: Element) -> str:
        """The side of an element: that of the text around it unless it states another language.

        In our own edition it is a quotation then.
        """
        language = element.get(_LANG)
        if self.ours or not language or language == self.sides[self.side].language:
            return self.side
        home = self.sides[self.home].language == language
        key = self.home if home else language
        self.sides.setdefault(key, Side(key, language))
        self.base.setdefault(key, self.home)
        return key

    def _key(self, element: Element | None) -> str:
        """An element's id, or a key made for it."""
        if element is not None and (id := element.get(_ID)) and id not in self.writer.ids:
            self.writer.ids.add(id)
            return str(id)
        self.number += 1
        return f"~{self.number}"

    def _open(self, kind: Kind, element: Element | None = None) -> None:
        """Begins a paragraph, which may be an element of its own, unless one is open."""
        if self.section:
            return
        self.section = self._key(element)
        label = element.get("n", "") if element is not None and kind is Kind.NOTE else ""
        self.writer.sections.append(Section(self.section, self.side, kind, max(self.division, 1), label))

    def _loose(self, text: str | None) -> None:
        if text and text.strip():
            if not self.section:
                self.number += 1
                self.section = f"~{self.number}"
                self.writer.sections.append(
                    Section(self.section, self.side, Kind.BODY, max(self.division, 1))
                )
            self._write(text)
        elif text and self.section:
            self._write(text)

    def _close(self) -> None:
        """Ends the paragraph; what interrupted it comes now."""
        if not self.section:
            return
        self.section = ""
        self.writer.space("\n")
        deferred, self.deferred = self.deferred, []
        for element in deferred:
            if self._is_block(element):
                self.block(element)
            else:
                self.container(element)

    def _write(self, text: str, kind: Kind | None = None, reason: str = "text of the edition") -> None:
        """A piece of the open paragraph; its kind is that of what it stands in."""
        kind = kind or self.tone
        if kind is None and not self.section:
            return
        if kind is None:
            kind = self.writer.sections[-1].kind
            self.letters[self.side] += sum(map(str.isalpha, text))
        self.writer.write(text, kind, self.section, self.sentence, reason, self.tongue)

    def settle(self) -> None:
        """Give quotations back to the text in which they stand; put the texts in the order of their words."""
        most = max(self.letters.values(), default=0)
        small = {key for key in self.base if self.letters[key] < _SMALLEST_SHARE * most}
        self.writer.sections = [
            replace(section, side=self.base[section.side]) if section.side in small else section
            for section in self.writer.sections
        ]
        self.sides = {section.side: self.sides[section.side] for section in self.writer.sections}


_KNOWN_ROLES = {"original": Role.ORIGINAL, "translation": Role.TRANSLATION}


def _upwards(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _language(element: Element, holder: Element) -> str:
    """The language of a text: its own or its file's; the corpus around it may be in another one's hands."""
    stated = [one.get(_LANG, "") for one in _upwards(element)]
    within = stated[: len(list(_upwards(element))) - len(list(_upwards(holder))) + 1]
    return next(filter(None, [*within, _only_language(holder), *stated]), "")


def _only_language(holder: Element) -> str:
    """The language of a file's header, if it names one."""
    found = [one.get("ident", "") for one in holder.iterfind("{*}teiHeader//{*}langUsage/{*}language")]
    return found[0] if len(found) == 1 else ""


def _derived_role(holder: Element) -> Role | None:
    derivation = holder.find("{*}teiHeader//{*}textDesc/{*}derivation")
    return Role.TRANSLATION if derivation is not None and derivation.get("type") == "translation" else None


@cache
def _elements() -> Mapping[str, Mapping[str, str]]:
    """Role -> element -> kind."""
    found: dict[str, dict[str, str]] = {}
    text = (files(__package__) / "data" / "tei_elements.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            role, names, kind = (*line.split("\t"), "body")[:3]
            found.setdefault(role, {}).update(dict.fromkeys(names.split(), kind))
    return found


def _roles(role: str) -> Mapping[str, str]:
    return _elements()[role]


def _kind(element: Element) -> Kind:
    """What a block is."""
    tag = local_name(element)
    if tag == "note":
        return Kind.NOTE
    named = _KINDS.get(element.get("type", "")) if tag == "ab" else None
    return named or Kind(_roles("block").get(tag, "body"))


def _is_remark(element: Element) -> bool:
    """Whether a note or a supplied word stands in its sentence as an editor wrote it there."""
    if local_name(element) == "note":
        return element.get("place") == "inline"
    return local_name(element) == "supplied" and text_of(element).strip().startswith(_BRACKETS)


def _is_parallel(element: Element | None) -> bool:
    """Whether an element holds the same sentence or paragraph in several languages, one beside the other."""
    if element is None:
        return False
    children = [child for child in element if local_name(child) in _SENTENCES]
    return len({child.get(_LANG) for child in children if child.get(_LANG)}) > 1


def _is_container(element: Element) -> bool:
    """Whether blocks stand in an element; notes do not count, they stand anywhere."""
    if local_name(element) in _roles("container") or _is_parallel(element):
        return True
    names = [f"{{*}}{name}" for name in _roles("block")]
    return next(element.iterdescendants(*names), None) is not None


def _is_tokenised(element: Element) -> bool:
    """Whether an element is made of words, with no blanks of its own between them."""
    words = next(element.iterchildren("{*}w"), None)
    if words is None or any(local_name(child) not in _TOKENS for child in element):
        return False
    between = [element.text or "", *(child.tail or "" for child in element)][1:-1]
    if any(text.strip() for text in between):
        return False
    return all(not text or "\n" in text for text in between)
