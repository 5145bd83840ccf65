"""Our RelaxNG schema as patterns, to say what may stand in a place.

libxml2 tells quickly whether a file is valid, but hardly why not. Here a pattern is asked what is left of it
behind an attribute or a child (J. Clark, An algorithm for RELAX NG validation, 2002), and so what it expects
next. Only the parts of RelaxNG are known that our schema is written in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce

from lxml import etree

from diptych.tei.markup import XML_ID, XML_LANG

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML_NAMES = {"xml:id": XML_ID, "xml:lang": XML_LANG}


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern; two that say the same are one object, so that comparing them is quick.

    Attributes:
        kind: `empty`, `never`, `text`, `element`, `attribute`, `choice`, `group`, `interleave` or `more`.
        name: of an element or attribute, as lxml has it.
        parts: the patterns that it is made of.
        node: of an element or attribute: where the schema states it.
    """

    kind: str
    name: str = ""
    parts: tuple["Pattern", ...] = ()
    node: etree._Element | None = None

    @property
    def may_be_empty(self) -> bool:
        """Whether nothing need be there."""
        match self.kind:
            case "empty" | "text":
                return True
            case "choice":
                return any(part.may_be_empty for part in self.parts)
            case "group" | "interleave" | "more":
                return all(part.may_be_empty for part in self.parts)
        return False


EMPTY, NEVER, TEXT = Pattern("empty"), Pattern("never"), Pattern("text")


@cache
def _made(kind: str, parts: tuple[Pattern, ...]) -> Pattern:
    return Pattern(kind, parts=parts)


def choice(one: Pattern, other: Pattern) -> Pattern:
    """One of two."""
    if one is NEVER or one is other:
        return other
    if other is NEVER or (one.kind == "choice" and other in one.parts):
        return one
    ones, others = (p.parts if p.kind == "choice" else (p,) for p in (one, other))
    return _made("choice", (*ones, *(p for p in others if p not in ones)))


def group(one: Pattern, other: Pattern, kind: str = "group") -> Pattern:
    """Both, one behind the other; as `interleave` in any order."""
    if NEVER in (one, other):
        return NEVER
    if one is EMPTY:
        return other
    return one if other is EMPTY else _made(kind, (one, other))


def more(pattern: Pattern) -> Pattern:
    """Once or more often."""
    return pattern if pattern in (NEVER, EMPTY, TEXT) else _made("more", (pattern,))


Step = Callable[[Pattern], Pattern]
"""What is left of an element, attribute or text pattern."""


def behind(pattern: Pattern, step: Step, is_lenient: bool = False) -> Pattern:
    """What a pattern expects behind something.

    Args:
        pattern: what was expected.
        step: what is left of the smallest parts.
        is_lenient: whether what should have come before may be missing.
    """

    def left_of(part: Pattern) -> Pattern:
        return behind(part, step, is_lenient)

    match pattern.kind:
        case "choice":
            return reduce(choice, map(left_of, pattern.parts), NEVER)
        case "group":
            one, other = pattern.parts
            left = group(left_of(one), other)
            is_over = one.may_be_empty or (is_lenient and left is NEVER)
            return choice(left, left_of(other)) if is_over else left
        case "interleave":
            one, other = pattern.parts
            left = group(left_of(one), other, "interleave")
            return choice(left, group(one, left_of(other), "interleave"))
        case "more":
            (part,) = pattern.parts
            return group(left_of(part), choice(pattern, EMPTY))
    return step(pattern)


def without_attributes(pattern: Pattern) -> Pattern:
    """What is left when no more attributes come: those that are demanded can never be there."""
    return NEVER if pattern.kind == "attribute" else _rebuilt(pattern, without_attributes)


def content_of(pattern: Pattern) -> Pattern:
    """What it says of text and children alone, whatever attributes it demands."""
    return EMPTY if pattern.kind == "attribute" else _rebuilt(pattern, content_of)


def attributes_of(pattern: Pattern) -> Pattern:
    """What it says of attributes alone."""
    return EMPTY if pattern.kind in ("element", "text") else _rebuilt(pattern, attributes_of)


def demanded(pattern: Pattern) -> Iterator[tuple[str, ...]]:
    """The attributes without which nothing fits: names, several where one of them is enough."""
    match pattern.kind:
        case "attribute":
            yield (pattern.name,)
        case "group" | "interleave":
            for part in pattern.parts:
                yield from demanded(part)
        case "choice" if not pattern.may_be_empty:
            names = (next(demanded(part), ()) for part in pattern.parts)
            yield tuple(dict.fromkeys(name for some in names for name in some))


@cache
def _rebuilt(pattern: Pattern, change: Step) -> Pattern:
    match pattern.kind:
        case "choice":
            return reduce(choice, map(change, pattern.parts), NEVER)
        case "group" | "interleave":
            one, other = map(change, pattern.parts)
            return group(one, other, pattern.kind)
        case "more":
            return more(change(pattern.parts[0]))
    return pattern


def attribute_behind(pattern: Pattern, attributes: frozenset[Pattern]) -> Pattern:
    """What is left behind one of these attributes, wherever it is demanded."""
    match pattern.kind:
        case "attribute":
            return EMPTY if pattern in attributes else NEVER
        case "choice":
            return reduce(choice, (attribute_behind(part, attributes) for part in pattern.parts), NEVER)
        case "group" | "interleave":
            one, other = pattern.parts
            first = group(attribute_behind(one, attributes), other, pattern.kind)
            return choice(first, group(one, attribute_behind(other, attributes), pattern.kind))
    return NEVER


def all_of(pattern: Pattern, kind: str) -> Iterator[Pattern]:
    """The patterns of a kind that it is made of; not those inside elements."""
    if pattern.kind == kind:
        yield pattern
    for part in pattern.parts:
        yield from all_of(part, kind)


def next_ones(pattern: Pattern) -> Iterator[Pattern]:
    """The elements, and text, that may come first."""
    match pattern.kind:
        case "element" | "text":
            yield pattern
        case "group":
            one, other = pattern.parts
            yield from next_ones(one)
            if one.may_be_empty:
                yield from next_ones(other)
        case "choice" | "interleave" | "more":
            for part in pattern.parts:
                yield from next_ones(part)


_OPERATORS: Mapping[str, Step] = {
    "group": lambda inner: inner,
    "interleave": lambda inner: inner,
    "oneOrMore": more,
    "zeroOrMore": lambda inner: choice(more(inner), EMPTY),
    "optional": lambda inner: choice(inner, EMPTY),
    "mixed": lambda inner: group(inner, TEXT, "interleave"),
    "text": lambda _: TEXT,
    "empty": lambda _: EMPTY,
}
"""What each element of RelaxNG makes of the patterns in it."""


class Grammar:
    """A schema.

    Args:
        schema: in RelaxNG's XML syntax.

    Attributes:
        start: what the root must be.
        root: the schema's own tree.
    """

    def __init__(self, schema: bytes) -> None:
        self.root = etree.fromstring(schema, etree.XMLParser(remove_comments=True, remove_blank_text=True))
        self.defined = {str(node.get("name")): node for node in self.root.iterchildren(f"{_RNG}define")}
        self.known: dict[etree._Element, Pattern] = {}
        self.insides: dict[Pattern, Pattern] = {}
        (start,) = self.root.iterchildren(f"{_RNG}start")
        self.start = self._all(start)

    def inside(self, element: Pattern) -> Pattern:
        """What an element's pattern says of attributes and content; made when asked for, as elements nest."""
        if element not in self.insides:
            assert element.node is not None
            self.insides[element] = self._all(element.node)
        return self.insides[element]

    def _all(self, node: etree._Element, kind: str = "") -> Pattern:
        """Everything in a part of the schema, one behind the other unless it is an `interleave`."""
        order = "interleave" if kind == "interleave" else "group"
        return reduce(lambda one, other: group(one, other, order), map(self._pattern, node), EMPTY)

    def _pattern(self, node: etree._Element) -> Pattern:
        kind = etree.QName(node).localname
        if kind in ("element", "attribute"):
            return self._named(node, kind)
        if kind == "ref":
            return self._all(self.defined[str(node.get("name"))])
        if kind == "choice":
            return reduce(choice, map(self._pattern, node), NEVER)
        return _OPERATORS[kind](self._all(node, kind))

    def _named(self, node: etree._Element, kind: str) -> Pattern:
        """An element or attribute; each place of the schema is one pattern."""
        if node not in self.known:
            name = str(node.get("name"))
            space = node.get("ns") or self.root.get("ns")
            whole = _XML_NAMES.get(name, name) if kind == "attribute" else f"{{{space}}}{name}"
            self.known[node] = Pattern(kind, whole, node=node)
        return self.known[node]
