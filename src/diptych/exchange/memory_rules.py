"""What keeps programs from reading a translation memory, which they hardly ever say.

A rule is a function from the memory to the elements that break it, each with the words that tell which.
Its docstring is the message. A new rule is a function, a line in `RULES` and a case in
tests/exchange/test_memory_rules.py.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from diptych.exchange.markup import plain_text
from diptych.tei.parsing import Problem, line_of
from diptych.xml import Element, XmlError, local_name, parse_xml

Found = Iterator[tuple[Element, str]]
Rule = Callable[[Element], Found]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATED = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
_CODES = frozenset({"bpt", "ept", "ph", "it", "hi", "ut", "sub"})
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ANY_LANGUAGE = "*all*"


def validate_tmx(data: bytes, where: str = "") -> list[Problem]:
    """Everything in a translation memory that programs stumble over; an empty list for a good one.

    Args:
        data: the file.
        where: its name, for messages.

    Returns:
        Problems in the order of the rules, each with its line and unit.
    """
    found = []
    if data.startswith(_MARKS):
        found.append(Problem("T101", 1, "The file must be UTF-8 without a byte order mark.", "", where))
    try:
        root = parse_xml(data, doctype=True)
    except XmlError as error:
        hint = error.hint or "one such place, and OmegaT drops the whole memory without a word"
        return [*found, Problem("xml", error.line, error.what, hint, where)]
    if local_name(root) != "tmx":
        return [*found, Problem("xml", 1, f"The root is <{local_name(root)}>, not <tmx>.", "", where)]
    for code, rule in RULES.items():
        for element, which in rule(root):
            found.append(Problem(code, line_of(element), f"{rule.__doc__} Here: {which}", "", where))
    return found


def version(root: Element) -> Found:
    """The version must be 1.4, which is what 1.4b is called, too."""
    if root.get("version") != "1.4":
        yield root, f"version={root.get('version')!r}"


def header(root: Element) -> Found:
    """The header must state where the memory comes from."""
    there = root.find("{*}header")
    missing = [name for name in _STATED if there is None or not there.get(name)]
    if missing:
        yield root if there is None else there, f"missing: {', '.join(missing)}"


def source_language(root: Element) -> Found:
    """Units must have the source language of the header, or programs pass them over."""
    there = root.find("{*}header")
    source = there.get("srclang", "").lower() if there is not None else ""
    if there is None or not source or source == _ANY_LANGUAGE:
        return
    languages = {_language(variant).lower().split("-")[0] for variant in root.iterfind(".//{*}tuv")}
    if languages and source.split("-")[0] not in languages:
        yield there, f"srclang={source!r}, but units have {', '.join(sorted(languages))}"


def unstated_language(root: Element) -> Found:
    """A variant must state its language."""
    for variant in root.iterfind(".//{*}tuv"):
        if not _language(variant):
            yield variant, _name(variant.getparent())


def long_code(root: Element) -> Found:
    """A language must have its code of two letters where there is one; with three, programs find nothing."""
    known = _short_codes()
    for variant in root.iterfind(".//{*}tuv"):
        code = _language(variant).lower().split("-")[0]
        if code in known:
            yield variant, f"{code}, which should be {known[code]}, in {_name(variant.getparent())}"


def no_variant(root: Element) -> Found:
    """A unit must have a variant, and no other unit in it."""
    for unit in root.iter("{*}tu"):
        if unit.find("{*}tuv") is None or unit.find(".//{*}tu") is not None:
            yield unit, _name(unit)


def empty_segment(root: Element) -> Found:
    """A segment must have words: programs take an empty one for a translation."""
    for variant in root.iterfind(".//{*}tuv"):
        segment = variant.find("{*}seg")
        if segment is None or not plain_text(segment).strip():
            yield variant, f"{_language(variant)} in {_name(variant.getparent())}"


def same_language(root: Element) -> Found:
    """A unit of several languages must not have two variants in one: programs take either."""
    for unit in root.iter("{*}tu"):
        counts = Counter(_language(variant).lower() for variant in unit.iterfind("{*}tuv"))
        if len(counts) > 1:
            yield from ((unit, f"{language} in {_name(unit)}") for language, n in counts.items() if n > 1)


def same_id(root: Element) -> Found:
    """The tuid of a unit must be its own."""
    counts = Counter(unit.get("tuid", "") for unit in root.iter("{*}tu"))
    for unit in root.iter("{*}tu"):
        if unit.get("tuid") and counts[unit.get("tuid", "")] > 1:
            yield unit, _name(unit)


def order(root: Element) -> Found:
    """Notes and properties must stand before the variants of their unit."""
    for unit in root.iter("{*}tu"):
        names = [local_name(child) for child in unit]
        if "tuv" in names and {"note", "prop"} & set(names[names.index("tuv") :]):
            yield unit, _name(unit)


def foreign_code(root: Element) -> Found:
    """Within a segment nothing may stand but words and the codes of TMX."""
    for segment in root.iter("{*}seg"):
        for element in segment.iterdescendants():
            if local_name(element) not in _CODES:
                yield element, f"<{local_name(element)}>"


RULES: dict[str, Rule] = {
    "T102": version,
    "T103": header,
    "T104": source_language,
    "T105": unstated_language,
    "T106": long_code,
    "T107": no_variant,
    "T108": empty_segment,
    "T109": same_language,
    "T110": same_id,
    "T111": order,
    "T112": foreign_code,
}


@cache
def _short_codes() -> dict[str, str]:
    text = (files(__package__) / "data" / "languages.txt").read_text("utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {code: short for short, *others in lines for code in others}


def _language(variant: Element) -> str:
    return (variant.get(_LANG) or variant.get("lang") or "").strip().replace("_", "-")


def _name(unit: Element | None) -> str:
    id = unit.get("tuid") if unit is not None else ""
    return f"unit {id}" if id else "a unit without tuid"
