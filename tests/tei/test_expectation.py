"""What a person is told of a file that is not of our schema: line, element, what was expected."""

import re
from random import Random

import pytest
from handmade import made
from lxml import etree
from test_tei_writing import ALIGNED

from diptych.tei import SCHEMA, validate_tei, write_tei
from diptych.tei.expectation import Expectation
from tests.strict.tei_mutations import mutated

GOOD = write_tei(ALIGNED).decode()
CHANGES = {
    "an element out of place": (
        '<s xml:id="ru.h1.s1"',
        '<number/><s xml:id="ru.h1.s1"',
        'element "number" is not allowed here in element "head"; expected element "s", "pb"',
    ),
    "an element that is missing": (
        "<editionStmt>.*?</editionStmt>",
        "",
        'element "extent" is not allowed here in element "fileDesc"; expected element "editionStmt"',
    ),
    "the last element is missing": (
        "<revisionDesc.*?</revisionDesc>",
        "",
        'element "teiHeader" is not complete; expected element "revisionDesc"',
    ),
    "an unknown attribute": (
        '<p xml:id="ru.p1">',
        '<p xml:id="ru.p1" rend="bold">',
        'attribute "rend" is not allowed at element "p"; expected attribute "xml:id"',
    ),
    "a missing attribute": (
        ' marks="all"',
        "",
        'element "quotation" lacks the attribute "marks"',
    ),
    "one of several attributes": (
        "<body>",
        '<body><div type="document" n="1"><p xml:id="x"><s xml:id="y"><fw>1</fw>a</s></p></div>',
        'element "fw" lacks the attribute "type"',
    ),
    "a wrong value": (
        'cert="0.973"',
        'cert="93%"',
        'attribute "cert" of element "link" must be “high” or a number, not “93%”',
    ),
    "a wrong pointer": (
        'target="#ru.h1.s1 #en.h1.s1"',
        'target="ru.h1.s1"',
        'attribute "target" of element "link" must be pointers such as #ru.p1.s1 #en.p1.s1, not “ru.h1.s1”',
    ),
    "text out of place": (
        "<extent>",
        "<extent>long",
        'text “long” is not allowed here in element "extent"; expected element "measure"',
    ),
    "another root": (
        "teiCorpus",
        "teiText",
        'element "teiText" is not allowed here; expected element "teiCorpus"',
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), CHANGES.values(), ids=CHANGES)
def test_one_change_is_one_problem_in_its_line(old: str, new: str, message: str) -> None:
    start = re.search(old, GOOD, re.DOTALL)
    assert start
    data = re.sub(old, new, GOOD, count=0 if old == "teiCorpus" else 1, flags=re.DOTALL)
    problem, *others = [one for one in validate_tei(data.encode(), "x.xml") if one.code == "schema"]
    assert problem.what.startswith(message)
    assert others == []
    assert str(problem).startswith(f"x.xml:{problem.line}: schema: ")
    named = re.search(r'element "(\w+)"', problem.what)
    assert named
    assert f"<{named[1]}" in data.splitlines()[problem.line - 1] or "text" in problem.what


def test_it_says_something_wherever_libxml2_says_no() -> None:
    ours, random = etree.RelaxNG(etree.fromstring(SCHEMA)), Random(5)
    expectation = Expectation(SCHEMA)
    roots = [etree.fromstring(write_tei(document)) for document in (ALIGNED, made("@en body A [b] c.\n"))]
    for number in range(150):
        root = etree.fromstring(etree.tostring(mutated(roots[number % 2], random)))
        assert bool(list(expectation.problems(root))) is not ours.validate(root)
