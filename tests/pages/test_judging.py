"""The judge itself: what it gives for what is right, and for each thing done wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from diptych import Alignment, Bead, Document, Field, Kind, Metadata, Paragraph, Role, Sentence, Span, Version
from tests.pages.cases import Page, load
from tests.pages.judging import judge

WRITTEN = """#! original = de
#! date = 3. Juli 1953 => 1953-07-03
Datum: 3. Juli 1953

{de1}Er kam. {de2}Sie ging{^1}1{<} fort, und ich rau{-}-
che.
{en1+2}He came, and she went off, and I smoke.
{en3}No.{.}

1 {de^1}Nach Bonn.
"""


@pytest.fixture
def page(tmp_path: Path) -> Page:
    path = tmp_path / "dev-page.page"
    path.write_text(WRITTEN, encoding="utf-8")
    return load(path)


def sentence(page: Page, id: str, *pieces: str) -> Sentence:
    places = [page.source.text.index(piece) for piece in pieces]
    spans = tuple(Span(start, start + len(piece)) for start, piece in zip(places, pieces, strict=True))
    return Sentence(id, id.rpartition(".")[0], 0, spans, ("",) * (len(spans) - 1), " ".join(pieces))


def found(page: Page, *beads: tuple[str, str]) -> Document:
    """A document as it should be, with the beads given as ids of sentences."""
    german = (
        sentence(page, "de.p1.s1", "Er kam."),
        sentence(page, "de.p1.s2", "Sie ging", " fort, und ich rau", "che."),
        sentence(page, "de.n1.s1", "Nach Bonn."),
    )
    english = (
        sentence(page, "en.p1.s1", "He came, and she went off, and I smoke."),
        sentence(page, "en.p2.s1", "No."),
    )
    note = Paragraph("de.n1", Kind.NOTE, (0,), label="1")
    versions = (
        Version("de", "de", Role.ORIGINAL, (Paragraph("de.p1", Kind.BODY, (0,)), note), german),
        Version(
            "en",
            "en",
            Role.TRANSLATION,
            tuple(Paragraph(f"en.p{n}", Kind.BODY, (0,)) for n in (1, 2)),
            english,
        ),
    )
    links = tuple(Bead(tuple(a.split()), tuple(b.split()), 1.0) for a, b in beads)
    stated = Metadata((Field("date", "3. Juli 1953", None, "1953-07-03"),))
    return Document(page.source, (), stated, versions, (Alignment("de", "en", links),))


RIGHT = (("de.p1.s1 de.p1.s2", "en.p1.s1"), ("", "en.p2.s1"))


def test_what_is_right_in_everything_gets_everything(page: Page) -> None:
    judged = judge(page, found(page, *RIGHT))
    assert (judged.in_place, judged.strange, judged.links, judged.statements) == (1, 0, 1, 1)
    assert (judged.noted, judged.hyphens, judged.originals) == ((1, 1), (1, 1), (1, 1))
    assert judged.anchored == (1, 0)  # the blocks, which hold the anchors, were left out here


def test_marks_leave_the_page_as_it_was_written(page: Page) -> None:
    assert page.source.text.splitlines()[2:4] == ["Er kam. Sie ging1 fort, und ich rau-", "che."]
    assert (page.versions, page.original) == (("de", "en"), "de")


def test_links_fall_by_what_is_split_or_moved(page: Page) -> None:
    split = judge(page, found(page, ("de.p1.s1", "en.p1.s1"), ("de.p1.s2", ""), ("", "en.p2.s1"))).links
    moved = judge(page, found(page, ("de.p1.s1 de.p1.s2", "en.p2.s1"), ("", "en.p1.s1"))).links
    assert 1 > split > moved == 0


def test_a_side_that_is_swapped_and_an_original_that_is_not(page: Page) -> None:
    document = found(page, *RIGHT)
    swapped = tuple(
        replace(v, role=role)
        for v, role in zip(document.versions, (Role.TRANSLATION, Role.ORIGINAL), strict=True)
    )
    links = document.alignments[0]
    turned = Alignment("en", "de", tuple(replace(b, source=b.target, target=b.source) for b in links.beads))
    judged = judge(page, replace(document, versions=swapped, alignments=(turned,)))
    assert (judged.links, judged.originals) == (1, (1, 0))


def test_what_is_foreign_and_what_is_in_another_version(page: Page) -> None:
    document = found(page, *RIGHT)
    german, english = document.versions
    record, strange = sentence(page, "de.p1.s0", "Datum:"), sentence(page, "de.p1.s3", "No.")
    judged = judge(
        page,
        replace(
            document,
            versions=(
                replace(german, sentences=(record, *german.sentences, strange)),
                replace(english, sentences=english.sentences[:1]),
            ),
            alignments=(),
        ),
    )
    assert judged.foreign == len("Datum:")
    assert judged.body - judged.placed == len("No.")
    assert judged.links == 0


def test_a_value_that_is_almost_right_is_wrong(page: Page) -> None:
    document = replace(
        found(page, *RIGHT), metadata=Metadata((Field("date", "3. Juli 1953", None, "1953-07"),))
    )
    assert judge(page, document).statements == 0


@pytest.mark.parametrize("slip", ["{de}", "{de4,5}", "{.x}", "{en3+}"])
def test_a_slip_of_the_pen_is_refused(tmp_path: Path, slip: str) -> None:
    path = tmp_path / "dev-slip.page"
    path.write_text(WRITTEN + slip, encoding="utf-8")
    with pytest.raises(ValueError, match="is no mark"):
        load(path)


def test_a_value_that_the_page_lacks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dev-slip.page"
    path.write_text("#! author = Brandt\n" + WRITTEN, encoding="utf-8")
    with pytest.raises(ValueError, match="Brandt"):
        load(path)


def test_every_character_has_gold(page: Page) -> None:
    assert len(page.gold) == len(page.source.text)
