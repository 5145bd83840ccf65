"""Whether a TEI file is what it should be: well-formed, of our schema, consistent."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from lxml import etree

from diptych.errors import TeiError
from diptych.tei.index import index
from diptych.tei.integrity import check
from diptych.tei.markup import NAMESPACE, Element
from diptych.tei.parsing import Problem, parse

SCHEMA = files(__package__).joinpath("diptych.rng").read_bytes()
"""The RelaxNG schema `diptych.rng`, of which a project keeps a copy in tei/schema/."""


def validate_tei(data: bytes, where: str = "") -> list[Problem]:
    """Everything that is wrong with a TEI file; an empty list for a good one.

    Args:
        data: the file.
        where: its name, for messages.

    Returns:
        Problems in the order: XML, schema, integrity rules by code.
    """
    try:
        root = parse(data, where)
    except TeiError as error:
        return [Problem("xml", _line(error), error.what, error.hint, where)]
    return [*_against_schema(root, where), *check(index(root), where)]


@cache
def _compiled() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(SCHEMA))


def _against_schema(root: Element, where: str) -> Iterator[Problem]:
    relaxng = _compiled()
    if relaxng.validate(root):
        return
    for error in relaxng.error_log:
        what = error.message.replace(f"{{{NAMESPACE}}}", "")
        yield Problem("schema", error.line, what, "see tei/schema/diptych.rng", where)


def _line(error: TeiError) -> int:
    digits = error.where.rpartition(":")[2].rpartition(" ")[2]
    return int(digits) if digits.isdigit() else 0
