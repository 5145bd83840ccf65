"""Whatever the document, its TEI is valid and tells the same."""

import re

from handmade import made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_documents import documents

from diptych.model import Field
from diptych.tei import read_tei, validate_tei, write_tei
from diptych.tei.markup import legal

SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(documents())
def test_written_valid_and_read_back(document):
    data = write_tei(document)
    assert validate_tei(data) == []
    corpus = read_tei(data)
    assert {v.name for v in corpus.versions} == {v.name for v in document.versions}
    for version in corpus.versions:
        there = document.version(version.name)
        assert version.sentences == {s.id: s.text for s in there.sentences}
        assert version.notes == {s.id for s in there.stream(notes=True)}
        assert (version.language, version.role) == (there.language, there.role)
    told = [
        (a.source, a.target, clean(a.beads), clean(a.notes))
        for a in document.alignments
        if a.beads or a.notes
    ]
    assert [(a.source, a.target, a.beads, a.notes) for a in corpus.alignments] == told


def clean(beads):
    """The beads with reasons that XML can hold."""
    return tuple(type(b)(b.source, b.target, b.confidence, b.status, legal(b.reason)) for b in beads)


@SETTINGS
@given(documents())
def test_nothing_stated_is_dropped(document):
    header = " ".join(re.sub(r"<[^>]*>", "\0", write_tei(document).decode()).split())
    for field in document.metadata.fields:
        value = legal(field.value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert " ".join(value.replace("\r", "&#13;").split()) in header


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data):
    assert validate_tei(data)


GOOD = write_tei(
    made("@ru body A.¦ B.\n@en body A.¦ B.{note anchor:1}\n@en note/1 N.\n", fields=[Field("title", "T")])
)


@SETTINGS
@given(st.data())
def test_a_damaged_file_gets_an_answer(data):
    """Tags, attributes and ids taken out or doubled: there may be problems, but never an exception."""
    pieces = re.findall(rb"<[^>]*>|[^<]+", GOOD)
    at = data.draw(st.integers(0, len(pieces) - 1))
    other = data.draw(st.integers(0, len(pieces) - 1))
    change = data.draw(st.sampled_from(["drop", "double", "swap", "attribute"]))
    if change == "drop":
        del pieces[at]
    elif change == "double":
        pieces.insert(other, pieces[at])
    elif change == "swap":
        pieces[at], pieces[other] = pieces[other], pieces[at]
    else:
        pieces[at] = re.sub(rb' [a-z:]+="[^"]*"', b"", pieces[at], count=1)
    for problem in validate_tei(b"".join(pieces), "damaged.xml"):
        assert str(problem).startswith("damaged.xml:")
