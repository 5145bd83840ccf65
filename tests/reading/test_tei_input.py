"""TEI as input: ours comes back as it was, others' keep their ids."""

from pathlib import Path

import pytest

from diptych.alignment import align_document
from diptych.errors import ReadingError
from diptych.model import Status
from diptych.reading import read_bytes
from diptych.tei import read_tei, validate_tei, write_tei
from tests.reading.outlines import not_text, prepared, stated, texts

OURS = sorted(
    set((Path(__file__).parents[2] / "tei").glob("*.xml")) - {Path(__file__).parents[2] / "tei/corpus.xml"}
)


def tei(body: str, header: str = "", after: str = "") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader>'
        f'<text xml:lang="en"><body>{body}</body></text>{after}</TEI>'
    )


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_ours_comes_back(path):
    then = read_tei(path.read_bytes())
    document = align_document(prepared(path.read_bytes(), path.name))
    now = read_tei(write_tei(document))
    assert [(v.name, v.language, v.role, v.sentences, v.notes) for v in now.versions] == [
        (v.name, v.language, v.role, v.sentences, v.notes) for v in then.versions
    ]
    assert [[(b.source, b.target) for b in a.beads] for a in now.alignments] == [
        [(b.source, b.target) for b in a.beads] for a in then.alignments
    ]
    assert validate_tei(write_tei(document)) == []


OTHERS = {
    "paragraphs and headings": (
        '<head xml:id="h">A note</head><p xml:id="x1">We left. It rained.</p>',
        {"h.s1": "A note", "x1.s1": "We left.", "x1.s2": "It rained."},
    ),
    "sentences with ids": (
        '<p><s xml:id="a">We left. Yes.</s> <s xml:id="b">It\n rained.</s> Then <s>night</s></p>',
        {"a": "We left. Yes.", "b": "It rained.", "en.p1.s1": "Then", "en.p1.s2": "night"},
    ),
    "words": (
        '<s xml:id="a"><w>We</w><w>left</w><pc>,</pc><w>can</w><w join="left">not</w><pc>.</pc></s>',
        {"a": "We left, cannot."},
    ),
    "words on lines": ("<p><s xml:id='a'>\n<w>We</w>\n<w>left</w>\n<pc>.</pc>\n</s></p>", {"a": "We left."}),
    "words with blanks": ("<p><s xml:id='a'><w>We</w> <w>left</w><pc>.</pc></s></p>", {"a": "We left."}),
    "readings": (
        "<p xml:id='p'>The <choice><sic>tiem</sic><corr>time</corr></choice> was <app><lem>short</lem>"
        "<rdg>long</rdg></app><del>er</del>.</p>",
        {"p.s1": "The tiem was short."},
    ),
    "lines and pages": (
        "<p xml:id='p'>The depart<pb n='2'/>ment of the<lb/>ministry and <fw>HEAD</fw>of trade.</p>",
        {"p.s1": "The department of the ministry and of trade."},
    ),
    "a note in a sentence": (
        "<p xml:id='p'>We left<note n='1' xml:id='k'>By train.</note> early.</p>",
        {"p.s1": "We left early.", "k.s1": "By train."},
    ),
    "a list in a paragraph": (
        "<p xml:id='p'>We took: <list><item xml:id='i'>bread</item></list></p>",
        {"p.s1": "We took:", "i.s1": "bread"},
    ),
    "loose text": (
        "<div>Loose <hi>text</hi>.<p xml:id='p'>Then more.</p></div>",
        {"en.p1.s1": "Loose text.", "p.s1": "Then more."},
    ),
    "a foreign word": (
        "<p xml:id='p'>So <foreign xml:lang='fr'>en route</foreign>.</p>",
        {"p.s1": "So en route."},
    ),
    "an id of ours": (
        "<p xml:id='n1'>We left.</p><p xml:id='source'>Yes.</p>",
        {"en.p1.s1": "We left.", "en.p2.s1": "Yes."},
    ),
    "an id that we would give": (
        "<p>We left.</p><p xml:id='en.p1'>Yes.</p>",
        {"en.p2.s1": "We left.", "en.p1.s1": "Yes."},
    ),
    "verse": (
        "<lg><l xml:id='v1'>We left</l><l xml:id='v2'>at nine</l></lg>",
        {"v1.s1": "We left", "v2.s1": "at nine"},
    ),
}


@pytest.mark.parametrize(("body", "sentences"), OTHERS.values(), ids=OTHERS)
def test_others(body, sentences):
    document = prepared(tei(body), "other.xml")
    assert {s.id: s.text for version in document.versions for s in version.sentences} == sentences
    assert validate_tei(write_tei(align_document(document))) == []


DIVS = """<div xml:lang="ru">
<p xml:id="r"><s xml:id="r1">Мы уехали.</s> <s xml:id="r2">Шёл дождь.</s></p></div>
<div xml:lang="en">
<p xml:id="e"><s xml:id="e1">We left.</s> <s xml:id="e2">It rained.</s></p></div>"""
GROUP = '<standOff><linkGrp type="translation">{}</linkGrp></standOff>'
LINKS = {
    "sentences": ('<link target="#r1 #e1"/><link target="#r2 #e2"/>', [("r1", "e1"), ("r2", "e2")]),
    "against the order": ('<link target="#r2 #e1"/><link target="#r1 #e2"/>', [("r1", "e2"), ("r2", "e1")]),
    "paragraphs": ('<link target="#r #e"/>', [("r1 r2", "e1 e2")]),
    "one that leads nowhere": (
        '<link target="#r1 #none"/><link target="#r2 #e2"/>',
        [("r1", "e1"), ("r2", "e2")],
    ),
    "some": ('<link target="#r1 #e1"/>', [("r1", "e1"), ("r2", "e2")]),
}


@pytest.mark.parametrize(("links", "beads"), LINKS.values(), ids=LINKS)
def test_links_of_others_are_the_beads(links, beads):
    document = align_document(prepared(tei(DIVS, after=GROUP.format(links)), "other.xml"))
    found = document.alignments[0].beads
    assert [(" ".join(bead.source), " ".join(bead.target)) for bead in found] == beads
    assert {bead.status for bead in found} == {Status.AUTO}
    assert all(0 < bead.confidence < 1 for bead in found)


def test_corresp_links_as_well():
    body = DIVS.replace('xml:id="r1"', 'xml:id="r1" corresp="#e1 #e2"')
    document = align_document(prepared(tei(body), "other.xml"))
    assert document.alignments[0].beads[0].target == ("e1", "e2")


def test_segments_side_by_side():
    one = "<seg xml:lang='la'>Gallia est omnis divisa.</seg>"
    other = "<seg xml:lang='de'>Ganz Gallien ist geteilt.</seg>"
    assert texts(prepared(tei(f"<p>{one}{other}</p>"), "o.xml")) == {
        "la": ["Gallia est omnis divisa."],
        "de": ["Ganz Gallien ist geteilt."],
    }


def test_a_quotation_is_no_text_of_its_own():
    body = (
        "<p>" + "We left early that day. " * 20 + "</p><p xml:lang='la'>Alea iacta est.</p><p>So it was.</p>"
    )
    assert list(texts(prepared(tei(body), "o.xml"))) == ["en"]


def test_the_header():
    header = (
        "<fileDesc><titleStmt><title>A note</title><author>A. Popov</author></titleStmt><sourceDesc>"
        "<msDesc><msIdentifier><repository>RGANI</repository><idno>f. 5</idno></msIdentifier></msDesc>"
        "</sourceDesc></fileDesc><profileDesc><creation><date when='1958-12'/></creation></profileDesc>"
    )
    document = prepared(tei("<p>We left.</p>", header), "o.xml")
    assert stated(document) == {
        "title": "A note",
        "author": "A. Popov",
        "archive": "RGANI, f. 5",
        "date": "1958-12",
    }
    assert not_text(document) == []


XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
REFUSED = {
    "entities": ('<!DOCTYPE TEI [<!ENTITY a "b">]>' + tei("<p>&a;</p>"), "has a DOCTYPE"),
    "an external DTD": ('<!DOCTYPE TEI SYSTEM "http://a.org/b.dtd">' + tei("<p>a</p>"), "has a DOCTYPE"),
    "an inclusion": (tei(f'<p {XI}><xi:include href="/etc/passwd"/></p>'), "XInclude"),
    "another root": ("<doc><p>Text</p></doc>", "no TEI: its root is <doc>.*TEI is read"),
    "no text": (tei("<p/>"), "no text"),
    "cut off": (tei("<p>Text</p>")[:100], "not well-formed"),
    "too deep": (tei("<hi>" * 300 + "a" + "</hi>" * 300), "too deep or too large"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(text, message):
    with pytest.raises(ReadingError, match=message) as caught:
        read_bytes(text.encode(), "o.xml")
    assert caught.value.hint


def test_languages_that_are_stated_come_back():
    words = "We left early that day. " * 8
    body = (
        f"<p xml:id='p'>{words} So <foreign xml:lang='fr'>en route</foreign>.</p>"
        "<p xml:id='q' xml:lang='la'>Alea iacta est.</p>"
    )
    written = write_tei(prepared(tei(body), "o.xml")).decode()
    assert '<foreign xml:lang="fr" resp="#resp.diptych">en route</foreign>' in written
    assert '<p xml:id="q" xml:lang="la">' in written
    again = write_tei(prepared(written, "o.xml")).decode()
    assert again.partition("<text")[2] == written.partition("<text")[2]
