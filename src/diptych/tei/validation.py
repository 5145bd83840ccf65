"""Whether a TEI file is what it should be: well-formed, of our schema, consistent."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from lxml import etree

from diptych.errors import TeiError
from diptych.tei.collecting import Documents, check_collection, inclusions, is_collection
from diptych.tei.collection import XINCLUDE
from diptych.tei.expectation import Expectation
from diptych.tei.index import index
from diptych.tei.integrity import check
from diptych.tei.markup import TEI, XML_ID, Element
from diptych.tei.parsing import Problem, line_of, parse

SCHEMA = files(__package__).joinpath("diptych.rng").read_bytes()
"""The RelaxNG schema `diptych.rng`, of which a project keeps a copy in tei/schema/."""


def validate_tei(
    data: bytes, where: str = "", documents: Documents | None = None, beside: tuple[str, ...] = ()
) -> list[Problem]:
    """Everything that is wrong with a TEI file as such; an empty list for a good one.

    What it says of other files is looked at by `diptych.corpus.validate`.

    Args:
        data: the file.
        where: its name, for messages.
        documents: for a corpus of documents, what the files that it includes hold.
        beside: for such a corpus, the names of all documents in its folder.

    Returns:
        Problems in the order: XML, schema, integrity rules by code.
    """
    try:
        root = parse(data, where, inclusions=True)
    except TeiError as error:
        return [Problem("xml", _line(error), error.what, error.hint, where)]
    if is_collection(root):
        return [*_against_schema(root, where), *check_collection(root, where, documents, beside)]
    return [*_against_schema(root, where), *check(index(root), where)]


def included_files(data: bytes) -> list[str]:
    """The names of the files that a corpus of documents includes; none for any other file."""
    if XINCLUDE.encode() not in data:
        return []
    try:
        root = parse(data, inclusions=True)
    except TeiError:
        return []
    return [name for _, name in inclusions(root)] if is_collection(root) else []


def line_of_ids(data: bytes) -> dict[str, int]:
    """The line of each element that has an id."""
    return {id: line_of(element) for element in parse(data).iter(TEI + "*") if (id := element.get(XML_ID))}


@cache
def _compiled() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(SCHEMA))


def _against_schema(root: Element, where: str) -> Iterator[Problem]:
    """libxml2 says whether; what was expected is worked out only where something is wrong."""
    if not _compiled().validate(root):
        for line, what in _expectation().problems(root):
            yield Problem("schema", line, what, "see tei/schema/README.md", where)


@cache
def _expectation() -> Expectation:
    return Expectation(SCHEMA)


def _line(error: TeiError) -> int:
    digits = error.where.rpartition(":")[2].rpartition(" ")[2]
    return int(digits) if digits.isdigit() else 0
