"""What we write is read as input again, whatever it is."""

from hypothesis import given, settings
from random_documents import documents

from diptych.alignment import align_document
from diptych.model import Alignment, Document
from diptych.tei import read_tei, write_tei
from tests.reading.outlines import prepared


@settings(max_examples=40, deadline=None)
@given(documents())
def test_sentences_and_ids_come_back(document: Document) -> None:
    data = write_tei(document)
    then = {id: text for version in read_tei(data).versions for id, text in version.sentences.items()}
    now = {s.id: s.text for version in prepared(data, "any.xml").versions for s in version.sentences}
    assert now.keys() == then.keys()
    assert {id: "".join(now[id].split()) for id in now} == {id: "".join(then[id].split()) for id in now}


@settings(max_examples=40, deadline=None)
@given(documents())
def test_what_its_links_say_comes_back_unchanged(document: Document) -> None:
    data = write_tei(document)
    now = {_pair(a): a for a in align_document(prepared(data, "any.xml")).alignments}
    for alignment in read_tei(data).alignments:
        assert now[_pair(alignment)] == alignment


def _pair(alignment: Alignment) -> tuple[str, str]:
    return alignment.source, alignment.target
