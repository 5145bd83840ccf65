"""The names that our schema and its description use: every element with its attributes."""

from collections import defaultdict

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"


def of_schema(schema: bytes) -> dict[str, set[str]]:
    """Every TEI element that a RelaxNG schema names, with its attributes."""
    root = etree.fromstring(schema)
    defined = {node.get("name"): node for node in root.iterchildren(f"{RNG}define")}
    found: dict[str, set[str]] = defaultdict(set)
    for element in root.iter(f"{RNG}element"):
        if element.get("ns") is None:
            found[str(element.get("name"))] |= _attributes(element, defined)
    return dict(found)


def _attributes(node: etree._Element, defined: dict[str | None, etree._Element]) -> set[str]:
    found: set[str] = set()
    for child in node:
        if child.tag == f"{RNG}attribute":
            found.add(str(child.get("name")))
        elif child.tag == f"{RNG}ref":
            found |= _attributes(defined[child.get("name")], defined)
        elif child.tag != f"{RNG}element":
            found |= _attributes(child, defined)
    return found


def of_description(odd: bytes) -> dict[str, set[str]]:
    """Every element that an ODD specifies, with its attributes."""
    root = etree.fromstring(odd)
    return {
        str(spec.get("ident")): {str(attribute.get("ident")) for attribute in spec.iter(f"{TEI}attDef")}
        for spec in root.iter(f"{TEI}elementSpec")
    }
