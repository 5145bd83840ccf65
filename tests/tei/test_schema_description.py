"""tei/schema/: the schema, its description and what it allows at random."""

from pathlib import Path

from lxml import etree
from random_tei import RandomTei
from vocabulary import TEI, of_description, of_schema

from diptych.tei import RULES, SCHEMA
from diptych.tei.collecting import RULES as COLLECTION_RULES
from diptych.tei.expectation import Expectation

FOLDER = Path(__file__).parents[2] / "tei" / "schema"
ODD = (FOLDER / "diptych.odd").read_bytes()


def test_schema_and_description_name_the_same() -> None:
    assert of_description(ODD) == of_schema(SCHEMA)


def test_every_element_is_taken_from_its_module() -> None:
    root = etree.fromstring(ODD)
    taken = {name for ref in root.iter(f"{TEI}moduleRef") for name in (ref.get("include") or "").split()}
    assert taken == set(of_schema(SCHEMA))
    for spec in root.iter(f"{TEI}elementSpec"):
        (module,) = root.iterfind(f".//{TEI}moduleRef[@key='{spec.get('module')}']")
        assert spec.get("ident") in (module.get("include") or "").split()


def test_everything_is_described_in_words() -> None:
    root = etree.fromstring(ODD)
    for spec in (*root.iter(f"{TEI}elementSpec"), *root.iter(f"{TEI}attDef")):
        assert (spec.findtext(f"{TEI}desc") or "").strip()


def test_examples_name_what_there_is() -> None:
    known = of_schema(SCHEMA)
    for example in etree.fromstring(ODD).iter("{http://www.tei-c.org/ns/Examples}egXML"):
        for element in example.iterdescendants():
            assert element.tag.rpartition("}")[2] in known


def test_what_is_made_of_the_schema_is_valid() -> None:
    ours, expectation, maker = etree.RelaxNG(etree.fromstring(SCHEMA)), Expectation(SCHEMA), RandomTei(1)
    for _ in range(25):
        document = etree.fromstring(etree.tostring(maker.document()))
        assert ours.validate(document), list(expectation.problems(document))
        assert list(expectation.problems(document)) == []


def test_every_rule_is_told_beside_the_schema() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert all(f"| {code} |" in readme for code in (*RULES, *COLLECTION_RULES, "E301", "E302"))
