"""Why a file is not of our schema: which element, and what was expected there, in words as jing has them."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import reduce

from lxml import etree

from diptych.tei.grammar import (
    EMPTY,
    NEVER,
    TEXT,
    Grammar,
    Pattern,
    all_of,
    attribute_behind,
    attributes_of,
    behind,
    choice,
    content_of,
    demanded,
    next_ones,
    without_attributes,
)
from diptych.tei.markup import XML_ID, XML_LANG, Element
from diptych.tei.parsing import line_of

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_PREFIXED = {XML_ID: "xml:id", XML_LANG: "xml:lang"}
_WORDS = {
    "name": "a name (a letter first, then letters, figures, dots)",
    "pointer": "a pointer such as #ru.p1.s1",
    "pointers": "pointers such as #ru.p1.s1 #en.p1.s1",
    "address": "an address (http, https or ftp)",
    "leaf": "a number, with letters behind it or without",
    "language": "a language's code (BCP 47)",
    "anyURI": "an address",
    "positiveInteger": "a whole number from 1",
    "nonNegativeInteger": "a whole number",
    "decimal": "a number",
    "date": "a day such as 1958-12-11",
    "gYearMonth": "a month such as 1958-12",
    "gYear": "a year such as 1958",
}
"""What definitions and types of the schema are called in messages."""

Found = tuple[int, str]
"""A line, and what is wrong there."""


class Expectation:
    """Holds files against a schema.

    Args:
        schema: in RelaxNG's XML syntax.
    """

    def __init__(self, schema: bytes) -> None:
        self.grammar = Grammar(schema)
        self.after: dict[tuple[Pattern, ...], Pattern] = {}
        self.values: dict[Pattern, etree.RelaxNG] = {}

    def problems(self, root: Element) -> Iterator[Found]:
        """Everything in a tree that the schema does not allow, from front to back."""
        fitting = self._fitting(next_ones(self.grammar.start), root)
        if fitting:
            yield from self._element(root, fitting)
        else:
            yield line_of(root), f"{_shown(root)} is not allowed here; {_expected(self.grammar.start)}"

    def _fitting(self, allowed: Iterable[Pattern], child: Element) -> list[Pattern]:
        """What of the allowed a child may be: what has its name, and of that what fits it best."""
        named = [one for one in dict.fromkeys(allowed) if one.name == child.tag]
        if len(named) < 2:
            return named
        wrong = [len(list(self._attributes(child, self.grammar.inside(one))[1])) for one in named]
        return [one for one, number in zip(named, wrong, strict=True) if number == min(wrong)]

    def _element(self, element: Element, patterns: Sequence[Pattern]) -> Iterator[Found]:
        """What is wrong with an element that may be one of some, which fit its attributes equally well."""
        found = [self._attributes(element, self.grammar.inside(one)) for one in patterns]
        yield from ((line_of(element), problem) for problem in found[0][1])
        whole = [without_attributes(left) for left, _ in found]
        content = reduce(
            choice, whole if any(one is not NEVER for one in whole) else [content_of(found[0][0])]
        )
        yield from self._content(element, content)

    def _attributes(self, element: Element, pattern: Pattern) -> tuple[Pattern, list[str]]:
        """What is left of a pattern behind an element's attributes, and what is wrong with these."""
        problems = []
        there = list(dict.fromkeys(all_of(pattern, "attribute")))
        for name, value in ((str(name), str(value)) for name, value in element.items()):
            of_name = [one for one in there if one.name == name]
            left = attribute_behind(pattern, frozenset(one for one in of_name if self._allows(one, value)))
            if left is NEVER:
                problems.append(self._wrong(element, name, value, of_name, there))
                left = attribute_behind(pattern, frozenset(of_name))  # it is there, if wrong
            pattern = pattern if left is NEVER else left
        if without_attributes(attributes_of(pattern)) is NEVER:
            missing = demanded(attributes_of(pattern))
            problems += [
                f"{_shown(element)} lacks the attribute {_either_of(_quoted(one))}" for one in missing
            ]
        return pattern, problems

    def _wrong(
        self, element: Element, name: str, value: str, of_name: Sequence[Pattern], there: Sequence[Pattern]
    ) -> str:
        if of_name:
            allowed = _either_of(
                dict.fromkeys(words for one in of_name if one.node is not None for words in _values(one.node))
            )
            return f'attribute "{_name(name)}" of {_shown(element)} must be {allowed}, not “{value}”'
        known = _either_of(_quoted(one.name for one in there))
        expected = f"expected attribute {known}" if known else "it has none"
        return f'attribute "{_name(name)}" is not allowed at {_shown(element)}; {expected}'

    def _allows(self, attribute: Pattern, value: str) -> bool:
        """Whether a value is right for an attribute; libxml2 knows the types of values."""
        if attribute not in self.values:
            self.values[attribute] = self._value_schema(attribute)
        return bool(self.values[attribute].validate(etree.Element("v", v=value)))

    def _value_schema(self, attribute: Pattern) -> etree.RelaxNG:
        """A schema for an element with nothing but the attribute."""
        root = etree.Element(f"{_RNG}grammar", datatypeLibrary=_XSD)
        holder = etree.SubElement(etree.SubElement(root, f"{_RNG}start"), f"{_RNG}element", name="v")
        assert attribute.node is not None
        holder.append(deepcopy(attribute.node))
        holder[0].set("name", "v")
        there: set[str] = set()
        while missing := {ref.get("name", "") for ref in root.iter(f"{_RNG}ref")} - there:
            root.extend(deepcopy(self.grammar.defined[name]) for name in sorted(missing))
            there |= missing
        return etree.RelaxNG(root)

    def _content(self, element: Element, pattern: Pattern) -> Iterator[Found]:
        """What is wrong with the text and the children of an element."""
        yield from self._text(element, element.text, pattern, line_of(element))
        for child in element:
            fitting = self._fitting(next_ones(pattern), child)
            if not fitting:
                where = f"is not allowed here in {_shown(element)}"
                yield line_of(child), f"{_shown(child)} {where}; {_expected(pattern)}"
                fitting = self._fitting(all_of(pattern, "element"), child)  # something is missing before it
            if fitting:
                yield from self._element(child, fitting)
                pattern = self._behind(pattern, fitting)
            yield from self._text(element, child.tail, pattern, line_of(child))
        if not pattern.may_be_empty:
            yield line_of(element), f"{_shown(element)} is not complete; {_expected(pattern)}"

    def _text(self, element: Element, text: str | None, pattern: Pattern, line: int) -> Iterator[Found]:
        if text and text.strip() and TEXT not in next_ones(pattern):
            words = text.strip()[:30]
            yield line, f"text “{words}” is not allowed here in {_shown(element)}; {_expected(pattern)}"

    def _behind(self, pattern: Pattern, fitting: Sequence[Pattern]) -> Pattern:
        key = pattern, *fitting
        if key not in self.after:
            self.after[key] = behind(pattern, lambda part: EMPTY if part in fitting else NEVER, True)
        return self.after[key]


def _shown(element: Element) -> str:
    return f'element "{_name(element.tag)}"'


def _name(name: str) -> str:
    """A name as people write it.

    >>> _name("{http://www.tei-c.org/ns/1.0}p"), _name(XML_ID)
    ('p', 'xml:id')
    """
    return _PREFIXED.get(name) or name.rpartition("}")[2]


def _quoted(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(f'"{_name(name)}"' for name in names))


def _expected(pattern: Pattern) -> str:
    """What may come next, in words."""
    following = list(dict.fromkeys(next_ones(pattern)))
    names = _quoted(one.name for one in following if one is not TEXT)
    words = [f"element {_either_of(names)}"] if names else []
    words += ["text"] if TEXT in following else []
    words += ["the end of the element"] if pattern.may_be_empty else []
    return f"expected {', or '.join(words)}"


def _either_of(words: Iterable[str]) -> str:
    """
    >>> _either_of(["a", "b", "c"]), _either_of(["a"]), _either_of([])
    ('a, b or c', 'a', '')
    """
    *first, last = [*words] or [""]
    return f"{', '.join(first)} or {last}" if first else last


def _values(node: etree._Element) -> Iterator[str]:
    """What a part of the schema allows as a value, in words."""
    for part in node:
        tag = etree.QName(part).localname
        named = _WORDS.get(str(part.get("name") or part.get("type")))
        if tag == "value":
            yield f"“{part.text}”"
        elif named:
            yield named
        elif tag == "ref":
            for definition in node.getroottree().iterfind(f"{_RNG}define[@name='{part.get('name')}']"):
                yield from _values(definition)
        elif tag == "data":
            yield " ".join([f"a {part.get('type')}", *_limits(part)])
        else:
            yield from _values(part)


def _limits(data: etree._Element) -> Iterator[str]:
    yield from (f"with {param.get('name')} {param.text}" for param in data)
