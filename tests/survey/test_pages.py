"""Annotated pages: each line in the document or out of it, in the right version, of the right kind."""

import pytest

from diptych.model import Document, Kind
from tests.survey.pagecases import PAGES, Page, Verdict, judge, load, metadata_found, survey_page

CASES = sorted(PAGES.glob("*.page"))

KNOWN_FAILURES = {
    "dev-07": "a note-taker’s line that ends the text stands like the first line of the record below it",
}
"""Pages with a line on the wrong side, and why."""

FEWEST_RIGHT_IN_TABLE = 0.995
MOST_FOREIGN_IN_TABLE = 0.003
FEWEST_RIGHT_KINDS = 0.85
FEWEST_RIGHT_STATEMENTS = 0.9


@pytest.fixture(scope="module")
def judged() -> list[tuple[Page, Document, list[Verdict]]]:
    found = []
    for path in CASES:
        page = load(path)
        document = survey_page(page)
        found.append((page, document, judge(page, document)))
    return found


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(
            path, id=path.stem, marks=pytest.mark.xfail(reason=KNOWN_FAILURES[path.stem], strict=True)
        )
        if path.stem in KNOWN_FAILURES
        else pytest.param(path, id=path.stem)
        for path in CASES
    ],
)
def test_every_line_is_on_its_side(path) -> None:
    page = load(path)
    wrong = [
        f"{verdict.line.version or '-'} -> {verdict.version or '-'} ({verdict.reason}): {verdict.line.text}"
        for verdict in judge(page, survey_page(page))
        if not verdict.right_place
    ]
    assert not wrong


def test_body_text_is_on_the_right_side_and_nothing_else_is(judged) -> None:
    verdicts = [verdict for _, _, found in judged for verdict in found]
    body = sum(len(v.line.text) for v in verdicts if v.line.version)
    right = sum(len(v.line.text) for v in verdicts if v.line.version and v.right_place)
    foreign = sum(len(v.line.text) for v in verdicts if not v.line.version and v.version)
    assert right / body >= FEWEST_RIGHT_IN_TABLE
    assert foreign / (right + foreign) <= MOST_FOREIGN_IN_TABLE


def test_kinds(judged) -> None:
    """Membership decides what is aligned; kinds beyond it are finer points, on which annotators differ."""
    verdicts = [verdict for _, _, found in judged for verdict in found]
    assert sum(v.right_kind for v in verdicts) / len(verdicts) >= FEWEST_RIGHT_KINDS


def test_statements(judged) -> None:
    found = [pair for page, document, _ in judged for pair in metadata_found(page, document).values()]
    assert (
        sum(all(value in got for value in gold) for gold, got in found) / len(found)
        >= FEWEST_RIGHT_STATEMENTS
    )


def test_page_furniture_is_never_in_a_paragraph_of_its_own(judged) -> None:
    for _, document, _ in judged:
        for version in document.versions:
            for paragraph in version.paragraphs:
                kinds = {document.blocks[index].kind for index in paragraph.blocks}
                assert kinds - {Kind.PAGE_HEADER, Kind.PAGE_NUMBER, Kind.PAGE_BREAK}
