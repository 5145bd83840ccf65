"""Every rule has a file that breaks it and nothing else: broken/<code>.xml."""

from pathlib import Path

import pytest
from handmade import Line, bead, made

from diptych.errors import TeiError
from diptych.model import Kind
from diptych.tei import RULES, read_tei, validate_tei, write_tei

BROKEN = {path.stem: path.read_bytes() for path in (Path(__file__).parent / "broken").glob("*.xml")}


def test_every_rule_has_its_file():
    assert set(BROKEN) == {"xml", "schema", *RULES}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_breaks_that_rule_only(code):
    problems = validate_tei(BROKEN[code], "broken.xml")
    assert {problem.code for problem in problems} == {code}
    assert all(problem.line > 1 for problem in problems)
    assert str(problems[0]).startswith(f"broken.xml:{problems[0].line}: {code}: ")


@pytest.mark.parametrize("rule", RULES.values())
def test_the_docstring_is_the_message(rule):
    assert rule.__doc__.endswith(".")
    assert "\n" not in rule.__doc__


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not well-formed"),
        (b"\x00\xff", "not well-formed"),
        (b"<TEI>", "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "DOCTYPE"),
        (b"<a>" * 3000, "too deep"),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", "too large"),
        (b'<a xml:id="b"><a xml:id="b"/></a>', "not well-formed"),
    ],
)
def test_unsafe_or_no_xml(data, message):
    (problem,) = validate_tei(data, "x.xml")
    assert message in problem.what
    with pytest.raises(TeiError, match=r"x\.xml:\d+: "):
        read_tei(data, "x.xml")


def test_other_peoples_xml_is_refused_in_words():
    assert {problem.code for problem in validate_tei(b"<html/>")} == {"schema"}
    with pytest.raises(TeiError, match="not as Diptych writes it"):
        read_tei(b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><TEI/></teiCorpus>')


def test_ten_thousand_sentences_are_all_right():
    parts = [("", "Some words of a sentence "), ("gap", "[illegible]"), ("", "."), ("stop", " ")] * 10
    lines = [Line(version, Kind.BODY, parts) for version in ("ru", "en") for _ in range(500)]
    beads = [bead(f"ru.p{p}.s{s} en.p{p}.s{s}") for p in range(1, 501) for s in range(1, 11)]
    data = write_tei(made(lines, beads))
    assert validate_tei(data) == []
