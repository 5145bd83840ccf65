"""Random documents made from our schema alone: whatever it allows, in any combination."""

from random import Random

from lxml import etree

from diptych.tei import SCHEMA
from diptych.tei.grammar import EMPTY, TEXT, Grammar, Pattern
from diptych.tei.markup import TEI

DEEP = 13
"""From this depth on what may be left out is left out."""
WORDS = ["слово", "word ", " 第一句。", "שלום", "]]> & <p>", "e\u0301", "\u00a0", "1958"]
IDS = ["#x1", "#x2", "#ru.p1.s1"]
SAMPLES = {
    "pointer": IDS,
    "pointers": [*IDS, "#x1 #x2", "#a #b #c"],
    "address": ["https://example.org/a%20b?c=d#e", "ftp://a.b"],
    "certainty": ["high", "0", "1", "0.973"],
    "day": ["1958", "1958-12", "1958-12-11"],
    "leaf": ["12", "7об", "3v"],
    "percentage": ["0", "50", "100"],
    "language": ["ru", "zh-TW", "und-Cyrl", "sr-Latn"],
    "positiveInteger": ["1", "12"],
    "nonNegativeInteger": ["0", "194"],
    "string": ["1:2", "0:1"],
    "token": ["0.1.0", "1.0rc1", "2"],
}


class RandomTei:
    """Makes documents.

    Args:
        seed: the same one gives the same documents.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.grammar = Grammar(SCHEMA)
        self.ids = 0

    def document(self) -> etree._Element:
        """A document; none of the corpora that include others."""
        roots = (one for one in self.grammar.start.parts if one.node is not None)
        start = next(one for one in roots if b"bitext" in etree.tostring(one.node))
        return self._element(start, 0)

    def _element(self, pattern: Pattern, depth: int) -> etree._Element:
        made = etree.Element(pattern.name, nsmap={None: TEI[1:-1]})
        self._fill(made, self.grammar.inside(pattern), depth)
        return made

    def _fill(self, made: etree._Element, pattern: Pattern, depth: int) -> None:
        if pattern.kind == "choice":
            self._fill(made, self._one(pattern, depth), depth)
        elif pattern.kind == "more":
            for _ in range(1 if depth > DEEP else self.random.randint(1, 3)):
                self._fill(made, pattern.parts[0], depth)
        elif pattern.kind == "attribute" and pattern.node is not None:
            made.set(pattern.name, self._value(pattern.node))
        elif pattern.kind == "element":
            made.append(self._element(pattern, depth + 1))
        elif pattern is TEXT:
            self._write(made, self.random.choice(WORDS))
        for part in pattern.parts if pattern.kind in ("group", "interleave") else ():
            self._fill(made, part, depth)

    def _one(self, pattern: Pattern, depth: int) -> Pattern:
        shallow = [part for part in pattern.parts if part in (EMPTY, TEXT)]
        return self.random.choice(shallow if depth > DEEP and shallow else pattern.parts)

    def _write(self, made: etree._Element, text: str) -> None:
        if len(made):
            made[-1].tail = (made[-1].tail or "") + text
        else:
            made.text = (made.text or "") + text

    def _value(self, node: etree._Element) -> str:
        """A value that an attribute may have."""
        if not len(node):
            return self.random.choice(WORDS)
        part = self.random.choice(node) if etree.QName(node).localname == "choice" else node[0]
        kind = etree.QName(part).localname
        if part.get("name") == "name":
            self.ids += 1
            return f"id{self.ids}"
        if kind == "value":
            return str(part.text)
        if kind == "list":
            return " ".join(self.random.choice(IDS) for _ in part)
        samples = SAMPLES.get(str(part.get("name") or part.get("type")))
        return self.random.choice(samples) if samples else self._value(part)
