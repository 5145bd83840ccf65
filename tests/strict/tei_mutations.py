"""Small changes to a TEI file, to see whether our schema is fooled where the official one is not."""

import copy
from random import Random

from lxml import etree

VALUES = ["", "x", "1", "#ru.text", "1958-12", "notes", "editorial", "header", "high", "0.5", "en", "a b"]


def mutated(root: etree._Element, random: Random) -> etree._Element:
    """A copy of the file with one thing changed."""
    changed = copy.deepcopy(root)
    elements = [element for element in changed.iter() if element is not changed]
    change = random.choice([_drop, _double, _swap, _rename, _attribute, _value, _text, _move])
    change(random.choice(elements), random.choice(elements), random)
    return changed


def _drop(one, other, random):
    one.getparent().remove(one)


def _double(one, other, random):
    twin = copy.deepcopy(one)
    for number, element in enumerate(twin.iter()):
        id = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if id:
            element.set("{http://www.w3.org/XML/1998/namespace}id", f"{id}.twin{number}")
    one.addnext(twin)


def _swap(one, other, random):
    following = one.getnext()
    if following is not None:
        following.addnext(one)


def _rename(one, other, random):
    one.tag = other.tag


def _attribute(one, other, random):
    if one.attrib:
        del one.attrib[random.choice(list(one.attrib))]


def _value(one, other, random):
    if one.attrib:
        values = [value for name, value in other.attrib.items() if not name.endswith("}id")]
        name = random.choice(list(one.attrib))
        if not name.endswith("}id"):
            one.set(name, random.choice([*VALUES, *values]))


def _text(one, other, random):
    if random.random() < 0.5:
        one.text = random.choice(["", "words"])
    else:
        one.tail = "words"


def _move(one, other, random):
    if one not in other.iterancestors() and one is not other:
        other.insert(random.randint(0, len(other)), one)
